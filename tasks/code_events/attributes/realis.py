"""Realis: whether an event is told as having happened, as planned, as possible or as not happening; and hedging.

What belongs here: what tense, mood, governing verbs and cue words say about one trigger (codebook: « conditionnel
journalistique », future of the past, conditions). What does not: the grammar of the verb group (verb_groups.py).
"""

from collections.abc import Iterable

from tasks.code_events.acts.triggers import Trigger
from tasks.code_events.grammar.relations import THAT
from tasks.code_events.grammar.sentence import Proposal, Sentence
from tasks.code_events.grammar.verb_groups import VerbGroup, verb_group
from tasks.code_events.lexicon.closed_classes import words_of
from tasks.code_events.lexicon.load import Lexicon

ACTUAL, PLANNED, HYPOTHETICAL, NEGATED = "actual", "planned", "hypothetical", "negated"
CONDITION_REACH = 14
NOUN_NEAR = 4
CHAIN = 3
SURE = 0.8
FACT_REACH = 9
IF, CONDITIONAL_SUBJECTS = words_of("if"), words_of("conditional_subjects")
AS, EVEN, WITHOUT, AFTER = words_of("as"), words_of("even"), words_of("without"), words_of("after")
NEAR_FUTURE, ASKING = words_of("near_future_verbs"), words_of("asking_verbs")


def realis_of(sentence: Sentence, trigger: Trigger, proposal: Proposal | None, lexicon: Lexicon) -> tuple[str, bool]:
    """The realis of a trigger, and whether the teller hedges it.

    What the grammar takes for done may be told otherwise in words that it does not know; the network (`proposal`) then says so.
    """
    realis, hedged = _by_grammar(sentence, trigger, lexicon)
    if realis == ACTUAL and proposal is not None and proposal.realis_score >= SURE:
        return proposal.realis, hedged
    return realis, hedged


def _by_grammar(sentence: Sentence, trigger: Trigger, lexicon: Lexicon) -> tuple[str, bool]:
    group, rule = trigger.group, trigger.rule
    if rule.judge or _is_done_by_saying(sentence, trigger, lexicon):
        # Whoever judges, threatens or thanks in these words does so by saying them, whatever tense they have.
        return ACTUAL, False
    if group is None:
        return _noun_realis(sentence, trigger, lexicon), False
    if rule.negated or (group.negated and rule.words[0] not in lexicon.cues["never_negates"]):
        return (ACTUAL if rule.negated else NEGATED), False
    if group.tense == "inf" and _is_aim(sentence, group, lexicon) and _says(trigger, lexicon):
        # « une lettre pour féliciter », « ont défilé pour dénoncer »: who writes or marches does so by that.
        return (ACTUAL if group.governor is None else _governed(sentence, group.governor, lexicon, CHAIN)), False
    return _group_realis(sentence, group, lexicon, CHAIN)


def _is_done_by_saying(sentence: Sentence, trigger: Trigger, lexicon: Lexicon) -> bool:
    """« je voudrais remercier », « nous tenons à condamner »: whoever says so in the first person does it."""
    group = trigger.group
    if (
        group is None
        or group.tense != "inf"
        or group.governor is None
        or " ".join(trigger.rule.words) not in lexicon.cues["done_by_saying"]
    ):
        return False
    wishes = lexicon.lemmas(sentence.words[group.governor].low) & lexicon.cues["wish_verbs"]
    return bool(wishes) and _near(_words_before(sentence, group.governor, NOUN_NEAR), lexicon.cues["first_person"])


def is_decided(sentence: Sentence, trigger: Trigger, lexicon: Lexicon) -> bool:
    """Whether the act is told as decided: « a décidé d'ouvrir des négociations »."""
    group = trigger.group
    if group is None or trigger.rule.judge:
        return False
    return (
        group.tense == "inf"
        and group.governor is not None
        and lexicon.is_verb(sentence.words[group.governor].low, "deciding_verbs")
    )


