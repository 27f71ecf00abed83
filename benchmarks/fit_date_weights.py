"""Fit what each piece of evidence is worth for a time as the date of an act, and say how far the dates hold.

    python benchmarks/fit_date_weights.py CORPORA [--annotation FOLDER] [--write]

Needs the dependency group `train`; `--write` changes tasks/code_events/decide/date_weights.yaml, but not its thresholds.

The coder's mentions are taken whose trigger meets an event of the annotation of an accepted type. Each time that may be the
act's own is a row: it is right if the reader's date holds it, or if it is a week or season that holds the reader's day. Nothing
of this evidence was learned from the annotation, so the press that the network learned from counts too; of the articles of our
own only those kept for choosing, which would outweigh it otherwise.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from fitting import Row, as_articles, asked, event_at, fitted_weights, write_weights

from tasks.code_events.attributes.days import DAY, Span
from tasks.code_events.coding import acts_of, code_article
from tasks.code_events.decide.dates import times_of
from tasks.code_events.lexicon.load import load_lexicon
from tasks.train.acts.annotation import AnnotatedDocument
from tasks.train.acts.texts import OWN

STRENGTH = 0.3
WEIGHTS = Path(str(files("tasks.code_events").joinpath("decide", "date_weights.yaml")))
THRESHOLDS = (0.25, 0.3, 0.35, 0.4, 0.5, 0.6)
WRITTEN = {"month": 7, "year": 4}
"""How many characters of an ISO date the reader's annotation has of a month or year."""


@dataclass(frozen=True)
class TimeRow(Row):
    """A time that may be an act's own, with the number of the act."""

    act: int
    is_week: bool


def main() -> None:
    """Fit, print what holds, and write the weights if asked."""
    documents, write = asked(__doc__)
    known = [document for document in documents if document.published is not None and _counts(document)]
    wanted: list[str | None] = []
    rows = list(rows_of(known, wanted))
    exact, weeks = [row for row in rows if not row.is_week], [row for row in rows if row.is_week]
    weights = {"time": _fitted(exact, wanted), "week": _fitted(weeks, wanted)}
    if write:
        write_weights(WEIGHTS, weights)


def _counts(document: AnnotatedDocument) -> bool:
    return document.part == "choosing" or (document.part == "training" and document.corpus != OWN)


def rows_of(documents: Sequence[AnnotatedDocument], wanted: list[str | None]) -> Iterator[TimeRow]:
    """The rows of all documents in their order; the reader's date of each act is added to `wanted`."""
    lexicon = load_lexicon()
    for document, article in as_articles(documents):
        judged = list(code_article(article, lexicon))
        mentions = [one for one in judged if one.mention is not None]
        for one, times in zip(mentions, times_of(article, acts_of(judged), lexicon), strict=True):
            row = one.mention or {}
            event = event_at(row["event_type"], (row["trigger_start"], row["trigger_end"]), document.events)
            if event is None:
                continue
            wanted.append(event.date)
            for time in times:
                right = is_right(time.span, event.date)
                yield TimeRow(document.document, time.evidence, right, len(wanted) - 1, time.is_week)


def is_right(span: Span, date: str | None) -> bool:
    """Whether a time is the reader's date, or lies in it, or is a week or season that may hold it."""
    if date is None:
        return False
    first, last = str(span.start), str(span.end)
    if span.precision in {DAY, *WRITTEN}:
        return first[: WRITTEN.get(span.precision)].startswith(date)
    return first[: len(date)] <= date <= last[: len(date)]


def held(rows: Sequence[TimeRow], chances: Sequence[float], wanted: Sequence[str | None], least: float) -> str:
    """How many acts have the right date, of those that the reader dates and of those that get one."""
    best: dict[int, tuple[float, bool]] = {}
    for row, chance in zip(rows, chances, strict=True):
        best[row.act] = max(best.get(row.act, (0.0, False)), (chance, row.right))
    given = [right for chance, right in best.values() if chance >= least]
    dated = sum(date is not None for date in wanted)
    share = sum(given) / max(len(given), 1)
    return f"from {least}: {len(given)} dated, {share:.3f} of them right; {sum(given) / dated:.3f} of those that the reader dates"


def _fitted(rows: Sequence[TimeRow], wanted: Sequence[str | None]) -> dict[str, float]:
    weights, chances = fitted_weights(rows, f"times of {len(wanted)} acts", strength=STRENGTH)
    for least in THRESHOLDS:
        print(held(rows, chances.tolist(), wanted, least))
    return weights


if __name__ == "__main__":
    main()
