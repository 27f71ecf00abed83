"""Progress as people see it: bars on a terminal, plain lines elsewhere, and the table at the end."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars
from rich.table import Table as RichTable

from tasks.results import StageResult
from tasks.run import Progress

# A log or pipe has no width; paths and notes must not be folded there.
LOG_WIDTH = 200


def report_console() -> Console:
    """The console on standard output: as wide as the terminal, or wide enough for a log."""
    console = Console(soft_wrap=True)
    return console if console.is_terminal else Console(soft_wrap=True, width=LOG_WIDTH)


class PlainLines:
    """One line when a stage ends; for logs, pipes and schedules."""

    def __init__(self, console: Console) -> None:
        self.console, self.results = console, list[StageResult]()

    def begin(self, stage: str, total: int | None) -> None:
        """Name the stage, so that a long one is not silent."""
        self.console.print(f"{stage} …" if total is None else f"{stage} … {total}", highlight=False)

    def advance(self, stage: str, done: int) -> None:
        """Plain lines tell only beginnings and ends."""

    def warn(self, stage: str, words: str) -> None:
        """A line of its own."""
        self.console.print(f"{stage}: WARNING: {words}", highlight=False)

    def end(self, result: StageResult) -> None:
        """Tell the stage's counts."""
        self.results.append(result)
        self.console.print(told_result(result), highlight=False)


class TerminalBars:
    """A bar a stage."""

    def __init__(self, console: Console) -> None:
        columns = (
            TextColumn("{task.description:<12}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.fields[note]}"),
        )
        self.bars, self.results = Bars(*columns, console=console), list[StageResult]()
        self.tasks: dict[str, TaskID] = {}

    def begin(self, stage: str, total: int | None) -> None:
        """Show the stage's bar."""
        self.tasks[stage] = self.bars.add_task(stage, total=total, note="")

    def advance(self, stage: str, done: int) -> None:
        """Move the stage's bar."""
        self.bars.advance(self.tasks[stage], done)

    def warn(self, stage: str, words: str) -> None:
        """A line above the bars."""
        self.bars.console.print(f"{stage}: WARNING: {words}", style="bold yellow", highlight=False)

    def end(self, result: StageResult) -> None:
        """Fill the stage's bar."""
        self.results.append(result)
        self.bars.update(self.tasks[result.stage], total=result.read, completed=result.read, note=result.note)


_CURRENT: ContextVar[Progress | None] = ContextVar("progress", default=None)


def current_progress() -> Progress:
    """The progress that this process shows; plain lines where none was chosen, as in a scheduled run."""
    return _CURRENT.get() or PlainLines(report_console())


@contextmanager
def shown(console: Console) -> Iterator[PlainLines | TerminalBars]:
    """Show progress on the console as long as the block runs: bars where it is a terminal, else lines."""
    progress = TerminalBars(console) if console.is_terminal else PlainLines(console)
    token = _CURRENT.set(progress)
    try:
        if isinstance(progress, TerminalBars):
            with progress.bars:
                yield progress
        else:
            yield progress
    finally:
        _CURRENT.reset(token)


def summary(results: list[StageResult]) -> RichTable:
    """The table at the end of a run: a row a stage."""
    table = RichTable("stage", "unit", title="Run", title_justify="left")
    for name in ("read", "kept", "quarantined", "seconds"):
        table.add_column(name, justify="right")
    table.add_column("of which")
    for r in results:
        table.add_row(r.stage, r.unit, str(r.read), str(r.kept), str(r.quarantined), f"{r.seconds:.1f}", r.note)
    return table


def told_result(result: StageResult) -> str:
    """A stage's counts as one line."""
    counts = f"{result.kept} kept, {result.quarantined} quarantined of {result.read} {result.unit}"
    return f"{result.stage}: {counts}, {result.seconds:.1f} s" + (f" ({result.note})" if result.note else "")
