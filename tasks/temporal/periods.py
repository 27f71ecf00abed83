"""Weeks, months, quarters, seasons, years and distances: groups of a matched rule → what they denote.

What belongs here: units longer than a day. What doesn't: days (resolution.py), patterns (grammar.yaml).
"""

from collections.abc import Mapping
from datetime import date, timedelta

from tasks.temporal.calendar import EARLIEST_YEAR, LATEST_YEAR, day_of, shifted_month
from tasks.temporal.declared import month_of, stated_year
from tasks.temporal.denotation import NOTHING, Denotation, Scene, a_day, a_month, a_week, a_weekend, a_year, months, no_finer
from tasks.temporal.grammar import Grammar, Rule

Groups = Mapping[str, str]
WEEK = 7
LONGEST_DISTANCE_YEARS = 300
SEASON_MARGIN_DAYS = 21
"""« Ce printemps » may be said so many days before it begins."""
FIRST_DECADE_OF_LAST_CENTURY = 30
"""« Les années 30 » and later decades lie in the last century, « les années 20 » in this one."""
_MONTHS_OF = {"M": 1, "Q": 3, "HY": 6, "Y": 12}
_SEASON_STARTS = {"SP": (3, 20), "SU": (6, 21), "FA": (9, 22), "WI": (12, 21)}
_DIRECTIONS = {"past": -1, "before": -1, "next": 1, "after": 1}


def month(groups: Groups, _rule: Rule, scene: Scene, grammar: Grammar) -> Denotation:
    """A month; its year as written, else that of the nearest such month.

    Without a word that tells the year, a month lies at most half a year ahead where its sentence looks ahead, at most a quarter
    else: « le texte adopté en mars sera appliqué », in July, tells of a March that is over, « le sommet de septembre » of one
    that is to come.
    """
    number = month_of(groups, grammar.lexicon)
    if number is None:
        return NOTHING
    if stated := stated_year(groups):
        return a_month(stated, number)
    middle = scene.middle
    if middle is None:
        return NOTHING
    if scene.precision == "year" and not scene.present:
        return a_month(middle.year, number).anchored("publication")
    direction = _direction(groups, scene, grammar)
    ahead = (number - middle.month) % _MONTHS_OF["Y"]
    is_told = "shift" in groups or scene.is_sure
    is_past = direction < 0 < ahead if is_told else ahead > _MONTHS_OF["HY" if direction > 0 else "Q"]
    return a_month(*shifted_month(middle.year, middle.month, ahead - _MONTHS_OF["Y"] * is_past)).anchored(_anchor(scene))


def year(groups: Groups, _rule: Rule, _scene: Scene, _grammar: Grammar) -> Denotation:
    """A year as written."""
    return a_year(int(groups["year"]))


def decade(groups: Groups, _rule: Rule, _scene: Scene, _grammar: Grammar) -> Denotation:
    """A decade has a value and no precision of the vocabulary."""
    digits = groups["decade"]
    return Denotation(value=f"{20 if int(digits) < FIRST_DECADE_OF_LAST_CENTURY else 19}{digits[0]}X")


def season(groups: Groups, _rule: Rule, scene: Scene, grammar: Grammar) -> Denotation:
    """An astronomical season, named by the year in which it begins."""
    code = grammar.words.seasons[groups["season"]]
    start_month, start_day = _SEASON_STARTS[code]
    if stated := stated_year(groups):
        return _season(stated, code)
    if scene.middle is None:
        return NOTHING
    direction, is_shifted = _direction(groups, scene, grammar), "shift" in groups
    start = date(scene.middle.year, start_month, start_day)
    begun = scene.middle >= (start if is_shifted else start - timedelta(days=SEASON_MARGIN_DAYS))
    chosen = scene.middle.year - (direction < 0 and not begun) + (is_shifted and direction > 0 and begun)
    return _season(chosen, code).anchored(_anchor(scene))


