"""Parties: the noun phrases of a sentence that may act or be acted on, with country and sector.

What belongs here: reading noun phrases from names, adjectives of nationality and words for roles. What does not: who of
them acts in an event (roles.py), whom a pronoun stands for (memory.py).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tasks.code_events.lexicon import Lexicon
from tasks.code_events.text import Article, Mention, Sentence
from tasks.gazetteer.words import fold

NAME_REACH = 9
COMPLEMENT = 5
NOMINAL = frozenset(("NOUN", "ADP", "DET", "ADJ", "PROPN", "", "X"))
ARTICLES = frozenset(("l'", "le", "la", "les", "un", "une", "des"))
OF = frozenset(("de", "des", "du", "d'"))
APPOSING = frozenset((",", "m.", "mme", "le", "la", "l'", "général"))
INTERNATIONAL = frozenset(("UNO", "EUR", "IGO"))
STATE_KINDS = frozenset(("country", "capital", "seat"))


@dataclass(frozen=True, slots=True)
class Party:
    """Words [first, last] that stand for somebody; `head` is the word that other words govern.

    `kind`: name, place (a name of a place that does not act), people (« les Russes »), role (« le ministre »),
    adjective (« russe » beside a noun that is no actor), pronoun, pair (« les deux pays »). `body`: identifier, name and
    sector of the international body that a person acts for.
    """

    first: int
    last: int
    head: int
    kind: str
    entity_id: str | None = None
    name: str | None = None
    country: str | None = None
    sector: str | None = None
    role: str | None = None
    plural: bool = False
    body: tuple[str, str, str] | None = None

    @property
    def known(self) -> bool:
        """Whether it is somebody: an entity or a country, or people of a known kind."""
        return self.entity_id is not None or self.country is not None or self.sector is not None


@dataclass(frozen=True)
class Named:
    """What an article names: countries, and bodies by the first word of their name."""

    countries: frozenset[str]
    bodies: Mapping[str, Mention]


def find_parties(sentence: Sentence, lexicon: Lexicon, named: Named) -> list[Party]:
    """The parties of a sentence in their order."""
    atoms = _without_overlap(
        [
            *_names(sentence, lexicon),
            *_short_names(sentence, lexicon, named),
            *_aliases(sentence, lexicon, named),
            *_words(sentence, lexicon),
        ]
    )
    return list(_joined(sentence, atoms, lexicon))


def names_of(article: Article) -> Named:
    """What the article names."""
    mentions = [(s, m) for s in article.sentences for m in s.mentions]
    bodies: dict[str, Mention] = {}
    for sentence, mention in mentions:
        if mention.label == "ORG" and mention.last > mention.first and sentence.words[mention.first].capital:
            bodies.setdefault(sentence.words[mention.first].low, mention)
    return Named(frozenset(m.country for _, m in mentions if m.country), bodies)


def _short_names(sentence: Sentence, lexicon: Lexicon, named: Named) -> Iterator[Party]:
    """« le Conseil », where the article names the « Conseil de sécurité »."""
    for index, word in enumerate(sentence.words[1:], 1):
        if word.capital and word.low in named.bodies and sentence.words[index - 1].low in lexicon.cues["articles"] | {"au"}:
            full = name_party(sentence, named.bodies[word.low], lexicon)
            yield replace(full, first=index, last=index, head=index)


def _without_overlap(atoms: Sequence[Party]) -> list[Party]:
    kept: list[Party] = []
    for atom in atoms:
        if all(atom.last < k.first or atom.first > k.last for k in kept):
            kept.append(atom)
    return sorted(kept, key=lambda p: p.first)


def _names(sentence: Sentence, lexicon: Lexicon) -> Iterator[Party]:
    for mention in sentence.mentions:
        if mention.label != "MISC":
            yield name_party(sentence, mention, lexicon)


def name_party(sentence: Sentence, mention: Mention, lexicon: Lexicon) -> Party:
    """The party of a name: a country or seat of power stands for its government, another place does not act."""
    entry = lexicon.gazetteer.entries.get(mention.entity_id)
    state = entry is not None and entry.kind in STATE_KINDS
    sector = (entry.sector if entry else None) or ("GOV" if state else None)
    kind = "place" if mention.label == "LOC" and not state else "name"
    head = _head(sentence, mention.first, mention.last) if mention.last < len(sentence.words) else 0
    return Party(mention.first, mention.last, head, kind, mention.entity_id, mention.name, mention.country, sector)


def _aliases(sentence: Sentence, lexicon: Lexicon, named: Named) -> Iterator[Party]:
    for index, word in enumerate(sentence.words):
        for alias in lexicon.aliases.get(word.low, ()):
            last = index + len(alias.words) - 1
            if last >= len(sentence.words) or any(sentence.words[index + k].low != w for k, w in enumerate(alias.words)):
                continue
            if (alias.where is None or alias.where in named.countries) and any(
                w.capital for w in sentence.words[index + len(alias.words) - 1 : last + 1] or ()
            ):
                yield _of_country(Party(index, last, last, "name", sector="GOV"), alias.country, lexicon)


def _of_country(party: Party, country: str, lexicon: Lexicon) -> Party:
    known = lexicon.gazetteer.countries.get(country)
    return replace(party, country=country, entity_id=known.entity_id if known else None, name=known.name if known else None)


def _words(sentence: Sentence, lexicon: Lexicon) -> Iterator[Party]:
    for index, word in enumerate(sentence.words):
        low = word.low
        if low in lexicon.cues["third_person"] and word.pos in {"PRON", "", "X"} and low not in {"lui", "eux"}:
            yield Party(index, index, index, "pronoun", plural=low.endswith(("ils", "elles", "ceux-ci", "celles-ci")))
        elif (
            (word.quoted or low in {"nous", "je", "j'"})
            and low in {"nous", "je", "j'"}
            and word.dep in {"nsubj", "nsubj:pass", "", "expl:subj"}
        ):
            yield Party(index, index, index, "speaker")
        elif country := _demonym(sentence, index, lexicon):
            yield _national(sentence, index, country, lexicon)
        elif (sector := _sector(sentence, index, lexicon)) is not None:
            yield Party(index, index, index, "role", sector=sector, role=low, plural=low.endswith(("s", "x")))


def _demonym(sentence: Sentence, index: int, lexicon: Lexicon) -> str | None:
    word = sentence.words[index]
    if word.pos not in {"ADJ", "NOUN", "PROPN", "", "X", "VERB"}:
        return None
    countries = lexicon.gazetteer.demonyms.get(fold(word.low), ())
    return countries[0] if countries else None


def _national(sentence: Sentence, index: int, country: str, lexicon: Lexicon) -> Party:
    word = sentence.words[index]
    people = (
        word.capital and index > 0 and sentence.words[index - 1].low in lexicon.cues["determiners"] | lexicon.cues["noun_left"]
    )
    return Party(index, index, index, "people" if people else "adjective", country=country, plural=word.low.endswith("s"))


def _sector(sentence: Sentence, index: int, lexicon: Lexicon) -> str | None:
    word = sentence.words[index]
    nominal = word.pos in {"NOUN", "PROPN", "", "X"} or (word.pos in {"ADJ", "VERB"} and _stands_as_noun(sentence, index))
    if not nominal or (word.low in lexicon.cues["capital_roles"] and not word.capital):
        return None
    if word.low in lexicon.sectors:
        return lexicon.sectors[word.low]
    prefix, _, rest = word.low.rpartition("-")
    if prefix and rest in lexicon.sectors:
        return "ELI" if prefix == "ex" else lexicon.sectors[rest]
    return None


def _stands_as_noun(sentence: Sentence, index: int) -> bool:
    """« l'opposant », « un détenu », which a tagger may take for a verb: an article before and no noun behind."""
    behind = sentence.words[index + 1].pos if index + 1 < len(sentence.words) else ""
    return index > 0 and sentence.words[index - 1].low in ARTICLES and behind not in {"NOUN", "PROPN"}


