"""The articles table: one row per distinct document. Duplicates stay, and point at what they repeat."""

import pyarrow as pa

from schemas.column import STRINGS, Column, Reference, Table

SOURCES = pa.list_(pa.struct([("uri", pa.string()), ("sha256", pa.string())]))
REMOVED = pa.list_(pa.struct([("text", pa.string()), ("reason", pa.string())]))
ARTICLE_ID_PATTERN = "[0-9a-f]{20}"

ARTICLE_ID = Column(
    name="article_id",
    type=pa.string(),
    pattern=ARTICLE_ID_PATTERN,
    meaning="Identifier of the article: the first 20 hexadecimal digits of the SHA-256 of its payload. The same payload "
    "has the same identifier in every run, on every machine and under every file name.",
)

CLEANED_COLUMNS = (
    ARTICLE_ID,
    Column(
        name="sources",
        type=SOURCES,
        meaning="Every place where the payload was delivered, sorted by uri: path relative to the raw folder (with #n for "
        "record n of a file, counted from 1) and the SHA-256 of the file.",
    ),
    Column(name="url", type=pa.string(), nullable=True, meaning="Web address declared by the source or its markup."),
    Column(
        name="outlet",
        type=pa.string(),
        nullable=True,
        meaning="Name of the outlet: declared by the source, its markup or a line of print, in the one spelling that the run "
        "has for it; the host of the address where nothing else names it.",
    ),
    Column(name="title", type=pa.string(), nullable=True, meaning="Headline."),
    Column(name="authors", type=STRINGS, meaning="Names of the authors, in the order of the byline."),
    Column(name="agencies", type=STRINGS, meaning="Press agencies that the article is signed with or credited to."),
    Column(
        name="text",
        type=pa.string(),
        meaning="Body of the article, cleaned; paragraphs are separated by one blank line. All offsets of all tables count "
        "characters (Unicode code points) of this string, half-open.",
    ),
    Column(
        name="removed",
        type=REMOVED,
        vocabulary="removed_reason",
        meaning="What cleaning took out of the body, in order, each with its reason.",
    ),
    Column(
        name="repairs",
        type=STRINGS,
        vocabulary="repair",
        meaning="What cleaning mended in encoding, characters and line breaks, sorted; empty where nothing.",
    ),
    Column(
        name="language", type=pa.string(), pattern="[a-z]{2}", meaning="Language of the text, ISO 639-1, as identified from it."
    ),
    Column(
        name="language_score",
        type=pa.float64(),
        minimum=0,
        maximum=1,
        meaning="Probability that the identifier gives to that language among those it knows.",
    ),
    Column(
        name="published_on",
        type=pa.date32(),
        nullable=True,
        meaning="Day of publication; the first day of the month or year where the precision is coarser. Null where unknown.",
    ),
    Column(
        name="published_at",
        type=pa.timestamp("us"),
        nullable=True,
        meaning="Minute of publication as the source writes it, in the source's own time zone. Null where it states no hour, or "
        "midnight, which programs write where they know none.",
    ),
    Column(
        name="published_precision",
        type=pa.string(),
        vocabulary="published_precision",
        meaning="How exactly the day of publication is known.",
    ),
    Column(
        name="published_source",
        type=pa.string(),
        vocabulary="published_source",
        meaning="What the day of publication was taken from.",
    ),
    Column(
        name="published_evidence",
        type=pa.string(),
        nullable=True,
        meaning="The characters of metadata, address, page or text that the day of publication rests on.",
    ),
    Column(
        name="updated_on",
        type=pa.date32(),
        nullable=True,
        meaning="Day of the last change that the source tells. Null where it tells none, or one before the publication.",
    ),
    Column(
        name="updated_at",
        type=pa.timestamp("us"),
        nullable=True,
        meaning="Minute of that change, as published_at is the minute of publication.",
    ),
    Column(
        name="updated_source",
        type=pa.string(),
        vocabulary="updated_source",
        meaning="What the day of the change was taken from.",
    ),
    Column(
        name="updated_evidence",
        type=pa.string(),
        nullable=True,
        meaning="The characters that the day of the change rests on.",
    ),
    Column(name="page", type=pa.string(), nullable=True, meaning="Page of the printed edition, as the source writes it."),
    Column(name="word_count", type=pa.int32(), unit="words", minimum=0, meaning="Words of the text, separated by white space."),
)

