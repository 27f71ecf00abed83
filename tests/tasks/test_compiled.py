"""What was compiled is kept, and a damaged file of it costs a compilation."""

import importlib.util
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


def used(folder: Path) -> tuple[int, int]:
    """What the function answers to 21 in a module loaded anew, and how many of its compilations were found kept."""
    spec = importlib.util.spec_from_file_location("looped", folder / "looped.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.doubled(21), sum(module.doubled.stats.cache_hits.values())


def test_what_was_compiled_is_kept_for_other_processes(tmp_path):
    (tmp_path / "looped.py").write_text(MODULE, encoding="utf-8")
    program = "from looped import doubled; print(doubled(21), sum(doubled.stats.cache_hits.values()), end='')"
    for expected in ("42 0", "42 1"):
        done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.stdout == expected, done.stderr


@pytest.mark.parametrize("pattern", ["*.nbi", "*.nbc"])
def test_a_damaged_file_is_compiled_anew(tmp_path, pattern):
    (tmp_path / "looped.py").write_text(MODULE, encoding="utf-8")
    assert used(tmp_path) == (42, 0)
    assert used(tmp_path) == (42, 1)
    (kept,) = (tmp_path / "__pycache__").glob(pattern)
    whole = kept.read_bytes()
    for damaged in (whole[: len(whole) // 2], b"\0" * len(whole), b""):
        kept.write_bytes(damaged)
        assert used(tmp_path) == (42, 0)
        assert used(tmp_path) == (42, 1)
