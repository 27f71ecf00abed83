"""Writes the report in a process of its own, whose memory is given back when it ends."""

from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from tasks.earlier import Earlier
from tasks.report.facts import Facts, Summary


def write_apart(
    facts: Facts, tables: Mapping[str, Path], target: Path, *, scratch: Path, memory: str, earlier: Earlier | None = None
) -> Summary:
    """The same as write_report, in another process. Raises what it raises."""
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_write, facts, tables, target, scratch, memory, earlier).result()


def _write(
    facts: Facts, tables: Mapping[str, Path], target: Path, scratch: Path, memory: str, earlier: Earlier | None
) -> Summary:
    # DuckDB is loaded here alone: in a process with the workflow engine's threads it tells of leaks as that ends.
    from tasks.report.write import write_report

    return write_report(facts, tables, target, scratch=scratch, memory=memory, earlier=earlier)
