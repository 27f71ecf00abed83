import pytest

ORG, LOC, MISC = "ORG", "LOC", "MISC"


@pytest.mark.parametrize(
    ("text", "name", "label", "entity_id", "country"),
    [
        ("Le Japon a signé.", "Japon", LOC, "Q17", "JPN"),
        ("Les Etats-Unis ont signé.", "Etats-Unis", LOC, "Q30", "USA"),
        ("Tokyo a signé.", "Tokyo", LOC, "Q1490", "JPN"),
        ("L'ONU a signé.", "ONU", ORG, "Q1065", "IGO"),
        ("Le Conseil de sécurité de l’ONU a signé.", "Conseil de sécurité de l’ONU", ORG, "Q37470", "IGO"),
    ],
)
def test_names_of_the_gazetteer(link, text, name, label, entity_id, country):
    (row,) = link(text, (name, label))
    assert row["entity_id"] == entity_id
    assert row["country"] in {country, None if country == "IGO" else country}
    assert row["link_score"] == 1.0


def test_a_name_in_inclusive_writing_is_that_in_the_masculine_and_quoted_as_written(link):
    names = ("Ligue des lecteur·rices", "Ligue des lecteurs", "gardien·ne·s de la révolution", "Gardiens de la révolution")
    rows = link("La {} se tait, la {} aussi, les {} et les {} non.".format(*names), *((name, ORG) for name in names))
    assert [row["text"] for row in rows] == list(names)
    assert {row["entity_id"] for row in rows[:2]} == {"local:ligue-des-lecteurs-irn"}
    assert (rows[2]["entity_id"], rows[2]["country"]) == (rows[3]["entity_id"], "IRN")


def test_a_capital_is_not_its_country(link):
    rows = link("Tokyo et le Japon ont signé.", ("Tokyo", LOC), ("Japon", LOC))
    assert rows[0]["entity_id"] != rows[1]["entity_id"]
    assert rows[0]["country"] == rows[1]["country"] == "JPN"


def test_an_acronym_in_brackets_is_the_body_before_it(link):
    rows = link("La Ligue des moulins (LDMX) a signé. La LDMX dort.", ("Ligue des moulins", ORG), ("LDMX", ORG), ("LDMX", ORG))
    assert {row["entity_id"] for row in rows} == {"local:ligue-des-moulins"}


def test_an_acronym_before_the_name_in_brackets_is_that_body_too(link):
    rows = link("La LDMX (Ligue des moulins) a signé. La LDMX dort.", ("LDMX", ORG), ("Ligue des moulins", ORG), ("LDMX", ORG))
    assert {row["entity_id"] for row in rows} == {"local:ligue-des-moulins"}


def test_no_town_is_called_by_an_acronym(link):
    (row,) = link("Hier la direction de l'UGA a signé.", ("UGA", ORG))
    assert row["country"] is None


def test_a_region_without_a_state_is_no_town_of_its_name(link):
    (row,) = link("Hier les émirats du Golfe ont signé.", ("émirats du Golfe", LOC))
    assert row["country"] is None


def test_a_short_form_is_the_one_longer_body_of_the_article(link):
    rows = link("La Ligue des moulins a signé. La Ligue dort.", ("Ligue des moulins", ORG), ("Ligue", ORG))
    assert rows[0]["entity_id"] == rows[1]["entity_id"]


def test_two_longer_bodies_are_not_guessed(link):
    text = "La Ligue des moulins et la Ligue des phares ont signé. La Ligue dort."
    rows = link(text, ("Ligue des moulins", ORG), ("Ligue des phares", ORG), ("Ligue", ORG))
    assert rows[2]["entity_id"] == "local:ligue"


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("ministère italien de la Défense", "ITA"),
        ("Cour suprême brésilienne", "BRA"),
        ("ministère de la Défense", None),
        ("tribunal de Tokyo", "JPN"),
        ("tribunal de Nancy", "FRA"),
        ("Tarvek Norton", None),
        ("Opération des Nations unies au Burundi", None),
        ("Agence de l'Union européenne de Tokyo", None),
    ],
)
def test_the_country_within_the_name_of_a_body(link, name, country):
    assert link(f"Hier le {name} a signé.", (name, ORG))[0]["country"] == country


@pytest.mark.parametrize(
    ("text", "name", "label", "country"),
    [
        ("Le groupe japonais Tarvex a signé.", "Tarvex", ORG, "JPN"),
        ("Tarvex, un groupe japonais, a signé.", "Tarvex", ORG, "JPN"),
        ("Tarvex, le ministre japonais et un juge ont signé.", "Tarvex", ORG, None),
        ("Un séisme touche la province japonaise de Tarvekken.", "Tarvekken", LOC, "JPN"),
        ("Les troupes japonaises de Tarvekken partent.", "Tarvekken", LOC, None),
    ],
)
def test_the_adjective_of_the_noun_beside_states_the_country(link, text, name, label, country):
    assert link(text, (name, label))[0]["country"] == country


