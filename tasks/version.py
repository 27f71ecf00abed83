"""Which code made a result: a hash over the files that a stage is made of and the libraries it stands on."""

import hashlib
import platform
from functools import cache
from importlib import metadata
from importlib.resources import files
from itertools import chain
from pathlib import Path

STAGES = ("ingest", "clean", "deduplicate", "annotate", "link", "code_events", "validate", "report", "publish")
# What each stage builds on besides its own folder and the modules that all share.
UPSTREAM = {
    "ingest": (),
    "clean": ("ingest",),
    "deduplicate": ("clean",),
    "annotate": ("clean",),
    "link": ("annotate",),
    "code_events": ("link", "deduplicate"),
    "validate": ("code_events",),
    "report": ("validate",),
    "publish": ("report",),
}
BUILDS_ON = {"annotate": ("proposals",)}
"""Folders beside the stages that one stage alone builds on."""
LIBRARIES = (
    "pandas",
    "pyarrow",
    "numba",
    "spacy",
    "trafilatura",
    "htmldate",
    "lxml",
    "ftfy",
    "py3langid",
    "resiliparse",
    "feedparser",
    "fastwarc",
    "python-docx",
    "striprtf",
    "pdfplumber",
    "onnxruntime",
    "sentencepiece",
)


def made_by() -> dict[str, dict[str, str]]:
    """`versions` of the project, the language and the libraries, and `code`, the version of each stage."""
    versions = {"depeche": metadata.version("depeche"), "python": platform.python_version()}
    libraries = (*LIBRARIES, "duckdb", "prefect", "great_expectations")
    return {
        "versions": versions | {name: metadata.version(name) for name in libraries},
        "code": {name: stage_version(name) for name in STAGES},
    }


@cache
def stage_version(stage: str) -> str:
    """A hash (16 hexadecimal digits) of the stage's code and knowledge, of all that stands upstream, and of the libraries."""
    digest = hashlib.sha256()
    for library in LIBRARIES:
        digest.update(f"{library}={metadata.version(library)}\n".encode())
    for upstream in UPSTREAM[stage]:
        digest.update(stage_version(upstream).encode())
    own = (_files(_tasks() / folder) for folder in (stage, *BUILDS_ON.get(stage, ())))
    for path in (*_shared(), *chain.from_iterable(own)):
        digest.update(path.name.encode() + b"\0" + _digest(path))
    return digest.hexdigest()[:16]


def _tasks() -> Path:
    return Path(str(files("tasks")))


@cache
def _shared() -> tuple[Path, ...]:
    apart = {*STAGES, *chain.from_iterable(BUILDS_ON.values()), "train", "evaluate", "reading"}
    folders = [p for p in sorted(_tasks().iterdir()) if p.is_dir() and p.name not in apart]
    modules = sorted(_tasks().glob("*.py"))
    return (*modules, *(path for folder in folders for path in _files(folder)), *_files(Path(str(files("schemas")))))


@cache
def _digest(path: Path) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()


def _files(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
