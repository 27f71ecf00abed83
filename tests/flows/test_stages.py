"""What failed for a passing reason is done again by the engine; anything else is not."""

import errno

import pytest
from prefect.states import Failed

from flows.stages import may_pass
from schemas.errors import ValidationFailed


@pytest.mark.parametrize(
    ("error", "may"),
    [
        (OSError(errno.ESTALE, "Stale file handle"), True),
        (ConnectionResetError(), True),
        (TimeoutError(), True),
        (OSError(errno.ENOSPC, "No space left on device"), False),
        (PermissionError(errno.EACCES, "Permission denied"), False),
        (ValidationFailed(found="3 rows", expected="none", remedy="read the report"), False),
        (KeyError("x"), False),
    ],
)
def test_only_what_passes_is_done_again(error, may):
    assert may_pass(None, None, Failed(data=error)) == may
