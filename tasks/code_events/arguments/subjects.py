"""The subject of a verb that has none of its own, and the object that stands before it.

What belongs here: infinitives, participles, coordinated verbs, relative clauses, inversion. What does not: plain clauses.
"""

from collections.abc import Sequence

from tasks.code_events.acts.triggers import Trigger
from tasks.code_events.arguments.branches import best, phrase, slots
from tasks.code_events.arguments.order import REACH, behind_articles, governed_by, with_following
from tasks.code_events.grammar.relations import CLOSING_QUOTES, OBJECTS, SUBJECTS, THAT
from tasks.code_events.grammar.sentence import Sentence
from tasks.code_events.grammar.verb_groups import VerbGroup
from tasks.code_events.lexicon.classes import ACCUSATIVE_OBJECT, DATIVE_OBJECT
from tasks.code_events.lexicon.closed_classes import words_of
from tasks.code_events.lexicon.load import Lexicon
from tasks.code_events.participants.parties import Party, rests_on

MIN_QUOTATION = 6
CLIMB = 4
OPENING = 2
DATIVES = words_of("dative_clitics")
ACCUSATIVES = words_of("accusative_clitics")
PLURALS = words_of("plural_clitics")
AS = words_of("as")
OBJECT_CONTROL = frozenset(("obj", "iobj", "obl:arg"))


def clitic(sentence: Sentence, group: VerbGroup, parties: Sequence[Party]) -> list[Party]:
    """The pronoun that an inverted verb takes: « a-t-il déclaré »."""
    return [p for p in parties if group.first <= p.first <= group.head + 1 and sentence.words[p.first].low.startswith("-")]


def antecedent(sentence: Sentence, trigger: Trigger, parties: Sequence[Party]) -> list[Party]:
    """The party that a bare participle follows at once, a comma aside: « les États-Unis, accusés d'hypocrisie »."""
    at = trigger.first - 1
    while at > 0 and (sentence.words[at].low == "," or sentence.words[at].pos == "ADV"):
        at -= 1
    return rests_on("order", (p for p in parties if p.last == at and p.kind not in {"pronoun", "speaker"}))


def opened_subject(sentence: Sentence, trigger: Trigger, parties: Sequence[Party], lexicon: Lexicon) -> list[Party]:
    """The subject that follows a participle at the opening: « Ayant quitté l'accord, Rome … », « Arrêtée en 2016, la juge … »."""
    group, words = trigger.group, sentence.words
    if group is None or group.tense not in {"ger", "part"} or group.first > OPENING:
        return []
    comma = next((i for i in range(trigger.last + 1, min(len(words), trigger.last + 1 + REACH)) if words[i].low == ","), None)
    behind = [p for p in parties if comma is not None and p.first > comma and p.kind != "adjective"]
    return rests_on("order", behind[:1]) if behind and governed_by(sentence, behind[0], lexicon) is None else []


def inherited_subject(sentence: Sentence, trigger: Trigger, parties: Sequence[Party], lexicon: Lexicon) -> list[Party]:
    """The subject of an infinitive, gerund, coordinated verb or relative clause: from the verb or noun it depends on."""
    words, at = sentence.words, trigger.head
    if not sentence.parsed:
        return []
    for _ in range(CLIMB):
        word = words[at]
        if word.head == at:
            return []
        if word.dep.startswith("acl") and (
            word.dep == "acl:relcl"
            or (trigger.group and trigger.group.passive)
            or (trigger.group is not None and trigger.group.tense == "ger")
        ):
            return phrase(sentence, word.head, parties)
        inner = (
            {"obl:mod", "nmod", "obj", "obl"}
            if trigger.group is not None and trigger.group.tense == "inf" and at != trigger.head
            else set()
        )
        if word.dep not in {"xcomp", "advcl", "conj", "ccomp", "acl", "obl:arg", "parataxis"} | inner or (
            word.dep == "ccomp" and trigger.group is not None and trigger.group.finite
        ):
            return []
        at = word.head
        under = slots(sentence, at, parties)
        control = lexicon.is_verb(words[at].low, "said") and word.dep == "xcomp"
        passed = [s for s in under if s.relation in OBJECT_CONTROL and s.depth == 0] if control else []
        subject = best([s for s in under if s.relation in SUBJECTS])
        if passed or subject:
            return best(passed) or subject
    return []


