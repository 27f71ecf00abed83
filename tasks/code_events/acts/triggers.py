"""Finding triggers: which rules of the lexicon fit which words of a sentence.

What belongs here: matching words, their conditions and part of speech. What does not: who acts, when, whether it happened.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from tasks.code_events.grammar.part_of_speech import fronted_end, reads_as_noun, reads_as_verb
from tasks.code_events.grammar.relations import AUXILIARIES, BY, QUOTES, SUBJECTS, TO
from tasks.code_events.grammar.sentence import Sentence, Word
from tasks.code_events.grammar.verb_groups import VerbGroup, verb_group
from tasks.code_events.lexicon.classes import DEEDS
from tasks.code_events.lexicon.closed_classes import endings_of, words_of
from tasks.code_events.lexicon.load import Lexicon
from tasks.code_events.lexicon.rules import Rule
from tasks.code_events.lexicon.words import stem

AFTER, BEFORE = 12, 8
NOUN_AFTER, NOUN_BEFORE, NOUN_BLOCK = 7, 3, 5
TAIL_GAP = 4
CLITICS = words_of("adverbial_clitics")
PHRASE_ENDS = words_of("phrase_ends")
INFINITIVE_ENDINGS = endings_of("infinitive_endings")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A rule that fits: its head word, the words [first, last] it covers, and the verb group of a verb.

    `evidence`: what proposes it (candidate_evidence).
    """

    rule: Rule
    head: int
    first: int
    last: int
    group: VerbGroup | None = None
    evidence: str = "rule"


def propose(sentence: Sentence, lexicon: Lexicon) -> list[Trigger]:
    """Every rule that fits words of the sentence, in the order of its words; adjectives only where no other rule fits."""
    found: list[Trigger] = []
    for index, word in enumerate(sentence.words):
        fitting = [*_verb_triggers(sentence, index, lexicon), *_noun_triggers(sentence, index, lexicon)]
        found += fitting or [
            Trigger(rule, index, index, index)
            for rule in lexicon.adjectives.get(word.low, ())
            if _in_place(sentence, index, rule, None)
        ]
    return found


def _verb_triggers(sentence: Sentence, index: int, lexicon: Lexicon) -> Iterator[Trigger]:
    word = sentence.words[index]
    rules = lexicon.verbs.get(word.low) or lexicon.verbs.get(word.lemma, ())
    if not rules:
        return
    if lexicon.lemmas(word.low) & AUXILIARIES:
        # « nous sommes » summons nobody, and in « sont entrés en grève » nobody is.
        rules = [] if word.dep.startswith("aux") else [rule for rule in rules if rule.words[0] in AUXILIARIES]
    if not rules or not reads_as_verb(sentence, index, lexicon):
        return
    groups: dict[str, VerbGroup] = {}
    around = _around(sentence, index, lexicon, AFTER)
    for rule in rules:
        lemma = rule.words[0]
        if lemma not in groups:
            groups[lemma] = verb_group(sentence, index, lemma, lexicon)
        group = groups[lemma]
        last = _tail(sentence, index, rule, lexicon)
        if last is None or not _grammar_fits(sentence, group, rule) or not _in_place(sentence, index, rule, group):
            continue
        if index + 1 < len(sentence.words) and sentence.words[index + 1].low in rule.next_not:
            continue
        subject = group.passive or rule.any_side or group.tense == "part"
        needs = around(last, BEFORE if subject else 0) | {w.low for w in sentence.words[group.first : index] if w.low in CLITICS}
        if _conditions_fit(needs, around(last, BEFORE), rule) and _complement_fits(sentence, last, rule):
            yield Trigger(rule, index, index, last, group)


def _grammar_fits(sentence: Sentence, group: VerbGroup, rule: Rule) -> bool:
    if rule.reflexive is not None and rule.reflexive != group.reflexive:
        return False
    if rule.reflexive is None and group.reflexive and group.head - group.first < TAIL_GAP:
        return False
    if rule.particle is not None and (
        group.tense == "ger" or not any(w.low == rule.particle for w in sentence.words[max(0, group.first - 1) : group.head])
    ):
        return False
    alone = rule.agent or not (rule.needs or rule.event_type in DEEDS)
    fronted = group.head == 0 and fronted_end(sentence) is not None
    if group.tense == "part" and alone and not (fronted or _has_agent(sentence, group.head)):
        return False
    return not rule.negated or group.negated


