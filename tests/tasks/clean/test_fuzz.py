"""Whatever the document, cleaning ends in an article or a quarantine row that keeps the contract. `make fuzz` looks longer."""

from collections.abc import Callable
from typing import Any, cast

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.articles import CLEANED
from schemas.documents import DOCUMENTS
from schemas.quarantine import QUARANTINE
from schemas.settings import CleanSettings
from tasks.clean.articles import clean_documents
from tasks.clean.characters import CONTROLS, INVISIBLE
from tasks.clean.knowledge import CleaningKnowledge, load_knowledge
from tasks.clean.markup import Page
from tasks.clean.worker import ExtractionFailed, PageReader, _answer
from tasks.frames import frame_of, to_table

KNOWLEDGE = load_knowledge()
SENTENCE = "La déléguée a rappelé mardi que les négociateurs avaient jusqu'à vendredi pour s'entendre sur le partage des eaux. "
HEAD = (
    '<html><head><meta charset=utf-8><title>Le fleuve</title><meta property="og:title" content="Le fleuve divise…">'
    '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2021-03-02", "author": "A"}</script>'
)
SEEDS = (
    f"3 min de lecture Monde\n\nLe fleuve divise\n\nPar Anne Martin\n\n{SENTENCE * 3}\n\nÀ lire aussi\nLe port\n\n© AFP".encode(),
    (SENTENCE * 3).encode("utf-16"),
    (SENTENCE * 3).encode("cp1252"),
    f"{HEAD}</head><body><h1>Le fleuve</h1><article><p>{SENTENCE * 3}</p></article></body></html>".encode(),
    f"{HEAD}<body><div><p>{SENTENCE}<br>&eacute;<time pubdate datetime='2021-03-02'>".encode(),
)
EXAMPLES = [text for rule in KNOWLEDGE.rules for text in (*rule.examples, *rule.counter_examples)]
SCRAPS = st.one_of(
    st.binary(max_size=8),
    st.sampled_from(EXAMPLES).map(lambda text: f"\n{text}\n".encode()),
    st.sampled_from([b"<", b"</p>", b"<div>", b"&#0;", b"&amp;amp;", b"\n\n", "\u202e\u2028\u00ad".encode(), b"\x00", b"(" * 40]),
)


class InProcess:
    """Reads pages in this process, as the extracting process answers."""

    def read(self, source: str) -> Page:
        answer = _answer(source, KNOWLEDGE.metadata)
        if "error" in answer:
            raise ExtractionFailed(answer["error"])
        return cast("Page", answer["page"])


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A sound document with bytes replaced, cut out or put in."""
    content = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, 12)))
        content[start:end] = draw(SCRAPS)
    return bytes(content)


@given(
    content=st.one_of(st.binary(max_size=300), damaged()),
    content_type=st.sampled_from(["text", "html"]),
    charset=st.sampled_from([None, "utf-8", "windows-1252", "utf-16"]),
)
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
def test_any_document_ends_in_an_article_or_in_quarantine(
    knowledge: CleaningKnowledge, row_of: Callable[..., dict[str, Any]], content: bytes, content_type: str, charset: str | None
) -> None:
    rows = frame_of(DOCUMENTS, [row_of(content, content_type, charset=charset)])
    pages = cast("PageReader", InProcess())
    split = clean_documents(rows, knowledge=knowledge, settings=CleanSettings(), pages=pages)
    to_table(split.dropped, QUARANTINE)
    to_table(split.kept, CLEANED)
    assert len(split.kept) + len(split.dropped) == 1
    for row in split.kept.to_dict("records"):
        paragraphs = row["text"].split("\n\n")
        assert all(paragraph and paragraph == paragraph.strip() and "\n" not in paragraph for paragraph in paragraphs)
        assert not CONTROLS.search(row["text"])
        assert not INVISIBLE.search(row["text"])
        assert row["word_count"] == len(row["text"].split())
        assert all(piece["text"].strip() for piece in row["removed"])
