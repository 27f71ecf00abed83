"""The date that its own sentence gives an act.

What belongs here: which temporal expression belongs to which act. What does not: what an expression denotes (tasks/temporal),
dates told by their distance from another event (distance.py), what other sentences tell (days.py), which date an act has in the
end (decide/dates.py).
"""

from collections.abc import Sequence
from operator import itemgetter

from tasks.code_events.acts.triggers import Trigger
from tasks.code_events.arguments.onlookers import judging_verb
from tasks.code_events.attributes.distance import UNDATED, EventDate, told_by_distance
from tasks.code_events.grammar.part_of_speech import VERBAL, fronted_end
from tasks.code_events.grammar.sentence import Article, Sentence, Timex
from tasks.code_events.lexicon.classes import SPEECH
from tasks.code_events.lexicon.closed_classes import endings_of, words_of
from tasks.code_events.lexicon.load import Lexicon

FAR = 34
CLAUSE_COST, BOUNDARY_COST, BEHIND_OTHER_COST, ASIDE_COST = 6, 8, 10, 16
OTHER_VERB_COST, OTHER_NOUN_COST = 10, 6
CHAIN, NEAR = 12, 3
SINCE = words_of("since")
"""What leads to the beginning of something that lasts, which is the best date there is for it."""
NAMED = frozenset(("NOUN", "PROPN"))
PARTICIPLE = endings_of("participle_endings")
LEADS = words_of("date_left")
DURING = words_of("during")
OPENING, CLOSING = words_of("opening_brackets"), words_of("closing_brackets")
BRACKETS = OPENING | CLOSING
CLOSED = frozenset(("ADP", "DET", "PRON", "ADV", "NUM", "CCONJ", "SCONJ"))
FRONTED = endings_of("fronted_participle_endings")
PLANNED = "planned"


def date_of(
    article: Article, sentence: Sentence, trigger: Trigger, distances: Sequence[tuple[Timex, int]], realis: str, lexicon: Lexicon
) -> EventDate:
    """The date that its own sentence gives a trigger; `distances`: how far each of its expressions is from it."""
    distant = told_by_distance(article, sentence, trigger, [timex for timex, _ in distances], lexicon)
    if distant is not None:
        return distant
    past = [t for t, _ in distances if realis == PLANNED and trigger.group is None and _before(t, article)]
    timex, distance = min(((t, d) for t, d in distances if t not in past), key=itemgetter(1), default=(None, FAR))
    return EventDate(timex.start, timex.end or timex.start, timex.precision, "text") if timex and distance < FAR else UNDATED


def distances_of(sentence: Sentence, trigger: Trigger, others: Sequence[int], lexicon: Lexicon) -> list[tuple[Timex, int]]:
    """Each dated expression of the sentence with its distance from a trigger; `others` are the heads of its other triggers."""
    return [(timex, _cost(sentence, trigger, timex, others, lexicon)) for timex in dated_timexes(sentence)]


def own_times(distances: Sequence[tuple[Timex, int]], stated: EventDate) -> list[tuple[Timex, int]]:
    """The expressions that may date an act itself: none where its day is counted from that of another, which they date."""
    return [] if stated.source == "relation" and stated.precision == "day" else list(distances)


def dated_timexes(sentence: Sentence) -> list[Timex]:
    """The expressions of a sentence that name days, months or years."""
    return [t for t in sentence.timexes if t.kind in {"date", "time"} and t.start is not None and t.precision != "unknown"]


def _before(timex: Timex, article: Article) -> bool:
    """Whether the expression ends on the day of publication or before: not the date of something that is to come."""
    return timex.end is not None and article.published is not None and timex.end <= article.published


def _is_of_judgement(sentence: Sentence, trigger: Trigger, timex: Timex, lexicon: Lexicon) -> bool:
    """« Le pape a condamné mercredi l'enlèvement »: that day he condemned it."""
    verb = judging_verb(sentence, trigger, lexicon)
    return verb is not None and verb < trigger.first and timex.last < trigger.first


