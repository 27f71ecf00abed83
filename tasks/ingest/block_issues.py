"""What an issue says of all its articles: the outlet and the day, by its attributes and by what stands before the first article.

What belongs here: that. What doesn't: which elements are articles (block_choice.py), what names mean (columns.py).
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from tasks.ingest.block_choice import Span
from tasks.ingest.block_names import load_block_names, local
from tasks.ingest.block_records import block_record

LONGEST_HEAD = 20_000
"""Characters of what stands before the first article of an issue that are looked at."""

Fields = Mapping[str, tuple[str, ...]]


def issues_of(text: str, articles: Sequence[Span], spans: Sequence[Span]) -> list[Fields]:
    """The fields of the issue around each article, those of the innermost first; a corpus is no issue."""
    starts = [article.start for article in articles]
    around = sorted((span for span in spans if _is_issue(span, articles, starts)), key=lambda span: (span.start, -span.end))
    told = [_told(text, span, articles[bisect_right(starts, span.start)].start) for span in around]
    found: list[Fields] = []
    open_issues: list[int] = []
    entering = 0
    for article in articles:
        while entering < len(around) and around[entering].start <= article.start:
            open_issues.append(entering)
            entering += 1
        open_issues = [place for place in open_issues if around[place].end >= article.end]
        fields: dict[str, tuple[str, ...]] = {}
        for place in open_issues:
            fields |= told[place]
        found.append(fields)
    return found


def _is_issue(span: Span, articles: Sequence[Span], starts: Sequence[int]) -> bool:
    place = bisect_right(starts, span.start)
    holds = place < len(starts) and span.inner <= starts[place] and articles[place].end <= span.inner_end
    return holds and local(span.name) not in load_block_names().collections


def _told(text: str, issue: Span, first: int) -> Fields:
    """Its fields. Attributes are named with the element too: what `<journal nom="…">` names is a journal."""
    read = block_record(issue.attributes, text[issue.inner : min(first, issue.inner + LONGEST_HEAD)]).fields
    attributes = block_record(issue.attributes, "").fields
    return {**read, **{f"{local(issue.name)} {name}": value for name, value in attributes.items()}}
