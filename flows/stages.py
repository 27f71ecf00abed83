"""With the workflow engine or without: the same flow, the same stages."""

from typing import ParamSpec, TypeVar

from prefect import Task
from prefect.runtime import flow_run

Given = ParamSpec("Given")
Made = TypeVar("Made")


def do(stage: Task[Given, Made], *args: Given.args, **kwargs: Given.kwargs) -> Made:
    """Do a stage: as a task of the flow's run, or, where the flow was called as a plain function, as a plain function too.

    A task outside of a run would look for a server.
    """
    return stage(*args, **kwargs) if flow_run.id else stage.fn(*args, **kwargs)
