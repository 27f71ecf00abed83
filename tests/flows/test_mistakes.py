"""What users get wrong: one message, exit status 2, at once, and never a traceback."""

import os
import socket
import subprocess
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from flows.cli import main
from flows.serve import _check_zone, _schedule
from schemas.errors import SettingsError


@pytest.fixture(autouse=True)
def environment() -> Iterator[None]:
    """The environment as it was before: some commands set it for the engine that they would start."""
    before = dict(os.environ)
    os.environ.pop("PREFECT_API_URL", None)
    yield
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a raw folder of one text, an empty one, a file, and a profile to write."""
    for name in ("raw", "empty", "mine/articles"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "raw/un.txt").write_text("Le conseil municipal a voté mardi le budget de la ville.", encoding="utf-8")
    (tmp_path / "file").write_text("une ligne", encoding="utf-8")
    (tmp_path / "mine/articles/a.parquet").write_text("rien", encoding="utf-8")
    return tmp_path


CURATE = ["curate", "{raw}", "--out", "{out}"]
SERVE = ["serve", "{raw}", "--out", "{out}"]
CRON = ["--cron", "0 5 * * *"]
PROFILES = {
    "no mapping": "- 1\n",
    "no YAML": "batch_size: [\n",
    "unknown key": "bach_size: 7\n",
    "wrong type": "batch_size: many\n",
    "out of bounds": "validation: {max_broken_share: 2}\n",
    "kept language that is not identified": "clean: {keep: [eo]}\n",
    "no language kept": "clean: {keep: []}\n",
    "no power of two": "deduplicate: {sample_one_in: 7}\n",
    "no date": "batch_size: 2024-13-40\n",
    "no pipeline": "annotate: {model: fr_nulle_part}\n",
    "no name of a pipeline": "annotate: {model: '../nulle/part'}\n",
}
MISTAKES: dict[str, list[str]] = {
    "no command": [],
    "unknown command": ["publish"],
    "unknown option": [*CURATE, "--fast"],
    "no raw folder": ["curate", "--out", "{out}"],
    "no output folder": ["curate", "{raw}"],
    "raw folder that is not there": ["curate", "{none}", "--out", "{out}"],
    "raw folder that is a file": ["curate", "{file}", "--out", "{out}"],
    "raw folder without files": ["curate", "{empty}", "--out", "{out}"],
    "output folder that is a file": ["curate", "{raw}", "--out", "{file}"],
    "output folder below a file": ["curate", "{raw}", "--out", "{file}/out"],
    "output folder in the raw folder": ["curate", "{raw}", "--out", "{raw}/out"],
    "output folder that can't be made": ["curate", "{raw}", "--out", "/proc/depeche"],
    "output folder of something else": ["curate", "{raw}", "--out", "{mine}"],
    "work folder that is a file": [*CURATE, "--work", "{file}"],
    "work folder in the raw folder": [*CURATE, "--work", "{raw}/work"],
    "unknown profile": [*CURATE, "--profile", "rapide"],
    "profile that is a folder": [*CURATE, "--profile", "{raw}"],
    **{f"profile: {name}": [*CURATE, "--profile", f"{{profile:{name}}}"] for name in PROFILES},
    "schedule without a time": SERVE,
    "schedule with two times": [*SERVE, *CRON, "--interval", "60"],
    "schedule of no raw folder": ["serve", "{none}", "--out", "{out}", *CRON],
    "interval of nothing": [*SERVE, "--interval", "0"],
    "interval in words": [*SERVE, "--interval", "bientôt"],
    "interval of no number": [*SERVE, "--interval", "nan"],
    "unknown time zone": [*SERVE, *CRON, "--timezone", "Paris"],
    "port out of range": [*SERVE, *CRON, "--port", "70000"],
    "port in words": [*SERVE, *CRON, "--port", "http"],
    "port that is taken": [*SERVE, *CRON, "--port", "{port}"],
    "evaluation without a release": ["evaluate", "{empty}", "{empty}"],
    "evaluation of no release": ["evaluate", "{mine}", "{empty}"],
    "releases of no folder": ["releases", "{none}"],
    "releases of another folder": ["releases", "{raw}"],
    "use in no folder": ["use", "{none}", "20260101T000000Z-00000000"],
    "use of no release": ["use", "{empty}", "20260101T000000Z-00000000"],
    "show in no folder": ["show", "abc", "--out", "{none}"],
    "show of no release": ["show", "abc", "--out", "{empty}"],
    "show of a file": ["show", "abc", "--out", "{file}"],
    "explanation in no folder": ["explain", "abcd", "--out", "{none}"],
    "explanation of nothing": ["explain", " "],
    "explanation on no day": ["explain", "Le maire parle.", "--date", "mardi"],
    "explanation in no country": ["explain", "Le maire parle.", "--country", "XXX"],
    "question to no release": ["query", "SELECT 1", "--out", "{mine}"],
    "question in two forms": ["query", "SELECT 1", "--csv", "--json"],
    "difference of no release": ["diff", "a", "b", "--out", "{empty}"],
    "report of no release": ["report", "--out", "{empty}"],
    "reports of no folder": ["serve-reports", "--out", "{none}"],
    "reports of no release": ["serve-reports", "--out", "{empty}"],
    "export without a form": ["export", "{out}"],
    "export of no release": ["export", "--csv", "{work}", "--out", "{empty}"],
    "completion of no shell": ["completion", "dos"],
    "training on nothing": ["train", "{none}", "--out", "{out}", "--work", "{work}"],
}


def filled(arguments: list[str], place: Path, port: int) -> list[str]:
    for name, text in PROFILES.items():
        (place / f"{name}.yaml").write_text(text, encoding="utf-8")
    names = ("raw", "out", "none", "file", "empty", "mine", "work")
    words = {f"{{{name}}}": str(place / name) for name in names} | {"{port}": str(port)}
    words |= {f"{{profile:{name}}}": str(place / f"{name}.yaml") for name in PROFILES}
    for word, value in words.items():
        arguments = [argument.replace(word, value) for argument in arguments]
    return arguments


def status_of(run: Callable[[], int]) -> int:
    try:
        return run()
    except SystemExit as stopped:  # argparse ends by itself
        return int(str(stopped.code))


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_one_message_and_status_2(mistake: str, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        arguments = filled(MISTAKES[mistake], place, taken.getsockname()[1])
        status = status_of(lambda: main(arguments))
    told = capsys.readouterr()
    assert status == 2, told
    assert told.out == ""
    assert "Traceback" not in told.err
    assert told.err.startswith(("depeche: ", "usage: "))
    assert "What to do:" in told.err or "error:" in told.err


def test_a_profile_that_is_no_yaml_is_told_in_one_line(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(filled([*CURATE, "--profile", "{profile:no YAML}"], place, 0)) == 2
    (told,) = capsys.readouterr().err.splitlines()
    assert "in line 2" in told


def test_there_are_at_least_thirty() -> None:
    assert len(MISTAKES) >= 30


@pytest.mark.parametrize("cron", ["tous les jours", "61 5 * * *", "", "0 0 5 * * *"])
def test_a_bad_cron_is_no_schedule(cron: str) -> None:
    with pytest.raises(SettingsError, match="correct --cron"):
        _schedule(Namespace(cron=cron, timezone="UTC"))


@pytest.mark.parametrize(
    ("zone", "near"),
    [
        ("Paris", "Europe/Paris"),
        ("europe/paris", "Europe/Paris"),
        ("Europe/Bruxelles", "Europe/Brussels"),
        ("new york", "America/New_York"),
    ],
)
def test_the_zone_that_was_meant_is_named(zone: str, near: str) -> None:
    with pytest.raises(SettingsError, match=f"correct --timezone; there is .*{near}"):
        _check_zone(zone)


@pytest.mark.prefect
def test_a_bad_cron_is_one_message_and_status_2(place: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "flows.cli",
        "serve",
        str(place / "raw"),
        "--out",
        str(place / "out"),
        "--cron",
        "61 5 * * *",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2, done.stderr
    assert "correct --cron" in done.stderr
    assert "Traceback" not in done.stderr
