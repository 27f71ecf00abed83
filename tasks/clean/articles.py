"""Documents → cleaned articles: the order of the work, step by step.

What belongs here: what is asked first, and what sends a document to quarantine. What does not: how anything is done.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from itertools import islice
from typing import TypeVar

import pandas as pd

from schemas.articles import CLEANED
from schemas.quarantine import QUARANTINE
from schemas.settings import CleanSettings
from tasks.clean.characters import USUAL, repair_characters, unusual, without_c1
from tasks.clean.columns import columns_of, outlets_told
from tasks.clean.credits import take_bylines
from tasks.clean.drafts import Document, Draft, Lined, Refused, Source
from tasks.clean.encoding import UNDEFINED, decode
from tasks.clean.furniture import judge_anywhere, judge_lines, lines_to_judge
from tasks.clean.headline import take_headline, without_outlet
from tasks.clean.hyphens import join_broken
from tasks.clean.judgement import Judged
from tasks.clean.knowledge import CleaningKnowledge, load_knowledge
from tasks.clean.language import identify_languages
from tasks.clean.lines import Line, part_glued, split_lines
from tasks.clean.markup import Page
from tasks.clean.passages import take_passages
from tasks.clean.templates import is_template, take_templates
from tasks.clean.worker import ExtractionFailed, ExtractionTimeout, PageReader
from tasks.clean.wraps import join_wraps
from tasks.collector import collector_at_rest
from tasks.frames import Split, dropped_rows, frame_of, frame_of_columns, values_of

__all__ = ["CleaningKnowledge", "clean_documents", "load_knowledge"]

Given = TypeVar("Given")
Made = TypeVar("Made")
LEAST_LETTERS = 20
BINARY_SHARE = 0.1
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


def clean_documents(
    documents: pd.DataFrame, *, knowledge: CleaningKnowledge, settings: CleanSettings, pages: PageReader | None = None
) -> Split:
    """Articles (CLEANED, sorted by article_id) of the documents (DOCUMENTS), and quarantine rows for those that are none.

    `pages` reads HTML; without one, a process of its own is started for this call when the first page comes. What one document
    is refused for leaves the others alone.
    """
    reader = PageReader(knowledge.metadata, settings.html_seconds) if pages is None else nullcontext(pages)
    with collector_at_rest(), reader as opened:
        return _cleaned(documents, knowledge=knowledge, settings=settings, pages=opened)


def _cleaned(documents: pd.DataFrame, *, knowledge: CleaningKnowledge, settings: CleanSettings, pages: PageReader) -> Split:
    refused: dict[int, Refused] = {}
    rows = dict(enumerate(map(Document._make, values_of(documents, Document._fields))))
    sources = _each(lambda row: _source(row, knowledge=knowledge, settings=settings, pages=pages), rows, refused)
    lined = _lined(sources, knowledge)
    for held in lined.values():  # the patterns that are asked most, all in one go
        judge_anywhere(held.lines, knowledge)
    drafts = _drafts(lined, knowledge=knowledge, settings=settings)
    languages = _languages(_each(_with_letters, drafts, refused), settings, refused)
    kept = sorted(languages, key=lambda place: str(drafts[place].source.row.article_id))
    articles = columns_of([drafts[place] for place in kept], [languages[place] for place in kept], knowledge)
    return Split(kept=frame_of_columns(CLEANED, articles), dropped=_dropped(documents, refused))


def _dropped(documents: pd.DataFrame, refused: Mapping[int, Refused]) -> pd.DataFrame:
    if not refused:  # as in most batches
        return frame_of(QUARANTINE)
    places = sorted(refused)
    reasons, details = [refused[place].reason for place in places], [str(refused[place]) for place in places]
    return dropped_rows(documents[["sources"]].iloc[places], stage="clean", reason=reasons, detail=details)


def _each(step: Callable[[Given], Made], held: Mapping[int, Given], refused: dict[int, Refused]) -> dict[int, Made]:
    """The step made with each document by its place, but for those that it refuses.

    A step is made with all documents before the next: tables and code stay in the processor's cache, which halves the time.
    """
    made: dict[int, Made] = {}
    for place, given in held.items():
        try:
            made[place] = step(given)
        except Refused as refusal:
            refused[place] = refusal
    return made


def _lined(sources: Mapping[int, Source], knowledge: CleaningKnowledge) -> dict[int, Lined]:
    split = [_split(source, knowledge) for source in sources.values()]
    judged = lines_to_judge([lines for lines, _ in split], knowledge)
    return {
        place: Lined(source=source, lines=lines, repairs=repairs)
        for (place, source), (_, repairs), lines in zip(sources.items(), split, judged, strict=True)
    }


def _split(source: Source, knowledge: CleaningKnowledge) -> tuple[list[Line], list[str]]:
    """The lines of the text, and what was repaired."""
    lines, joined = join_wraps(split_lines(source.text), knowledge.hyphens)
    lines, is_mended = join_broken(lines, knowledge.hyphens)
    lines, is_parted = part_glued(lines)
    told = [("cut_words", is_mended), ("glued_paragraphs", is_parted)]
    return lines, sorted({*source.repairs, *joined, *(code for code, is_told in told if is_told)})


def _drafts(lined: Mapping[int, Lined], *, knowledge: CleaningKnowledge, settings: CleanSettings) -> dict[int, Draft]:
    judged = judge_lines([held.lines for held in lined.values()], knowledge)
    take_passages(judged, knowledge, settings)
    return {place: _draft(held, lines, knowledge) for (place, held), lines in zip(lined.items(), judged, strict=True)}


def _draft(lined: Lined, judged: Sequence[Judged], knowledge: CleaningKnowledge) -> Draft:
    source = lined.source
    has_templates = take_templates(judged, knowledge)
    take_bylines(judged, knowledge)
    declared = _repaired(source.row.declared_title or (source.page["title"] if source.page else None), knowledge)
    is_unfilled = declared is not None and is_template(declared, knowledge)
    bare = None if declared is None or is_unfilled else without_outlet(declared, outlets_told(source), knowledge.outlet_keys)
    title, headline = take_headline(judged, bare)
    body = [line for place, line in enumerate(judged) if line.reason is None and place != headline]
    return Draft(
        source=source,
        title=title,
        body=body,
        removed=[line for line in judged if line.reason is not None],
        text="\n\n".join([line.text for line in body]),
        repairs=lined.repairs,
        is_unfilled=is_unfilled or has_templates or _is_unfilled(source),
    )


def _source(row: Document, *, knowledge: CleaningKnowledge, settings: CleanSettings, pages: PageReader) -> Source:
    is_html = row.content_type == "html"
    decoded = decode(row.content, declared=row.declared_charset, is_html=is_html, candidates=knowledge.encodings)
    _refuse_binary(decoded.text)
    page = _page(decoded.text, pages) if is_html else None
    text = "\n\n".join(page["lines"]) if page else decoded.text
    if len(text) > settings.max_article_characters:
        raise Refused("too_long", _too_long(len(text), settings))
    repaired = repair_characters(text, mojibake=knowledge.mojibake)
    extraction = {"fallback_extraction"} if page and page["extractor"] != "main" else set()
    return Source(
        row=row,
        text=repaired.text,
        html=decoded.text if page else None,
        page=page,
        repairs=repaired.repairs | set(decoded.repairs) | extraction,
    )


def _too_long(characters: int, settings: CleanSettings) -> str:
    most = settings.max_article_characters
    found = f"a text of {characters} characters; an article has {most} at most (clean.max_article_characters)"
    return f"{found}; if the file holds several articles, give each a record or file of its own"


def _page(source: str, pages: PageReader) -> Page:
    try:
        return pages.read(without_c1(source.replace("\x00", "")))
    except ExtractionTimeout as error:
        raise Refused("extraction_timeout", str(error)) from error
    except ExtractionFailed as error:
        raise Refused("extraction_failed", str(error)) from error


def _refuse_binary(text: str) -> None:
    probe = text[:8192]
    if not probe or probe.isspace():
        raise Refused("empty", "no characters but white space; an article was expected")
    if USUAL.fullmatch(seen := unusual(probe)):
        return
    if len(CONTROL.findall(seen)) > BINARY_SHARE * len(probe):
        raise Refused("binary", "more than a tenth of the characters are controls; text was expected")
    if seen.count(UNDEFINED) > BINARY_SHARE * len(probe):
        raise Refused("undecodable", "more than a tenth of the bytes have no meaning in any known encoding; text was expected")


def _with_letters(draft: Draft) -> Draft:
    """The draft. Raises Refused if it holds hardly any letters, or nothing but the placeholders of a template and labels."""
    if _is_unfilled(draft.source) or (draft.is_unfilled and not any(line.is_prose for line in draft.body)):
        raise Refused("no_text", "the page holds placeholders of a template that was not filled in; an article was expected")
    if len(list(islice(filter(str.isalpha, draft.text[:200]), LEAST_LETTERS))) < LEAST_LETTERS:
        raise Refused("no_text", f"{len(draft.text)} characters of body were found; an article was expected")
    return draft


def _is_unfilled(source: Source) -> bool:
    """Whether the page's headlines are placeholders: what else it says is of the site, unless its data hold the article."""
    return source.page is not None and source.page["is_unfilled"] and source.page["extractor"] != "declared"


def _languages(drafts: Mapping[int, Draft], settings: CleanSettings, refused: dict[int, Refused]) -> dict[int, tuple[str, float]]:
    """The language of each draft and its score, but for those whose language is not kept."""
    told = ((draft.title, draft.text) for draft in drafts.values())
    found = identify_languages(told, languages=settings.languages, expected=settings.keep)
    return _each(lambda language: _kept(language, settings), dict(zip(drafts, found, strict=True)), refused)


def _kept(found: tuple[str, float], settings: CleanSettings) -> tuple[str, float]:
    language, score = found
    if language not in settings.keep:
        raise Refused("other_language", f"language {language}, score {score:.3f}; expected {', '.join(settings.keep)}")
    return found


def _repaired(text: str | None, knowledge: CleaningKnowledge) -> str | None:
    return " ".join(repair_characters(text, mojibake=knowledge.mojibake).text.split()) or None if text else None
