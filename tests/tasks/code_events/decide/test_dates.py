"""When an act was done: which times are weighed, what each rests on, and that the likeliest is taken if it is likely enough."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.code_events.attributes.days import Span
from tasks.code_events.attributes.distance import UNDATED
from tasks.code_events.decide import dates
from tasks.code_events.decide.dates import Time, dates_of, load_date_weights, times_of

MONDAY, TUESDAY, WEDNESDAY = (date(2021, 3, day) for day in (8, 9, 10))
ATTACK = (
    "Attaque contre un poste syrien\n\n"
    "Des hommes armés ont attaqué lundi 8 mars un poste de l'armée syrienne près de Palmyre.\n\n"
    "Le gouverneur est venu sur place. L'attaque a fait dix morts.\n\n"
    "La Turquie a condamné mercredi la Syrie. Elle avait bombardé un village en 2019."
)


@pytest.fixture(scope="module")
def times(read, acts, lexicon):
    """One text → trigger → time of its act by first day and precision → what it rests on, and its evidence."""

    def found(text, published=WEDNESDAY):
        told = acts(text, published)
        return {
            act.sentence.text[act.sentence.words[act.trigger.first].start : act.sentence.words[act.trigger.last].end]: {
                (one.span.start, one.span.precision): (one.source, one.evidence) for one in several
            }
            for act, several in zip(told, times_of(read([text], published)[0], told, lexicon), strict=True)
        }

    return found


def test_each_time_of_the_article_and_its_publication_are_weighed(times):
    found = times(ATTACK)["condamné"]
    assert {day for day, _ in found} == {MONDAY, WEDNESDAY, date(2019, 1, 1), date(2021, 3, 4)}


def test_a_time_rests_on_the_nearest_words_that_name_it(times):
    found = times(ATTACK)
    assert found["attaqué"][MONDAY, "day"][0] == "text"
    assert found["attaque"][MONDAY, "day"][0] == "neighbour"
    assert found["bombardé"][MONDAY, "day"][0] == "document"
    assert found["condamné"][date(2021, 3, 4), "week"][0] == "publication"


def test_another_telling_with_a_day_speaks_for_it(times):
    evidence = times(ATTACK)["attaque"][MONDAY, "day"][1]
    assert evidence["same_type"] == 1


def test_what_its_sentence_dates_has_that_date(code):
    rows = {row["trigger"]: row for row in code(ATTACK)}
    assert [(rows[word]["date_start"], rows[word]["date_source"]) for word in ("attaqué", "bombardé")] == [
        (MONDAY, "text"),
        (date(2019, 1, 1), "text"),
    ]


def test_a_title_and_a_noun_have_the_day_of_the_telling(code):
    nouns = [row for row in code(ATTACK) if row["trigger"].lower().endswith("attaque")]
    assert nouns
    assert {row["date_start"] for row in nouns} == {MONDAY}


@pytest.mark.parametrize(
    "text",
    [
        "Le 25 juillet, le président tunisien avait limogé son ministre.",
        "Le Conseil de sécurité se réunit le 30 mars à la demande de la France.",
        "La Turquie a condamné la Syrie. Le ministre viendra jeudi.",
    ],
)
def test_nothing_is_done_after_it_was_published(code, text):
    rows = [row for row in code(text) if row["realis"] == "actual"]
    assert rows
    assert all(row["date_start"] is None or row["date_start"] <= WEDNESDAY for row in rows)


def test_nothing_relative_is_dated_where_the_publication_is_unknown(code):
    rows = code("La Turquie a condamné mardi la Syrie.\n\nLa Russie a bombardé la Syrie.", published=None)
    assert rows
    assert {(row["date_start"], row["date_source"], row["date_confidence"]) for row in rows} == {(None, "none", None)}


def test_in_an_article_of_unknown_date_a_day_stays_open(code):
    (row,) = code("La Turquie a condamné la Syrie le 13 septembre.", published=None)
    assert (row["date_start"], row["date_told"], row["date_source"]) == (None, "XXXX-09-13", "none")


@pytest.mark.parametrize(
    "opening", ["Nous sommes en juin 1956.", "En juin 1956, la ville est occupée.", "Le 12 juin 1956, la ville est occupée."]
)
def test_what_an_article_on_the_past_tells_in_the_present_is_no_news(code, opening):
    text = f"{opening} Le gouvernement polonais décrète l'état d'urgence.\n\nLa police polonaise arrête des ouvriers."
    rows = code(text)
    assert rows
    assert {row["date_source"] for row in rows} & {"publication"} == set()


def test_news_that_names_a_year_by_the_way_may_be_of_its_day(times):
    found = times("La police polonaise arrête des ouvriers. Le ministre, élu en 2015, condamne la grève.")
    assert all((WEDNESDAY, "day") in several for several in found.values())


def test_the_date_is_as_likely_as_it_says(code):
    weights = load_date_weights()
    for row in code(ATTACK):
        least = weights.least_week if row["date_precision"] == "week" else weights.least
        assert row["date_start"] is None or least <= row["date_confidence"] <= 1


SPANS = st.builds(
    lambda first, more: Span(
        date.fromordinal(737000 + first), date.fromordinal(737000 + first + more), "day" if not more else "month"
    ),
    st.integers(0, 40),
    st.sampled_from([0, 27]),
)
TIMES = st.lists(st.builds(Time, SPANS, st.just("text"), st.fixed_dictionaries({"one": st.floats(-4, 4)}), st.booleans()))


@given(TIMES, st.randoms())
def test_the_order_of_times_does_not_matter(found, random):
    weights = replace(load_date_weights(), time={"one": 1.0}, week={"one": 1.0})
    shuffled = [*found]
    random.shuffle(shuffled)
    one, other = (dates._date(several, weights) for several in (found, shuffled))
    assert (one.start, one.confidence) == (other.start, other.confidence)


def test_without_any_time_an_act_has_no_date(read, acts, lexicon):
    text = "La Turquie a condamné la Syrie."
    assert dates_of(read([text], None)[0], acts(text, None), lexicon) == [UNDATED]
