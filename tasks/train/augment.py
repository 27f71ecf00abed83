"""Variants of treebank sentences as the press types them: apostrophes, quotation marks, capitals, unbreakable spaces.

Each function takes a sentence and a source of chance and returns a sentence with the same analysis; the forms
and blanks change, never the relations. Names are augmented in `names`.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from tasks.train.treebank import Sentence, Word, with_blank

DOUBLE_PUNCTUATION = frozenset(";:!?»")
UNBREAKABLE = ("\u00a0", "\u202f")
PARAGRAPH_BREAK = "\n\n"
HALF = 0.5


@dataclass(frozen=True)
class AugmentationLevels:
    """Probability, per sentence or per document, of each variant; `longest_document` is in sentences.

    A `headline` loses its full stop and stands apart; a `bare_end` loses it too, and the text goes on in the same line.
    """

    curly_apostrophe: float
    french_quotes: float
    unbreakable_space: float
    bare_capitals: float
    upper_case: float
    headline: float
    bare_end: float
    paragraph_break: float
    longest_document: int


def documents(sentences: Sequence[Sentence], levels: AugmentationLevels, chance: Random) -> Iterator[list[Sentence]]:
    """Cut a treebank into documents of 1 to `longest_document` neighbouring sentences, each augmented.

    A paragraph break (PARAGRAPH_BREAK, a white-space token) stands after some of them, and after all that lost their full stop.
    """
    position = 0
    while position < len(sentences):
        size = chance.randint(1, levels.longest_document)
        yield [_placed(sentence, levels, chance) for sentence in sentences[position : position + size]]
        position += size


def augmented(sentence: Sentence, levels: AugmentationLevels, chance: Random) -> Sentence:
    """Apply each change of spelling with its probability; the order matters (quotes before unbreakable spaces)."""
    if chance.random() < levels.french_quotes:
        sentence = with_french_quotes(sentence, spaced=chance.random() < HALF)
    if chance.random() < levels.curly_apostrophe:
        sentence = with_curly_apostrophes(sentence)
    if chance.random() < levels.bare_capitals:
        sentence = with_bare_capitals(sentence)
    if chance.random() < levels.upper_case:
        sentence = in_upper_case(sentence)
    if chance.random() < levels.unbreakable_space:
        sentence = with_unbreakable_spaces(sentence, chance.choice(UNBREAKABLE))
    return sentence


def _placed(sentence: Sentence, levels: AugmentationLevels, chance: Random) -> Sentence:
    """Return the sentence as it stands in a document: augmented, followed by a blank or a paragraph break."""
    is_headline = chance.random() < levels.headline
    is_bare = is_headline or (levels.bare_end > 0 and chance.random() < levels.bare_end)
    sentence = augmented(without_final_stop(sentence) if is_bare else sentence, levels, chance)
    return with_break(sentence) if is_headline or chance.random() < levels.paragraph_break else with_blank(sentence)


def with_curly_apostrophes(sentence: Sentence) -> Sentence:
    """Write ’ for '."""
    return tuple(replace(word, text=word.text.replace("'", "’")) for word in sentence)


def with_french_quotes(sentence: Sentence, *, spaced: bool) -> Sentence:
    """Write « and » for straight double quotation marks, by turns opening and closing, with or without blanks inside."""
    words: list[Word] = []
    opening = True
    for word in sentence:
        if word.text != '"':
            words.append(word)
            continue
        if opening or not words:
            words.append(replace(word, text="«", space=spaced))
        else:
            words[-1] = replace(words[-1], space=spaced)
            words.append(replace(word, text="»"))
        opening = not opening
    return tuple(words)


def with_bare_capitals(sentence: Sentence) -> Sentence:
    """Leave the accents off capitals: « Etat », « A Paris »."""
    return tuple(replace(word, text="".join(map(_bare_capital, word.text))) for word in sentence)


def in_upper_case(sentence: Sentence) -> Sentence:
    """Write everything in capitals, as headlines and datelines do."""
    return tuple(replace(word, text=_upper(word.text)) for word in sentence)


def without_final_stop(sentence: Sentence) -> Sentence:
    """Leave off the final full stop, as headlines do; a sentence of another shape comes back as it is."""
    final = len(sentence) - 1
    if final < 1 or sentence[final].text != "." or any(word.head == final for word in sentence[:final]):
        return sentence
    return sentence[:final]


def with_unbreakable_spaces(sentence: Sentence, blank: str) -> Sentence:
    """Put `blank` before ; : ! ? » and after «, where it is a token of its own hanging on the word before it."""
    words = list(sentence)
    for position in range(len(words) - 1, 0, -1):
        before, word = words[position - 1], words[position]
        if word.text in DOUBLE_PUNCTUATION or before.text == "«":
            words = _with_blank_token(words, position, blank)
    return tuple(words)


def with_break(sentence: Sentence) -> Sentence:
    """Add a paragraph break after the last word."""
    return tuple(_with_blank_token(list(sentence), len(sentence), PARAGRAPH_BREAK))


def _with_blank_token(words: list[Word], position: int, blank: str) -> list[Word]:
    """Insert a white-space token before `position` (at least 1), hanging on its left neighbour as spaCy's own variants do."""
    token = Word(text=blank, space=False, pos="SPACE", morph="", lemma=blank, dep="dep", head=position - 1)
    moved = [replace(word, head=word.head + (word.head >= position)) for word in words]
    left = replace(moved[position - 1], space=False)
    return [*moved[: position - 1], left, token, *moved[position:]]


def _bare_capital(letter: str) -> str:
    if not letter.isupper():
        return letter
    decomposed = unicodedata.normalize("NFD", letter)
    return decomposed[0] if len(decomposed) > 1 else letter


def _upper(text: str) -> str:
    """Capitals letter by letter, so that the length stays (« ß » and the like are left)."""
    return "".join(letter.upper() if len(letter.upper()) == 1 else letter for letter in text)
