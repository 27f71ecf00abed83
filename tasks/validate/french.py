"""What the checks of the contract expect, in French: french.yaml read. Pure, no GX."""

import re
from functools import cache
from importlib.resources import files

from schemas.yaml_text import load_yaml

PLACE = re.compile(r"\{(\d)\}")


def in_french(words: str) -> str:
    """The French of what a check expects; nothing where french.yaml has no such sentence."""
    for pattern, french in _sentences():
        if found := pattern.fullmatch(words):
            return french.format(*found.groups())
    return ""


@cache
def _sentences() -> tuple[tuple[re.Pattern[str], str], ...]:
    listed: dict[str, str] = load_yaml(files("tasks.validate").joinpath("french.yaml").read_text(encoding="utf-8"))
    # The sentences without a name first: one with names would match what another says.
    ordered = sorted(listed.items(), key=lambda pair: len(PLACE.findall(pair[0])))
    return tuple((re.compile(_pattern(english)), french) for english, french in ordered)


def _pattern(english: str) -> str:
    return "(.+)".join(re.escape(part) for part in PLACE.split(english)[::2])
