"""What a cross-check is, and what several of them need. Pure, no GX."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import isnan
from typing import Any

import pandas as pd

Tables = Mapping[str, pd.DataFrame]


@dataclass(frozen=True, kw_only=True)
class CrossCheck:
    """A condition on each row of a table that takes more than the value of one column.

    `name` becomes a boolean column beside the table; `words` say what is expected; `column` is the column that the
    report files it under; `holds` gives one boolean for each row; `needs` names the (table, column) it reads; `shown`
    names the columns to show of the rows that break it.
    """

    table: str
    column: str
    name: str
    words: str
    needs: tuple[tuple[str, str], ...]
    holds: Callable[[Tables], Sequence[bool]]
    shown: tuple[str, ...] = ()


def given(value: Any) -> bool:
    """Whether a scalar is neither None nor NaN."""
    return value is not None and not (isinstance(value, float) and isnan(value))


def quotes(text: str | None, start: int, end: int, quoted: str) -> bool:
    """Whether `quoted` is exactly text[start:end], within bounds and not empty."""
    return text is not None and 0 <= start < end <= len(text) and text[start:end] == quoted


def texts(tables: Tables) -> dict[str, str]:
    """The text of each article by its identifier."""
    return dict(zip(tables["articles"]["article_id"], tables["articles"]["text"], strict=True))


def sentence_counts(tables: Tables) -> dict[str, int]:
    """The number of sentences of each article by its identifier."""
    return dict(zip(tables["articles"]["article_id"], tables["articles"]["sentence_count"], strict=True))


def needs(table: str, *columns: str) -> tuple[tuple[str, str], ...]:
    """The (table, column) pairs of several columns of a table."""
    return tuple((table, column) for column in columns)
