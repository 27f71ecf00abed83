"""Authors and agencies: from bylines and signatures taken out of the text, and from phrases that credit an agency.

What belongs here: names in credits. What does not: which lines are credits (furniture.py).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import or_

from tasks.clean.folding import folded, plain
from tasks.clean.hosts import outlet_key
from tasks.clean.judgement import BULLET, Judged, is_subhead
from tasks.clean.knowledge import Agency, CleaningKnowledge

SIGNED = frozenset({"byline", "agency_signature", "publication_line"})
NEAR = SIGNED | {"reading_time", "caption"}
SIGNED_DATE = re.compile(r"\W*[Pp]ar\s")
"""« Par Anne Martin, publié le 2 mars 2021 » names who wrote it."""
REMEMBERED = 1024
"""The same bylines stand under many articles: so many are kept."""
MARGIN = " -–—|·•,/"
"""What themes put between names and other things."""
LISTED = re.compile(r"\s*[;|]\s*")
"""What parts names for certain."""
PARTS = re.compile(
    r"\s?[,|(•·@&/]\s?|\s(?:avec|et|ET|pour|à|en|-)\s|\s(?:[Ll]e\s)?(?=\d)|\s(?:publié|Publié|mis à jour|Mis à jour)\b"
)


@dataclass(frozen=True, kw_only=True)
class Signatures:
    """Who is said to have written an article, the most trusted first.

    `declared`: by record and metadata; `signed`: by names that the page marks beside the headline; `bylines`: by what it marks as
    a byline. `outlets` are keys (hosts.outlet_key) of what is no author, but the outlet.
    """

    declared: Sequence[str] = ()
    signed: Sequence[str] = ()
    bylines: Sequence[str] = ()
    outlets: frozenset[str] = frozenset()


NOBODY = Signatures()
"""What texts without metadata say."""


def take_bylines(judged: Sequence[Judged], knowledge: CleaningKnowledge) -> None:
    """Take lines that hold a name alone: in the head if told twice or beside a credit or a date, and behind the last line."""
    prose = [place for place, line in enumerate(judged) if line.reason is None and line.is_prose]
    if not prose:
        return
    second = prose[1] if len(prose) > 1 else len(judged)
    for place in reversed(range(second)):
        line = judged[place]
        if line.reason in {None, "repeated_line"} and not line.is_prose and _is_signature(line.text, knowledge):
            beside = [judged[other] for other in (place - 1, place + 1) if 0 <= other < len(judged)]
            if any(other.reason in NEAR or folded(other.text) == folded(line.text) for other in beside):
                line.reason = "byline"
    _take_labels(judged[: prose[0]])
    last = next((line for line in reversed(judged) if line.reason is None), None)
    if last is not None and not last.is_prose and judged.index(last) > prose[-1] and _is_name(last.text, knowledge):
        last.reason = "byline"


def _take_labels(head: Sequence[Judged]) -> None:
    """Take what stands in one list with a byline or a date before the article: section, blog, number of comments."""
    listed = [line for line in head if line.text.startswith(BULLET) and not is_subhead(line.text)]
    if any(line.reason in SIGNED for line in listed):
        for line in listed:
            line.take("section_label")


def authors_named(told: Signatures, removed: Sequence[Judged], knowledge: CleaningKnowledge) -> list[str]:
    """The authors: those declared, else those that the page marks, then those of bylines, in order, each once.

    What is declared and no person's name counts only beside one, or where no person is named at all.
    """
    signed = find_authors(removed, knowledge)
    if told is NOBODY:
        return [name for name in signed if folded(name) not in knowledge.no_author]
    declared, marked = (_names(names, told.outlets, knowledge) for names in (told.declared, told.signed))
    if not any(persons_in(name, knowledge) for name in declared):
        bylines = [person for text in told.bylines for person in persons_in(text, knowledge)]
        persons = [person for name in marked for person in persons_in(name, knowledge)] or bylines
        declared = persons or (declared or marked if not signed else [])
    listed = [name for name in (*declared, *signed) if folded(name) not in knowledge.no_author]
    return list({folded(name): name for name in reversed(listed)}.values())[::-1]


def _names(texts: Iterable[str], outlets: frozenset[str], knowledge: CleaningKnowledge) -> list[str]:
    """The names that the texts hold, but for those of agencies and of the outlet, and what stands where a name is expected."""
    listed = [part for text in texts for part in LISTED.split(text) if part]
    parts = [part for part in listed if outlet_key(part) not in outlets]  # « Le Fil de la Vire » is no byline of « la Vire »
    names = [name for part in parts for name in (persons_in(part, knowledge) or (_without_lead(part, knowledge).strip(MARGIN),))]
    return [
        name
        for name in names
        if name
        and not any(map(str.isdigit, name))
        and not is_agency(name, knowledge)
        and folded(name) not in knowledge.no_author
        and outlet_key(name) not in outlets
    ]


def agencies_named(
    declared: Sequence[str], removed: Sequence[Judged], body: Sequence[Judged], knowledge: CleaningKnowledge
) -> list[str]:
    """The agencies: those of credits, and those that phrases of the text credit, each once."""
    return list(dict.fromkeys([*agencies_in(declared, removed, knowledge), *agencies_credited(body, knowledge)]))


def find_authors(judged: Iterable[Judged], knowledge: CleaningKnowledge) -> list[str]:
    """The names of persons in bylines, in order, each once."""
    found: dict[str, str] = {}
    for line in judged:
        is_signed = line.reason == "publication_line" and SIGNED_DATE.match(line.text)
        if (line.reason in {"byline", "agency_signature"} or is_signed) and not _is_slug(line.text):
            for name in persons_in(line.text, knowledge):
                found.setdefault(folded(name), name)
    return list(found.values())


@lru_cache(REMEMBERED)
def persons_in(text: str, knowledge: CleaningKnowledge) -> tuple[str, ...]:
    """The persons that a byline names: « Par Anne Martin et Paul Durand (avec AFP) » → Anne Martin, Paul Durand."""
    person = knowledge.fragments["person"]
    parts = [part.strip(f" :;(){MARGIN}") for part in PARTS.split(_without_lead(plain(text), knowledge))]
    parts = [
        part[found.end() :] if (found := SIGNED_DATE.match(part)) else part for part in parts
    ]  # « 3 mai 2021 | Par Anne Martin »
    named = (part if person.fullmatch(part) else part.strip(" .:;()") for part in parts)  # « Nicolas G. » keeps its dot
    return tuple(part for part in named if part and person.fullmatch(part) and not _names_other(part, knowledge))


def _without_lead(text: str, knowledge: CleaningKnowledge) -> str:
    """The text without what stands before a name: « Un reportage de », « Par »."""
    return knowledge.fragments["lead_in"].sub("", text, count=1)


def is_agency(name: str, knowledge: CleaningKnowledge) -> bool:
    """Whether the name is that of an agency, or holds one (« L'Estuaire avec AFP »)."""
    return knowledge.agency.search(name) is not None


def agencies_in(declared: Sequence[str], judged: Iterable[Judged], knowledge: CleaningKnowledge) -> list[str]:
    """The agencies that credits name, declared ones and lines of the text, in the order of knowledge/agencies.yaml."""
    lines = [line for line in judged if line.reason in SIGNED]
    signs = reduce(or_, (line.signs for line in lines), knowledge.literals.within(" ".join(declared)) if declared else 0)
    if not (known := _signed(signs, knowledge)):
        return []
    told = "\n".join(text.upper() if _is_slug(text) else text for text in (*declared, *(line.text for line in lines)))
    return [agency.name for agency in known if agency.pattern.search(told)]


def agencies_credited(body: Sequence[Judged], knowledge: CleaningKnowledge) -> list[str]:
    """The agencies that phrases of the text credit, as in « a déclaré à l'AFP »."""
    credited = _credited(reduce(or_, [line.signs for line in body], 0) & knowledge.credit_signs, knowledge)
    return [agency.name for agency in credited if any(_credits(line, agency) for line in body if agency.credit & line.signs)]


def _signed(signs: int, knowledge: CleaningKnowledge) -> tuple[Agency, ...]:
    """The agencies of which a text with these signs may hold the signature."""
    return _with_signs(signs & knowledge.agency_signs, knowledge)


@lru_cache(REMEMBERED)
def _with_signs(signs: int, knowledge: CleaningKnowledge) -> tuple[Agency, ...]:
    return tuple(agency for agency in knowledge.agencies if agency.sign & signs)


@lru_cache(REMEMBERED)
def _credited(signs: int, knowledge: CleaningKnowledge) -> tuple[Agency, ...]:
    """The agencies that a text with these signs may credit."""
    return tuple(agency for agency in knowledge.agencies if agency.credit & signs)


def _credits(line: Judged, agency: Agency) -> bool:
    return (
        agency.credited is not None
        and any(root in line.text for root in agency.roots)
        and agency.credited.search(line.text) is not None
    )


def _is_signature(text: str, knowledge: CleaningKnowledge) -> bool:
    """Whether the line holds names of persons, outlets or desks and nothing else."""
    bare = plain(text).rstrip(" .")
    return knowledge.fragments["persons"].fullmatch(bare) is not None and folded(bare) not in knowledge.places


def _is_name(text: str, knowledge: CleaningKnowledge) -> bool:
    """Whether the line holds names of persons and nothing else."""
    return _is_signature(text, knowledge) and not _names_other(plain(text).rstrip(" ."), knowledge)


def _names_other(name: str, knowledge: CleaningKnowledge) -> bool:
    """Whether what looks like a person's name is that of a country, an agency, an outlet or a desk."""
    known = folded(name)
    return known in knowledge.places or is_agency(name, knowledge) or not knowledge.no_person.isdisjoint(known.split())


def _is_slug(text: str) -> bool:
    return " " not in text and "/" in text
