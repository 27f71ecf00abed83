"""Groups of a matched rule → what they denote. One function an operation of grammar.yaml.

What belongs here: days and parts of the day. Longer units are in periods.py. What doesn't: patterns.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import MappingProxyType

from tasks.temporal.calendar import day_of, shifted_month
from tasks.temporal.declared import day_number, month_of, stated_year
from tasks.temporal.denotation import NOTHING, Denotation, Scene, a_day, no_finer
from tasks.temporal.grammar import Grammar, Rule
from tasks.temporal.periods import decade, distance, month, quarter, season, told_distance, unit, year

Groups = Mapping[str, str]
Operation = Callable[[Groups, Rule, Scene, Grammar], Denotation]
WEEK = 7
HALF_YEAR_DAYS = 183
_CLOCK_UNITS = {"S": "S", "MIN": "M", "H": "H"}


def resolve(rule: Rule, groups: Groups, scene: Scene, grammar: Grammar) -> Denotation:
    """What the match of a rule denotes in this scene."""
    found = OPERATIONS[rule.resolve](groups, rule, scene, grammar)
    part = groups.get("part")
    return found.at(grammar.words.parts.get(part, part)) if part and rule.resolve != "part" else found


def _day(groups: Groups, _rule: Rule, scene: Scene, grammar: Grammar) -> Denotation:
    number, named = day_number(groups), month_of(groups, grammar.lexicon)
    if number is None or named is None:
        return NOTHING
    if stated := stated_year(groups):
        return a_day(day_of(stated, named, number))
    if scene.middle is None:
        return NOTHING
    weekday = grammar.lexicon.weekdays.get(groups.get("weekday", ""))
    years = range(scene.middle.year - WEEK, scene.middle.year + WEEK + 1) if weekday is not None else _near_years(scene)
    days = [day for year in years if (day := day_of(year, named, number)) and weekday in {None, day.weekday()}]
    shift = grammar.words.shifts.get(groups.get("shift", ""))
    return a_day(_chosen(days, scene, shift, strict=weekday is not None)).anchored(_publication(scene))


def _near_years(scene: Scene) -> range:
    """The year of publication alone where nothing finer is known, else it and its neighbours."""
    year = scene.middle.year if scene.middle else 0
    return range(year, year + 1) if scene.precision == "year" and not scene.present else range(year - 1, year + 2)


def _chosen(days: list[date], scene: Scene, shift: str | None, *, strict: bool) -> date | None:
    """The day that fits the direction, else the nearest; `strict`: the calendar leaves one that is near anyway.

    Without a word that tells the year, one that is more than half a year away does not fit.
    """
    middle = scene.middle
    if middle is None or not days:
        return None
    direction = {"past": -1, "next": 1}.get(shift or "", 0 if strict else scene.direction)
    farthest = timedelta.max.days if shift or scene.is_sure else HALF_YEAR_DAYS
    fitting = [day for day in days if direction == 0 or 0 <= (day - middle).days * direction <= farthest]
    return min(fitting or days, key=lambda day: (abs(day - middle), day))


def _weekday(groups: Groups, _rule: Rule, scene: Scene, grammar: Grammar) -> Denotation:
    weekday = grammar.lexicon.weekdays[groups["weekday"]]
    shift = grammar.words.shifts.get(groups.get("shift", ""))
    if shift in {"after", "before"}:
        return a_day(_stepped(scene.told, weekday, 1 if shift == "after" else -1, strict=True)).anchored("text")
    if scene.present is None:
        return no_finer(scene)
    direction = {"past": -1, "next": 1}.get(shift or "", scene.direction or -1)
    return a_day(_stepped(scene.present, weekday, direction, strict=shift is not None)).anchored(scene.present_anchor)


def _weekday_day(groups: Groups, _rule: Rule, scene: Scene, grammar: Grammar) -> Denotation:
    """« Vendredi 12 »: the nearest day that is both, within six months."""
    weekday, number = grammar.lexicon.weekdays[groups["weekday"]], day_number(groups)
    if scene.middle is None or number is None or (scene.precision == "year" and not scene.present):
        return NOTHING
    near = [shifted_month(scene.middle.year, scene.middle.month, step) for step in range(-6, 7)]
    days = [day for year, month in near if (day := day_of(year, month, number)) and day.weekday() == weekday]
    return a_day(_chosen(days, scene, None, strict=True)).anchored(_publication(scene))


def _stepped(start: date | None, weekday: int, direction: int, *, strict: bool) -> date | None:
    """The nearest such weekday before or after the day; the day itself counts unless `strict`."""
    if start is None:
        return None
    steps = (weekday - start.weekday()) * direction % WEEK
    return start + timedelta(days=direction * (steps or WEEK * strict))


def _offset(groups: Groups, _rule: Rule, scene: Scene, grammar: Grammar) -> Denotation:
    if scene.present is None:
        return no_finer(scene)
    return a_day(scene.present + timedelta(days=grammar.words.deictics[groups["deictic"]])).anchored(scene.present_anchor)


def _this_part(_groups: Groups, _rule: Rule, scene: Scene, _grammar: Grammar) -> Denotation:
    return a_day(scene.present).anchored(scene.present_anchor) if scene.present else no_finer(scene)


def _neighbour(_groups: Groups, rule: Rule, scene: Scene, _grammar: Grammar) -> Denotation:
    """So many days from the day told last; « la veille » at the head of an article counts from the publication."""
    shift = timedelta(days=rule.arguments["days"])
    if scene.told:
        return a_day(scene.told + shift).anchored("text")
    return a_day(scene.present + shift).anchored(scene.present_anchor) if scene.present and shift else NOTHING


def _clock(groups: Groups, _rule: Rule, scene: Scene, _grammar: Grammar) -> Denotation:
    day = a_day(scene.told).anchored("text") if scene.told else a_day(scene.present).anchored(scene.present_anchor)
    return day.at(f"{int(groups['hour']):02}:{groups.get('minute', '00')}")


def _part(groups: Groups, _rule: Rule, scene: Scene, grammar: Grammar) -> Denotation:
    day = a_day(scene.told).anchored("text") if scene.told else a_day(scene.present).anchored(scene.present_anchor)
    return day.at(grammar.words.parts.get(groups["part"], "24:00"))


def _duration(groups: Groups, _rule: Rule, _scene: Scene, grammar: Grammar) -> Denotation:
    """A length has a value and no days: P2Y, PT24H, PXD where the number is not told."""
    code = grammar.words.units[groups["unit"]]
    number = groups.get("number", "X")
    count = groups["decimal"].replace(",", ".") if "decimal" in groups else grammar.words.numbers.get(number, number)
    return Denotation(value=f"P{'T' * (code in _CLOCK_UNITS)}{count}{_CLOCK_UNITS.get(code, code)}")


def _frequency(groups: Groups, rule: Rule, scene: Scene, grammar: Grammar) -> Denotation:
    return _duration({"number": "1"} | dict(groups), rule, scene, grammar)


def _present(_groups: Groups, _rule: Rule, _scene: Scene, _grammar: Grammar) -> Denotation:
    """« Désormais » is no day: it has a value only."""
    return Denotation(value="PRESENT_REF")


def _nothing(_groups: Groups, _rule: Rule, _scene: Scene, _grammar: Grammar) -> Denotation:
    return NOTHING


def _publication(scene: Scene) -> str:
    return scene.present_anchor if scene.present else "publication"


OPERATIONS: Mapping[str, Operation] = MappingProxyType(
    {
        "clock": _clock,
        "day": _day,
        "decade": decade,
        "distance": distance,
        "duration": _duration,
        "frequency": _frequency,
        "month": month,
        "neighbour": _neighbour,
        "none": _nothing,
        "offset": _offset,
        "part": _part,
        "present": _present,
        "quarter": quarter,
        "season": season,
        "skip": _nothing,
        "this_part": _this_part,
        "told_distance": told_distance,
        "unit": unit,
        "unresolved": _nothing,
        "weekday": _weekday,
        "weekday_day": _weekday_day,
        "year": year,
    }
)
"""The operations that grammar.yaml may name."""
