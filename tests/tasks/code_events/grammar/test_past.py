"""Which sentences tell the past as if it were present, and in which year their days lie."""

from datetime import date

import pytest

PUBLISHED = date(2024, 4, 20)
TALE = "Le gouvernement polonais décrète l'état d'urgence. Le dimanche soir, la police polonaise arrête des ouvriers."


@pytest.fixture(scope="session")
def past(read):
    """A text → the numbers of its sentences that tell the past."""
    return lambda text: sorted(read([text], PUBLISHED)[0].of_the_past)


@pytest.mark.parametrize(
    "opening",
    [
        "Poznan, juin 1956.",
        "28 juin 1956, 6 heures.",
        "Retour en juin 1956.",
        "À Poznan, en juin 1956, la ville gronde.",
        "L'année 1856 s'ouvre mal.",
        "Été 1956 : la ville gronde.",
        "Flash-back : juin 1956.",
        "1956.",
        "Nous voici en 1789.",
        "En ce mois de juin 1956, la ville gronde.",
    ],
)
def test_what_opens_with_an_old_time_is_of_the_past_to_its_end(past, opening):
    assert past(f"{opening} {TALE}") == [0, 1, 2]


@pytest.mark.parametrize(
    "text",
    [
        "Depuis 2015, la France soutient Kiev. Le président polonais condamne la Russie.",
        "Né en 1956, le cinéaste est arrêté. La France condamne la Russie.",
        "Elle préside depuis 1956. La police polonaise arrête des ouvriers.",
        "Paris, 18 avril 2024. La France condamne la Russie.",
    ],
)
def test_news_that_names_an_old_time_by_the_way_is_not(past, text):
    assert past(text) == []


def test_what_went_before_the_news_is_alone_of_the_past(past):
    assert past("En 2012, une crise avait secoué Dakar. L'opposition accuse le président. La police a tiré mardi.") == [0]
    assert past("La police a tiré mardi. En 2012, une crise a secoué Dakar. L'opposition accuse le président.") == [1]


def test_a_scene_within_the_news_begins_the_past_and_today_ends_it(past):
    text = (
        f"Une historienne publie mardi un livre. Retour en juin 1956. {TALE}\n\n"
        "Soixante-huit ans plus tard, Varsovie condamne la Russie."
    )
    assert past(text) == [1, 2, 3]


def test_a_scene_told_late_is_that_of_the_sentences_before(past):
    assert past(f"Ce matin-là, les chars entrent dans la ville. C'était le 28 juin 1956. {TALE}") == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("ending", "numbers"),
    [
        ("Mardi, le ministre cède.", [0, 1, 2]),
        ("Le ministre a cédé mardi.", [0, 1]),
        ("\n\nLe ministre reçoit mardi une historienne.", [0, 1]),
        ("\n\nMardi, le ministre cède.", [0, 1, 2]),
    ],
)
def test_a_weekday_of_a_tale_is_its_own_unless_it_is_told_as_news(past, ending, numbers):
    assert past(f"Nous sommes en juin 1956. La police arrête des ouvriers. {ending}") == numbers


def test_days_of_a_tale_have_its_year_or_none(read):
    text = "Hiver 1956. Le 11 décembre, Varsovie cède. En janvier, la police arrête des ouvriers. Mardi, tout est fini. "
    (article,) = read([f"{text}Lundi 5 novembre, tout reprend."], PUBLISHED)
    starts = [timex.start for sentence in article.sentences for timex in sentence.timexes]
    assert starts[1:] == [date(1956, 12, 11), date(1957, 1, 1), None, date(1956, 11, 5)]
    (older,) = read(["Nous voici en 1789. Le 14 juillet, la foule attaque la prison."], PUBLISHED)
    assert [timex.start for timex in older.sentences[1].timexes] == [None]


def test_nothing_of_a_tale_is_dated_by_the_publication(code):
    rows = code(f"Poznan, juin 1956. {TALE} Mardi, la Russie condamne les ouvriers.", PUBLISHED)
    assert rows
    assert {row["date_start"].year for row in rows if row["date_start"]} <= {1956}
