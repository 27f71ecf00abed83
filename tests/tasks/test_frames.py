"""Frames go to Parquet and back unchanged, and a broken contract is refused with words that help."""

from datetime import date

import pandas as pd
import pytest

from schemas.articles import CLUSTERED
from schemas.documents import DOCUMENTS
from schemas.errors import ContractError
from schemas.quarantine import QUARANTINE
from tasks.frames import dropped_rows, frame_of, read_table, to_frame, to_table, write_table

ID = "0" * 19


def rows(count: int) -> list[dict]:
    return [
        {"article_id": f"{ID}{n}", "cluster_id": f"{ID}0", "duplicate_of": f"{ID}0" if n else None, "overlap": 0.5 if n else None}
        for n in range(count)
    ]


def test_frame_survives_a_round_trip(tmp_path):
    frame = frame_of(CLUSTERED, rows(3))
    ref = write_table(frame, CLUSTERED, tmp_path / "clustered.parquet")
    assert ref.rows == 3
    pd.testing.assert_frame_equal(read_table(ref), frame)


def test_bytes_do_not_depend_on_the_order_of_rows(tmp_path):
    frame = frame_of(CLUSTERED, rows(5))
    one = write_table(frame, CLUSTERED, tmp_path / "one.parquet")
    other = write_table(frame.iloc[::-1], CLUSTERED, tmp_path / "other.parquet")
    assert one.sha256 == other.sha256


def test_nested_values_come_back_as_python_lists_and_dicts():
    source = {"uri": "a.txt", "sha256": "f" * 64}
    row = {"article_id": f"{ID}1", "sources": [source], "content": b"x", "content_type": "text", "declared_authors": []}
    frame = to_frame(to_table(frame_of(DOCUMENTS, [row | {"declared_agencies": ["AFP"]}]), DOCUMENTS))
    assert frame["sources"][0] == [source]
    assert frame["declared_agencies"][0] == ["AFP"]
    assert frame["content"][0] == b"x"


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda f: f.drop(columns="cluster_id"), "no column cluster_id"),
        (lambda f: f.assign(cluster_id=None), "3 null in column cluster_id"),
        (lambda f: f.assign(overlap="half"), "column overlap"),
        (lambda f: f.assign(article_id=f["article_id"].iloc[0]), "2 rows that repeat the key"),
    ],
)
def test_broken_contract_is_refused(change, found):
    with pytest.raises(ContractError, match=found):
        to_table(change(frame_of(CLUSTERED, rows(3))), CLUSTERED)


def test_dropped_rows_name_every_place_of_delivery():
    documents = pd.DataFrame({"sources": [[{"uri": "a", "sha256": "1" * 64}, {"uri": "b", "sha256": "1" * 64}]]})
    dropped = dropped_rows(documents, stage="clean", reason=["no_text"], detail=["nothing"])
    assert list(dropped["uri"]) == ["a", "b"]
    assert list(dropped.columns) == QUARANTINE.schema.names


def test_missing_dates_are_none():
    from schemas.annotations import TIMEXES

    row = dict.fromkeys(TIMEXES.schema.names, "x") | {
        "sentence": 0,
        "start": 0,
        "end": 1,
        "date_start": date(2022, 3, 1),
        "date_end": None,
    }
    frame = to_frame(to_table(frame_of(TIMEXES, [row]), TIMEXES))
    assert frame["date_start"][0] == date(2022, 3, 1)
    assert frame["date_end"][0] is None
