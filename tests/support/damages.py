"""What crashes, disks and hands do to a file that was kept."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

LOST_BYTES = 64


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def zeroed(path: Path) -> None:
    path.write_bytes(b"\0" * path.stat().st_size)


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def missing(path: Path) -> None:
    path.unlink()


def tail_lost(path: Path) -> None:
    """The last bytes were never written."""
    content = path.read_bytes()
    path.write_bytes(content[:-LOST_BYTES] + b"\0" * min(LOST_BYTES, len(content)))


def changed(path: Path) -> None:
    """As long as before, and changed in the middle."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)


def halved(path: Path) -> None:
    """Half of the rows, in a file as sound as any; half of the characters of JSON, closed; half of the bytes of another."""
    if path.suffix == ".parquet":
        table = pq.read_table(path)
        pq.write_table(table.slice(0, table.num_rows // 2), path, compression="zstd")
    elif path.suffix == ".arrow":
        with pa.ipc.open_file(path) as file:
            table = file.read_all()
        with pa.OSFile(str(path), "wb") as opened, pa.ipc.new_file(opened, table.schema) as written:
            written.write_table(table.slice(0, table.num_rows // 2))
    elif path.suffix == ".json":
        text = path.read_text(encoding="utf-8")
        path.write_text(text[: len(text) // 2] + '"]}', encoding="utf-8")
    else:
        truncated(path)


EVERY = (truncated, zeroed, emptied, missing, tail_lost, changed, halved)
"""All kinds of damage to a file that a run keeps."""
