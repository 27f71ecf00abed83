"""Places, people and titles by what the article says: examples of knowledge.yaml and titles.yaml, and the kinds of doubt."""

from datetime import date
from importlib import resources

import pytest
import yaml

from tasks.gazetteer.words import WORD, fold
from tasks.link.descriptions import describe
from tasks.link.entities import Article, link_article
from tasks.link.knowledge import load_knowledge, words_of

PER, LOC, ORG = "PER", "LOC", "ORG"
LISTS = [name for name, value in load_knowledge().items() if isinstance(value, dict)]


def holds(sentence, name):
    words = tuple(WORD.findall(fold(sentence)))
    return any(words[i : i + len(entry)] == entry for entry in words_of(name) for i in range(len(words)))


@pytest.mark.parametrize("name", [n for n in LISTS if n != "name_bearers"])
def test_a_list_has_an_example_that_holds_it_and_one_that_does_not(name):
    assert holds(load_knowledge()[name]["match"], name)
    assert not holds(load_knowledge()[name]["avoid"], name)


TITLES = yaml.safe_load(resources.files("tasks.gazetteer").joinpath("data", "titles.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", TITLES, ids=lambda row: row["title"])
def test_titles_have_examples(row, gazetteer):
    def offices(sentence):
        _, setting = link_article(Article(text=sentence, published=date(2020, 1, 1), outlet="FRA"), [], gazetteer)
        return {found["office"] for found in describe(setting, [], gazetteer)}

    if row["match"].split()[-3:-2] != ["Maroc"]:
        assert row["office"] in offices(row["match"])
    assert row["office"] not in offices(row["avoid"])


@pytest.mark.parametrize(
    ("text", "names", "countries"),
    [
        ("À Valence, dans la Drôme, on défile.", ["Valence", "Drôme"], ["FRA", "FRA"]),
        ("À Valence, en Espagne, on défile.", ["Valence", "Espagne"], ["ESP", "ESP"]),
        ("Près de Tarvek [nord du Mali] on défile.", ["Tarvek", "Mali"], ["MLI", "MLI"]),
        ("Près de Tarvek (région de Gao) on défile.", ["Tarvek", "Gao"], ["MLI", "MLI"]),
        ("À Paris, au Texas, on défile.", ["Paris", "Texas"], ["USA", "USA"]),
        ("À Paris, en Italie et au Japon, on défile.", ["Paris", "Italie", "Japon"], ["FRA", "ITA", "JPN"]),
        ("Le gouverneur de Géorgie parle. La Géorgie vote.", ["Géorgie", "Géorgie"], ["USA", "USA"]),
        ("La Géorgie vote.", ["Géorgie"], ["GEO"]),
        ("L'État du Niger, dans le centre du Nigeria, vote.", ["Niger", "Nigeria"], ["NGA", "NGA"]),
    ],
)
def test_a_place_is_the_one_that_the_text_says(link, text, names, countries):
    assert [row["country"] for row in link(text, *((name, LOC) for name in names))] == countries


@pytest.mark.parametrize(
    ("text", "name", "entity_id"),
    [
        ("Le préfet de la Loire a fermé les écoles.", "Loire", "Q12569"),
        ("La crue de la Loire a atteint son pic.", "Loire", "local:fleuve-loire"),
        ("Un corps a été repêché dans les eaux du Rhône.", "Rhône", "Q602"),
        ("Le conseil départemental du Rhône a voté.", "Rhône", "Q46130"),
        ("Les berges de la Marne sont fermées.", "Marne", "local:riviere-marne"),
        ("Un agriculteur de la Marne a porté plainte.", "Marne", "Q12594"),
        ("Deux ponts sur la Drôme ferment ; le pont sur la Drôme rouvrira.", "Drôme", "local:riviere-drome"),
    ],
)
def test_a_river_is_not_the_departement_of_its_name(link, text, name, entity_id):
    names = [(name, LOC)] * text.count(name)
    assert {row["entity_id"] for row in link(text, *names)} == {entity_id}


@pytest.mark.parametrize(
    ("text", "names", "countries"),
    [
        ("Washington a consulté Londres.", ["Washington", "Londres"], ["USA", "GBR"]),
        ("Georgetown proteste contre Caracas.", ["Georgetown", "Caracas"], ["GUY", "VEN"]),
        ("Kingston a voté la loi.", ["Kingston"], ["JAM"]),
        ("Vienne accueille Téhéran.", ["Vienne", "Téhéran"], ["AUT", "IRN"]),
        ("À Cambridge, dans le Massachusetts, on défile.", ["Cambridge", "Massachusetts"], ["USA", "USA"]),
        ("À London, dans l'Ontario, on défile.", ["London", "Ontario"], ["CAN", "CAN"]),
        ("Birmingham, en Alabama, a voté.", ["Birmingham", "Alabama"], ["USA", "USA"]),
    ],
)
@pytest.mark.parametrize("outlet", ["FRA", "BEL", None])
def test_a_capital_is_meant_in_a_short_text_unless_something_is_set_beside(link, text, names, countries, outlet):
    assert [row["country"] for row in link(text, *((name, LOC) for name in names), outlet=outlet)] == countries


@pytest.mark.parametrize(
    ("text", "name", "entity_id"),
    [
        ("La mairie de Tripoli, ville du nord du Liban, a brûlé.", "Tripoli", "local:tripoli-lbn"),
        ("Des heurts à Valence, grande ville d'Espagne, ont fait un blessé.", "Valence", "Q8818"),
        ("À Mérida, capitale du Yucatan, au Mexique, on défile.", "Mérida", "Q165204"),
        ("Cordoue, en Argentine, a été bloquée.", "Cordoue", "local:cordoue-arg"),
        ("Paris, en Ontario, a élu son maire.", "Paris", "local:paris-can"),
        ("À Rome, l'Argentine a signé.", "Rome", "Q220"),
        ("À Londres, le Mexique et l'Argentine ont signé.", "Londres", "Q84"),
        ("À Hanoï, l'Espagne a protesté.", "Hanoï", "Q1858"),
    ],
)
def test_a_place_that_no_table_has_is_none_of_its_namesakes(link, text, name, entity_id):
    states = [state for state in ("Liban", "Espagne", "Yucatan", "Mexique", "Argentine", "Ontario") if state in text]
    assert link(text, (name, LOC), *((state, LOC) for state in states))[0]["entity_id"] == entity_id


@pytest.mark.parametrize("name", ["Bethléem", "Hébron", "Jéricho"])
def test_a_foreign_town_with_a_french_name_is_no_village_here(link, name):
    (row,) = link(f"{name} a fêté Noël.", (name, LOC), outlet="FRA")
    assert row["country"] == "PSE"


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("La Vienne est en vigilance orange, comme la Creuse.", "FRA"),
        ("Le préfet de la Vienne a fermé les écoles.", "FRA"),
        ("À Vienne, les négociateurs ont signé.", "AUT"),
        ("Les négociateurs se retrouvent à Vienne.", "AUT"),
        ("De Vienne, l'envoyé a démenti.", "AUT"),
    ],
)
def test_a_town_has_no_article(link, text, country):
    (row, *_) = link(text, ("Vienne", LOC), *((name, LOC) for name in ("Creuse",) if name in text), outlet="FRA")
    assert row["country"] == country


