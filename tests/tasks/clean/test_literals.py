"""The automaton finds what a plain search finds."""

from string import ascii_lowercase

from hypothesis import given
from hypothesis import strategies as st

from tasks.clean.folding import FOLDED, folded
from tasks.clean.literals import Literals, Signs

LITERALS = tuple(map(folded, ("a", "ab", "bc", "cab", "e a", "c", "(ab", "crédit", "credit")))
BITS = {literal: 1 << 40 * number for number, literal in enumerate(LITERALS)}  # in more than one word
KNOWN = Literals(BITS, FOLDED)


@given(st.lists(st.text(st.sampled_from("aàÀbBcé (’E😀"), max_size=30), max_size=4))
def test_each_line_holds_what_a_search_finds_in_it(lines: list[str]) -> None:
    wanted = [sum(BITS[literal] for literal in BITS if literal in folded(line)) for line in lines]
    assert KNOWN.by_line(lines) == wanted
    assert [KNOWN.within(line) for line in lines] == wanted


def test_capitals_accents_and_forms_of_quotes_do_not_matter() -> None:
    known = Literals({"credit photo": 1, "l'image": 2}, FOLDED)
    assert known.within("CRÉDIT\u00a0PHOTO") == 1
    assert known.within("L’image, crédit photo") == 3
    assert known.within("L image \ud800") == 0


def test_what_folds_to_a_letter_is_known() -> None:
    single = {chr(code): folded(chr(code))[0] for code in range(0x10000)}
    assert {character: small for character, small in single.items() if small in ascii_lowercase} == {
        character: small for character, small in FOLDED.items() if small in ascii_lowercase
    }


def test_each_set_has_a_bit_of_its_own() -> None:
    signs = Signs()
    first, none, second = signs.add(("a", "b")), signs.add(()), signs.add({"b"})
    assert (signs.bits["a"], signs.bits["b"], none) == (first, first | second, 0)
    assert first != second
