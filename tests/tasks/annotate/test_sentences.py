import itertools

from hypothesis import given
from hypothesis import strategies as st

from tasks.annotate.sentences import sentence_spans


def test_a_sentence_never_crosses_a_paragraph(rules):
    doc = rules("Un titre\n\nUne phrase. Une autre.")
    assert [doc.text[s:e] for s, e in sentence_spans(doc)] == ["Un titre", "Une phrase.", "Une autre."]


@given(text=st.text(alphabet="aé .\n«»", max_size=40))
def test_sentences_cover_every_character_that_is_no_white_space(rules, text):
    spans = sentence_spans(rules(text))
    covered = {i for start, end in spans for i in range(start, end)}
    assert all(i in covered for i, c in enumerate(text) if not c.isspace())
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    assert all(text[s:e] == text[s:e].strip() != "" and "\n\n" not in text[s:e] for s, e in spans)
