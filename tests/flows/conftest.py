"""A workflow server for the tests that run flows through Prefect."""

import os
from collections.abc import Iterator

import pytest

from flows.environment import set_environment
from flows.server import API_URL, workflow_server


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One workflow server for all runs of a module, with files of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(API_URL, raising=False)
        patch.setenv("PREFECT_HOME", str(tmp_path_factory.mktemp("prefect")))
        patch.setattr("flows.server.ANSWER_SECONDS", 120.0)  # on a loaded machine a server is there and slow
        set_environment(tmp_path_factory.mktemp("work"))
        with workflow_server("--no-services", "--no-ui") as wait:
            from prefect.settings import PREFECT_API_URL, temporary_settings

            wait()
            # Another test may have imported Prefect before, and it reads the environment once.
            with temporary_settings({PREFECT_API_URL: os.environ[API_URL]}):
                yield
