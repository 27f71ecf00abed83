"""What the libraries must find in the environment before they are imported: no telemetry, a home of our own, quiet logs."""

import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

FIXED = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY": "false",
    "GX_ANALYTICS_ENABLED": "false",
    # The twenty seconds that Prefect allows are too few on a small machine.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
}


DATABASE = "prefect.db"


# Where runs are looked at in the engine's pages, their own lines are kept there; the terminal has its own.
LOGGED = {
    "PREFECT_LOGGING_TO_API_ENABLED": "true",
    "PREFECT_LOGGING_LOGGERS_PREFECT_FLOW_RUNS_LEVEL": "INFO",
    "PREFECT_LOGGING_LOGGERS_PREFECT_TASK_RUNS_LEVEL": "INFO",
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
}


def set_environment(work: Path, *, verbose: bool = False, logged: bool = False) -> None:
    """Set the environment of this process. Call it before Prefect or Great Expectations is imported.

    `work` holds Prefect's own files: its database can't be shared with another version of Prefect. What the user has
    set (an API address, a home) stays. `logged`: the engine keeps the lines of each run.
    """
    os.environ.update(FIXED | (LOGGED if logged else {}))
    home = work / "prefect"
    home.mkdir(parents=True, exist_ok=True)
    if aside := put_aside_damaged(home / DATABASE):
        print(
            f"WARNING: the workflow engine's database was damaged; it was put aside as {aside} and is made anew", file=sys.stderr
        )
    os.environ.setdefault("PREFECT_HOME", str(home.resolve()))
    os.environ.setdefault("PREFECT_LOGGING_LEVEL", "INFO" if verbose else "CRITICAL")
    os.environ.setdefault("PREFECT_LOGGING_ROOT_LEVEL", "INFO" if verbose else "CRITICAL")
    if not verbose:
        os.environ.setdefault("PREFECT_SERVER_LOGGING_LEVEL", "CRITICAL")


def put_aside_damaged(database: Path) -> Path | None:
    """Rename an SQLite file that is damaged, with what belongs to it; its new path, or None where it is sound or not there."""
    if not database.is_file() or _is_sound(database):
        return None
    for ending in ("-wal", "-shm"):
        database.with_name(f"{database.name}{ending}").unlink(missing_ok=True)
    return database.replace(database.with_name(f"{database.name}.damaged"))


def _is_sound(database: Path) -> bool:
    try:
        with closing(sqlite3.connect(database)) as opened:
            found: tuple[str] = opened.execute("PRAGMA quick_check(1)").fetchone()
            return found == ("ok",)
    except sqlite3.OperationalError:
        return True  # another process has it under a lock
    except sqlite3.DatabaseError:
        return False
