from hypothesis import given
from hypothesis import strategies as st

from tasks.train.names import (
    NamedText,
    Span,
    joined_texts,
    read_bio,
    read_hipe,
    read_sequoia_names,
    to_names_doc,
    with_civilities,
)
from tasks.train.tokenizer import blank_pipeline, load_tokenizer_rules

NLP = blank_pipeline(load_tokenizer_rules())
HEADER = "TOKEN\tNE\tA\tB\tC\tD\tE\tF\tG\tMISC"


def hipe(*rows):
    return "\n".join([HEADER, "# document", *(f"{form}\t{tag}\t_\t_\t_\t_\t_\t_\t_\t{misc}" for form, tag, misc in rows)])


def mentions(named):
    return [(named.text[span.start : span.end], span.label) for span in named.spans]


def test_sequoia_rows_keep_ids_and_sort_spans():
    text = '{"s.1": {"text": "Ana Roy à Lens", "ents": [[10, 14, "LOC"], [0, 7, "PER"]]}}'
    assert mentions(read_sequoia_names(text)["s.1"]) == [("Ana Roy", "PER"), ("Lens", "LOC")]


def test_hipe_rows_rebuild_blanks_and_broken_words():
    rows = [("l", "O", "NoSpaceAfter"), ("’", "O", "NoSpaceAfter"), ("ex¬", "O", "NoSpaceAfter|EndOfLine")]
    rows += [("cès", "O", "_"), ("de", "O", "_"), ("Lens", "B-LOC", "NoSpaceAfter|EndOfSentence"), ("Fin", "O", "_")]
    first, second = read_hipe(hipe(*rows))
    assert first == NamedText("l’excès de Lens", (Span(11, 15, "LOC"),))
    assert second.text == "Fin"


def test_hipe_neighbouring_names_are_told_apart_by_their_first_tag():
    (named,) = read_hipe(hipe(("Ana", "B-PER", "_"), ("Roy", "I-PER", "_"), ("Luc", "B-PER", "_"), ("Le", "B-HumanProd", "_")))
    assert mentions(named) == [("Ana Roy", "PER"), ("Luc", "PER"), ("Le", "MISC")]


def test_two_column_text_is_cut_at_sentence_ends_and_spaced_as_french():
    first, second = read_bio("A O\nl' O\nouest O\n, O\nRoy I-PER\n. O\nFin O\n")
    assert first == NamedText("A l'ouest, Roy.", (Span(11, 14, "PER"),))
    assert second.text == "Fin"


def test_civility_joins_the_person_and_nothing_else():
    named = NamedText("M. Roy quitte Mme Lens", (Span(3, 6, "PER"), Span(18, 22, "LOC")))
    assert mentions(with_civilities(named, ["M.", "Mme"])) == [("M. Roy", "PER"), ("Lens", "LOC")]


def test_joined_texts_move_the_spans_along():
    named = NamedText("À Lens.", (Span(2, 6, "LOC"),))
    assert mentions(joined_texts([named, named], ["\n\n", " "])) == [("Lens", "LOC")] * 2


def test_span_inside_a_token_is_widened_to_it():
    doc = to_names_doc(NLP, NamedText("L'axe Lens-Arras bouge", (Span(6, 10, "LOC"), Span(11, 16, "LOC"))))
    assert [(entity.text, entity.label_) for entity in doc.ents] == [("Lens-Arras", "LOC")]


@given(st.lists(st.sampled_from(["Ana", "vit", "à", "Lens", ",", "."]), min_size=1, max_size=20))
def test_spans_always_quote_the_text(forms):
    text = "\n".join(f"{form} {'I-LOC' if form == 'Lens' else 'O'}" for form in forms)
    for named in read_bio(text):
        assert all(set(mention.split()) == {"Lens"} for mention, _ in mentions(named))
