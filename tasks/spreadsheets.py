"""Text in CSV files that no spreadsheet computes, and the way back. Pure.

A spreadsheet takes a cell that begins with one of COMPUTED for a formula. Such text gets an apostrophe before it, as OWASP
advises; text that begins with an apostrophe gets one too, so that whoever reads the file back takes exactly one off.
"""

from typing import Any

COMPUTED = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
MARK = "'"


def inert(value: Any) -> Any:
    """The value as a cell: text that a spreadsheet would compute, or that begins with the mark, has the mark before it."""
    return f"{MARK}{value}" if isinstance(value, str) and value.startswith((*COMPUTED, MARK)) else value


def read_back(text: str) -> str:
    """The text that `inert` was given."""
    return text.removeprefix(MARK)


def inert_sql(column: str) -> str:
    """The same as `inert` for a column of text in DuckDB's SQL; `column` is a name of our contracts."""
    begins = " OR ".join(f"starts_with({column}, chr({ord(character)}))" for character in (*COMPUTED, MARK))
    return f"CASE WHEN {begins} THEN chr({ord(MARK)}) || {column} ELSE {column} END"
