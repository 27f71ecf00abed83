"""Words as numbers: folding, marks of a date, paragraphs."""

import re
import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.deduplicate.kernels import NAME
from tasks.deduplicate.knowledge import load_knowledge, read_yaml, undressed
from tasks.deduplicate.words import Words, among, blocks, counted, distinct, fold_words

FOLDING = load_knowledge().folding
EXAMPLES = [(row["example"], row["folded"]) for row in read_yaml("folding.yaml")["examples"]]
TEXTS = st.lists(st.text(st.sampled_from("abcéÀœŒ’' \n.,-0123٣字𝄞\u0301\u00ad"), max_size=30), max_size=6)


def fold(*texts: str) -> Words:
    return fold_words(texts, FOLDING)


def plain(text: str) -> list[str]:
    """The words of a text, character by character."""
    for letter, letters in FOLDING.expansions.items():
        text = text.replace(letter, letters)
    words = [""]
    for character in text:
        category = unicodedata.category(character)
        if category in {"Mn", "Cf"}:
            continue
        if ord(character) < 0x10000 and (category[0] == "L" or category in {"Nd", "Nl", "No"}):
            words[-1] += unicodedata.normalize("NFKD", character)[0].lower()[0]
        else:
            words.append("")
    return [word for word in words if word]


@pytest.mark.parametrize(("example", "folded"), EXAMPLES)
def test_examples_fold_as_stated(example, folded):
    assert (fold(example).values & ~NAME).tolist() == fold(" ".join(folded)).values.tolist()
    assert len(fold(example).values) == len(folded)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Le maire a reçu Jean Martin à Vernoy.", ["jean", "martin", "vernoy"]),
        ("Alain Brossard obtient 27 %. Il est élu.", ["alain", "brossard"]),
        ("« Nous verrons », a dit M. Kalt. Puis rien", ["m", "kalt"]),
        ("Hier, Sabine est venue d'Orne\nEt Luc le 4 Mai", ["sabine", "orne", "et", "luc"]),
        ("Le SAMU et l'A13 : Deux blessés", ["le", "samu"]),
    ],
)
def test_capitals_within_a_sentence_are_names_with_the_word_that_opens_it_before_them(text, names):
    told = (fold(text).values & NAME > 0).tolist()
    assert [word for word, is_name in zip(plain(text), told, strict=True) if is_name] == names


def test_a_name_is_the_same_word_without_its_bit():
    assert (fold("à Orne").values & ~NAME).tolist() == fold("a orne").values.tolist()


@pytest.mark.parametrize("mark", [*read_yaml("folding.yaml")["weekdays"], *read_yaml("folding.yaml")["months"]])
def test_words_of_a_date_are_odd(mark):
    assert (fold(f"{mark} {mark.upper()}").values & np.uint64(1)).tolist() == [1, 1]


def test_words_with_a_digit_are_odd_and_others_even():
    assert (fold("le 8 mai G7 sommet").values & np.uint64(1)).tolist() == [0, 1, 1, 1, 0]


@given(TEXTS)
def test_words_are_those_read_one_by_one(texts):
    folded = fold(*texts)
    words = [word for text in texts for word in plain(text)]
    assert len(folded.values) == len(words)
    assert np.diff(folded.text_starts).tolist() == [len(plain(text)) for text in texts]
    values = (folded.values & ~NAME).tolist()
    by_word = dict(zip(words, values, strict=True))
    assert [by_word[word] for word in words] == values
    assert len(set(by_word.values())) == len(by_word)


@given(TEXTS)
def test_paragraphs_are_lines_with_words(texts):
    lines = [len(words) for text in texts for line in text.split("\n") if (words := plain(line))]
    folded = fold(*texts)
    assert np.diff(np.append(folded.paragraph_starts, len(folded.values))).tolist() == lines


def test_lone_surrogates_and_emoji_are_read():
    assert len(fold("avant 😀 après \ud800 fin").values) == 3


def test_accents_apart_from_their_letter_are_the_same():
    assert fold("été").values.tolist() == fold(unicodedata.normalize("NFD", "été")).values.tolist()


@given(st.lists(st.integers(0, 9)))
def test_sorted_arrays(values):
    array = np.array(values, np.uint64)
    assert distinct(array).tolist() == sorted(set(values))
    assert {value: int(count) for value, count in zip(*counted(array), strict=True)} == {v: values.count(v) for v in values}
    assert among(array, np.array([3, 5], np.uint64)).tolist() == [value in {3, 5} for value in values]


@given(st.lists(st.integers(0, 20)), st.integers(1, 30))
def test_blocks_hold_all_and_no_more_than_the_limit(sizes, limit):
    found = list(blocks(sizes, limit))
    assert [place for first, last in found for place in range(first, last)] == list(range(len(sizes)))
    assert all(last - first == 1 or sum(sizes[first:last]) <= limit for first, last in found)


@pytest.mark.parametrize("rule", read_yaml("dress.yaml"), ids=lambda rule: rule["rule_id"])
def test_dress_is_taken_out_and_nothing_else(rule):
    own = tuple(known for known in load_knowledge().dress if known.rule_id == rule["rule_id"])
    left = undressed(rule["example"], own)
    assert left.strip()
    assert left in rule["example"]
    assert left != rule["example"]
    assert undressed(rule["counter_example"], load_knowledge().dress) == rule["counter_example"]
    assert re.search(r"\w", left)
