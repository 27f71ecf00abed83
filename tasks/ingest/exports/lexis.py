"""LexisNexis and Nexis Uni: documents, pages and plain texts → each article.

What belongs here: the layout of today (title, outlet, date, labels, « Body ») and the older one (« 1 of 10 DOCUMENTS », outlet,
date, title, labels in capitals). What doesn't: how a file becomes lines.
"""

from collections.abc import Iterator, Sequence

from tasks.ingest.exports.article import Exported
from tasks.ingest.exports.pages import page_blocks
from tasks.ingest.exports.patterns import load_exports

HEAD_LINES = 40
LABEL_LINES = 3
"""Lines that the value of a label may go over, until the next label."""


def lexis_page(page: str) -> tuple[Exported, ...]:
    """The articles of a page, in order."""
    return lexis_articles([block.text for block in page_blocks(page, "lexis")])


def lexis_articles(texts: Sequence[str]) -> tuple[Exported, ...]:
    """The articles of lines, in order."""
    return tuple(article for chunk in _chunks(texts) if (article := _article(chunk)))


def _chunks(texts: Sequence[str]) -> Iterator[list[str]]:
    lines = load_exports().lines
    chunk: list[str] = []
    for text in texts:
        if lines["lexis_start"].match(text) or lines["lexis_end"].match(text):
            yield chunk
            chunk = []
            if lines["lexis_end"].match(text):
                continue
        chunk.append(text)
    yield chunk


def _article(chunk: Sequence[str]) -> Exported | None:
    lines = load_exports().lines
    body = next((place for place, text in enumerate(chunk[: HEAD_LINES * 10]) if lines["lexis_body"].match(text)), None)
    started = bool(chunk) and lines["lexis_start"].match(chunk[0]) is not None
    head = list(chunk[started:body] if body is not None else chunk[started:HEAD_LINES])
    labels = [place for place, text in enumerate(head) if lines["lexis_label"].match(text)]
    if body is None and not (started and labels):
        return None
    text = chunk[body + 1 :] if body is not None else chunk[started + _last_of_head(labels) + 1 :]
    fields = _fields(head)
    title, outlet, published = _named(head, outlet_first=started and body is None)
    section = " ".join(fields.get("section", ())) or None
    page = lines["page"].search(section or "")
    return Exported(
        title=" ".join(fields.get("title", ())) or title,
        outlet=outlet,
        authors=tuple(fields.get("authors", ())),
        published=published,
        section=section[: page.start()].strip(" ;,") or None if section and page else section,
        page=page["page"] if page else None,
        paragraphs=tuple(fields.get("lead", ())) + tuple(_without_trailer(text)),
    )


def _last_of_head(labels: Sequence[int]) -> int:
    """The last label of the head; labels far behind it stand in the text."""
    last = labels[0]
    for place in labels:
        if place - last <= LABEL_LINES:
            last = place
    return last


def _fields(head: Sequence[str]) -> dict[str, list[str]]:
    knowledge = load_exports()
    fields: dict[str, list[str]] = {}
    for text in head:
        match = knowledge.lines["lexis_label"].match(text)
        name = knowledge.fields["lexis"].get(match["label"].casefold()) if match else None
        if match and name and match["value"].strip():
            fields.setdefault(name, []).append(match["value"].strip())
    return fields


def _named(head: Sequence[str], *, outlet_first: bool) -> tuple[str | None, str | None, str | None]:
    """Title, outlet and date of the lines of the head that have no label. The date stands behind the outlet in both layouts."""
    lines = load_exports().lines
    plain = [text for text in head if not any(lines[name].match(text) for name in ("lexis_label", "copyright", "rights"))]
    covered = [place for place, text in enumerate(plain) if lines["lexis_cover"].match(text)]
    dates = [place for place, text in enumerate(plain) if lines["dated"].match(text)]
    if not dates:
        return (plain[0] if plain else None), (plain[1] if len(plain) > 1 else None), None
    dated = dates[-1] if covered else dates[0]
    before, behind = plain[:dated], plain[dated + 1 :]
    if outlet_first:
        return (behind[0] if behind else None), (before[-1] if before else None), plain[dated]
    titles = before[-2:-1] if covered else before[:-1]
    if len(before) == 1:
        return before[0], None, plain[dated]
    return " ".join(titles) or None, (before[-1] if before else None), plain[dated]


def _without_trailer(text: Sequence[str]) -> Iterator[str]:
    """The text up to classification, date of loading, language and notice of rights, which stand behind it."""
    lines = load_exports().lines
    ends = [place for place, line in enumerate(text) if lines["lexis_trailer"].match(line)]
    cut = len(text) if not ends else ends[0]
    for line in text[:cut]:
        if not lines["copyright"].match(line) and not lines["rights"].match(line):
            yield line