def _cost(sentence: Sentence, trigger: Trigger, timex: Timex, others: Sequence[int], lexicon: Lexicon) -> int:
    """How far an expression is from a trigger: words between, and more for whatever else it may belong to."""
    head = trigger.head
    if _is_behind_participle(sentence, trigger, timex) or _is_enclosed(sentence, trigger, timex):
        return FAR
    if _is_of_judgement(sentence, trigger, timex, lexicon):
        return FAR
    if _is_alongside(sentence, trigger, timex, lexicon):
        return NEAR
    comma = _participle_end(sentence, others)
    if comma is not None and timex.last < comma < head:
        return FAR
    lo, hi = (timex.last + 1, head) if timex.last < head else (head + 1, timex.first)
    lows = [w.low for w in sentence.words[lo:hi]]
    if trigger.group is not None and timex.first > head and not DURING.isdisjoint(lows):
        lows = lows[: next(i for i, low in enumerate(lows) if low in DURING)]
        return len(lows) + CLAUSE_COST * sum(low in lexicon.cues["clause_openers"] for low in lows)
    cost = len(lows)
    cost += CLAUSE_COST * sum(low in lexicon.cues["clause_openers"] for low in lows)
    cost += BOUNDARY_COST * sum(low in lexicon.cues["boundaries"] for low in lows)
    if any(lo <= other < hi for other in others):
        cost += BEHIND_OTHER_COST
    return cost + _aside(sentence, trigger, timex, lexicon) + _ownership(sentence, trigger, timex, lexicon)


def _is_alongside(sentence: Sentence, trigger: Trigger, timex: Timex, lexicon: Lexicon) -> bool:
    """Whether a participle tells what goes with the dated verb: « a réagi samedi …, appelant au calme »."""
    group = trigger.group
    if group is None or group.tense != "ger" or not timex.last < group.first:
        return False
    governors = [at for at in _ancestors(sentence, trigger.head) if sentence.words[at].pos in VERBAL]
    dated = [at for at in _ancestors(sentence, _head(sentence, timex)) if sentence.words[at].pos in VERBAL]
    return bool(dated) and dated[0] in governors and not lexicon.is_verb(sentence.words[dated[0]].low, "said_plain")


def _is_behind_participle(sentence: Sentence, trigger: Trigger, timex: Timex) -> bool:
    """Whether a participle that describes a noun stands between a verb and the date: « dénonce l'accord conclu en 2015 »."""
    at = timex.first - 1
    if at > 0 and sentence.words[at].low in LEADS:
        at -= 1
    if at < 1 or trigger.group is None or trigger.first <= at <= trigger.last:
        return False
    before, word = sentence.words[at - 1], sentence.words[at]
    return before.pos in NAMED | {"ADJ"} and word.pos == "VERB" and word.low.endswith(PARTICIPLE)


def _is_enclosed(sentence: Sentence, trigger: Trigger, timex: Timex) -> bool:
    """Whether brackets close round the expression and leave the trigger outside: « l'assaillant (né le 31 mai) »."""
    lows = [w.low for w in sentence.words]
    opened = next((i for i in range(timex.first - 1, -1, -1) if lows[i] in BRACKETS), None)
    if opened is None or lows[opened] not in OPENING:
        return False
    closed = next((i for i in range(timex.last + 1, len(lows)) if lows[i] in CLOSING), len(lows))
    return not opened < trigger.head < closed and trigger.last != opened - 1


def _participle_end(sentence: Sentence, others: Sequence[int]) -> int | None:
    """The comma behind a participle that opens the sentence: in « Arrêté en mars, l'homme … » the date is his arrest's."""
    first = sentence.words[0]
    told = 0 in others or (first.pos not in CLOSED and first.low.endswith(FRONTED))
    return fronted_end(sentence) if told else None


