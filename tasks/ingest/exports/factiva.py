"""Factiva: pages, RTF and other documents → each article, with the two-letter codes of the fields or without.

What belongs here: both displays. What doesn't: how a file becomes lines.
"""

from collections.abc import Iterator, Sequence

from tasks.ingest.exports.article import Exported
from tasks.ingest.exports.pages import Block, page_blocks
from tasks.ingest.exports.patterns import load_exports

HEAD_LINES = 12
"""Lines within which the number of words or the date must stand."""
SOURCE_LINES = 9
"""Lines behind the date within which outlet, code, edition, page, language and copyright stand."""


def factiva_page(page: str) -> tuple[Exported, ...]:
    """The articles of a page, in order."""
    return factiva_articles(page_blocks(page, "factiva"))


def factiva_articles(blocks: Sequence[Block]) -> tuple[Exported, ...]:
    """The articles of lines, in order."""
    return tuple(_labelled(chunk) if _is_labelled(chunk) else _plain(chunk) for chunk in _chunks(blocks) if _is_article(chunk))


def _chunks(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """The blocks of each article: the number of the document ends one, and so does the element around it."""
    lines = load_exports().lines
    chunk: list[Block] = []
    for block in blocks:
        if chunk and block.part != chunk[-1].part:
            yield chunk
            chunk = []
        chunk.append(block)
        code = lines["factiva_code"].match(block.text)
        if not block.part and (
            lines["accession"].match(block.text) or (code and lines["accession"].match(code["value"].strip(" |")))
        ):
            yield chunk
            chunk = []
    yield chunk


def _is_article(chunk: Sequence[Block]) -> bool:
    """Whether the markup sets it apart, or it is told by a number of words and ends with the number of the document."""
    accession = load_exports().signs["factiva_lines"]
    if any(block.part for block in chunk) or any("title" in block.roles for block in chunk):
        return True
    return bool(chunk) and any(accession.search(block.text) for block in chunk[-3:])


def _is_labelled(chunk: Sequence[Block]) -> bool:
    codes = {match["code"] for block in chunk if (match := load_exports().lines["factiva_code"].match(block.text))}
    return "HD" in codes and bool({"LP", "TD"} & codes)


def _labelled(chunk: Sequence[Block]) -> Exported:
    knowledge = load_exports()
    fields: dict[str, list[str]] = {}
    name = ""
    for block in chunk:
        match = knowledge.lines["factiva_code"].match(block.text)
        if match:
            name = knowledge.fields["factiva"].get(match["code"], "")
        value = (match["value"] if match else block.text).strip(" |")
        if value and name:
            fields.setdefault(name, []).append(value)
    told = {name: " ".join(values) for name, values in fields.items()}
    return Exported(
        title=told.get("title"),
        outlet=told.get("outlet"),
        authors=tuple(fields.get("authors", ())),
        published=" ".join(filter(None, (told.get("published"), told.get("time")))) or None,
        section=told.get("section"),
        page=told.get("page"),
        paragraphs=tuple(fields.get("text", ())),
    )


def _plain(chunk: Sequence[Block]) -> Exported:
    """Without codes the order tells: section, title, author, words, date, hour, outlet, code, page, language, copyright, text."""
    lines = load_exports().lines
    texts = [block.text for block in chunk]
    words = _first(texts, "words", 0, HEAD_LINES)
    start = 0 if words is None else words
    dated = _first(texts, "date", start, HEAD_LINES + 3)
    other = _first(texts, "other_day", start, HEAD_LINES + 3) if dated is None and words is not None else None
    dated = other if dated is None else dated
    head_end = next((place for place in (words, dated) if place is not None), 0)
    section, title, authors = _head(chunk[:head_end])
    behind = (dated if dated is not None else head_end) + 1
    time = texts[behind] if behind < len(texts) and lines["time"].match(texts[behind]) else None
    place = behind + (time is not None)
    outlet = texts[place] if dated is not None and place < len(texts) else None
    body = _body_start(texts, place)
    page = next((match["page"] for text in texts[place + 1 : body] if (match := lines["factiva_page"].match(text))), None)
    marked = [block.text for block in chunk if "text" in block.roles]
    return Exported(
        title=title,
        outlet=outlet,
        authors=authors,
        published=_published(texts, dated if other is None else None, time),
        section=section,
        page=page,
        paragraphs=tuple(text for text in marked or texts[body:] if not lines["accession"].match(text)),
    )


def _published(texts: Sequence[str], dated: int | None, time: str | None) -> str | None:
    """The day as written; where no line states one in a language that is known, that of the number of the document."""
    numbers = (load_exports().lines["accession_day"].match(text) for text in reversed(texts))
    day = texts[dated] if dated is not None else next((match["day"] for match in numbers if match), None)
    return " ".join(filter(None, (day, time))) if day else None


def _head(head: Sequence[Block]) -> tuple[str | None, str | None, tuple[str, ...]]:
    """Section, title and authors of the lines before the number of words."""
    person = load_exports().lines["person_line"]
    authors = [block.text for block in head if "author" in block.roles]
    rest = [block for block in head if "author" not in block.roles]
    titles = [block.text for block in rest if "title" in block.roles]
    if not authors and len(rest) > 1 and "title" not in rest[-1].roles and person.match(rest[-1].text):
        authors, rest = [rest[-1].text], rest[:-1]
    others = [block.text for block in rest if "title" not in block.roles]
    title = " ".join(titles) or (others.pop() if others else None)
    return (others[0] if others else None), title, tuple(authors)


def _body_start(texts: Sequence[str], outlet: int) -> int:
    """Where the text begins: behind the copyright, else behind the language, else behind the outlet and its code."""
    for name in ("copyright", "factiva_language", "factiva_source_code"):
        if (found := _first(texts, name, outlet, outlet + SOURCE_LINES)) is not None:
            return found + 1
    return outlet + 1


def _first(texts: Sequence[str], name: str, start: int, end: int) -> int | None:
    pattern = load_exports().lines[name]
    return next((place for place in range(start, min(end, len(texts))) if pattern.match(texts[place])), None)
