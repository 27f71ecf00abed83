"""Whatever the bytes, reading ends in documents and quarantine rows that keep the contract. `make fuzz` looks longer.

`fuzz_readers.py` beside this file gives every reader damaged copies of the files in seeds/; a few thousand are read here.
"""

import io
from pathlib import Path
from types import ModuleType
from typing import BinaryIO, cast

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.documents import DOCUMENTS
from schemas.quarantine import QUARANTINE
from schemas.settings import IngestSettings
from tasks.frames import frame_of, to_table
from tasks.ingest.documents import read_documents
from tasks.ingest.formats import HEAD_BYTES
from tasks.ingest.inventory import Inventory, SourceFile
from tasks.ingest.readers import READERS
from tasks.ingest.recognition import recognised
from tasks.ingest.records import load_mappings

FOLDER = Path(__file__).parent
SEEDS = [(path.parent.name, path.name, path.read_bytes()) for path in sorted(FOLDER.glob("seeds/*/*"))]
NAMES = st.sampled_from(["a", *{f"a{Path(name).suffix}" for _, name, _ in SEEDS}])
INPUTS = 3_000


pytestmark = pytest.mark.usefixtures("extracted_in_this_process")


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A sound file with bytes replaced, cut out or put in."""
    content = bytearray(draw(st.sampled_from(SEEDS))[2])
    for _ in range(draw(st.integers(0, 5))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, 6)))
        content[start:end] = draw(st.binary(max_size=6))
    return bytes(content)


def read_bytes(name: str, content: bytes) -> tuple[pd.DataFrame, pd.DataFrame]:
    source = SourceFile(uri=name, path=Path(name), sha256="0" * 64, size=len(content))
    inventory = Inventory(files=(source,), rejected=frame_of(QUARANTINE), fingerprint="")
    limits = IngestSettings(max_document_bytes=2000, max_expanded_bytes=1 << 20)
    splits = list(read_documents(inventory, settings=limits, opener=lambda _path: cast("BinaryIO", io.BytesIO(content))))
    kept, dropped = (pd.concat([getattr(split, part) for split in splits]) for part in ("kept", "dropped"))
    return kept, dropped


@given(name=NAMES, content=st.one_of(st.binary(max_size=300), damaged()))
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@pytest.mark.filterwarnings("ignore")
def test_any_bytes_end_in_documents_or_quarantine(name: str, content: bytes) -> None:
    kept, dropped = read_bytes(name, content)
    assert len(kept) + len(dropped) >= 1
    to_table(dropped, QUARANTINE)
    to_table(kept.drop_duplicates("article_id"), DOCUMENTS)
    uris = [source["uri"] for sources in kept["sources"] for source in sources] + list(dropped["uri"])
    assert len(uris) == len(set(uris))


@pytest.mark.parametrize("reader", sorted(READERS))
def test_each_reader_has_seeds(reader: str) -> None:
    assert [name for of, name, _ in SEEDS if of == reader], f"put a small file of the format into {FOLDER / 'seeds' / reader}"


@pytest.mark.parametrize(("reader", "name", "content"), SEEDS, ids=[f"{reader}/{name}" for reader, name, _ in SEEDS])
def test_each_seed_is_of_its_reader_and_sound(reader: str, name: str, content: bytes) -> None:
    assert recognised(content[:HEAD_BYTES], name, load_mappings()).format == reader
    kept, _ = read_bytes(name, content)
    assert len(kept) > 0 or reader in {"binary", "empty", "office", "sheet"}


@pytest.mark.filterwarnings("ignore")
def test_damaged_files_of_every_reader_end_in_findings(fuzz: ModuleType) -> None:
    told = fuzz.Told()
    for number in range(INPUTS):
        fuzz.tried(0, number, told)
    assert set(told.inputs) == {*READERS, fuzz.BY_CONTENT}
    assert told.wrong == []
    assert any("reader_failed" in kind for kind in told.findings)
