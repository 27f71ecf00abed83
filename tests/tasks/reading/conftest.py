"""Fixtures: releases to read."""

from pathlib import Path

import pytest
from published import publish_two


@pytest.fixture(scope="session")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output folder with two releases; nobody changes it."""
    folder = tmp_path_factory.mktemp("lecture") / "processed"
    publish_two(folder)
    return folder
