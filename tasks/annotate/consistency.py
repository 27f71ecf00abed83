"""Names that the document has shown elsewhere: surnames of people named in full, repeated names, acronyms explained."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tasks.annotate.candidates import ANNOUNCED, MODEL, Candidate, free_of
from tasks.annotate.knowledge import NamesKnowledge
from tasks.annotate.page import Page
from tasks.annotate.persons import name_end
from tasks.gazetteer.people import surname_of
from tasks.gazetteer.words import split_words

RANK = 40
SHORTEST = 1
SURE = 2
GUESSES = frozenset(
    {
        MODEL,
        "rule:two_capitals",
        "rule:acronym",
        "rule:given_name_alone",
        "rule:speech_before",
        "document:repeated",
        "document:surname",
    }
)
PLACED = frozenset({ANNOUNCED, "rule:place_preposition", "rule:surname_noun", "gazetteer:city"})


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


def agreed(page: Page, names: Sequence[Candidate]) -> list[Candidate]:
    """The names, with one label for one spelling where only the model and the page spoke for another.

    What a list or rule says of the spelling outweighs what the words before it announce, and that what the model takes it
    for; among equals the label that it has most often, a person last.
    """
    votes: dict[str, Counter[tuple[int, str]]] = defaultdict(Counter)
    for name in names:
        votes[page.text[name.start : name.end]][_authority(name), name.label] += 1
    labels = {
        text: max(counts, key=lambda vote: (vote[0], counts[vote], vote[1] != "PER", vote[1]))[1]
        for text, counts in votes.items()
    }
    return [name if _authority(name) == SURE else replace(name, label=labels[page.text[name.start : name.end]]) for name in names]


def _authority(name: Candidate) -> int:
    voices = set(name.voice.split("+")) - GUESSES
    return SURE if voices - PLACED else int(bool(voices))


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
