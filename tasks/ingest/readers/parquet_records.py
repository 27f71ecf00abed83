"""Parquet: one record a row, a few rows held at a time.

What belongs here: reading rows. What doesn't: what a column means (mappings/*.yaml).
"""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tasks.ingest.blobs import Blob, Context, Finding, Payload, Refused, refusal
from tasks.ingest.readers.seekable import seekable
from tasks.ingest.records import record_finding
from tasks.ingest.tables import for_table

ROWS_AT_A_TIME = 8
"""A dictionary lets a few bytes stand for as many values as a file says, each as long as the dictionary: few are held at once."""
VALUE_BYTES = 256
"""What a value counts for at least against the budget: about what it costs as a part of a record."""


def read_parquet(blob: Blob, context: Context) -> Iterator[Finding]:
    """The rows of the file; one with a value that can't be read is refused alone.

    Raises Refused where the file is damaged, empty, or holds more than the limits allow: what a row group claims is counted
    before it is decoded, what comes of it as it comes.
    """
    number = 0
    with seekable(blob) as opened:
        try:
            file = pq.ParquetFile(pa.PythonFile(opened, mode="r"))
            for group in range(file.metadata.num_row_groups):
                context.budget.spend(_claimed(file.metadata.row_group(group)))
                for batch in file.iter_batches(batch_size=ROWS_AT_A_TIME, row_groups=[group], use_threads=False):
                    context.budget.spend(batch.nbytes)
                    if number == 0:
                        context, told = for_table(_sample(batch), blob, context)
                        yield from told
                    for row in range(batch.num_rows):
                        number += 1
                        found = _finding(batch, row, blob, context, number)
                        context.budget.spend(len(found.identity) if isinstance(found, Payload) else 0)
                        yield found
        except (pa.ArrowException, OSError) as error:
            raise Refused("corrupt_archive", f"not readable as Parquet, after row {number}: {type(error).__name__}") from error
    if number == 0:
        raise Refused("empty", "a Parquet file without rows")


def _claimed(group: pq.RowGroupMetaData) -> int:
    """Bytes that the row group says it decodes to, and that its values cost.

    Its columns are not asked: where their metadata is damaged, pyarrow ends the process.
    """
    return max(int(group.total_byte_size), int(group.num_rows) * int(group.num_columns) * VALUE_BYTES, 0)


UNREADABLE = (ArithmeticError, ValueError)
"""What a value raises: dates beyond the calendar, strings that are no UTF-8, unknown time zones."""


def _sample(batch: pa.RecordBatch) -> list[dict[str, Any]]:
    """The records of a batch that can be read."""
    found = []
    for row in range(batch.num_rows):
        with suppress(*UNREADABLE):
            found.append(_record(batch, row))
    return found


def _record(batch: pa.RecordBatch, row: int) -> dict[str, Any]:
    return {name: column[row].as_py() for name, column in zip(batch.schema.names, batch.columns, strict=True)}


def _finding(batch: pa.RecordBatch, row: int, blob: Blob, context: Context, number: int) -> Finding:
    try:
        record = _record(batch, row)
    except UNREADABLE as error:
        return refusal(blob, "broken_record", f"a value that can't be read: {type(error).__name__}", record=number)
    return record_finding(record, blob, context, number=number)