def test_a_small_town_abroad_is_a_village_here(link):
    (_, row) = link("Le Premier ministre français parle. À Belmont, on défile, en France.", ("Belmont", LOC), ("France", LOC))[
        ::-1
    ]
    assert row["country"] != "USA"
    assert not row["entity_id"].startswith("Q")


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Le ministre François Hollande a parlé.", True),
        ("François Hollande a parlé.", True),
        ("François Hollande, facteur à la retraite, a sonné.", False),
        ("Un homme du nom de François Hollande a sonné.", False),
        ("Le ministre japonais François Hollande a parlé.", False),
    ],
)
def test_a_namesake_is_not_the_man_in_office(link, text, known):
    (row,) = link(text, ("François Hollande", PER))
    assert (row["entity_id"] == "Q157") is known
    assert (row["reason"] == "contradicted") is not known


@pytest.mark.parametrize(
    ("on", "entity_id"), [(date(2018, 5, 1), "Q22686"), (date(2023, 5, 1), "Q6279"), (date(1890, 5, 1), None), (None, None)]
)
def test_a_title_means_the_holder_of_the_day(gazetteer, on, entity_id):
    rows, setting = link_article(Article(text="Hier, le président américain a parlé.", published=on), [], gazetteer)
    (found,) = describe(setting, rows, gazetteer)
    assert found["entity_id"] == entity_id
    assert found["country"] == "USA"
    assert setting.text[found["start"] : found["end"]] == found["text"]


