import json

import pytest

from tasks.gazetteer.load import load_gazetteer


@pytest.fixture(scope="session")
def gazetteer():
    return load_gazetteer()


@pytest.fixture(scope="session")
def entities(shared):
    """The rows of a file of ../shared/corpora/entities."""
    return lambda name: [
        json.loads(line) for line in (shared / "corpora/entities" / name).read_text(encoding="utf-8").splitlines()
    ]
