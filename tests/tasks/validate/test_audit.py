"""Rules of audit: each code is said once, settings change them by name, shares and severities decide, rows can be read."""

import dataclasses
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from pydantic import ValidationError

from schemas.annotations import MENTIONS, SENTENCES
from schemas.articles import CLEANED, CLUSTERED, OVERLAPS
from schemas.documents import DOCUMENTS
from schemas.entities import ENTITIES
from schemas.events import EVENT_CANDIDATES, EVENT_MENTIONS, EVENTS
from schemas.settings import Settings
from schemas.vocabularies import vocabulary
from tasks.frames import frame_of, write_table
from tasks.validate.audit.asked import Audit, Known
from tasks.validate.audit.audit import audit
from tasks.validate.audit.database import country_codes
from tasks.validate.audit.rules import load_rules, rules_as_set
from tasks.validate.task import ACCOUNTS, PUBLISHED

DAY = date(2026, 3, 20)
CHANGE = {"by": "Le service documentation", "because": "les dépêches n'indiquent pas leur titre"}


@pytest.fixture
def asked(tables: Mapping[str, pd.DataFrame], tmp_path: Path):
    """Asks some rules of the tables; what no stage handed over here is empty."""
    contracts = (DOCUMENTS, CLEANED, CLUSTERED, OVERLAPS, SENTENCES, MENTIONS, ENTITIES, EVENT_CANDIDATES, EVENT_MENTIONS, EVENTS)
    empty = {table.name: write_table(frame_of(table), table, tmp_path / f"{table.name}.parquet").path for table in contracts}
    accounts = {name: empty[table.name] for name, (_, table) in ACCOUNTS.items()}
    written = {t.name: write_table(tables[t.name], t, tmp_path / "out" / f"{t.name}.parquet").path for t in PUBLISHED}

    def ask(*codes: str, history=(), **changes) -> Audit:
        rules = [dataclasses.replace(rule, **changes) for rule in load_rules() if rule.code in codes]
        known = Known(as_of=DAY, languages=("fr",), history=history)
        return audit({**accounts, **written}, rules, known, folder=tmp_path / "scratch", memory="1GiB")

    return ask


def test_each_code_of_the_vocabulary_has_one_rule() -> None:
    codes = [rule.code for rule in load_rules()]
    assert sorted(codes) == sorted(vocabulary("check"))
    assert all({"meaning", "fr"} <= row.keys() for row in vocabulary("check").values())


def test_a_rule_files_under_a_column_of_its_table() -> None:
    columns = {table.name: set(table.schema.names) for table in PUBLISHED}
    assert [rule.code for rule in load_rules() if rule.column not in columns[rule.table]] == []


def test_settings_change_severity_and_share_and_say_who_and_why() -> None:
    settings = Settings.model_validate(
        {"validation": {"checks": {"articles_without_outlet": {"severity": "info", "allowed": 0.9} | CHANGE}}}
    )
    changed = {rule.code: rule for rule in rules_as_set(settings.validation.checks)}["articles_without_outlet"]
    assert (changed.severity, changed.allowed) == ("info", 0.9)
    assert changed.set_by.words == (
        "severity info instead of warning, share 0.9 instead of 0.1: set by Le service documentation, because les dépêches "
        "n'indiquent pas leur titre"
    )
    assert sum(rule.set_by is not None for rule in rules_as_set(settings.validation.checks)) == 1


@pytest.mark.parametrize(
    ("checks", "words"),
    [
        ({"article_without_outlet": CHANGE}, "the nearest is 'articles_without_outlet'"),
        ({"articles_short": {"severity": "critical"} | CHANGE}, "severity"),
        ({"articles_short": {"severity": "info", "by": "x"}}, "because"),
        ({"articles_short": {"allowed": 2} | CHANGE}, "allowed"),
    ],
)
def test_a_setting_that_can_not_be_used_is_refused_with_what_is_near(checks: dict[str, dict[str, object]], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        Settings.model_validate({"validation": {"checks": checks}})


def test_a_share_decides_and_rows_are_shown_with_text_and_link(asked) -> None:
    (failed,) = asked("articles_short").findings
    assert (failed.passed, failed.failed, failed.rows, failed.severity) == (False, 3, 3, "warning")
    assert failed.sample[0]["text"].startswith(("Le ministre", "Une grève"))
    assert all(row["link"] == f"article/{row['key']}" for row in failed.sample)
    (passed,) = asked("articles_short", allowed=1.0).findings
    assert (passed.passed, passed.sample) == (True, ())


def test_the_rows_of_an_error_are_named_to_be_taken_out(asked) -> None:
    found = asked("articles_short", severity="error")
    assert len(found.failing["articles"]) == 3
    assert all(why.endswith("(articles_short)") for why in found.failing["articles"].values())
    assert asked("articles_short").failing == {}


def test_where_there_is_no_row_to_take_out_an_error_refuses(asked) -> None:
    history = [{"rows": {"articles": 3, "events": 30}, "rates": {"types": {"CONSULT": 1, "AID": 29}, "outlets": {}}}]
    fewer, changed = asked("events_fewer", "type_rate_changed", history=history).findings
    assert (fewer.severity, fewer.passed) == ("warning", False)
    assert fewer.sample[0]["found"] == "0.67 events an article, 10.0 before"
    assert {row["key"] for row in changed.sample} == {"AID", "CONSULT", "PROTEST"}
    refusing = asked("events_fewer", history=history, severity="error")
    assert (refusing.findings[0].severity, refusing.failing) == ("critical", {})
    assert all(finding.passed for finding in asked("events_fewer", "type_rate_changed", "outlet_rate_changed").findings)


def test_a_rule_that_can_not_be_asked_is_critical_and_says_why(asked) -> None:
    (finding,) = asked("articles_short", sql="SELECT nothing FROM nowhere").findings
    assert finding.severity == "critical"
    assert "nowhere" in str(finding.problem)


def test_too_many_failing_rows_refuse_the_release(asked) -> None:
    found = asked("articles_short", "articles_without_title", severity="error")
    assert {finding.severity for finding in found.refusing.findings if not finding.passed} == {"critical"}


def test_countries_are_those_of_iso_and_of_the_gazetteer() -> None:
    assert {"FRA", "PSE", "TWN", "XKX"} <= country_codes()
    assert not {"ZZZ", "EUR", "UNO"} & country_codes()


def test_a_value_that_can_not_be_written_is_named_with_its_row(tables: Mapping[str, pd.DataFrame], tmp_path: Path) -> None:
    table = next(t for t in PUBLISHED if t.name == "articles")
    rows = tables["articles"].assign(title=pd.Series(["Un titre \ud800", "b", "c"], dtype=object))
    with pytest.raises(Exception, match=f"column title of {tables['articles']['article_id'].iloc[0]}"):
        write_table(rows, table, tmp_path / "x.parquet")
    assert pa.types.is_string(table["title"].type)
