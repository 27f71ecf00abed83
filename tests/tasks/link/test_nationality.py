"""Where people are from, by what the article says anywhere in it: invented people, and the examples of nationality.yaml."""

import re

import pytest

from tasks.link.nationality import ADJECTIVE, OPENING, cues, load_words, pattern_of, told_of

PER, LOC, ORG = "PER", "LOC", "ORG"
WORDS = load_words()
AMERICA = "Une attaque a fait trois morts à New York, aux États-Unis. La police américaine enquête. "
"""An article on one country: what nobody states is of it."""
PLACES = [("New York", LOC), ("États-Unis", LOC)]


def country_of(link, text, *names):
    """The country of the first person."""
    return next(row["country"] for row in link(AMERICA + text, *PLACES, *names) if row["label"] == PER)


@pytest.mark.parametrize("name", WORDS["cues"])
def test_a_cue_has_an_example_that_it_holds_and_one_that_it_does_not(name, gazetteer):
    def found(example):
        text = f"Ilyas Morel, {example}."
        places = [{"start": m.start(), "end": m.end(), "label": LOC, "country": "MLI"} for m in re.finditer("Mali", text)]
        return told_of(text, [{"start": 0, "end": 11}], ["him"], places, gazetteer)

    assert found(WORDS["cues"][name]["match"])
    assert not found(WORDS["cues"][name]["avoid"])
    assert any(hint in f" {WORDS['cues'][name]['match']}" for hint in WORDS["cues"][name]["hints"])


@pytest.mark.parametrize("name", [name for name, rule in WORDS.items() if "pattern" in rule])
def test_a_pattern_has_an_example_that_it_fits_and_one_that_it_does_not(name):
    assert pattern_of(name).fullmatch(WORDS[name]["match"])
    assert not pattern_of(name).fullmatch(WORDS[name]["avoid"])


def test_templates_are_filled():
    assert ADJECTIVE in pattern_of("opening", OPENING).pattern
    assert all("{" not in re.sub(r"\{\d", "", cue.pattern.pattern) for cue in cues())


@pytest.mark.parametrize(
    ("text", "names", "country"),
    [
        ("Rustam Sabirov, 29 ans, a été arrêté.", [], "USA"),
        ("Rustam Sabirov, originaire d'Ouzbékistan, a été arrêté.", [("Ouzbékistan", LOC)], "UZB"),
        ("Rustam Sabirov est né à Tachkent, en Ouzbékistan.", [("Tachkent", LOC), ("Ouzbékistan", LOC)], "UZB"),
        ("Né en 1988 au Mali, Rustam Sabirov a été arrêté.", ["Mali"], "MLI"),
        ("Rustam Sabirov (né le 3 mai 1988 au Mali) a été arrêté.", [("Mali", LOC)], "MLI"),
        ("Rustam Sabirov, ressortissant tunisien, a été arrêté.", [], "TUN"),
        ("Rustam Sabirov, un ressortissant du Mali, a été arrêté.", [("Mali", LOC)], "MLI"),
        ("Rustam Sabirov, de nationalité belge, a été arrêté.", [], "BEL"),
        ("De nationalité belge, Rustam Sabirov a été arrêté.", [], "BEL"),
        ("Rustam Sabirov est un citoyen belge.", [], "BEL"),
        ("Rustam Sabirov, naturalisé français, a été arrêté.", [], "FRA"),
        ("Rustam Sabirov, un Belge de 30 ans, a été arrêté.", [], "BEL"),
        ("Rustam Sabirov, 30 ans, un Belge, a été arrêté.", [], "BEL"),
        ("Rustam Sabirov, le Belge, a été arrêté.", [], "BEL"),
        ("Rustam Sabirov , attaquant ivoirien , a signé.", [], "CIV"),
        ("L'Ouzbek Rustam Sabirov a été arrêté.", [], "UZB"),
        ("Le nageur kényan Rustam Sabirov a gagné.", [], "KEN"),
        ("L'espagnol Rustam Sabirov a gagné.", [], "ESP"),
        ("Un Ouzbek de 29 ans, Rustam Sabirov, a été arrêté.", [], "UZB"),
        ("Un certain belge prénommé Rustam a été arrêté.", [], "BEL"),
        ("1. Rustam Sabirov (Kenya), 2 h 04", [("Kenya", LOC)], "KEN"),
        ("1. Rustam Sabirov (SUI), 2 h 04", [], "CHE"),
        ("1. Rustam Sabirov (KEN), 2 h 04", [], "KEN"),
        ("Rustam Sabirov (PSE) a parlé.", [("PSE", ORG)], "USA"),
        ("Rustam Sabirov a été arrêté. Il s'agit d'un homme marocain de 26 ans.", [], "MAR"),
        ("Rustam Sabirov a été arrêté. Cet Ouzbek de 29 ans a tiré.", [], "UZB"),
        ("Rustam Sabirov a été arrêté. Il est originaire du Mali.", [("Mali", LOC)], "MLI"),
        ("Rustam Sabirov a été arrêté. L'homme, originaire du Mali, se tait.", [("Mali", LOC)], "MLI"),
        ("Rustam Sabirov a été arrêté. Né au Mali, il vivait seul.", [("Mali", LOC)], "MLI"),
        ("Rustam Sabirov, un immigré originaire du Mali, a été arrêté.", [("Mali", LOC)], "MLI"),
        ("Rustam Sabirov, qui a la nationalité belge, a été arrêté.", [], "BEL"),
        ("L'assaillant, originaire du Mali, a été identifié comme Rustam Sabirov.", [("Mali", LOC)], "MLI"),
        ("Le suspect, Rustam Sabirov, est un Ouzbek de 29 ans.", [], "UZB"),
    ],
)
def test_what_the_article_states_of_a_person_decides_before_its_context(link, text, names, country):
    name = "Rustam Sabirov" if "Rustam Sabirov" in text else "Rustam"
    ordered = sorted([(name, PER), *((n, LOC) if isinstance(n, str) else n for n in names)], key=lambda n: text.index(n[0]))
    assert country_of(link, text, *ordered) == country


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Rustam Sabirov, un Français d'origine marocaine, a gagné.", "FRA"),
        ("Le Français d'origine tunisienne Rustam Sabirov a gagné.", "FRA"),
        ("Rustam Sabirov, d'origine marocaine, a gagné.", "USA"),  # of another nationality, as a rule
        ("Le franco-marocain Rustam Sabirov a gagné.", None),
        ("Le germano-américain Rustam Sabirov a gagné.", "USA"),  # the article is on one of the two
        ("Le Franco-Marocain Rustam Sabirov a gagné. Le Marocain Rustam Sabirov a gagné.", "MAR"),
    ],
)
def test_a_nationality_goes_before_a_descent_and_of_two_the_one_of_the_article_counts(link, text, country):
    assert country_of(link, text, *[("Rustam Sabirov", PER)] * text.count("Sabirov")) == country


