"""Inclusive writing is read as the masculine, whatever the mark; ordinary words, addresses and units stay as they are."""

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.yaml_text import load_yaml
from tasks.spelling.inclusive import plain_form, plain_text

KNOWLEDGE = load_yaml(files("tasks.spelling").joinpath("inclusive.yaml").read_text(encoding="utf-8"))
EMPLOYEES = (
    *("salarié·e·s", "salarié·es", "salarié•e•s", "salarié∙es", "salarié⸱es", "salarié·e·x·s", "salarié.e.s", "salarié.es"),
    *("salarié-e-s", "salarié-es", "salarié‑e‑s", "salarié(e)s", "salarié(e)(s)", "salarié/e/s", "salarié/es", "salariés/ées"),
)


@pytest.mark.parametrize("written", EMPLOYEES)
def test_every_mark_is_read(written):
    assert plain_form(written) == "salariés"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("ouvrier·ère·s", "ouvriers"),
        ("ouvriers.ères", "ouvriers"),
        ("agriculteur·trice·s", "agriculteurs"),
        ("agriculteurs-rices", "agriculteurs"),
        ("travailleur(euse)s", "travailleurs"),
        ("chercheur·ses", "chercheurs"),
        ("lect·eur·rice·s", "lecteurs"),
        ("chercheu·r·se·s", "chercheurs"),
        ("habitan·te·s", "habitants"),
        ("lycéen.ne", "lycéen"),
        ("sportif·ve·s", "sportifs"),
        ("nombreux·ses", "nombreux"),
        ("local·e·s", "locaux"),
        ("turc·que·s", "turcs"),
        ("ministre·s", "ministres"),
        ("coupable(s)", "coupables"),
        ("aides-soignant(e)s", "aides-soignants"),
        ("enseignant·es-chercheur·euses", "enseignants-chercheurs"),
        ("étudiant·es/enseignant·es", "étudiants/enseignants"),
        ("SALARIÉ·E·S", "SALARIÉS"),
        ("Palestinien·ne·s", "Palestiniens"),
        ("Effronté-es", "Effrontés"),
        ("interpellé·e", "interpellé"),
        ("iels", "ils"),
        ("Toustes", "Tous"),
        ("tou(te)s", "tous"),
        ("Tou.te.s", "Tous"),
        ("celleux", "ceux"),
        ("Ils/Elles", "Ils"),
        ("Un·e", "Un"),
        ("le/la", "le"),
    ],
)
def test_endings_and_words_are_read_as_the_masculine(written, read):
    assert plain_form(written) == read


@pytest.mark.parametrize(
    "text",
    [
        "« Qui est-elle ? » ajoute-t-elle. Prends-le, donne-les, dis-le-lui ; celle-ci se tait.",
        "Un rendez-vous à Saint-Ève, dans le Grand-Est, peut-être.",
        "Le Tehrik-e-Taliban à Bandar-e Abbas.",
        "Il roule à 45 km/h, le vent souffle à 12 m/s et/ou plus.",
        "https://exemple.fr/un-ado-de-14-ans-se-tue-et-certains-ne-le-disent-pas",
        "info@lille.es ou www.elle.fr",
        "Le S.N.E.S. (e) attend.L'accord ; le col·lectiu Paral·lel.",
        "Ni l'hôtel Meurice, ni une chaleureuse soirée, ni une malheureuse affaire.",
    ],
)
def test_what_is_not_inclusive_writing_stays(text):
    assert plain_text(text).text == text


@pytest.mark.parametrize("rule", KNOWLEDGE["fused"], ids=lambda rule: rule["example"][0])
def test_the_examples_of_fused_forms_hold(rule):
    written, read = rule["example"]
    assert plain_text(written).text == read
    assert plain_text(rule["avoid"]).text == rule["avoid"]


@pytest.mark.parametrize(("written", "read"), KNOWLEDGE["words"].items())
def test_whole_words_are_read_with_any_mark(written, read):
    assert {plain_form(written.replace("·", mark)) for mark in ("·", "•", ".", "-", "/")} == {read}


def test_what_is_read_is_quoted_as_written():
    text = "Hier, les salarié·e·s et celles et ceux qu'iels soutiennent ont défilé."
    plain = plain_text(text)
    assert plain.text == "Hier, les salariés et ceux qu'ils soutiennent ont défilé."
    for read, written in (("salariés", "salarié·e·s"), ("ceux", "celles et ceux"), ("ils", "iels"), ("défilé", "défilé")):
        start = plain.text.index(read)
        assert text[plain.start_as_written(start) : plain.end_as_written(start + len(read))] == written


WORDS = st.lists(
    st.sampled_from(["les", "salarié·es", "iels", ",", "tou(te)s", "à Lens", "\n\n", "(élu.e.s)", "le/la"]), max_size=12
)


@given(WORDS)
def test_places_are_found_again(words):
    text = " ".join(words)
    plain = plain_text(text)
    starts = [plain.start_as_written(place) for place in range(len(plain.text) + 1)]
    ends = [plain.end_as_written(place) for place in range(1, len(plain.text) + 1)]
    assert starts == sorted(starts)
    assert ends == sorted(ends)
    assert all(start < end for start, end in zip(starts, ends, strict=False))
    assert plain.start_as_written(len(plain.text)) == len(text)
    assert plain.end_as_written(0) == 0
