"""What a cross-check is, and what several of them need. Pure, no GX."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import isnan
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from tasks.validate.columns import Booleans, Places, column_of, places_of, truths

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
    holds: Callable[[Tables], Booleans | list[bool]]
    shown: tuple[str, ...] = ()


def given(value: Any) -> bool:
    """Whether a scalar is neither None nor NaN."""
    return value is not None and not (isinstance(value, float) and isnan(value))


def quotes(text: str | None, start: int, end: int, quoted: str) -> bool:
    """Whether `quoted` is exactly text[start:end], within bounds and not empty."""
    return text is not None and 0 <= start < end <= len(text) and text[start:end] == quoted


def quoted(tables: Tables, spans: Sequence[pa.ChunkedArray]) -> Booleans:
    """Whether each span (article_id, start, end, text) quotes its article; not where one of the four is null.

    Texts are made Python's one at a time.
    """
    known, texts = (column_of(tables, "articles", name) for name in ("article_id", "text"))
    places = places_of(spans[0], known)
    whole = np.flatnonzero(np.logical_and.reduce([truths(pc.is_valid(values)) for values in spans]) & (places >= 0))
    order = whole[np.argsort(places[whole], kind="stable")]
    holds, read, text = np.zeros(len(places), dtype=bool), -1, None
    listed = (values.take(pa.array(order)).to_pylist() for values in spans[1:])
    for number, place, start, end, words in zip(order.tolist(), places[order].tolist(), *listed, strict=True):
        if place != read:
            read, text = place, texts[place].as_py()
        holds[number] = quotes(text, start, end, words)
    return holds


def counted_sentences(tables: Tables, ids: pa.ChunkedArray) -> Places:
    """How many sentences the article of each identifier has; 0 where there is no such article."""
    counts = np.append(column_of(tables, "articles", "sentence_count").to_numpy(), 0)
    return np.asarray(counts[places_of(ids, column_of(tables, "articles", "article_id"))], dtype=np.int64)


def needs(table: str, *columns: str) -> tuple[tuple[str, str], ...]:
    """The (table, column) pairs of several columns of a table."""
    return tuple((table, column) for column in columns)
