"""What the columns of the network's output mean, as its folder states it."""

import json
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from schemas.vocabularies import vocabulary

Array = npt.NDArray[np.float32]
NONE = "none"
ROLES = ("actor", "recipient")
LABELS = "labels.json"


@dataclass(frozen=True)
class Labels:
    """Names of the outputs in their order; types and sectors begin with `none`.

    `pair`: width of the two projections that arguments are scored by; `distances`: number of classes of distance between act
    and word; `window`: the most pieces in one.
    """

    types: tuple[str, ...]
    realis: tuple[str, ...]
    sectors: tuple[str, ...]
    pair: int = 128
    distances: int = 24
    window: int = 220

    @property
    def widths(self) -> tuple[int, ...]:
        """Columns of each part of the output: types, realis, hedged, sectors, projection of the act, projection of the word."""
        return len(self.types), len(self.realis), 1, len(self.sectors), self.pair, self.pair


def labels_of_vocabularies() -> Labels:
    """The labels of a network that is trained now."""
    return Labels(
        types=(NONE, *vocabulary("event_type")), realis=tuple(vocabulary("realis")), sectors=(NONE, *vocabulary("sector"))
    )


def write_labels(labels: Labels, folder: Path) -> None:
    """Write the labels into the network's folder."""
    (folder / LABELS).write_text(json.dumps(asdict(labels), indent=1) + "\n", encoding="utf-8")


def read_labels(folder: Path) -> Labels:
    """The labels of a network's folder."""
    raw = json.loads((folder / LABELS).read_text(encoding="utf-8"))
    raw |= {name: tuple(raw[name]) for name in ("types", "realis", "sectors")}
    return Labels(**raw)


def distance_class(offset: int, classes: int) -> int:
    """The class of a word's distance to an act, in words: before and behind apart, growing with the logarithm."""
    half = classes // 2
    near = 0 if offset == 0 else min(half - 1, 1 + int(np.log2(abs(offset)) * 1.6))
    return near if offset <= 0 else half + near


def distance_classes(span: tuple[int, int], end: int, classes: int) -> npt.NDArray[np.int64]:
    """For each word before `end` the class of its distance to the act of the words [first, last), which end before it too."""
    first, last = span
    words = np.arange(end)
    offsets = np.minimum(words - first, 0) + np.maximum(words - last + 1, 0)
    reach = 1 << end.bit_length()
    found: npt.NDArray[np.int64] = _classes_around(reach, classes)[offsets + reach]
    return found


@cache
def _classes_around(reach: int, classes: int) -> npt.NDArray[np.int64]:
    """The classes of the offsets from -reach to reach."""
    return np.array([distance_class(offset, classes) for offset in range(-reach, reach + 1)], dtype=np.int64)
