"""Actors and recipients of a trigger, from the parse where there is one and from the order of words where not.

What belongs here: which parties of the sentence take part. What does not: who a party is (parties.py, memory.py).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tasks.code_events.lexicon import Lexicon
from tasks.code_events.parties import Party
from tasks.code_events.rules import Rule
from tasks.code_events.text import Sentence
from tasks.code_events.triggers import Trigger
from tasks.code_events.verbs import VerbGroup, verb_group

DEPTH = 6
REACH = 14
MIN_QUOTATION = 6
CLIMB = 4
QUOTES = frozenset(('"', "»", "”"))
PATIENT_REACH = 7
INNER = frozenset(
    (
        "nmod",
        "amod",
        "conj",
        "appos",
        "flat",
        "flat:name",
        "flat:foreign",
        "fixed",
        "obl:mod",
        "obl:arg",
        "obl",
        "compound",
        "acl",
        "det",
        "nummod",
        "dep",
    )
)
SUBJECTS = frozenset(("nsubj", "nsubj:pass", "nsubj:caus", "csubj"))
OBJECTS = frozenset(("obj", "obj:agent", "iobj", "obj:lvc"))
VERB_TO = frozenset(
    ("à", "au", "aux", "contre", "envers", "sur", "auprès", "avec", "vers", "face", "pour", "l'égard", "l'encontre")
)
MOBILIZE_TO = frozenset(("contre", "vers", "face"))
NOUN_TO = frozenset(("à", "au", "aux", "contre", "envers", "avec", "auprès", "face", "vers", "l'égard", "l'encontre"))
# Types whose recipient may be told by the place that is hit.
PLACES_HIT = frozenset(("ASSAULT", "COERCE", "RETREAT", "SANCTION"))
OBJECT_CONTROL = frozenset(("obj", "iobj", "obl:arg"))
COMPLEX = {"égard": "l'égard", "encontre": "l'encontre", "face": "face", "auprès": "auprès", "lendemain": "après"}


@dataclass(frozen=True)
class Roles:
    """Who acts and who is acted on, and whether the parse said so."""

    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    by_parse: bool = False


@dataclass(frozen=True)
class Slot:
    """Where a party stands under a trigger: the relation and preposition of its branch, and how deep it lies in it."""

    party: Party
    relation: str
    case: str
    depth: int
    coordinated: bool


def find_roles(sentence: Sentence, trigger: Trigger, parties: Sequence[Party], lexicon: Lexicon) -> Roles:
    """Actors and recipients of a trigger among the parties of its sentence."""
    others = [p for p in parties if not (p.kind == "name" and p.first <= trigger.head <= p.last)]
    if trigger.group is not None:
        return _verb_roles(sentence, trigger, others, lexicon)
    if trigger.rule.kind == "noun" and trigger.rule.place != "quote":
        return _noun_roles(sentence, trigger, others, lexicon)
    return _word_roles(sentence, trigger, others)


def slots(sentence: Sentence, head: int, parties: Iterable[Party]) -> list[Slot]:
    """The parties in the subtree of a word, with the branch they stand in."""
    found = [slot for party in parties if (slot := _slot(sentence, head, party)) is not None] if sentence.parsed else []
    return [slot for slot in found if not (slot.party.kind == "place" and slot.party.country is None)]


def _slot(sentence: Sentence, head: int, party: Party) -> Slot | None:
    words, path, at = sentence.words, list[int](), party.head
    for _ in range(DEPTH + 1):
        if at == head:
            break
        path.append(at)
        if words[at].head == at:
            return None
        at = words[at].head
    if at != head or not path:
        return None
    inner = [words[i].dep for i in path[:-1]]
    if any(dep not in INNER for dep in inner):
        return None
    depth = sum(1 for dep in inner if dep not in {"conj", "appos", "flat", "flat:name"})
    return Slot(party, words[path[-1]].dep, case_of(sentence, path[-1]), depth, "conj" in inner)


def case_of(sentence: Sentence, index: int) -> str:
    """The preposition that governs a word: of its case child, else of the word before its phrase; empty if none."""
    for child in sentence.children.get(index, ()):
        word = sentence.words[child]
        if word.dep == "case":
            before = {w.low for w in sentence.words[max(0, child - 3) : child + 1]}
            complex_case = next((COMPLEX[low] for low in before if low in COMPLEX), None)
            return complex_case or word.low
    return ""


def _verb_roles(sentence: Sentence, trigger: Trigger, parties: Sequence[Party], lexicon: Lexicon) -> Roles:
    group, rule = trigger.group, trigger.rule
    if group is None:
        return Roles()
    under = slots(sentence, trigger.head, parties)
    subject = (
        _best([s for s in under if s.relation in SUBJECTS])
        or _clitic(sentence, group, parties)
        or (_antecedent(sentence, trigger, parties) if group.tense == "part" else [])
    )
    agent = _best([s for s in under if s.relation == "obl:agent" or (s.case == "par" and group.passive)])
    by_parse = bool(subject or agent)
    if not subject:
        subject = _inherited_subject(sentence, trigger, parties, lexicon)
    objects = (
        _relative_object(sentence, trigger, parties, lexicon)
        or _adjacent(sentence, trigger, parties, lexicon)
        or _objects(under, trigger)
    )
    if inverted := _inverted(sentence, trigger, parties, lexicon):
        subject, objects = inverted, [p for p in objects if p not in inverted]
    if not by_parse and not subject:
        subject = _before(sentence, trigger, parties, lexicon)
    if not agent and group.passive:
        agent = _after_word(sentence, trigger, parties, "par")
    taken = {p.first for p in (*subject, *agent)}
    if not objects and rule.need != "direct":
        objects = [p for p in _after(sentence, trigger, parties, lexicon) if p.first not in taken]
    if group.passive and rule.event_type == "MOBILIZE":
        return Roles(tuple(agent), tuple(objects), by_parse)
    if group.passive:
        recipients = (
            (*subject, *(p for p in objects if p.first not in taken))
            if not rule.to or "subj" in rule.to or not objects
            else tuple(objects)
        )
        return Roles(tuple(agent), tuple(recipients), by_parse)
    if rule.swap:
        return Roles(tuple(p for p in objects if p.first not in taken), (*subject, *agent), by_parse)
    actors, recipients = (*subject, *agent), tuple(p for p in objects if p.first not in taken)
    if rule.both and not recipients and len(actors) > 1:
        return Roles(actors, actors, by_parse)
    return Roles(actors, recipients, by_parse)


def _clitic(sentence: Sentence, group: VerbGroup, parties: Sequence[Party]) -> list[Party]:
    """The pronoun that an inverted verb takes: « a-t-il déclaré »."""
    return [p for p in parties if group.first <= p.first <= group.head + 1 and sentence.words[p.first].low.startswith("-")]


def _antecedent(sentence: Sentence, trigger: Trigger, parties: Sequence[Party]) -> list[Party]:
    """The party that a bare participle follows at once, a comma aside: « les États-Unis, accusés d'hypocrisie »."""
    at = trigger.first - 1
    while at > 0 and (sentence.words[at].low == "," or sentence.words[at].pos == "ADV"):
        at -= 1
    return [p for p in parties if p.last == at and p.kind not in {"pronoun", "speaker"}]


