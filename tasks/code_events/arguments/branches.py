"""Where the parties of a sentence stand in the parse under one word, and the arguments that come of it.

What belongs here: branches of the parse. What does not: which branch acts in an event (verb_arguments.py, noun_arguments.py).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tasks.code_events.grammar.relations import INNER
from tasks.code_events.grammar.sentence import Sentence
from tasks.code_events.lexicon.closed_classes import complex_prepositions, words_of
from tasks.code_events.participants.parties import Party

ACTOR, DEPTH = "actor", 6
COMPLEX = complex_prepositions()
ASIDE = words_of("aside_nouns")
"""« sous l'égide de », « au large de »: whoever follows neither acts nor is acted on."""


@dataclass(frozen=True)
class Arguments:
    """Who acts and who is acted on."""

    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()

    def sides(self, role: str) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
        """The parties in a role (`argument_role`), and those opposite."""
        return (self.actors, self.recipients) if role == ACTOR else (self.recipients, self.actors)


@dataclass(frozen=True)
class Slot:
    """Where a party stands under a trigger: the relation and preposition of its branch, and how deep it lies in it."""

    party: Party
    relation: str
    case: str
    depth: int
    coordinated: bool


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
    if _behind_date(sentence, path):
        return Slot(party, "obj", "", 0, coordinated=False)
    inner = [words[i].dep for i in path[:-1]]
    if any(dep not in INNER for dep in inner):
        return None
    depth = sum(1 for dep in inner if dep not in {"conj", "appos", "flat", "flat:name"})
    return Slot(party, words[path[-1]].dep, case_of(sentence, path[-1]), depth, "conj" in inner)


def _behind_date(sentence: Sentence, path: Sequence[int]) -> bool:
    """« a accusé mardi Ankara »: a name without a preposition that the parse hangs on the date before it is the object."""
    if len(path) != 2:  # noqa: PLR2004
        return False
    at, above = path
    dated = any(t.first <= above <= t.last < at for t in sentence.timexes)
    return dated and sentence.words[above].head < above and not case_of(sentence, at)


def case_of(sentence: Sentence, index: int) -> str:
    """The preposition that governs a word: of its case child, else of the word before its phrase; empty if none."""
    for child in sentence.children.get(index, ()):
        word = sentence.words[child]
        if word.dep == "case":
            before = {w.low for w in sentence.words[max(0, child - 3) : child + 1]}
            complex_case = next((COMPLEX[low] for low in before if low in COMPLEX), None)
            return complex_case or word.low
    return ""


def best(found: Sequence[Slot]) -> list[Party]:
    """Of one branch the parties that lie least deep, with those coordinated with them."""
    if not found:
        return []
    depth = min(s.depth for s in found)
    relation = found[0].relation
    return [s.party for s in found if s.depth == depth and (s.relation == relation or s.coordinated or depth == 0)]


def phrase(sentence: Sentence, head: int, parties: Sequence[Party]) -> list[Party]:
    """The party whose phrase the word heads, or that lies in it."""
    direct = [p for p in parties if p.first <= head <= p.last]
    return direct or best([s for s in slots(sentence, head, parties) if s.relation in INNER])
