"""The hour and minute that stand beside a date.

What belongs here: finding and reading an hour. What doesn't: the date (declared.py, statements.py).
"""

import re
from datetime import time
from functools import cache

from tasks.temporal.folding import fold
from tasks.temporal.lexicon import compile_pattern, groups_of, load_lexicon, read_knowledge

NOON = 12
MIDNIGHT = time(0, 0)


@cache
def hour_forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The forms of hours.yaml: id and pattern."""
    lexicon = load_lexicon()
    return tuple((row["id"], compile_pattern(row["pattern"], lexicon)) for row in read_knowledge("hours.yaml")["hours"])


@cache
def _behind() -> re.Pattern[str]:
    return compile_pattern(read_knowledge("hours.yaml")["behind"]["pattern"], load_lexicon())


def stated_hour(value: str) -> time | None:
    """The hour and minute as written, in whatever time zone; None where the string states none, or midnight."""
    folded = fold(value)
    for _, pattern in hour_forms():
        if match := pattern.search(folded):
            groups = groups_of(match)
            hour = int(groups["hour"])
            if half := groups.get("half"):
                hour = hour % NOON + (NOON if half == "p" else 0)
            stated = time(hour, int(groups.get("minute", 0)))
            return None if stated == MIDNIGHT else stated
    return None


def end_with_hour(folded: str, end: int) -> int:
    """The end of the hour that stands right behind `end` in a folded line; `end` itself where none does."""
    match = _behind().match(folded, end)
    return match.end() if match else end
