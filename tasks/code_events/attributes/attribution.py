"""Attribution: whom a sentence names as the source of what it tells, and who speaks in its quotations.

What belongs here: finding sources. What does not: acts of speech that are events of their own (triggers).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tasks.code_events.acts.triggers import Trigger
from tasks.code_events.arguments.find import find_arguments
from tasks.code_events.grammar.relations import THAT
from tasks.code_events.grammar.sentence import Sentence, Word
from tasks.code_events.grammar.verb_groups import verb_group
from tasks.code_events.lexicon.closed_classes import words_of
from tasks.code_events.lexicon.load import Lexicon
from tasks.code_events.lexicon.rules import Rule
from tasks.code_events.participants.parties import Party

SAYING = Rule(rule_id="saying", kind="verb", words=tuple(words_of("saying")), event_type="CONSULT")
REACH = 6
ACCORDING, ACCORDING_TO = words_of("according"), words_of("according_to")
SPLIT, SPLIT_LEFT = words_of("according_split"), words_of("according_split_left")
VIEW_OF = words_of("view_of")


@dataclass(frozen=True)
class Source:
    """Somebody who is told to have said something: the party, and the saying word's index."""

    party: Party
    at: int


def find_sources(sentence: Sentence, parties: Sequence[Party], lexicon: Lexicon) -> list[Source]:
    """The sources that the sentence names, in order: subjects of verbs of saying, and « selon X », « d'après X »."""
    found = [*_subjects(sentence, parties, lexicon), *_according(sentence, parties)]
    return sorted(found, key=lambda s: s.at)


def _subjects(sentence: Sentence, parties: Sequence[Party], lexicon: Lexicon) -> list[Source]:
    found = []
    for index, word in enumerate(sentence.words):
        if word.quoted or word.pos not in {"VERB", "AUX", "", "X"} or not lexicon.is_verb(word.low, "said"):
            continue
        lemma = min(lexicon.lemmas(word.low) & lexicon.cues["said"])
        group = verb_group(sentence, index, lemma, lexicon)
        if group.passive or not (group.finite or group.tense == "ger"):
            continue
        arguments = find_arguments(
            sentence,
            Trigger(SAYING, index, index, index, group),
            [p for p in parties if not sentence.words[p.head].quoted],
            lexicon,
        )
        found += [Source(party, index) for party in arguments.actors if party.kind not in {"adjective", "place"}]
    return found


def _according(sentence: Sentence, parties: Sequence[Party]) -> list[Source]:
    words = sentence.words
    starts = [i + 1 for i in range(len(words)) if _opens_source(words, i)]
    # « Pour X, … » at the opening of a sentence gives X's view.
    starts += [1] if words and words[0].low in VIEW_OF else []
    found = []
    for start in starts:
        party = next((p for p in parties if start <= p.first < start + REACH), None)
        if party is not None and not any(w.low == "," for w in words[start : party.first]):
            found.append(Source(party, start - 1))
    return found


def _opens_source(words: Sequence[Word], at: int) -> bool:
    """Whether « selon » or « d'après », in one word or two, stands there."""
    low = words[at].low
    return low in ACCORDING_TO or (low in SPLIT and at > 0 and words[at - 1].low in SPLIT_LEFT)


def sources_of(sentence: Sentence, trigger: Trigger, sources: Sequence[Source]) -> list[Party]:
    """The sources that vouch for the trigger: it lies in their quotation or behind their « que », or is told « selon » them."""
    words, found = sentence.words, list[Party]()
    for source in sources:
        if source.at == trigger.head or source.party.first <= trigger.head <= source.party.last:
            continue
        according = words[source.at].low in ACCORDING
        said_that = source.at < trigger.head and any(w.low in THAT for w in words[source.at + 1 : trigger.head])
        inverted = source.party.first > source.at > trigger.head or (source.at > trigger.head and words[trigger.head].quoted)
        if according or said_that or inverted or (words[trigger.head].quoted and source.at < trigger.head):
            found.append(source.party)
    return found
