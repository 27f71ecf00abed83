"""What is read of many rows at once is what a look at each row finds."""

import numpy as np
import pandas as pd
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from tasks.validate.checks.check import quoted, quotes
from tasks.validate.columns import among, codes, elements, places_of

WORDS = st.one_of(st.none(), st.sampled_from(["grève", "accord", "visite", ""]))
LISTS = st.lists(st.one_of(st.none(), st.lists(WORDS, max_size=4)), max_size=6)
TEXTS = {"a": "Une grève à Sète.", "b": "L'été, 𝕊ète fête.", "c": ""}
PLACES = st.one_of(st.none(), st.integers(-2, 20))
SPANS = st.lists(
    st.tuples(st.sampled_from(["a", "b", "c", "d", None]), PLACES, PLACES, st.one_of(st.none(), st.text("Sète ,𝕊", max_size=4))),
    max_size=30,
)


def column(values: list[object], kind: pa.DataType) -> pa.ChunkedArray:
    half = len(values) // 2
    return pa.chunked_array([pa.array(values[:half], kind), pa.array(values[half:], kind)])


@given(LISTS)
def test_what_holds_of_all_elements_of_a_row_holds_of_the_row(rows):
    found = elements(column(rows, pa.list_(pa.string())))
    is_known = among(found.values, pa.chunked_array([pa.array(["grève", "accord"])]))
    assert found.every(is_known).tolist() == [all(word in {"grève", "accord"} for word in row or ()) for row in rows]


@given(LISTS)
def test_different_elements_are_counted_by_row(rows):
    found = elements(column(rows, pa.list_(pa.string())))
    assert found.distinct(codes(found.values)).tolist() == [len(set(row or ())) for row in rows]


@given(st.lists(WORDS, max_size=8))
def test_a_value_is_found_at_its_place(values):
    known = ["visite", "", "grève"]
    places = places_of(column(values, pa.string()), pa.chunked_array([pa.array(known)]))
    assert places.tolist() == [known.index(value) if value in known else -1 for value in values]
    assert places.dtype == np.int64


@given(SPANS)
def test_quotations_are_those_of_a_look_at_each(spans):
    tables = {"articles": pd.DataFrame({"article_id": list(TEXTS), "text": list(TEXTS.values())})}
    kinds = (pa.string(), pa.int32(), pa.int32(), pa.string())
    columns = [column([span[n] for span in spans], kind) for n, kind in enumerate(kinds)]
    expected = [None not in span and quotes(TEXTS.get(span[0]), *span[1:]) for span in spans]
    assert quoted(tables, columns).tolist() == expected


def test_each_word_of_a_text_is_quoted_where_it_stands():
    spans = [(i, s, s + n, text[s : s + n]) for i, text in TEXTS.items() for s in range(len(text)) for n in (1, 5)]
    tables = {"articles": pd.DataFrame({"article_id": list(TEXTS), "text": list(TEXTS.values())})}
    kinds = (pa.string(), pa.int32(), pa.int32(), pa.string())
    holds = quoted(tables, [column([span[n] for span in spans], kind) for n, kind in enumerate(kinds)])
    assert holds.tolist() == [len(words) == end - start for _, start, end, words in spans]
    assert holds.sum() > 30
