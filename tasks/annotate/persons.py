"""The voice of person rules: civilities, initials, functions, given names, family names that stand first, appositions."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tasks.annotate.candidates import Candidate, free_of
from tasks.annotate.knowledge import NamesKnowledge
from tasks.annotate.page import COMMA, HYPHENS, Page
from tasks.gazetteer.people import family_name_is_first
from tasks.gazetteer.words import split_words

CIVILITY_GAP = re.compile(r"\.?[ \u00a0\u202f]?")
NAME_GAP = re.compile(r"[ \u00a0\u202f]|[-‐‑]|['’]")
INITIAL_GAP = re.compile(r"\.[ \u00a0\u202f-]?")
SHORT_TITLE_GAPS = frozenset({" ", ". ", "\u00a0", ".\u00a0"})
LONGEST = 6
LONGEST_EAST_ASIAN = 3
TITLE_REACH = 5
MOST_OPENINGS = 2
RANK_CIVILITY, RANK_TITLE, RANK_GIVEN, RANK_CONTEXT = 5, 15, 18, 25


def name_end(page: Page, first: int, knowledge: NamesKnowledge) -> int:
    """The last word of the capitalised run that starts at word `first`, with particles, initials and hyphened parts inside."""
    last = at = first
    while at + 1 < len(page.words) and at - first < LONGEST:
        gap, word = page.gap(at), page.words[at + 1]
        initial = len(page.words[at].text) == 1 and page.words[at].upper and INITIAL_GAP.fullmatch(gap)
        if not (NAME_GAP.fullmatch(gap) or initial) or page.sentence[at + 1] != page.sentence[first]:
            break
        if word.upper or (gap in HYPHENS and at == last and word.text.isalpha()):
            last = at + 1
        elif word.folded not in knowledge.people.particles:
            break
        at += 1
    return last


def civil_names(page: Page, knowledge: NamesKnowledge) -> Iterator[Candidate]:
    """« M. Kim », « V. Poutine »: the civility or initial is part of the name; « MM. Trump et Kim » are two names."""
    people = knowledge.people
    for index, word in enumerate(page.words[:-1]):
        gap, following = page.gap(index), page.words[index + 1]
        if word.text in people.civilities and CIVILITY_GAP.fullmatch(gap) and _may_start(page, index + 1, knowledge):
            yield _person(page, index, name_end(page, index + 1, knowledge), "title", "rule:civility", RANK_CIVILITY)
        elif word.text in people.plural_civilities and CIVILITY_GAP.fullmatch(gap) and following.upper:
            yield from _coordinated(page, index + 1, knowledge)
        elif _is_initial(page, index, knowledge):
            last = name_end(page, _behind_initials(page, index), knowledge)
            yield _person(page, index, last, "name", "rule:initial", RANK_TITLE)


def ranked_names(page: Page, knowledge: NamesKnowledge) -> Iterator[Candidate]:
    """« le général de Villiers », « l'amiral de Grasse »: behind a rank or a title of nobility the particle is of the name."""
    for index in range(len(page.words) - 2):
        first = index + 1
        name = _behind_particles(page, first, knowledge)
        if name > first and page.spaced(index) and _is_rank_of(page, index, name, knowledge):
            yield _person(page, first, name_end(page, name, knowledge), "name", "rule:rank_before", RANK_TITLE)


def _behind_particles(page: Page, index: int, knowledge: NamesKnowledge) -> int:
    """The first word from `index` on that is no particle in lower case."""
    while index + 1 < len(page.words) and page.words[index].folded in knowledge.people.particles and not page.words[index].upper:
        if not NAME_GAP.fullmatch(page.gap(index)):
            break
        index += 1
    return index


def _is_rank_of(page: Page, index: int, name: int, knowledge: NamesKnowledge) -> bool:
    """Whether the word is a rank that names somebody, and no command over the place named behind it."""
    before = page.words[index - 1].folded if index and page.gap(index - 1) not in HYPHENS else ""
    adjective = before in knowledge.people.titles  # « directeur général »
    articles = not knowledge.people.articles.isdisjoint(w.folded for w in page.words[index + 1 : name])  # « de la Santé »
    if adjective or articles or not page.words[name].upper or page.words[name].caps:
        return False
    places = {e.kind for e in knowledge.gazetteer.named(page.quote(name, name_end(page, name, knowledge))) if e.label != "PER"}
    rank = {page.words[index].folded, page.compound(index)}
    if not rank.isdisjoint(knowledge.people.ranks):
        return places <= {"city"}
    return page.words[index].folded in knowledge.people.lesser_ranks and not places


