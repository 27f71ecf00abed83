"""What the arrays tell is what the tokens tell."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.annotate.document import SPACE, tags_of, text_of, token_kinds
from tasks.annotate.sentences import sentence_spans
from tasks.annotate.tokens import token_columns

TEXT = st.text(alphabet="aéL .\n«»'-1\u00a0\u202f", max_size=60)


@given(text=TEXT)
def test_the_text_is_the_text(rules, text):
    assert text_of(rules.make_doc(text)) == text


@given(text=TEXT)
def test_white_space_is_told_from_words(rules, text):
    doc = rules.make_doc(text)
    kinds = token_kinds(doc.to_array(["ORTH"]).reshape(-1), doc.vocab.strings)
    assert [bool(kind & SPACE) for kind in kinds] == [token.is_space for token in doc]


@settings(max_examples=40)  # the whole pipeline reads each text
@given(text=TEXT)
def test_columns_are_those_of_the_tokens(embedded, text):
    doc = embedded(text)
    columns = token_columns(doc, sentence_spans(doc))
    kept = [token for token in doc if not token.is_space]
    assert columns["start"] == [token.idx for token in kept]
    assert columns["end"] == [token.idx + len(token) for token in kept]
    assert columns["lemma"] == [token.lemma_ or token.text for token in kept]
    assert columns["morph"] == [str(token.morph) for token in kept]
    assert columns["dep"] == [token.dep_ for token in kept]
    for token, head in zip(kept, columns["head"], strict=True):
        assert kept[head].i == (token.i if token.head.is_space else token.head.i)


def test_only_tagged_tokens_have_a_tag(rules):
    doc = rules.make_doc("Dole vote")
    doc[1].pos_ = "VERB"
    assert tags_of(doc) == {5: "VERB"}
