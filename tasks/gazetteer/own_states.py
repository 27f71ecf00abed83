"""Bodies whose name says of which state they are (data/state_bodies.yaml): « Département fédéral des finances »."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

from schemas.yaml_text import load_yaml
from tasks.gazetteer.words import key_of


@dataclass(frozen=True, slots=True, kw_only=True)
class StateBody:
    """Folded words that a body's name starts with (`whole`: is), and the states that have a body so called."""

    words: tuple[str, ...]
    countries: tuple[str, ...]
    whole: bool


def load_state_bodies() -> Mapping[str, Sequence[StateBody]]:
    """The rows as shipped by their first word, longest first."""
    text = resources.files("tasks.gazetteer").joinpath("data", "state_bodies.yaml").read_text(encoding="utf-8")
    found: dict[str, list[StateBody]] = defaultdict(list)
    for row in load_yaml(text):
        body = StateBody(words=key_of(row["words"]), countries=tuple(row["of"].split()), whole=row.get("whole", False))
        found[body.words[0]].append(body)
    return {opening: sorted(bodies, key=lambda body: (-len(body.words), body.words)) for opening, bodies in found.items()}


def states_of(name: str, bodies: Mapping[str, Sequence[StateBody]]) -> tuple[str, ...]:
    """ISO alpha-3 of the states that have a body of that name; empty where the name says none."""
    key = key_of(name)
    for body in bodies.get(key[0], ()) if key else ():
        if key[: len(body.words)] == body.words and (len(key) == len(body.words) or not body.whole):
            return body.countries
    return ()
