import pytest

from schemas.settings import FieldMapping, IngestSettings
from tasks.ingest.blobs import Blob, Budget, Context, Payload, Refusal
from tasks.ingest.records import canonical_json, envelope_items, mappings_for, record_finding

BLOB = Blob(uri="a.json", sha256="0" * 64, name="a.json", size=None, open=lambda: pytest.fail("not opened"))
MAPPINGS = mappings_for(IngestSettings())


def context_for(mappings: tuple[FieldMapping, ...] = MAPPINGS, **settings: object) -> Context:
    limits = IngestSettings(**settings)
    budget = Budget(file_bytes=1, settings=limits)
    return Context(settings=limits, mappings=mappings, budget=budget, read_inner=lambda _blob, _context: iter(()))


@pytest.mark.parametrize("mapping", MAPPINGS, ids=[mapping.name for mapping in MAPPINGS])
def test_each_mapping_reads_its_example(mapping: FieldMapping) -> None:
    found = record_finding(mapping.example["record"], BLOB, context_for((mapping,)), number=1)
    assert isinstance(found, Payload)
    expected = {key: value for key, value in mapping.example.items() if key not in {"record", "text"}}
    declared = {key: list(value) if key == "authors" else value for key, value in vars(found.declared).items()}
    assert found.content.decode() == mapping.example["text"]
    assert expected == {key: declared[key] for key in expected}


@pytest.mark.parametrize("mapping", MAPPINGS, ids=[mapping.name for mapping in MAPPINGS])
def test_each_mapping_refuses_its_counter_example(mapping: FieldMapping) -> None:
    assert isinstance(record_finding(mapping.counter_example, BLOB, context_for((mapping,)), number=1), Refusal)


@pytest.mark.parametrize("mapping", MAPPINGS, ids=[mapping.name for mapping in MAPPINGS])
def test_of_all_mappings_that_of_the_example_is_chosen(mapping: FieldMapping) -> None:
    found = record_finding(mapping.example["record"], BLOB, context_for(), number=1)
    assert isinstance(found, Payload)
    assert found.content.decode() == mapping.example["text"]


def test_a_mapping_of_the_settings_comes_first() -> None:
    own = FieldMapping(name="own", text=("chapo", "suite"), title=("accroche",))
    settings = IngestSettings(field_mappings=(own,))
    record = {"chapo": "Le texte.", "text": "Autre chose.", "accroche": "Le titre"}
    found = record_finding(record, BLOB, context_for(mappings_for(settings)), number=None)
    assert isinstance(found, Payload)
    assert (found.content, found.declared.title, found.uri) == (b"Le texte.", "Le titre", "a.json")


def test_field_names_are_found_in_any_case() -> None:
    found = record_finding({"Titre": "T", "TEXTE": "Le texte."}, BLOB, context_for(), number=1)
    assert isinstance(found, Payload)
    assert found.declared.title == "T"


def test_html_in_a_text_field_is_recognised() -> None:
    found = record_finding({"content": "<p>Le texte.</p>"}, BLOB, context_for(), number=1)
    assert isinstance(found, Payload)
    assert found.content_type == "html"


def test_equal_records_have_equal_bytes_whatever_the_order_of_their_keys() -> None:
    assert canonical_json({"b": 1, "a": "é"}) == canonical_json({"a": "é", "b": 1}) == '{"a":"é","b":1}'.encode()


@pytest.mark.parametrize("record", [None, 3, "texte", [], True])
def test_what_is_no_object_is_no_record(record: object) -> None:
    found = record_finding(record, BLOB, context_for(), number=2)
    assert isinstance(found, Refusal)
    assert (found.uri, found.reason) == ("a.json#2", "not_a_record")


def test_a_record_beyond_the_limit_is_too_large() -> None:
    found = record_finding({"text": "a" * 200}, BLOB, context_for(max_document_bytes=100), number=1)
    assert isinstance(found, Refusal)
    assert found.reason == "too_large"


def test_an_envelope_gives_its_items_and_a_record_none() -> None:
    assert envelope_items({"status": "ok", "articles": [{"a": 1}]}, MAPPINGS) == [{"a": 1}]
    assert envelope_items({"text": "Le texte."}, MAPPINGS) is None


def test_a_lone_surrogate_becomes_the_replacement_character() -> None:
    found = record_finding({"text": "a\ud800b"}, BLOB, context_for(), number=1)
    assert isinstance(found, Payload)
    assert found.content.decode() == "a\ufffdb"