def _head(sentence: Sentence, first: int, last: int) -> int:
    """The word of a span that a word outside governs; the last one where the parse says nothing."""
    outside = [i for i in range(first, last + 1) if not first <= sentence.words[i].head <= last]
    return outside[0] if outside and sentence.parsed else last


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
        yield party if party.entity_id or not party.country else _of_country(party, party.country, lexicon)


def _grown(sentence: Sentence, party: Party, atoms: Sequence[Party], index: int, lexicon: Lexicon) -> tuple[Party, int]:
    while index < len(atoms):
        link = _link(sentence, party, atoms[index], lexicon)
        if link is None:
            break
        party = replace(party, last=atoms[index].last) if link == "beside" else _merged(party, atoms[index])
        index += 1
    return party, index


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
    outside = lexicon.cues["boundaries"] | lexicon.cues["clause_openers"] | {"et", "par"}
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
    if prepositions == ["auprès"] and "," not in lows:
        return "beside"
    if prepositions and not (lows == ["en"] or "aux" in lows[-1:]):
        return None
    person = _person(sentence, other)
    if "," in lows:
        apposed = lows.count(",") == 1 and lows[-1] in APPOSING and person and not party.entity_id
        return "name" if apposed else None
    return None if party.entity_id and person else "name"


def _person(sentence: Sentence, party: Party) -> bool:
    return any(m.first == party.first and m.label == "PER" for m in sentence.mentions) or party.kind == "role"


def _merged(party: Party, other: Party) -> Party:
    """The phrase with one more part: a person's name identifies it, a country is kept once found."""
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
    if party.kind == "name" and party.country is None and party.entity_id and party.sector in INTERNATIONAL:
        return party.entity_id, party.name or "", party.sector
    return None


def _paired(sentence: Sentence, party: Party, lexicon: Lexicon) -> Party:
    """« les deux pays »: a pair, to be resolved from what was told before."""
    if party.kind != "role" or party.country is not None or sentence.words[party.head].low not in lexicon.cues["pair_words"]:
        return party
    before = {w.low for w in sentence.words[max(0, party.head - 2) : party.head]}
    return replace(party, kind="pair") if before & lexicon.cues["pair_numbers"] else party