def _aside(sentence: Sentence, trigger: Trigger, timex: Timex, lexicon: Lexicon) -> int:
    """The cost of a preposition before the expression that dates something else: « depuis mardi », « d'ici à 2030 »."""
    leading = {w.low for w in sentence.words[max(0, timex.first - 1) : timex.first + 1]} & lexicon.cues["date_aside"]
    if leading:
        return ASIDE_COST if leading == SINCE else FAR
    between = {w.low for w in sentence.words[trigger.last + 1 : timex.first]}
    return 0 if between.isdisjoint(lexicon.cues["date_aside"]) else ASIDE_COST


def _ownership(sentence: Sentence, trigger: Trigger, timex: Timex, lexicon: Lexicon) -> int:
    """The cost of the verbs and nouns that the parse puts between the expression and the trigger."""
    if not sentence.parsed:
        return 0
    chain = _ancestors(sentence, _head(sentence, timex))
    mine = {trigger.head, *range(trigger.first, trigger.last + 1)}
    if trigger.group is not None:
        mine |= set(range(trigger.group.first, trigger.head + 1))
    between = list(chain)
    if found := next((i for i, at in enumerate(chain) if at in mine), None):
        between = chain[:found]
    elif chain and chain[0] in mine:
        return 0
    governors = set(_ancestors(sentence, trigger.head))
    shared = [at for at in between if at in governors]
    passed = [at for at in between if at not in governors]
    lasting = timex.first > 0 and sentence.words[timex.first - 1].low in SINCE
    return _passed(sentence, trigger, passed, lexicon, lasting=lasting) + _governed(sentence, trigger, shared[:1], lexicon)


def _passed(sentence: Sentence, trigger: Trigger, between: Sequence[int], lexicon: Lexicon, *, lasting: bool) -> int:
    """The cost of verbs and nouns between; « depuis 2006 » belongs to a verb whatever noun the parse hangs it on."""
    verbs = [at for at in between if sentence.words[at].pos in VERBAL]
    nouns = 0 if lasting else sum(sentence.words[at].pos in NAMED for at in between)
    other = any(_dates_the_telling(sentence, trigger, at, lexicon) or _tells_another(sentence, trigger, at) for at in verbs)
    return OTHER_VERB_COST * len(verbs) + OTHER_NOUN_COST * nouns + FAR * other


def _tells_another(sentence: Sentence, trigger: Trigger, verb: int) -> bool:
    """Whether a verb tells something done at a time of its own.

    It is that of a relative clause that leaves the trigger outside (« X, qui avait démissionné en mai, … »), or a compound tense
    (« accuse X d'avoir fermé le port en mai »).
    """
    word = sentence.words[verb]
    is_antecedent = trigger.group is None and trigger.first <= word.head <= trigger.last
    is_relative = word.dep == "acl:relcl" and not is_antecedent
    return is_relative or any(other.head == verb and other.dep == "aux:tense" for other in sentence.words)


def _governed(sentence: Sentence, trigger: Trigger, shared: Sequence[int], lexicon: Lexicon) -> int:
    """The expression belongs to a verb that governs the trigger: a verb of saying dates what is said, not what was done."""
    if not shared:
        return 0
    return FAR if _dates_the_telling(sentence, trigger, shared[0], lexicon) else NEAR


def _dates_the_telling(sentence: Sentence, trigger: Trigger, verb: int, lexicon: Lexicon) -> bool:
    """Whether the verb only tells of a deed: « …, a indiqué mardi l'armée ». What somebody says is done by telling it."""
    deed = trigger.group is not None and trigger.group.tense != "inf" and trigger.rule.event_type not in SPEECH
    return deed and lexicon.is_verb(sentence.words[verb].low, "said_plain")


def _ancestors(sentence: Sentence, index: int) -> list[int]:
    """The words above a word in the parse, the nearest first."""
    found: list[int] = []
    while len(found) < CHAIN and sentence.words[index].head != index:
        index = sentence.words[index].head
        found.append(index)
    return found


def _head(sentence: Sentence, timex: Timex) -> int:
    inside = range(timex.first, timex.last + 1)
    return next((i for i in inside if sentence.words[i].head not in inside), timex.first)
