"""Fixtures that every test may ask for."""

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Before NumPy is imported: the tests run side by side, and threads that wait for one another take three times the time.
os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
# How long an example takes is told by the machine and its load, and is no failure: tests that are about time measure it.
settings.register_profile("patient", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("fuzz", settings.get_profile("patient"), max_examples=3_000)
settings.load_profile("patient")

ROOT = Path(__file__).parents[1]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with slow tests first: one that starts last would run while the other workers have nothing left to do."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def sample_release(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of a run over data/raw, made once for all workers; its work folder lies beside. Copy it to change it."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "sample"
    folder.mkdir(exist_ok=True)
    out = folder / "processed"
    with (folder / "made.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (out / "current").exists():
            command = [sys.executable, "-m", "flows.cli", "curate", str(root / "data/raw"), "--out", str(out)]
            subprocess.run(command, check=True, capture_output=True)
    return out


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with corpora and gold that are not part of the repository: DEPECHE_SHARED, else `shared` beside the checkout."""
    folder = Path(os.environ.get("DEPECHE_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"no folder {folder} with the corpora and gold; name one with DEPECHE_SHARED")
    return folder
