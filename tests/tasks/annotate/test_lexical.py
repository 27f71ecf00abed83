import pytest

from tasks.annotate.lexical import SHORT, SURE, WEAK, known_names, weak_names


def ranks(text, page, knowledge, **tags):
    return {text[c.start : c.end]: c.rank for c in known_names(page(text, **tags), knowledge)}


def test_countries_and_capitals_are_sure(page, knowledge):
    found = ranks("Hier le Japon et Oslo ont signé.", page, knowledge)
    assert found["Japon"] <= SURE
    assert found["Oslo"] <= SURE


def test_a_place_beside_another_capital_may_be_part_of_a_longer_name(page, knowledge):
    assert ranks("Hier le Slovan Oslo a perdu.", page, knowledge)["Oslo"] == SHORT


def test_a_country_behind_a_preposition_is_complete_whoever_is_named_behind_it(page, knowledge):
    assert ranks("Hier le président de Serbie Milan Tarvek a parlé.", page, knowledge)["Serbie"] == SURE
    assert ranks("Hier la Wikimédia Serbie a parlé.", page, knowledge)["Serbie"] == SHORT


def test_a_country_needs_its_capital(page, knowledge):
    assert "chine" not in ranks("Il vend de la chine ancienne.", page, knowledge)


def test_a_city_that_is_also_a_family_name_needs_its_context(page, knowledge):
    text = "Il écrit de Kim."
    assert ranks(text, page, knowledge).get("Kim", WEAK) == WEAK


@pytest.mark.parametrize(("text", "found"), [("Il vit à Lens.", ["Lens"]), ("Hier Lens pleurait.", [])])
def test_a_weak_place_stands_where_a_place_is_announced(page, knowledge, text, found):
    read = page(text)
    known = [c for c in known_names(read, knowledge) if c.rank == WEAK]
    assert [text[c.start : c.end] for c in known] == ["Lens"]
    assert [text[c.start : c.end] for c in weak_names(read, knowledge, known, [])] == found


@pytest.mark.parametrize(("text", "found"), [("Il vit à Saint-Martin.", True), ("Il vit à Saint-Martin-de-Tarvek.", False)])
def test_a_place_goes_on_behind_a_hyphen(page, knowledge, text, found):
    assert ("Saint-Martin" in ranks(text, page, knowledge)) is found


def test_a_weak_name_yields_to_what_is_taken(page, knowledge):
    read = page("Il vit à Lens.")
    known = list(known_names(read, knowledge))
    assert list(weak_names(read, knowledge, known, known)) == []


def test_a_common_word_opening_a_sentence_is_no_name(page, knowledge):
    assert "Tours" not in ranks("Tours de vis. Les tours tombent.", page, knowledge)
