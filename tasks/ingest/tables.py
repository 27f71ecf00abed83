"""A table's columns → the mapping that reads its rows: a known one, or one guessed from names and content; else a refusal.

What belongs here: that decision, once a table. What doesn't: cutting rows (readers/), what a name means (columns.py).
"""

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from schemas.settings import FieldMapping
from tasks.ingest.blobs import Blob, Context, Finding, Notice, Refused
from tasks.ingest.columns import ROLES, cell_value, is_never, load_columns, named_roles
from tasks.ingest.records import field_paths, same_series

SAMPLE_ROWS = 50
IN_SERIES = ("text", "authors")
"""Roles that several columns may share: « Texte 1 », « Texte 2 »."""
LONG_TEXT = 200
"""Characters that the usual cell of a column must have to be taken for text by its content alone."""
SHORT_TEXT = 30
LONGEST_TITLE = 250
HEADLINE_WORDS = 4
CLEARLY_LONGER = 2.0
MUCH_LONGER = 5.0
"""A column so much longer than the one that is named for the text holds it: « L'article » may be a title."""
MOSTLY = 0.5
NEARLY_ALL = 0.8
SHOWN_COLUMNS = 40

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Guess:
    """The column taken for each role; of text and authors all columns of a series that is numbered."""

    columns: Mapping[str, str]
    series: Mapping[str, Sequence[str]]

    def mapping(self) -> FieldMapping:
        """A mapping that reads these columns."""
        paths = {role: tuple(map(str.casefold, self.series.get(role, (column,)))) for role, column in self.columns.items()}
        return FieldMapping(name="guessed", **paths)

    def words(self) -> str:
        """What was guessed, as a run says it."""
        told = ", ".join(f"{role} = « {self.columns[role]} »" for role in ROLES if role in self.columns)
        return f"columns guessed from their names and content: {told}"


def for_table(sample: Rows, blob: Blob, context: Context) -> tuple[Context, list[Finding]]:
    """The context that reads the rows of a table whose first rows are the sample, and what is to be said of it.

    Raises Refused where no column can be told to hold the text of articles.
    """
    fields = [field_paths(row) for row in sample]
    names = list(dict.fromkeys(name for row in fields for name in row))
    spelled = {str(key).casefold(): str(key) for row in sample for key in row}
    known = next((mapping for mapping in context.mappings if _fits(mapping, fields)), None)
    if known is not None and (known.requires or known in context.settings.field_mappings):
        return context, []
    guess = _guessed(fields, [spelled.get(name, name) for name in names], known)
    if guess is None:
        raise Refused("unknown_columns", _refusal(list(spelled.values()) or names, fields))
    if known is not None and not _adds(guess, known, names):
        return context, []
    notice = Notice(uri=blob.uri, about="columns", words=guess.words())
    return replace(context, mappings=(guess.mapping(),)), [notice]


def _fits(mapping: FieldMapping, fields: Rows) -> bool:
    """Whether some row of the sample has the fields that the mapping requires, and one with text."""
    return any(
        all(row.get(path) not in {None, ""} for path in mapping.requires)
        and any(row.get(path) for path in (*mapping.html, *mapping.text))
        for row in fields
        if all(isinstance(row.get(path, ""), str | int | float | None) for path in mapping.requires)
    )


def _adds(guess: Guess, known: FieldMapping, names: Sequence[str]) -> bool:
    """Whether the guess reads a column that the known mapping does not."""
    for role, column in guess.columns.items():
        paths = (*known.html, *known.text) if role == "text" else getattr(known, role)
        if next((path for path in paths if path in names), None) != column.casefold():
            return True
    return any(len(listed) > 1 for listed in guess.series.values())


def _guessed(fields: Rows, names: Sequence[str], known: FieldMapping | None) -> Guess | None:
    cells = {name: _cells(fields, name.casefold()) for name in names}
    named = named_roles(names)
    if known is not None:
        for role in ROLES:
            paths = (*known.html, *known.text) if role == "text" else getattr(known, role)
            own = [name for path in paths for name in names if name.casefold() == path]
            named[role] = list(dict.fromkeys([*own, *named.get(role, [])]))
    text = _text_column(cells, named.get("text", []), known=known is not None)
    if text is None:
        return None
    found = {"text": text}
    for role in ROLES[1:]:
        free = [name for name in named.get(role, []) if name not in found.values() and _could_be(role, cells[name])]
        found |= {role: free[0]} if free else {}
    series = {
        role: [name for name in names if name in named.get(role, []) and same_series(name.casefold(), found[role].casefold())]
        for role in IN_SERIES
        if found.get(role) in named.get(role, [])
    }
    taken = {*found.values(), *(name for listed in series.values() for name in listed)}
    for role in (role for role in ROLES[1:] if role not in found):
        shown = _by_content(role, {name: held for name, held in cells.items() if name not in taken | set(found.values())})
        if shown and not is_never(role, shown[0]):
            found[role] = shown[0]
    return Guess(columns=found, series=series)


