"""Cross-checks of the entities and overlaps tables. Pure, no GX."""

import pyarrow as pa
import pyarrow.compute as pc

from tasks.validate.checks.check import CrossCheck, Tables, counted_sentences, needs, quoted
from tasks.validate.columns import Booleans, Places, column_of, truths

SPAN = ("article_id", "start", "end", "text")


def _text_quoted(tables: Tables) -> Booleans:
    return quoted(tables, [column_of(tables, "entities", name) for name in SPAN])


def _sentence_in_range(tables: Tables) -> Booleans:
    ids, sentences = (column_of(tables, "entities", name) for name in ("article_id", "sentence"))
    numbers: Places = sentences.to_numpy()
    return (numbers >= 0) & (numbers < counted_sentences(tables, ids))


def _mention_id_states_span(tables: Tables) -> Booleans:
    stated, ids, *span = (column_of(tables, "entities", name) for name in ("mention_id", "article_id", "start", "end"))
    start, end = (places.cast(pa.string()) for places in span)
    return truths(pc.equal(stated, pc.binary_join_element_wise(ids, ":", start, "-", end, "")))


def _local_unlinked(tables: Tables) -> Booleans:
    ids, scores = (column_of(tables, "entities", name) for name in ("entity_id", "link_score"))
    return truths(pc.equal(scores, 0)) | ~truths(pc.starts_with(ids, "local:"))


def _pair_ordered(tables: Tables) -> Booleans:
    return truths(pc.less(*(column_of(tables, "overlaps", name) for name in ("article_id", "other_id"))))


def _relation_where_accepted(tables: Tables) -> Booleans:
    accepted, relation = (column_of(tables, "overlaps", name) for name in ("is_accepted", "relation"))
    return ~(truths(accepted) ^ truths(pc.is_valid(relation)))


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
