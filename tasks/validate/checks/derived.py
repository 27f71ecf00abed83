"""Checks that follow from the contract but not from one scalar value: vocabularies of list elements, foreign keys."""

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from schemas.column import Column, Reference, Table
from schemas.vocabularies import vocabulary
from tasks.validate.checks.check import CrossCheck, Tables
from tasks.validate.columns import Booleans, among, column_of, elements, truths

CODED_FIELD = "reason"


def derived_checks(table: Table) -> Iterator[CrossCheck]:
    """The checks of a table's list vocabularies and references."""
    for coded in table.columns:
        if coded.vocabulary and pa.types.is_list(coded.type):
            yield _element_check(table, coded, coded.vocabulary)
    for reference in table.references:
        yield _reference_check(table, reference)


def _element_check(table: Table, coded: Column, codes: str) -> CrossCheck:
    within = CODED_FIELD if pa.types.is_struct(coded.type.value_type) else None

    def holds(tables: Tables) -> Booleans:
        known = pa.chunked_array([pa.array(list(vocabulary(codes)), pa.string())])
        return _among(column_of(tables, table.name, coded.name), within, known)

    return CrossCheck(
        table=table.name,
        column=coded.name,
        name=f"{coded.name}_in_vocabulary",
        words=f"{f'each {within}' if within else 'each element'} is a code of the vocabulary {codes}",
        needs=((table.name, coded.name),),
        holds=holds,
    )


def _reference_check(table: Table, reference: Reference) -> CrossCheck:
    def holds(tables: Tables) -> Booleans:
        known = column_of(tables, reference.table, reference.key)
        return _among(column_of(tables, table.name, reference.column), reference.within, known)

    field = f"{reference.column}.{reference.within}" if reference.within else reference.column
    return CrossCheck(
        table=table.name,
        column=reference.column,
        name=f"{field.replace('.', '_')}_refers_to_{reference.table}",
        words=f"{field} stands in {reference.table}.{reference.key}",
        needs=((table.name, reference.column), (reference.table, reference.key)),
        holds=holds,
        shown=() if reference.within else (reference.column,),
    )


def _among(values: pa.ChunkedArray, within: str | None, known: pa.ChunkedArray) -> Booleans:
    """Whether each value is among the known ones or null; of a list each element, or that field of each."""
    if not pa.types.is_list(values.type):
        return among(values, known) | truths(pc.is_null(values))
    listed = elements(values)
    return listed.every(among(listed.field(within) if within else listed.values, known))
