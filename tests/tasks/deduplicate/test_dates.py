"""Days that texts name."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.deduplicate.dates import codes_of, day_code, first_named, named_days, pair_code, turned_round
from tasks.deduplicate.knowledge import load_knowledge, read_yaml
from tasks.deduplicate.words import fold_words

KNOWN = load_knowledge()
EXAMPLES = [(row["example"], row["named"]) for row in read_yaml("folding.yaml")["dates"]]


def named(one: str, other: str) -> int:
    words, starts, _ = fold_words([one, other], KNOWN.folding)
    return int(first_named(words, starts, np.array([0]), np.array([1]), KNOWN.calendar)[0])


@pytest.mark.parametrize(("example", "days"), EXAMPLES)
def test_examples_name_these_days(example, days):
    words, starts, _ = fold_words([example, example], KNOWN.folding)
    texts, codes = named_days(words, starts, KNOWN.calendar)
    assert codes.tolist() == [day_code(*day) for day in days] * 2
    assert texts.tolist() == [0] * len(days) + [1] * len(days)


@pytest.mark.parametrize("month", list(enumerate(read_yaml("folding.yaml")["months"], start=1)))
def test_every_day_of_every_month_is_known(month):
    number, name = month
    text = " ".join(f"{day} {name}, {day:02d} {name}" for day in range(1, 32))
    words, starts, _ = fold_words([text], KNOWN.folding)
    assert named_days(words, starts, KNOWN.calendar)[1].tolist() == [day_code(number, day) for day in range(1, 32) for _ in "ab"]


def test_a_date_does_not_begin_in_one_text_and_end_in_the_next():
    words, starts, _ = fold_words(["le 4", "mai"], KNOWN.folding)
    assert named_days(words, starts, KNOWN.calendar)[0].tolist() == []


def test_what_two_texts_name_first():
    assert named("Le 4 mai, puis le 9 juin.", "Le 5 mai.") == pair_code(day_code(5, 4), day_code(5, 5))
    assert named("Le 4 mai.", "Le 5 mai, après le 4 mai.") == 0
    assert named("Le 4 mai, et non le 5 mai.", "Le 5 mai.") == 0
    assert named("Le 4 mai.", "En mai.") == 0


@given(st.dates(), st.dates())
def test_codes_are_those_of_the_calendar(one, other):
    codes = codes_of(np.array([one.toordinal(), other.toordinal()]) - 1)
    assert codes.tolist() == [day_code(day.month, day.day) for day in (one, other)]
    assert turned_round(pair_code(*codes)) == pair_code(*codes[::-1])


def test_all_days_of_a_year_differ():
    days = [date(2024, 1, 1) + timedelta(days=number) for number in range(366)]
    assert len(set(codes_of(np.array([day.toordinal() - 1 for day in days])).tolist())) == 366
