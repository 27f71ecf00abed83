"""Loops compiled by numba on their first call and kept beside their file; a damaged file costs a compilation and no run."""

import hashlib
import pickle
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

import numba
from numba.core.caching import IndexDataCacheFile

P = ParamSpec("P")
R = TypeVar("R")
CHECKSUM_BYTES = hashlib.sha256().digest_size


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """The function compiled on its first call and kept beside its file, under its own type."""
    made: Any = numba.njit(cache=True)(function)
    made._cache._cache_file.__class__ = _Verified  # noqa: SLF001 - numba has no public way to its files
    typed: Callable[P, R] = made
    return typed


class _Verified(IndexDataCacheFile):
    """numba's files, which a power cut may leave cut or zeroed, with a checksum before what was compiled."""

    def _load_index(self) -> dict[Any, str]:
        try:
            return dict(super()._load_index())  # type: ignore[no-untyped-call]
        except (
            OSError,
            EOFError,
            ValueError,
            TypeError,
            AttributeError,
            ImportError,
            IndexError,
            KeyError,
            pickle.UnpicklingError,
        ):
            return {}  # damaged: as if nothing was compiled yet

    def _save_data(self, name: str, data: Any) -> None:
        content: bytes = self._dump(data)  # type: ignore[no-untyped-call]
        with self._open_for_write(self._data_path(name)) as file:  # type: ignore[no-untyped-call]
            file.write(hashlib.sha256(content).digest() + content)

    def _load_data(self, name: str) -> Any:
        path: str = self._data_path(name)  # type: ignore[no-untyped-call]
        with open(path, "rb") as file:  # noqa: PTH123 - numba's paths are strings
            content = file.read()
        checksum, content = content[:CHECKSUM_BYTES], content[CHECKSUM_BYTES:]
        if hashlib.sha256(content).digest() != checksum:
            raise OSError(f"{name} is cut or changed")  # numba compiles anew
        return pickle.loads(content)  # noqa: S301 - what numba itself wrote, beside the code