def _objects(under: Sequence[Slot], trigger: Trigger) -> list[Party]:
    """The recipients by the parse: the object that is somebody, else whom « à », « contre » … lead to, else who is named within the object."""
    rule = trigger.rule
    allowed = _leading(rule)
    under = [s for s in under if s.party.kind != "speaker"]
    direct = [s for s in under if s.relation in OBJECTS and s.depth == 0 and (not rule.to or "obj" in rule.to)]
    oblique = [s for s in under if s.relation.startswith(("obl", "iobj")) and s.case in allowed and s.relation != "obl:agent"]
    within = [s for s in under if s.relation in OBJECTS | {"xcomp", "ccomp"} or (s.relation == "obl:arg" and s.case in allowed)]
    acting = [s for s in direct if s.party.kind != "adjective"]
    if rule.need == "direct":
        return _best(acting)
    if rule.event_type == "MOBILIZE":
        return _best(oblique)
    for group in (acting, [s for s in oblique if s.depth == 0], oblique, direct, within):
        if chosen := _best(group):
            return chosen
    return []


def _leading(rule: Rule) -> frozenset[str]:
    """The prepositions that lead to the recipient of a verb; people who meet do so « avec » somebody, « à » is where."""
    if rule.to:
        return frozenset(rule.to)
    if rule.event_type == "MOBILIZE":
        return MOBILIZE_TO
    return frozenset(("avec",)) if rule.both else VERB_TO


def _best(found: Sequence[Slot]) -> list[Party]:
    """Of one branch the parties that lie least deep, with those coordinated with them."""
    if not found:
        return []
    depth = min(s.depth for s in found)
    relation = found[0].relation
    return [s.party for s in found if s.depth == depth and (s.relation == relation or s.coordinated or depth == 0)]


