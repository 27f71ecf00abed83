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

PROPOSED_ACTS = Table(
    name="proposed_acts",
    row="words that may tell an act, as the network proposes them",
    key=("article_id", "start"),
    columns=(
        ARTICLE_ID,
        *SPAN,
        Column(name="event_type", type=pa.string(), vocabulary="event_type", meaning="The likeliest type."),
        Column(name="type_score", type=pa.float32(), minimum=0, maximum=1, meaning="Its share among the types."),
        Column(
            name="score", type=pa.float32(), minimum=0, maximum=1, meaning="Probability that the words tell an act of any type."
        ),
        Column(name="realis", type=pa.string(), vocabulary="realis", meaning="The likeliest realis."),
        Column(name="realis_score", type=pa.float32(), minimum=0, maximum=1, meaning="Its probability."),
        Column(name="hedged_score", type=pa.float32(), minimum=0, maximum=1, meaning="Probability that the claim is hedged."),
    ),
)

PROPOSED_ARGUMENTS = Table(
    name="proposed_arguments",
    row="words that may name a party of a proposed act",
    key=("article_id", "act_start", "role", "start"),
    columns=(
        ARTICLE_ID,
        Column(name="act_start", type=pa.int32(), unit="characters", minimum=0, meaning="Offset of the act's first character."),
        Column(name="role", type=pa.string(), vocabulary="argument_role", meaning="What the party is in the act."),
        START,
        END,
        Column(name="sector", type=pa.string(), vocabulary="sector", meaning="The likeliest sector of the party."),
        Column(name="score", type=pa.float32(), minimum=0, maximum=1, meaning="Probability that the words name such a party."),
    ),
)
