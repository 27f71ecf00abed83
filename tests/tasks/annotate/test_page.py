from hypothesis import given
from hypothesis import strategies as st

from tasks.annotate.page import read_page


def test_words_quote_the_text_and_keep_their_gaps(page):
    text = "L’Otan, elle, n'a rien dit."
    read = page(text)
    assert [text[w.start : w.end] for w in read.words] == [w.text for w in read.words]
    assert read.gap(0) == "’"
    assert read.gap(1) == ", "
    assert read.gap(len(read.words) - 1) == ""


def test_a_capital_proves_nothing_where_grammar_asks_for_it(page):
    read = page("Hier Paul parle. Ensuite : Rien. « Demain » dit-il.")
    opening = [w.text for w, opens in zip(read.words, read.opens, strict=True) if opens]
    assert opening == ["Hier", "Ensuite", "Rien", "Demain"]
    assert "paul" in read.capital
    assert "ensuite" not in read.capital


def test_words_of_one_compound_share_it(page):
    read = page("La porte-parole parle.")
    assert read.compound(1) == read.compound(2) == "porte-parole"
    assert read.compound(0) == "la"


def test_tight_words_stand_in_one_sentence(page):
    read = page("Il voit Paris. Londres dort, Rome aussi.")
    at = {w.text: i for i, w in enumerate(read.words)}
    assert read.tight(at["voit"])
    assert not read.tight(at["Paris"])
    assert not read.tight(at["dort"])


def test_a_later_part_of_a_token_has_its_tag():
    read = read_page("va-t-il", [(0, 7)], {0: "VERB"})
    assert list(read.pos) == ["VERB", "VERB", "VERB"]


@given(st.text(max_size=60))
def test_any_text_is_a_page(text):
    read = read_page(text, [(0, len(text))] if text.strip() else [])
    assert len(read.words) == len(read.sentence) == len(read.opens) == len(read.pos)
    assert all(text[w.start : w.end] == w.text for w in read.words)
