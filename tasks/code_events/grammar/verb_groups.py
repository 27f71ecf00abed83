"""Verb groups: tense, voice, negation and governing verb of a verb in a sentence.

What belongs here: grammar around one verb. What does not: what the tense says about the event (realis.py).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tasks.code_events.grammar.relations import AUXILIARIES, QUOTES
from tasks.code_events.grammar.sentence import Sentence
from tasks.code_events.lexicon.closed_classes import endings_of, words_of
from tasks.code_events.lexicon.load import Lexicon

MORPH_TAGS = (
    ("VerbForm=Inf", "inf"), ("VerbForm=Part|Tense=Pres", "ger"), ("Tense=Pres|VerbForm=Part", "ger"), ("VerbForm=Part", "part"),
    ("Mood=Cnd", "cond"), ("Mood=Sub", "subj"), ("Tense=Fut", "fut"), ("Tense=Imp", "impf"), ("Tense=Past", "past"),
    ("Tense=Pres", "ind"),
)  # fmt: skip
REACH = 8
GOVERNOR_REACH = 6
FREE_PREPOSITIONS = words_of("free_prepositions")
BE = words_of("be")
THIRD_REFLEXIVES = words_of("third_reflexives")
PERSONAL_REFLEXIVES = words_of("personal_reflexives")
ARTICLE_LIKE = words_of("article_like_clitics")
DOUBLED_SUBJECTS, DOUBLED_OBJECTS = words_of("doubled_subjects"), words_of("doubled_objects")
ADVERB_ENDINGS = endings_of("adverb_endings")


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """A verb with its auxiliaries and clitics: words [first, head].

    `tense` is the tag of the finite part (conjugation.yaml), or inf, ger, part where there is none; `compound`:
    auxiliary and participle. `prep` precedes an infinitive or gerund, `governor` is the verb it depends on.
    """

    first: int
    head: int
    tense: str
    compound: bool = False
    passive: bool = False
    reflexive: bool = False
    negated: bool = False
    prep: str | None = None
    governor: int | None = None

    @property
    def finite(self) -> bool:
        """Whether the group has a finite verb."""
        return self.tense not in {"inf", "ger", "part"}


def verb_group(sentence: Sentence, head: int, lemma: str, lexicon: Lexicon) -> VerbGroup:
    """The verb group whose main verb is the word `head`, a form of `lemma`."""
    words, left = sentence.words, _left_part(sentence, head, lexicon)
    first = min(left, default=head)
    auxiliaries = [i for i in left if _is_auxiliary(sentence, i, lexicon)]
    lows = [words[i].low for i in left]
    tags = lexicon.tags(words[head].low, lemma) or frozenset((_morph_tag(words[head].morph),))
    if not auxiliaries and "part" in tags:
        auxiliaries = _borrowed(sentence, head, lexicon)
    compound = bool(auxiliaries) and "part" in tags
    tense = _finite_tense(sentence, min(auxiliaries), lexicon) if compound else _own_tag(sentence, head, tags)
    be = [i for i in auxiliaries if lexicon.lemmas(words[i].low) & BE]
    reflexive = any(low in THIRD_REFLEXIVES for low in lows) or (
        any(low in PERSONAL_REFLEXIVES for low in lows) and _twice(sentence, first)
    )
    passive = ("part" in tags and not auxiliaries and tense == "part") or (
        compound and bool(be) and not reflexive and lemma not in lexicon.cues["be_verbs"]
    )
    non_finite = tense in {"inf", "ger", "part"}
    prep = words[first - 1].low if non_finite and first > 0 and words[first - 1].low in FREE_PREPOSITIONS else None
    governor = _governor(sentence, head, first - (prep is not None), lexicon) if non_finite else None
    return VerbGroup(
        first=first,
        head=head,
        tense=tense,
        compound=compound,
        passive=passive,
        reflexive=reflexive,
        negated=_negated(sentence, first, head, lexicon)
        or (governor is not None and tense == "inf" and _negated(sentence, governor, governor, lexicon)),
        prep=prep,
        governor=governor,
    )


def _borrowed(sentence: Sentence, head: int, lexicon: Lexicon) -> list[int]:
    """The auxiliaries that a participle shares with the one it is coordinated with: « a rejeté le texte et accusé Kiev »."""
    word = sentence.words[head]
    if word.dep != "conj" or word.pos not in {"VERB", "AUX"} or word.head >= head:
        return []
    left = [i for i in _left_part(sentence, word.head, lexicon) if _is_auxiliary(sentence, i, lexicon)]
    between = (w.low for w in sentence.words[word.head + 1 : head])
    return [] if any(low in lexicon.cues["clause_openers"] for low in between) else left


def _left_part(sentence: Sentence, head: int, lexicon: Lexicon) -> list[int]:
    """Auxiliaries, clitics, negations and adverbs directly before the verb, from right to left, none beyond a subject."""
    cues, found = lexicon.cues, list[int]()
    last_aux = head
    for i in range(head - 1, max(-1, head - 1 - REACH), -1):
        word = sentence.words[i]
        if _is_auxiliary(sentence, i, lexicon):
            found.append(i)
            last_aux = i
        elif (
            word.low in cues["clitics"]
            or word.low in cues["negations"]
            or word.low in cues["negators"]
            or word.low.startswith("-")
        ):
            found.append(i)
        elif word.low in QUOTES and found:
            continue
        elif not (word.low in cues["adverbs"] or word.pos == "ADV" or word.low.endswith(ADVERB_ENDINGS)):
            break
        else:
            found.append(i)
    # Adverbs before the first auxiliary or clitic are no part of the group.
    while found and not (
        found[-1] == last_aux or sentence.words[found[-1]].low in cues["clitics"] | cues["negators"] | cues["reflexives"]
    ):
        found.pop()
    while found and sentence.words[found[-1]].low in ARTICLE_LIKE and found[-1] > last_aux:
        found.pop()
    return found


def _is_auxiliary(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    word = sentence.words[index]
    return word.pos not in {"NOUN", "PROPN", "ADP"} and bool(lexicon.lemmas(word.low) & AUXILIARIES)


def _own_tag(sentence: Sentence, head: int, tags: frozenset[str]) -> str:
    """The tag of a verb without auxiliary; where its form is ambiguous the tagger's features decide."""
    told = _morph_tag(sentence.words[head].morph)
    if told in tags:
        return told
    for tag in ("ind", "fut", "cond", "impf", "past", "inf", "ger", "subj", "part"):
        if tag in tags and not (tag in {"ind", "past"} and "part" in tags and not _subject_before(sentence, head)):
            return tag
    return told or "ind"


