"""Where an article itself says when it was published: markup, stamps, datelines, a day told as the present one.

What belongs here: finding one piece of evidence. What doesn't: which to believe (publication.py).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from tasks.temporal.calendar import years_with_weekday
from tasks.temporal.declared import Stated, day_number, month_of, stated_by
from tasks.temporal.folding import fold
from tasks.temporal.lexicon import Lexicon, compile_pattern, groups_of, load_lexicon, load_yaml

HEAD_LINES = 8
FOOT_LINES = 3
HEAD_CHARACTERS = 200
MARKUP_CHARACTERS = 2_000_000
LONGEST_GAP_YEARS = 1


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """A date and the characters that state it."""

    stated: Stated
    quote: str


@dataclass(frozen=True, kw_only=True)
class PublicationRules:
    """The compiled rules of publication.yaml, each with its id."""

    lexicon: Lexicon
    markup: tuple[tuple[str, re.Pattern[str]], ...]
    lines: tuple[tuple[str, re.Pattern[str]], ...]
    datelines: tuple[tuple[str, re.Pattern[str]], ...]
    present: tuple[tuple[str, re.Pattern[str]], ...]
    told_years: tuple[tuple[str, re.Pattern[str]], ...]
    coming_years: tuple[tuple[str, re.Pattern[str]], ...]


@cache
def load_publication_rules() -> PublicationRules:
    """The rules of publication.yaml."""
    data, lexicon = load_yaml("publication.yaml"), load_lexicon()
    kinds = ("lines", "datelines", "present", "told_years", "coming_years")
    compiled = {kind: tuple((row["id"], compile_pattern(row["pattern"], lexicon)) for row in data[kind]) for kind in kinds}
    markup = tuple((row["id"], re.compile(row["pattern"], re.IGNORECASE)) for row in data["markup"])
    return PublicationRules(lexicon=lexicon, markup=markup, **compiled)


def markup_dates(html: str, rules: PublicationRules) -> Iterator[str]:
    """The dates of publication that a page's markup declares, as written, the most trusted first."""
    head = html[:MARKUP_CHARACTERS]
    for _, pattern in rules.markup:
        for match in pattern.finditer(head):
            yield match["value"]


def stamp(text: str, removed: Sequence[str], rules: PublicationRules) -> Evidence | None:
    """The date of a line that says when the article was published, in what cleaning removed or at the text's ends."""
    lines = [line for line in text.splitlines() if line.strip()]
    removed_lines = [line for part in removed for line in part.splitlines()][:HEAD_LINES]
    for _, pattern in rules.lines:
        for line in (*removed_lines, *lines[:HEAD_LINES], *lines[-FOOT_LINES:]):
            if (match := pattern.search(fold(line))) and (stated := stated_by(groups_of(match), rules.lexicon)):
                return Evidence(stated=stated, quote=line[: match.end()])
    return None


def dateline(text: str, rules: PublicationRules) -> Evidence | None:
    """The date of the dateline at the head of the text, if its year is written or can be fixed."""
    for line in [line for line in text.splitlines() if line.strip()][:HEAD_LINES]:
        head = fold(line[:HEAD_CHARACTERS])
        for _, pattern in rules.datelines:
            if (match := pattern.match(head)) and (stated := _with_year(groups_of(match), text, rules)):
                return Evidence(stated=stated, quote=line[: match.end()])
    return None


def present_day(text: str, rules: PublicationRules) -> Evidence | None:
    """The day that the text tells as the present one (« ce mercredi 24 avril »), if its year can be fixed."""
    folded = fold(text)
    for _, pattern in rules.present:
        for match in pattern.finditer(folded):
            if stated := _with_year(groups_of(match), text, rules):
                return Evidence(stated=stated, quote=text[match.start() : match.end()])
    return None


def _with_year(groups: dict[str, str], text: str, rules: PublicationRules) -> Stated | None:
    """The day, its year as written or fixed by weekday and calendar next to the latest year that is told as past."""
    if "year" in groups:
        return stated_by(groups, rules.lexicon)
    latest = latest_past_year(fold(text), rules)
    month, day = month_of(groups, rules.lexicon), day_number(groups)
    if latest is None or month is None or day is None or "weekday" not in groups:
        return None
    years = years_with_weekday(rules.lexicon.weekdays[groups["weekday"]], month, day, latest, latest + LONGEST_GAP_YEARS)
    return stated_by(groups | {"year": str(years[0])}, rules.lexicon) if len(years) == 1 else None


def latest_past_year(folded: str, rules: PublicationRules) -> int | None:
    """The latest year that the text tells and does not tell as coming; None if it tells none."""
    coming = {match.span("year") for _, pattern in rules.coming_years for match in pattern.finditer(folded)}
    told = [match for _, pattern in rules.told_years for match in pattern.finditer(folded)]
    return max((int(match["year"]) for match in told if match.span("year") not in coming), default=None)
