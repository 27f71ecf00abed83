"""Which lemmas can tell which acts, as the trigger lexicon of event coding states; read as data: no stage imports another."""

from collections.abc import Iterator
from importlib.resources import files

import yaml

from tasks.proposals.traits import Triggers, triggers_of

KINDS = ("verb", "noun", "adj")
COMPANY = frozenset(("with", "need", "in", "judge", "next_not"))


def lexicon_triggers() -> Triggers:
    """The lemmas that head a rule of tasks/code_events/lexicon/triggers, with their types."""
    return triggers_of(_rules())


def _rules() -> Iterator[tuple[str, str, str, bool]]:
    for file in files("tasks.code_events").joinpath("lexicon", "triggers").iterdir():
        for row in yaml.safe_load(file.read_text(encoding="utf-8")):
            kind = next(kind for kind in KINDS if kind in row)
            words = str(row[kind]).lower().removeprefix("se ").removeprefix("s'").removeprefix("s’").split()
            event_type = row.get("type", file.name.removesuffix(".yaml").upper())
            yield kind, words[0], event_type, len(words) > 1 or not COMPANY.isdisjoint(row)
