"""The voice of the page: capitalised words that no list knows, read by where they stand. It speaks after all the others."""

from collections.abc import Iterator, Sequence

from tasks.annotate.announced import is_described, is_of_region, noun_label
from tasks.annotate.candidates import ANNOUNCED, Candidate, free_of
from tasks.annotate.knowledge import NamesKnowledge
from tasks.annotate.page import HYPHENS, Page

RANK = 28
LONGEST = 5
DEFINITE = frozenset({"le", "la", "les", "l", "du", "des", "au", "aux", "un", "une"})
APOSTROPHES = frozenset("'’")
MOST_NAMES = 3
LONGEST_ACRONYM = 8


def unlisted_names(page: Page, knowledge: NamesKnowledge, taken: Sequence[Candidate]) -> Iterator[Candidate]:
    """Capitalised runs outside `taken` with the label their surroundings suggest, where they suggest one."""
    index = 0
    while index < len(page.words):
        if not _starts(page, index, knowledge, taken):
            index += 1
            continue
        last = _run_end(page, index, taken)
        found = _announced(page, index, knowledge) or _placed(page, index, last, knowledge)
        found = found or (_several(page, index, last) if last > index else _single(page, index, knowledge))
        if found:
            label, rule = found
            form = "acronym" if last == index and page.words[index].caps else "name"
            yield Candidate(
                start=page.words[index].start, end=page.words[last].end, label=label, form=form, voice=rule, rank=RANK
            )
        index = last + 1


def _starts(page: Page, index: int, knowledge: NamesKnowledge, taken: Sequence[Candidate]) -> bool:
    word = page.words[index]
    if not word.upper or not free_of(taken, word.start, word.end):
        return False
    if word.folded in knowledge.portfolios or word.folded in knowledge.never:
        return False
    if page.opens[index]:
        is_other = word.folded in knowledge.common_words or word.folded in page.lower
        return not is_other and (page.pos[index] in {"PROPN", ""} or _placed(page, index, index, knowledge) is not None)
    is_name = word.folded not in knowledge.common_words or _announced(page, index, knowledge) is not None
    return is_name and page.pos[index] in {"PROPN", "", "X", "NOUN", "ADJ"}


def _announced(page: Page, first: int, knowledge: NamesKnowledge) -> tuple[str, str] | None:
    """A body or work whose noun stands right before it, be it a common word: « la revue Nature », « la coalition Unité »."""
    if not first or not page.spaced(first - 1) or page.words[first].folded in knowledge.gazetteer.demonyms:
        return None
    label, name = noun_label(page, first - 1, knowledge), page.words[first].text
    is_whole = name.isalpha() and len(name) > 1 and page.gap(first) not in APOSTROPHES  # « le journal Aujourd'hui »
    return (label, ANNOUNCED) if label in {"ORG", "MISC"} and is_whole else None


def _placed(page: Page, first: int, last: int, knowledge: NamesKnowledge) -> tuple[str, str] | None:
    """A town behind whose name a region stands in brackets: « Cercottes [Loiret] », « Tassilit [nord du Mali] ».

    Behind people stand countries and parties.
    """
    if first and page.gap(first - 1) in HYPHENS:
        return None
    is_town = is_of_region(page, last, knowledge) or is_described(page, last, knowledge)
    return ("LOC", "rule:region_in_brackets") if is_town else None


def _run_end(page: Page, first: int, taken: Sequence[Candidate]) -> int:
    last = first
    while last + 1 < len(page.words) and last - first < LONGEST and page.tight(last):
        word = page.words[last + 1]
        digits = word.text.isdigit() and page.gap(last) == "-"
        if not (word.upper or digits) or not free_of(taken, word.start, word.end):
            break
        last += 1
    return last


def _several(page: Page, first: int, last: int) -> tuple[str, str] | None:
    words = page.words[first : last + 1]
    if page.opens[first] and not page.words[first + 1].upper:
        return None
    spaced = any(page.spaced(i) for i in range(first, last))
    alphabetic = all(w.text.isalpha() and not w.caps for w in words)
    article = first > 0 and page.words[first - 1].folded in DEFINITE and page.tight(first - 1)
    before = page.words[first - 1] if first and page.tight(first - 1) and not page.opens[first - 1] else None
    if before and (before.upper or before.text[0].isdigit()):
        return None  # the rest of a longer name: « 911 Turbo S »
    return ("PER", "rule:two_capitals") if spaced and alphabetic and len(words) <= MOST_NAMES and not article else None


def _single(page: Page, index: int, knowledge: NamesKnowledge) -> tuple[str, str] | None:
    word = page.words[index]
    before = page.words[index - 1] if index and page.tight(index - 1) else None
    if before is None or not word.text.isalpha() or len(word.text) == 1:
        return None
    if word.caps:
        return ("ORG", "rule:acronym") if _is_acronym(page, index, knowledge) else None
    if page.opens[index]:
        return None
    if before.folded in knowledge.people.surname_nouns:
        return "PER", "rule:surname_noun"
    if word.folded in knowledge.people.given_names and page.pos[index] == "PROPN" and before.folded not in DEFINITE:
        return "PER", "rule:given_name_alone"
    return ("LOC", "rule:place_preposition") if before.text in {"à", "À"} else None


def _is_acronym(page: Page, index: int, knowledge: NamesKnowledge) -> bool:
    """Whether a word in capitals behind an article or « de » is a name of its own, not « la RD 964 »."""
    word, before = page.words[index], page.words[index - 1]
    people = knowledge.people
    civility = word.text in people.civilities or word.text in people.plural_civilities  # « de MM. X et Y »
    if civility or word.text in knowledge.common_acronyms or len(word.text) > LONGEST_ACRONYM or before.upper:
        return False
    numbered = index + 1 < len(page.words) and page.tight(index) and page.words[index + 1].text.isdigit()
    return before.folded in DEFINITE | {"d", "de", "que", "selon"} and not numbered
