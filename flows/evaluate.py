"""`depeche evaluate`: a release against gold annotation, and against the floors it must not fall below."""

import argparse
from pathlib import Path

import pandas as pd
import pyarrow as pa
import yaml
from rich.console import Console
from rich.table import Table

from schemas.errors import SettingsError
from tasks.evaluate.gold import load_gold
from tasks.evaluate.scores import score

ERRORS = frozenset(("date_wrong", "invented_recipients"))
"""Figures that count what is wrong."""


def run_evaluate(arguments: argparse.Namespace) -> int:
    """Show the figures. Returns 0, or 1 if one is below its floor."""
    figures = evaluate(arguments.processed, arguments.gold)
    floors = load_floors(arguments.floors, arguments.section) if arguments.floors else {}
    table = Table("figure", title=f"{arguments.processed} against {arguments.gold}", title_justify="left")
    table.add_column("value", justify="right")
    table.add_column("floor", justify="right")
    for name, value in figures.items():
        table.add_row(name, f"{value:.3f}", f"{floors[name]:.3f}" if name in floors else "")
    Console().print(table)
    return 1 if below(figures, floors) else 0


def evaluate(processed: Path, gold: Path) -> dict[str, float]:
    """The figures of the release in a folder. Raises SettingsError if there is no release or no gold."""
    if not (processed / "articles").is_dir():
        raise SettingsError(found=f"no release in {processed}", expected="the OUT of a run", remedy="run depeche curate first")
    try:
        articles, entities, events = (pd.read_parquet(processed / name) for name in ("articles", "entities", "events"))
    except (OSError, pa.ArrowException) as error:
        raise SettingsError(
            found=f"the release in {processed} can't be read: {error}",
            expected="whole tables",
            remedy=f"look at `depeche releases {processed}`, and run depeche curate again",
        ) from error
    return score(articles, entities, events, load_gold(gold))


def load_floors(path: Path, section: str) -> dict[str, float]:
    """The floors of a section by figure. Raises SettingsError if the file can't be read or has no such section."""
    try:
        sections = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise SettingsError(
            found=f"the floors {path} can't be read: {error}", expected="a YAML file", remedy="correct --floors"
        ) from error
    if not isinstance(sections, dict) or not all(isinstance(figures, dict) for figures in sections.values()):
        raise SettingsError(found=f"no sections in {path}", expected="figures by section", remedy="correct --floors")
    if section not in sections:
        raise SettingsError(
            found=f"no section {section} in {path}", expected=f"one of {', '.join(sections)}", remedy="correct --section"
        )
    return {name: float(value) for name, value in sections[section].items()}


def below(figures: dict[str, float], floors: dict[str, float]) -> dict[str, tuple[float, float]]:
    """The figures below their floor (value, floor); those that count errors have a ceiling for a floor. Raises KeyError."""
    return {
        name: (figures[name], floor)
        for name, floor in floors.items()
        if (figures[name] > floor if name in ERRORS else figures[name] < floor)
    }