def _has_agent(sentence: Sentence, head: int) -> bool:
    """Whether « par » follows a participle: « la zone interdite » tells no event, « la zone interdite par Kiev » does."""
    return any(w.low in BY for w in sentence.words[head + 1 : head + 1 + NOUN_AFTER])


def _noun_triggers(sentence: Sentence, index: int, lexicon: Lexicon) -> Iterator[Trigger]:
    word = sentence.words[index]
    rules = lexicon.nouns.get(word.low, ())
    if not rules or not reads_as_noun(sentence, index, lexicon) or _in_name(sentence, index):
        return
    if word.low in lexicon.cues["collectives"] and word.dep in SUBJECTS:
        return
    around = _around(sentence, index, lexicon, NOUN_AFTER)
    for rule in rules:
        last = index + len(rule.words) - 1
        if last >= len(sentence.words) or any(stem(sentence.words[index + k].low) != stem(w) for k, w in enumerate(rule.words)):
            continue
        if index and sentence.words[index - 1].low in rule.prev_not:
            continue
        if _in_place(sentence, index, rule, None) and _conditions_fit(around(last, NOUN_BEFORE), around(last, NOUN_BLOCK), rule):
            yield Trigger(rule, index, index, last)


def _in_name(sentence: Sentence, index: int) -> bool:
    """Whether the word is part of a longer name: « l'Organisation du traité d'interdiction complète des essais »."""
    return any(m.first <= index <= m.last and m.last > m.first for m in sentence.mentions)


def _tail(sentence: Sentence, head: int, rule: Rule, lexicon: Lexicon) -> int | None:
    """The last word of a trigger of several words, articles free: « mettons solennellement en garde »; None if it isn't there."""
    if len(rule.words) == 1:
        return head
    wanted = [w for w in rule.words[1:] if w not in lexicon.cues["articles"]]
    if not wanted:
        return head
    at, gap = head, 0
    for i in range(head + 1, len(sentence.words)):
        low = sentence.words[i].low
        if low in lexicon.cues["boundaries"] or gap > TAIL_GAP:
            return None
        if stem(low) == stem(wanted[0]) or _same_verb(low, wanted[0], lexicon):
            at, gap = i, 0
            wanted.pop(0)
            if not wanted:
                return at
        elif low not in lexicon.cues["articles"]:
            gap += 1 if at == head else TAIL_GAP + 1
    return None


def _same_verb(low: str, wanted: str, lexicon: Lexicon) -> bool:
    return wanted.endswith(INFINITIVE_ENDINGS) and wanted in lexicon.lemmas(low)


def _around(sentence: Sentence, first: int, lexicon: Lexicon, after: int) -> Callable[[int, int], frozenset[str]]:
    """What gives the stems around the words [first, last] for a `last` and how far to look `before`; most rules ask the same."""
    return cache(lambda last, before: frozenset(_clause(sentence, first, last, lexicon, after, before)))


def _clause(sentence: Sentence, first: int, last: int, lexicon: Lexicon, after: int, before: int) -> set[str]:
    """The stems of the words around a trigger, as far as its clause goes on both sides."""
    cues, words = lexicon.cues, sentence.words
    found: set[str] = set()
    for i in range(last + 1, min(len(words), last + 1 + after)):
        low = words[i].low
        if (low in cues["boundaries"] and low not in QUOTES) or low in PHRASE_ENDS:
            break
        _add(found, words[i])
    for i in range(first - 1, max(-1, first - 1 - before), -1):
        low = words[i].low
        if low in cues["boundaries"] and low not in QUOTES:
            break
        _add(found, words[i])
    return found


def _add(found: set[str], word: Word) -> None:
    found.add(stem(word.low))
    if word.lemma:
        found.add(stem(word.lemma))


def _conditions_fit(complement: frozenset[str], clause: frozenset[str], rule: Rule) -> bool:
    return (not rule.needs or not rule.needs.isdisjoint(complement)) and rule.blocks.isdisjoint(clause)


def _complement_fits(sentence: Sentence, last: int, rule: Rule) -> bool:
    """Whether « à » follows a verb that asks somebody to do something: « appelle Ankara à la retenue »."""
    return rule.need != "infinitive" or any(w.low in TO for w in sentence.words[last + 1 : last + 1 + AFTER])


def _in_place(sentence: Sentence, index: int, rule: Rule, group: VerbGroup | None) -> bool:
    """Whether the trigger stands where its rule wants it: in a quotation, or in a future or intended tense."""
    if rule.place == "quote":
        return sentence.words[index].quoted
    if rule.place == "future":
        return group is not None and (group.tense in {"fut", "cond"} or group.tense == "inf")
    return True
