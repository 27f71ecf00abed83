"""The parser in C states what the library's own does, of every knowledge file."""

from pathlib import Path

import pytest
import yaml

from schemas.yaml_text import load_yaml


@pytest.mark.parametrize("folder", ["schemas", "tasks/clean", "tasks/ingest", "tasks/validate", "tasks/report"])
def test_knowledge_is_the_same_to_both_parsers(root: Path, folder: str) -> None:
    files = sorted((root / folder).rglob("*.yaml"))
    assert files
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert load_yaml(text) == yaml.safe_load(text), file
