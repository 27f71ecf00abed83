"""An encoder of random weights in the file format of the package that training begins from, and two invented documents."""

import struct
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import sentencepiece as spm

from tasks.annotate.pipeline import load_pipeline
from tasks.proposals.labels import labels_of_vocabularies
from tasks.train.acts.annotation import AnnotatedDocument, AnnotatedEvent, AnnotatedParty
from tasks.train.acts.examples import Example, examples_of
from tasks.train.acts.pretrained import BLOCK, MATRIX_NAMES, NORM_NAMES, WEIGHTS, Pretrained, read_pretrained
from tasks.train.acts.triggers import lexicon_triggers
from tasks.train.acts.vocabulary import SPECIAL, piece_model

SIZES = {"hidden": 32, "layers": 2, "heads": 4, "inner": 64, "positions": 64}
EPSILON = 1e-5
PORT = "Les dockers de Sainte-Marthe ont bloqué le port. La police a interpellé douze manifestants."
UNION = "Le syndicat Horizon a dénoncé la réforme. Le maire a promis une aide."
NEVER = "漢字"
WORDS = tuple("▁" + word for word in sorted({*f"{PORT} {UNION}".replace(".", "").split()}))
CHARACTERS = tuple("▁abcdefghijklmnopqrstuvwxyzéèàLPSHM'-.,")
PIECES = (*SPECIAL, *WORDS, *CHARACTERS, NEVER)


def encoder_bytes() -> bytes:
    """The file: matrices in blocks of four bits, all else in single precision. The same at each call."""
    tensors = _tensors(np.random.default_rng(0))
    written = [piece.encode() for piece in PIECES]
    ends = np.cumsum([0, *map(len, written)]).astype(np.uint32)
    scores = np.array([-2 if len(piece) > 1 else -8 for piece in PIECES], dtype=np.float32)
    sizes = (SIZES[name] for name in ("hidden", "layers", "heads", "inner"))
    head = struct.pack("<9if2i", 0, 0, *sizes, len(PIECES), SIZES["positions"], 2, EPSILON, 0, len(PIECES))
    head += struct.pack("<4iQ", 0, 0, 0, 0, int(ends[-1])) + ends.tobytes() + scores.tobytes() + b"".join(written)
    head += struct.pack("<iIi", 0, 0, len(tensors))
    place = len(head) + sum(struct.calcsize("<HBIQQ") + len(name) for name in tensors)
    for name, content in tensors.items():
        head += struct.pack("<H", len(name)) + name.encode() + struct.pack("<BIQQ", 0, 0, place, len(content))
        place += len(content)
    return head + b"".join(tensors.values())


def _tensors(chance: np.random.Generator) -> dict[str, bytes]:
    hidden = SIZES["hidden"]
    found = {
        "emb.word": _blocks(chance, len(PIECES) * hidden),
        "emb.pos": _singles(chance, SIZES["positions"] * hidden),
        "emb.type": _singles(chance, 2 * hidden),
        "emb.ln.w": np.ones(hidden, np.float32).tobytes(),
        "emb.ln.b": _singles(chance, hidden),
    }
    for layer in range(SIZES["layers"]):
        for short, rows, columns in MATRIX_NAMES.values():
            found[f"l{layer}.{short}.w"] = _blocks(chance, SIZES[rows] * SIZES[columns])
            found[f"l{layer}.{short}.b"] = _singles(chance, SIZES[rows])
        for short in NORM_NAMES.values():
            found[f"l{layer}.{short}.w"] = np.ones(hidden, np.float32).tobytes()
            found[f"l{layer}.{short}.b"] = _singles(chance, hidden)
    return found


def _singles(chance: np.random.Generator, count: int) -> bytes:
    return chance.normal(scale=0.05, size=count).astype(np.float32).tobytes()


def _blocks(chance: np.random.Generator, count: int) -> bytes:
    blocks = np.zeros(count // BLOCK, dtype=[("scale", "<f2"), ("packed", "u1", 16)])
    blocks["scale"] = 0.05
    blocks["packed"] = chance.integers(0, 256, size=blocks["packed"].shape)
    return blocks.tobytes()


@cache
def pretrained() -> Pretrained:
    """The encoder as read."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / WEIGHTS
        path.write_bytes(encoder_bytes())
        return read_pretrained(path)


def party(text, words, country="FRA", sector="LAB"):
    at = text.index(words)
    return AnnotatedParty((at, at + len(words)), (at, at + len(words)), country, sector)


def event(text, event_type, words, *, actors=(), recipients=(), realis="actual", sure=True):
    at = text.index(words)
    return AnnotatedEvent(
        *(event_type, (), (at, at + len(words))),
        *(tuple(actors), tuple(recipients), realis, False, None, None, sure),
    )


def documents():
    """Two invented documents with two acts each."""
    port = (
        event(PORT, "PROTEST", "ont bloqué", actors=[party(PORT, "Les dockers")]),
        event(
            *(PORT, "COERCE", "a interpellé"),
            actors=[party(PORT, "La police", sector="COP")],
            recipients=[party(PORT, "douze manifestants", sector="OPP")],
        ),
    )
    union = (
        event(UNION, "ACCUSE", "a dénoncé", actors=[party(UNION, "Le syndicat Horizon")]),
        event(UNION, "AGREE", "a promis", actors=[party(UNION, "Le maire", sector="GOV")], realis="planned"),
    )
    return [
        AnnotatedDocument("own", "port", PORT, date(2021, 3, 10), port),
        AnnotatedDocument("own", "union", UNION, date(2021, 3, 11), union),
    ]


@cache
def examples() -> list[Example]:
    """What is learned from the two documents, cut into the pieces of the vocabulary as it is."""
    return examples_of(
        documents(),
        nlp=load_pipeline("embedded"),
        pieces=spm.SentencePieceProcessor(model_proto=piece_model(pretrained(), range(len(PIECES)))),
        labels=labels_of_vocabularies(),
        triggers=lexicon_triggers(),
    )
