"""Lines that a machine broke: wraps and columns are joined, cut words made whole, and nothing but hyphens is lost."""

import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tasks.clean.hyphens import join_broken
from tasks.clean.knowledge import FOLDER, load_knowledge
from tasks.clean.lines import split_lines
from tasks.clean.wraps import join_wraps

HYPHENS = load_knowledge().hyphens
KEPT = yaml.safe_load(FOLDER.joinpath("hyphens.yaml").read_text(encoding="utf-8"))["keeps"]


@pytest.mark.parametrize("row", KEPT, ids=[row["id"] for row in KEPT])
def test_a_pattern_keeps_the_hyphen_of_its_example(row: dict[str, str]) -> None:
    assert re.search(row["pattern"], row["example"])
    assert not any(pattern.search(row["counter_example"]) for pattern in HYPHENS)


def joined(text: str) -> list[str]:
    return [line for line, _ in join_wraps(split_lines(text), HYPHENS)[0]]


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
    lines, mended = join_wraps(split_lines(WRAPPED), HYPHENS)
    assert mended == {"hard_wraps", "cut_words"}
    assert [line for line, _ in lines] == [
        (
            "La Commission a suspendu mercredi le versement de quatre-vingts millions d'euros d'aide, après l'arrestation de "
            "trois magistrats de la Cour des comptes, a annoncé un porte-parole de l'exécutif européen."
        ),
        "Le gouvernement dénonce une décision politique, prise dans l'arrière-salle d'un ministère.",
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
    lines, mended = join_wraps(split_lines(text), HYPHENS)
    assert (mended, [line for line, _ in lines]) == (set(), text.splitlines())


COLUMN = (
    "Le tribunal a condamné mer-\n"
    "credi l'ex-ministre des trans-\n"
    "ports, qui dirigeait la sous-\n"
    "préfecture de Saint-Aubin-sur-\n"
    "Loue, à deux ans de pri-\n"
    "son. « C'est un procès poli-\n"
    "tique », a dit son vice-\n"
    "président, M. Rolin, que sou-\n"
    "tenaient vingt-\n"
    "trois députés franco-\n"
    "allemands. Reviendra-t-\n"
    "il devant la cour ?\n"
)
WHOLE = (
    "Le tribunal a condamné mercredi l'ex-ministre des transports, qui dirigeait la sous-préfecture de Saint-Aubin-sur-Loue, à "
    "deux ans de prison. « C'est un procès politique », a dit son vice-président, M. Rolin, que soutenaient vingt-trois députés "
    "franco-allemands. Reviendra-t-il devant la cour ?"
)


@pytest.mark.parametrize(
    "text",
    [
        COLUMN,
        COLUMN.replace("\n", "\n\n"),
        COLUMN.replace("-\n", "\N{NOT SIGN}\n").replace("sur\N{NOT SIGN}", "sur-"),
        COLUMN.replace("pri-\n", "pri-\n\n"),
        COLUMN.replace("trans-\n", "trans–\n").replace("pri-\n", "pri—\n"),
    ],
    ids=["column", "blank lines between all", "marks of the machine", "broken across a blank line", "dashes read for hyphens"],
)
def test_a_column_of_print_is_one_paragraph_with_its_words_whole(text: str) -> None:
    assert joined(text) == [WHOLE]


def test_paragraphs_and_headline_of_a_column_stay_apart() -> None:
    assert joined(f"La cour a tranché\n\n{COLUMN}\n{COLUMN}") == ["La cour a tranché", WHOLE, WHOLE]


def test_a_notice_of_some_lines_is_joined_by_two_cuts() -> None:
    notice = "Le maire a inauguré hier la nou-\nvelle école de Saint-Aubin. Les\nélèves y entreront lundi pro-\nchain.\n"
    assert joined(notice) == ["Le maire a inauguré hier la nouvelle école de Saint-Aubin. Les élèves y entreront lundi prochain."]


def test_what_a_library_says_above_a_column_is_none_of_it() -> None:
    notice = "Titre : Le Réveil du Val : organe républicain de l'arrondissement de Saint-Aubin, " * 2
    assert joined(f"{notice.strip()}\nUn titre assez long pour dépasser la colonne\n{COLUMN}") == [
        notice.strip(),
        "Un titre assez long pour dépasser la colonne",
        WHOLE,
    ]


def test_a_page_number_within_a_word_is_told_before_its_paragraph() -> None:
    assert joined(COLUMN.replace("pri-\n", "pri-\n\n— 2 —\n\n")) == ["— 2 —", WHOLE]


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        ("TISSE-", "RANDS", "LES TISSERANDS"),
        ("LAM-", "BERT", "LES LAM-BERT"),
        ("Saint-", "Loue", "LES Saint-Loue"),
        ("sénateurs-", "maires", "LES sénateurs-maires"),
        ("médecins-", "tisserands", "LES médecins-tisserands"),
        ("l'avant-", "veille", "LES l'avant-veille"),
        ("aujour-", "d'hui", "LES aujourd'hui"),
    ],
)
def test_the_text_itself_says_what_a_hyphen_is(above: str, below: str, whole: str) -> None:
    told = "Les tisserands et les médecins-tisserands (tous) sont là."
    assert joined(f"LES {above}\n{below}\n\n{COLUMN}\n{told}\n")[0] == whole