def inverted(sentence: Sentence, trigger: Trigger, parties: Sequence[Party], lexicon: Lexicon) -> list[Party]:
    """The subject behind a verb of saying that follows a quotation: « …, a dénoncé mardi à l'ONU l'ambassadeur russe »."""
    group, words = trigger.group, sentence.words
    if (
        group is None
        or not group.finite
        or not lexicon.is_verb(words[trigger.head].low, "said")
        or not _follows_quotation(sentence, group.first, plain=lexicon.is_verb(words[trigger.head].low, "said_plain"))
    ):
        return []
    for party in parties:
        if party.first <= trigger.last or party.kind == "adjective":
            continue
        between = [w.low for w in words[trigger.last + 1 : party.first]]
        if len(between) > REACH or any(low in lexicon.cues["boundaries"] or low in THAT | {","} for low in between):
            return []
        if governed_by(sentence, party, lexicon) is None:
            return rests_on("order", [party])
    return []


def behind_relative(sentence: Sentence, trigger: Trigger, parties: Sequence[Party], lexicon: Lexicon) -> list[Party]:
    """The subject right behind the verb of a clause that « que » or « comme » opens: « comme le demandaient Rome et Tunis »."""
    group, words = trigger.group, sentence.words
    if group is None or not group.finite or group.passive or not group.first:
        return []
    opening = words[group.first - 1].low if group.first else ""
    at = behind_articles(sentence, trigger.last + 1, lexicon)
    if opening not in THAT | AS:
        return []
    found = [p for p in parties if p.first == at and p.kind in {"name", "role", "people"}]
    return rests_on("order", with_following(sentence, found[0], parties)) if found else []


def object_clitic(sentence: Sentence, trigger: Trigger) -> list[Party]:
    """The object pronoun before a verb: « lui a demandé », « l'accuse », « les a menacés »; never behind a passive."""
    group = trigger.group
    if group is None or group.passive or group.reflexive:
        return []
    wanted = (
        DATIVES
        if trigger.rule.event_type in DATIVE_OBJECT
        else ACCUSATIVES
        if trigger.rule.event_type in ACCUSATIVE_OBJECT
        else frozenset()
    )
    found = [i for i in range(group.first, group.head) if sentence.words[i].low in wanted | DATIVES]
    return [Party(i, i, i, "pronoun", plural=sentence.words[i].low in PLURALS) for i in found[:1]]


def _follows_quotation(sentence: Sentence, first: int, *, plain: bool) -> bool:
    """Whether a quotation ends right before the word; behind a `plain` verb of saying a comma is enough: « …, a indiqué X »."""
    before = [w.low for w in sentence.words[max(0, first - 3) : first]]
    return bool(before) and (
        before[-1] in CLOSING_QUOTES
        or (before[-1] == "," and (bool(set(before) & CLOSING_QUOTES) or (plain and first > MIN_QUOTATION)))
    )


def relative_object(sentence: Sentence, trigger: Trigger, parties: Sequence[Party], lexicon: Lexicon) -> list[Party]:
    """What « que » before the verb stands for, where it opens a relative clause: « l'Iran, que Manama accuse »."""
    word, group = sentence.words[trigger.head], trigger.group
    if group is not None and group.finite and (before := _before_que(sentence, group.first, parties, lexicon)):
        return before
    if word.dep != "acl:relcl":
        return []
    if any(sentence.words[c].low in THAT and sentence.words[c].dep in OBJECTS for c in sentence.children.get(trigger.head, ())):
        return phrase(sentence, word.head, parties)
    return []


def _before_que(sentence: Sentence, first: int, parties: Sequence[Party], lexicon: Lexicon) -> list[Party]:
    """The party before « que » and a subject: « l'Iran, que Manama accuse »."""
    subject = next((p for p in parties if p.last == first - 1), None)
    at = subject.first - 1 if subject else -1
    while at > 0 and sentence.words[at].low in lexicon.cues["articles"]:
        at -= 1
    if at < 1 or sentence.words[at].low not in THAT:
        return []
    before = [
        p for p in parties if p.last in {at - 1, at - 2} and sentence.words[at - 1].low in {",", sentence.words[p.last].low}
    ]
    return rests_on("order", before[-1:])
