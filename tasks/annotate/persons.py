"""The voice of person rules: civilities, initials, functions, given names, family names that stand first, appositions."""

import re
from collections.abc import Iterator

from tasks.annotate.candidates import Candidate, free_of
from tasks.annotate.knowledge import NamesKnowledge
from tasks.annotate.page import Page

CIVILITY_GAP = re.compile(r"\.?[ \u00a0\u202f]?")
NAME_GAP = re.compile(r"[ \u00a0\u202f]|[-‐‑]|['’]")
INITIAL_GAP = re.compile(r"\.[ \u00a0\u202f-]?")
COMMA = re.compile(r",[ \u00a0\u202f]")
SPACE = re.compile(r"[ \u00a0\u202f]")
LONGEST = 6
STARTERS = frozenset({"une", "un", "le", "la", "les", "il", "elle", "ils", "elles", "ce", "cette", "ces", "en", "pour", "dans", "de", "on"})
RANK_CIVILITY, RANK_TITLE, RANK_GIVEN, RANK_CONTEXT = 5, 15, 18, 25


def name_end(page: Page, first: int, knowledge: NamesKnowledge) -> int:
    """The last word of the capitalised run that starts at word `first`, particles inside it included."""
    last = at = first
    while at + 1 < len(page.words) and at - first < LONGEST:
        gap = page.gap(at)
        initial = len(page.words[at].text) == 1 and page.words[at].upper and INITIAL_GAP.fullmatch(gap)
        if not (NAME_GAP.fullmatch(gap) or initial):
            break
        word = page.words[at + 1]
        hyphened = gap in {"-", "‐", "‑"}
        if word.upper or (hyphened and at == last and word.text.isalpha()):
            last = at + 1
        elif word.folded not in knowledge.particles:
            break
        at += 1
    return last


def civil_names(page: Page, knowledge: NamesKnowledge) -> Iterator[Candidate]:
    """« M. Kim », « V. Poutine »: the civility or initial is part of the name; « MM. Trump et Kim » are two names."""
    for index, word in enumerate(page.words[:-1]):
        gap = page.gap(index)
        following = page.words[index + 1]
        if word.text in knowledge.civilities and CIVILITY_GAP.fullmatch(gap) and _may_start(page, index + 1, knowledge):
            yield _person(page, index, name_end(page, index + 1, knowledge), "title", "rule:civility", RANK_CIVILITY)
        elif word.text in knowledge.plural_civilities and CIVILITY_GAP.fullmatch(gap) and following.upper:
            yield from _coordinated(page, index + 1, knowledge)
        elif _is_initial(page, index) and following.upper and len(following.text) > 1 and not following.caps:
            yield _person(page, index, name_end(page, index + 1, knowledge), "name", "rule:initial", RANK_TITLE)


def _is_initial(page: Page, index: int) -> bool:
    """Whether the word is the first initial of a name: « V. Poutine », not the B of « Robert B. Abrams »."""
    word = page.words[index]
    if len(word.text) != 1 or not word.upper or not INITIAL_GAP.fullmatch(page.gap(index)) or "\n" in page.gap(index):
        return False
    if index and (page.text[word.start - 1 : word.start] in {"°", "-", "'", "’"} or page.words[index - 1].text.isdigit()):
        return False
    follows_name = index > 0 and page.words[index - 1].upper and page.tight(index - 1) and not page.opens[index - 1]
    return not follows_name and page.words[index + 1].folded not in STARTERS


def _may_start(page: Page, index: int, knowledge: NamesKnowledge) -> bool:
    word = page.words[index]
    return word.upper or (word.folded in knowledge.particles and index + 1 < len(page.words) and page.words[index + 1].upper)


def _coordinated(page: Page, first: int, knowledge: NamesKnowledge) -> Iterator[Candidate]:
    at = first
    while at < len(page.words) and page.words[at].upper:
        last = name_end(page, at, knowledge)
        yield _person(page, at, last, "name", "rule:civility_of_several", RANK_CIVILITY)
        if COMMA.fullmatch(page.gap(last)):
            at = last + 1
        elif last + 2 < len(page.words) and page.words[last + 1].folded == "et" and SPACE.fullmatch(page.gap(last)):
            at = last + 2
        else:
            return


