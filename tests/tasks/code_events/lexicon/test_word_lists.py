"""Every list of words is used by some room and says nothing twice; an unknown one is refused."""

import re
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from tasks.code_events.lexicon.closed_classes import complex_prepositions, neighbouring_days, words_of
from tasks.code_events.lexicon.load import VERB_CUES

STAGE = Path(str(files("tasks.code_events")))
ASKED = {
    "cues": r'cues\["{0}"\]|(?:is_verb|_has_verb)\(.*"{0}"',
    "closed_classes": r'(?:words_of|endings_of)\("{0}"\)',
    "prepositions": r'_read\("prepositions"\)\["{0}"\]',
}
"""How the rooms ask for a list of each file."""


def lists_of(name):
    return yaml.safe_load((STAGE / "lexicon" / f"{name}.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ASKED)
def test_no_list_is_dead(name):
    code = "".join(path.read_text(encoding="utf-8") for path in STAGE.rglob("*.py"))
    asked = [one for one in lists_of(name) if re.search(ASKED[name].format(one), code)]
    assert [one for one in lists_of(name) if one not in {*asked, *VERB_CUES}] == []


@pytest.mark.parametrize("name", ["cues", "closed_classes"])
def test_no_list_has_a_word_twice(name):
    assert {one: words for one, words in lists_of(name).items() if len({*words}) < len(words)} == {}


def test_a_class_that_is_not_there_is_refused():
    with pytest.raises(KeyError):
        words_of("nothing")


def test_nouns_within_prepositions_stand_for_them():
    assert complex_prepositions()["égard"] == "l'égard"
    assert complex_prepositions()["égide"] == "égide"
    assert neighbouring_days()["veille"] == -1
