"""Tables slice by slice: lists as Python's values, and the texts that rows quote, are held for some rows at a time. Pure, no GX.

What belongs here: which rows stand together. What does not: what is asked of them (crosschecks.py).
"""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from tasks.frames import is_light, unfolded
from tasks.validate.checks.check import Tables

ROWS = 20_000


def _of_events(events: pd.DataFrame) -> pd.Series:
    mentions = pa.chunked_array(pa.array(events["mentions"]))
    return pd.Series(pc.struct_field(pc.list_flatten(mentions), "article_id").to_pandas())


def _of_entities(entities: pd.DataFrame) -> pd.Series:
    return entities["article_id"]


NAMED: Mapping[str, tuple[str, Callable[[pd.DataFrame], pd.Series]]] = MappingProxyType(
    {"entities": ("candidates", _of_entities), "events": ("mentions", _of_events)}
)
"""Tables whose checks look at each row alone and the articles that it names: a nested column, and the articles of some rows."""


def slices(name: str, tables: Tables, *, rows: int | None = None) -> Iterator[Tables]:
    """The tables with `rows` (ROWS) rows of one of them at a time, and of the articles those that they name; else as they are.

    Only where the nested columns are Arrow's (frames.light_frame): their types, and what the rows name, are sound then.
    """
    if name not in NAMED or not _is_light(tables, name):
        yield tables
        return
    frame, articles = tables[name], tables["articles"]
    known = {"entities": tables["entities"].drop_duplicates("entity_id")} if name == "events" else {}
    size = rows or ROWS
    for start in range(0, max(len(frame), 1), size):
        part = frame.iloc[start : start + size]
        named = articles[articles["article_id"].isin(NAMED[name][1](part))]
        yield {**tables, **known, "articles": named, name: unfolded(part)}


def _is_light(tables: Tables, name: str) -> bool:
    column, _ = NAMED[name]
    return column in tables[name] and is_light(tables[name][column]) and "article_id" in tables["articles"]
