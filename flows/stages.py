"""With the workflow engine or without: the same flow, the same stages."""

import errno
from typing import ParamSpec, TypeVar

from prefect import Task
from prefect.client.schemas.objects import State, TaskRun
from prefect.runtime import flow_run

Given = ParamSpec("Given")
Made = TypeVar("Made")
RETRY_SECONDS = [10.0, 60.0, 300.0]
"""How long to wait before what failed for a passing reason is done again, each time longer."""
PASSING = frozenset(
    (
        *(errno.EAGAIN, errno.EIO, errno.ESTALE, errno.EREMOTEIO, errno.ETIMEDOUT),
        *(
            errno.ECONNABORTED,
            errno.ECONNREFUSED,
            errno.ECONNRESET,
            errno.EHOSTDOWN,
            errno.EHOSTUNREACH,
            errno.ENETUNREACH,
            errno.ENOTCONN,
        ),
    )
)
"""Errors of file systems and stores behind a network that pass. A full disk, a missing right or a refused table does not."""


def do(stage: Task[Given, Made], *args: Given.args, **kwargs: Given.kwargs) -> Made:
    """Do a stage: as a task of the flow's run, or, where the flow was called as a plain function, as a plain function too.

    A task outside of a run would look for a server. In a run, a stage that failed for a passing reason is done again.
    """
    if not flow_run.id:
        return stage.fn(*args, **kwargs)
    retried = stage.with_options(retries=len(RETRY_SECONDS), retry_delay_seconds=RETRY_SECONDS, retry_condition_fn=may_pass)
    return retried(*args, **kwargs)


def may_pass(_task: Task[..., object], _run: TaskRun, state: State[object]) -> bool:
    """Whether what a task failed for may be over soon."""
    error = getattr(state.data, "result", state.data)  # `State.result` waits where a loop runs
    return isinstance(error, OSError) and (error.errno in PASSING or isinstance(error, ConnectionError | TimeoutError))