@pytest.mark.parametrize(
    "text", ["L'ancien président américain a parlé.", "Le président du club a parlé.", "Un président américain."]
)
def test_a_former_office_is_none(gazetteer, text):
    rows, setting = link_article(Article(text=text, published=date(2018, 5, 1)), [], gazetteer)
    assert list(describe(setting, rows, gazetteer)) == []


@pytest.mark.parametrize(
    ("outlet", "country"), [("La DH", "BEL"), ("tdg.ch", "CHE"), ("El Watan", "DZA"), ("Le Fil de la Vire", None), (None, None)]
)
def test_an_outlet_has_a_country(gazetteer, outlet, country):
    assert gazetteer.outlet_country(outlet) == country


def test_a_domestic_body_is_of_the_country_of_the_outlet(link):
    assert link("Le parquet a réagi.", ("parquet", ORG), outlet="BEL")[0]["country"] == "BEL"


def test_mrs_x_is_not_the_man_known_by_that_name(link):
    (row,) = link("Mme de Gaulle était présente.", ("Mme de Gaulle", PER), published=date(2008, 1, 1))
    assert row["reason"] == "contradicted"


def test_a_ship_called_after_somebody_is_not_he(link):
    text = "Un marin du Charles de Gaulle a cité Charles de Gaulle."
    rows = link(text, ("Charles de Gaulle", "MISC"), ("Charles de Gaulle", PER), published=date(2020, 11, 9))
    assert [row["entity_id"] for row in rows] == ["local:porte-avions-charles-de-gaulle", "local:charles-de-gaulle"]


def test_a_known_name_behind_a_function_is_nobody_whom_the_article_names_without_one(link):
    text = "Yvonne de Gaulle repose ici. Le général de Gaulle aussi. Paul de Gaulle, fils du président de Gaulle, dort."
    names = ("Yvonne de Gaulle", "de Gaulle", "Paul de Gaulle", "de Gaulle")
    rows = link(text, *((name, PER) for name in names), published=date(1990, 1, 1))
    assert [row["entity_id"] for row in rows][1::2] == ["local:charles-de-gaulle"] * 2


def test_a_known_name_without_a_function_is_the_one_named_in_full(link):
    rows = link("Neymar Tarvek dort. Neymar rêve.", ("Neymar Tarvek", PER), ("Neymar", PER), published=date(2017, 8, 5))
    assert rows[0]["entity_id"] == rows[1]["entity_id"]


def test_who_only_bears_the_name_is_not_the_one_known(link):
    (row,) = link("Marine Le Pen, homonyme de la députée, dort.", ("Marine Le Pen", PER), published=date(2024, 1, 1))
    assert row["reason"] == "contradicted"


def test_somebody_known_by_hand_is_remembered(link):
    (row,) = link("John F. Kennedy est mort ici.", ("John F. Kennedy", PER), published=date(2023, 11, 22))
    assert row["country"] == "USA"


