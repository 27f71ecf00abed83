"""`depeche plan` and `prune` as an operator meets them: what they say, and that they refuse what can't be done."""

import pytest

from flows import upkeep
from flows.cli import main
from tasks.publish.durable import one_publisher


def test_a_plan_of_a_new_folder_says_so_and_makes_nothing(tmp_path, capsys):
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    (raw / "port.txt").write_text("Les dockers de Marseille ont cessé le travail lundi.", encoding="utf-8")
    assert main(["plan", str(raw), "--out", str(out)]) == 0
    told = capsys.readouterr().out
    assert "no release yet" in told
    assert "0 same, 1 new" in told
    assert "Nothing is new" not in told
    assert not out.exists()


@pytest.mark.parametrize("held", [True, False])
def test_a_plan_says_whether_a_run_would_end_at_once(tmp_path, capsys, monkeypatch, held):
    (tmp_path / "port.txt").write_text("Les dockers de Marseille ont cessé le travail lundi.", encoding="utf-8")
    monkeypatch.setattr(upkeep, "is_held", lambda *_: held)
    assert main(["plan", str(tmp_path), "--out", str(tmp_path / "out")]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == (upkeep.NOTHING_NEW if held else upkeep.OVER_ALL)


def test_a_plan_of_a_missing_folder_exits_with_2(tmp_path, capsys):
    assert main(["plan", str(tmp_path / "missing"), "--out", str(tmp_path / "out")]) == 2
    assert "What to do:" in capsys.readouterr().err


def test_pruning_a_missing_folder_exits_with_2(tmp_path, capsys):
    assert main(["prune", str(tmp_path / "missing"), "--keep", "2"]) == 2
    assert "What to do:" in capsys.readouterr().err


def test_pruning_where_another_run_publishes_exits_with_2(tmp_path, capsys):
    with one_publisher(tmp_path):
        assert main(["prune", str(tmp_path), "--keep", "2"]) == 2
    assert "another run is publishing" in capsys.readouterr().err


def test_nothing_to_prune_is_said(tmp_path, capsys):
    assert main(["prune", str(tmp_path), "--keep", "2"]) == 0
    assert capsys.readouterr().out.splitlines() == ["nothing to remove", "0.0 MB freed"]