JOINED = (
    "La cour d'assises de la Loue a con- damné hier les deux faus- saires. Le vice- président, M. Garnier- Vallet, a longue- "
    "ment inter- rogé le gra- veur Delmas, sous- lieutenant. « C'est mon droit », a dit l'un - le plus jeune - en riant."
)


@pytest.mark.parametrize(
    "text", [JOINED, JOINED.replace("- ", "\N{NOT SIGN}").replace(" \N{NOT SIGN}", " - ")], ids=["spaces", "marks"]
)
def test_words_that_lost_their_line_ends_are_whole(text: str) -> None:
    lines, is_mended = join_broken([(text, True)], HYPHENS)
    assert is_mended
    assert lines[0][0] == (
        "La cour d'assises de la Loue a condamné hier les deux faussaires. Le vice-président, M. Garnier-Vallet, a longuement "
        "interrogé le graveur Delmas, sous-lieutenant. « C'est mon droit », a dit l'un - le plus jeune - en riant."
    )


@pytest.mark.parametrize(
    "text",
    [
        "Le club propose du mi- et du plein temps, des cours pré- et postnataux, la macro- ou la micro-économie.",
        "Politique- société- sport- culture- économie- justice",
        "Le match- que dit la ligue ? le match a lieu- au bon lieu dimanche- si tous le veulent, dimanche, donc.",
        "Il n'y a qu'une recons- truction dans ce texte, et rien d'autre qui soit coupé par la fin d'une ligne.",
        "De 6- 12 ans, de 12- 18 ans, de 18- 25 ans.",
    ],
    ids=["parts told later", "dashes of a list", "dashes of a sentence", "one alone", "numbers"],
)
def test_other_hyphens_before_a_space_stay(text: str) -> None:
    assert join_broken([(text, True)], HYPHENS) == ([(text, True)], False)


@pytest.mark.parametrize(
    "text",
    [
        "Paris -\nLyon -\nMarseille -\n",
        "Le score est de 3-\n2 au terme du match.\nIl reste deux rencontres.\n",
        "- une trêve\n- un échange de prisonniers\n- un couloir pour l'aide\n",
    ],
    ids=["dashes", "numbers", "a list"],
)
def test_lines_that_part_no_words_stay(text: str) -> None:
    assert joined(text) == text.splitlines()


@given(st.text(alphabet="abcé AB.!?»«\"'-\n\t ", max_size=400))
def test_no_character_is_lost_but_the_hyphens_of_cuts(text: str) -> None:
    lines, repairs = join_wraps(split_lines(text), HYPHENS)
    found, wanted = ("".join("".join(one).split()) for one in ([line for line, _ in lines], text))
    assert found.replace("-", "") == wanted.replace("-", "")
    assert found == wanted or "cut_words" in repairs