def _inherited_subject(sentence: Sentence, trigger: Trigger, parties: Sequence[Party], lexicon: Lexicon) -> list[Party]:
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
            or (trigger.group is not None
            and trigger.group.tense == "ger")
        ):
            return _phrase(sentence, word.head, parties)
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
        subject = _best([s for s in under if s.relation in SUBJECTS])
        if passed or subject:
            return _best(passed) or subject
    return []


def _phrase(sentence: Sentence, head: int, parties: Sequence[Party]) -> list[Party]:
    """The party whose phrase the word heads, or that lies in it."""
    direct = [p for p in parties if p.first <= head <= p.last]
    return direct or _best([s for s in slots(sentence, head, parties) if s.relation in INNER])


def _before(sentence: Sentence, trigger: Trigger, parties: Sequence[Party], lexicon: Lexicon) -> list[Party]:
    """The nearest party before the verb in its clause that no preposition governs, with those coordinated with it."""
    start = trigger.group.first if trigger.group else trigger.first
    cues = lexicon.cues
    for party in reversed([p for p in parties if p.last < start and p.kind not in {"place", "adjective"}]):
        between = [w.low for w in sentence.words[party.last + 1 : start]]
        if len(between) > REACH or any(low in cues["boundaries"] and low not in {'"', "»", "”"} for low in between):
            break
        if governed_by(sentence, party, lexicon) is None:
            return _coordinated(sentence, party, parties)
    return []


def governed_by(sentence: Sentence, party: Party, lexicon: Lexicon) -> str | None:
    """The preposition before the phrase of a party, its article skipped; None if there is none."""
    i = party.first - 1
    while i >= 0 and sentence.words[i].low in lexicon.cues["articles"] and sentence.words[i].low not in {"de", "d'", "du", "des"}:
        i -= 1
    if i < 0:
        return None
    low = sentence.words[i].low
    if low in {"de", "d'", "du", "des", "à", "aux", "au"}:
        return next((COMPLEX[w.low] for w in sentence.words[max(0, i - 2) : i] if w.low in COMPLEX), low)
    return low if low in lexicon.cues["actor_blockers"] or low in {"par", "entre"} else None


def _coordinated(sentence: Sentence, party: Party, parties: Sequence[Party]) -> list[Party]:
    """The party and those joined to it by « et » or commas before it."""
    group = [party]
    for other in reversed([p for p in parties if p.last < party.first]):
        between = [w.low for w in sentence.words[other.last + 1 : group[0].first]]
        if (
            len(between) > 4
            or not between
            or not set(between) <= {"et", ",", "le", "la", "les", "l'", "ainsi", "que"}
            or not ({"et", ","} & set(between))
        ):
            break
        if "et" not in between and len(group) == 1:
            break
        group.insert(0, other)
    return group


def _inverted(sentence: Sentence, trigger: Trigger, parties: Sequence[Party], lexicon: Lexicon) -> list[Party]:
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
        if len(between) > REACH or any(low in lexicon.cues["boundaries"] or low in {",", "que", "qu'"} for low in between):
            return []
        if governed_by(sentence, party, lexicon) is None:
            return [party]
    return []


def _follows_quotation(sentence: Sentence, first: int, *, plain: bool) -> bool:
    """Whether a quotation ends right before the word: « …", »; with a `plain` verb of saying a comma is enough: « …, a indiqué X »."""
    before = [w.low for w in sentence.words[max(0, first - 3) : first]]
    return bool(before) and (
        before[-1] in QUOTES or (before[-1] == "," and (bool(set(before) & QUOTES) or (plain and first > MIN_QUOTATION)))
    )


def _relative_object(sentence: Sentence, trigger: Trigger, parties: Sequence[Party], lexicon: Lexicon) -> list[Party]:
    """What « que » before the verb stands for, where it opens a relative clause: « l'Iran, que Manama accuse »."""
    word, group = sentence.words[trigger.head], trigger.group
    if group is not None and group.finite and (before := _before_que(sentence, group.first, parties, lexicon)):
        return before
    if word.dep != "acl:relcl":
        return []
    if any(
        sentence.words[c].low in {"que", "qu'"} and sentence.words[c].dep in OBJECTS
        for c in sentence.children.get(trigger.head, ())
    ):
        return _phrase(sentence, word.head, parties)
    return []


def _before_que(sentence: Sentence, first: int, parties: Sequence[Party], lexicon: Lexicon) -> list[Party]:
    """The party before « que » and a subject: « l'Iran, que Manama accuse »."""
    subject = next((p for p in parties if p.last == first - 1), None)
    at = subject.first - 1 if subject else -1
    while at > 0 and sentence.words[at].low in lexicon.cues["articles"]:
        at -= 1
    if at < 1 or sentence.words[at].low not in {"que", "qu'"}:
        return []
    return [p for p in parties if p.last in {at - 1, at - 2} and sentence.words[at - 1].low in {",", sentence.words[p.last].low}][
        -1:
    ]