def quarter(groups: Groups, _rule: Rule, scene: Scene, grammar: Grammar) -> Denotation:
    """A quarter or half of a year."""
    length = _MONTHS_OF[grammar.words.units[groups["period_name"]]]
    number = grammar.words.ordinals[groups["ordinal"]]
    chosen = stated_year(groups) or (scene.middle.year if scene.middle else 0)
    if not chosen or (number - 1) * length >= _MONTHS_OF["Y"]:
        return NOTHING
    value = f"{chosen}-{'Q' if length == _MONTHS_OF['Q'] else 'H'}{number}"
    found = months(chosen, (number - 1) * length + 1, length, precision="season", value=value)
    return found if stated_year(groups) else found.anchored(_anchor(scene))


def unit(groups: Groups, _rule: Rule, scene: Scene, grammar: Grammar) -> Denotation:
    """The week, month, year … that is, was, or will be."""
    code = grammar.words.periods[groups["period"]]
    shift = grammar.words.shifts.get(groups.get("shift", ""))
    told = scene.mentioned if shift in {"before", "after"} else None
    anchor, start = ("text", told) if told else (_anchor(scene), scene.present)
    step = _DIRECTIONS.get(shift or "", 0)
    if start is None:
        return (
            a_year(scene.middle.year + step).anchored(anchor)
            if code == "Y" and scene.middle
            else no_finer(scene)
            if not step
            else NOTHING
        )
    return moved(start, code, step, exact=False).anchored(anchor)


def distance(groups: Groups, rule: Rule, scene: Scene, grammar: Grammar) -> Denotation:
    """So many units before or after the publication."""
    start = scene.present or (scene.middle if scene.precision == "year" else None)
    return _at_distance(groups, rule, start, grammar).anchored(_anchor(scene))


def told_distance(groups: Groups, rule: Rule, scene: Scene, grammar: Grammar) -> Denotation:
    """So many units before or after the day told last."""
    return _at_distance(groups, rule, scene.told, grammar).anchored("text")


def _at_distance(groups: Groups, rule: Rule, start: date | None, grammar: Grammar) -> Denotation:
    count = int(groups["number"]) if groups["number"].isdigit() else grammar.words.numbers[groups["number"]]
    code = grammar.words.units[groups["unit"]]
    if start is None or count > LONGEST_DISTANCE_YEARS:
        return NOTHING
    return moved(start, code, count * rule.arguments["sign"], exact=True)


def moved(start: date, code: str, steps: int, *, exact: bool) -> Denotation:
    """The unit (its letter) that lies so many units away; weeks counted exactly come to a day."""
    if code == "D":
        return a_day(start + timedelta(days=steps))
    if code in {"W", "WE"}:
        moved = start + timedelta(days=WEEK * steps)
        return a_weekend(moved) if code == "WE" else a_day(moved) if exact else a_week(moved)
    if code not in _MONTHS_OF:
        return NOTHING
    target_year, target_month = shifted_month(start.year, start.month, steps * _MONTHS_OF[code])
    if not EARLIEST_YEAR <= target_year <= LATEST_YEAR:
        return NOTHING
    return _unit_of(code, target_year, target_month)


def _unit_of(code: str, target_year: int, target_month: int) -> Denotation:
    """The month, quarter, half or year that holds that month."""
    if code == "M":
        return a_month(target_year, target_month)
    if code == "Y":
        return a_year(target_year)
    length = _MONTHS_OF[code]
    number = (target_month - 1) // length + 1
    value = f"{target_year}-{'Q' if code == 'Q' else 'H'}{number}"
    return months(target_year, (number - 1) * length + 1, length, precision="season", value=value)


def _season(chosen: int, code: str) -> Denotation:
    start_month, start_day = _SEASON_STARTS[code]
    end_month, end_day = {"SP": (6, 20), "SU": (9, 21), "FA": (12, 20), "WI": (3, 19)}[code]
    start, end = day_of(chosen, start_month, start_day), day_of(chosen + (code == "WI"), end_month, end_day)
    return Denotation(start=start, end=end, precision="season", value=f"{chosen}-{code}") if start and end else NOTHING


def _direction(groups: Groups, scene: Scene, grammar: Grammar) -> int:
    """As told by « dernier » or « prochain », else by the sentence; news looks back by default."""
    return _DIRECTIONS.get(grammar.words.shifts.get(groups.get("shift", ""), ""), 0) or scene.direction or -1


def _anchor(scene: Scene) -> str:
    return scene.present_anchor if scene.present else "publication"
