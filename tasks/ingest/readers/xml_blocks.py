"""XML and text in blocks: one article an element (<doc …>, <ARTICLE …>, <TEI>, <item>), however many the file holds.

What belongs here: limits, and what is refused. What doesn't: cutting (blocks.py), what names mean (columns.py).
"""

import re
from collections.abc import Iterator, Mapping

from tasks.ingest.blobs import Blob, Context, Finding, Notice, Refused, read_collection, refusal
from tasks.ingest.block_records import Record
from tasks.ingest.blocks import LEAST_OUTSIDE, cut_articles, elements_of
from tasks.ingest.columns import named_roles
from tasks.ingest.exports.article import Exported, exported_finding
from tasks.ingest.readers.text import characters
from tasks.ingest.records import same_series

ENTITY = re.compile(r"<!\s*ENTITY", re.IGNORECASE)
DECLARED = re.compile(r"<\?xml[^>]{0,200}encoding\s*=\s*[\"']([\w.-]{1,40})[\"']", re.IGNORECASE)


def read_blocks(blob: Blob, context: Context) -> Iterator[Finding]:
    """The articles of the file. Raises Refused where it is too large, declares entities, or no element holds an article each."""
    content = read_collection(blob, context)
    text = _decoded(content)
    if ENTITY.search(text):
        raise Refused("unsafe_markup", "XML that declares entities of its own; they are not expanded")
    cut = cut_articles(text)
    if cut is None:
        found = elements_of(text)
        raise Refused("not_a_record", f"XML in which no element can be told to hold one article each; found the elements {found}")
    articles = [_article(record) for record in cut.records]
    count = len(articles)
    if count > 1 and not any(article.paragraphs for article in articles):
        raise Refused("not_a_record", f"{count} elements <{cut.element}>, none of which holds text; found {elements_of(text)}")
    yield Notice(uri=blob.uri, about="format", words=f"{count} element{'s' * (count > 1)} <{cut.element}>, an article each")
    for number, article in enumerate(articles, start=1):
        yield exported_finding(article, blob, context, number=number)
    if cut.outside >= LEAST_OUTSIDE:
        detail = f"{cut.outside} characters outside of the elements <{cut.element}>, which hold the articles; they are not read"
        yield refusal(blob, "not_a_record", detail, record=count + 1)


def _decoded(content: bytes) -> str:
    """The characters: UTF-16, what the XML declares if it is no UTF-8, else UTF-8 with single Windows-1252 bytes."""
    declared = DECLARED.match(content[:400].decode("latin-1").lstrip("\ufeffï»¿ \r\n\t"))
    if declared:
        try:
            content.decode()
        except UnicodeDecodeError:
            try:
                return content.decode(declared[1])
            except (LookupError, UnicodeError):
                return characters(content)
    return characters(content)


def _article(record: Record) -> Exported:
    """The record's fields by what their names tell; what it lacks of outlet and day is that of its issue."""
    filled, issue = _filled(record.fields), _filled(record.issue)
    told = {role: found[0][0].strip() for role, found in filled.items()}
    of_issue = {role: found[0][0].strip() for role, found in issue.items()}
    paragraphs = record.paragraphs or _text_attribute(told.get("text"))
    return Exported(
        title=" ".join((told.get("title") or "").split()) or None,
        outlet=told.get("outlet") or of_issue.get("outlet"),
        authors=_authors(record.fields),
        published=told.get("published") or of_issue.get("published"),
        section=told.get("section"),
        page=told.get("page"),
        url=told.get("url"),
        paragraphs=_lead(told.get("lead"), paragraphs) + paragraphs,
    )


def _filled(fields: Mapping[str, tuple[str, ...]]) -> dict[str, list[list[str]]]:
    """For each role the values of each name that tells it, the best first, without empty ones."""
    found = {
        role: [values for name in names if (values := [value for value in fields[name] if value.strip()])]
        for role, names in named_roles(fields).items()
    }
    return {role: values for role, values in found.items() if values}


def _authors(fields: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """All that stand in the best name, and in those that it is numbered with (`<auteur1>`, `<auteur2>`)."""
    filled = [name for name in named_roles(fields).get("authors", ()) if any(map(str.strip, fields[name]))]
    return tuple(value for name in filled if same_series(name, filled[0]) for value in fields[name])


def _lead(lead: str | None, paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    """The standfirst that stands beside the text, where the text does not hold it."""
    line = " ".join((lead or "").split())
    return (line,) if line and paragraphs and not any(line in paragraph for paragraph in paragraphs) else ()


def _text_attribute(text: str | None) -> tuple[str, ...]:
    return tuple(line for line in (text or "").splitlines() if line.strip())
