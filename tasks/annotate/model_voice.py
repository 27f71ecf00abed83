"""The voice of the statistical model: its spans, brought to the boundaries of names, without those that grammar refutes."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from tasks.annotate.announced import announced_label, appositive_label, is_described, noun_label
from tasks.annotate.candidates import ANNOUNCED, MODEL, Candidate, free_of
from tasks.annotate.knowledge import NamesKnowledge
from tasks.annotate.page import Page
from tasks.annotate.plausible import is_function, is_plausible

RANK, WHOLE, WHOLE_BODY, HEADED = 20, 15, 13, 8
BODY = "rule:named_body"
LONGEST_OPENING = 40
OF_A_PLACE = 2
LABELS = frozenset({"PER", "LOC", "ORG", "MISC"})


def model_names(doc: Doc, page: Page, knowledge: NamesKnowledge, certain: Sequence[Candidate]) -> Iterator[Candidate]:
    """The entities that the pipeline's own component has set on the document, where nothing speaks against them.

    `certain` are the names that other voices are sure of.
    """
    at = {word.start: index for index, word in enumerate(page.words)}
    ends = {word.end: index for index, word in enumerate(page.words)}
    for span in doc.ents:
        indices = [i for i in range(span.start_char, span.end_char) if i in at]
        finals = [i for i in range(span.start_char + 1, span.end_char + 1) if i in ends]
        if span.label_ not in LABELS or not indices or not finals:
            continue
        last = _without_tail(page, at[indices[0]], ends[finals[-1]], knowledge)
        if span.label_ == "PER":
            last = _whole_name(page, last, knowledge, certain)
        first = _without_article(page, at[indices[0]], last, knowledge)
        first = _behind_kind(page, first, last, span.label_, knowledge)
        refuted = first > last or is_function(page, first, last, span.label_, knowledge)
        if not refuted and is_plausible(page, first, last, knowledge, certain):
            announced = _announced(page, first, last, span.label_, knowledge)
            label = announced or span.label_
            yield Candidate(
                start=page.words[first].start,
                end=_behind_point(page, first, last),
                label=label,
                form=_form(page, first, last, label),
                voice=f"{ANNOUNCED}+{MODEL}" if announced else MODEL,
                rank=_rank(page, first, last, label, knowledge, certain),
            )


def _announced(page: Page, first: int, last: int, label: str, knowledge: NamesKnowledge) -> str | None:
    """The label that the words around the name ask for, if any; a given name before another name needs no announcement."""
    if label == "PER" and first < last and page.words[first].folded in knowledge.people.given_names:
        return None
    if before := announced_label(page, first, last, knowledge):
        return before
    if _is_destination(page, first, last, label, knowledge) or (label == "PER" and is_described(page, last, knowledge)):
        return "LOC"
    return None if label == "PER" and first < last else appositive_label(page, last, knowledge)


def _without_tail(page: Page, first: int, last: int, knowledge: NamesKnowledge) -> int:
    """The last word before one that no name goes on with: « Office de tourisme | avec le nouveau »."""
    for index in range(first + 1, last + 1):
        if page.words[index].folded in knowledge.breaks and not page.words[index].upper:
            last = index - 1
            while last > first and page.words[last].folded in knowledge.body_grammar.links:
                last -= 1
            break
    return last


def _whole_name(page: Page, last: int, knowledge: NamesKnowledge, certain: Sequence[Candidate]) -> int:
    """The last word of the capitalised run that a person's name goes on with, up to a name that another voice is sure of."""
    while last + 1 < len(page.words) and page.spaced(last) and page.tight(last):
        word = page.words[last + 1]
        if not word.upper or word.caps or not word.text.isalpha() or word.folded in knowledge.portfolios:
            break
        if not free_of(certain, word.start, word.end):
            break
        last += 1
    return last


def _behind_point(page: Page, first: int, last: int) -> int:
    """The end of the name, behind the last point of an acronym like « G.O. »."""
    start, end = page.words[first].start, page.words[last].end
    dotted = first < last and all(len(w.text) == 1 and w.upper for w in page.words[first : last + 1])
    return end + 1 if dotted and "." in page.text[start:end] and page.text[end : end + 1] == "." else end


