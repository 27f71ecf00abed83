"""The kinds of arrays that deduplication works on, and how loops over them are compiled.

What belongs here: types. What does not: any loop.
"""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

import numba
import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]
Counts = npt.NDArray[np.int32]
Shares = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Letters = npt.NDArray[np.uint8]
P = ParamSpec("P")
R = TypeVar("R")


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """The function compiled by numba on its first call and kept beside its file, under its own type."""
    made: Callable[P, R] = numba.njit(cache=True)(function)
    return made
