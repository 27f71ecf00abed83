"""Validation as a whole: what it accepts, what it refuses, what it says."""

import json
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from tasks.validate.removal import take_out
from tasks.validate.tables import validate_tables
from tasks.validate.verdict import Finding

Tables = Mapping[str, pd.DataFrame]


def test_a_sound_dataset_is_accepted_whatever_warnings_it_earns(tables: Tables, read_count: int, tmp_path: Path) -> None:
    before = {name: frame.copy(deep=True) for name, frame in tables.items()}
    short = Finding(
        table="articles",
        column="word_count",
        words="articles have 40 words or more",
        severity="warning",
        passed=False,
        rows=3,
        failed=2,
    )
    verdict = validate_tables(tables, read_count=read_count, report=tmp_path, audited=[short])
    assert verdict.success
    assert verdict.highest_severity == "warning"
    assert verdict.problems == (short.sentence,)
    assert verdict.statistics.keys() == {"contract", "accounting", *tables}
    assert all(s.evaluated == s.successful + s.unsuccessful > 0 for s in verdict.statistics.values())
    assert "Accepted" in verdict.index.read_text(encoding="utf-8")
    for name, frame in tables.items():
        pd.testing.assert_frame_equal(frame, before[name])


def test_tables_without_rows_keep_their_contract(tables: Tables, tmp_path: Path) -> None:
    required = {name: frame.head(0) for name, frame in tables.items() if name not in {"overlaps", "aliases"}}
    verdict = validate_tables(required, read_count=0, report=tmp_path)
    assert verdict.success


def test_broken_tables_are_refused_and_the_report_shows_the_rows(tables: Tables, read_count: int, tmp_path: Path) -> None:
    entities = tables["entities"].assign(text=["Anton Leduc", "Seoul", "Marseille"])
    broken = {**tables, "entities": entities, "events": tables["events"].drop(columns=["mentions"])}
    verdict = validate_tables(broken, read_count=read_count + 1, report=tmp_path)
    assert (verdict.success, verdict.highest_severity) == (False, "critical")
    sentences = "\n".join(verdict.problems)
    assert "accounting.read (critical): expected that each source read is listed by an article" in sentences
    assert "contract.column (critical): expected that every column of the contract is there; 1 row of" in sentences
    assert "entities.text (critical): expected that text is exactly articles.text[start:end]; 1 row of 3 breaks it" in sentences
    assert "could not be evaluated: events.mentions can't be read" in sentences
    assert "Refused" in verdict.index.read_text(encoding="utf-8")
    page = (tmp_path / "entities.html").read_text(encoding="utf-8")
    assert f"<td>{entities['article_id'].iloc[1]}</td>" in page
    assert "<td>Seoul</td>" in page


def test_great_expectations_own_suites_and_results_are_the_same_where_checks_are_known_to_hold(
    tables: Tables, read_count: int, tmp_path: Path
) -> None:
    written = []
    for name, held in (("one", {}), ("two", take_out(tables, max_share=0.01).held)):
        validate_tables(tables, read_count=read_count, report=tmp_path / name, held=held)
        written.append({path.name: path.read_text(encoding="utf-8") for path in (tmp_path / name / "gx").iterdir()})
    assert written[0] == written[1]
    assert written[0].keys() == {f"{table}.{kind}.json" for table in tables for kind in ("suite", "result")}
    suite, result = (json.loads(written[0][f"events.{kind}.json"]) for kind in ("suite", "result"))
    assert len(suite["expectations"]) == len(result["results"]) == result["statistics"]["evaluated_expectations"]
    assert result["success"]
