"""Parties by the order of words: who stands before a verb, behind a noun, after « par », between « entre » and « et ».

What belongs here: positions and prepositions. What does not: the parse (branches.py).
"""

from collections.abc import Sequence

from tasks.code_events.acts.triggers import Trigger
from tasks.code_events.arguments.branches import COMPLEX
from tasks.code_events.grammar.relations import AND, BY, CLOSING_QUOTES, OF, QUOTES, RELATIVES, TO
from tasks.code_events.grammar.sentence import Sentence
from tasks.code_events.lexicon.classes import HITS_PLACE
from tasks.code_events.lexicon.closed_classes import words_of
from tasks.code_events.lexicon.load import Lexicon
from tasks.code_events.lexicon.rules import Rule
from tasks.code_events.participants.parties import Party, rests_on

REACH = 14
MEANS_REACH = 8
WITHIN = words_of("means_left")
VERBAL = ("VerbForm=Fin", "VerbForm=Inf")
JOINT = 4
VERB_TO = words_of("verb_to")
MOBILIZE_TO = words_of("mobilize_to")
WITH = words_of("with")
BETWEEN = words_of("between")
JOINERS = words_of("joiners") | {","}
COMMA_OR_AND = AND | {","}
CLAUSE_PRONOUNS = words_of("clause_pronouns")
AGENT_ENDS = words_of("agent_ends") | {",", ".", ";"}


def governed_by(sentence: Sentence, party: Party, lexicon: Lexicon) -> str | None:
    """The preposition before the phrase of a party, its article skipped; None if there is none."""
    i = party.first - 1
    while i >= 0 and sentence.words[i].low in lexicon.cues["articles"] and sentence.words[i].low not in OF:
        i -= 1
    if i < 0:
        return None
    low = sentence.words[i].low
    if low in OF | TO:
        return next((COMPLEX[w.low] for w in sentence.words[max(0, i - 2) : i] if w.low in COMPLEX), low)
    return low if low in lexicon.cues["actor_blockers"] or low in BY | BETWEEN else None


def leading(rule: Rule) -> frozenset[str]:
    """The prepositions that lead to the recipient of a verb; people who meet do so « avec » somebody, « à » is where."""
    if rule.to:
        return frozenset(rule.to)
    if rule.event_type == "MOBILIZE":
        return MOBILIZE_TO
    return WITH if rule.both else VERB_TO


def before_verb(sentence: Sentence, trigger: Trigger, parties: Sequence[Party], lexicon: Lexicon) -> list[Party]:
    """The nearest party before the verb in its clause that no preposition governs, with those coordinated with it."""
    start = trigger.group.first if trigger.group else trigger.first
    cues = lexicon.cues
    for party in reversed([p for p in parties if p.last < start and p.kind not in {"place", "adjective"}]):
        between = [w.low for w in sentence.words[party.last + 1 : start]]
        if len(between) > REACH or any(low in cues["boundaries"] and low not in CLOSING_QUOTES for low in between):
            break
        if governed_by(sentence, party, lexicon) is None:
            return rests_on("order", coordinated(sentence, party, parties))
    return []


def coordinated(sentence: Sentence, party: Party, parties: Sequence[Party]) -> list[Party]:
    """The party and those joined to it by « et » or commas before it."""
    group = [party]
    for other in reversed([p for p in parties if p.last < party.first]):
        between = [w.low for w in sentence.words[other.last + 1 : group[0].first]]
        if len(between) > JOINT or not between or not set(between) <= JOINERS or not (COMMA_OR_AND & set(between)):
            break
        if AND.isdisjoint(between) and len(group) == 1:
            break
        group.insert(0, other)
    return group


def adjacent(sentence: Sentence, trigger: Trigger, parties: Sequence[Party], lexicon: Lexicon) -> list[Party]:
    """The object that follows the verb at once, its article aside; not behind a passive."""
    if trigger.group is None or trigger.group.passive or (trigger.rule.to and "obj" not in trigger.rule.to):
        return []
    at = behind_articles(sentence, trigger.last + 1, lexicon)
    found = [p for p in parties if p.first == at and p.kind not in {"adjective", "pronoun", "speaker"}]
    return rests_on("order", with_following(sentence, found[0], parties)) if found else []


def behind_articles(sentence: Sentence, at: int, lexicon: Lexicon) -> int:
    """The first place from `at` on where no article stands; « de » is none here."""
    articles = lexicon.cues["articles"] - OF
    while at < len(sentence.words) and sentence.words[at].low in articles:
        at += 1
    return at


def with_following(sentence: Sentence, party: Party, parties: Sequence[Party]) -> list[Party]:
    """The party and those that « et » joins to it."""
    group = [party]
    for other in (p for p in parties if p.first > party.last):
        lows = [w.low for w in sentence.words[group[-1].last + 1 : other.first]]
        if not lows or lows[0] not in COMMA_OR_AND or len(lows) > 3:  # noqa: PLR2004 - « et », article
            break
        if lows[0] in AND:
            group.append(other)
        else:
            break
    return group


