"""What the columns of the network's output mean, as its folder states it."""

import json
from dataclasses import asdict, dataclass
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
