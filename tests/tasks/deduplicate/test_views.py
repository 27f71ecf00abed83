"""The dedup view: what an outlet prints around every text is left out, counted by outlet."""

from datetime import date, timedelta

import numpy as np

from schemas.settings import DeduplicateSettings
from tasks.deduplicate.duplicates import find_duplicates
from tasks.deduplicate.views import paragraph_keys, repeated_paragraphs

DAY = date(2024, 5, 6)


def repeated(paragraphs, outlets, days, least_days=3):
    keys = paragraph_keys(np.array(paragraphs, np.uint64), np.array(outlets, np.int64))
    return repeated_paragraphs(keys, np.array(days, np.int64), least_days=least_days).tolist()


def test_a_paragraph_is_repeated_after_enough_days_of_one_outlet():
    assert repeated([7, 7, 7, 8], [0, 0, 0, 0], [1, 2, 3, 3]) == [True, True, True, False]


def test_several_articles_of_one_day_count_once():
    assert repeated([7, 7, 7], [0, 0, 0], [1, 2, 2]) == [False] * 3


def test_outlets_are_counted_apart():
    assert repeated([7, 7, 7], [0, 0, 1], [1, 2, 3]) == [False] * 3


def test_nothing_is_repeated_where_the_outlet_is_unknown():
    assert repeated([7, 7, 7], [-1, -1, -1], [1, 2, 3]) == [False] * 3


def test_articles_without_days_count_each():
    assert repeated([7, 7, 7], [0, 0, 0], [-1, -2, -3]) == [True] * 3


def test_no_paragraphs():
    assert repeated([], [], []) == []


def test_an_agency_text_in_another_dress_is_the_same(articles, write):
    dress = {name: write(60, seed) for seed, name in enumerate(("Gazette", "Courrier"), start=100)}
    told = write(80, 1)
    for outlet, notice in dress.items():
        for number in range(6):
            text = write(80, len(outlet) * 100 + number)
            articles.add(f"{outlet} {number}", f"{text}\n\n{notice}", outlet=outlet, day=DAY + timedelta(days=number))
        articles.add(f"{outlet} copy", f"{told}\n\n{notice}", outlet=outlet)
    (repeats,) = articles.repeats().items()
    assert {repeats[0], repeats[1][0]} == {"Gazette copy", "Courrier copy"}
    assert repeats[1][1] == "same"
    assert articles.found().clustered["overlap"].dropna().tolist() == [1.0]


def test_a_text_that_is_nearly_all_repeated_is_compared_whole(articles, write):
    notice = write(120, 5)
    for number in range(6):
        articles.add(f"notice {number}", notice + f"\n\nédition {number}", day=DAY + timedelta(days=number))
    assert find_duplicates(articles.frame(), settings=DeduplicateSettings()).clustered["cluster_id"].nunique() == 1