def is_only_aimed_at(sentence: Sentence, trigger: Trigger, lexicon: Lexicon) -> bool:
    """Whether the act is told as somebody's aim or attempt only: « afin de soutenir », « cherche à renforcer »."""
    group = trigger.group
    if group is None or group.tense != "inf" or _says(trigger, lexicon):
        return False
    attempted = group.governor is not None and lexicon.is_verb(sentence.words[group.governor].low, "attempt_verbs")
    return attempted or _is_aim(sentence, group, lexicon)


def _is_aim(sentence: Sentence, group: VerbGroup, lexicon: Lexicon) -> bool:
    return _leads(_words_before(sentence, group.first, NOUN_NEAR)[-3:], lexicon.cues["purpose"])


def _says(trigger: Trigger, lexicon: Lexicon) -> bool:
    return trigger.rule.words[0] in lexicon.cues["said"]


def _group_realis(sentence: Sentence, group: VerbGroup, lexicon: Lexicon, depth: int) -> tuple[str, bool]:
    if group.tense == "inf":
        return _infinitive(sentence, group, lexicon, depth), False
    if _in_condition(sentence, group.first, lexicon):
        return HYPOTHETICAL, False
    if group.tense == "fut":
        return PLANNED, False
    if group.tense == "cond":
        return _conditional(sentence, group, lexicon)
    if group.tense == "subj":
        return (ACTUAL if group.compound or _of_fact(sentence, group.first, lexicon) else HYPOTHETICAL), False
    return ACTUAL, False


def _of_fact(sentence: Sentence, first: int, lexicon: Lexicon) -> bool:
    """Whether the subjunctive is one of fact: « jusqu'à ce qu'un soldat tire », « bien que Rome proteste »."""
    before = " ".join(_words_before(sentence, first, FACT_REACH)).replace("' ", "'")
    return any(cue in before for cue in lexicon.cues["conjunctions_of_fact"])


def _conditional(sentence: Sentence, group: VerbGroup, lexicon: Lexicon) -> tuple[str, bool]:
    if any(_opens_condition(sentence, i, lexicon) for i in range(len(sentence.words))):
        return HYPOTHETICAL, False
    if not (group.compound and not group.passive) and reported_in_past(sentence, group.first, lexicon):
        return PLANNED, False
    return ACTUAL, True


