"""Cross-checks of the entities and overlaps tables. Pure, no GX."""

from tasks.validate.checks.check import CrossCheck, Tables, given, needs, quotes, sentence_counts, texts

SPAN = ("article_id", "start", "end", "text")


def _text_quoted(tables: Tables) -> list[bool]:
    known, entities = texts(tables), tables["entities"]
    columns = (entities[name] for name in SPAN)
    return [quotes(known.get(article), start, end, text) for article, start, end, text in zip(*columns, strict=True)]


def _sentence_in_range(tables: Tables) -> list[bool]:
    count, entities = sentence_counts(tables), tables["entities"]
    return [0 <= s < count.get(article, 0) for article, s in zip(entities["article_id"], entities["sentence"], strict=True)]


def _mention_id_states_span(tables: Tables) -> list[bool]:
    columns = (tables["entities"][name] for name in ("mention_id", "article_id", "start", "end"))
    return [mention == f"{article}:{start}-{end}" for mention, article, start, end in zip(*columns, strict=True)]


def _local_unlinked(tables: Tables) -> list[bool]:
    entities = tables["entities"]
    return [
        score == 0 or not entity.startswith("local:")
        for entity, score in zip(entities["entity_id"], entities["link_score"], strict=True)
    ]


def _pair_ordered(tables: Tables) -> list[bool]:
    overlaps = tables["overlaps"]
    return [article < other for article, other in zip(overlaps["article_id"], overlaps["other_id"], strict=True)]


def _relation_where_accepted(tables: Tables) -> list[bool]:
    overlaps = tables["overlaps"]
    return [given(relation) == bool(yes) for yes, relation in zip(overlaps["is_accepted"], overlaps["relation"], strict=True)]


ENTITY_CHECKS = (
    CrossCheck(
        table="entities",
        column="text",
        name="text_quoted",
        words="text is exactly articles.text[start:end]",
        needs=(*needs("entities", *SPAN), *needs("articles", "article_id", "text")),
        holds=_text_quoted,
        shown=SPAN,
    ),
    CrossCheck(
        table="entities",
        column="sentence",
        name="sentence_in_range",
        words="sentence is less than the sentence_count of its article",
        needs=(*needs("entities", "article_id", "sentence"), *needs("articles", "article_id", "sentence_count")),
        holds=_sentence_in_range,
        shown=("article_id", "sentence"),
    ),
    CrossCheck(
        table="entities",
        column="mention_id",
        name="mention_id_states_span",
        words="mention_id is article_id:start-end",
        needs=needs("entities", "mention_id", "article_id", "start", "end"),
        holds=_mention_id_states_span,
        shown=("article_id", "start", "end"),
    ),
    CrossCheck(
        table="entities",
        column="link_score",
        name="local_unlinked",
        words="link_score is 0 for a local entity",
        needs=needs("entities", "entity_id", "link_score"),
        holds=_local_unlinked,
        shown=("entity_id", "link_score"),
    ),
)

OVERLAP_CHECKS = (
    CrossCheck(
        table="overlaps",
        column="other_id",
        name="pair_ordered",
        words="other_id is greater than article_id, so that each pair stands once",
        needs=needs("overlaps", "article_id", "other_id"),
        holds=_pair_ordered,
    ),
    CrossCheck(
        table="overlaps",
        column="relation",
        name="relation_where_accepted",
        words="relation is given exactly where the pair is accepted",
        needs=needs("overlaps", "is_accepted", "relation"),
        holds=_relation_where_accepted,
        shown=("is_accepted", "relation"),
    ),
)
