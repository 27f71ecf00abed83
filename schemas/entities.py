"""The entities table: one row per mention of a named entity in an article."""

import pyarrow as pa

from schemas.articles import ARTICLE_ID
from schemas.column import Column, Reference, Table
from schemas.spans import SPAN

COUNTRY_PATTERN = "[A-Z]{3}"
ENTITY_ID_PATTERN = r"Q[1-9][0-9]*|local:[a-z0-9]+(?:-[a-z0-9]+)*"

CANDIDATES = pa.list_(pa.struct([("entity_id", pa.string()), ("score", pa.float64())]))

ENTITIES = Table(
    name="entities",
    row="one mention of a named entity in an article",
    key=("mention_id",),
    columns=(
        Column(
            name="mention_id",
            type=pa.string(),
            pattern=r"[0-9a-f]{20}:[0-9]+-[0-9]+",
            meaning="Identifier of the mention: article_id:start-end.",
        ),
        ARTICLE_ID,
        *SPAN,
        Column(name="label", type=pa.string(), vocabulary="label", meaning="Kind of the named entity."),
        Column(name="form", type=pa.string(), vocabulary="form", meaning="How the entity is referred to."),
        Column(
            name="entity_id",
            type=pa.string(),
            pattern=ENTITY_ID_PATTERN,
            meaning="Wikidata identifier, or local:<slug> for an entity that the gazetteer does not hold.",
        ),
        Column(
            name="former_ids",
            type=pa.list_(pa.string()),
            nullable=True,
            meaning="Local identifiers that earlier releases may have for it, from before a source identified it. Null if none.",
        ),
        Column(name="entity_name", type=pa.string(), meaning="Name of the entity in French."),
        Column(
            name="country",
            type=pa.string(),
            nullable=True,
            pattern=COUNTRY_PATTERN,
            meaning="Country that the entity is, lies in or acts for: ISO 3166-1 alpha-3. Null where none or unknown.",
        ),
        Column(
            name="link_score",
            type=pa.float64(),
            minimum=0,
            maximum=1,
            meaning="How well the mention fits the entity; 0 for a local entity, which is linked to nothing.",
        ),
        Column(name="reason", type=pa.string(), vocabulary="link_reason", meaning="How the link was made, or why there is none."),
        Column(
            name="candidates",
            type=CANDIDATES,
            meaning="Where several fit: each with its score, best first (of people absolute, of places as shares of one).",
        ),
        Column(name="decision", type=pa.string(), meaning="Which voices found the mention and which rule linked it."),
    ),
    references=(Reference(column="article_id", table="articles", key="article_id"),),
)

REFERENCES = Table(
    name="references",
    row="one title without a name that means an office holder",
    key=("article_id", "start"),
    columns=(
        ARTICLE_ID,
        *SPAN,
        Column(name="office", type=pa.string(), meaning="The office, as data/offices.tsv of the gazetteer writes it."),
        Column(
            name="body",
            type=pa.string(),
            meaning="Whose office it is: ISO 3166-1 alpha-3 of a country, or the entity_id of a body.",
        ),
        Column(
            name="entity_id",
            type=pa.string(),
            nullable=True,
            pattern=ENTITY_ID_PATTERN,
            meaning="Who held it on the day of publication. Null where nobody or several are known to.",
        ),
        Column(name="entity_name", type=pa.string(), nullable=True, meaning="Name of that person in French."),
        Column(
            name="country",
            type=pa.string(),
            nullable=True,
            pattern=COUNTRY_PATTERN,
            meaning="Country of the office: ISO 3166-1 alpha-3. Null for an office of an international body.",
        ),
        Column(name="reason", type=pa.string(), vocabulary="link_reason", meaning="How it was linked, or why it was not."),
    ),
    references=(Reference(column="article_id", table="articles", key="article_id"),),
)
