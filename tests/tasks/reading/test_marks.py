"""Marks cut a sentence and lose nothing of it; what steers a terminal is told by its number."""

from hypothesis import given
from hypothesis import strategies as st

from tasks.reading.marks import elsewhere, inert, marked, plain

TEXT = "Le maire Paul Kervadec a accusé la société Ouestrail."


def party(start: int, end: int) -> dict[str, object]:
    return {"start": start, "end": end, "text": "x"}


def mention(text: str, start: int, trigger: tuple[int, int], actors=(), recipients=()) -> dict[str, object]:
    span = {"start": start, "end": start + len(text), "text": text, "trigger_start": trigger[0], "trigger_end": trigger[1]}
    return span | {"actors": [party(*p) for p in actors], "recipients": [party(*p) for p in recipients]}


def test_trigger_and_parties_are_marked_with_their_role() -> None:
    told = mention(TEXT, 100, (125, 131), actors=[(109, 122)], recipients=[(143, 152), (3, 9)])
    assert plain(marked(told)) == "Le maire [actor: Paul Kervadec] a [trigger: accusé] la société [recipient: Ouestrail]."
    assert elsewhere(told) == [("recipient", "x")]


@given(st.data(), st.text(min_size=1), st.integers(0, 50))
def test_the_pieces_together_are_the_sentence(data: st.DataObject, text: str, start: int) -> None:
    place = st.integers(start, start + len(text) - 1).flatmap(
        lambda a: st.tuples(st.just(a), st.integers(a + 1, start + len(text)))
    )
    told = mention(text, start, data.draw(place), data.draw(st.lists(place)), data.draw(st.lists(place)))
    assert "".join(piece.text for piece in marked(told)) == text


def test_a_party_that_is_the_trigger_does_not_hide_it_twice() -> None:
    told = mention(TEXT, 0, (25, 31), actors=[(25, 31)])
    assert [piece.text for piece in marked(told) if piece.role] == ["accusé"]


def test_what_steers_a_terminal_is_told_by_its_number() -> None:
    assert inert("a\x1b[2Jb\u202ec\n") == "a<U+001B>[2Jb<U+202E>c\n"
    assert inert("déjà « vu » — 5 €\u202f%") == "déjà « vu » — 5 €\u202f%"
