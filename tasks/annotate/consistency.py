"""Names that the document has shown elsewhere: surnames of people named in full, repeated names, acronyms explained."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from tasks.annotate.candidates import Candidate, free_of
from tasks.annotate.knowledge import NamesKnowledge
from tasks.annotate.page import Page
from tasks.annotate.persons import name_end
from tasks.gazetteer.people import surname_of
from tasks.gazetteer.words import split_words

RANK = 40
SHORTEST = 1


def repeated_names(page: Page, knowledge: NamesKnowledge, settled: Sequence[Candidate]) -> Iterator[Candidate]:
    """Capitalised words outside `settled` that repeat a name found elsewhere in the document, with the label it has there."""
    people = surnames(page, knowledge, settled)
    others = _spellings(page, settled)
    index = 0
    while index < len(page.words):
        word = page.words[index]
        if not word.upper or not free_of(settled, word.start, word.end):
            index += 1
            continue
        last = index
        end = name_end(page, index, knowledge)
        key = tuple(w.folded for w in page.words[index : end + 1])
        if key in others and free_of(settled, word.start, page.words[end].end):
            last = end
            yield _again(page, index, last, others[key], "document:repeated")
        elif (
            word.folded in people
            and word.text.isalpha()
            and len(word.text) > SHORTEST
            and not (page.opens[index] and word.folded in knowledge.common_words)
        ):
            yield _again(page, index, index, "PER", "document:surname")
        index = last + 1


def surnames(page: Page, knowledge: NamesKnowledge, settled: Sequence[Candidate]) -> frozenset[str]:
    """Folded words that may stand alone for a person named in the document."""
    return frozenset(
        name
        for c in settled
        if c.label == "PER"
        for name in surname_of(split_words(page.text[c.start : c.end]), knowledge.people)
    )


def _spellings(page: Page, settled: Sequence[Candidate]) -> dict[tuple[str, ...], str]:
    labels: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for candidate in settled:
        key = tuple(w.folded for w in split_words(page.text[candidate.start : candidate.end]))
        labels[key][candidate.label] += 1
    return {key: min(counts, key=lambda label: (-counts[label], label)) for key, counts in labels.items()}


def _again(page: Page, first: int, last: int, label: str, voice: str) -> Candidate:
    form = "acronym" if page.words[first].caps and first == last and label == "ORG" else "name"
    return Candidate(start=page.words[first].start, end=page.words[last].end, label=label, form=form, voice=voice, rank=RANK)
