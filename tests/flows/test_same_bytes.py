"""End to end: however a release is made, its tables are the same bytes. One machine, a cluster, a store, in one run or in two."""

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
BUCKET = "s3://presse"
PROFILES = {
    "none": "machine: {workers: 0}\n",
    "one": "batch_size: 5\nmachine: {workers: 1}\n",
    "dask": "batch_size: 4\nmachine: {workers: 1}\ncluster: {made_by: distributed.LocalCluster, options: {n_workers: 2}}\n",
}


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A bucket on a local server that speaks S3."""
    import boto3
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    named = {
        "ENDPOINT_URL": f"http://{host}:{port}",
        "ACCESS_KEY_ID": "k",
        "SECRET_ACCESS_KEY": "s",
        "DEFAULT_REGION": "us-east-1",
    }
    for name, value in named.items():
        monkeypatch.setenv(f"AWS_{name}", value)
    boto3.client("s3").create_bucket(Bucket=BUCKET.removeprefix("s3://"))
    yield BUCKET
    server.stop()


def upload(files: list[Path], raw: Path) -> None:
    import boto3

    for path in files:
        boto3.client("s3").upload_file(str(path), BUCKET.removeprefix("s3://"), f"raw/{path.relative_to(raw).as_posix()}")


def tables(release: OpenedRelease) -> dict[str, str]:
    return {name: file_sha256(path) for name, path in release.files.items()}


def test_one_machine_or_many_folder_or_store_one_run_or_two(store, root, tmp_path, monkeypatch, capsys):
    """One run in one process against two from a store: the first on Dask, with half of the files, the second with a worker."""
    monkeypatch.delenv(API_URL, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name, text in PROFILES.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")

    def curate(raw: str | Path, out: str | Path, profile: str) -> int:
        work = str(tmp_path / f"work-{len(str(out))}")
        return main(["curate", str(raw), "--out", str(out), "--profile", str(tmp_path / f"{profile}.yaml"), "--work", work])

    raw = tmp_path / "raw"
    for folder in FOLDERS:
        (raw / folder).mkdir(parents=True)
        for path in (root / "data/raw" / folder).iterdir():
            (raw / folder / path.name).write_bytes(path.read_bytes())
    files = sorted(path for path in raw.rglob("*") if path.is_file())
    assert curate(raw, tmp_path / "out", "none") == 0

    upload(files[1::2], raw)
    assert curate(f"{store}/raw", f"{store}/data", "dask") == 0
    first = open_release(f"{store}/data")
    upload(files[::2], raw)
    assert curate(f"{store}/raw", f"{store}/data", "one") == 0
    second = open_release(f"{store}/data")

    assert tables(second) == tables(open_release(tmp_path / "out"))
    assert 0 < len(first.articles) < len(second.articles)
    assert {stage["stage"]: stage["workers"] for stage in first.manifest["stages"]}["annotate"] == 2
    assert named_release(f"{store}/data", first.release_id).folder == first.folder
    capsys.readouterr()
    assert curate(f"{store}/raw", f"{store}/data", "dask") == 0
    assert "Nothing is new" in capsys.readouterr().out
    assert main(["query", "SELECT count(*) AS n FROM articles", "--csv", "--out", f"{store}/data"]) == 0
    assert capsys.readouterr().out == f"n\n{len(second.articles)}\n"
