"""When an event took place: by a date of its own sentence, by its distance from another event, else as the news of the day."""

from datetime import date

import pytest

MONDAY, TUESDAY, WEDNESDAY = date(2021, 3, 8), date(2021, 3, 9), date(2021, 3, 10)


def when(code, text, rule_id, published=WEDNESDAY):
    rows = [
        row
        for row in code(text, published=published)
        if row["rule_id"].startswith(rule_id) and not row["rule_id"].endswith(":learned")
    ]
    assert len(rows) == 1, [row["rule_id"] for row in code(text)]
    return rows[0]["date_start"], rows[0]["date_precision"], rows[0]["date_source"]


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
def test_a_date_of_the_sentence_is_taken_as_exactly_as_it_is_told(code, text, rule_id, start, precision):
    assert when(code, text, rule_id) == (start, precision, "text")


def test_of_two_dates_each_event_has_its_own(code):
    text = "La Turquie a condamné mardi la Syrie, qui avait bombardé lundi un village turc."
    assert when(code, text, "ACCUSE:condamner")[0] == TUESDAY
    assert when(code, text, "ASSAULT:bombarder")[0] == MONDAY


def test_news_without_a_date_is_of_the_day_of_publication(code):
    assert when(code, "La Turquie a condamné la Syrie.", "ACCUSE:condamner") == (WEDNESDAY, "day", "publication")


def test_the_day_on_which_it_was_told_is_not_the_day_of_the_deed(code):
    text = "La Syrie a bombardé un village turc dans le nord du pays, a indiqué mardi le ministre turc de la Défense à Ankara."
    start, precision, source = when(code, text, "ASSAULT:bombarder")
    assert (precision, source) == ("week", "publication")
    assert start < TUESDAY


def test_a_year_long_past_leaves_the_news_its_day(code):
    text = "La Turquie a condamné la Syrie, estimant que les espoirs de 2018 étaient déçus."
    assert when(code, text, "ACCUSE:condamner") == (WEDNESDAY, "day", "publication")


@pytest.mark.parametrize(
    "text",
    [
        "Née en 1952, la présidente turque a condamné la Syrie.",
        "Arrêtée en 2019, l'opposition turque a condamné la Syrie.",
        "La Turquie a condamné la Syrie pour l'accord conclu en 2015.",
    ],
)
def test_the_date_of_a_participle_is_not_that_of_the_verb(code, text):
    assert when(code, text, "ACCUSE:condamner") == (WEDNESDAY, "day", "publication")


def test_since_dates_the_verb_whatever_noun_stands_before_it(code):
    text = "Le pays est soumis à des sanctions de Paris pour son programme de drones et de missiles depuis 2016."
    assert when(code, text, "SANCTION") == (date(2016, 1, 1), "year", "text")


def test_where_an_article_tells_of_days_before_its_own_its_news_is_of_that_week(code):
    text = "Le ministre est arrivé mardi à Rome.\n\nLa Turquie a condamné la Syrie."
    start, precision, source = when(code, text, "ACCUSE:condamner")
    assert (precision, source) == ("week", "publication")
    assert start < TUESDAY < WEDNESDAY


@pytest.mark.parametrize(
    "text",
    ["La Turquie condamne toujours la Syrie.", "La Turquie avait condamné la Syrie.", "La Turquie condamnait la Syrie."],
)
def test_what_is_past_or_lasting_has_no_date(code, text):
    assert when(code, text, "ACCUSE:condamner") == (None, "unknown", "none")


def test_a_date_of_a_sentence_further_off_is_not_taken(code):
    text = "Le ministre est arrivé mardi.\n\nIl pleut.\n\nLa Turquie avait condamné la Syrie."
    assert when(code, text, "ACCUSE:condamner") == (None, "unknown", "none")


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
def test_a_distance_from_the_news_dates_what_went_before(code, text, rule_id, start):
    assert when(code, text, rule_id)[0] == start
    assert when(code, text, rule_id)[2] == "relation"


def test_nothing_relative_is_dated_where_the_publication_is_unknown(code):
    for text in ("La Turquie a condamné mardi la Syrie.", "La Turquie a condamné la Syrie."):
        assert when(code, text, "ACCUSE:condamner", published=None) == (None, "unknown", "none")


def test_since_and_until_date_nothing(code):
    assert when(code, "La Turquie avait condamné la Syrie avant le 12 mars 2019.", "ACCUSE:condamner")[2] != "text"


def test_a_neighbouring_day_is_no_more_exact_than_the_date_it_counts_from(code):
    text = "En 2018, à la veille de l'invasion russe, Paris avait fermé son ambassade."
    assert when(code, text, "ASSAULT:invasion") == (date(2018, 1, 1), "year", "relation")
