import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.train.names import NamedText, Span
from tasks.train.names_annotation import (
    READ_LIST,
    READERS,
    AnnotationMismatch,
    PassageKey,
    as_rows,
    fingerprint,
    passage_row,
    read_annotated_names,
    with_names,
)

KEY = PassageKey("wikinews_fr", "10001", 1)
TEXT = "Mme Odile Carvin habite à Varelles."
READ = [passage_row(KEY, TEXT)]


@pytest.fixture(scope="module")
def annotation(root: Path) -> Path:
    return root / "tests/data/annotation"


def quoted(named: NamedText) -> list[tuple[str, str]]:
    return [(named.text[span.start : span.end], span.label) for span in named.spans]


@pytest.mark.parametrize(
    ("corpus", "expected"),
    [
        (
            "wikinews_fr",
            [("Port-Minervois", "LOC"), ("Mme Odile Carvin", "PER"), ("Port-Minervois", "LOC"), ("Union des mareyeurs", "ORG")],
        ),
        ("fr_timebank", [("Coupe des Vallées", "MISC"), ("Sérigny", "LOC"), ("Bastien Orval", "PER"), ("Sérigny", "LOC")]),
        ("ud_french_gsd", [("Lise Amont", "PER"), ("Varelles", "LOC")]),
        ("ud_french_fqb", [("Varelles", "LOC")]),
    ],
)
def test_rows_quote_the_names_of_each_corpus(annotation: Path, corpus: str, expected: list[tuple[str, str]]) -> None:
    named = read_annotated_names(annotation / "corpora", annotation / "names", corpus)
    assert [name for passage in named.values() for name in quoted(passage)] == expected


def test_passages_read_without_names_are_returned_too(annotation: Path) -> None:
    named = read_annotated_names(annotation / "corpora", annotation / "names", "ud_french_gsd")
    assert named[PassageKey("ud_french_gsd", "essai-2")] == NamedText("Il pleut.", ())


def test_passages_have_no_soft_hyphens_line_ends_or_double_blanks(annotation: Path) -> None:
    passages = READERS["wikinews_fr"](annotation / "corpora/wikinews_fr")
    assert passages[KEY].startswith("3 mars 2031. - Mme Odile Carvin, maire de Port-Minervois, a rouvert la criée")


def test_a_changed_corpus_text_is_refused_with_both_fingerprints(annotation: Path, tmp_path: Path) -> None:
    shutil.copytree(annotation / "corpora", tmp_path / "corpora")
    page = tmp_path / "corpora/wikinews_fr/10001.html"
    page.write_text(page.read_text(encoding="utf-8").replace("Odile", "Odette"), encoding="utf-8")
    with pytest.raises(AnnotationMismatch, match=r"10001, paragraph 1: .*fingerprint .* Expected: .* What to do: ") as caught:
        read_annotated_names(tmp_path / "corpora", annotation / "names", "wikinews_fr")
    assert caught.value.expected in (annotation / "names" / READ_LIST).read_text(encoding="utf-8")


def test_an_absent_corpus_is_named(annotation: Path, tmp_path: Path) -> None:
    with pytest.raises(AnnotationMismatch, match=r"no folder .*fr_timebank"):
        read_annotated_names(tmp_path, annotation / "names", "fr_timebank")


def test_a_passage_that_the_corpus_lacks_is_refused() -> None:
    with pytest.raises(AnnotationMismatch, match="no such passage"):
        with_names({}, read=READ, mentions=[])


def test_a_mention_in_a_passage_not_read_is_refused() -> None:
    rows = as_rows(KEY, NamedText(TEXT, (Span(0, 16, "PER"),)))
    with pytest.raises(AnnotationMismatch, match="not listed as read"):
        with_names({KEY: TEXT}, read=[], mentions=rows)


@pytest.mark.parametrize(
    "spans",
    [
        (Span(26, 99, "LOC"),),
        (Span(5, 5, "PER"),),
        (Span(0, 16, "PERSON"),),
        (Span(0, 16, "PER"), Span(4, 16, "PER")),
        (Span(26, 34, "LOC"), Span(0, 16, "PER")),
    ],
    ids=["outside", "empty", "label", "overlap", "order"],
)
def test_impossible_spans_are_refused(spans: tuple[Span, ...]) -> None:
    with pytest.raises(AnnotationMismatch, match="between the offsets"):
        with_names({KEY: TEXT}, read=READ, mentions=as_rows(KEY, NamedText(TEXT, spans)))


def test_rows_hold_no_text() -> None:
    rows = as_rows(KEY, NamedText(TEXT, (Span(0, 16, "PER"),)))
    assert rows == [
        {
            "corpus": "wikinews_fr",
            "document": "10001",
            "paragraph": 1,
            "start": 0,
            "end": 16,
            "label": "PER",
            "sha256": fingerprint(TEXT),
        }
    ]


@given(text=st.text(min_size=1), cuts=st.lists(st.integers(0, 40), max_size=8), sentence=st.booleans())
def test_rows_give_back_what_was_annotated(text: str, cuts: list[int], sentence: bool) -> None:
    bounds = sorted({cut for cut in cuts if cut <= len(text)})
    spans = tuple(Span(start, end, "ORG") for start, end in zip(bounds[::2], bounds[1::2], strict=False))
    key = PassageKey("ud_french_gsd", "essai-1") if sentence else KEY
    named = NamedText(text, spans)
    assert with_names({key: text}, read=[passage_row(key, text)], mentions=as_rows(key, named)) == {key: named}


@pytest.mark.shared
@pytest.mark.parametrize("corpus", READERS)
def test_rows_of_the_repository_fit_the_corpora(root: Path, shared: Path, corpus: str) -> None:
    named = read_annotated_names(shared / "corpora", root / "data/annotation/names", corpus)
    assert sum(len(passage.spans) for passage in named.values()) > len(named) / 2


def test_agreement_is_of_the_passages_read_twice(root: Path) -> None:
    folder = root / "data/annotation/names"
    agreement = json.loads((folder / "agreement.json").read_text(encoding="utf-8"))
    rows = [json.loads(line) for line in (folder / READ_LIST).read_text(encoding="utf-8").splitlines()]
    assert agreement["passages"] + agreement["questions"]["passages"] == sum(row["passes"] == 2 for row in rows)
