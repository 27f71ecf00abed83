"""Noun phrases: the parties of a sentence with what belongs to each taken together.

What belongs here: « le ministre russe de la Défense, Sergueï X » as one party. What does not: its parts (parties.py).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tasks.code_events.grammar.relations import AND, BY, OF, SUBJECTS
from tasks.code_events.grammar.sentence import Sentence
from tasks.code_events.lexicon.classes import INTERNATIONAL_SECTORS, STATE_SECTORS
from tasks.code_events.lexicon.closed_classes import words_of
from tasks.code_events.lexicon.load import Lexicon
from tasks.code_events.participants.parties import Named, Party, atoms_of, of_country
from tasks.code_events.participants.states import stands_for_state

NAME_REACH = 9
NO_SUBJECTS = frozenset(("place", "adjective", "pronoun", "speaker"))
NAMING = frozenset(("name", "role", "people"))
"""Kinds of parties."""
COMPLEMENT = 5
NOMINAL = frozenset(("NOUN", "ADP", "DET", "ADJ", "PROPN", "", "X"))
APPOSING = words_of("apposing")
BESIDE = words_of("beside")
OF_COUNTRY = words_of("of_country")
PLURAL_TO = words_of("plural_to")


def find_parties(sentence: Sentence, lexicon: Lexicon, named: Named) -> list[Party]:
    """The parties of a sentence in their order."""
    return list(_joined(sentence, _without_overlap(list(atoms_of(sentence, lexicon, named))), lexicon))


def subjects_of(sentence: Sentence, parties: Sequence[Party]) -> list[Party]:
    """The parties that are subjects by the parse, else the first one if it can be."""
    by_parse = [p for p in parties if sentence.words[p.head].dep in SUBJECTS and p.kind not in NO_SUBJECTS]
    return by_parse or [p for p in parties[:1] if p.kind in NAMING]


def _without_overlap(atoms: Sequence[Party]) -> list[Party]:
    kept: list[Party] = []
    for atom in atoms:
        if all(atom.last < k.first or atom.first > k.last for k in kept):
            kept.append(atom)
    return sorted(kept, key=lambda p: p.first)


def _joined(sentence: Sentence, atoms: Sequence[Party], lexicon: Lexicon) -> Iterator[Party]:
    """Parties with what belongs to one noun phrase taken together: « le ministre russe de la Défense, Sergueï X »."""
    index = 0
    while index < len(atoms):
        party = atoms[index]
        index += 1
        if party.kind == "role":
            party, index = _grown(sentence, party, atoms, index, lexicon)
        elif party.kind == "name" and _person(sentence, party) and index < len(atoms) and atoms[index].kind == "role":
            party, index = _apposed(sentence, party, atoms, index, lexicon)
        elif (
            party.kind == "adjective"
            and index < len(atoms)
            and atoms[index].kind == "name"
            and atoms[index].first == party.last + 1
        ):
            party, index = _merged(party, atoms[index]), index + 1
        party = _paired(sentence, party, lexicon)
        party = party if party.entity_id or party.name or not party.country else of_country(party, party.country, lexicon)
        yield replace(party, named=(sentence.words[party.first].start, sentence.words[party.last].end))


def _grown(sentence: Sentence, party: Party, atoms: Sequence[Party], index: int, lexicon: Lexicon) -> tuple[Party, int]:
    while index < len(atoms):
        link = _link(sentence, party, atoms[index], lexicon)
        if link is None:
            break
        party = _extended(sentence, party, atoms[index], link, lexicon)
        index += 1
    return party, index


def _extended(sentence: Sentence, party: Party, other: Party, link: str, lexicon: Lexicon) -> Party:
    """The phrase with the next atom. The country of whoever holds an office is the one that link knows of the person."""
    if link == "beside":
        return replace(party, last=other.last)
    if _belongs_to(sentence, party, other, lexicon):
        noun = sentence.words[party.head]
        return replace(party, last=other.last, country=party.country or other.country, name=sentence.text[noun.start : noun.end])
    merged = _merged(party, other)
    holder = party.sector in STATE_SECTORS and other.country is not None and _is_person(sentence, other)
    return replace(merged, country=other.country) if holder else merged


def _belongs_to(sentence: Sentence, party: Party, other: Party, lexicon: Lexicon) -> bool:
    """« les salariés de l'hôpital », « les habitants de Vire »: people of a body, place or person, who are not it.

    Those of a state or of a body of several states are known by it.
    """
    between = sentence.words[party.last + 1 : other.first]
    known_by_it = stands_for_state(other.entity_id, lexicon) or other.sector in INTERNATIONAL_SECTORS or other.body is not None
    led = other.kind in {"name", "place"} and bool(between) and between[0].low in OF
    return led and not known_by_it and sentence.words[party.head].low in lexicon.cues["belonging"]


def _is_person(sentence: Sentence, party: Party) -> bool:
    return any(m.first == party.first and m.label == "PER" for m in sentence.mentions)


def _apposed(sentence: Sentence, party: Party, atoms: Sequence[Party], index: int, lexicon: Lexicon) -> tuple[Party, int]:
    """A name with the role told behind a comma: « Sergueï X, ministre russe des Affaires étrangères »."""
    lows = [w.low for w in sentence.words[party.last + 1 : atoms[index].first]]
    if not lows or lows[0] != "," or len(lows) > 3 or not set(lows[1:]) <= lexicon.cues["articles"] | lexicon.cues["noun_left"]:  # noqa: PLR2004
        return party, index
    role, after = _grown(sentence, atoms[index], atoms, index + 1, lexicon)
    if role.country is not None and party.country is not None and role.country != party.country:
        return party, index
    return replace(
        party,
        last=role.last,
        country=party.country or role.country,
        sector=role.sector or party.sector,
        body=role.body or _body(role),
    ), after


def _link(sentence: Sentence, party: Party, other: Party, lexicon: Lexicon) -> str | None:
    """How the next atom belongs to the phrase of a role: as adjective, complement or name; None if it does not."""
    between = sentence.words[party.last + 1 : other.first]
    lows = [w.low for w in between]
    outside = lexicon.cues["boundaries"] | lexicon.cues["clause_openers"] | AND | BY
    if len(lows) > NAME_REACH or not outside.isdisjoint(lows) or any(w.pos in {"VERB", "AUX"} for w in between):
        return None
    prepositions = [low for low in lows if low in lexicon.cues["actor_blockers"]]
    if other.kind == "adjective":
        return _adjective_link(party, lows, [w.pos for w in between])
    if other.kind in {"name", "place"}:
        return _name_link(sentence, party, other, lows, prepositions)
    if other.kind == "role" and not prepositions and "," not in lows and not party.entity_id:
        return "role" if not lows or lows[0] in OF else None
    return None


def _adjective_link(party: Party, lows: Sequence[str], tags: Sequence[str]) -> str | None:
    plain = len(lows) <= 1 and not set(lows) & {*OF, ","}
    of_noun = 1 < len(lows) <= COMPLEMENT and lows[0] in OF and all(tag in NOMINAL for tag in tags)
    return "adjective" if (plain or of_noun) and party.country is None else None


def _name_link(sentence: Sentence, party: Party, other: Party, lows: Sequence[str], prepositions: Sequence[str]) -> str | None:
    if len(prepositions) == 1 and prepositions[0] in BESIDE and "," not in lows:
        return "beside"
    if prepositions and not (set(lows) == OF_COUNTRY or PLURAL_TO & set(lows[-1:])):
        return None
    person = _person(sentence, other)
    if "," in lows:
        apposed = lows.count(",") == 1 and lows[-1] in APPOSING and person and not party.entity_id
        return "name" if apposed else None
    return None if party.entity_id and person else "name"


def _person(sentence: Sentence, party: Party) -> bool:
    return _is_person(sentence, party) or party.kind == "role"


def _merged(party: Party, other: Party) -> Party:
    """The phrase with one more part: a name identifies it, a country is kept once found."""
    named = other.kind == "name" and other.entity_id is not None
    return replace(
        party,
        last=max(party.last, other.last),
        head=party.head if party.kind != "adjective" else other.head,
        kind=party.kind if party.kind != "adjective" else other.kind,
        entity_id=other.entity_id if named or party.entity_id is None else party.entity_id,
        name=other.name if named or party.name is None else party.name,
        country=party.country or other.country,
        sector=party.sector or other.sector,
        plural=party.plural,
        body=party.body or _body(party) or other.body or _body(other),
    )


def _body(party: Party) -> tuple[str, str, str] | None:
    """The international body that the party is; None for others."""
    if party.kind == "name" and party.country is None and party.entity_id and party.sector in INTERNATIONAL_SECTORS:
        return party.entity_id, party.name or "", party.sector
    return None


def _paired(sentence: Sentence, party: Party, lexicon: Lexicon) -> Party:
    """« les deux pays »: a pair, to be resolved from what was told before."""
    if party.kind != "role" or party.country is not None or sentence.words[party.head].low not in lexicon.cues["pair_words"]:
        return party
    before = {w.low for w in sentence.words[max(0, party.head - 2) : party.head]}
    return replace(party, kind="pair") if before & lexicon.cues["pair_numbers"] else party
