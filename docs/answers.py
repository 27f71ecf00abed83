"""Writes the answers of the ten questions of docs/reading.md from a release of the sample: `make answers`.

    python docs/answers.py OUT

Behind each query of that section stands its answer as a table, between two comments.
"""

import os
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

import duckdb

PAGE = Path(__file__).with_name("reading.md")
QUESTION = re.compile(r"(```sql\n(?P<sql>[^`]*)```\n)(\n<!-- answer -->\n.*?<!-- /answer -->\n)?", re.DOTALL)


def answered(page: str) -> str:
    """The page with the answer behind each query of its section « Ten questions », as the folder data/processed gives them."""
    before, heading, rest = page.partition("## Ten questions\n")
    questions, end, after = rest.partition("## What to mind\n")
    return before + heading + QUESTION.sub(lambda found: f"{found[1]}\n{answer(found['sql'])}", questions) + end + after


def answer(sql: str) -> str:
    """The answer to a query as a table."""
    result = duckdb.sql(sql)
    rows = [list(map(cell, row)) for row in result.fetchall()]
    lines = [" | ".join(row) for row in (result.columns, ["---"] * len(result.columns), *rows)]
    return "<!-- answer -->\n" + "".join(f"| {line} |\n" for line in lines) + "<!-- /answer -->\n"


def cell(value: Any) -> str:
    """A value as the cell of a table."""
    text = ", ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
    return text.replace("|", "\\|").replace("\n", " ")


def main() -> None:
    """Write the page anew."""
    out = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "data").mkdir()
        (Path(folder) / "data/processed").symlink_to(out)
        page = PAGE.resolve()
        os.chdir(folder)
        page.write_text(answered(page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
