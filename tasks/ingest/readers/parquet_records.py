"""Parquet: one record a row, read a few rows at a time.

What belongs here: reading rows. What doesn't: what a column means (mappings/*.yaml).
"""

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.parquet as pq

from tasks.ingest.blobs import Blob, Context, Finding, Refused
from tasks.ingest.readers.seekable import seekable
from tasks.ingest.records import record_finding
from tasks.ingest.tables import SAMPLE_ROWS, for_table

ROWS_AT_A_TIME = 64


def read_parquet(blob: Blob, context: Context) -> Iterator[Finding]:
    """The rows of the file. Raises Refused where it is damaged, empty, or its row groups exceed the limits."""
    number = 0
    with seekable(blob) as opened:
        try:
            file = pq.ParquetFile(pa.PythonFile(opened, mode="r"))
            _check_limits(file, context)
            for batch in file.iter_batches(batch_size=ROWS_AT_A_TIME, use_threads=False):
                records = batch.to_pylist()
                if number == 0:
                    context, told = for_table(records[:SAMPLE_ROWS], blob, context)
                    yield from told
                for record in records:
                    number += 1
                    yield record_finding(record, blob, context, number=number)
        except (pa.ArrowException, OSError) as error:
            raise Refused("corrupt_archive", f"not readable as Parquet: {str(error).splitlines()[0]}") from error
    if number == 0:
        raise Refused("empty", "a Parquet file without rows")


def _check_limits(file: pq.ParquetFile, context: Context) -> None:
    """A row group is decoded as a whole, so what it claims to hold is counted before."""
    for group in range(file.metadata.num_row_groups):
        context.budget.spend(file.metadata.row_group(group).total_byte_size)