def _adjacent(sentence: Sentence, trigger: Trigger, parties: Sequence[Party], lexicon: Lexicon) -> list[Party]:
    """The object that follows the verb at once, its article aside; not behind a passive."""
    if trigger.group is None or trigger.group.passive or (trigger.rule.to and "obj" not in trigger.rule.to):
        return []
    at = trigger.last + 1
    while at < len(sentence.words) and sentence.words[at].low in lexicon.cues["articles"] - {"de", "d'", "du", "des"}:
        at += 1
    found = [p for p in parties if p.first == at and p.kind not in {"adjective", "pronoun", "speaker"}]
    return _with_following(sentence, found[0], parties) if found else []


def _with_following(sentence: Sentence, party: Party, parties: Sequence[Party]) -> list[Party]:
    """The party and those that « et » joins to it."""
    group = [party]
    for other in (p for p in parties if p.first > party.last):
        lows = [w.low for w in sentence.words[group[-1].last + 1 : other.first]]
        if not lows or lows[0] not in {"et", ","} or len(lows) > 3:  # noqa: PLR2004 - « et », article
            break
        if lows[0] == "et":
            group.append(other)
        else:
            break
    return group


def _after(sentence: Sentence, trigger: Trigger, parties: Sequence[Party], lexicon: Lexicon) -> list[Party]:
    """The nearest party behind the trigger in its clause that the right preposition (or none) governs."""
    allowed = _leading(trigger.rule) | (
        {None} if trigger.rule.both else set() if trigger.rule.event_type == "MOBILIZE" else {"de", "d'", "du", "des", None}
    )
    for party in parties:
        if (
            party.first <= trigger.last
            or party.kind == "speaker"
            or (party.kind == "place" and trigger.rule.event_type not in PLACES_HIT)
        ):
            continue
        between = [w.low for w in sentence.words[trigger.last + 1 : party.first]]
        if len(between) > REACH or any(
            low in lexicon.cues["boundaries"] and low not in {'"', "«", "»", "“", "”"} for low in between
        ):
            return []
        if "par" in between or {"qui", "dont", "où"} & set(between):
            return []
        if governed_by(sentence, party, lexicon) in allowed and party.kind != "pronoun":
            return [party]
    return []


def _after_word(sentence: Sentence, trigger: Trigger, parties: Sequence[Party], wanted: str) -> list[Party]:
    """The party behind a preposition that follows the trigger: « par » and its agent."""
    for party in parties:
        between = [w.low for w in sentence.words[trigger.last + 1 : party.first]] if party.first > trigger.last else []
        if wanted in between[-3:] and len(between) <= REACH and not {",", ".", ";", "selon"} & set(between):
            return [party]
    return []


def _noun_roles(sentence: Sentence, trigger: Trigger, parties: Sequence[Party], lexicon: Lexicon) -> Roles:
    rule = trigger.rule
    under = slots(sentence, trigger.head, parties) or [
        s for i in range(trigger.first, trigger.last + 1) for s in slots(sentence, i, parties)
    ]
    allowed = frozenset(rule.to) if rule.to else NOUN_TO
    between = [p for p in _pair_after(sentence, trigger, parties, lexicon)]
    if between:
        return Roles(tuple(between), tuple(between), bool(under))
    adjectives = [
        p
        for p in parties
        if p.kind == "adjective"
        and trigger.first - 1 <= p.first <= trigger.last + 3
        and (not sentence.parsed or _attached(sentence, p, trigger))
    ]
    agents = [s.party for s in under if s.case == "par"] or _after_word(sentence, trigger, parties, "par")
    targets = [s.party for s in under if s.case in allowed and s.depth == 0] or [s.party for s in under if s.case in allowed]
    targets = targets or _governed_after(sentence, trigger, parties, allowed, lexicon)
    owners = [s.party for s in under if s.case in {"de", "du", "d'", "des"} and s.depth == 0] or [
        p for p in _governed_after(sentence, trigger, parties, frozenset(("de", "du", "d'", "des")), lexicon)
    ]
    actors = list(agents)
    if rule.of in {"actor", "both"}:
        actors += [*adjectives, *owners]
    elif rule.of == "recipient":
        targets = [*owners, *targets] or adjectives
        actors += [p for p in adjectives if p not in targets]
    else:
        actors += adjectives
    if rule.of != "none" and not actors:
        actors = _supported(sentence, trigger, parties, lexicon)
    if not targets and any(
        w.low in lexicon.cues["patients"] for w in sentence.words[max(0, trigger.first - PATIENT_REACH) : trigger.first]
    ):
        targets = _before(sentence, trigger, parties, lexicon)
        actors = [p for p in actors if p not in targets]
    taken = {p.first for p in actors}
    targets = [p for p in targets if p.first not in taken]
    if rule.both and not targets and len(actors) > 1:
        return Roles(tuple(actors), tuple(actors), bool(under))
    return Roles(_unique(actors), _unique(targets), bool(under))


