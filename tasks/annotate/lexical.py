"""The voice of the gazetteer: names it knows, where the way they are written allows it."""

from collections.abc import Iterator, Sequence

from tasks.annotate.candidates import Candidate, free_of
from tasks.annotate.knowledge import NamesKnowledge
from tasks.annotate.page import HYPHENS, Page
from tasks.gazetteer.entries import Alias, Entry
from tasks.gazetteer.gazetteer import Gazetteer, Match

LONG, SURE, SHORT, WEAK = 10, 16, 30, 60
REACH = 24
PARTS = frozenset({"de", "du", "des", "d", "la", "le", "les", "l", "sur", "sous", "en", "lès", "lez", "aux", "et"})
PLACES = frozenset({"city", "places"})
ARTICLES = frozenset({"le", "la", "l", "du", "au"})


def known_names(page: Page, knowledge: NamesKnowledge) -> Iterator[Candidate]:
    """A candidate for each name of the gazetteer in the text, ranked by how little else it could be."""
    gazetteer = knowledge.gazetteer
    for match in gazetteer.matches(page.text, page.words):
        alias = _meant(page, match, gazetteer)
        entry = gazetteer.entries[alias.entity_id]
        rank = _rank(page, knowledge, match, alias, entry)
        if rank is not None and not (entry.label == "LOC" and _goes_on(page, match)):
            yield Candidate(
                start=page.words[match.first].start,
                end=page.words[match.last].end,
                label=entry.label,
                form="acronym" if _is_acronym(alias, entry) else "name",
                voice=f"gazetteer:{entry.kind}",
                rank=rank,
            )


def _meant(page: Page, match: Match, gazetteer: Gazetteer) -> Alias:
    """The alias of a match that is meant: of a person and a ship of one name the person, without hyphens and article.

    « selon Charles de Gaulle »; but « le Charles de Gaulle », « le Charles-de-Gaulle ».
    """
    people = [a for a in match.aliases if gazetteer.entries[a.entity_id].label == "PER"]
    others = [a for a in match.aliases if a not in people]
    if not people or not others or match.first == match.last:
        return match.aliases[0]
    before = page.words[match.first - 1].folded if match.first else ""
    hyphened = any(page.gap(index) in HYPHENS for index in range(match.first, match.last))
    return others[0] if hyphened or before in ARTICLES else people[0]


def _is_part_of_full_name(page: Page, knowledge: NamesKnowledge, match: Match) -> bool:
    """« Yvonne de Gaulle », « de Gaulle-Anthonioz »: the name of somebody else, which the known one is a part of."""
    before, behind = match.first - 1, match.last + 1
    given = before >= 0 and page.spaced(before) and page.words[before].folded in knowledge.people.given_names
    joined = behind < len(page.words) and page.gap(match.last) in HYPHENS and page.words[behind].upper
    return joined or (given and page.words[before].upper)


def _is_acronym(alias: Alias, entry: Entry) -> bool:
    return alias.acronym and alias.text != entry.name


def _rank(page: Page, knowledge: NamesKnowledge, match: Match, alias: Alias, entry: Entry) -> int | None:
    """How sure the match is; None where the words are more likely no name."""
    touched = _touches_capital(page, match)
    if match.first != match.last:
        if alias.weak:
            return WEAK if page.opens[match.first] or entry.kind == "city" else LONG
        part = entry.label == "PER" and _is_part_of_full_name(page, knowledge, match)
        return SHORT if part or (touched and entry.kind in PLACES) else LONG
    if _is_common(page, knowledge, match.first) and not alias.acronym:
        return None
    folded, people = page.words[match.first].folded, knowledge.people
    also_person = folded in people.given_names or folded in people.family_names_first
    if alias.weak or (also_person and entry.kind == "city"):
        return WEAK
    if (touched and not _is_state_before_name(page, match, entry)) or also_person or entry.kind == "city":
        return SHORT
    return SURE


def _goes_on(page: Page, match: Match) -> bool:
    """Whether a hyphen and a preposition or article follow: « Saint-Martin » of « Saint-Martin-de-Crau »."""
    behind = match.last + 1
    return page.gap(match.last) in HYPHENS and page.words[behind].folded in PARTS


def _is_state_before_name(page: Page, match: Match, entry: Entry) -> bool:
    """« le président de Serbie Milan X »: a country behind a preposition is complete, whoever is named behind it."""
    before = match.first - 1
    governed = before >= 0 and page.tight(before) and page.words[before].folded in {"de", "d", "du", "en", "au"}
    return entry.kind == "country" and governed and not page.words[before].upper and page.spaced(match.last)


def _is_common(page: Page, knowledge: NamesKnowledge, index: int) -> bool:
    """Whether a word that opens a sentence is a common word, and no capital elsewhere says otherwise."""
    folded = page.words[index].folded
    if not page.opens[index] or folded in page.capital:
        return False
    return folded in knowledge.common_words or (folded in page.lower and page.pos[index] != "PROPN")


def _touches_capital(page: Page, match: Match) -> bool:
    """Whether a capitalised word stands right before or behind: the match may be part of a longer name."""
    before, behind = match.first - 1, match.last + 1
    left = before >= 0 and page.tight(before) and page.words[before].upper and not page.opens[before]
    right = behind < len(page.words) and page.tight(match.last) and page.words[behind].upper
    return left or right


def weak_names(
    page: Page, knowledge: NamesKnowledge, known: Sequence[Candidate], taken: Sequence[Candidate]
) -> Iterator[Candidate]:
    """The weak ones among the known names outside `taken` whose context announces such a name: « à X », « le journal X »."""
    for candidate in known:
        if candidate.rank == WEAK and free_of(taken, candidate.start, candidate.end):
            pattern = knowledge.place_context if candidate.label == "LOC" else knowledge.body_context
            if pattern.search(page.text[max(0, candidate.start - REACH) : candidate.start]):
                yield candidate
