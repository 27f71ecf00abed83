"""Europresse (and its sisters Eureka and Nexis-like portals of Cision): a page of articles → each article.

What belongs here: both layouts, that of today (article elements) and that of before 2015 (tables and spans).
"""

from collections.abc import Iterator, Sequence

from tasks.ingest.exports.article import Exported
from tasks.ingest.exports.pages import Block, page_blocks
from tasks.ingest.exports.patterns import load_exports

HEADER_CHARACTERS = 400


def europresse_articles(page: str) -> tuple[Exported, ...]:
    """The articles of the page, in order."""
    return tuple(_article(chunk) for chunk in _chunks(page_blocks(page, "europresse")) if _is_article(chunk))


def _chunks(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """The blocks of each article: a new article element begins one, and so does the name of an outlet behind other blocks."""
    chunk: list[Block] = []
    for block in blocks:
        begins = "outlet" in block.roles and any("outlet" not in held.roles for held in chunk)
        if chunk and (block.part != chunk[-1].part or (begins and _is_article(chunk))):
            yield chunk
            chunk = []
        chunk.append(block)
    yield chunk


def _is_article(chunk: Sequence[Block]) -> bool:
    return any({"outlet", "title"} & block.roles for block in chunk)


def _article(chunk: Sequence[Block]) -> Exported:
    lines = load_exports().lines
    masthead = _with(chunk, "masthead")
    header = lines["header"].match(" ".join(_with(chunk, "header") or masthead[1:])[:HEADER_CHARACTERS])
    fields = header.groupdict() if header else {}
    page = lines["page"].search(fields.get("rest") or "")
    authors, text = _authors_and_text(chunk)
    return Exported(
        title=" ".join(dict.fromkeys(_with(chunk, "title"))) or None,
        outlet=next(iter(_with(chunk, "outlet") or masthead), None),
        authors=authors,
        published=fields.get("published") or _day_of_number(chunk),
        section=fields.get("section"),
        page=page["page"] if page else None,
        paragraphs=tuple(_with(chunk, "subtitle")) + text,
    )


def _day_of_number(chunk: Sequence[Block]) -> str | None:
    """The day that the number of the document begins with, for articles whose header has none."""
    numbers = (load_exports().lines["europresse_day"].match(block.text) for block in reversed(chunk))
    return next((match["day"] for match in numbers if match), None)


def _with(chunk: Sequence[Block], role: str) -> list[str]:
    return [block.text for block in chunk if role in block.roles]


def _authors_and_text(chunk: Sequence[Block]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the markup says is author and text; where it is silent, the line behind the title that names persons, and the rest."""
    lines = load_exports().lines
    behind = list(_behind_title(chunk))
    unmarked = [block.text for block in behind if not {"text", "author", "subtitle"} & block.roles]
    by_class = [block.text for block in behind if "signed" in block.roles and not {"text", "headed"} & block.roles]
    signed = next((text for text in unmarked[:2] if lines["person_line"].match(text)), None)
    authors = _with(chunk, "author") or by_class or ([signed] if signed else [])
    marked = [block.text for block in chunk if "text" in block.roles and not {"title", "subtitle", "author"} & block.roles]
    return tuple(authors), tuple(marked or [text for text in unmarked if text not in authors])


def _behind_title(chunk: Sequence[Block]) -> Iterator[Block]:
    """The blocks behind the last line of the title, up to the notice of rights or the number of the document."""
    titled = [place for place, block in enumerate(chunk) if {"title", "header", "outlet"} & block.roles]
    for block in chunk[titled[-1] + 1 if titled else 0 :]:
        if "end" in block.roles or load_exports().lines["europresse_end"].match(block.text):
            return
        yield block
