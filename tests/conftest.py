"""Fixtures that every test may ask for."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("fuzz", max_examples=3_000)

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with corpora and gold that are not part of the repository: DEPECHE_SHARED, else `shared` beside the checkout."""
    folder = Path(os.environ.get("DEPECHE_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"no folder {folder} with the corpora and gold; name one with DEPECHE_SHARED")
    return folder
