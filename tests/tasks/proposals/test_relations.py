"""How words stand to an act in the parse."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.proposals.relations import (
    CHILD,
    CLASSES,
    FIRST,
    GROUPS,
    HEAD,
    INSIDE,
    NONE,
    SIBLING,
    WITHIN,
    distance_class,
    distance_classes,
    group_of,
    numbered,
    relation_classes,
)

WORDS = ["La", "police", "a", "interpellé", "douze", "manifestants", "que", "le", "préfet", "voulait", "disperser"]
RELATIONS = ["det", "nsubj", "aux:tense", "ROOT", "nummod", "obj", "obj", "det", "nsubj", "acl:relcl", "xcomp"]
HEADS = [1, 3, 3, 3, 5, 3, 10, 8, 9, 5, 9]


def seen_from(first, last):
    found = relation_classes((first, last), len(WORDS), numbered(RELATIONS), np.array(HEADS))
    return dict(zip(WORDS, (name_of(number) for number in found.tolist()), strict=True))


def name_of(number):
    if number in {NONE, INSIDE}:
        return {NONE: "none", INSIDE: "inside"}[number]
    kind, group = divmod(number - FIRST, len(GROUPS))
    return {CHILD: "child", WITHIN: "within", HEAD: "head", SIBLING: "sibling"}[kind], GROUPS[group]


def test_subject_and_object_of_an_act_are_told_apart_with_all_their_words():
    found = seen_from(2, 4)
    assert found["a"] == found["interpellé"] == "inside"
    assert found["police"] == ("child", "nsubj")
    assert found["La"] == ("within", "nsubj")
    assert found["manifestants"] == ("child", "obj")
    assert found["préfet"] == ("within", "obj")


def test_what_governs_an_act_and_what_is_governed_beside_it_are_seen():
    found = seen_from(9, 10)
    assert found["manifestants"] == ("head", "acl")
    assert found["préfet"] == ("child", "nsubj")
    assert found["police"] == "none"
    assert seen_from(10, 11)["préfet"] == ("sibling", "nsubj")


@pytest.mark.parametrize(
    ("relation", "group"),
    [
        ("obl:arg", "obl:arg"),
        ("obl", "obl:mod"),
        ("acl:relcl", "acl"),
        ("ROOT", "root"),
        ("ccomp", "clause"),
        ("vocative", "other"),
        ("", "other"),
    ],
)
def test_relations_are_grouped(relation, group):
    assert GROUPS[group_of(relation)] == group


@given(
    st.integers(1, 12).flatmap(
        lambda n: st.tuples(st.lists(st.integers(0, n - 1), min_size=n, max_size=n), st.integers(0, n - 1))
    )
)
def test_any_parse_gives_classes_within_bounds_even_one_that_goes_in_circles(parse):
    heads, first = parse
    groups = np.zeros(len(heads), dtype=np.int64)
    found = relation_classes((first, first + 1), len(heads), groups, np.array(heads))
    assert found.shape == (len(heads),)
    assert found[first] == INSIDE
    assert ((found >= NONE) & (found < CLASSES)).all()


def test_distance_classes_tell_before_from_behind_and_grow():
    classes = [distance_class(offset, 24) for offset in range(-40, 41)]
    assert distance_class(0, 24) == 0
    assert min(classes) >= 0
    assert max(classes) < 24
    assert distance_class(-3, 24) != distance_class(3, 24)
    assert distance_class(-30, 24) > distance_class(-2, 24)


def test_words_of_an_act_have_no_distance_and_those_around_it_that_to_its_nearest_word():
    assert distance_classes((2, 5), 7, 24).tolist() == [distance_class(offset, 24) for offset in (-2, -1, 0, 0, 0, 1, 2)]
