"""What the figures of a pair mean."""

from datetime import date

import numpy as np
import pytest

from schemas.settings import DeduplicateSettings
from tasks.deduplicate.compare import Compared
from tasks.deduplicate.dates import codes_of, pair_code
from tasks.deduplicate.decide import (
    RELATIONS,
    Printed,
    is_edition,
    is_filling,
    is_repetition,
    is_template,
    may_be_filling,
    relations,
)

SETTINGS = DeduplicateSettings()


def pair(shared: int, left_size: int = 100, right_size: int = 100, **told: int) -> Compared:
    further = (told.get(name, 0) for name in ("marked", "masked", "named", "kept", "changed", "renamed"))
    numbers = (0, 1, shared, left_size, right_size, shared, *further)
    return Compared(**dict(zip(Compared.__dataclass_fields__, (np.array([number]) for number in numbers), strict=True)))


def printed(*days: int, outlets: tuple[int, int] = (3, 3), series: tuple[int, int] = (0, 0)) -> Printed:
    return Printed(outlets=np.array(outlets), days=np.array(days), series=np.array(series, np.uint64))


def accepted(compared: Compared, *days: int, **where: tuple[int, int]) -> bool:
    told = printed(*days, **where)
    sides = told.days[compared.left], told.days[compared.right]
    apart = is_template(compared, *sides, SETTINGS) | is_filling(compared, SETTINGS) | is_edition(compared, told)
    return bool((~apart & is_repetition(compared, *sides, SETTINGS))[0])


@pytest.mark.parametrize(
    ("days", "least"), [((5, 5), 50), ((5, 6), 60), ((6, 5), 60), ((5, -1), 60), ((-1, -1), 60), ((5, 7), 70), ((90, 7), 70)]
)
def test_more_is_asked_the_further_apart(days, least):
    assert accepted(pair(least), *days)
    assert not accepted(pair(least - 1), *days)


def test_the_smaller_of_the_two_counts():
    assert accepted(pair(60, left_size=1000), 5, 5)
    assert accepted(pair(60, right_size=1000), 5, 5)
    assert not accepted(pair(60, left_size=1000, right_size=1000), 5, 5)


def test_a_mere_phrase_joins_only_what_is_alike_as_a_whole():
    assert not accepted(pair(19, left_size=19, right_size=300), 5, 5)
    assert accepted(pair(20, left_size=20, right_size=300), 5, 5)
    assert accepted(pair(3, left_size=3, right_size=4), 5, 5)


def test_fillings_of_one_template_are_apart_on_different_days_alone():
    bulletin = pair(90, masked=20, marked=3)
    assert not accepted(bulletin, 5, 6)
    assert not accepted(bulletin, 5, -1)
    assert accepted(bulletin, 5, 5)


def test_fillings_of_one_template_are_apart_on_one_day_too_where_names_and_numbers_differ():
    assert not accepted(pair(90, kept=4, changed=5, renamed=1), 5, 5)
    assert not accepted(pair(90, kept=4, changed=5, renamed=1), 5, 6)
    assert accepted(pair(90, kept=5, changed=5, renamed=1), 5, 5)
    assert accepted(pair(90, kept=1, changed=2, renamed=1), 5, 5)
    assert accepted(pair(90, kept=0, changed=9, renamed=0), 5, 5)


@pytest.mark.parametrize(
    ("kept", "changed", "renamed", "may_be"),
    [(4, 2, 1, True), (0, 2, 1, True), (12, 2, 1, False), (0, 5, 0, False), (0, 0, 0, False)],
)
def test_a_name_that_differs_counts_more_where_the_headlines_differ_so(kept, changed, renamed, may_be):
    assert may_be_filling(pair(90, kept=kept, changed=changed, renamed=renamed), SETTINGS)[0] == may_be


def test_a_copy_that_keeps_its_figures_is_no_template():
    assert accepted(pair(90, masked=20, marked=18), 5, 6)
    assert accepted(pair(90, masked=4, marked=0), 5, 6)


def test_editions_of_one_series_are_apart_on_different_days_alone():
    edition = pair(95, masked=20, marked=20)
    assert not accepted(edition, 5, 6, series=(7, 7))
    assert accepted(edition, 5, 5, series=(7, 7))
    assert accepted(edition, 5, -1, series=(7, 7))
    assert accepted(edition, 5, 6, series=(7, 8))
    assert accepted(edition, 5, 6, series=(0, 0))
    assert accepted(edition, 5, 6, series=(7, 7), outlets=(3, 4))


def test_articles_that_name_their_own_days_first_are_apart():
    days = tuple(date(2024, 5, day).toordinal() - 1 for day in (4, 5))
    named = pair(95, named=int(pair_code(*codes_of(np.array(days)))))
    assert not accepted(named, *days)
    assert accepted(named, *days, outlets=(3, 4))
    assert accepted(named, *days, outlets=(-1, -1))
    assert accepted(named, days[0], days[1] + 1)
    assert accepted(named, days[0] + 1, days[1] + 1)
    assert accepted(pair(95), *days)


@pytest.mark.parametrize(
    ("sizes", "days", "same_outlet", "relation"),
    [
        ((100, 100), (5, 5), False, "same"),
        ((80, 100), (5, 5), False, "same"),
        ((79, 100), (5, 5), False, "excerpt"),
        ((79, 100), (9, 5), True, "excerpt"),
        ((100, 79), (5, 5), False, "extended"),
        ((100, 79), (6, 5), False, "update"),
        ((100, 79), (4, 5), True, "extended"),
        ((100, 79), (5, 5), True, "update"),
        ((100, 79), (-1, 5), False, "extended"),
        ((100, 79), (-1, -1), True, "update"),
    ],
)
def test_relations(sizes, days, same_outlet, relation):
    arrays = [np.array([value]) for value in (*sizes, *days, same_outlet)]
    assert [RELATIONS[kind] for kind in relations(*arrays, SETTINGS)] == [relation]