def after_trigger(sentence: Sentence, trigger: Trigger, parties: Sequence[Party], lexicon: Lexicon) -> list[Party]:
    """The nearest party behind the trigger in its clause that the right preposition (or none) governs."""
    allowed = leading(trigger.rule) | (
        {None} if trigger.rule.both else set() if trigger.rule.event_type == "MOBILIZE" else OF | {None}
    )
    for party in parties:
        if (
            party.first <= trigger.last
            or party.kind == "speaker"
            or (party.kind == "place" and trigger.rule.event_type not in HITS_PLACE)
        ):
            continue
        between = [w.low for w in sentence.words[trigger.last + 1 : party.first]]
        if len(between) > REACH or any(low in lexicon.cues["boundaries"] and low not in QUOTES for low in between):
            return []
        if (BY | CLAUSE_PRONOUNS) & set(between):
            return []
        if governed_by(sentence, party, lexicon) in allowed and party.kind != "pronoun":
            return rests_on("order", [party])
    return []


def after_word(sentence: Sentence, trigger: Trigger, parties: Sequence[Party], wanted: frozenset[str]) -> list[Party]:
    """The party behind a preposition that follows the trigger: « par » and its agent."""
    for party in parties:
        between = [w.low for w in sentence.words[trigger.last + 1 : party.first]] if party.first > trigger.last else []
        if wanted & set(between[-3:]) and len(between) <= REACH and not AGENT_ENDS & set(between):
            return rests_on("order", [party])
    return []


def whose_means(sentence: Sentence, trigger: Trigger, parties: Sequence[Party], lexicon: Lexicon) -> list[Party]:
    """Whose strike or operation it was: « tués dans des frappes russes », « arrêté lors d'une opération de la police »."""
    words = sentence.words
    for at in range(trigger.last + 1, min(len(words), trigger.last + 1 + MEANS_REACH)):
        if words[at].low in lexicon.cues["boundaries"]:
            return []
        if words[at].low in lexicon.cues["means"] and {w.low for w in words[max(0, at - 4) : at]} & WITHIN:
            near = [p for p in parties if at < p.first <= at + JOINT]
            own = [p for p in near if (p.kind == "adjective" or governed_by(sentence, p, lexicon) in OF | BY)]
            return rests_on("order", own[:1])
    return []


def governed_after(
    sentence: Sentence, trigger: Trigger, parties: Sequence[Party], prepositions: frozenset[str], lexicon: Lexicon
) -> list[Party]:
    """The nearest party behind the trigger that one of the prepositions governs; « de » does not lead beyond a verb."""
    for party in parties:
        if party.first <= trigger.last:
            continue
        between = _outside(sentence, trigger.last + 1, party.first, parties)
        if len(between) > 8 or any(low in lexicon.cues["boundaries"] or low in RELATIVES | {","} for low in between):  # noqa: PLR2004
            return []
        governed = governed_by(sentence, party, lexicon)
        told = any(form in w.morph for w in sentence.words[trigger.last + 1 : party.first] for form in VERBAL)
        if told and governed in OF:
            return []
        if governed in prepositions or (governed not in COMPLEX.values() and between and between[-1] in prepositions):
            return rests_on("order", [party]) if party.kind != "adjective" else []
    return []


def _outside(sentence: Sentence, first: int, end: int, parties: Sequence[Party]) -> list[str]:
    """The words of [first, end) that belong to no party, and no comma that only closes one."""
    inside = {i for p in parties for i in range(p.first, p.last + 1) if first <= i < end}
    return [
        w.low
        for i, w in enumerate(sentence.words[first:end], first)
        if i not in inside and not (w.low == "," and {i - 1, i + 1} & inside)
    ]


def pair_after(sentence: Sentence, trigger: Trigger, parties: Sequence[Party], lexicon: Lexicon) -> list[Party]:
    """« … entre A et B »: both parties."""
    words = sentence.words
    for i in range(trigger.last + 1, min(len(words), trigger.last + 7)):
        if words[i].low in BETWEEN:
            behind = [p for p in parties if p.first > i and (p.kind != "place" or p.country)]
            if not behind or behind[0].first - i > 6:  # noqa: PLR2004 - words between « entre » and a name
                return []
            pair = [behind[0]]
            for party in behind[1:]:
                lows = [w.low for w in words[pair[-1].last + 1 : party.first]]
                if len(lows) > 7 or not COMMA_OR_AND & set(lows) or any(low in lexicon.cues["boundaries"] for low in lows):  # noqa: PLR2004
                    break
                pair.append(party)
            return rests_on("order", pair)
        if words[i].low in lexicon.cues["boundaries"]:
            return []
    return []
