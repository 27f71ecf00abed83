"""Lines: glued paragraphs are parted, hard wraps joined, and no character is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.clean.lines import join_wraps, part_glued, split_lines


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


WRAPPED = (
    "La Commission a suspendu mercredi le versement de quatre-vingts\n"
    "millions d'euros d'aide, après l'arrestation de trois magistrats\n"
    "de la Cour des comptes, a annoncé un porte-parole de l'exécutif\n"
    "européen.\n"
    "\n"
    "Le gouvernement dénonce une décision politique, prise dans l'ar-\n"
    "rière-salle d'un ministère.\n"
)


def test_hard_wraps_are_joined_within_paragraphs() -> None:
    lines, mended = join_wraps(split_lines(WRAPPED))
    assert mended
    assert [line for line, _ in lines] == [
        (
            "La Commission a suspendu mercredi le versement de quatre-vingts millions d'euros d'aide, après l'arrestation de "
            "trois magistrats de la Cour des comptes, a annoncé un porte-parole de l'exécutif européen."
        ),
        "Le gouvernement dénonce une décision politique, prise dans l'ar-rière-salle d'un ministère.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Un titre sans point\nUne phrase entière, qui se tient toute seule.\nUne autre phrase entière, elle aussi toute seule.\n",
        "Partager\nFacebook\nTwitter\nImprimer\nLe texte suit.\n",
        (
            "La phrase est longue, bien plus longue qu'une ligne d'imprimante ne le fut jamais, car elle n'a pas été coupée par "
            "une machine à écrire ni par un courriel.\nLa suivante aussi.\n"
        ),
    ],
    ids=["paragraphs", "buttons", "wide"],
)
def test_lines_that_are_paragraphs_stay(text: str) -> None:
    lines, mended = join_wraps(split_lines(text))
    assert (mended, [line for line, _ in lines]) == (False, text.splitlines())


@given(st.text(alphabet="abcé AB.!?»«\"'-\n\t ", max_size=400))
def test_no_character_is_lost(text: str) -> None:
    lines = part_glued(join_wraps(split_lines(text))[0])[0]
    assert "".join("".join(line.split()) for line, _ in lines) == "".join(text.split())
