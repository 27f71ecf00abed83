"""Bodies whose name says of which state they are (data/state_bodies.yaml): « Département fédéral des finances »."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

import yaml

from tasks.gazetteer.words import key_of


@dataclass(frozen=True, slots=True, kw_only=True)
class StateBody:
    """Folded words that a body's name starts with (`whole`: is), and the states that have a body so called."""

    words: tuple[str, ...]
    countries: tuple[str, ...]
    whole: bool


def load_state_bodies() -> Sequence[StateBody]:
    """The rows as shipped, longest first."""
    text = resources.files("tasks.gazetteer").joinpath("data", "state_bodies.yaml").read_text(encoding="utf-8")
    rows = yaml.load(text, Loader=yaml.CSafeLoader)
    found = (
        StateBody(words=key_of(row["words"]), countries=tuple(row["of"].split()), whole=row.get("whole", False)) for row in rows
    )
    return sorted(found, key=lambda body: (-len(body.words), body.words))


def states_of(name: str, bodies: Sequence[StateBody]) -> tuple[str, ...]:
    """ISO alpha-3 of the states that have a body of that name; empty where the name says none."""
    key = key_of(name)
    fitting = (b.countries for b in bodies if key[: len(b.words)] == b.words and (len(key) == len(b.words) or not b.whole))
    return next(fitting, ())