def test_a_street_is_not_where_it_is_called_after(link):
    rows = link("La rue de Rome, à Nice, est fermée.", ("rue de Rome", LOC), ("Nice", LOC))
    assert [row["country"] for row in rows] == ["FRA", "FRA"]
    assert link("La rue de Rome est fermée.", ("rue de Rome", LOC))[0]["country"] is None
    assert link("La rue de Paris est fermée.", ("rue de Paris", LOC), outlet="FRA")[0]["country"] == "FRA"


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("À Bayonne, on défile.", "Bayonne", "FRA"),
        ("Un homme d'Orange a disparu.", "Orange", "FRA"),
        ("On défile à Saint-Raphaël.", "Saint-Raphaël", "FRA"),
        ("Des gangs haïtiens ont attaqué Saint-Raphaël.", "Saint-Raphaël", "HTI"),
        ("Le président américain visite Bayonne.", "Bayonne", "USA"),
        ("La ville espagnole de Valence brûle.", "Valence", "ESP"),
        ("Le port libanais de Tripoli est fermé.", "Tripoli", "LBN"),
        ("Des agriculteurs valaisans défilent à Sion.", "Sion", "CHE"),
        ("À Grenade, on défile.", "Grenade", "ESP"),
        ("La Grenade vote.", "Grenade", "GRD"),
        ("En Ontario, il neige. Un Américain a froid.", "Ontario", "CAN"),
        ("La police d'Ontario, aux États-Unis, enquête.", "Ontario", "USA"),
    ],
)
def test_of_namesakes_the_one_that_the_article_or_its_grammar_means(link, text, name, country):
    names = [(name, LOC)] + ([("États-Unis", LOC)] if "États-Unis" in text else [])
    assert link(text, *names)[0]["country"] == country


@pytest.mark.parametrize(("outlet", "country"), [(None, "FRA"), ("FRA", "FRA"), ("CHE", "FRA"), ("CAN", "CAN")])
def test_a_french_town_is_meant_in_the_press_of_no_other_country(link, outlet, country):
    assert link("Le maire de Laval dort.", ("Laval", LOC), outlet=outlet)[0]["country"] == country


@pytest.mark.parametrize(
    ("text", "names", "country"),
    [
        ("À Rome, dans l'État de New York, on défile.", ["Rome", "New York"], "USA"),
        ("À Saint-Raphaël, station balnéaire du Var, on défile.", ["Saint-Raphaël", "Var"], "FRA"),
        ("À Bayonne, sous-préfecture des Pyrénées-Atlantiques, on défile.", ["Bayonne", "Pyrénées-Atlantiques"], "FRA"),
    ],
)
def test_what_is_set_beside_a_place_tells_it_in_more_wordings(link, text, names, country):
    assert link(text, *((name, LOC) for name in names))[0]["country"] == country


@pytest.mark.parametrize(
    ("text", "names", "country"),
    [
        ("Au Texas, à Odessa, on défile.", ["Texas", "Odessa"], "USA"),
        ("En Andalousie, à Grenade, on défile.", ["Andalousie", "Grenade"], "ESP"),
        ("Revenu d'Espagne, à Valence, il dort.", ["Espagne", "Valence"], "ESP"),
        ("On a fui l'Ukraine, à Odessa, au Texas, on défile.", ["Ukraine", "Odessa", "Texas"], "USA"),
    ],
)
def test_what_opens_the_clause_before_a_place_tells_it(link, text, names, country):
    assert link(text, *((name, LOC) for name in names))[1]["country"] == country


def test_a_region_beside_a_name_tells_a_town(link):
    rows = link("Vienne (Isère) vote.", ("Vienne", LOC), ("Isère", LOC))
    assert rows[0]["entity_id"] == "local:vienne-fra"


def test_a_town_is_not_the_departement_of_its_name(link):
    rows = link("À Vienne, en Isère, on défile. Dans la Vienne aussi.", ("Vienne", LOC), ("Isère", LOC), ("Vienne", LOC))
    assert [row["entity_id"] for row in rows][::2] == ["local:vienne-fra", "Q12804"]


def test_a_body_is_of_the_place_that_the_article_means_by_the_name(link):
    names = (("Vienne", LOC), ("Isère", LOC), ("parquet de Vienne", ORG))
    assert link("À Vienne, en Isère, le parquet de Vienne dort.", *names)[2]["country"] == "FRA"