def _is_initial(page: Page, index: int, knowledge: NamesKnowledge) -> bool:
    """Whether the word is the first initial of a name: « V. Poutine », « J.-P. Martin », not the B of « Robert B. Abrams »."""
    word, behind = page.words[index], _behind_initials(page, index)
    following = page.words[behind]
    if behind == index or not following.upper or len(following.text) == 1 or following.caps:
        return False
    if page.text[word.start - 1 : word.start] in set("°-'’.") or (index and page.words[index - 1].text.isdigit()):
        return False
    before = page.words[index - 1]
    follows_name = index > 0 and before.upper and page.tight(index - 1) and before.folded not in knowledge.common_words
    return not follows_name and following.folded not in knowledge.common_words


def _behind_initials(page: Page, index: int) -> int:
    """The first word from `index` on that is no initial with its point."""
    while (
        index + 1 < len(page.words)
        and len(page.words[index].text) == 1
        and page.words[index].upper
        and INITIAL_GAP.fullmatch(page.gap(index))
    ):
        index += 1
    return index


def _may_start(page: Page, index: int, knowledge: NamesKnowledge) -> bool:
    while index + 1 < len(page.words) and page.words[index].folded in knowledge.people.particles and not page.words[index].upper:
        index += 1
    return page.words[index].upper


def _coordinated(page: Page, first: int, knowledge: NamesKnowledge) -> Iterator[Candidate]:
    at = first
    while at < len(page.words) and page.words[at].upper:
        last = name_end(page, at, knowledge)
        yield _person(page, at, last, "name", "rule:civility_of_several", RANK_CIVILITY)
        if COMMA.fullmatch(page.gap(last)):
            at = last + 1
        elif last + 2 < len(page.words) and page.words[last + 1].folded == "et" and page.spaced(last):
            at = last + 2
        else:
            return


def named_persons(page: Page, knowledge: NamesKnowledge, taken: Sequence[Candidate]) -> Iterator[Candidate]:
    """Capitalised runs outside `taken` that a given name, a function before or behind, or a verb of speech shows to be people."""
    index = 0
    while index < len(page.words):
        if not _is_open(page, index, knowledge, taken):
            index += 1
            continue
        last = _trim(page, index, name_end(page, index, knowledge), taken)
        found = _evidence(page, index, last, knowledge)
        if found:
            first = _opening(page, index, knowledge, taken) if found[0] == "given_name" else index
            yield _person(page, first, last, "name", f"rule:{found[0]}", found[1])
        index = last + 1 if found else index + 1


def _is_open(page: Page, index: int, knowledge: NamesKnowledge, taken: Sequence[Candidate]) -> bool:
    """Whether a name may start at the word: it has a capital of its own and is neither taken nor inside a run."""
    word = page.words[index]
    if not word.upper or word.folded in knowledge.portfolios or not free_of(taken, word.start, word.end):
        return False
    if word.text in knowledge.people.short_titles:  # « son avocat Me X »
        return False
    people = knowledge.people
    if word.caps and word.folded not in people.given_names and word.folded not in people.family_names_first:
        return False
    return not (page.opens[index] and word.folded in knowledge.common_words)


def _opening(page: Page, index: int, knowledge: NamesKnowledge, taken: Sequence[Candidate]) -> int:
    """The first word of a name whose given name no list has, before one that it has: « Tarveline Jean-Philippe »."""
    first = index
    while first and index - first < MOST_OPENINGS and page.spaced(first - 1) and page.tight(first - 1):
        if not _is_open(page, first - 1, knowledge, taken) or not _may_be_given(page, first - 1, knowledge):
            break
        first -= 1
    return first


def _may_be_given(page: Page, index: int, knowledge: NamesKnowledge) -> bool:
    """Whether a word may be a given name: no function, adjective, noun of a body or place, and no part of a hyphened name."""
    word = page.words[index]
    if not word.upper or word.caps or not word.text.isalpha() or page.pos[index] not in {"PROPN", ""}:
        return False
    hyphened = index > 0 and page.gap(index - 1) in HYPHENS
    noun = word.folded in knowledge.people.titles | knowledge.common_words | knowledge.body_grammar.heads
    is_place = any(entry.label == "LOC" for entry in knowledge.gazetteer.named(word.text))
    return not (hyphened or noun or is_place or knowledge.is_adjective(word.folded))


def with_particles(page: Page, names: Sequence[Candidate], knowledge: NamesKnowledge) -> list[Candidate]:
    """The names, a family name alone with the particle that the full name in the article has: « De Villepin », « ben Salmane ».

    « de » in lower case is more often the preposition (« les amis de Villepin »).
    """
    full = {words for c in names if c.label == "PER" for words in _family_endings(page.text[c.start : c.end], knowledge)}
    starts = {page.words[i].start: i for i in range(len(page.words))}

    def opened(name: Candidate) -> Candidate:
        first = starts.get(name.start)
        if name.label != "PER" or first is None:
            return name
        at = first
        while at and page.words[at - 1].folded in knowledge.people.particles and NAME_GAP.fullmatch(page.gap(at - 1)):
            at -= 1
        words = [w.folded for w in split_words(page.text[page.words[at].start : name.end])]
        led = page.words[at]
        sure = led.upper or led.folded not in knowledge.people.prepositions
        return replace(name, start=led.start) if at < first and sure and tuple(words) in full else name

    grown = [opened(name) for name in names]
    spans = {(c.start, c.end) for c in grown} - {(c.start, c.end) for c in names}
    return [c for c in grown if not any(start <= c.start and c.end < end for start, end in spans)]  # no « Van » in Turkey


