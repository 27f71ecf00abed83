"""Which lemmas can tell which acts, as the trigger lexicon of event coding states; read as data: no stage imports another.

A network keeps those that it was trained with (triggers.json of its folder). The lexicon grows and this reading of it is mended;
what ships changes only with the next training.
"""

from collections.abc import Iterator
from importlib.resources import files

import yaml

from tasks.proposals.traits import Triggers, triggers_of

KINDS = ("verb", "noun", "adj")
REFLEXIVES = frozenset(("se", "s'"))
COMPANY = frozenset(("with", "need", "in", "judge", "next_not"))


def lexicon_triggers() -> Triggers:
    """The lemmas that head a rule of tasks/code_events/lexicon/triggers, with their types."""
    return triggers_of(_rules())


def _rules() -> Iterator[tuple[str, str, str, bool]]:
    lexicon = files("tasks.code_events").joinpath("lexicon")
    clitics = frozenset(yaml.safe_load(lexicon.joinpath("cues.yaml").read_text(encoding="utf-8"))["clitics"])
    for file in lexicon.joinpath("triggers").iterdir():
        for row in yaml.safe_load(file.read_text(encoding="utf-8")):
            kind = next(kind for kind in KINDS if kind in row)
            lemma, alone = head_of(str(row[kind]), kind, clitics)
            yield kind, lemma, row.get("type", file.name.removesuffix(".yaml").upper()), not alone or not COMPANY.isdisjoint(row)


def head_of(written: str, kind: str, clitics: frozenset[str]) -> tuple[str, bool]:
    """The lemma that heads a trigger, and whether it is the whole of it but for a reflexive pronoun.

    A verb's head is the first word that is no clitic: « se plaindre »: plaindre, alone; « s'en prendre »: prendre, not alone.
    """
    words = written.lower().replace("’", "'").replace("'", "' ").split()
    if kind != "verb":
        return words[0], len(words) == 1
    told = [word for word in words if word not in REFLEXIVES]
    return next(word for word in told if word not in clitics), len(told) == 1
