"""Characters are mended, named, and nothing else is touched."""

import re
from itertools import product
from unicodedata import is_normalized

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.clean.characters import CONTROLS, INVISIBLE, ODD, PLAIN_ASCII, USUAL, repair_characters, without_c1
from tasks.clean.folding import folded, plain
from tasks.clean.knowledge import load_knowledge

MOJIBAKE = load_knowledge().mojibake


@pytest.mark.parametrize(
    ("given_text", "expected", "repairs"),
    [
        ("Lâ€™Ã©tÃ©", "L’été", {"mojibake"}),
        ("TrÃ¨s bientÃ´t Ã\xa0 GenÃ¨ve", "Très bientôt à Genève", {"mojibake"}),
        ("l&eacute;gende &amp; &laquo;&nbsp;mot&nbsp;&raquo;", "légende & «\xa0mot\xa0»", {"entities"}),
        ("l&amp;amp;eacute;gende", "légende", {"entities"}),
        ("e\u0301te\u0301", "été", {"composed"}),
        ("con\u00adven\u00adtion", "convention", {"invisible_characters"}),
        ("\u202eabc\u202c \u2066d\u2069", "abc d", {"invisible_characters"}),
        ("zéro\u200blargeur", "zérolargeur", {"invisible_characters"}),
        ("a\x00b\x07c", "abc", {"control_characters"}),
        ("un\r\ndeux\u2028trois\x0cquatre", "un\ndeux\ntrois\nquatre", set()),
        ("trois\x85quatre", "trois…quatre", {"mojibake"}),
        ("« L’œuvre » – 3\u202f000\xa0€… “sic”", "« L’œuvre » – 3\u202f000\xa0€… “sic”", set()),
        ("R&D, AT&T; Q&R", "R&D, AT&T; Q&R", set()),
        ("Âge d'or, Ã l'ancienne", "Âge d'or, Ã l'ancienne", set()),
    ],
)
def test_characters_are_mended(given_text: str, expected: str, repairs: set[str]) -> None:
    found = repair_characters(given_text, mojibake=MOJIBAKE)
    assert (found.text, found.repairs) == (expected, repairs)


@given(st.text(max_size=300))
def test_what_is_mended_can_be_seen_and_written(text: str) -> None:
    mended = repair_characters(text, mojibake=()).text
    assert not INVISIBLE.search(mended)
    assert not CONTROLS.search(mended)
    assert mended.encode().decode() == mended


@given(st.text(alphabet="abcÉéàç «»“”’-–—.!? \u00a0\u202f", max_size=200))
def test_good_french_stays_as_it_is(text: str) -> None:
    assert repair_characters(text, mojibake=MOJIBAKE).text == text


def test_nothing_usual_wants_repair() -> None:
    usual = [character for character in map(chr, range(0x80, 0x10000)) if USUAL.fullmatch(character)]
    told = [*map("".join, product([*usual, *map(chr, PLAIN_ASCII)], repeat=2)), *map("".join, product(usual, repeat=3))]
    assert not ODD.search("".join(usual))
    assert all(is_normalized("NFC", characters) for characters in told)
    for pattern in MOJIBAKE:
        assert len(re.sub(r"\[[^]]*\]", ".", pattern.pattern).replace("(?:€|\x80)", ".")) <= 3, "longer than what is told"
        assert not pattern.search("\x00".join(told)), pattern


@given(st.text(max_size=200).filter(lambda text: "İ" not in text))
def test_folding_keeps_the_place_of_every_character(text: str) -> None:
    assert len(plain(text)) == len(folded(text)) == len(text)


@pytest.mark.parametrize(
    "told", ["Il a dit\x85 L\x92eau", "Il a dit&#133; L&#146;eau", "Il a dit&#x85; L&#X92;eau", "Il a dit… L’eau"]
)
def test_bytes_of_cp1252_in_a_page_are_what_they_were_meant_to_be(told: str) -> None:
    assert without_c1(told) == "Il a dit… L’eau"
    assert without_c1("&#1330; &#233; \x81") == "&#1330; &#233; \x81"


def test_a_word_that_a_soft_hyphen_cuts_at_the_end_of_a_line_is_whole() -> None:
    found = repair_characters("la reconstruc\xad\ntion de la di\xadgue \xad\n Fin", mojibake=MOJIBAKE)
    assert found.text == "la reconstruction de la digue \n Fin"
