"""An output folder with releases of invented articles, written as publishing writes them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hostile_release import facts_of, release_rows, write_report_of

from schemas.column import Table
from tasks.frames import frame_of, write_table
from tasks.publish.release import Release, write_release

EARLIER, LATER = "20260310T060000Z-00000001", "20260311T060000Z-00000002"


def publish(out: Path, identifier: str, rows: Mapping[Table, list[dict[str, Any]]]) -> Release:
    work = out.parent / f"work-{identifier}"
    report = write_report_of(rows, work, release_id=identifier)
    facts = facts_of(rows, release_id=identifier)
    (report / "validation").mkdir()
    (report / "validation/findings.json").write_text('{"success": true, "highest_severity": null, "findings": []}')
    tables = {
        table.name: write_table(frame_of(table, listed), table, work / f"{table.name}.parquet") for table, listed in rows.items()
    }
    manifest = {
        "created": "2026-03-11T06:00:00+00:00",
        "fingerprint": identifier,
        **facts.made,
        "tables": {name: {"rows": ref.rows, "sha256": ref.sha256} for name, ref in tables.items()},
        "stages": list(facts.stages),
    }
    return write_release(out, identifier=identifier, tables=tables, manifest=manifest, dictionary="mots", report=report)


def publish_two(out: Path) -> Release:
    """An earlier release that lacks the last article with its event, and whose first event was not dated; then the whole one."""
    rows = release_rows()
    before = {table: [row for row in listed if row.get("article_id") != "c" * 20] for table, listed in rows.items()}
    (events,) = (table for table in rows if table.name == "events")
    undated = {"date_start": None, "date_end": None, "date_precision": "unknown", "date_source": "none", "date_confidence": None}
    before[events] = [event | undated for event in rows[events] if event["event_id"] == "e" * 20]
    publish(out, EARLIER, before)
    return publish(out, LATER, rows)
