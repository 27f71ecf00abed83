"""The tables of the annotate stage: rows beside the text. They are caches of the run and are not published."""

import pyarrow as pa

from schemas.articles import ARTICLE_ID
from schemas.column import Column, Table
from schemas.spans import END, SENTENCE, SPAN, START

SENTENCES = Table(
    name="sentences", row="one sentence", key=("article_id", "sentence"), columns=(ARTICLE_ID, SENTENCE, START, END)
)

TOKENS = Table(
    name="tokens",
    row="one token that is not white space",
    key=("article_id", "token"),
    columns=(
        ARTICLE_ID,
        SENTENCE,
        Column(name="token", type=pa.int32(), minimum=0, meaning="Number of the token in the article, counted from 0."),
        START,
        END,
        Column(name="lemma", type=pa.string(), meaning="Lemma."),
        Column(name="pos", type=pa.string(), meaning="Universal part of speech."),
        Column(name="morph", type=pa.string(), meaning="Universal features, as in Mood=Cnd|Tense=Pres; empty where none."),
        Column(
            name="dep", type=pa.string(), meaning="Universal dependency relation to the head; ROOT for the root of a sentence."
        ),
        Column(name="head", type=pa.int32(), meaning="Token number of the head; the token's own number for a root."),
    ),
)

MENTIONS = Table(
    name="mentions",
    row="one mention of a named entity",
    key=("article_id", "start"),
    columns=(
        ARTICLE_ID,
        *SPAN,
        Column(name="label", type=pa.string(), vocabulary="label", meaning="Kind of the named entity."),
        Column(name="form", type=pa.string(), vocabulary="form", meaning="How the entity is referred to."),
        Column(name="decision", type=pa.string(), meaning="Which voices decided: the model, a gazetteer, a rule (its id)."),
    ),
)

TIMEXES = Table(
    name="timexes",
    row="one temporal expression",
    key=("article_id", "start"),
    columns=(
        ARTICLE_ID,
        *SPAN,
        Column(name="kind", type=pa.string(), vocabulary="timex_kind", meaning="What the expression denotes."),
        Column(
            name="date_start",
            type=pa.date32(),
            nullable=True,
            meaning="First day of what it denotes; null where it can't be resolved.",
        ),
        Column(name="date_end", type=pa.date32(), nullable=True, meaning="Last day, inclusive."),
        Column(name="precision", type=pa.string(), vocabulary="date_precision", meaning="How exact it is."),
        Column(name="anchor", type=pa.string(), vocabulary="timex_anchor", meaning="What it was resolved against."),
        Column(name="rule_id", type=pa.string(), meaning="Rule that recognised it."),
    ),
)

QUOTATIONS = Table(
    name="quotations",
    row="one quotation",
    key=("article_id", "start"),
    columns=(ARTICLE_ID, *SPAN),
)