def test_a_descent_counts_where_the_article_is_on_no_country(link):
    assert link("Rustam Sabirov, d'origine marocaine, a gagné.", ("Rustam Sabirov", PER))[0]["country"] == "MAR"


def test_a_statement_counts_for_every_mention_wherever_it_stands(link):
    text = "Rustam Sabirov a tiré. M. Sabirov a fui. La rue est fermée. Sabirov, originaire du Mali, est arrêté. Sabirov se tait."
    names = [("Rustam Sabirov", PER), ("M. Sabirov", PER), ("Sabirov", PER), ("Mali", LOC), ("Sabirov", PER)]
    rows = link(AMERICA + text, *PLACES, *names)
    assert [row["country"] for row in rows if row["label"] == PER] == ["MLI"] * 4


def test_a_family_name_alone_has_what_the_article_states_at_another_mention(link):
    rows = link(
        AMERICA + "Sabirov a tiré. Sabirov, originaire du Mali, est arrêté.",
        *PLACES,
        ("Sabirov", PER),
        ("Sabirov", PER),
        ("Mali", LOC),
    )
    assert [row["country"] for row in rows if row["label"] == PER] == ["MLI", "MLI"]


def test_namesakes_keep_their_own(link):
    text = "Le nageur kényan Paul Sabirov a gagné. La nageuse suisse Anna Sabirov est tombée."
    rows = link(AMERICA + text, *PLACES, ("Paul Sabirov", PER), ("Anna Sabirov", PER))
    assert [row["country"] for row in rows if row["label"] == PER] == ["KEN", "CHE"]


def test_a_mention_that_begins_with_the_adjective_is_of_that_country(link):
    assert country_of(link, "La Belge Ana Sabirov a gagné.", ("Belge Ana Sabirov", PER)) == "BEL"


def test_a_man_and_a_woman_of_one_family_name_keep_their_own(link):
    text = "Sabirov, un Kényan de 30 ans, a gagné. Mme Sabirov est tombée."
    rows = link(AMERICA + text, *PLACES, ("Sabirov", PER), ("Mme Sabirov", PER))
    assert [row["country"] for row in rows if row["label"] == PER] == ["KEN", "USA"]


def test_the_people_listed_behind_a_plural_are_of_one_country(link):
    text = "Les Espagnols Ilyas Morel, Rustam Sabirov et Paul Derain devancent le Russe Ivan Valin et Hugo Brisset."
    rows = link(text, *((name, PER) for name in ("Ilyas Morel", "Rustam Sabirov", "Paul Derain", "Ivan Valin", "Hugo Brisset")))
    assert [row["country"] for row in rows] == ["ESP", "ESP", "ESP", "RUS", None]


def test_a_nationality_goes_before_the_team_that_somebody_leads(link):
    rows = link("Le Belge Rustam Sabirov, président du Mali.", ("Rustam Sabirov", PER), ("Mali", LOC))
    assert rows[0]["country"] == "BEL"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Rustam Sabirov a tué un homme originaire du Mali.", [("Rustam Sabirov", PER), ("Mali", LOC)]),
        ("Rustam Sabirov a été vu avec un ami, ressortissant tunisien.", [("Rustam Sabirov", PER)]),
        ("Le procureur Rustam Sabirov a décrit le suspect. Il s'agit d'un homme marocain.", [("Rustam Sabirov", PER)]),
        ("Selon Rustam Sabirov, un homme est mort. Il s'agit d'un Belge.", [("Rustam Sabirov", PER)]),
        ("Rustam Sabirov parle en français.", [("Rustam Sabirov", PER)]),
        ("Côté français, Rustam Sabirov est tombé.", [("Rustam Sabirov", PER)]),
        ("Selon la police belge Rustam Sabirov a fui.", [("Rustam Sabirov", PER)]),
        ("Face à Rustam Sabirov, la Russe Ivana Valin a perdu.", [("Rustam Sabirov", PER), ("Ivana Valin", PER)]),
        ("Rustam Sabirov, le Belge double champion et un autre ont perdu.", [("Rustam Sabirov", PER)]),
        ("Rustam Sabirov et Paul Derain ont fui. Cet Ouzbek a tiré.", [("Rustam Sabirov", PER), ("Paul Derain", PER)]),
        ("Le tueur de Nice, Rustam Sabirov, est mort.", [("Nice", LOC), ("Rustam Sabirov", PER)]),
    ],
)
def test_what_is_said_of_somebody_else_does_not_count(link, text, names):
    assert country_of(link, text, *names) == "USA"
