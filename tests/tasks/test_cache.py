"""Heavy work is done once for each key, in whatever order and portions it comes."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.quarantine import REJECTED
from tasks.cache import BatchCache, run_in_batches
from tasks.frames import frame_of


def work_counting(done: list[str]):
    def work(batch: pd.DataFrame) -> dict[str, pd.DataFrame]:
        done.extend(batch["article_id"])
        return {
            "rejected": frame_of(
                REJECTED, [{"article_id": i, "reason": "no_text", "detail": f"of {i}"} for i in batch["article_id"]]
            )
        }

    return work


def run(cache: BatchCache, ids: list[str], size: int, done: list[str]) -> pd.DataFrame:
    articles = pd.DataFrame({"article_id": ids})
    return run_in_batches(articles, ids, cache=cache, size=size, work=work_counting(done), advance=lambda _: None)["rejected"]


@settings(max_examples=25, deadline=None)
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
    assert cache.keys() == {}
    assert list(run(cache, ["0" * 20], 5, [])["article_id"]) == ["0" * 20]
