"""The GX suites, derived from the contract in schemas/ and the cross-checks.

What belongs here: what is expected, how severe a failure is, and how it is said.
"""

from collections.abc import Collection, Iterable, Iterator

import pyarrow as pa

from schemas.column import Column, Table
from schemas.vocabularies import vocabulary
from tasks.validate.checks.check import CrossCheck
from tasks.validate.contract import MISSING
from tasks.validate.gx import Expected, expectation

CRITICAL = "critical"
ACCOUNTED = "each source read is listed by an article or stands in quarantine"
CONTRACT_KEY = ("table", "column", "expected", "found")


def contract_suite() -> tuple[Expected, ...]:
    """The suite of contract.columns_found: every column is there and has its type."""
    there = expectation("ExpectColumnValuesToNotBeInSet", column="found", value_set=[MISSING], severity=CRITICAL)
    typed = expectation("ExpectColumnPairValuesToBeEqual", column_A="expected", column_B="found", severity=CRITICAL)
    return (
        Expected(expectation=there, column="column", words="every column of the contract is there"),
        Expected(expectation=typed, column="found", words="every column has the type of the contract"),
    )


def accounting_suite() -> tuple[Expected, ...]:
    """The suite of accounting.account: kept + quarantined = read."""
    equal = expectation("ExpectColumnPairValuesToBeEqual", column_A="accounted", column_B="read", severity=CRITICAL)
    return (Expected(expectation=equal, column="read", words=ACCOUNTED),)


def table_suite(table: Table, *, checks: Iterable[CrossCheck], sound: Collection[str]) -> tuple[Expected, ...]:
    """The suite of one table: its columns, its key, its cross-checks.

    `sound` names the columns that are there with the right type; nothing is expected of others, which the contract
    suite has already failed.
    """
    return (
        *(expected for column in table.columns if column.name in sound for expected in _column(column)),
        *_key(table, sound),
        *(_cross(check) for check in checks if check.table == table.name),
    )


def _column(column: Column) -> Iterator[Expected]:
    """What a column states of its own scalar values. Elements of lists are checked by checks/derived.py."""
    name, scalar = column.name, not pa.types.is_nested(column.type)
    if not column.nullable:
        present = expectation("ExpectColumnValuesToNotBeNull", column=name, severity=CRITICAL)
        yield Expected(expectation=present, column=name, words="there is a value")
    if column.vocabulary and scalar:
        codes = list(vocabulary(column.vocabulary))
        coded = expectation("ExpectColumnValuesToBeInSet", column=name, value_set=codes, severity=CRITICAL)
        yield Expected(expectation=coded, column=name, words=f"the value is a code of the vocabulary {column.vocabulary}")
    if column.pattern:
        matching = expectation(
            "ExpectColumnValuesToMatchRegex", column=name, regex=rf"^(?:{column.pattern})\Z", severity=CRITICAL
        )
        yield Expected(expectation=matching, column=name, words=f"the whole value matches {column.pattern}")
    if column.minimum is not None or column.maximum is not None:
        bounded = expectation(
            "ExpectColumnValuesToBeBetween", column=name, min_value=column.minimum, max_value=column.maximum, severity=CRITICAL
        )
        yield Expected(expectation=bounded, column=name, words=_bounds(column))


def _bounds(column: Column) -> str:
    if column.maximum is None:
        return f"the value is {column.minimum:g} or more"
    if column.minimum is None:
        return f"the value is {column.maximum:g} or less"
    return f"the value lies between {column.minimum:g} and {column.maximum:g}"


def _key(table: Table, sound: Collection[str]) -> Iterator[Expected]:
    if not set(table.key) <= set(sound):
        return
    first, words = table.key[0], f"the key ({', '.join(table.key)}) is unique"
    if len(table.key) == 1:
        unique = expectation("ExpectColumnValuesToBeUnique", column=first, severity=CRITICAL)
    else:
        unique = expectation(
            "ExpectCompoundColumnsToBeUnique", column_list=list(table.key), ignore_row_if="never", severity=CRITICAL
        )
    yield Expected(expectation=unique, column=first, words=words)


def _cross(check: CrossCheck) -> Expected:
    holds = expectation("ExpectColumnValuesToBeInSet", column=check.name, value_set=[True], severity=CRITICAL)
    return Expected(expectation=holds, column=check.column, words=check.words, shown=check.shown)
