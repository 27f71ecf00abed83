"""Whether text is a table, where its columns part, and what its header is.

What belongs here: looking at the first rows. What doesn't: reading all rows (readers/csv_records.py), what columns mean.
"""

import csv
import re
from collections.abc import Sequence

from schemas.settings import FieldMapping
from tasks.ingest.blobs import Refused
from tasks.ingest.columns import BY_WORD, load_columns, role_of

DELIMITERS = ",;\t|"
ENDINGS = (".csv", ".tsv", ".tab")
LONGEST_NAME = 80
LONG_CELL = 120
LOOKED_AT = 20
LEAST_COLUMNS = 3
MOSTLY, NEARLY_ALL = 0.5, 0.8
MOST_BANNER = 10
"""Lines with a title, a date of export or nothing that may stand above the header."""
NO_NAME = re.compile(r"[.!?…]$")
SEPARATOR_LINE = re.compile(r"sep=(.)\s*", re.IGNORECASE | re.DOTALL)
"""The first line that Excel writes to say what parts the columns."""


def looks_like_table(text: str, name: str, mappings: Sequence[FieldMapping]) -> bool:
    """Whether the text begins like a table.

    In a file of any name the header must hold a column with text that is known; in a .csv or .tsv file names, or rows alike, do.
    """
    rows = _head(first_rows(text, delimiter_of(text)))
    if not rows or len(rows[0]) == 1:
        return False
    alike = _alike(rows)
    header = _names(rows[0])
    if _is_named(header):
        known = {path for mapping in mappings for path in (*mapping.text, *mapping.html)}
        told = any(cell.casefold() in known or _is_text(cell) for cell in header) or (alike == 1.0 and _tells_roles(header, rows))
        meant = all(cell.casefold() in known or role_of(cell) for cell in header)
        if (told or name.lower().endswith(ENDINGS)) and (meant or alike >= MOSTLY):
            return True
    return name.lower().endswith(ENDINGS) and len(header) >= LEAST_COLUMNS and len(rows) > 1 and alike >= NEARLY_ALL


def delimiter_of(text: str) -> str:
    """What parts the columns: what makes most rows alike, of those what makes most columns."""
    first, _, rest = text.lstrip().partition("\n")
    if told := SEPARATOR_LINE.fullmatch(first):
        return told[1]
    heads = {delimiter: _head(first_rows(text, delimiter)) for delimiter in DELIMITERS if delimiter in text}
    held = [delimiter for delimiter, rows in heads.items() if rows and len(rows[0]) > 1]
    if not held:
        return DELIMITERS[0]
    return max(held, key=lambda d: (bool(rest) and _alike(heads[d]), len(heads[d][0])))


def banner_rows(rows: Sequence[Sequence[str]]) -> int:
    """How many of the first rows stand above the header: one filled cell at most, where a row with names of columns follows."""
    filled = [sum(1 for cell in row if cell.strip()) for row in rows[: MOST_BANNER + 1]]
    header = next((place for place, count in enumerate(filled) if count > 1), 0)
    return header if header and sum(1 for cell in rows[header] if role_of(cell)) > 1 else 0


def _head(rows: list[list[str]]) -> list[list[str]]:
    return rows[banner_rows(rows) :]


def first_rows(text: str, delimiter: str) -> list[list[str]]:
    """The first rows, without what stands behind a broken one, and without a line that names the separator."""
    found: list[list[str]] = []
    lines = text.lstrip().splitlines(keepends=True)
    if lines and SEPARATOR_LINE.fullmatch(lines[0]):
        lines = lines[1:]
    try:
        for row in csv.reader(lines, delimiter=delimiter):
            if any(cell.strip() for cell in row):
                found.append(row)
            if len(found) > LOOKED_AT:
                break
    except csv.Error:
        pass
    return found


def header_of(first: Sequence[str]) -> list[str] | None:
    """The names of the columns that the first row gives, each once; None where the row is data and the table has no header.

    Raises Refused for a table without a header that is known to hold no text.
    """
    cells = _names(first)
    columns = load_columns()
    for kind in columns.headless:
        if len(cells) == kind["cells"] and kind["first"].match(cells[0]):
            raise Refused("unknown_columns", f"{kind['name']}: {kind['remedy']}")
    data = any(len(cell) > LONG_CELL or columns.date.match(cell) or columns.url.match(cell) for cell in cells)
    if data and not any(role_of(cell) for cell in cells if len(cell) <= LONGEST_NAME):
        return None
    return unique_names(cells)


def names_separator(first: Sequence[str]) -> bool:
    """Whether the row is the line « sep=; », cut at the separator that it names."""
    return bool(first) and SEPARATOR_LINE.fullmatch(first[0] + " ") is not None and not any(cell.strip() for cell in first[1:])


def unique_names(cells: Sequence[str]) -> list[str]:
    """The names, those that are empty or repeated made out by their number."""
    found: list[str] = []
    taken: set[str] = set()
    for number, cell in enumerate(cells, start=1):
        name = cell or f"column {number}"
        if name.casefold() in taken:
            name = f"{name} ({number})"
        taken.add(name.casefold())
        found.append(name)
    return found


def _names(row: Sequence[str]) -> list[str]:
    """The cells of a header, each in one line: spreadsheets break long names."""
    return [" ".join(cell.split()) for cell in row]


def _tells_roles(header: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether words of the header tell the text and two things beside it, and rows follow."""
    roles = {told[0] for cell in header if (told := role_of(cell))}
    return "text" in roles and len(roles) >= LEAST_COLUMNS and len(rows) > 1


def _is_text(cell: str) -> bool:
    told = role_of(cell)
    return told is not None and told[0] == "text" and told[1] < BY_WORD


def _is_named(header: Sequence[str]) -> bool:
    return all(len(cell) <= LONGEST_NAME and not NO_NAME.search(cell) for cell in header) and any(header)


def _alike(rows: Sequence[Sequence[str]]) -> float:
    """The share of rows with as many cells as the first; the last one may be cut by the window that was looked at."""
    others = rows[1:-1] if len(rows) > LEAST_COLUMNS else rows[1:]
    return sum(len(row) == len(rows[0]) for row in others) / len(others) if others else 1.0