def _opens_condition(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    """Whether « si » or « s'il » opens a condition, not an indirect question (« demander si ») or an adverb (« si grand »)."""
    word = sentence.words[index]
    after = sentence.words[index + 1] if index + 1 < len(sentence.words) else None
    if after is None or not (word.low in lexicon.cues["conditions"] or (word.low in IF and after.low in CONDITIONAL_SUBJECTS)):
        return False
    before = sentence.words[index - 1].low if index else ""
    if before in AS or (index and lexicon.is_verb(before, "said")):
        return False
    return before in EVEN or after.pos not in {"ADJ", "ADV"}


def _in_condition(sentence: Sentence, first: int, lexicon: Lexicon) -> bool:
    """Whether « si » opens the clause of the word `first`."""
    for i in range(first - 1, max(-1, first - 1 - CONDITION_REACH), -1):
        low = sentence.words[i].low
        if low in lexicon.cues["boundaries"] or low == ",":
            return False
        if _opens_condition(sentence, i, lexicon):
            return True
    return False


def reported_in_past(sentence: Sentence, first: int, lexicon: Lexicon) -> bool:
    """Whether the clause hangs on « que » behind a verb of saying in a past tense."""
    words = sentence.words
    que = next((i for i in range(first - 1, -1, -1) if words[i].low in THAT), None)
    if que is None:
        return False
    for i in range(que - 1, max(-1, que - 1 - CONDITION_REACH), -1):
        if lexicon.is_verb(words[i].low, "said") and words[i].pos not in {"NOUN", "PROPN"}:
            tags = {tag for _, tag in lexicon.forms.get(words[i].low, ())}
            return bool(tags & {"impf", "past", "part"})
    return False


def _infinitive(sentence: Sentence, group: VerbGroup, lexicon: Lexicon, depth: int) -> str:
    """The realis of an infinitive: from its preposition and the verb or noun that governs it."""
    lead = _words_before(sentence, group.first, NOUN_NEAR)
    negating = group.governor is not None and sentence.words[group.governor].low in lexicon.cues["negating_nouns"]
    if group.prep in WITHOUT or negating or _leads(lead, lexicon.cues["negative_lead"]):
        return NEGATED
    if group.prep in AFTER:
        return ACTUAL
    if _leads(lead, lexicon.cues["purpose"]) or _near(lead, lexicon.cues["planned_words"]):
        return PLANNED
    if _near(lead, lexicon.cues["hypothetical_words"]):
        return HYPOTHETICAL
    return HYPOTHETICAL if group.governor is None else _governed(sentence, group.governor, lexicon, depth)


def _governed(sentence: Sentence, governor: int, lexicon: Lexicon, depth: int) -> str:
    """What a governing verb says of its infinitive: « veut », « pourrait », « doit », « n'a pas pu », « continue à »."""
    low = sentence.words[governor].low
    lemmas = lexicon.lemmas(low)
    cues = lexicon.cues
    if not lemmas or depth == 0:
        return PLANNED if low in cues["planned_words"] else HYPOTHETICAL if low in cues["hypothetical_words"] else ACTUAL
    group = verb_group(sentence, governor, min(lemmas), lexicon)
    if group.negated and not lemmas & cues["never_negates"]:
        return NEGATED
    if lemmas & NEAR_FUTURE or lemmas & cues["duty_verbs"] or lemmas & cues["planned_verbs"] or lemmas & cues["said"] & ASKING:
        return PLANNED
    if lemmas & cues["hypothetical_verbs"]:
        return HYPOTHETICAL
    return _group_realis(sentence, group, lexicon, depth - 1)[0]


def _noun_realis(sentence: Sentence, trigger: Trigger, lexicon: Lexicon) -> str:
    cues, words = lexicon.cues, sentence.words
    before = _words_before(sentence, trigger.first, NOUN_NEAR)
    around = before[-3:] + [w.low for w in words[trigger.last + 1 : trigger.last + 1 + NOUN_NEAR + 1]]
    if _leads(before, cues["negative_lead"]):
        return NEGATED
    if (
        _leads(before, cues["hypothetical_lead"])
        or _near(around, cues["hypothetical_words"])
        or _in_condition(sentence, trigger.first, lexicon)
    ):
        return HYPOTHETICAL
    if _near(around, cues["planned_words"]):
        return PLANNED
    return _governing_verb(sentence, trigger, lexicon)


def _governing_verb(sentence: Sentence, trigger: Trigger, lexicon: Lexicon) -> str:
    """What the verb says whose subject or object the noun is."""
    word = sentence.words[trigger.head]
    if word.dep not in {"obj", "nsubj", "nsubj:pass"} or word.head == trigger.head:
        return ACTUAL
    lemmas = lexicon.lemmas(sentence.words[word.head].low)
    governor = sentence.words[word.head]
    if governor.pos not in {"VERB", "AUX"}:
        return ACTUAL
    group = verb_group(sentence, word.head, min(lemmas) if lemmas else governor.lemma, lexicon)
    if group.negated:
        return NEGATED
    return _group_realis(sentence, group, lexicon, CHAIN)[0] if group.tense in {"fut", "inf"} else ACTUAL


def _words_before(sentence: Sentence, first: int, count: int) -> list[str]:
    return [w.low for w in sentence.words[max(0, first - count) : first]]


def _near(lows: Iterable[str], cues: frozenset[str]) -> bool:
    return any(low in cues for low in lows)


def _leads(lows: Iterable[str], cues: frozenset[str]) -> bool:
    """Whether one of the cue phrases stands among the words before a trigger."""
    joined = " " + " ".join(lows) + " "
    return any(f" {cue} " in joined for cue in cues)
