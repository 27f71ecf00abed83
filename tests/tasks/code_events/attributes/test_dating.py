"""The date that its own sentence gives an act: by an expression, or by its distance from another event."""

from datetime import date

import pytest

MONDAY, TUESDAY, WEDNESDAY = date(2021, 3, 8), date(2021, 3, 9), date(2021, 3, 10)


UNDATED = (None, "unknown", "none")


def when(acts, text, rule_id, published=WEDNESDAY):
    found = [one.stated for one in acts(text, published) if one.trigger.rule.rule_id.startswith(rule_id)]
    assert len(found) == 1, found
    return found[0].start, found[0].precision, found[0].source


@pytest.mark.parametrize(
    ("text", "rule_id", "start", "precision"),
    [
        ("La Turquie a condamné mardi la Syrie.", "ACCUSE:condamner", TUESDAY, "day"),
        ("Mardi, la Turquie a condamné la Syrie.", "ACCUSE:condamner", TUESDAY, "day"),
        ("En février, la Turquie avait condamné la Syrie.", "ACCUSE:condamner", date(2021, 2, 1), "month"),
        ("La Turquie a annexé le port syrien en 2019.", "COERCE:annexer", date(2019, 1, 1), "year"),
        ("La Turquie rencontrera jeudi la Syrie.", "CONSULT:rencontrer", date(2021, 3, 11), "day"),
    ],
)
def test_a_date_of_the_sentence_is_taken_as_exactly_as_it_is_told(acts, text, rule_id, start, precision):
    assert when(acts, text, rule_id) == (start, precision, "text")


def test_of_two_dates_each_event_has_its_own(acts):
    text = "La Turquie a condamné mardi la Syrie, qui avait bombardé lundi un village turc."
    assert when(acts, text, "ACCUSE:condamner")[0] == TUESDAY
    assert when(acts, text, "ASSAULT:bombarder")[0] == MONDAY


def test_the_day_on_which_it_was_told_is_not_the_day_of_the_deed(acts):
    text = "La Syrie a bombardé un village turc dans le nord du pays, a indiqué mardi le ministre turc de la Défense à Ankara."
    assert when(acts, text, "ASSAULT:bombarder") == UNDATED


def test_the_day_on_which_a_deed_was_judged_is_not_its_own(acts):
    text = "Le pape a condamné mardi l'attaque qui a fait dix morts lundi à Diyarbakir."
    assert when(acts, text, "ACCUSE:condamner")[0] == TUESDAY
    assert when(acts, text, "ASSAULT:attaque:noun")[0] in {MONDAY, None}
    assert when(acts, "Le pape a condamné mardi l'attaque de Diyarbakir.", "ASSAULT:attaque:noun") == UNDATED


def test_a_year_told_by_the_way_is_not_that_of_the_verb(acts):
    text = "La Turquie a condamné la Syrie, estimant que les espoirs de 2018 étaient déçus."
    assert when(acts, text, "ACCUSE:condamner") == UNDATED


@pytest.mark.parametrize(
    "text",
    [
        "Née en 1952, la présidente turque a condamné la Syrie.",
        "Arrêtée en 2019, l'opposition turque a condamné la Syrie.",
        "La Turquie a condamné la Syrie pour l'accord conclu en 2015.",
    ],
)
def test_the_date_of_a_participle_is_not_that_of_the_verb(acts, text):
    assert when(acts, text, "ACCUSE:condamner") == UNDATED


def test_since_dates_the_verb_whatever_noun_stands_before_it(acts):
    text = "Le pays est soumis à des sanctions de Paris pour son programme de drones et de missiles depuis 2016."
    assert when(acts, text, "SANCTION") == (date(2016, 1, 1), "year", "text")


@pytest.mark.parametrize(
    ("text", "rule_id", "start"),
    [
        ("Au lendemain de l'invasion russe, Paris a convoqué l'ambassadeur.", "ASSAULT:invasion", TUESDAY),
        ("Trois jours après l'invasion russe, Paris a convoqué l'ambassadeur.", "ASSAULT:invasion", date(2021, 3, 7)),
        ("Deux ans après l'invasion russe, Paris a convoqué l'ambassadeur.", "ASSAULT:invasion", date(2019, 1, 1)),
        ("Deux ans jour pour jour après l'invasion russe, Paris a parlé.", "ASSAULT:invasion", date(2019, 3, 10)),
        ("Un mois jour pour jour après l'invasion russe, Paris a parlé.", "ASSAULT:invasion", date(2021, 2, 10)),
    ],
)
def test_a_distance_from_the_news_dates_what_went_before(acts, text, rule_id, start):
    assert when(acts, text, rule_id)[0] == start
    assert when(acts, text, rule_id)[2] == "relation"


def test_the_day_that_a_distance_counts_from_is_not_that_of_what_went_before(acts):
    text = "La Turquie a rappelé lundi son ambassadeur à Damas, deux jours après l'invasion syrienne d'un village turc."
    (invasion,) = [one for one in acts(text, WEDNESDAY) if one.trigger.rule.rule_id.startswith("ASSAULT:invasion")]
    assert (invasion.stated.start, dict(invasion.distances)) == (date(2021, 3, 6), {})


def test_nothing_relative_is_dated_where_the_publication_is_unknown(acts):
    for text in ("La Turquie a condamné mardi la Syrie.", "La Turquie a condamné la Syrie."):
        assert when(acts, text, "ACCUSE:condamner", published=None) == UNDATED


def test_since_and_until_date_nothing(acts):
    assert when(acts, "La Turquie avait condamné la Syrie avant le 12 mars 2019.", "ACCUSE:condamner")[2] != "text"


def test_a_neighbouring_day_is_no_more_exact_than_the_date_it_counts_from(acts):
    text = "En 2018, à la veille de l'invasion russe, Paris avait fermé son ambassade."
    assert when(acts, text, "ASSAULT:invasion") == (date(2018, 1, 1), "year", "relation")


def test_what_goes_with_a_dated_verb_is_of_its_day(acts):
    text = "La Turquie a réagi mardi aux tirs syriens devant la presse internationale à Ankara, appelant la Syrie à se retirer."
    assert when(acts, text, "REQUEST")[0] == TUESDAY


@pytest.mark.parametrize(
    "text",
    [
        "La Turquie a condamné la Syrie, qui avait annexé un port en juin 2017.",
        "Le ministre syrien (né le 31 décembre 1977) a été condamné par la Turquie.",
        "La Turquie a condamné la Syrie pour avoir annexé un port en juin 2017.",
    ],
)
def test_the_date_of_a_relative_clause_of_a_deed_told_or_of_brackets_is_not_that_of_the_verb(acts, text):
    assert when(acts, text, "ACCUSE:condamner") == UNDATED


def test_a_verb_is_of_the_time_of_the_summit_at_which_it_is_told(acts):
    text = (
        "La Corée du Nord et la Corée du Sud étaient convenues de coopérer lors du premier sommet entre MM. Moon et Kim en 2018."
    )
    assert when(acts, text, "AGREE") == (date(2018, 1, 1), "year", "text")


def test_an_article_on_the_past_has_the_days_of_today_in_their_own_sentence_only(code):
    old = "La Turquie bombarde le port.\n\nLe ministre syrien condamne le bombardement."
    today = "\n\nSoixante ans plus tard, un tribunal turc a condamné mardi un éditeur grec."
    rows = code(f"Nous sommes en juin 1956. {old}{today}")
    of_today = [row["sentence"] for row in rows if row["date_start"] and row["date_start"].year == TUESDAY.year]
    assert of_today == [3]
    assert {row["sentence"] for row in rows} > {3}
