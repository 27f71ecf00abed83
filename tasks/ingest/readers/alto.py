"""ALTO, the XML in which libraries keep recognised pages: one text a page, its blocks as paragraphs, parted words whole.

What belongs here: blocks, lines and words of a page. What doesn't: whether a hyphen at the end of a line is a compound's
(extraction/layout.py), and which articles the page holds, which ALTO does not say.
"""

from collections.abc import Iterator

from lxml import etree

from tasks.ingest.blobs import Blob, Context, Finding, Payload, Refused, read_collection
from tasks.ingest.extraction.layout import joined
from tasks.ingest.own_entities import refuse_own_entities

FIRST, SECOND = "HypPart1", "HypPart2"
"""How a page marks the parts of a word between two lines; each part states the whole word."""


def read_alto(blob: Blob, context: Context) -> Iterator[Finding]:
    """The text of a page. Raises Refused where it is too large, declares entities, or holds no words."""
    content = read_collection(blob, context)
    refuse_own_entities(content, "XML")
    page = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    text = "\n\n".join(block for element in page.iterfind(".//{*}TextBlock") if (block := _block(element)))
    if not text:
        raise Refused("no_text", "an ALTO page without words")
    made = text.encode()
    yield Payload(uri=blob.uri, sha256=blob.sha256, identity=made, content=made, content_type="text")


def _block(block: etree._Element) -> str:
    """The words of a block as one paragraph."""
    lines = [words for line in block.iterfind("{*}TextLine") if (words := _line(line))]
    text = lines[0] if lines else ""
    for line in lines[1:]:
        text = joined(text, line)
    return text


def _line(line: etree._Element) -> str:
    """The words of a line: a word that begins on it and ends on the next is told whole, and not again there."""
    words: list[str] = []
    for element in line:
        name, whole = etree.QName(element).localname if isinstance(element.tag, str) else "", element.get("SUBS_CONTENT")
        part = element.get("SUBS_TYPE") if whole else None
        if name == "String" and part != SECOND:
            words.append(whole if whole and part == FIRST else element.get("CONTENT", ""))
        elif name == "HYP" and words and not _is_whole(line):
            words[-1] = f"{words[-1].rstrip('-')}-"
    return " ".join(word for word in words if word)


def _is_whole(line: etree._Element) -> bool:
    """Whether the word that the line parts is told whole."""
    return any(string.get("SUBS_TYPE") == FIRST and string.get("SUBS_CONTENT") for string in line.iterfind("{*}String"))
