"""What the workflow engine's own pages show of a run: logs with counts, progress, verdict, stages, and states by their names.

What belongs here: telling the engine. What does not: telling the terminal (progress.py), or any decision about the run.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, cast
from uuid import UUID

from httpx import HTTPError
from prefect import get_run_logger
from prefect.artifacts import (
    create_markdown_artifact,
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)
from prefect.runtime import flow_run
from prefect.states import Completed, Failed

from flows.progress import told_result
from schemas.errors import ValidationFailed
from tasks.publish.release import Release
from tasks.results import StageResult
from tasks.run import Progress
from tasks.version import STAGES

NOTHING_NEW, REFUSED = "Nothing new", "Refused"
Given = ParamSpec("Given")


class ToldProgress:
    """A progress that tells the engine what it shows: a log line when a stage begins and ends, and how far the run is."""

    def __init__(self, shown: Progress) -> None:
        self.shown, self.results, self.logger = shown, list[StageResult](), get_run_logger()
        self.artifact: UUID | None = None
        with _for_show():
            made = create_progress_artifact(progress=0.0, key="curate-progress", description="Stages of the run")
            self.artifact = cast("UUID", made)  # a coroutine only where the flow is one

    def begin(self, stage: str, total: int | None) -> None:
        """Show it and log it."""
        self.shown.begin(stage, total)
        self.logger.info("%s begins%s", stage, "" if total is None else f": {total}")

    def advance(self, stage: str, done: int) -> None:
        """Show it; a log line for each batch would bury the others."""
        self.shown.advance(stage, done)

    def warn(self, stage: str, words: str) -> None:
        """Show it and log it."""
        self.shown.warn(stage, words)
        self.logger.warning("%s: %s", stage, words)

    def end(self, result: StageResult) -> None:
        """Show it, log the counts, move the bar; the last stage is followed by the table of all."""
        self.shown.end(result)
        self.results.append(result)
        self.logger.info(told_result(result))
        with _for_show():
            if self.artifact is not None:
                update_progress_artifact(self.artifact, progress=100 * len(self.results) / len(STAGES))
            if result.stage == STAGES[-1]:
                create_table_artifact(table=_rows(self.results), key="curate-stages", description="What each stage did")


def told(shown: Progress) -> Progress:
    """A progress that tells the engine too, where it runs the flow."""
    return ToldProgress(shown) if flow_run.id else shown


def nothing_new(release: Release) -> Release:
    """The release that holds everything already; the run is shown as one that found nothing new."""
    if not flow_run.id:
        return release
    words = f"nothing is new: all files are in release {release.release_id}"
    _verdict(f"Nothing new: release {release.release_id} stays", words, release.report.as_uri())
    return cast("Release", Completed(name=NOTHING_NEW, message=words, data=release))  # the engine gives callers the release


def states_named(curate: Callable[Given, Release]) -> Callable[Given, Release]:
    """The flow, whose refused runs are called so, with the verdict and the way to the report beside them. Raises the same."""

    @wraps(curate)
    def named(*args: Given.args, **kwargs: Given.kwargs) -> Release:
        try:
            made = curate(*args, **kwargs)
        except ValidationFailed as refused:
            if not flow_run.id:
                raise
            _verdict("Refused: nothing was published", str(refused), None)
            return cast("Release", Failed(name=REFUSED, message=str(refused), data=refused))  # the engine raises it
        if flow_run.id and isinstance(made, Release):
            _verdict(f"Published: release {made.release_id}", "every critical check holds", made.report.as_uri())
        return made

    return named


def _verdict(title: str, words: str, report: str | None) -> None:
    lines = [f"# {title}", words, f"[Report]({report})" if report else ""]
    with _for_show():
        create_markdown_artifact(markdown="\n\n".join(filter(None, lines)), key="curate-verdict", description=title)


@contextmanager
def _for_show() -> Iterator[None]:
    """What is only for show must not end a run: a server under load may refuse it."""
    try:
        yield
    except HTTPError as error:
        get_run_logger().warning("not shown in the engine's pages: %s", error)


def _rows(results: list[StageResult]) -> list[dict[str, object]]:
    return [
        {
            "stage": r.stage,
            "unit": r.unit,
            "read": r.read,
            "kept": r.kept,
            "quarantined": r.quarantined,
            "seconds": round(r.seconds, 1),
            "of which": r.note,
        }
        for r in results
    ]
