"""Annotated documents as training examples: windows of pieces with a label for each word, and acts with their parties' words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import sentencepiece as spm
from spacy.language import Language

from tasks.proposals.labels import Array, Labels
from tasks.proposals.relations import numbered, relation_classes
from tasks.proposals.traits import Reading, Triggers, traits_of
from tasks.proposals.windows import Numbers, Span, Window, windows_of
from tasks.train.acts.annotation import AnnotatedDocument, AnnotatedEvent, AnnotatedParty, Offsets

UNKNOWN = -1
"""The label of a word that is not learned from."""


@dataclass(frozen=True)
class ActExample:
    """An act of a window: its words, how those up to its sentence's end stand to it, and who of them is actor, recipient."""

    words: Span
    relations: Numbers
    parties: dict[int, tuple[int, int]]


@dataclass(frozen=True)
class Example:
    """A window with the labels of its words (UNKNOWN where there are none) and its acts."""

    window: Window
    traits: Array
    types: tuple[int, ...]
    realis: tuple[int, ...]
    hedged: tuple[int, ...]
    sectors: tuple[int, ...]
    acts: tuple[ActExample, ...]


@dataclass(frozen=True)
class Cut:
    """A document cut into words (spans of characters), sentences (spans of words) and windows."""

    words: tuple[Span, ...]
    sentences: tuple[Span, ...]
    windows: tuple[Window, ...]
    reading: Reading


def cut_document(text: str, *, nlp: Language, pieces: spm.SentencePieceProcessor, limit: int) -> Cut:
    """Cut a text as the annotate stage does; `nlp` splits it into words and sentences."""
    doc = nlp(text)
    kept = [token for token in doc if not token.is_space]
    number = {token.i: place for place, token in enumerate(kept)}
    words = tuple((token.idx, token.idx + len(token)) for token in kept)
    spans = ([number[token.i] for token in sentence if not token.is_space] for sentence in doc.sents)
    sentences = tuple((span[0], span[-1] + 1) for span in spans if span)
    windows = windows_of(text, words, sentences, pieces=pieces, limit=limit) if sentences else []
    lemmas = [token.lemma_ or token.text for token in kept]
    reading = Reading(
        lemmas=lemmas,
        tags=[token.pos_ or "X" for token in kept],
        relations=[token.dep_ for token in kept],
        heads=[number.get(token.head.i, place) for place, token in enumerate(kept)],
        names=[(name.start_char, name.end_char, name.label_) for name in doc.ents],
    )
    return Cut(words, sentences, tuple(windows), reading)


def examples_of(
    documents: Iterable[AnnotatedDocument],
    *,
    nlp: Language,
    pieces: spm.SentencePieceProcessor,
    labels: Labels,
    triggers: Triggers,
) -> list[Example]:
    """The examples of all documents."""
    return [
        example
        for document in documents
        for example in _examples(
            document, cut_document(document.text, nlp=nlp, pieces=pieces, limit=labels.window), labels, triggers
        )
    ]


def _examples(document: AnnotatedDocument, cut: Cut, labels: Labels, triggers: Triggers) -> Iterator[Example]:
    traits = traits_of(cut.words, cut.reading, triggers=triggers, labels=labels)
    groups, heads = numbered(cut.reading.relations), np.array(cut.reading.heads, dtype=np.int64)
    for window in cut.windows:
        end = window.first_word + len(window.words)
        events = [(event, span) for event in document.events if (span := _words(event.trigger, cut.words)) is not None]
        inside = [(event, span) for event, span in events if window.first_word <= span[0] < end]
        parse = groups[window.first_word : end], heads[window.first_word : end] - window.first_word
        yield _example(window, traits[window.first_word : end], inside, parse, cut.words, labels)


def _example(
    window: Window,
    traits: Array,
    events: Sequence[tuple[AnnotatedEvent, Span]],
    parse: tuple[Numbers, Numbers],
    words: Sequence[Span],
    labels: Labels,
) -> Example:
    count, first = len(window.words), window.first_word
    types, realis, hedged, sectors = [0] * count, [UNKNOWN] * count, [UNKNOWN] * count, [UNKNOWN] * count
    acts: list[ActExample] = []
    for event, (start, stop) in events:
        end = next(last for begin, last in window.sentences if begin <= start - first < last)
        span = start - first, min(stop - first, end)
        for word in range(*span):
            types[word] = labels.types.index(event.event_type) if event.sure else types[word] or UNKNOWN
            realis[word] = labels.realis.index(event.realis)
            hedged[word] = int(event.hedged)
        parties = _party_words(event, words, window)
        for word, sector in parties[1].items():
            sectors[word] = labels.sectors.index(sector) if sector in labels.sectors else UNKNOWN
        acts.append(ActExample(span, relation_classes(span, end, *parse), parties[0]))
    return Example(window, traits, tuple(types), tuple(realis), tuple(hedged), tuple(sectors), tuple(acts))


def _party_words(
    event: AnnotatedEvent, words: Sequence[Span], window: Window
) -> tuple[dict[int, tuple[int, int]], dict[int, str]]:
    """For the words of the window that stand for a party: whether actor and recipient, and the party's sector."""
    roles: dict[int, tuple[int, int]] = {}
    sectors: dict[int, str] = {}
    for column, parties in enumerate((event.actors, event.recipients)):
        for party in parties:
            for word in _standing_for(party, words, window):
                before = roles.get(word, (0, 0))
                roles[word] = (1, before[1]) if column == 0 else (before[0], 1)
                if party.sector:
                    sectors[word] = party.sector
    return roles, sectors


def _standing_for(party: AnnotatedParty, words: Sequence[Span], window: Window) -> Iterator[int]:
    """The words of the event's sentence that stand for the party, else those that name it before."""
    span = _words(party.local or party.named, words)
    if span is not None:
        places = (word - window.first_word for word in range(*span))
        yield from (place for place in places if 0 <= place < len(window.words))


def _words(offsets: Offsets | None, words: Sequence[Span]) -> Span | None:
    """The words that the characters touch."""
    if offsets is None:
        return None
    touched = [number for number, (start, end) in enumerate(words) if start < offsets[1] and end > offsets[0]]
    return (touched[0], touched[-1] + 1) if touched else None
