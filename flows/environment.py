"""What the libraries must find in the environment before they are imported: no telemetry, a home of our own, quiet logs."""

import os
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


def set_environment(work: Path, *, verbose: bool = False) -> None:
    """Set the environment of this process. Call it before Prefect or Great Expectations is imported.

    `work` holds Prefect's own files: its database can't be shared with another version of Prefect. What the user has
    set (an API address, a home) stays.
    """
    os.environ.update(FIXED)
    home = work / "prefect"
    home.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("PREFECT_HOME", str(home.resolve()))
    os.environ.setdefault("PREFECT_LOGGING_LEVEL", "INFO" if verbose else "CRITICAL")
    os.environ.setdefault("PREFECT_LOGGING_ROOT_LEVEL", "INFO" if verbose else "CRITICAL")
    if not verbose:
        os.environ.setdefault("PREFECT_SERVER_LOGGING_LEVEL", "CRITICAL")
