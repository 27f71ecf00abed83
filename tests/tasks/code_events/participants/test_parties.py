"""Who a party is: with the country that link knows, and none where the words may mean two."""

import pytest

from tasks.code_events.arguments.home import party_at_home
from tasks.code_events.participants.parties import names_of
from tasks.code_events.participants.phrases import find_parties


def parties_in(read, lexicon, text):
    """The parties of the text's first sentence."""
    article = read([text])[0]
    return find_parties(article.sentences[0], lexicon, names_of(article))


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("La République du Congo a voté. Le président congolais a parlé.", "COG"),
        ("La République démocratique du Congo a voté. Le président congolais a parlé.", "COD"),
        ("Le président congolais a parlé.", None),
        ("La République du Congo est loin. Le président congolais Félix Tshisekedi a parlé.", "COD"),
        ("Le président turc a parlé.", "TUR"),
    ],
)
def test_an_office_has_the_country_that_is_known_of_its_holder(read, lexicon, text, country):
    article = read([text])[0]
    parties = find_parties(article.sentences[-1], lexicon, names_of(article))
    assert [p.country for p in parties if p.role == "président" or p.kind == "role"][:1] == [country]


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("Des hommes armés ont pris le camp.", "UAF"),
        ("Des hommes lourdement armés ont pris le camp.", "UAF"),
        ("Un individu cagoulé a tiré.", "UAF"),
        ("Un commando armé a pris le camp.", "UAF"),
        ("Des terroristes ont pris le camp.", "UAF"),
        ("Des hommes ont bloqué le camp.", "CVL"),
        ("Les hommes du village armé se taisent.", "CVL"),
    ],
)
def test_people_under_arms_whom_nobody_knows_are_unknown_fighters(read, lexicon, text, sector):
    assert parties_in(read, lexicon, text)[0].sector == sector


@pytest.mark.parametrize(
    "text",
    ["Il répond de vingt chefs d'accusation.", "Il a une police d'assurance.", "Elle rêve en cours.", "Un avion de ligne."],
)
def test_nouns_of_set_phrases_and_any_number_of_countries_are_nobody(read, lexicon, text):
    assert [p.sector for p in parties_in(read, lexicon, text) if p.sector] == []


@pytest.mark.parametrize("word", ["hommes armés", "assaillants", "terroristes", "kamikazes", "jihadistes"])
def test_fighters_have_no_country_but_the_one_that_the_text_gives(read, lexicon, word):
    def country(text):
        return party_at_home(parties_in(read, lexicon, text)[0], "actor", (), "FRA", "ASSAULT", lexicon).country

    assert country(f"Des {word} ont attaqué des soldats français.") is None
    assert country(f"Des {word} tunisiens ont attaqué des soldats français.") == "TUN"


@pytest.mark.parametrize(
    "text", ["La police a tiré.", "Des rebelles ont tiré.", "Les insurgés ont tiré.", "Odile Brancart a tiré."]
)
def test_police_rebels_and_people_nobody_knows_are_those_of_the_passage(read, lexicon, text):
    party = parties_in(read, lexicon, text)[0]
    assert party_at_home(party, "actor", (), "FRA", "ASSAULT", lexicon).country == "FRA"


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("Les salarié·es de l'atelier ont défilé.", "LAB"),
        ("Des étudiant-e-s ont défilé.", "EDU"),
        ("Les enseignant⋅es ont défilé.", "EDU"),
        ("Les travailleurs·euses ont défilé.", "LAB"),
        ("Les infirmier·ères ont défilé.", "MED"),
        ("Les aides-soignant(e)s ont défilé.", "MED"),
        ("Les député.e.s ont défilé.", "LEG"),
        ("Les sous-officiers ont défilé.", "MIL"),
        ("Les porte-parole ont défilé.", "GOV"),
    ],
)
def test_inclusive_writing_names_the_same_people(read, lexicon, text, sector):
    assert [p.sector for p in parties_in(read, lexicon, text)][:1] == [sector]


@pytest.mark.parametrize(
    ("text", "sectors"),
    [
        ("On a tué cent civils lundi à Dax.", ["CVL"]),
        ("On a tué au moins cent civils dans la nuit.", ["CVL"]),
    ],
)
def test_a_number_and_a_time_leave_a_noun_what_it_is(read, lexicon, text, sectors):
    assert [p.sector for p in parties_in(read, lexicon, text) if p.sector] == sectors


@pytest.mark.parametrize(
    ("text", "sectors"),
    [
        ("On a bombardé une base jihadiste.", ["ISM"]),
        ("On a bombardé des positions rebelles.", ["REB"]),
        ("On a bombardé une base navale.", []),
        ("On a lu un tract rebelle.", []),
    ],
)
def test_whoever_hits_what_fighters_hold_hits_them(read, lexicon, text, sectors):
    article = read([text])[0]
    assert [p.sector for p in find_parties(article.sentences[0], lexicon, names_of(article)) if p.sector] == sectors


@pytest.mark.parametrize(
    ("text", "name", "sector"),
    [
        ("Les salariés de l'hôpital de Vertou ont manifesté.", "salariés", "LAB"),
        ("Des employé·es de l'hôpital de Rennes ont manifesté.", "employé·es", "LAB"),
        ("Les infirmières du centre hospitalier de Rennes se plaignent.", "infirmières", "MED"),
        ("Une étudiante de l'université de Nantes a porté plainte.", "étudiante", "CVL"),
        ("Les habitants de Rennes ont manifesté.", "habitants", "CVL"),
        ("Les employés d'Emmanuel Macron ont manifesté.", "employés", "LAB"),
    ],
)
def test_people_of_a_body_or_place_are_not_it(read, lexicon, text, name, sector):
    party = parties_in(read, lexicon, text)[0]
    assert (party.entity_id, party.name, party.country, party.sector) == (None, name, "FRA", sector)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("La direction de la SNCF a cédé.", "SNCF"),
        ("Des employés de l'ONU ont été enlevés.", "Organisation des Nations unies"),
        ("Les salariés français ont manifesté.", "France"),
        ("Les habitants du Mali ont manifesté.", "Mali"),
        ("Le médecin Emmanuel Macron a parlé.", "Emmanuel Macron"),
        ("Le maire de Rennes a cédé.", "Rennes"),
    ],
)
def test_whoever_acts_for_a_body_or_is_known_by_it_has_its_name(read, lexicon, text, name):
    party = parties_in(read, lexicon, text)[0]
    assert name in {party.name, *(party.body or ())}
