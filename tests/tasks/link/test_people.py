from datetime import date

import pytest

from tasks.link.persons import near, person_key

PER, ORG, LOC = "PER", "ORG", "LOC"


def ids(rows):
    return [row["entity_id"] for row in rows]


def test_a_family_name_is_the_person_named_in_full_before(link):
    rows = link(
        "Claire Vasseur a signé. Mme Vasseur est partie, dit Vasseur.",
        ("Claire Vasseur", PER),
        ("Mme Vasseur", PER),
        ("Vasseur", PER),
    )
    assert set(ids(rows)) == {"local:claire-vasseur"}
    assert {row["entity_name"] for row in rows} == {"Claire Vasseur"}


def test_a_family_name_with_a_particle_is_no_full_name(link):
    rows = link("Claire Le Vasseur a signé. M. Le Vasseur est parti.", ("Claire Le Vasseur", PER), ("M. Le Vasseur", PER))
    assert set(ids(rows)) == {"local:claire-le-vasseur"}


def test_a_family_name_before_the_full_name_is_that_person_too(link):
    rows = link("Vasseur a signé. Claire Vasseur est partie.", ("Vasseur", PER), ("Claire Vasseur", PER))
    assert set(ids(rows)) == {"local:claire-vasseur"}


def test_two_people_of_one_family_named_alike_are_not_guessed(link):
    text = "Claire Vasseur et Paul Vasseur ont signé. Vasseur est partie."
    rows = link(text, ("Claire Vasseur", PER), ("Paul Vasseur", PER), ("Vasseur", PER))
    assert ids(rows) == ["local:claire-vasseur", "local:paul-vasseur", "local:vasseur-00000000"]


def test_initials_stand_for_the_first_name(link):
    rows = link(
        "Claire Vasseur a signé. C. Vasseur est partie. P. Vasseur reste.",
        ("Claire Vasseur", PER),
        ("C. Vasseur", PER),
        ("P. Vasseur", PER),
    )
    assert ids(rows)[:2] == ["local:claire-vasseur"] * 2
    assert ids(rows)[2] != "local:claire-vasseur"


def test_a_person_of_the_gazetteer_keeps_its_identifier_in_every_spelling(link):
    rows = link(
        "Kim Jong-Un a parlé. M. Kim est parti. Kim Jong Un dort.", ("Kim Jong-Un", PER), ("M. Kim", PER), ("Kim Jong Un", PER)
    )
    assert len(set(ids(rows))) == 1
    assert {row["country"] for row in rows} == {"PRK"}


def test_a_sister_named_in_full_does_not_take_over_the_family_name(link):
    text = "Kim Jong Un a parlé. Sa soeur Kim Yo Jong et Kim ont ri."
    rows = link(text, ("Kim Jong Un", PER), ("Kim Yo Jong", PER), ("Kim", PER))
    assert rows[2]["entity_id"] == rows[0]["entity_id"] != rows[1]["entity_id"]


def test_spellings_one_letter_apart_are_one_person(link):
    rows = link("Tarvek Ombuline a signé. Tarvek Ombulline est partie.", ("Tarvek Ombuline", PER), ("Tarvek Ombulline", PER))
    assert len(set(ids(rows))) == 1


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Le ministre japonais Tarvek Ombuline a signé.", "Tarvek Ombuline", "JPN"),
        ("Tarvek Ombuline, ministre japonais, a signé.", "Tarvek Ombuline", "JPN"),
        ("Le ministre Tarvek Ombuline a signé.", "Tarvek Ombuline", None),
        ("Une banque japonaise ferme. Tarvek Ombuline a signé.", "Tarvek Ombuline", None),
    ],
)
def test_the_country_is_the_one_stated_with_the_function(link, text, name, country):
    assert link(text, (name, PER))[0]["country"] == country


def test_the_country_of_a_president_is_that_of_the_place(link):
    rows = link("Le président du Mali, Tarvek Ombuline, a signé.", ("Mali", LOC), ("Tarvek Ombuline", PER))
    assert rows[1]["country"] == "MLI"


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Le Sénat américain a voté. Le sénateur démocrate Tarvek Ombuline a parlé.", "USA"),
        ("Le Sénat américain a voté. Tarvek Ombuline a parlé.", None),
        ("Le Sénat américain et le Sénat français ont voté. Le sénateur Tarvek Ombuline a parlé.", None),
        ("Le Sénat américain a voté. Le sénateur français Tarvek Ombuline a parlé.", "FRA"),
    ],
)
def test_a_member_of_parliament_sits_in_that_of_the_one_state_the_article_names(link, text, country):
    bodies = [(body, ORG) for body in ("Sénat américain", "Sénat français") if body in text]
    assert link(text, *bodies, ("Tarvek Ombuline", PER))[-1]["country"] == country


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Au Mali, à Bamako, la presse malienne se tait. Tarvek Ombuline, porte-parole de l'ONU, a signé.", None),
        ("Au Mali, à Bamako, la presse malienne se tait. Tarvek Ombuline , porte-parole de l'ONU, a signé.", None),
        ("Au Mali, à Bamako, la presse malienne se tait. Tarvek Ombuline, porte-parole des rues, a signé.", "MLI"),
    ],
)
def test_who_serves_several_states_is_not_of_the_country_of_the_article(link, text, country):
    names = [("Mali", LOC), ("Bamako", LOC)]
    bodies = [("ONU", ORG)] if "ONU" in text else []
    row = next(r for r in link(text, *names, ("Tarvek Ombuline", PER), *bodies) if r["label"] == PER)
    assert row["country"] == country


def test_the_country_that_a_scandal_is_about_is_not_that_of_its_people(link):
    text = "Trump a nié. Obama aussi, et Trump encore. La Russie et un espion russe sont cités. Tarvek Ombuline a enquêté."
    names = [("Trump", PER), ("Obama", PER), ("Trump", PER), ("Russie", LOC), ("Tarvek Ombuline", PER)]
    assert link(text, *names)[-1]["country"] != "RUS"


@pytest.mark.parametrize(
    ("text", "on", "entity_id"),
    [
        ("En France, à Lyon et à Lille, Hamon a parlé.", date(2017, 3, 1), "local:benoit-hamon"),
        ("En France, à Lyon et à Lille, Hamon a parlé.", date(2040, 3, 1), None),
        ("Au Mali, à Gao et à Bamako, Hamon a parlé.", date(2017, 3, 1), None),
        ("En France, à Lyon et à Lille, un facteur du nom de Hamon a parlé.", date(2017, 3, 1), None),
    ],
)
def test_a_family_name_is_the_politician_of_the_country_in_his_years(link, text, on, entity_id):
    places = [(name, LOC) for name in ("France", "Lyon", "Lille", "Mali", "Gao", "Bamako") if name in text]
    row = link(text, *places, ("Hamon", PER), published=on)[-1]
    assert row["entity_id"] == (entity_id or "local:hamon-00000000")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("ombuline", "ombulline", True),
        ("ombuline", "ombulas", False),
        ("kim", "kin", False),
        ("ombuline", "ombuline", True),
        ("ombuline", "umbuline", True),
    ],
)
def test_near_spellings(one, other, expected):
    assert near(one, other) is expected
    assert near(other, one) is expected


def test_a_civility_is_no_part_of_the_name():
    civilities = frozenset({"m", "mme"})
    assert person_key("M. Kim", civilities) == ("kim",)
    assert person_key("M", civilities) == ("m",)
