"""Cross-checks of the articles table: sources, publication date, clusters. Pure, no GX."""

import re
from collections import Counter

from tasks.validate.accounting import delivered
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
    quarantined = set(tables["quarantine"]["uri"])
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


def _repeats_canonical(tables: Tables) -> list[bool]:
    articles = tables["articles"]
    canonical = set(articles.loc[articles["duplicate_of"].isna(), "article_id"])
    return [not given(repeated) or repeated in canonical for repeated in articles["duplicate_of"]]


def _cluster_consistent(tables: Tables) -> list[bool]:
    articles = tables["articles"]
    columns = (articles[name] for name in ("article_id", "cluster_id", "duplicate_of"))
    return [
        repeated == cluster and article != cluster if given(repeated) else article == cluster
        for article, cluster, repeated in zip(*columns, strict=True)
    ]


def _repetition_measured(tables: Tables) -> list[bool]:
    articles = tables["articles"]
    columns = (articles[name] for name in ("duplicate_of", "overlap", "relation"))
    return [given(repeated) == given(overlap) == given(relation) for repeated, overlap, relation in zip(*columns, strict=True)]


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
        needs=(("articles", "sources"), ("quarantine", "uri")),
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
        name="duplicate_of_is_canonical",
        words="duplicate_of is an article that itself repeats none",
        needs=needs("articles", "article_id", "duplicate_of"),
        holds=_repeats_canonical,
        shown=("duplicate_of",),
    ),
    CrossCheck(
        table="articles",
        column="cluster_id",
        name="cluster_consistent",
        words="cluster_id is duplicate_of where the article repeats another, and its own article_id where it doesn't",
        needs=needs("articles", *CLUSTER),
        holds=_cluster_consistent,
        shown=CLUSTER,
    ),
    CrossCheck(
        table="articles",
        column="overlap",
        name="repetition_measured",
        words="overlap and relation are given exactly where duplicate_of is",
        needs=needs("articles", "duplicate_of", "overlap", "relation"),
        holds=_repetition_measured,
        shown=("duplicate_of", "overlap", "relation"),
    ),
)
