"""The command line: exit statuses, messages, and help that costs nothing."""

import errno
import os
import subprocess
import sys

import pytest

from flows.cli import main


def test_missing_raw_folder_is_told_and_exits_with_2(tmp_path, capsys):
    assert main(["curate", str(tmp_path / "missing"), "--out", str(tmp_path / "out")]) == 2
    told = capsys.readouterr().err
    assert "missing" in told
    assert "What to do:" in told
    assert "Traceback" not in told


def test_missing_corpora_are_told_and_exit_with_2(tmp_path, capsys):
    assert main(["train", str(tmp_path / "missing"), "--out", str(tmp_path / "out"), "--work", str(tmp_path / "work")]) == 2
    told = capsys.readouterr().err
    assert "missing" in told
    assert "docs/model.md" in told


def test_wrong_usage_exits_with_2(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["curate"])
    assert stopped.value.code == 2
    assert "RAW" in capsys.readouterr().err


def test_a_full_disk_is_one_message_and_status_1(tmp_path, capsys, monkeypatch):
    def full(_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "OUT/releases")

    monkeypatch.setattr("flows.command.run_curate", full)
    assert main(["curate", str(tmp_path), "--out", str(tmp_path / "out")]) == 1
    told = capsys.readouterr().err
    assert told.startswith("depeche: OUT/releases: No space left on device. Expected: ")
    assert "the current release is unchanged" in told


def test_help_imports_nothing_heavy():
    program = (
        "import sys\nfrom flows.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "heavy = {'prefect', 'pandas', 'spacy', 'great_expectations', 'pyarrow', 'polars'} & set(sys.modules)\n"
        "sys.exit(1 if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert done.returncode == 0, done.stdout
