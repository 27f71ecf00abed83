"""Shingles and what sets of them share, against sets of Python."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tasks.deduplicate.kernels import (
    ALL,
    MARKED,
    MASKED,
    SHINGLE_WORDS,
    count_shared,
    grouped,
    hash_shingles,
    hash_spans,
    perhaps_frequent,
    shingle_sets,
)
from tasks.deduplicate.loops import keep_paragraphs, pairs_in, rows_of, sorted_by
from tasks.deduplicate.shingles import highest_sampled, sample_shifts

WORDS = st.integers(0, 40).map(lambda number: number >> 1 << 2 | number & 1)  # without the bit of names
SETS = st.lists(st.lists(WORDS, max_size=30), min_size=1, max_size=5)


def chained(lists):
    return np.array([value for values in lists for value in values], np.uint64), np.cumsum([0, *map(len, lists)])


def split(values, starts):
    return [values[first:last].tolist() for first, last in pairwise(starts.tolist())]


@given(SETS)
def test_shingles_are_the_runs_of_five_words(texts):
    found = split(*hash_shingles(*chained(texts)))
    runs = [[tuple(text[place : place + 5]) for place in range(max(len(text) - 4, min(1, len(text))))] for text in texts]
    assert [len(hashes) for hashes in found] == [len(run) for run in runs]
    hash_of = {
        run: value for run_list, hashes in zip(runs, found, strict=True) for run, value in zip(run_list, hashes, strict=True)
    }
    assert [[hash_of[run] for run in run_list] for run_list in runs] == found
    whole = [run for run in hash_of if len(run) == SHINGLE_WORDS]
    assert len({hash_of[run] for run in whole}) == len(whole)


@given(SETS, st.data())
def test_distinct_shingles_of_chosen_texts(texts, data):
    chosen = np.array([data.draw(st.booleans()) for _ in texts], np.bool_)
    found = split(*shingle_sets(*chained(texts), chosen, ALL))
    whole = split(*hash_shingles(*chained(texts)))
    assert found == [list(dict.fromkeys(hashes)) if flag else [] for hashes, flag in zip(whole, chosen, strict=True)]


@given(SETS)
def test_marked_shingles_are_those_with_an_odd_word(texts):
    runs = [[text[place : place + 5] for place in range(len(text) - 4)] for text in texts]
    marked = [[run for run in listed if any(word % 2 for word in run)] for listed in runs]
    masked = [[[-1 if word % 2 else word for word in run] for run in listed] for listed in marked]
    for kind, expected in ((MARKED, marked), (MASKED, masked)):
        found = split(*shingle_sets(*chained(texts), np.ones(len(texts), np.bool_), kind))
        assert [len(hashes) for hashes in found] == [len(set(map(tuple, listed))) for listed in expected]


@given(SETS, st.data())
def test_what_pairs_share(sets, data):
    count = st.integers(0, len(sets) - 1)
    pairs = data.draw(st.lists(st.tuples(count, count), max_size=10))
    left, right = (np.array([pair[side] for pair in pairs], np.int64) for side in (0, 1))
    shared, low = count_shared(
        *chained([dict.fromkeys(values) for values in sets]), left, right, np.full(len(pairs), 20, np.uint64)
    )
    both = [set(sets[one]) & set(sets[other]) for one, other in pairs]
    assert shared.tolist() == [len(common) for common in both]
    assert low.tolist() == [sum(value <= 20 for value in common) for common in both]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 9)), max_size=40))
def test_rows_of_one_hash_stand_together_by_view(rows):
    hashes, views = (np.array([row[side] for row in rows], kind) for side, kind in ((0, np.uint64), (1, np.int64)))
    ordered = [rows[place] for place in grouped(hashes, views)]
    assert sorted(ordered) == sorted(rows)
    places = {value: [place for place, row in enumerate(ordered) if row[0] == value] for value, _ in rows}
    for value, found in places.items():
        assert found == list(range(found[0], found[0] + len(found)))
        assert [ordered[place][1] for place in found] == sorted(view for one, view in rows if one == value)


def test_spans_are_told_apart_by_order_and_bounds():
    values = np.array([4, 6, 6, 4, 4, 6], np.uint64)
    first, turned, again = hash_spans(values, np.array([0, 2, 4, 6])).tolist()
    assert first == again != turned
    assert hash_spans(values, np.array([0])).tolist() == []


def test_paragraphs_are_dropped_unless_too_little_is_left():
    words, word_starts, texts = np.arange(10, dtype=np.uint64), np.array([0, 6]), np.array([1, 0])
    paragraph_starts, lengths, dropped = np.array([0, 2, 3]), np.array([2, 4, 4]), np.array([True, False, True])
    kept, bounds = keep_paragraphs(words, word_starts, paragraph_starts, lengths, texts, dropped, 0.25)
    assert split(kept, bounds) == [[6, 7, 8, 9], [2, 3, 4, 5]]


@given(st.lists(st.integers(1, 100_000), min_size=1, max_size=20))
def test_samples_of_longer_texts_are_thinner_and_within_bounds(counts):
    shifts = sample_shifts(np.array(counts), sample_shingles=32, sample_one_in=16)
    assert all(1 << int(shift) <= max(count / 32, 1) or shift == 4 for count, shift in zip(counts, shifts, strict=True))
    assert (shifts <= 4).all()
    assert (np.diff(highest_sampled(np.sort(shifts)).astype(float)) <= 0).all()


def test_short_texts_are_sampled_whole():
    assert highest_sampled(sample_shifts(np.array([1, 40]), sample_shingles=32, sample_one_in=16)).tolist() == [2**64 - 1] * 2


@given(st.lists(st.integers(0, 40), max_size=80), st.integers(1, 5))
def test_no_frequent_hash_is_missed_and_a_rare_one_alone_is_left_out(values, least):
    flags = perhaps_frequent(np.array(values, np.uint64), least)
    assert all(flag for flag, value in zip(flags, values, strict=True) if values.count(value) >= least)
    assert not perhaps_frequent(np.array([7] * (least - 1), np.uint64), least).any()


@given(st.lists(st.integers(0, 9), max_size=30).map(sorted), st.sets(st.integers(0, 12)).map(sorted))
def test_rows_of_wanted_values(ordered, wanted):
    found = rows_of(np.array(ordered, np.uint64), np.array(wanted, np.uint64))
    assert found.tolist() == [place for place, value in enumerate(ordered) if value in wanted]


@given(SETS, st.integers(1, 30), st.data())
def test_each_row_is_paired_with_the_first_of_its_group(groups, partners, data):
    views, starts = chained(groups)
    chosen = np.array([data.draw(st.booleans()) for _ in views], np.bool_)
    pairs = zip(*(column.tolist() for column in pairs_in(starts, views.astype(np.int64), chosen, partners)), strict=True)
    rows = [(start, row) for start, end in pairwise(starts.tolist()) for row in range(start, end)]
    before = [(place, row) for start, row in rows for place in range(start, min(row, start + partners))]
    expected = [(views[place], views[row]) for place, row in before if chosen[place] or chosen[row]]
    assert list(pairs) == expected


@given(st.lists(st.integers(0, 9), max_size=30))
def test_rows_sorted_by_their_keys_keep_their_order(keys):
    order, starts = sorted_by(np.array(keys, np.int64), 10, np.arange(len(keys)))
    assert order.tolist() == sorted(range(len(keys)), key=keys.__getitem__)
    assert np.diff(starts).tolist() == [keys.count(key) for key in range(10)]
