"""Series: what comes day by day under one heading, and what is told apart by it."""

from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pytest

from tasks.deduplicate.knowledge import load_knowledge
from tasks.deduplicate.series import headings, series_of

DAY = date(2024, 5, 6)


def numbers(*titles: str | None) -> list[int]:
    return headings(pa.array(titles, pa.large_string()), load_knowledge().folding).tolist()


def test_headings_differ_but_in_figures_and_dates():
    one, other, third = numbers("Météo du 4 mai : le point", "MÉTÉO du lundi 12 juin: le point", "Météo de mai : le bilan")
    assert one == other != third


def test_no_heading_is_no_number():
    assert numbers(None, "", "12 mai") == [0, 0, 0]


def series(headed, outlets, days, least_days=3):
    arrays = np.array(headed, np.uint64), np.array(outlets, np.int64), np.array(days, np.int64)
    return series_of(*arrays, least_days=least_days).tolist()


def test_a_series_is_what_one_outlet_prints_on_enough_days():
    found = series([7, 7, 7, 8, 7], [0, 0, 0, 0, 1], [1, 2, 3, 3, 3])
    assert found[0] > 0
    assert found == [found[0]] * 3 + [0, 0]


@pytest.mark.parametrize(
    "headed", [([7, 7, 7], [0, 0, 0], [1, 2, 2]), ([0, 0, 0], [0, 0, 0], [1, 2, 3]), ([7] * 3, [-1] * 3, [1, 2, 3])]
)
def test_too_few_days_or_no_heading_or_outlet_is_no_series(headed):
    assert series(*headed) == [0, 0, 0]


def test_editions_that_take_over_most_of_the_one_before_stay_apart(articles, write):
    passages = write(1200).split("\n\n")
    for number in range(6):
        text = "\n\n".join(passages[number : number + 12])
        articles.add(f"edition {number}", text, title=f"Grippe : le point au {number + 6} mai", day=DAY + timedelta(days=number))
    assert articles.repeats() == {}
    assert not articles.found().overlaps["is_accepted"].any()


def test_the_same_news_of_two_days_is_an_update(articles, write):
    for number in range(2):
        text = write(200) if number == 0 else write(200) + "\n\n" + write(100, 7)
        articles.add(f"news {number}", text, title="Grippe : le point au 6 mai", day=DAY + timedelta(days=number))
    assert articles.repeats() == {"news 1": ("news 0", "update")}


def test_forecasts_that_name_their_own_days_stay_apart(articles, write):
    for number in range(2):
        text = f"Le marché ouvre ce {number + 6} mai.\n\n{write(200)}"
        articles.add(f"forecast {number}", text, title=f"Marché {write(3, number)}", day=DAY + timedelta(days=number))
    assert articles.repeats() == {}


def test_an_update_that_names_the_day_before_too_stays_joined(articles, write):
    articles.add("first", f"Le marché ouvre ce 6 mai.\n\n{write(200)}")
    articles.add("later", f"Le marché rouvre ce 7 mai, après le 6 mai.\n\n{write(240)}", day=DAY + timedelta(days=1))
    assert articles.repeats() == {"later": ("first", "same")}
