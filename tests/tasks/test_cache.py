"""Heavy work is done once for each key, in whatever order and portions it comes, and damage is made good."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import damages
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.quarantine import REJECTED
from tasks.cache import INDEX, BatchCache, here, run_in_batches
from tasks.frames import frame_of, to_frame

IDS = [f"{n:020}" for n in range(12)]


def work_counting(done: list[str], reason: str = "no_text"):
    def work(batch: pd.DataFrame) -> dict[str, pd.DataFrame]:
        done.extend(batch["article_id"])
        rows = [{"article_id": i, "reason": reason, "detail": f"of {i}"} for i in batch["article_id"]]
        return {"rejected": frame_of(REJECTED, rows)}

    return work


def run(cache: BatchCache, ids: list[str], size: int, done: list[str], reason: str = "no_text") -> pd.DataFrame:
    articles, work = pa.table({"article_id": pa.array(ids, pa.string())}), work_counting(done, reason)
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder, "parts.parquet")
        doing = here(cache, work)
        parts = run_in_batches(articles, ids, cache=cache, parts=listed, size=lambda _: size, doing=doing, advance=lambda _: None)
        return to_frame(parts.read(REJECTED))


@settings(max_examples=25)
@given(portions=st.lists(st.lists(st.integers(0, 20), unique=True, min_size=1), min_size=1, max_size=4), size=st.integers(1, 7))
def test_many_small_runs_give_what_one_big_run_gives(portions, size, tmp_path_factory):
    cache = BatchCache(folder=tmp_path_factory.mktemp("many"), tables=(REJECTED,))
    done: list[str] = []
    for portion in portions:
        run(cache, [f"{n:020}" for n in portion], size, done)
    everything = sorted({f"{n:020}" for portion in portions for n in portion})
    small = run(cache, everything, size, done)
    big = run(BatchCache(folder=tmp_path_factory.mktemp("one"), tables=(REJECTED,)), everything, 100, [])
    pd.testing.assert_frame_equal(small, big)
    assert sorted(done) == everything


def test_an_interrupted_batch_leaves_nothing_that_counts(tmp_path):
    cache = BatchCache(folder=tmp_path, tables=(REJECTED,))
    unfinished = tmp_path / "abc.tmp"
    unfinished.mkdir()
    assert cache.find({IDS[0]: IDS[0]}) == {}
    assert list(run(cache, IDS[:1], 5, [])["article_id"]) == IDS[:1]


@pytest.mark.parametrize("damage", damages.EVERY)
@pytest.mark.parametrize("name", ["rejected.parquet", INDEX])
def test_a_damaged_batch_is_told_made_anew_and_then_whole(tmp_path, name: str, damage: Callable[[Path], None]):
    told: list[str] = []
    cache = BatchCache(folder=tmp_path, tables=(REJECTED,), warn=told.append)
    sound = run(cache, IDS, 5, [])
    damage(min(tmp_path.glob(f"*/{name}")))
    done: list[str] = []
    pd.testing.assert_frame_equal(run(cache, IDS, 5, done), sound)
    assert 0 < len(done) < len(IDS)
    assert [name in words for words in told] == [True]
    done.clear()
    pd.testing.assert_frame_equal(run(cache, IDS, 5, done), sound)
    assert (done, len(told)) == ([], 1)


def test_what_hung_on_time_is_tried_again(tmp_path):
    cache = BatchCache(folder=tmp_path, tables=(REJECTED,))
    late = run(cache, IDS, 5, [], reason="extraction_timeout")
    assert set(late["reason"]) == {"extraction_timeout"}
    done: list[str] = []
    assert set(run(cache, IDS, 5, done)["reason"]) == {"no_text"}
    assert done == IDS


def test_the_others_of_its_batch_are_kept(tmp_path):
    cache = BatchCache(folder=tmp_path / "cache", tables=(REJECTED,))

    def work(batch: pd.DataFrame) -> dict[str, pd.DataFrame]:
        reasons = ["extraction_timeout" if i == IDS[0] else "no_text" for i in batch["article_id"]]
        rows = [{"article_id": i, "reason": r, "detail": ""} for i, r in zip(batch["article_id"], reasons, strict=True)]
        return {"rejected": frame_of(REJECTED, rows)}

    articles = pa.table({"article_id": IDS})
    parts = run_in_batches(
        articles,
        IDS,
        cache=cache,
        parts=tmp_path / "run/parts.parquet",
        size=lambda _: 5,
        doing=here(cache, work),
        advance=lambda _: None,
    )
    assert parts.read(REJECTED)["article_id"].to_pylist() == IDS
    assert set(parts.read(REJECTED, IDS[:1])["reason"].to_pylist()) == {"extraction_timeout"}
    done: list[str] = []
    run(cache, IDS, 5, done)
    assert done == IDS[:1]