def _family_endings(name: str, knowledge: NamesKnowledge) -> Iterator[tuple[str, ...]]:
    """The folded ends of a full name that start with a particle of it: « de villepin », « van der bellen », « der bellen »."""
    words = [w.folded for w in split_words(name)]
    for place in range(1, len(words) - 1):
        if words[place] in knowledge.people.particles:
            yield tuple(words[place:])


def _trim(page: Page, first: int, last: int, taken: Sequence[Candidate]) -> int:
    """The last capitalised word of the run before a name that is already taken."""
    for index in range(first, last + 1):
        if not free_of(taken, page.words[index].start, page.words[index].end):
            last = max(first, index - 1)
            break
    while last > first and not (page.words[last].upper or page.gap(last - 1) in HYPHENS):
        last -= 1
    return last


def _evidence(page: Page, first: int, last: int, knowledge: NamesKnowledge) -> tuple[str, int] | None:
    """The rule that shows words [first, last] to be a person, with its rank."""
    word, several = page.words[first], last > first
    inside = bool(first) and page.tight(first - 1) and page.words[first - 1].upper and not page.opens[first - 1]
    if word.folded in knowledge.people.given_names and several and not page.words[last].caps:
        return ("given_name", RANK_GIVEN) if not inside or page.spaced(first - 1) else None
    if inside:
        return None
    if first and page.words[first - 1].folded in knowledge.people.family_nouns and page.spaced(first - 1):
        return "family_before", RANK_TITLE
    if after_title(page, first, knowledge) and not (word.caps and not several):
        return "function_before", RANK_TITLE
    return _evidence_for_several(page, first, last, knowledge) if several else None


def _evidence_for_several(page: Page, first: int, last: int, knowledge: NamesKnowledge) -> tuple[str, int] | None:
    """The rule that shows two words and more to be a person, with its rank."""
    words = page.words[first : last + 1]
    names = [w.folded for w in words if len(w.text) > 1 or w.upper]
    if len(names) <= LONGEST_EAST_ASIAN and family_name_is_first(names, knowledge.people):
        return "family_name_first", RANK_GIVEN
    if words[-1].caps and not all(w.caps for w in words):
        return None
    if _before_function(page, last, knowledge) and not _opens_with_place(page, first):
        return "function_behind", RANK_CONTEXT
    if first and page.words[first - 1].folded in knowledge.people.speech and page.spaced(first - 1):
        return "speech_before", RANK_CONTEXT
    return None


def after_title(page: Page, first: int, knowledge: NamesKnowledge) -> bool:
    """Whether a function stands before the word with only adjectives between: « le président russe X », « …, X » behind these."""
    at, people = first - 1, knowledge.people
    comma = at >= 0 and COMMA.fullmatch(page.gap(at)) is not None
    while at >= 0 and first - at <= TITLE_REACH and page.sentence[at] == page.sentence[first]:
        word, compound = page.words[at], page.compound(at)
        if at == first - 1 and word.text in people.short_titles and page.gap(at) in SHORT_TITLE_GAPS:
            return True
        if not (page.tight(at) or (comma and at == first - 1)):
            return False
        if (word.folded in people.titles or compound in people.titles) and not (word.upper and not page.opens[at]):
            return not comma or at < first - 1
        adjective = knowledge.is_adjective(word.folded) or knowledge.is_adjective(compound)
        if word.upper or not (adjective or page.gap(at) in HYPHENS):
            return False
        at -= 1
    return False


def _before_function(page: Page, last: int, knowledge: NamesKnowledge) -> bool:
    """Whether « , ministre … », « , le ministre … » or « , 45 ans » follows."""
    if last + 2 >= len(page.words) or not COMMA.fullmatch(page.gap(last)):
        return False
    following, titles = page.words[last + 1], knowledge.people.titles
    if following.text.isdigit():
        return page.words[last + 2].folded == "ans"
    if following.upper:
        return False
    near = [last + 1] if not page.tight(last + 1) else [last + 1, last + 2]
    return any(page.words[i].folded in titles or page.compound(i) in titles for i in near)


def _opens_with_place(page: Page, first: int) -> bool:
    """« À Saint-Jérôme, un homme a … »: what opens a sentence behind « à » is where something happens."""
    return first > 0 and page.opens[first - 1] and page.words[first - 1].folded == "a"


def _person(page: Page, first: int, last: int, form: str, voice: str, rank: int) -> Candidate:
    return Candidate(start=page.words[first].start, end=page.words[last].end, label="PER", form=form, voice=voice, rank=rank)
