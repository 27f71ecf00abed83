"""Reads rules/*.yaml: what is looked for in the tables. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from schemas.errors import SettingsError
from schemas.settings import CheckChange
from schemas.vocabularies import check_code
from schemas.yaml_text import load_yaml
from tasks.validate.verdict import SetBy

SEVERITIES = ("info", "warning", "error")


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule: rows of `table` that should not be there, or should.

    `code` is of the vocabulary check; `column` is where the report files it; `sql` gives a row (`row_key`, `found`) for each row
    that breaks it, the key's parts joined by colons. Up to the share `allowed` of the table's rows may. `severity`: info and
    warning are told; the rows of an error are taken out. `stops`: there is no row to take out, since it is missing or the rule is
    about all of them, and an error refuses the release.
    `set_by` says who changed severity or share in the settings, and why.
    """

    code: str
    table: str
    column: str
    severity: str
    sql: str
    allowed: float = 0.0
    stops: bool = False
    set_by: SetBy | None = None


@cache
def load_rules() -> tuple[Rule, ...]:
    """All rules, by file and in its order. Raises SettingsError or UnknownCode if one can't be used."""
    folder = files("tasks.validate.audit").joinpath("rules")
    entries = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".yaml")), key=lambda entry: entry.name)
    return tuple(rule for entry in entries for rule in _rules(entry.name, entry.read_text(encoding="utf-8")))


def rules_as_set(changes: Mapping[str, CheckChange]) -> tuple[Rule, ...]:
    """The rules with what the settings change of them."""
    return tuple(_changed(rule, changes[rule.code]) if rule.code in changes else rule for rule in load_rules())


def _changed(rule: Rule, change: CheckChange) -> Rule:
    severity = change.severity or rule.severity
    allowed = rule.allowed if change.allowed is None else change.allowed
    set_by = SetBy(
        by=change.by,
        because=change.because,
        severity=(rule.severity, severity) if severity != rule.severity else None,
        allowed=(rule.allowed, allowed) if allowed != rule.allowed else None,
    )
    return replace(rule, severity=severity, allowed=allowed, set_by=set_by)


def _rules(name: str, text: str) -> Iterator[Rule]:
    for row in load_yaml(text):
        yield _rule(name, row)


def _rule(name: str, row: Mapping[str, Any]) -> Rule:
    try:
        rule = Rule(**row)
    except TypeError as error:
        raise _unusable(name, row, str(error)) from error
    if rule.severity not in SEVERITIES:
        raise _unusable(name, row, f"severity {rule.severity}")
    check_code("check", rule.code)
    return rule


def _unusable(name: str, row: Mapping[str, Any], found: str) -> SettingsError:
    return SettingsError(
        found=f"tasks/validate/audit/rules/{name} has a rule {row.get('code')} with {found}",
        expected=f"the fields {', '.join(Rule.__annotations__)} and a severity {', '.join(SEVERITIES)}",
        remedy="correct the rule",
    )
