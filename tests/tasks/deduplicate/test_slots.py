"""Slots: names and numbers among the words around them, and what two texts have in them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.deduplicate.knowledge import load_knowledge
from tasks.deduplicate.slots import NAMED, NUMBER, PLAIN, compare_slots, slots_of
from tasks.deduplicate.words import fold_words

KNOWLEDGE = load_knowledge()
WORDS = st.sampled_from(["le", "maire", "de", "Orne", "Vernoy", "12", "deux", "mai", "vote", "3", "."])
TEXTS = st.lists(st.lists(WORDS, max_size=40).map(" ".join), min_size=2, max_size=2)


def slots(*texts):
    words = fold_words(texts, KNOWLEDGE.folding)
    chosen = np.ones(len(texts), np.bool_)
    return slots_of(words.values, words.text_starts, chosen, KNOWLEDGE.folding.marks, KNOWLEDGE.numerals)


def compared(one, other):
    told = compare_slots(slots(one, other), np.array([0]), np.array([1]))
    return tuple(int(column[0]) for column in told)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("le maire a reçu 1 204 lettres", [PLAIN, PLAIN, PLAIN, PLAIN, NUMBER, PLAIN]),
        ("le 12 mai 2024 à Vernoy", [PLAIN, PLAIN, PLAIN, PLAIN, PLAIN, NAMED]),
        ("vers Jean Martin 12 ou deux", [PLAIN, NAMED, NUMBER, PLAIN, NUMBER]),
    ],
)
def test_runs_of_names_and_numbers_are_slots_and_dates_are_none(text, kinds):
    assert slots(text).kinds.tolist() == kinds


def test_what_differs_is_told_from_what_stays():
    one = "On a compté hier 12 blessés dans le village de Vernoy selon le maire"
    assert compared(one, one) == (3, 0, 0)
    assert compared(one, one.replace("12", "14")) == (2, 1, 0)
    assert compared(one, one.replace("Vernoy", "Saint-Orse")) == (1, 2, 1)
    assert compared(one, "Rien de tout cela n'est arrivé hier soir dans cette ville") == (0, 0, 0)


def test_a_window_that_one_text_has_more_often_says_nothing():
    sentence = "On a compté 12 blessés hier. "
    assert compared(sentence, sentence * 2) == (0, 0, 0)
    assert compared(sentence * 2, sentence.replace("12", "13") * 2) == (0, 1, 0)


@given(TEXTS)
def test_texts_may_be_changed_over(texts):
    one, other = texts
    assert compared(one, other) == compared(other, one)
    kept, changed, renamed = compared(one, one)
    assert (changed, renamed) == (0, 0)
    assert kept <= 2 * len(texts[0].split())
