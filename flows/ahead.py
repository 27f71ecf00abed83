"""Compile the loops ahead, on a folder of press, so that no run waits for the compiler: `python -m flows.ahead data/raw`.

What numba compiles is kept beside the modules; `make setup` calls this once.
"""

import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from flows.profiles import load_settings
from tasks.clean.task import clean
from tasks.deduplicate.task import deduplicate
from tasks.ingest.task import ingest
from tasks.run import Run


def compile_ahead(raw: Path) -> None:
    """Clean and deduplicate the folder twice, with nothing kept and with everything kept; what comes out is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        for run_id in ("new", "again"):
            run = Run(
                run_id=run_id,
                settings=load_settings("default"),
                raw=raw,
                out=Path(folder, "out"),
                work=Path(folder, "work"),
                as_of=datetime.now(UTC).date(),
            )
            deduplicate.fn(run, clean.fn(run, ingest.fn(run)))


if __name__ == "__main__":
    compile_ahead(Path(sys.argv[1]))
