"""The date of an act that its own sentence does not date: another telling, the day the story is at, the publication."""

from datetime import date

import pytest

MONDAY, TUESDAY, WEDNESDAY = date(2021, 3, 8), date(2021, 3, 9), date(2021, 3, 10)


def dates(code, text, kind, published=WEDNESDAY):
    rows = [row for row in code(text, published=published) if row["event_type"] == kind]
    assert rows, [row["rule_id"] for row in code(text, published=published)]
    return [(row["trigger"], row["date_start"], row["date_source"]) for row in rows]


@pytest.mark.parametrize(
    "again",
    [
        "L'attaque russe contre la Syrie a choqué le pays.",
        "Cette attaque contre la Syrie est critiquée.",
        "Le bilan de l'attaque russe monte.",
    ],
)
def test_a_noun_that_tells_an_act_again_has_the_date_of_its_telling(code, again):
    text = f"La Russie a attaqué lundi la Syrie.\n\nLe ministre est venu. {again}"
    assert dates(code, text, "ASSAULT") == [("attaqué", MONDAY, "text"), ("attaque", MONDAY, "document")]


def test_another_act_of_the_kind_is_not_the_one_told_before(code):
    text = "La Russie a attaqué lundi la Syrie.\n\nUne autre attaque russe avait échoué près de Damas."
    assert dates(code, text, "ASSAULT")[1] == ("attaque", None, "none")


def test_a_deed_without_its_doer_retells_what_was_told(code):
    text = "Des hommes armés ont attaqué lundi une caserne syrienne.\n\nDix soldats ont été tués."
    _, day, source = dates(code, text, "ASSAULT")[-1]
    assert day == MONDAY
    assert source in {"document", "neighbour"}


def test_acts_of_other_parties_are_not_confused(code):
    text = "La Russie a bombardé lundi la Syrie.\n\nIsraël avait bombardé le Liban."
    assert dates(code, text, "ASSAULT")[-1][1:] != (MONDAY, "document")


def test_a_deed_told_after_an_earlier_day_is_of_that_day(code):
    text = "Une fusillade a éclaté mardi à Damas.\n\nLa police syrienne a arrêté un homme."
    assert dates(code, text, "COERCE") == [("arrêté", TUESDAY, "neighbour")]


def test_what_somebody_says_then_is_of_the_week_only(code):
    text = "Une fusillade a éclaté mardi à Damas.\n\nLa Turquie a condamné la Syrie."
    assert dates(code, text, "ACCUSE")[0][2] == "publication"


def test_the_past_of_the_past_is_of_the_day_that_the_sentence_before_names(code):
    text = "Le 5 janvier, un portail avait été forcé. La police syrienne avait arrêté un homme."
    assert dates(code, text, "COERCE") == [("arrêté", date(2021, 1, 5), "neighbour")]


@pytest.mark.parametrize("text", ["La Syrie est accusée de complicité.", "La Turquie est soutenue par la Russie."])
def test_what_holds_is_no_news(code, text):
    for kind in {row["event_type"] for row in code(text)}:
        assert {source for _, _, source in dates(code, text, kind)} == {"none"}


def test_what_lasts_while_the_news_happens_is_of_its_day(code):
    text = "Le président a réagi alors que des manifestants défilaient à Paris."
    assert ("défilaient", WEDNESDAY, "publication") in dates(code, text, "PROTEST")


def test_what_goes_with_a_dated_verb_is_of_its_day(code):
    text = "La Turquie a réagi mardi aux tirs syriens devant la presse internationale à Ankara, appelant la Syrie à se retirer."
    assert dates(code, text, "REQUEST")[0][1] == TUESDAY


@pytest.mark.parametrize(
    "text",
    [
        "La Turquie a condamné la Syrie, qui avait annexé un port en juin 2017.",
        "Le ministre syrien (né le 31 décembre 1977) a été condamné par la Turquie.",
    ],
)
def test_the_date_of_a_relative_clause_or_of_brackets_is_not_that_of_the_verb(code, text):
    found = [row for row in code(text) if row["trigger"] == "condamné"]
    assert [row["date_start"] for row in found] == [WEDNESDAY] * len(found)
    assert found


def test_a_verb_is_of_the_time_of_the_summit_at_which_it_is_told(code):
    text = (
        "La Corée du Nord et la Corée du Sud étaient convenues de coopérer lors du premier sommet entre MM. Moon et Kim en 2018."
    )
    assert dates(code, text, "AGREE")[0][1:] == (date(2018, 1, 1), "text")


def test_in_an_article_of_unknown_date_a_day_stays_open(code):
    text = "La Turquie a condamné la Syrie le 13 septembre.\n\nLa Russie a bombardé la Syrie."
    rows = {row["event_type"]: row for row in code(text, published=None)}
    assert (rows["ACCUSE"]["date_start"], rows["ACCUSE"]["date_told"]) == (None, "XXXX-09-13")
    assert rows["ASSAULT"]["date_told"] == "XXXX-09-13"


@pytest.mark.parametrize(
    "opening", ["Nous sommes en juin 1956.", "En juin 1956, la ville est occupée.", "Le 12 juin 1956, la ville est occupée."]
)
def test_what_an_article_on_the_past_tells_in_the_present_is_no_news(code, opening):
    text = f"{opening} Le gouvernement polonais décrète l'état d'urgence.\n\nLa police polonaise arrête des ouvriers."
    assert {row["date_source"] for row in code(text)} & {"publication"} == set()


def test_news_that_names_a_year_by_the_way_is_of_its_day(code):
    text = "La police polonaise arrête des ouvriers. Le ministre, élu en 2015, condamne la grève."
    assert "publication" in {row["date_source"] for row in code(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Le 25 juillet, le président tunisien avait limogé son ministre.",
        "Le Conseil de sécurité se réunit le 30 mars à la demande de la France.",
    ],
)
def test_nothing_is_done_after_it_was_published(code, text):
    rows = [row for row in code(text) if row["realis"] == "actual"]
    assert rows
    assert all(row["date_start"] is None or row["date_start"] <= WEDNESDAY for row in rows)
