"""Whose body it is: what the name says, what its passage says, and names that bodies of several states bear."""

from importlib import resources

import pytest
import yaml

from tasks.gazetteer.own_states import states_of
from tasks.gazetteer.tables import read_rows
from tasks.gazetteer.words import fold

PER, LOC, ORG = "PER", "LOC", "ORG"
ROWS = yaml.safe_load(resources.files("tasks.gazetteer").joinpath("data", "state_bodies.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["words"])
def test_bodies_of_one_state_have_examples(row, gazetteer):
    assert states_of(row["match"], gazetteer.state_bodies) == tuple(row["of"].split())
    assert states_of(row["avoid"], gazetteer.state_bodies) != tuple(row["of"].split())
    assert set(row["of"].split()) <= set(gazetteer.countries)


def test_an_adjective_of_a_region_is_none_of_a_nation_and_of_one_country(gazetteer):
    rows = list(read_rows("regional_adjectives"))
    assert {country for country, *_ in rows} <= set(gazetteer.countries)
    assert [m for _, m, f in rows if not gazetteer.demonyms.keys().isdisjoint({fold(m), fold(f)})] == []
    assert len({m for _, m, _ in rows}) == len(rows)


@pytest.mark.parametrize(
    ("text", "names", "country"),
    [
        # an institution of its own state, in an article on another
        (
            "Moscou menace, la Russie et le Kremlin aussi. Le Département fédéral de justice condamne.",
            "Moscou|Russie; Kremlin|Département fédéral de justice",
            "CHE",
        ),
        (
            "Moscou menace, la Russie et le Kremlin aussi. Le Conseil d'État fribourgeois condamne.",
            "Moscou|Russie; Kremlin|Conseil d'État fribourgeois",
            "CHE",
        ),
        ("Paris et la France se taisent. La Sûreté du Québec a fouillé un entrepôt.", "Paris|France; Sûreté du Québec", "CAN"),
        # one of a few: the article says which
        ("Ottawa hésite, le Canada aussi. La Chambre des communes votera lundi.", "Ottawa|Canada; Chambre des communes", "CAN"),
        (
            "Londres hésite, le Royaume-Uni aussi. La Chambre des communes votera lundi.",
            "Londres|Royaume-Uni; Chambre des communes",
            "GBR",
        ),
        # the place that opens the sentence
        (
            "L'Ukraine attend, Kiev et la Russie aussi. À Madrid, le Congrès a voté une motion.",
            "Ukraine|Kiev|Russie|Madrid; Congrès",
            "ESP",
        ),
        (
            "L'Ukraine attend, Kiev et la Russie aussi. À Genève, le Parlement inspire peu.",
            "Ukraine|Kiev|Russie|Genève; Parlement",
            "UKR",
        ),
        (
            "L'Ukraine attend, le Maroc aussi. Trois morts, selon le ministère de la Santé du pays.",
            "Ukraine|Maroc; ministère de la Santé",
            "MAR",
        ),
        (
            "L'Espagne se tait, Madrid aussi. À Valence, dans la Drôme, le Conseil de quartier siège.",
            "Espagne|Madrid|Valence|Drôme; Conseil de quartier",
            "FRA",
        ),
        # one body of another, named once in passing, says nothing of a third
        (
            "Le Kremlin a réagi. La Lituanie, l'Allemagne et la France aussi. La Direction des eaux se tait.",
            "Lituanie|Allemagne|France; Kremlin|Direction des eaux",
            None,
        ),
        # bodies of the whole world
        (
            "Téhéran, l'Iran et Qom suivent. L'Assemblée générale de l'organisation mondiale siège.",
            "Téhéran|Iran|Qom; Assemblée générale de l'organisation mondiale",
            None,
        ),
        # a name within the name: the town of the article's country, no village abroad
        (
            "L'Italie enquête, Rome aussi ; Washington suit. Le parquet de Naples a saisi la drogue.",
            "Italie|Rome|Washington; parquet de Naples",
            "ITA",
        ),
    ],
)
def test_a_body_is_of_the_state_that_its_name_or_passage_says(link, text, names, country):
    places, bodies = names.split("; ")
    found = [(n, LOC) for n in places.split("|") if n] + [(n, ORG) for n in bodies.split("|")]
    rows = link(text, *sorted(found, key=lambda name: text.index(name[0])))
    assert (rows[-1]["text"], rows[-1]["country"]) == (bodies.split("|")[-1], country)


@pytest.mark.parametrize(
    ("text", "names", "entity"),
    [
        ("Séoul vote, la Corée du Sud aussi. Lee Jae-myung, du Parti démocrate, a perdu.",
         [("Séoul", LOC), ("Corée du Sud", LOC), ("Lee Jae-myung", PER), ("Parti démocrate", ORG)], "local:parti-democrate-kor"),
        ("Donald Trump attaque. Le Parti démocrate dénonce la Corée du Sud.",
         [("Donald Trump", PER), ("Parti démocrate", ORG), ("Corée du Sud", LOC)], "Q29552"),
        ("Le Burundi se ferme, Bujumbura aussi. Le Service national de renseignement a arrêté un élu.",
         [("Burundi", LOC), ("Bujumbura", LOC), ("Service national de renseignement", ORG)],
         "local:service-national-de-renseignement-bdi"),
    ],
)  # fmt: skip
def test_a_name_of_bodies_of_several_states_is_that_of_the_article(link, text, names, entity):
    rows = link(text, *names)
    assert next(r["entity_id"] for r in rows if r["label"] == ORG) == entity


@pytest.mark.parametrize(
    ("text", "names", "entity"),
    [
        ("L'Otan siège à Bruxelles. Washington presse l'Alliance d'agir.",
         [("Otan", ORG), ("Bruxelles", LOC), ("Washington", LOC), ("Alliance", ORG)], "Q7184"),
        ("Washington presse l'Alliance d'agir.", [("Washington", LOC), ("Alliance", ORG)], "local:alliance"),
        ("Washington observe. L'armée a repris Palmyre, en Syrie, au nord.",
         [("Washington", LOC), ("Palmyre", ORG), ("Syrie", LOC)], "Q938457"),
    ],
)  # fmt: skip
def test_a_body_with_an_article_is_no_small_town_abroad(link, text, names, entity):
    rows = link(text, *names)
    assert next(r["entity_id"] for r in rows if r["label"] == ORG) == entity


def test_a_small_town_has_no_article(link):
    assert link("Les piquets bloquent le dépôt de la Butte.", ("Butte", LOC))[0]["entity_id"] == "local:butte"


def test_an_acronym_of_a_party_abroad_needs_its_country_told_twice(link):
    rows = link("Téhéran se tait. Le syndicat RMT appelle au boycott.", ("Téhéran", LOC), ("RMT", ORG))
    assert rows[1]["entity_id"] == "local:rmt"


@pytest.mark.parametrize(
    ("text", "names", "country"),
    [
        ("Le Yémen, Sanaa et Aden respirent. L'émissaire de l'ONU Anders Holmgren salue la trêve.",
         [("Yémen", LOC), ("Sanaa", LOC), ("Aden", LOC), ("ONU", ORG), ("Anders Holmgren", PER)], None),
        ("L'ambassadrice de Norvège, Anna Holmgren, salue la trêve.", [("Norvège", LOC), ("Anna Holmgren", PER)], "NOR"),
        ("Le ministre russe a reçu Anna Holmgren.", [("Anna Holmgren", PER)], None),
        ("La conseillère d'État vaudoise Anna Holmgren salue la trêve.", [("Anna Holmgren", PER)], "CHE"),
    ],
)  # fmt: skip
def test_a_function_gives_a_person_its_country(link, text, names, country):
    assert link(text, *names)[-1]["country"] == country