def named_persons(page: Page, knowledge: NamesKnowledge, taken: list[Candidate]) -> Iterator[Candidate]:
    """Capitalised runs outside `taken` that a given name, a function before or behind, or a verb of speech shows to be people."""
    index = 0
    while index < len(page.words):
        if not _is_open(page, index, knowledge, taken):
            index += 1
            continue
        last = _trim(page, index, name_end(page, index, knowledge), taken)
        found = _evidence(page, index, last, knowledge)
        if found:
            rule, rank = found
            yield _person(page, index, last, "name", f"rule:{rule}", rank)
        index = last + 1


def _is_open(page: Page, index: int, knowledge: NamesKnowledge, taken: list[Candidate]) -> bool:
    word = page.words[index]
    if not word.upper or word.folded in knowledge.portfolios or not free_of(taken, word.start, word.end):
        return False
    if word.caps and len(word.text) > 2 and word.folded not in knowledge.given_names and not page.gap(index).startswith(" "):
        return False
    return not (page.opens[index] and word.folded in knowledge.common_words)


def _trim(page: Page, first: int, last: int, taken: list[Candidate]) -> int:
    """The last word of the run before a name that is already taken."""
    for index in range(first, last + 1):
        word = page.words[index]
        if not free_of(taken, word.start, word.end):
            return max(first, index - 1)
    return last


def _evidence(page: Page, first: int, last: int, knowledge: NamesKnowledge) -> tuple[str, int] | None:
    """The rule that shows words [first, last] to be a person, with its rank."""
    word, several = page.words[first], last > first
    if word.folded in knowledge.given_names and several:
        return "given_name", RANK_GIVEN
    if after_title(page, first, knowledge):
        return "function_before", RANK_TITLE
    if several and word.folded in knowledge.family_names_first and _asian(page, first, last):
        return "family_name_first", RANK_GIVEN
    if several and not page.words[last].caps and _before_function(page, last, knowledge):
        return "function_behind", RANK_CONTEXT
    if several and first and not page.words[last].caps and page.words[first - 1].folded in knowledge.speech and SPACE.fullmatch(page.gap(first - 1)):
        return "speech_before", RANK_CONTEXT
    return None


def _asian(page: Page, first: int, last: int) -> bool:
    return last - first <= 2 and all(len(page.words[i].text) <= 7 for i in range(first, last + 1))


def after_title(page: Page, first: int, knowledge: NamesKnowledge) -> bool:
    """Whether a function stands before the word, with only adjectives (or a comma) between: « le président russe X »."""
    at = first - 1
    while at >= 0 and first - at <= 4 and page.sentence[at] == page.sentence[first]:
        word = page.words[at]
        if not (SPACE.fullmatch(page.gap(at)) or (at == first - 1 and COMMA.fullmatch(page.gap(at))) or page.gap(at) == "-"):
            return False
        if word.folded in knowledge.titles:
            return not (at + 1 < first and page.gap(first - 1).startswith(","))or at < first - 1
        if not word.upper and (word.folded in knowledge.adjectives or _demonym(page, at, knowledge)):
            at -= 1
            continue
        return False
    return False


def _demonym(page: Page, index: int, knowledge: NamesKnowledge) -> bool:
    folded = page.words[index].folded
    demonyms = knowledge.gazetteer.demonyms
    joined = f"{page.words[index - 1].folded}-{folded}" if index else folded
    return folded in demonyms or joined in demonyms or any(d.startswith(f"{folded}-") for d in ()) or folded in {"nord", "sud"}


def _before_function(page: Page, last: int, knowledge: NamesKnowledge) -> bool:
    """Whether « , ministre … » or « , 45 ans » follows."""
    if last + 1 >= len(page.words) or not COMMA.fullmatch(page.gap(last)):
        return False
    following = page.words[last + 1]
    if following.text.isdigit() and last + 2 < len(page.words) and page.words[last + 2].folded == "ans":
        return True
    if following.folded in {"le", "la", "un", "une", "l", "son", "sa", "ancien", "ancienne", "actuel", "nouveau", "vice", "ex", "haut"} and last + 2 < len(page.words):
        following = page.words[last + 2]
    return following.folded in knowledge.titles and not following.upper


def _person(page: Page, first: int, last: int, form: str, voice: str, rank: int) -> Candidate:
    return Candidate(start=page.words[first].start, end=page.words[last].end, label="PER", form=form, voice=voice, rank=rank)
