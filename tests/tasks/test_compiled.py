"""What was compiled is kept, and a damaged file of it costs a compilation."""

import subprocess
import sys
from pathlib import Path

import pytest

MODULE = """
from tasks.compiled import compiled

@compiled
def doubled(number):
    return 2 * number
"""
USE = "from looped import doubled; print(doubled(21), sum(doubled.stats.cache_hits.values()), end='')"


def used(folder: Path) -> str:
    done = subprocess.run([sys.executable, "-c", USE], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("pattern", ["*.nbi", "*.nbc"])
def test_a_damaged_file_is_compiled_anew(tmp_path, pattern):
    (tmp_path / "looped.py").write_text(MODULE, encoding="utf-8")
    assert used(tmp_path) == "42 0"
    assert used(tmp_path) == "42 1"
    (kept,) = (tmp_path / "__pycache__").glob(pattern)
    whole = kept.read_bytes()
    for damaged in (whole[: len(whole) // 2], b"\0" * len(whole), b""):
        kept.write_bytes(damaged)
        assert used(tmp_path) == "42 0"
        assert used(tmp_path) == "42 1"
