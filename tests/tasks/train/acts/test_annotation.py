import json
from hashlib import sha256

import pytest

from tasks.train.acts.annotation import documents_in, part_of, read_annotated_events
from tasks.train.names_annotation import AnnotationMismatch, fingerprint

TEXT = "Le syndicat a dénoncé la réforme."


@pytest.fixture
def folders(tmp_path):
    corpus = tmp_path / "corpora" / "wikinews_fr_2016_2018"
    corpus.mkdir(parents=True)
    line = {"id": "un", "date": "2017-03-02", "text": TEXT}
    (corpus / "articles.jsonl").write_text(json.dumps(line, ensure_ascii=False) + "\n", encoding="utf-8")
    rows = tmp_path / "rows"
    rows.mkdir()
    document = {"corpus": "wikinews_fr_2016_2018", "document": "un", "readers": ["A"], "sha256": fingerprint(TEXT)}
    (rows / "documents.jsonl").write_text(json.dumps(document) + "\n", encoding="utf-8")
    (rows / "decisions.jsonl").touch()
    return tmp_path / "corpora", rows


def write_event(rows, **changes):
    event = {
        "corpus": "wikinews_fr_2016_2018",
        "document": "un",
        "reader": "A",
        "type": "ACCUSE",
        "alt": ["REJECT"],
        "trigger": [12, 21],
        "actors": [{"named": [3, 11], "local": [3, 11], "country": "FRA", "sector": "LAB"}],
        "recipients": [],
        "realis": "actual",
        "hedged": False,
        "date": None,
        "place": None,
        "sure": True,
    }
    (rows / "events.jsonl").write_text(json.dumps(event | changes) + "\n", encoding="utf-8")


def test_rows_are_put_back_on_the_text(folders):
    write_event(folders[1])
    (document,) = read_annotated_events(*folders)
    (event,) = document.events
    assert document.text[slice(*event.trigger)] == "a dénoncé"
    assert document.text[slice(*event.actors[0].local)] == "syndicat"


def decide(rows, **decision):
    decision = {"corpus": "wikinews_fr_2016_2018", "document": "un", "reader": "A", "trigger": [12, 21]} | decision
    (rows / "decisions.jsonl").write_text(json.dumps(decision) + "\n", encoding="utf-8")


def test_what_was_adjudicated_counts_before_what_the_first_reader_marked(folders):
    (documents := folders[1] / "documents.jsonl").write_text(
        documents.read_text("utf-8").replace('["A"]', '["A", "B", "C"]'), "utf-8"
    )
    kept = []
    for reader, event_type in (("A", "ACCUSE"), ("B", "PROTEST")):
        write_event(folders[1], reader=reader, type=event_type)
        kept.append((folders[1] / "events.jsonl").read_text(encoding="utf-8"))
    (folders[1] / "events.jsonl").write_text("".join(kept), encoding="utf-8")
    decide(folders[1], change={"type": "REJECT"})
    found = {reader: read_annotated_events(*folders, reader=reader)[0].events for reader in (None, "A", "B", "C")}
    assert {reader: [event.event_type for event in events] for reader, events in found.items()} == {
        None: ["REJECT"],
        "A": ["ACCUSE"],
        "B": ["PROTEST"],
        "C": ["REJECT"],
    }
    assert read_annotated_events(*folders, reader="D") == []


def test_a_decision_on_a_document_that_was_not_adjudicated_is_named(folders):
    write_event(folders[1])
    decide(folders[1], change=None)
    with pytest.raises(AnnotationMismatch, match="un: a decision"):
        read_annotated_events(*folders)


@pytest.mark.parametrize("changes", [{"trigger": [12, 400]}, {"type": "ARGUE"}, {"trigger": None}, {"realis": "perhaps"}])
def test_a_row_that_does_not_fit_is_named(folders, changes):
    write_event(folders[1], **changes)
    with pytest.raises(AnnotationMismatch, match="un"):
        read_annotated_events(*folders)


def test_another_text_than_the_annotated_one_is_refused(folders):
    write_event(folders[1])
    corpus = folders[0] / "wikinews_fr_2016_2018" / "articles.jsonl"
    corpus.write_text(corpus.read_text(encoding="utf-8").replace("réforme", "grève"), encoding="utf-8")
    with pytest.raises(AnnotationMismatch, match="fingerprint"):
        read_annotated_events(*folders)


def test_parts_follow_from_the_id_alone(folders):
    write_event(folders[1])
    documents = read_annotated_events(*folders)
    assert documents_in(documents, part_of("un")) == documents
    shares = [part_of(sha256(str(n).encode()).hexdigest()) for n in range(500)]
    assert 70 < shares.count("held_out") < 130
    assert 70 < shares.count("choosing") < 130
