"""Which export a page or a document is, and its articles.

What belongs here: asking the families in turn. What doesn't: any layout, any file format.
"""

from collections.abc import Sequence
from itertools import groupby

from tasks.ingest.exports.article import Found
from tasks.ingest.exports.europresse import europresse_articles
from tasks.ingest.exports.factiva import factiva_articles, factiva_page
from tasks.ingest.exports.iramuteq import iramuteq_articles
from tasks.ingest.exports.lexis import lexis_articles, lexis_page
from tasks.ingest.exports.pages import line_blocks
from tasks.ingest.exports.patterns import load_exports
from tasks.ingest.exports.ris import ris_articles

WIDEST_WRAP = 120


def signs_of(content: bytes) -> frozenset[str]:
    """The families whose words stand in the bytes, whatever (single-byte or UTF-8) encoding they are in."""
    knowledge = load_exports()
    likely = [family for family, needs in knowledge.needs.items() if any(need in content for need in needs)]
    text = content.decode("latin-1") if likely else ""
    return frozenset(family for family in likely if knowledge.signs[family].search(text))


def page_articles(page: str, signs: frozenset[str]) -> Found | None:
    """The articles of a page that is an export; None of any other page."""
    if "europresse" in signs and (articles := europresse_articles(page)):
        return Found(family="Europresse", articles=articles)
    if "factiva" in signs and (articles := factiva_page(page)):
        return Found(family="Factiva", articles=articles)
    if "lexis" in signs and (articles := lexis_page(page)):
        return Found(family="LexisNexis", articles=articles)
    return None


def document_articles(lines: Sequence[str], signs: frozenset[str], *, wrapped: bool = False) -> Found | None:
    """The articles of a document's lines where they are an export; None of any other document.

    `wrapped`: the lines may be cut at a width, as plain texts are.
    """
    if "iramuteq" in signs and (articles := iramuteq_articles(lines)):
        return Found(family="IRaMuTeQ", articles=articles)
    if "ris" in signs and (articles := ris_articles(lines)):
        return Found(family="RIS", articles=articles)
    blocks = line_blocks(lines)
    if "factiva_lines" in signs and (articles := factiva_articles(blocks)):
        return Found(family="Factiva", articles=articles)
    if "lexis" not in signs:
        return None
    texts = _unwrapped(lines) if wrapped else [block.text for block in blocks]
    articles = lexis_articles(texts)
    return Found(family="LexisNexis", articles=articles) if articles else None


def _unwrapped(lines: Sequence[str]) -> list[str]:
    """The lines between two empty ones as one, where no line is longer than a width."""
    if max(map(len, lines), default=0) > WIDEST_WRAP:
        return [" ".join(line.split()) for line in lines if line.strip()]
    groups = [list(held) for filled, held in groupby(lines, key=lambda line: bool(line.strip())) if filled]
    return [" ".join(" ".join(group).split()) for group in groups]
