"""What expressions denote in a text: direction of the sentence, dates told before, what is known of the publication."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.temporal.expressions import find_timexes
from tasks.temporal.folding import fold
from tasks.temporal.grammar import load_grammar

WEDNESDAY = date(2021, 3, 10)


def find(text, published=WEDNESDAY, precision="day"):
    return find_timexes(text, published=published, published_precision=precision, grammar=load_grammar())


def days(text, **known):
    return [(text[t.start : t.end], str(t.date_start), str(t.date_end)) for t in find(text, **known) if t.date_start]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le président est arrivé mardi.", "2021-03-09"),
        ("Le président arrivera mardi.", "2021-03-16"),
        ("Le président doit arriver jeudi.", "2021-03-11"),
        ("Le texte a été adopté mercredi.", "2021-03-10"),
        ("Ce mercredi, le Sénat vote.", "2021-03-10"),
        ("Il avait été élu le 12 décembre.", "2020-12-12"),
        ("La loi entrera en vigueur le 1er avril.", "2021-04-01"),
        ("Il partira demain.", "2021-03-11"),
        ("Un attentat commis mardi à Hadera a choqué.", "2021-03-09"),
    ],
)
def test_a_day_lies_where_its_sentence_looks(text, expected):
    assert [start for _, start, _ in days(text)] == [expected]


@pytest.mark.parametrize(
    "told",
    [
        "Les donateurs ont promis mardi 2,4 milliards de dollars.",
        "Le barrage a libéré mardi 9 000 mètres cubes.",
        "La ville a accueilli mardi 250 réfugiés.",
        "Le gouvernement a expulsé mardi 12 diplomates.",
    ],
)
def test_a_number_behind_a_weekday_that_counts_something_is_no_day_of_the_month(told):
    assert [(words, start) for words, start, _ in days(told)] == [("mardi", "2021-03-09")]


def test_a_number_behind_a_weekday_is_a_day_of_the_month_where_it_counts_nothing():
    assert [start for _, start, _ in days("Le Sénat a voté mardi 2 à Paris, puis mardi 9 mars.")] == ["2021-03-02", "2021-03-09"]


def test_a_date_told_before_is_the_anchor_of_the_next_one():
    text = "Élu le 1er février 2021, il a démissionné le lendemain."
    assert [(t.anchor, str(t.date_start)) for t in find(text)] == [("none", "2021-02-01"), ("text", "2021-02-02")]


def test_the_following_month_counts_from_the_month_told_before():
    text = "En avril 2019, Quito a accueilli un sommet et fermé sa frontière le mois suivant."
    assert days(text)[-1][1:] == ("2019-05-01", "2019-05-31")


def test_nothing_relative_is_resolved_without_a_publication():
    found = find("Il est arrivé mardi, a parlé hier et repartira le 12 avril.", published=None, precision="unknown")
    assert [(t.date_start, t.precision, t.anchor) for t in found] == [(None, "unknown", "none")] * 3


def test_a_weekday_is_as_exact_as_the_publication():
    known = find("Il est arrivé mardi.", published=date(2021, 3, 1), precision="month")
    assert [(str(t.date_start), str(t.date_end), t.precision) for t in known] == [("2021-03-01", "2021-03-31", "month")]


def test_a_length_of_time_is_no_hour_and_a_second_vote_no_length():
    assert [t.kind for t in find("Une trêve de 24 heures est entrée en vigueur.")] == ["duration"]
    assert [t.kind for t in find("Le vote est prévu à 14 heures.")] == ["time"]
    assert find("Ils ont adopté une seconde résolution.") == []


def test_a_number_is_no_month():
    assert find("Le juge a mis en examen une femme et sept hommes.") == []
    assert [start for _, start, _ in days("Le procès a repris en sept. et en octobre.")] == ["2020-09-01", "2020-10-01"]


def test_a_month_of_a_phase_is_that_month():
    assert days("La visite aura lieu dans le courant du mois d'octobre.") == [
        ("le courant du mois d'octobre", "2021-10-01", "2021-10-31")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La prime promise mi-novembre sera versée aux soignants.", "2020-11-01"),
        ("L'aide précisée début octobre par le ministère doit être votée.", "2020-10-01"),
        ("Le rapport remis le 12 novembre sera publié.", "2020-11-12"),
        ("Le sommet, initialement prévu en février, pourra se tenir.", "2021-02-01"),
        ("Le texte adopté en février sera appliqué.", "2021-02-01"),
        ("On aura des élections au mois de novembre.", "2021-11-01"),
        ("Les élections de novembre prochain seront disputées.", "2021-11-01"),
        ("Une mission, en juillet, devra le vérifier.", "2021-07-01"),
        ("Ils se sont donné rendez-vous en avril à Vienne.", "2021-04-01"),
        ("Les ministres ont décidé d'ouvrir le 1er avril leurs frontières.", "2021-04-01"),
        ("Paris a annoncé une reprise des vols en mai.", "2021-05-01"),
        ("Le procès, ouvert depuis mai, a repris.", "2020-05-01"),
        ("Le port est fermé depuis le 2 avril.", "2020-04-02"),
        ("Le ministre avait été nommé en juillet.", "2020-07-01"),
        ("Le ministre avait été nommé le 20 décembre.", "2020-12-20"),
    ],
)
def test_a_day_or_month_without_its_year_is_a_near_one_unless_words_lead_to_it(text, expected):
    assert [start for _, start, _ in days(text)] == [expected]


PIECES = (
    *("le mardi", "12", "mars", "2021", "hier", "la veille", "il y a", "trois ans", "dans deux semaines", "d'ici à", "l'été"),
    *("prochain", "31 février", "1er", "lendemain", "de", "14 h 30", "2020-13-45", "99/99/2020", "fin", "mi-", "juillet"),
    *("les années 60", "siècle", "chaque jour", ".", ",", "«", "\n", "İ", "’", "au", "suivant", "ce", "0", "9999"),
)


@settings(max_examples=50)
@given(
    st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join) | st.text(max_size=120),
    st.sampled_from(["day", "month", "year", "unknown"]),
)
def test_any_text_gives_spans_in_order_that_lie_within_it(text, precision):
    published = None if precision == "unknown" else WEDNESDAY
    found = find(text, published=published, precision=precision)
    spans = [edge for timex in found for edge in (timex.start, timex.end)]
    assert spans == sorted(spans)
    assert all(0 <= t.start < t.end <= len(text) for t in found)
    assert all(t.date_start <= t.date_end if t.date_start else t.date_end is None for t in found)
    assert all((t.precision == "unknown") == (t.date_start is None) for t in found)


@given(st.text(max_size=200))
def test_folding_keeps_every_offset(text):
    assert len(fold(text)) == len(text)
