"""However a release is made, its tables are the same bytes: one machine or a cluster, a folder or a store, one run or several."""

import importlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.cli import main
from flows.server import API_URL
from tasks.frames import file_sha256
from tasks.reading.opening import OpenedRelease, named_release, open_release

pytest.importorskip("prefect_dask")
pytest.importorskip("s3fs")

pytestmark = [pytest.mark.slow, pytest.mark.prefect]
FOLDERS = ("echo-des-deux-rives", "ouest-infos")  # plain texts: no process is started to extract pages
PROFILES = {
    "none": "machine: {workers: 0}\n",
    "one": "batch_size: 5\nmachine: {workers: 1}\n",
    "two": "batch_size: 4\nmachine: {workers: 2}\n",
    "dask": "batch_size: 4\nmachine: {workers: 1}\ncluster: {made_by: distributed.LocalCluster, options: {n_workers: 2}}\n",
}


@pytest.fixture(scope="module")
def environment(tmp_path_factory) -> Iterator[pytest.MonkeyPatch]:
    """No workflow server is named, and what is fetched from stores has a folder of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(API_URL, raising=False)
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("fetched")))
        yield patch


@pytest.fixture(scope="module")
def raw(root: Path, tmp_path_factory) -> Path:
    """Some of the sample's files."""
    folder = tmp_path_factory.mktemp("raw")
    for name in FOLDERS:
        shutil.copytree(root / "data/raw" / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def source(raw: Path, root: Path, environment: pytest.MonkeyPatch) -> Iterator[str]:
    """The same files in a store: a local server that speaks S3, which the benchmarks start too."""
    environment.syspath_prepend(str(root / "benchmarks"))
    store = importlib.import_module("local_store")
    with store.local_store() as named:
        for name, value in named.items():
            environment.setenv(name, value)
        yield store.deliver(raw, "raw")


@pytest.fixture(scope="module")
def release(raw: Path, environment, tmp_path_factory) -> OpenedRelease:
    """That of one run in one process."""
    out = tmp_path_factory.mktemp("out")
    assert curate(raw, out, "none", work=tmp_path_factory.mktemp("work")) == 0
    return open_release(out)


def curate(raw: str | Path, out: str | Path, profile: str, *, work: Path) -> int:
    (work / "profile.yaml").write_text(PROFILES[profile], encoding="utf-8")
    return main(["curate", str(raw), "--out", str(out), "--profile", str(work / "profile.yaml"), "--work", str(work)])


def tables(release: OpenedRelease) -> dict[str, str]:
    return {name: file_sha256(path) for name, path in release.files.items()}


def test_two_workers_of_a_cluster_from_a_store_to_a_store(release, source, tmp_path, capsys):
    target = source.removesuffix("raw") + "data"
    assert curate(source, target, "dask", work=tmp_path) == 0
    there = open_release(target)
    assert tables(there) == tables(release)
    assert {stage["stage"]: stage["workers"] for stage in there.manifest["stages"]}["annotate"] == 2
    assert named_release(target, there.release_id[:-1]).folder == there.folder

    capsys.readouterr()
    assert curate(source, target, "one", work=tmp_path) == 0
    assert "Nothing is new" in capsys.readouterr().out
    assert main(["query", "SELECT count(*) AS n FROM articles", "--csv", "--out", target]) == 0
    assert capsys.readouterr().out == f"n\n{len(release.articles)}\n"


@pytest.mark.end_to_end
def test_three_runs_over_a_folder_that_grows(release, raw, environment, tmp_path):
    """The files are added in an order that is not that of their names, one run on one worker, the next on two."""
    files = sorted((path for path in raw.rglob("*") if path.is_file()), key=lambda path: path.name[::-1])
    seen = 0
    for number, profile in enumerate(("one", "two", "one")):
        for path in files[number::3]:
            target = tmp_path / "raw" / path.relative_to(raw)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
        (tmp_path / "work").mkdir(exist_ok=True)
        assert curate(tmp_path / "raw", tmp_path / "out", profile, work=tmp_path / "work") == 0
        now = open_release(tmp_path / "out")
        assert len(now.articles) > seen
        seen = len(now.articles)
    assert tables(now) == tables(release)
