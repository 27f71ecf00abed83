"""The contracts hold together, and everything derived from them says the same (drift test)."""

from pathlib import Path

import pytest

from schemas import annotations, documents
from schemas.articles import ARTICLES, CLEANED, CLUSTERED, OVERLAPS
from schemas.dictionary import PUBLISHED, data_dictionary
from schemas.entities import ENTITIES
from schemas.errors import UnknownCode
from schemas.events import EVENT_MENTIONS, EVENTS
from schemas.quarantine import QUARANTINE, REJECTED
from schemas.vocabularies import check_code, vocabulary

ALL = (
    *PUBLISHED,
    CLEANED,
    CLUSTERED,
    EVENT_MENTIONS,
    REJECTED,
    documents.DOCUMENTS,
    annotations.SENTENCES,
    annotations.TOKENS,
    annotations.MENTIONS,
    annotations.TIMEXES,
    annotations.QUOTATIONS,
)

# The names that DESIGN promises to readers; more may be added, none may go.
PROMISED = {
    "articles": "article_id sources url outlet title authors agencies text removed language language_score published_on "
    "published_precision published_source published_evidence word_count sentence_count cluster_id duplicate_of overlap",
    "entities": "mention_id article_id sentence start end text label form entity_id entity_name country link_score",
    "events": "event_id event_type event_mode contexts quad_class score cameo_root realis hedged attribution actors recipients "
    "actor_country recipient_country date_start date_end date_precision date_source place_id place_name place_country latitude "
    "longitude place_precision mention_count article_count first_published last_published confidence mentions",
    "quarantine": "uri sha256 stage reason detail",
}


@pytest.mark.parametrize("table", [ARTICLES, ENTITIES, EVENTS, QUARANTINE], ids=lambda t: t.name)
def test_promised_columns_are_all_there(table):
    assert set(PROMISED[table.name].split()) <= set(table.schema.names)


@pytest.mark.parametrize("table", ALL, ids=lambda t: t.name)
def test_table_is_well_formed(table):
    names = [c.name for c in table.columns]
    assert len(names) == len(set(names))
    assert set(table.key) <= set(names)
    for column in table.columns:
        assert column.meaning.strip()
        if column.vocabulary:
            assert vocabulary(column.vocabulary)


@pytest.mark.parametrize("table", ALL, ids=lambda t: t.name)
def test_fields_carry_their_description(table):
    for field, column in zip(table.schema, table.columns, strict=True):
        assert field.metadata[b"description"].decode() == column.meaning
        assert field.nullable is column.nullable


def test_references_point_at_published_columns():
    by_name = {table.name: table for table in PUBLISHED}
    for table in PUBLISHED:
        for reference in table.references:
            assert table[reference.column]
            assert by_name[reference.table][reference.key]


def test_a_column_that_two_tables_share_means_the_same_in_both():
    cleaned = {c.name: c for c in CLEANED.columns}
    assert all(ARTICLES[name] is column for name, column in cleaned.items())
    assert OVERLAPS["article_id"] is ARTICLES["article_id"]


def test_data_dictionary_in_docs_is_the_one_derived_from_the_contracts(root: Path):
    assert (root / "docs/data-dictionary.md").read_text(encoding="utf-8") == data_dictionary(), "run: make dictionary"


def test_data_dictionary_names_every_column_and_code():
    words = data_dictionary()
    for table in PUBLISHED:
        for column in table.columns:
            assert f"| `{column.name}` |" in words
            for code in vocabulary(column.vocabulary) if column.vocabulary else ():
                assert f"| `{code}` |" in words


def test_unknown_code_raises_and_names_the_file_to_mend():
    with pytest.raises(UnknownCode, match=r"schemas/vocabularies/realis\.yaml"):
        check_code("realis", "perhaps")


def test_every_mode_belongs_to_a_type():
    types = vocabulary("event_type")
    assert {code.split("/")[0] for code in vocabulary("event_mode")} <= set(types)
    assert len(types) == 16
    assert {row["quad_class"] for row in types.values()} == {1, 2, 3, 4}


@pytest.mark.parametrize(("names", "classes"), [(("event_type", "event_mode"), "type_class"), (("sector",), "sector_class")])
def test_classes_of_codes_are_listed_and_each_is_used(names, classes):
    used = {one for name in names for row in vocabulary(name).values() for one in row.get("classes", ())}
    assert used == set(vocabulary(classes))
