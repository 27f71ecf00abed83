"""Every list of words is used by some room; an unknown one is refused."""

from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from tasks.code_events.lexicon.closed_classes import complex_prepositions, neighbouring_days, words_of

STAGE = Path(str(files("tasks.code_events")))


@pytest.mark.parametrize("name", ["cues", "closed_classes", "prepositions"])
def test_no_list_is_dead(name):
    code = "".join(path.read_text(encoding="utf-8") for path in STAGE.rglob("*.py"))
    lists = yaml.safe_load((STAGE / "lexicon" / f"{name}.yaml").read_text(encoding="utf-8"))
    assert [one for one in lists if f'"{one}"' not in code] == []


def test_a_class_that_is_not_there_is_refused():
    with pytest.raises(KeyError):
        words_of("nothing")


def test_nouns_within_prepositions_stand_for_them():
    assert complex_prepositions()["égard"] == "l'égard"
    assert complex_prepositions()["égide"] == "égide"
    assert neighbouring_days()["veille"] == -1
