"""The automaton finds what a plain search finds."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.clean.knowledge import FOLDED, folded
from tasks.clean.literals import Literals

LITERALS = ("a", "ab", "bc", "cab", "e a", "c", "(ab", "crédit", "credit")
KNOWN = Literals(map(folded, LITERALS), FOLDED)


@settings(deadline=None)  # the first call compiles
@given(st.text(st.sampled_from("aàÀbBcé \n(’E😀"), max_size=60))
def test_each_line_holds_what_a_search_finds_in_it(text: str) -> None:
    lines = text.split("\n")
    wanted = {
        number: frozenset(literal for literal in map(folded, LITERALS) if literal in folded(line))
        for number, line in enumerate(lines)
    }
    assert KNOWN.by_line(lines) == {number: held for number, held in wanted.items() if held}
    assert KNOWN.within(text) == frozenset().union(*wanted.values())


def test_capitals_accents_and_forms_of_quotes_do_not_matter() -> None:
    known = Literals(["crédit photo".replace("é", "e"), "l'image"], FOLDED)
    assert known.within("CRÉDIT\u00a0PHOTO") == {"credit photo"}
    assert known.within("L’image") == {"l'image"}
    assert known.within("L image \ud800") == frozenset()
