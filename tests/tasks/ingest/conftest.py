"""A raw folder in a temporary place, and reading it."""

import importlib.util
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest

from schemas.settings import IngestSettings
from tasks.ingest.documents import merge_payloads, read_documents
from tasks.ingest.inventory import take_inventory
from tasks.ingest.readers import documents as documents_reader


@dataclass(frozen=True)
class Read:
    documents: pd.DataFrame
    quarantine: pd.DataFrame

    @property
    def texts(self) -> list[str]:
        return [content.decode() for content in self.documents["content"]]

    @property
    def uris(self) -> list[str]:
        return [source["uri"] for sources in self.documents["sources"] for source in sources]

    @property
    def reasons(self) -> dict[str, str]:
        return dict(zip(self.quarantine["uri"], self.quarantine["reason"], strict=True))


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    return folder


@pytest.fixture
def read(raw: Path) -> Callable[..., Read]:
    """Write files (name → bytes or text) into the raw folder and read it all."""

    def read_files(files: dict[str, bytes | str], **settings: object) -> Read:
        for name, content in files.items():
            path = raw / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        splits = list(read_documents(take_inventory(raw), settings=IngestSettings(**settings)))
        kept = pd.concat([split.kept for split in splits], ignore_index=True)
        dropped = pd.concat([split.dropped for split in splits], ignore_index=True)
        return Read(documents=merge_payloads(kept), quarantine=dropped)

    return read_files


@pytest.fixture(scope="session")
def fuzz() -> ModuleType:
    """The script beside this file, as a module."""
    spec = importlib.util.spec_from_file_location("fuzz_readers", Path(__file__).parent / "fuzz_readers.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def extracted_in_this_process(monkeypatch, fuzz):
    """A process for each document would take a minute for a hundred of them."""
    monkeypatch.setattr(documents_reader, "paragraphs_of", fuzz.paragraphs_here)
