"""Cross-checks of the articles table: sources, publication date, clusters. Pure, no GX."""

import numpy as np
import pyarrow.compute as pc

from tasks.frames import values_of
from tasks.validate.accounting import delivered, refused
from tasks.validate.checks.check import CrossCheck, Tables, given, needs
from tasks.validate.columns import Booleans, Elements, codes, column_of, elements, truths

CLUSTER = ("article_id", "cluster_id", "duplicate_of")
SHA256 = r"\A[0-9a-f]{64}\z"


def _sources(tables: Tables) -> Elements:
    return elements(column_of(tables, "articles", "sources"))


def _sources_stated(tables: Tables) -> Booleans:
    sources = _sources(tables)
    is_named = truths(pc.not_equal(sources.field("uri"), ""))
    is_hashed = truths(pc.match_substring_regex(sources.field("sha256"), SHA256))
    is_listed = np.bincount(sources.rows, minlength=sources.count) > 0
    return is_listed & sources.every(is_named & is_hashed)


def _sources_once(tables: Tables) -> Booleans:
    sources = _sources(tables)
    numbers = codes(sources.field("uri"))
    return sources.every(np.bincount(numbers)[numbers] == 1)


def _not_quarantined(tables: Tables) -> Booleans:
    sources, quarantined = _sources(tables), set(refused(tables["quarantine"]))
    is_free = (uri not in quarantined for uri in delivered(tables["articles"]))
    return sources.every(np.fromiter(is_free, bool, len(sources.rows)))


def _words_counted(tables: Tables) -> list[bool]:
    return [count == len(text.split()) for text, count in values_of(tables["articles"], ("text", "word_count"))]


def _publication_consistent(tables: Tables) -> list[bool]:
    return [
        (precision != "unknown") == given(day) and (source != "none") == given(day)
        for day, precision, source in values_of(tables["articles"], ("published_on", "published_precision", "published_source"))
    ]


def _repeats_within_cluster(tables: Tables) -> list[bool]:
    articles = tables["articles"]
    clusters = dict(values_of(articles, ("article_id", "cluster_id")))
    return [
        not given(repeated) or (repeated != article and clusters.get(repeated) == cluster)
        for article, cluster, repeated in values_of(articles, CLUSTER)
    ]


def _leads_where_nothing_repeated(tables: Tables) -> list[bool]:
    rows = values_of(tables["articles"], CLUSTER)
    return [given(repeated) == (article != cluster) for article, cluster, repeated in rows]


def _repetition_measured(tables: Tables) -> list[bool]:
    return [
        given(repeated) == given(relation) and (given(repeated) or not given(overlap))
        for repeated, overlap, relation in values_of(tables["articles"], ("duplicate_of", "overlap", "relation"))
    ]


ARTICLE_CHECKS = (
    CrossCheck(
        table="articles",
        column="sources",
        name="sources_stated",
        words="there is at least one source, and each has a uri and a SHA-256",
        needs=needs("articles", "sources"),
        holds=_sources_stated,
    ),
    CrossCheck(
        table="articles",
        column="sources",
        name="sources_once",
        words="no source is listed twice",
        needs=needs("articles", "sources"),
        holds=_sources_once,
    ),
    CrossCheck(
        table="articles",
        column="sources",
        name="sources_not_quarantined",
        words="no source is both curated and in quarantine",
        needs=(("articles", "sources"), *needs("quarantine", "uri", "row_table")),
        holds=_not_quarantined,
    ),
    CrossCheck(
        table="articles",
        column="word_count",
        name="words_counted",
        words="word_count is the number of words of text",
        needs=needs("articles", "text", "word_count"),
        holds=_words_counted,
        shown=("word_count",),
    ),
    CrossCheck(
        table="articles",
        column="published_on",
        name="publication_consistent",
        words="published_precision is unknown, and published_source none, exactly where published_on is null",
        needs=needs("articles", "published_on", "published_precision", "published_source"),
        holds=_publication_consistent,
        shown=("published_on", "published_precision", "published_source"),
    ),
    CrossCheck(
        table="articles",
        column="duplicate_of",
        name="duplicate_of_in_cluster",
        words="duplicate_of is another article of the same cluster",
        needs=needs("articles", *CLUSTER),
        holds=_repeats_within_cluster,
        shown=CLUSTER,
    ),
    CrossCheck(
        table="articles",
        column="cluster_id",
        name="cluster_led",
        words="duplicate_of is null exactly where cluster_id is the article's own article_id",
        needs=needs("articles", *CLUSTER),
        holds=_leads_where_nothing_repeated,
        shown=CLUSTER,
    ),
    CrossCheck(
        table="articles",
        column="overlap",
        name="repetition_measured",
        words="relation is given exactly where duplicate_of is, and overlap only there",
        needs=needs("articles", "duplicate_of", "overlap", "relation"),
        holds=_repetition_measured,
        shown=("duplicate_of", "overlap", "relation"),
    ),
)
