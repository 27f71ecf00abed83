"""Asks the rules in a process of its own, whose memory is given back when it ends."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from tasks.validate.audit.asked import Audit, Known
from tasks.validate.audit.rules import Rule


def audit_apart(tables: Mapping[str, Path], rules: Sequence[Rule], known: Known, *, folder: Path, memory: str) -> Audit:
    """The same as audit.audit, in another process. Raises what it raises."""
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_audit, tables, rules, known, folder, memory).result()


def _audit(tables: Mapping[str, Path], rules: Sequence[Rule], known: Known, folder: Path, memory: str) -> Audit:
    # DuckDB is loaded here alone: in a process with the workflow engine's threads it tells of leaks as that ends.
    from tasks.validate.audit.audit import audit

    return audit(tables, rules, known, folder=folder, memory=memory)
