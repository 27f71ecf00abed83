"""Where an article itself says when it was published: markup, stamps, datelines, a day told as the present one.

What belongs here: finding one piece of evidence. What doesn't: which to believe (publication.py).
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any, NamedTuple

from tasks.temporal.calendar import years_with_weekday
from tasks.temporal.declared import Stated, day_number, month_of, stated_by
from tasks.temporal.folding import fold
from tasks.temporal.hours import end_with_hour
from tasks.temporal.lexicon import Lexicon, alternatives, compile_pattern, groups_of, load_lexicon, read_knowledge

HEAD_LINES = 8
FOOT_LINES = 3
HEAD_CHARACTERS = 200
MARKUP_CHARACTERS = 2_000_000
CONTEXT_CHARACTERS = 80
LINE_CHARACTERS = 240
LEAST_SUPPORT = 2
MONTH_MARGIN_DAYS = 3
MONTH_SAFE_DAYS = 28
COUNTED_CHARACTERS = 80
"""So near to « il y a » or « chaque année » stands the year that is counted from."""
_DIGIT = re.compile("[0-9]")
_YEAR = re.compile("(?:1[89]|2[01])[0-9]{2}")
_SHORT_YEAR = re.compile("[0-9] ?[./] ?[0-9]{1,2} ?[./] ?[0-9]{2}(?![0-9])")


class Evidence(NamedTuple):
    """A date and the characters that state it."""

    stated: Stated
    quote: str


@dataclass(frozen=True, kw_only=True)
class LineRule:
    """What a whole line says when the article was published. `says`: it names the act of publishing, or the place and day."""

    id: str
    pattern: re.Pattern[str]
    says: bool
    begins: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PresentRule:
    """What stands before a day told as the present one, the precision it gives, and how far into the text it counts."""

    id: str
    before: re.Pattern[str]
    precision: str
    within: int


@dataclass(frozen=True, kw_only=True)
class PublicationRules:
    """The compiled rules of publication.yaml, each with its id."""

    lexicon: Lexicon
    markup: tuple[tuple[str, re.Pattern[str]], ...]
    page: tuple[tuple[str, re.Pattern[str]], ...]
    addresses: tuple[tuple[str, re.Pattern[str]], ...]
    address_months: tuple[tuple[str, re.Pattern[str]], ...]
    lines: tuple[LineRule, ...]
    updates: tuple[tuple[str, re.Pattern[str]], ...]
    update_hints: tuple[str, ...]
    datelines: tuple[tuple[str, re.Pattern[str]], ...]
    place_name: re.Pattern[str]
    present_day: re.Pattern[str]
    present_hints: tuple[str, ...]
    present: tuple[PresentRule, ...]
    told_years: tuple[tuple[str, re.Pattern[str]], ...]
    coming_years: tuple[tuple[str, re.Pattern[str]], ...]
    counted_years: tuple[tuple[str, re.Pattern[str], int], ...]
    counted_hints: tuple[str, ...]
    counts: Mapping[str, int]


@cache
def load_publication_rules() -> PublicationRules:
    """The rules of publication.yaml."""
    data, lexicon = read_knowledge("publication.yaml"), load_lexicon()
    kinds = ("addresses", "address_months", "updates", "datelines", "told_years", "coming_years")
    compiled = {kind: tuple((row["id"], compile_pattern(row["pattern"], lexicon)) for row in data[kind]) for kind in kinds}
    raw = {
        kind: tuple((row["id"], re.compile(row["pattern"], re.IGNORECASE)) for row in data[kind]) for kind in ("markup", "page")
    }
    present = tuple(_present_rule(row) for row in data["present"])
    present_day = compile_pattern(data["present_day"]["pattern"], lexicon)
    place_name = re.compile(data["place_name"]["pattern"])
    return PublicationRules(
        lexicon=lexicon,
        lines=tuple(_line_rule(row, lexicon) for row in data["lines"]),
        place_name=place_name,
        present_day=present_day,
        update_hints=tuple(data["update_hints"]),
        present_hints=tuple(data["present_day"]["hints"]),
        present=present,
        counted_years=_counted_rules(data, lexicon),
        counted_hints=tuple(data["counted_hints"]),
        counts=data["counts"],
        **compiled,
        **raw,
    )


def _counted_rules(data: Mapping[str, Any], lexicon: Lexicon) -> tuple[tuple[str, re.Pattern[str], int], ...]:
    count = f"(?P<count>{alternatives(data['counts'])}|[0-9]{{1,2}})"
    rows = data["counted_years"]
    return tuple((row["id"], compile_pattern(row["pattern"].replace("{count}", count), lexicon), row["add"]) for row in rows)


def _line_rule(row: Mapping[str, Any], lexicon: Lexicon) -> LineRule:
    pattern, begins = compile_pattern(row["pattern"], lexicon), tuple(row.get("begins", ()))
    return LineRule(id=row["id"], pattern=pattern, says=row.get("says", False), begins=begins)


def _present_rule(row: Mapping[str, Any]) -> PresentRule:
    within = row.get("within", sys.maxsize)
    return PresentRule(id=row["id"], before=re.compile(row["before"]), precision=row["precision"], within=within)


def page_dates(html: str, rules: Iterable[tuple[str, re.Pattern[str]]]) -> Iterator[str]:
    """The dates of publication that the rules (PublicationRules.markup or page) find in a page, as written, in their order."""
    head = html[:MARKUP_CHARACTERS]
    for _, pattern in rules:
        for match in pattern.finditer(head):
            yield match["value"]


def address_date(address: str, rules: PublicationRules, *, months: bool = False) -> Evidence | None:
    """The day that the path of an address states (`months`: the month)."""
    path = re.split("[?#]", (address.partition("://")[2] or address))[0]
    for _, pattern in rules.address_months if months else rules.addresses:
        for match in pattern.finditer(path):
            if stated := stated_by(groups_of(match), rules.lexicon):
                return Evidence(stated=stated, quote=match[0].strip("/"))
    return None


def stamp(text: str, removed: Sequence[str], rules: PublicationRules, *, says: bool) -> Evidence | None:
    """The date of a line that says when the article was published, in what cleaning removed or at the text's ends.

    `says`: whether the line must name the act of publishing, or must not.
    """
    looked_at = _ends(text, removed)
    for rule in rules.lines:
        for line in looked_at if rule.says == says else ():
            if (rule.begins and not line.startswith(rule.begins)) or (folded := _dated(line)) is None:
                continue
            match = rule.pattern.match(folded)
            if match and _is_at_place(match, line, rules) and (stated := stated_by(groups_of(match), rules.lexicon)):
                start = match.start("told") if "told" in match.re.groupindex else 0
                return Evidence(stated=stated, quote=line[start : end_with_hour(folded, match.end())])
    return None


def update(removed: Sequence[str], rules: PublicationRules, *, published: date | None) -> Evidence | None:
    """The day at which a line taken out says the article was changed; with an hour alone, the day is that of publication."""
    for line in _lines("\n".join(removed))[:HEAD_LINES] if tells_change(removed, rules) else ():
        folded = fold(line[:LINE_CHARACTERS])
        for _, pattern in rules.updates if _DIGIT.search(folded) else ():
            if not (match := pattern.search(folded)):
                continue
            groups = groups_of(match)
            alone = Stated(day=published, precision="day") if published and "day" not in groups else None
            if stated := stated_by(groups, rules.lexicon) if "day" in groups else alone:
                return Evidence(stated=stated, quote=line[match.start() : end_with_hour(folded, match.end())])
    return None


def tells_change(removed: Sequence[str], rules: PublicationRules) -> bool:
    """Whether a line taken out holds a word without which none tells a change."""
    lowered = "\n".join(removed).lower()
    return any(map(lowered.__contains__, rules.update_hints))


def _ends(text: str, removed: Sequence[str]) -> tuple[str, ...]:
    """The lines that may say when the article was published: the first ones taken out, those of the head and foot of the text."""
    told = _lines(text)
    return (*_lines("\n".join(removed))[:HEAD_LINES], *told[:HEAD_LINES], *told[-FOOT_LINES:])


def _is_at_place(match: re.Match[str], line: str, rules: PublicationRules) -> bool:
    """Whether the place that a rule asks for, as written, is a name."""
    if "place" not in match.re.groupindex:
        return True
    return rules.place_name.fullmatch(line[slice(*match.span("place"))]) is not None


@lru_cache(2 * HEAD_LINES + FOOT_LINES)
def _dated(line: str) -> str | None:
    """The beginning of the line, folded, if it holds a year; kept while the rules are asked in turn."""
    has_year = _YEAR.search(line, 0, LINE_CHARACTERS) or _SHORT_YEAR.search(line, 0, LINE_CHARACTERS)
    return fold(line[:LINE_CHARACTERS]) if has_year else None


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line and not line.isspace()]


def dateline(text: str, rules: PublicationRules) -> Evidence | None:
    """The date of the dateline at the head of the text, if its year is written or can be fixed."""
    for line in _lines(text)[:HEAD_LINES]:
        head = fold(line[:HEAD_CHARACTERS])
        if not _DIGIT.search(head):
            continue
        for _, pattern in rules.datelines:
            match = pattern.match(head)
            if match is None or not _is_at_place(match, line, rules):
                continue
            if stated := _with_year(groups_of(match), text, rules):
                return Evidence(stated=stated, quote=line[: match.end()])
    return None


def present_day(text: str, rules: PublicationRules) -> Evidence | None:
    """The day that the text tells as the present one (« ce mercredi 24 avril »), if its year can be fixed."""
    lowered = text.lower()
    if not any(hint in lowered for hint in rules.present_hints):
        return None
    folded = fold(text)
    for match in rules.present_day.finditer(folded):
        if stated := _with_year(groups_of(match), text, rules):
            before = folded[max(0, match.start() - CONTEXT_CHARACTERS) : match.start()]
            rule = next((r for r in rules.present if match.start() < r.within and r.before.search(before)), None)
            if rule and (rounded := _rounded(stated, rule.precision)):
                return Evidence(stated=rounded, quote=text[match.start() : match.end()])
    return None


def _rounded(stated: Stated, precision: str) -> Stated | None:
    """The statement at the precision that the rule gives; None where the neighbouring month is as likely."""
    if precision == stated.precision or stated.precision != "day":
        return stated
    if not MONTH_MARGIN_DAYS < stated.day.day <= MONTH_SAFE_DAYS - MONTH_MARGIN_DAYS:
        return None
    return Stated(day=stated.day.replace(day=1), precision="month")


def _with_year(groups: dict[str, str], text: str, rules: PublicationRules) -> Stated | None:
    """The day, its year as written or fixed by weekday and calendar next to the latest year that is told as past."""
    if "year" in groups:
        return stated_by(groups, rules.lexicon)
    month, day = month_of(groups, rules.lexicon), day_number(groups)
    latest = _supported_year(fold(text), rules)
    if latest is None or month is None or day is None or "weekday" not in groups:
        return None
    years = years_with_weekday(rules.lexicon.weekdays[groups["weekday"]], month, day, latest + 1, latest + 1)
    return stated_by(groups | {"year": str(years[0])}, rules.lexicon) if years else None


def past_years(folded: str, rules: PublicationRules) -> Counter[int]:
    """How often the text tells each year, those aside that it tells as coming."""
    coming = {match.span("year") for _, pattern in rules.coming_years for match in pattern.finditer(folded)}
    told = {match.span("year"): int(match["year"]) for _, pattern in rules.told_years for match in pattern.finditer(folded)}
    return Counter(year for span, year in told.items() if span not in coming)


def counted_year(text: str, rules: PublicationRules) -> Evidence | None:
    """The year of publication counted from a told one (« en 2017, il y a quatre ans »), if nothing told contradicts it."""
    lowered = text.lower()
    if not any(_is_near_year(lowered, hint) for hint in rules.counted_hints):
        return None
    folded = fold(text)
    found: dict[int, str] = {}
    for _, pattern, add in rules.counted_years:
        for match in pattern.finditer(folded):
            groups = groups_of(match)
            count = rules.counts.get(groups["count"]) or int(groups["count"])
            found[int(groups["year"]) + count + add] = text[match.start() : match.end()]
    if len(found) != 1:
        return None
    ((year, quote),) = found.items()
    coming = [int(match["year"]) for _, pattern in rules.coming_years for match in pattern.finditer(folded)]
    if year < max(past_years(folded, rules), default=year) or year >= min(coming, default=year + 1):
        return None
    return Evidence(stated=Stated(day=date(year, 1, 1), precision="year"), quote=quote)


def _is_near_year(lowered: str, hint: str) -> bool:
    """Whether the hint stands in the text with a year beside it."""
    places = (found.start() for found in re.finditer(re.escape(hint), lowered))
    return any(_YEAR.search(lowered, max(0, place - COUNTED_CHARACTERS), place + COUNTED_CHARACTERS) for place in places)


def _supported_year(folded: str, rules: PublicationRules) -> int | None:
    """The latest past year, if it or the year before it is told a second time.

    An article seldom writes its own year and often the one before, so that its own is the next. A single old year
    would be a coincidence one time in seven.
    """
    told = past_years(folded, rules)
    latest = max(told, default=None)
    return latest if latest is not None and told[latest] + told[latest - 1] >= LEAST_SUPPORT else None