def _rank(page: Page, first: int, last: int, label: str, knowledge: NamesKnowledge, certain: Sequence[Candidate]) -> int:
    """A longer name around names that another voice is sure of comes before them: « affaire des emplois de Paris »."""
    start, end = page.words[first].start, page.words[last].end
    within = [c for c in certain if c.start < end and start < c.end]
    if not within and label == "MISC" and first < last and page.words[first].folded in knowledge.lower_heads:
        return WHOLE  # before the person in « affaire des photos de Jean X »
    if (
        not within
        or label == "PER"
        or any(not (start <= c.start and c.end <= end) or (c.start, c.end) == (start, end) for c in within)
    ):
        return RANK
    if page.words[first].folded in knowledge.lower_heads and all(c.start > start for c in within):
        return HEADED
    if any(c.start == start and _all_lower(page, first, last, c.end) for c in within):
        is_body = label == "ORG" and all(c.voice == BODY and c.label == label for c in within)
        return WHOLE_BODY if is_body else RANK  # « Union nationale des déportés, internés et victimes de guerre »
    return WHOLE if page.words[first].upper and not page.opens[first] else RANK


def _all_lower(page: Page, first: int, last: int, after: int) -> bool:
    """Whether no capital follows in the span: « a accusé Washington | d'hypocrisie »."""
    return not any(word.upper for word in page.words[first : last + 1] if word.start >= after)


def _is_destination(page: Page, first: int, last: int, label: str, knowledge: NamesKnowledge) -> bool:
    """Whether what the model takes for a person stands behind « à » and nothing else shows a person: « à Sde Boker »."""
    word = page.words[first]
    if label != "PER" or not first or page.words[first - 1].folded != "a" or not page.spaced(first - 1):
        return False
    if first > 1 and page.words[first - 2].folded in knowledge.addressing:
        return False
    people = knowledge.people
    if word.folded in people.given_names or word.folded in people.family_names_first or word.text in people.civilities:
        return False
    named = page.words[last].folded
    return not any(
        other.folded == named and number != last and page.tight(number - 1) and page.words[number - 1].upper
        for number, other in enumerate(page.words)
        if number
    )


def _form(page: Page, first: int, last: int, label: str) -> str:
    return "acronym" if first == last and page.words[first].caps and label in {"ORG", "MISC"} else "name"


def _without_article(page: Page, first: int, last: int, knowledge: NamesKnowledge) -> int:
    """The first word of the name: an article that opens the span is outside, unless the gazetteer holds the name with it."""
    while (
        first < last
        and page.words[first].folded in knowledge.articles
        and not knowledge.gazetteer.lookup(page.quote(first, last))
    ):
        if page.words[first].upper and not page.opens[first] and page.words[first + 1].upper:
            break
        first += 1
    while first < last and _is_outside(page, first, knowledge):
        first += 1
    for opening in knowledge.outside.finditer(page.text, max(0, page.words[first].start - LONGEST_OPENING), page.words[last].end):
        while first < last and opening.start() <= page.words[first].start < opening.end():
            first += 1
    return first


def _behind_kind(page: Page, first: int, last: int, label: str, knowledge: NamesKnowledge) -> int:
    """The first word of a place behind a noun and an adjective of nationality, which describe it: « île grecque de X »."""
    if label == "ORG" and (noun := _behind_noun(page, first, last, knowledge)):
        return noun
    described = label == "LOC" and first < last and not page.words[first].upper and not page.words[first + 1].upper
    if not described or page.compound(first + 1) not in knowledge.gazetteer.demonyms:
        return first
    return next((index for index in range(first + 1, last + 1) if page.words[index].upper), first)


def _behind_noun(page: Page, first: int, last: int, knowledge: NamesKnowledge) -> int | None:
    """The first word behind a noun that only says what the name is, or where: « société X », « commissariat de X »."""
    head, name = page.words[first], next((i for i in range(first + 1, last + 1) if page.words[i].upper), None)
    if name is None or head.upper:
        return None
    governed = page.words[name - 1].folded in knowledge.body_grammar.links
    if governed:
        return name if head.folded in knowledge.places_of and name == first + OF_A_PLACE else None
    return name if head.folded not in knowledge.lower_heads and noun_label(page, first, knowledge) == "ORG" else None


def _is_outside(page: Page, index: int, knowledge: NamesKnowledge) -> bool:
    """Whether the word is a title or a common acronym before a name: « Dr X », « SUV X »."""
    word = page.words[index]
    outside = word.text in knowledge.people.short_titles or (word.text in knowledge.common_acronyms and word.text.isalpha())
    return outside and page.words[index + 1].upper
