"""A folder from which no article can be kept: a release that holds none, a table of the stages, and each file with its reason."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from flows.cli import main
from flows.server import API_URL

pytestmark = [pytest.mark.prefect, pytest.mark.slow]
SEEDS = Path(__file__).parents[1] / "tasks/ingest/seeds"
ENGLISH = (
    "The council of the valley voted on Monday to rebuild the suspension bridge, which has been closed since the flood.",
    "Farmers blocked the ring road for two hours on Tuesday morning, asking for lower prices of water and of diesel.",
    "The museum opens its doors again next week, said its director, who expects more visitors than before the fire.",
)
PDF = (SEEDS / "pdf/avis.pdf").read_bytes()
TABLES = ("articles", "entities", "events", "overlaps")
FOLDERS: dict[str, dict[str, tuple[bytes, str]]] = {
    "texts in English": {f"{number}.txt": (text.encode(), "other_language") for number, text in enumerate(ENGLISH)},
    "empty files": {
        "a.txt": (b"", "empty"),
        "b.html": (b"", "empty"),
        "c.csv": (b"\xef\xbb\xbf", "empty"),
    },
    "damaged PDFs": {
        "cut.pdf": (PDF[: len(PDF) // 2], "corrupt_archive"),
        "beginning.pdf": (b"%PDF-1.4\n", "corrupt_archive"),
        "zeroed.pdf": (PDF[:20] + b"\0" * (len(PDF) - 20), "corrupt_archive"),
    },
}
"""By kind of folder: what its files hold, and the reason for which each is refused."""


@pytest.fixture(autouse=True)
def environment() -> Iterator[None]:
    """No workflow server is named, and the environment is afterwards as it was before."""
    before = dict(os.environ)
    os.environ.pop(API_URL, None)
    yield
    os.environ.clear()
    os.environ.update(before)


@pytest.mark.parametrize("files", FOLDERS.values(), ids=FOLDERS)
def test_nothing_kept_is_published_as_such(
    files: dict[str, tuple[bytes, str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw, out, profile = tmp_path / "raw", tmp_path / "out", tmp_path / "here.yaml"
    raw.mkdir()
    for name, (content, _) in files.items():
        (raw / name).write_bytes(content)
    profile.write_text("machine: {workers: 0}\n", encoding="utf-8")
    assert main(["curate", str(raw), "--out", str(out), "--profile", str(profile)]) == 0
    told = capsys.readouterr()
    assert "Traceback" not in told.out + told.err
    assert re.search(r"publish\s*│\s*tables", told.out)
    assert "WARNING: validate: no article was kept" in told.out
    assert not re.search(r"outlet\s+articles", told.out)
    quarantine = pd.read_parquet(out / "quarantine")
    assert dict(zip(quarantine["uri"], quarantine["reason"], strict=True)) == {name: why for name, (_, why) in files.items()}
    assert all(detail.strip() for detail in quarantine["detail"])
    assert all(not len(pd.read_parquet(out / table)) for table in TABLES)