def _subject_before(sentence: Sentence, head: int) -> bool:
    return head > 0 and sentence.words[head - 1].pos in {"PROPN", "PRON", "X", "NOUN", ""} and sentence.words[head - 1].low != ","


def _finite_tense(sentence: Sentence, auxiliary: int, lexicon: Lexicon) -> str:
    low = sentence.words[auxiliary].low
    tags = {tag for lemma, tag in lexicon.forms.get(low, ()) if lemma in AUXILIARIES}
    for tag in ("ind", "impf", "fut", "cond", "subj", "past", "ger", "inf", "part"):
        if tag in tags:
            return tag
    return "ind"


def _morph_tag(morph: str) -> str:
    for features, tag in MORPH_TAGS:
        if all(feature in morph for feature in features.split("|")):
            return tag
    return ""


def _negated(sentence: Sentence, first: int, head: int, lexicon: Lexicon) -> bool:
    """« ne … pas » and its like around the group; « ne … que » and « n'a cessé de » don't negate."""
    words, cues = sentence.words, lexicon.cues
    start = max(0, first - 1)
    if not any(words[i].low in cues["negators"] for i in range(start, head)):
        return False
    if any(lemma in cues["literary_negation"] for lemma in lexicon.lemmas(words[head].low)):
        return True
    near = [words[i].low for i in range(start, min(len(words), head + 4))]
    subject = [words[i].low for i in range(max(0, start - 6), start)]
    return any(low in cues["negations"] for low in near) or any(low in cues["negative_subjects"] for low in subject)


def _twice(sentence: Sentence, first: int) -> bool:
    """Whether « nous nous », « je me » stand before the verb: a first or second person acting on itself."""
    lows = [word.low for word in sentence.words[max(0, first - 1) : first + 2]]
    return len(lows) > 1 and lows[0] in DOUBLED_SUBJECTS and lows[1] in DOUBLED_OBJECTS


def _governor(sentence: Sentence, head: int, start: int, lexicon: Lexicon) -> int | None:
    """The verb (or noun) that an infinitive, gerund or participle depends on: by the parse, else the nearest verb before it."""
    word = sentence.words[head]
    if word.dep in {"xcomp", "ccomp", "advcl", "acl", "obl:arg", "conj"} and word.head != head:
        return word.head
    return next(_verbs_before(sentence, start, lexicon), None)


def _verbs_before(sentence: Sentence, start: int, lexicon: Lexicon) -> Iterator[int]:
    for i in range(start - 1, max(-1, start - 1 - GOVERNOR_REACH), -1):
        word = sentence.words[i]
        if word.low in lexicon.cues["boundaries"]:
            return
        if word.low in lexicon.forms and word.pos in {"VERB", "AUX", "X", ""}:
            yield i
