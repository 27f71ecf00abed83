"""The shipped folder: syntax and names in one pipeline, with a lock that says what it is made of.

Here: putting together, checksums, and the check that a folder is the locked one. `spacy.load` needs none of this.
"""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from thinc.api import Config

from schemas.errors import DepecheError
from tasks.train.recipe import CorpusFile

LOCK = "model.lock.json"
TRAINING_SECTIONS = ("paths", "system", "corpora", "training", "initialize", "pretraining")


class ModelMismatch(DepecheError):
    """The model's folder is not the one that its lock describes."""

    exit_code = 3


def assembled(syntax: Path, *, sentences: Path | None, names: Path | None, meta: Mapping[str, Any]) -> Language:
    """Return one pipeline: `senter`, the syntax run's components, `ner`; what only training needs is left out.

    The sentences come first, since the parser keeps to the starts that it finds.
    """
    nlp = spacy.load(syntax)
    if sentences is not None:
        nlp.add_pipe("senter", source=spacy.load(sentences), first=True)
    if names is not None:
        nlp.add_pipe("ner", source=spacy.load(names), last=True)
    nlp.config = Config({section: value for section, value in nlp.config.items() if section not in TRAINING_SECTIONS})
    nlp.meta.update(meta)
    return nlp


def file_checksums(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file below the folder but the lock, by path relative to it."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != LOCK)
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in paths}


def corpus_rows(corpora: Path, listed: Iterable[CorpusFile]) -> list[dict[str, str]]:
    """Return the corpora with licence, origin, commit and checksum (of a folder: of its files' checksums in order)."""
    return [{**vars(corpus), "sha256": _checksum(corpora / corpus.file)} for corpus in listed]


def write_lock(folder: Path, content: Mapping[str, Any]) -> Path:
    """Write the lock with `content` and the checksums of the folder's files; return its path."""
    lock = folder / LOCK
    text = json.dumps({**content, "files": file_checksums(folder)}, indent=1, ensure_ascii=False, sort_keys=True)
    lock.write_text(text + "\n", encoding="utf-8")
    return lock


def verify_lock(folder: Path) -> dict[str, Any]:
    """Return the lock's content.

    Raises:
        ModelMismatch: a file is missing, is there and not in the lock, or has another checksum.
    """
    lock: dict[str, Any] = json.loads((folder / LOCK).read_text(encoding="utf-8"))
    found, expected = file_checksums(folder), lock["files"]
    wrong = sorted(name for name in found.keys() | expected.keys() if found.get(name) != expected.get(name))
    if wrong:
        raise ModelMismatch(
            found=f"{len(wrong)} files of {folder} that differ from the lock: {', '.join(wrong[:5])}",
            expected=f"the files of {LOCK}",
            remedy="check the model's folder out anew, or train again with `depeche train`",
        )
    return lock


def _checksum(path: Path) -> str:
    if path.is_dir():
        return sha256(json.dumps(file_checksums(path), sort_keys=True).encode()).hexdigest()
    return sha256(path.read_bytes()).hexdigest()