def test_a_church_is_not_where_a_town_of_its_saint_lies(link):
    assert link("Hier l'église Saint-Georges brûle.", ("église Saint-Georges", LOC))[0]["country"] is None


@pytest.mark.parametrize(
    ("text", "country"),
    [("Au Mali, à Bamako, les élus maliens votent la loi Tarvex.", "MLI"), ("La loi Tarvex est votée.", None)],
)
def test_a_work_is_of_the_country_of_the_article(link, text, country):
    places = [(name, LOC) for name in ("Mali", "Bamako") if name in text]
    assert link(text, *places, ("loi Tarvex", MISC))[-1]["country"] == country


def test_a_body_named_in_passing_is_not_of_the_state_of_the_article(link):
    text = "Au Mali, à Bamako, le peuple malien, la presse malienne, la rue malienne, les juges maliens, des élus maliens lisent"
    rows = link(
        f"{text} un avis du Sénat américain : le Parquet se tait.",
        ("Mali", LOC),
        ("Bamako", LOC),
        ("Sénat américain", ORG),
        ("Parquet", ORG),
    )
    assert rows[-1]["country"] == "MLI"


def test_both_word_orders_of_a_ministry_are_one_entity(link):
    names = ("ministère italien de la Défense", "ministère de la Défense italien")
    rows = link(f"Le {names[0]} a signé. Le {names[1]} dort.", *((name, ORG) for name in names))
    assert len({row["entity_id"] for row in rows}) == 1


def test_a_body_that_every_state_has_is_that_of_the_state_the_article_speaks_of(link):
    text = "Le Japon et les députés japonais votent, au Sénat."
    assert link(text, ("Japon", LOC), ("Sénat", ORG))[1]["country"] == "JPN"


def test_it_stays_without_country_where_two_states_tie(link):
    text = "Le Japon et l'Italie votent, au Sénat."
    assert link(text, ("Japon", LOC), ("Italie", LOC), ("Sénat", ORG))[2]["country"] is None


def test_an_unknown_place_takes_the_country_named_right_behind(link):
    rows = link("Une crue touche Tarvekville, en Italie.", ("Tarvekville", LOC), ("Italie", LOC))
    assert rows[0]["country"] == "ITA"
    rows = link("Une crue touche Tarvekville. L'Italie dort.", ("Tarvekville", LOC), ("Italie", LOC))
    assert rows[0]["country"] is None


def test_a_city_with_two_spellings_of_one_key_is_no_tie(link, gazetteer):
    assert len(gazetteer.lookup("Tel-Aviv")) > 1
    (row,) = link("Hier à Tel-Aviv il pleut.", ("Tel-Aviv", LOC))
    assert row["entity_id"] == "Q33935"
    assert row["country"] == "ISR"


def test_a_city_is_the_one_of_the_country_that_the_article_speaks_of(link):
    rows = link("À Hyderabad, au Pakistan, il pleut.", ("Hyderabad", LOC), ("Pakistan", LOC))
    assert rows[0]["country"] == "PAK"


@pytest.mark.parametrize(
    ("text", "outlet", "entity_id"),
    [
        ("L'Assemblée nationale a voté le texte.", "FRA", "Q193582"),
        ("Au Mali, l'Assemblée nationale a voté le texte.", "MLI", "local:assemblee-nationale-mli"),
        ("L'Assemblée nationale française a voté le texte.", "BEL", "Q193582"),
        ("L'Assemblée nationale a voté le texte.", None, "local:assemblee-nationale"),
    ],
)
def test_a_body_of_every_state_is_the_one_that_the_tables_name_with_the_adjective(link, text, outlet, entity_id):
    name = "Assemblée nationale française" if "française" in text else "Assemblée nationale"
    names = [("Mali", "LOC")] if "Mali" in text else []
    row = link(text, *names, (name, "ORG"), outlet=outlet)[-1]
    assert row["entity_id"] == entity_id


def test_a_shorter_form_is_the_body_that_the_longer_one_is(link):
    text = "La Chambre des représentants a voté. La Chambre se réunit demain."
    rows = link(text, ("Chambre des représentants", "ORG"), ("Chambre", "ORG"), outlet="USA")
    assert [row["entity_id"] for row in rows] == ["Q11701", "Q11701"]
