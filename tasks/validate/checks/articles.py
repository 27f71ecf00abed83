"""Cross-checks of the articles table: sources, publication date, clusters. Pure, no GX."""

import re
from collections import Counter

from tasks.validate.accounting import delivered, refused
from tasks.validate.checks.check import CrossCheck, Tables, given, needs

SHA256 = re.compile("[0-9a-f]{64}")


def _sources_stated(tables: Tables) -> list[bool]:
    return [
        bool(sources) and all(s["uri"] and SHA256.fullmatch(s["sha256"] or "") for s in sources)
        for sources in tables["articles"]["sources"]
    ]


def _sources_once(tables: Tables) -> list[bool]:
    count = Counter(delivered(tables["articles"]))
    return [all(count[s["uri"]] == 1 for s in sources) for sources in tables["articles"]["sources"]]


def _not_quarantined(tables: Tables) -> list[bool]:
    quarantined = set(refused(tables["quarantine"]))
    return [quarantined.isdisjoint(s["uri"] for s in sources) for sources in tables["articles"]["sources"]]


def _words_counted(tables: Tables) -> list[bool]:
    articles = tables["articles"]
    return [count == len(text.split()) for text, count in zip(articles["text"], articles["word_count"], strict=True)]


def _publication_consistent(tables: Tables) -> list[bool]:
    articles = tables["articles"]
    columns = (articles[name] for name in ("published_on", "published_precision", "published_source"))
    return [
        (precision != "unknown") == given(day) and (source != "none") == given(day)
        for day, precision, source in zip(*columns, strict=True)
    ]


def _repeats_within_cluster(tables: Tables) -> list[bool]:
    articles = tables["articles"]
    clusters = dict(zip(articles["article_id"], articles["cluster_id"], strict=True))
    columns = (articles[name] for name in ("article_id", "cluster_id", "duplicate_of"))
    return [
        not given(repeated) or (repeated != article and clusters.get(repeated) == cluster)
        for article, cluster, repeated in zip(*columns, strict=True)
    ]


def _leads_where_nothing_repeated(tables: Tables) -> list[bool]:
    articles = tables["articles"]
    columns = (articles[name] for name in ("article_id", "cluster_id", "duplicate_of"))
    return [given(repeated) == (article != cluster) for article, cluster, repeated in zip(*columns, strict=True)]


def _repetition_measured(tables: Tables) -> list[bool]:
    articles = tables["articles"]
    columns = (articles[name] for name in ("duplicate_of", "overlap", "relation"))
    return [
        given(repeated) == given(relation) and (given(repeated) or not given(overlap))
        for repeated, overlap, relation in zip(*columns, strict=True)
    ]


CLUSTER = ("article_id", "cluster_id", "duplicate_of")
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
