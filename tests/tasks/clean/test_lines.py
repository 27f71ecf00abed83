"""Lines: glued paragraphs are parted, and no character is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.clean.lines import part_glued, split_lines


def parted(text: str) -> list[str]:
    return [line for line, _ in part_glued(split_lines(text))[0]]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Le vote est pour les heures prochaines.Les députés siègent.", ["prochaines.", "Les députés siègent."]),
        ("« Nous partons demain. »Le ministre sourit.", ["demain. »", "Le ministre sourit."]),
        ('"Nous partons demain."Le ministre sourit.', ['demain."', "Le ministre sourit."]),
        ('Il répond enfin."Nous partons."', ["enfin.", '"Nous partons."']),
        ("La trêve a tenu…Les tirs ont repris.", ["tenu…", "Les tirs ont repris."]),
    ],
)
def test_glued_paragraphs_are_parted(text: str, ends: list[str]) -> None:
    found = parted(text)
    assert len(found) == len(ends)
    assert all(line.endswith(end) for line, end in zip(found, ends, strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "Le site www.exemple.Info a fermé, comme https://exemple.fr/page.Suite et redaction@exemple.Fr.",
        "L'O.N.U. et M.Dupont ont signé, selon J.-P.Martin.",
        "La version 2.Beta de l'accord, dite « v.Finale ».",
        "Un film de S.Spielberg.",
    ],
)
def test_what_only_looks_glued_stays(text: str) -> None:
    assert parted(text) == [text]


@given(st.text(alphabet="abcé AB.!?»«\"'-\n\t ", max_size=400))
def test_no_character_is_lost(text: str) -> None:
    lines = part_glued(split_lines(text))[0]
    assert "".join("".join(line.split()) for line, _ in lines) == "".join(text.split())
