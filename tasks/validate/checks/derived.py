"""Checks that follow from the contract but not from one scalar value: vocabularies of list elements, foreign keys."""

from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa

from schemas.column import Column, Reference, Table
from schemas.vocabularies import vocabulary
from tasks.validate.checks.check import CrossCheck, Tables, given

CODED_FIELD = "reason"


def derived_checks(table: Table) -> Iterator[CrossCheck]:
    """The checks of a table's list vocabularies and references."""
    for column in table.columns:
        if column.vocabulary and pa.types.is_list(column.type):
            yield _element_check(table, column, column.vocabulary)
    for reference in table.references:
        yield _reference_check(table, reference)


def _element_check(table: Table, column: Column, codes: str) -> CrossCheck:
    within = CODED_FIELD if pa.types.is_struct(column.type.value_type) else None

    def holds(tables: Tables) -> list[bool]:
        known = set(vocabulary(codes))
        return [known.issuperset(_values(value, within)) for value in tables[table.name][column.name]]

    return CrossCheck(
        table=table.name,
        column=column.name,
        name=f"{column.name}_in_vocabulary",
        words=f"{f'each {within}' if within else 'each element'} is a code of the vocabulary {codes}",
        needs=((table.name, column.name),),
        holds=holds,
    )


def _reference_check(table: Table, reference: Reference) -> CrossCheck:
    def holds(tables: Tables) -> list[bool]:
        known = set(tables[reference.table][reference.key])
        return [known.issuperset(_values(value, reference.within)) for value in tables[table.name][reference.column]]

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


def _values(value: Any, within: str | None) -> Iterable[Any]:
    if isinstance(value, list):
        return [element[within] for element in value] if within else value
    return [value] if given(value) else []
