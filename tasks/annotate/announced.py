"""What the noun before or behind a name says it is: « le parti israélien X », « la localité de X », « X, filiale de Y »."""

from tasks.annotate.candidates import CLOSING
from tasks.annotate.knowledge import NamesKnowledge
from tasks.annotate.page import COMMA, SPACES, Page

QUOTE_GAPS = frozenset({' "', " «", " “", " « ", " «\u00a0", " «\u202f"})
OF = frozenset({"de", "d", "du", "des"})
COPULAS = frozenset({"est", "etait"})
INDEFINITE = frozenset({"un", "une"})
MOST_ADJECTIVES = 3
LONGEST_COMPLEMENT = 7
OPENING_BRACKETS = frozenset(space + bracket for space in ("", " ", "\u00a0", "\u202f") for bracket in CLOSING)
REGIONS = frozenset({"places", "region"})
NOMINAL = frozenset({"NOUN", "ADJ", "ADP", "DET", ""})


def announced_label(page: Page, first: int, last: int, knowledge: NamesKnowledge) -> str | None:
    """The label that a noun right before words [first, last] announces; None where none does.

    Adjectives may stand between, « de » behind a noun of places, and, before one word, a complement of the noun
    (« le parti de gauche X »). A name of several words behind a noun without « de » may be somebody's: there only bodies and
    works are announced.
    """
    at = first - 1
    if at < 0 or not _follows(page, at) or page.words[at].upper:
        return None
    if page.words[at].folded in OF and at:
        is_place = page.words[at - 1].folded in knowledge.places_of or _before_adjectives(page, at - 1, knowledge) == "LOC"
        return "LOC" if is_place else None
    label = _before_adjectives(page, at, knowledge)
    if label is None and first == last:
        label = _behind_complement(page, at, knowledge)
    return None if label == "LOC" and first < last else label


def appositive_label(page: Page, last: int, knowledge: NamesKnowledge) -> str | None:
    """The label that an apposition or predicate without a definite article gives the name that ends at word `last`, if any.

    « X, filiale de Y », « X est une petite ville »: with « la » it may be the next of a list.
    """
    at = last + 1
    if page.spaced(last) and page.words[at].folded in COPULAS and page.spaced(at):
        at += 1
    elif not COMMA.fullmatch(page.gap(last)):
        return None
    for _ in range(MOST_ADJECTIVES):
        if page.sentence[at] != page.sentence[last] or page.words[at].upper:
            return None
        if page.pos[at] == "NOUN" and (label := noun_label(page, at, knowledge)):
            return label
        opens = page.words[at].folded in INDEFINITE or page.pos[at] == "ADJ"
        if not opens or not page.tight(at):
            return None
        at += 1
    return None


def is_of_region(page: Page, last: int, knowledge: NamesKnowledge) -> bool:
    """Whether a bracket behind the name that ends at word `last` holds a region: « Cercottes [Loiret] »."""
    region = _bracket_behind(page, last)
    found = [entry for entry in knowledge.gazetteer.named(region) if entry.kind in REGIONS] if region else []
    return bool(found) and found[0].label == "LOC"


def is_described(page: Page, last: int, knowledge: NamesKnowledge) -> bool:
    """Whether a bracket behind the name says where it lies: « Tassilit [nord du Mali] ». That is said of nobody."""
    bracket = _bracket_behind(page, last)
    found = knowledge.within.match(bracket) if bracket else None
    return found is not None and any(entry.label == "LOC" for entry in knowledge.gazetteer.named(bracket[found.end() :]))


def _bracket_behind(page: Page, last: int) -> str:
    """What a bracket behind word `last` says, up to a comma; empty where there is none."""
    gap = page.gap(last)
    if gap not in OPENING_BRACKETS:
        return ""
    return page.text[page.words[last + 1].start :].partition(CLOSING[gap[-1]])[0].partition(",")[0]


def _follows(page: Page, at: int) -> bool:
    """Whether a space, and perhaps an opening quotation mark, parts the word from the next of its sentence."""
    gap = page.gap(at)
    return page.tight(at) or ((gap in SPACES or gap in QUOTE_GAPS) and page.sentence[at] == page.sentence[at + 1])


def _before_adjectives(page: Page, at: int, knowledge: NamesKnowledge) -> str | None:
    """What the noun at word `at`, or before the adjectives that end there, announces."""
    for _ in range(MOST_ADJECTIVES + 1):
        if at < 0 or page.words[at].upper:
            return None
        if label := noun_label(page, at, knowledge):
            return label
        adjective = page.pos[at] == "ADJ" or knowledge.is_adjective(page.compound(at))
        if not adjective or at == 0 or not page.tight(at - 1):
            return None
        at -= 1
    return None


def noun_label(page: Page, head: int, knowledge: NamesKnowledge) -> str | None:
    """The label that the noun at word `head` announces; with its accents: « le comté de X » is a place, « le comte de X » not."""
    noun = page.words[head].text.lower()
    return next((label for label, nouns in knowledge.announcing.items() if noun in nouns), None)


def _behind_complement(page: Page, at: int, knowledge: NamesKnowledge) -> str | None:
    """What a noun before « de … » announces, if no place: « le groupe de défense X », « le navire de soutien X »."""
    seen = False
    for index in range(at, max(-1, at - LONGEST_COMPLEMENT), -1):
        word = page.words[index]
        if word.upper or page.pos[index] not in NOMINAL or (index < at and not page.tight(index)):
            return None
        label = noun_label(page, index, knowledge) if seen else None
        if label:
            return label if label != "LOC" else None
        seen = seen or word.folded in OF
    return None