def _unique(parties: Iterable[Party]) -> tuple[Party, ...]:
    return tuple({p.first: p for p in parties}.values())


def _attached(sentence: Sentence, party: Party, trigger: Trigger) -> bool:
    at = party.head
    for _ in range(3):
        at = sentence.words[at].head
        if trigger.first <= at <= trigger.last:
            return True
    return party.first <= trigger.last + 1


def _pair_after(sentence: Sentence, trigger: Trigger, parties: Sequence[Party], lexicon: Lexicon) -> list[Party]:
    """« … entre A et B »: both parties."""
    words = sentence.words
    for i in range(trigger.last + 1, min(len(words), trigger.last + 7)):
        if words[i].low == "entre":
            behind = [p for p in parties if p.first > i and (p.kind != "place" or p.country)]
            if not behind or behind[0].first - i > 6:  # noqa: PLR2004 - words between « entre » and a name
                return []
            pair = [behind[0]]
            for party in behind[1:]:
                lows = [w.low for w in words[pair[-1].last + 1 : party.first]]
                if len(lows) > 7 or not {"et", ","} & set(lows) or any(low in lexicon.cues["boundaries"] for low in lows):  # noqa: PLR2004
                    break
                pair.append(party)
            return pair
        if words[i].low in lexicon.cues["boundaries"]:
            return []
    return []


def _governed_after(
    sentence: Sentence, trigger: Trigger, parties: Sequence[Party], prepositions: frozenset[str], lexicon: Lexicon
) -> list[Party]:
    """The nearest party behind the trigger that one of the prepositions governs."""
    for party in parties:
        if party.first <= trigger.last:
            continue
        between = _outside(sentence, trigger.last + 1, party.first, parties)
        if len(between) > 8 or any(low in lexicon.cues["boundaries"] or low in {"qui", "que", "dont", ","} for low in between):  # noqa: PLR2004
            return []
        governed = governed_by(sentence, party, lexicon)
        if governed in prepositions or (between and between[-1] in prepositions):
            return [party] if party.kind != "adjective" else []
    return []


def _outside(sentence: Sentence, first: int, end: int, parties: Sequence[Party]) -> list[str]:
    """The words of [first, end) that belong to no party, and no comma that only closes one."""
    inside = {i for p in parties for i in range(p.first, p.last + 1) if first <= i < end}
    return [
        w.low
        for i, w in enumerate(sentence.words[first:end], first)
        if i not in inside and not (w.low == "," and {i - 1, i + 1} & inside)
    ]


def _supported(sentence: Sentence, trigger: Trigger, parties: Sequence[Party], lexicon: Lexicon) -> list[Party]:
    """The subject of a verb that only supports the noun: « Pyongyang poursuit ses essais », « s'est fendue de critiques »."""
    words = sentence.words
    for i in range(trigger.first - 1, max(-1, trigger.first - 1 - PATIENT_REACH), -1):
        if words[i].low in lexicon.cues["boundaries"]:
            return []
        if words[i].pos in {"VERB", "AUX", "", "X"} and words[i].low in lexicon.forms:
            if not lexicon.is_verb(words[i].low, "support_verbs"):
                return []
            lemma = sorted(lexicon.lemmas(words[i].low) & lexicon.cues["support_verbs"])[0]
            group = verb_group(sentence, i, lemma, lexicon)
            verb = Trigger(trigger.rule, i, i, i, group)
            under = _best([s for s in slots(sentence, i, parties) if s.relation in SUBJECTS])
            return (
                []
                if group.passive
                else under or _inherited_subject(sentence, verb, parties, lexicon) or _before(sentence, verb, parties, lexicon)
            )
    return []


def _word_roles(sentence: Sentence, trigger: Trigger, parties: Sequence[Party]) -> Roles:
    """Roles of a judgement in a quotation: the speaker acts, those whom the quotation names are its recipients."""
    speaker = [p for p in parties if p.kind == "speaker"]
    named = [p for p in parties if p.kind not in {"speaker", "pronoun"} and sentence.words[p.head].quoted and p.country]
    return Roles(tuple(speaker[:1]), tuple(named[:2]), False)
