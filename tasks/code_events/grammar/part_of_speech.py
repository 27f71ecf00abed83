"""Whether an ambiguous word form stands as a verb or as a noun: by the tagger, corrected by the words around.

What belongs here: reading one form in its place. What does not: which forms are triggers (triggers.py).
"""

from tasks.code_events.grammar.relations import AUXILIARIES, OF
from tasks.code_events.grammar.sentence import Sentence
from tasks.code_events.lexicon.closed_classes import endings_of, words_of
from tasks.code_events.lexicon.load import Lexicon

VERBAL = frozenset(("VERB", "AUX"))
UNKNOWN = frozenset(("", "X"))
FINITE = frozenset(("ind", "past", "impf", "fut", "cond", "subj"))
SUBJECT_LIKE = frozenset(("PROPN", "PRON", "NOUN", "X"))
OBJECT_CLITICS = words_of("object_clitics")
FINITE_ENDINGS = endings_of("finite_endings")
INDEFINITE = words_of("indefinite_articles")
DEFINITE = words_of("definite_articles")
ONE_LEFT = words_of("one_as_pronoun_left")
AUXILIARY_REACH = 3
FRONTED_REACH = 12
INFINITIVE_LEFT = words_of("infinitive_left")


def reads_as_verb(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    """Whether a word that may be a verb form is one here; the tagger is believed unless the words before contradict."""
    word = sentence.words[index]
    before = sentence.words[index - 1].low if index else ""
    if before in lexicon.cues["verb_left"] and before not in lexicon.cues["determiners"]:
        return True
    if word.pos in VERBAL:
        return not _behind_article(sentence, index, lexicon)
    if word.pos not in UNKNOWN:
        return _mistagged(sentence, index, lexicon)
    participle = "part" in _tags(word.low, lexicon)
    if word.low not in lexicon.nouns and not (participle and before in lexicon.cues["determiners"]):
        return before not in lexicon.cues["determiners"] or (before in DEFINITE and index > 1)
    return not noun_context(sentence, index, lexicon)


def _behind_article(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    """« Une épingle à cheveux »: behind « un » stands no finite verb, but behind « l'un »."""
    if not index or sentence.words[index - 1].low not in INDEFINITE or "part" in _tags(sentence.words[index].low, lexicon):
        return False
    return not _is_pronoun(sentence, index - 1)


def _is_pronoun(sentence: Sentence, index: int) -> bool:
    """« l'un dénonce », « l'une accuse »."""
    return index > 0 and sentence.words[index].low in INDEFINITE and sentence.words[index - 1].low in ONE_LEFT


def _mistagged(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    """A tagger takes rare verbs for nouns, adjectives or adverbs: the form and its place tell better."""
    word, tags = sentence.words[index], _tags(sentence.words[index].low, lexicon)
    left = sentence.words[index - 1] if index else None
    if "part" in tags and (word.pos == "ADJ" or _behind_auxiliary(sentence, index, lexicon)):
        return left is None or left.low not in lexicon.cues["determiners"]
    if left is None:
        return "part" in tags and fronted_end(sentence) is not None
    if word.capital or word.low in lexicon.cues["prepositions"]:
        return False
    if left.low in OBJECT_CLITICS:
        return word.low not in lexicon.nouns and _behind_clitic(sentence, index, tags)
    if "inf" in tags and left.low in INFINITIVE_LEFT:
        return word.low not in lexicon.nouns
    return bool(tags & FINITE) and _stands_as_finite(sentence, index, lexicon)


def _stands_as_finite(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    """Whether a finite form stands where a verb stands: behind a subject, before an object."""
    word, left = sentence.words[index], sentence.words[index - 1]
    if left.low in lexicon.cues["determiners"] and not _is_pronoun(sentence, index - 1):
        return False
    if word.low in lexicon.nouns:
        return _ends_name(sentence, index - 1) and _before_object(sentence, index, lexicon)
    opened = (left.capital and _before_object(sentence, index, lexicon)) or _is_pronoun(sentence, index - 1)
    return opened or word.pos == "ADV" or left.pos in SUBJECT_LIKE or (left.pos == "ADJ" and _is_postposed(sentence, index - 1))


def fronted_end(sentence: Sentence) -> int | None:
    """The comma that ends the phrase opening the sentence (« Arrêté en mars, l'homme … »); None if there is none so near."""
    return next((i for i, word in enumerate(sentence.words[: FRONTED_REACH + 1]) if i and word.low == ","), None)


def _ends_name(sentence: Sentence, index: int) -> bool:
    """Whether a name ends at the word, which may have been taken for a noun: « Harare amnistie »."""
    word = sentence.words[index]
    return word.capital and (word.pos == "PROPN" or any(m.last == index for m in sentence.mentions))


def _before_object(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    """« Ankara aide Bakou », « Moscou attaque le port »: an article or a name follows."""
    after = sentence.words[index + 1] if index + 1 < len(sentence.words) else None
    return after is not None and (after.capital or after.low in lexicon.cues["articles"] - OF)


def _is_postposed(sentence: Sentence, index: int) -> bool:
    """« l'armée birmane brûle »: the adjective before belongs to a noun before it, so that no noun follows it."""
    return index > 0 and sentence.words[index - 1].pos in {"NOUN", "PROPN"}


def _behind_auxiliary(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    """« s'est réjoui », « a elle-même votées »: an auxiliary stands before, adverbs and clitics aside."""
    for at in range(index - 1, max(-1, index - 1 - AUXILIARY_REACH), -1):
        word = sentence.words[at]
        if word.pos == "AUX" or lexicon.lemmas(word.low) & AUXILIARIES:
            return True
        if word.pos not in {"ADV", "PRON"}:
            return False
    return False


def _behind_clitic(sentence: Sentence, index: int, tags: frozenset[str]) -> bool:
    """« pour la contraindre », « nous les surveillerons », « l'accusant »: no noun has such an ending there."""
    word = sentence.words[index]
    if "inf" in tags:
        return index > 1 and sentence.words[index - 2].low in INFINITIVE_LEFT
    return "ger" in tags or (bool(tags & FINITE) and word.low.endswith(FINITE_ENDINGS))


def _tags(form: str, lexicon: Lexicon) -> frozenset[str]:
    return frozenset(tag for _, tag in lexicon.forms.get(form, ()))


def reads_as_noun(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    """Whether a word that may be a noun is one here, by the tagger or else the words before."""
    word = sentence.words[index]
    before = sentence.words[index - 1].low if index else ""
    if before in lexicon.cues["verb_left"] and before not in lexicon.cues["determiners"] and word.pos not in {"NOUN", "PROPN"}:
        return False
    if word.pos in UNKNOWN:
        return word.low not in lexicon.forms or noun_context(sentence, index, lexicon)
    return word.pos in {"NOUN", "PROPN", "ADJ"} or (
        word.pos in VERBAL and before in lexicon.cues["determiners"] and word.low not in lexicon.verbs
    )


def noun_context(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    """Without a tagger: whether the word before (an adjective skipped) is one that nouns follow."""
    cues = lexicon.cues
    for i in range(index - 1, max(-1, index - 3), -1):
        low = sentence.words[i].low
        if low in cues["verb_left"] and low not in cues["determiners"]:
            return False
        if low in cues["determiners"] or low in cues["noun_left"]:
            return True
    return index == 0
