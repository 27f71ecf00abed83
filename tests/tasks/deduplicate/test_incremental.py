"""Many small runs, in any order and split, give what one run gives; a spoilt state is computed anew."""

import random
from datetime import date, timedelta
from pathlib import Path

import damages
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.articles import CLUSTERED, OVERLAPS
from schemas.settings import DeduplicateSettings
from tasks.deduplicate import store
from tasks.deduplicate.duplicates import Duplicates, find_duplicates
from tasks.frames import write_table

DAY = date(2024, 5, 6)
SETTINGS = DeduplicateSettings(hot_views=6, hot_first=2, repeated_days=3)  # small, so that these rules are met here


@pytest.fixture
def press(articles, write) -> pd.DataFrame:
    """Thirty articles: copies, cuts, extensions, bulletins, repeated paragraphs, a phrase that is everywhere."""
    drawn = random.Random(5)  # noqa: S311
    phrase, notice = write(12, 77), write(30, 78)
    for number in range(30):
        story = write(90, number % 9)
        cut = story[: len(story) // 2] if number % 4 == 1 else story
        more = write(60, 200 + number) if number % 4 == 2 else ""
        figures = " ".join(str(drawn.randint(0, 99)) for _ in range(8)) if number % 4 == 3 else ""
        text = "\n\n".join(part for part in (cut, more, figures, phrase, notice if number % 3 == 0 else "") if part)
        outlet = ("Gazette", "Courrier", None)[number % 3]
        day = None if number % 7 == 6 else DAY + timedelta(days=drawn.randint(0, 4))
        articles.add(f"article {number}", text, outlet=outlet, day=day, agencies=["Gazette"] if number % 5 == 0 else [])
    return articles.frame()


def written(found: Duplicates, folder: Path) -> tuple[bytes, bytes]:
    tables = (CLUSTERED, found.clustered), (OVERLAPS, found.overlaps)
    clustered, overlaps = (
        write_table(frame, table, folder / f"{table.name}.parquet").path.read_bytes() for table, frame in tables
    )
    return clustered, overlaps


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(st.data())
def test_runs_in_any_order_and_split_are_one_run(press, tmp_path_factory, data):
    order = data.draw(st.permutations(range(len(press))))
    cuts = sorted(data.draw(st.sets(st.integers(1, len(press) - 1), max_size=4)))
    folder, tables = tmp_path_factory.mktemp("state"), tmp_path_factory.mktemp("tables")
    for end in [*cuts, len(press)]:
        some = press.iloc[order[:end]].reset_index(drop=True)
        found = find_duplicates(some, settings=SETTINGS, folder=folder)
        assert written(found, tables) == written(find_duplicates(some, settings=SETTINGS), tables)


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(st.data())
def test_articles_may_go_and_come_back(press, tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("state")
    for _ in range(4):
        kept = data.draw(st.sets(st.integers(0, len(press) - 1)))
        some = press.iloc[sorted(kept)].reset_index(drop=True)
        found = find_duplicates(some, settings=SETTINGS, folder=folder)
        whole = find_duplicates(some, settings=SETTINGS)
        pd.testing.assert_frame_equal(found.clustered, whole.clustered)
        pd.testing.assert_frame_equal(found.overlaps, whole.overlaps)


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(st.data())
def test_outlets_and_days_may_change(press, tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("state")
    for end in (20, 25, 25, 30):
        days = data.draw(
            st.lists(st.sampled_from([None, *(DAY + timedelta(days=n) for n in range(4))]), min_size=end, max_size=end)
        )
        outlets = data.draw(st.lists(st.sampled_from(["Gazette", "Courrier"]), min_size=end, max_size=end))
        kept = data.draw(st.booleans())
        some = press[:end] if kept else press[:end].assign(published_on=pd.Series(days, dtype=object), outlet=outlets)
        found, whole = find_duplicates(some, settings=SETTINGS, folder=folder), find_duplicates(some, settings=SETTINGS)
        pd.testing.assert_frame_equal(found.clustered, whole.clustered)
        pd.testing.assert_frame_equal(found.overlaps, whole.overlaps)


def test_a_changed_text_under_the_same_id_is_read_anew(press, tmp_path, write):
    find_duplicates(press, settings=SETTINGS, folder=tmp_path)
    changed = press.assign(text=[write(90, 8), *press["text"][1:]])
    found = find_duplicates(changed, settings=SETTINGS, folder=tmp_path)
    pd.testing.assert_frame_equal(found.clustered, find_duplicates(changed, settings=SETTINGS).clustered)


def test_other_settings_have_a_state_of_their_own(press, tmp_path):
    find_duplicates(press, settings=SETTINGS, folder=tmp_path)
    strict = SETTINGS.model_copy(
        update={"min_same_day_containment": 0.99, "min_containment": 0.99, "min_later_containment": 0.99}
    )
    found = find_duplicates(press, settings=strict, folder=tmp_path)
    pd.testing.assert_frame_equal(found.clustered, find_duplicates(press, settings=strict).clustered)


def spoil_nothing(_: Path) -> None:
    """Leave the state as it is."""


@pytest.mark.parametrize("spoil", [spoil_nothing, *damages.EVERY])
@pytest.mark.parametrize(
    "which", ["articles-*", "paragraphs-*", "repeated-*", "views-*", "pairs-*", "hot-*", "words-*", "samples-*", "state.json"]
)
def test_a_spoilt_state_is_computed_anew(press, tmp_path, which, spoil):
    find_duplicates(press[:20], settings=SETTINGS, folder=tmp_path)
    (spoilt,) = tmp_path.glob(f"*/{which}")
    before = spoilt.read_bytes()
    spoil(spoilt)
    is_spoilt = not spoilt.exists() or spoilt.read_bytes() != before
    told: list[str] = []
    found = find_duplicates(press, settings=SETTINGS, folder=tmp_path, warn=told.append)
    assert len(told) == is_spoilt or which == "words-*"  # words are verified where they are looked at
    whole = find_duplicates(press, settings=SETTINGS)
    pd.testing.assert_frame_equal(found.clustered, whole.clustered)
    pd.testing.assert_frame_equal(found.overlaps, whole.overlaps)
    told.clear()
    pd.testing.assert_frame_equal(
        find_duplicates(press, settings=SETTINGS, folder=tmp_path, warn=told.append).overlaps, whole.overlaps
    )
    assert told == []


def test_words_mostly_of_articles_that_are_gone_are_dropped(press, tmp_path, monkeypatch):
    monkeypatch.setattr(store, "LEAST_DEAD_WORDS", 0)
    sizes = []
    for end in (30, 10, 11, 12):
        found = find_duplicates(press[:end], settings=SETTINGS, folder=tmp_path)
        pd.testing.assert_frame_equal(found.clustered, find_duplicates(press[:end], settings=SETTINGS).clustered)
        sizes.append(next(tmp_path.glob("*/words-*")).stat().st_size)
    assert sizes[0] == sizes[1] > sizes[2] < sizes[3]


def test_words_behind_those_of_the_state_are_written_over(press, tmp_path):
    find_duplicates(press[:20], settings=SETTINGS, folder=tmp_path)
    (words,) = tmp_path.glob("*/words-*")
    kept = words.read_bytes()
    words.write_bytes(kept + b"left by a run that broke off")
    found = find_duplicates(press, settings=SETTINGS, folder=tmp_path)
    pd.testing.assert_frame_equal(found.clustered, find_duplicates(press, settings=SETTINGS).clustered)
    assert words.read_bytes().startswith(kept)
    assert words.stat().st_size % 8 == 0


def test_no_file_of_an_earlier_run_is_left_behind(press, tmp_path):
    for end in (10, 20, 30, 30):
        find_duplicates(press[:end], settings=SETTINGS, folder=tmp_path)
    names = [path.name.split("-")[0] for path in tmp_path.glob("*/*-*.*")]
    assert sorted(names) == ["articles", "hot", "pairs", "paragraphs", "repeated", *["samples"] * 3, "views", "words"]


def test_files_of_samples_stay_few_and_shed_what_is_gone(press, tmp_path):
    files, sizes = [], []
    for end in (*range(4, 31), *(20, 30) * 10):  # ten articles go and come back
        find_duplicates(press[:end], settings=SETTINGS, folder=tmp_path)
        (home,) = (path for path in tmp_path.iterdir() if path.is_dir())
        state = store.read_state(home)
        files.append(len(state.samples))
        sizes.append(sum(state.sampled(part) for part in range(len(state.samples))))
    assert 1 < max(files) <= 10
    assert max(sizes) < 3 * sizes[26]
