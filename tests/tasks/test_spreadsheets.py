"""Text in CSV files: no spreadsheet computes it, whoever reads it back has it exactly, and SQL writes what Python writes."""

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.spreadsheets import COMPUTED, MARK, inert, inert_sql, read_back

FORMULAS = ["=cmd|' /C calc'!A1", "+33 1", "-5 %", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "'=1", "''", "'"]
PLAIN = ["", "Le maire accuse", "l'État", " =1"]


@given(st.one_of(st.text(), st.sampled_from(FORMULAS)))
def test_no_text_is_computed_and_each_can_be_read_back(text):
    assert not inert(text).startswith(COMPUTED)
    assert read_back(inert(text)) == text


@pytest.mark.parametrize("value", [*PLAIN, -5, -0.5, None, True])
def test_what_no_spreadsheet_computes_is_left_alone(value):
    assert inert(value) is value


@pytest.mark.parametrize("text", [*FORMULAS, *PLAIN])
def test_sql_writes_the_same(text):
    assert duckdb.execute(f"SELECT {inert_sql('x')} FROM (SELECT ? AS x)", [text]).fetchall() == [(inert(text),)]  # noqa: S608


def test_the_mark_is_what_spreadsheets_take_for_text():
    assert MARK == "'"