def _cells(fields: Rows, path: str) -> list[str]:
    """The filled cells of a column, as text."""
    values = (row.get(path) for row in fields)
    return [text for value in values if isinstance(value, str | int | float) and (text := cell_value(str(value)))]


def _text_column(cells: Mapping[str, list[str]], named: Sequence[str], *, known: bool) -> str | None:
    """The column with the text: of those named so the longest, else the one that is long and clearly longer than any other."""
    lengths = {name: statistics.median(map(len, held)) if held else 0.0 for name, held in cells.items()}
    long = [name for name in cells if lengths[name] >= LONG_TEXT and _share(cells[name], "sentence") >= MOSTLY]
    plausible = [name for name in named if lengths[name] >= SHORT_TEXT or (known and cells[name])]
    if (
        known
        and plausible
        and not any(lengths[name] > MUCH_LONGER * lengths[plausible[0]] for name in long if name not in plausible)
    ):
        return plausible[0]
    named_best = max(plausible, key=lambda name: lengths[name], default=None)
    if named_best and not any(lengths[name] > MUCH_LONGER * lengths[named_best] for name in long):
        return named_best
    ordered = sorted(long, key=lambda name: -lengths[name])
    clear = len(ordered) == 1 or (len(ordered) > 1 and lengths[ordered[0]] >= CLEARLY_LONGER * lengths[ordered[1]])
    return ordered[0] if clear else None


def _could_be(role: str, held: Sequence[str]) -> bool:
    """Whether the cells of a column that is named so can be what it says; an empty column is nothing."""
    if not held:
        return False
    if role in {"published", "url"}:
        return _share(held, "date" if role == "published" else "url") >= MOSTLY
    return role == "lead" or statistics.median(map(len, held)) <= LONGEST_TITLE


def _by_content(role: str, cells: Mapping[str, Sequence[str]]) -> list[str]:
    """The only column whose cells show that they are addresses, days or titles; no other role shows itself."""
    if role in {"published", "url"}:
        shape = "date" if role == "published" else "url"
        found = [name for name, held in cells.items() if held and _share(held, shape) >= NEARLY_ALL]
    elif role == "title":
        found = [name for name, held in cells.items() if _titles(held)]
    else:
        return []
    return found if len(found) == 1 else []


def _titles(held: Sequence[str]) -> bool:
    """Whether these cells read like headlines: some words each, no two alike, no full stop."""
    if len(held) <= 1 or len(set(held)) < len(held):
        return False
    length = statistics.median(map(len, held))
    words = statistics.median(len(cell.split()) for cell in held)
    ended = sum(cell.endswith(".") for cell in held) / len(held)
    return SHORT_TEXT / 2 <= length <= LONGEST_TITLE and words >= HEADLINE_WORDS and ended < MOSTLY


def _share(held: Sequence[str], shape: str) -> float:
    pattern = getattr(load_columns(), shape)
    return sum(1 for cell in held if pattern.search(cell)) / len(held) if held else 0.0


def _refusal(names: Sequence[str], fields: Rows) -> str:
    """What the columns are, what kind of table that is if it is known, and the lines of a profile that would read it."""
    shown = ", ".join(f"« {name} »" for name in names[:SHOWN_COLUMNS]) + (" …" if len(names) > SHOWN_COLUMNS else "")
    lowered = {name.casefold().strip() for name in names}
    for kind in load_columns().textless:
        if len(held := lowered & set(kind["columns"])) >= min(3, len(lowered)) and len(held) >= MOSTLY * min(len(lowered), 6):
            return f"{kind['name']}: {kind['remedy']}; the columns: {shown}"
    return f"no column could be told to hold the text of articles; the columns: {shown}; {profile_lines(names, fields)}"


def profile_lines(names: Sequence[str], fields: Rows) -> str:
    """The lines of a profile that name the columns, filled in as far as they can be told."""
    named = named_roles(names)
    told = {role: named[role][0] for role in ROLES if named.get(role) and _cells(fields, named[role][0].casefold())}
    entries = [f"text: [{_quoted(told.get('text', 'THE COLUMN WITH THE TEXT'))}]"]
    entries += [f"{role}: [{_quoted(told[role])}]" for role in ROLES[1:] if role in told]
    lines = f"ingest: {{field_mappings: [{{name: my_table, {', '.join(entries)}}}]}}"
    return f"to read it, write into a profile: {lines}, and run with --profile"


def _quoted(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
