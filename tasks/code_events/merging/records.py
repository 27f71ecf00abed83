"""Mentions and arguments as rows.

What belongs here: frames → mappings. What does not: what the rows say (the other modules).
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd

Row = Mapping[str, Any]


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as mappings, with None for what is missing."""
    names = [str(name) for name in frame.columns]
    values = (frame[name].tolist() for name in names)
    columns = [[None if value != value else value for value in column] for column in values]  # noqa: PLR0124  NaN is missing
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
