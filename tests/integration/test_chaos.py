"""What benchmarks/chaos.py sees with: its readers tell a torn release from a whole one, and its articles are many and differ."""

import importlib
import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from published import publish_two


@pytest.fixture(scope="module")
def chaos(root: Path) -> Iterator[ModuleType]:
    """The script as a module, which imports another of its folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(root / "benchmarks"))
        yield importlib.import_module("chaos")


def seen(chaos: ModuleType, how: str, out: Path) -> tuple[dict[str, int], dict[str, int], int]:
    """Rows of the tables as the manifest states them and as the reader counts them, and rows without their article."""
    folder = (out / "current").resolve()
    stated = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    counts, dangling = chaos.READS[how]({name: folder / file["path"] for name, file in stated["files"].items()}, out)
    return {name: stated["tables"][name]["rows"] for name in counts}, counts, dangling


@pytest.mark.parametrize("how", ["pandas", "duckdb"])
def test_a_reader_tells_a_table_of_another_release(chaos: ModuleType, tmp_path: Path, how: str) -> None:
    publish_two(tmp_path / "out")
    stated, counts, dangling = seen(chaos, how, tmp_path / "out")
    assert (counts, dangling) == (stated, 0)
    (path,) = (tmp_path / "out/current").resolve().glob("articles/*.parquet")
    pq.write_table(pq.read_table(path).filter(pc.field("article_id") != "c" * 20), path)
    stated, counts, dangling = seen(chaos, how, tmp_path / "out")
    assert counts["articles"] == stated["articles"] - 1
    assert dangling == 1


def test_the_articles_differ_and_some_repeat_another_but_for_a_sentence(chaos: ModuleType) -> None:
    texts = [chaos.article(number)["text"] for number in range(300)]
    assert len(set(texts)) == len(texts)
    sentences = [set(text.split(". ")) for text in texts]
    shared = [len(one & other) for one, other in pairwise(sentences)]
    assert sum(count >= 3 for count in shared) >= 20
    assert sum(len(list(content.splitlines())) for name, content in chaos.written(300) if name.endswith("jsonl")) == 262