CLEANED = Table(name="cleaned", row="one cleaned article", key=("article_id",), columns=CLEANED_COLUMNS)

CLUSTER_COLUMNS = (
    Column(
        name="cluster_id",
        type=pa.string(),
        pattern=ARTICLE_ID_PATTERN,
        meaning="Cluster of articles that repeat one another: the article_id of its canonical article. An article that "
        "repeats nothing is a cluster of its own.",
    ),
    Column(
        name="duplicate_of",
        type=pa.string(),
        nullable=True,
        meaning="article_id of the article that this one repeats. Null for the canonical article of the cluster.",
    ),
    Column(
        name="overlap",
        type=pa.float64(),
        nullable=True,
        minimum=0,
        maximum=1,
        meaning="Share of this article's five-word shingles that are found in the article it repeats.",
    ),
    Column(
        name="relation",
        type=pa.string(),
        nullable=True,
        vocabulary="relation",
        meaning="How this article repeats the other. Null for the canonical article of the cluster.",
    ),
)

CLUSTERED = Table(
    name="clustered", row="one article and its cluster", key=("article_id",), columns=(ARTICLE_ID, *CLUSTER_COLUMNS)
)

OVERLAPS = Table(
    name="overlaps",
    row="one pair of articles compared by deduplication, accepted or rejected",
    key=("article_id", "other_id"),
    columns=(
        ARTICLE_ID,
        Column(
            name="other_id",
            type=pa.string(),
            pattern=ARTICLE_ID_PATTERN,
            meaning="article_id of the other; greater than article_id.",
        ),
        Column(name="jaccard", type=pa.float64(), minimum=0, maximum=1, meaning="Shingles in both over shingles in either."),
        Column(
            name="containment",
            type=pa.float64(),
            minimum=0,
            maximum=1,
            meaning="Share of the smaller article's shingles in the other.",
        ),
        Column(name="is_accepted", type=pa.bool_(), meaning="Whether the pair was accepted as a repetition."),
        Column(
            name="relation",
            type=pa.string(),
            nullable=True,
            vocabulary="relation",
            meaning="How the smaller repeats the larger; null if rejected.",
        ),
        Column(name="rule_version", type=pa.string(), meaning="Version of the rules and thresholds that decided."),
    ),
    references=(
        Reference(column="article_id", table="articles", key="article_id"),
        Reference(column="other_id", table="articles", key="article_id"),
    ),
)

ALIASES = Table(
    name="aliases",
    row="one cluster_id that stands for another cluster now",
    key=("alias_id",),
    columns=(
        Column(
            name="alias_id",
            type=pa.string(),
            pattern=ARTICLE_ID_PATTERN,
            meaning="article_id of an article that is not the canonical one of its cluster: the cluster_id that it may have had "
            "in a release made before the article that it repeats was there.",
        ),
        Column(
            name="cluster_id", type=pa.string(), pattern=ARTICLE_ID_PATTERN, meaning="The cluster that this id stands for now."
        ),
    ),
    references=(
        Reference(column="alias_id", table="articles", key="article_id"),
        Reference(column="cluster_id", table="articles", key="article_id"),
    ),
)

ARTICLES = Table(
    name="articles",
    row="one distinct document; duplicates stay and point at what they repeat",
    key=("article_id",),
    columns=(
        *CLEANED_COLUMNS,
        Column(name="sentence_count", type=pa.int32(), unit="sentences", minimum=0, meaning="Sentences of the text."),
        *CLUSTER_COLUMNS,
    ),
    references=(
        Reference(column="cluster_id", table="articles", key="article_id"),
        Reference(column="duplicate_of", table="articles", key="article_id"),
    ),
)
