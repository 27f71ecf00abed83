"""Parties: the words of a sentence that stand for somebody, with country and sector.

What belongs here: names, adjectives of nationality and words for roles. What does not: noun phrases made of them
(phrases.py), who of them acts in an event (arguments/), whom a pronoun stands for (coreference.py).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from tasks.code_events.grammar.relations import SPEAKERS, SUBJECTS
from tasks.code_events.grammar.sentence import Article, Mention, Sentence
from tasks.code_events.lexicon.classes import FIGHTING_SECTORS, UNIDENTIFIED_SECTORS
from tasks.code_events.lexicon.closed_classes import endings_of, words_of
from tasks.code_events.lexicon.load import Lexicon
from tasks.code_events.participants.arms import is_anothers, is_of_arms
from tasks.code_events.participants.states import stands_for_state
from tasks.gazetteer.words import fold

ARTICLES = words_of("noun_articles")
SHORT_NAME_LEFT = words_of("short_name_left")
AMBIGUOUS_PRONOUNS = words_of("ambiguous_pronouns")
TOTAL_PRONOUNS = words_of("total_pronouns")
PLURAL_DETERMINERS = words_of("plural_determiners")
PLURAL_PRONOUNS = endings_of("plural_pronoun_endings")
PLURAL_NOUNS = endings_of("plural_endings")
FORMER = words_of("former")
(UNKNOWN_FIGHTERS,) = UNIDENTIFIED_SECTORS


@dataclass(frozen=True, slots=True)
class Party:
    """Words [first, last] that stand for somebody; `head` is the word that other words govern.

    `kind`: name, place (a name of a place that does not act), people (« les Russes »), role (« le ministre »),
    adjective (« russe » beside a noun that is no actor), pronoun, pair (« les deux pays »). `body`: identifier, name and
    sector of the international body that a person acts for. `named`: the characters of the article that name it, those of
    its antecedent where it is known from another phrase. As an argument: `here`: whether its words are of the act's own
    sentence; `evidence`: what it rests on (argument_evidence); `score`: how probable it is.
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
    named: tuple[int, int] | None = field(default=None, compare=False)
    here: bool = field(default=True, compare=False)
    evidence: str = field(default="parse", compare=False)
    score: float = field(default=1.0, compare=False)

    @property
    def identified(self) -> bool:
        """Whether it is an entity or has a country."""
        return self.entity_id is not None or self.country is not None

    @property
    def known(self) -> bool:
        """Whether it is somebody: identified, or people of a known kind."""
        return self.identified or self.sector is not None


@dataclass(frozen=True)
class Named:
    """What an article names: countries, and bodies by the first word of their name; the day of its publication."""

    countries: frozenset[str]
    bodies: Mapping[str, Mention]
    published: date | None = None


def names_of(article: Article) -> Named:
    """What the article names."""
    mentions = [(s, m) for s in article.sentences for m in s.mentions]
    bodies: dict[str, Mention] = {}
    for sentence, mention in mentions:
        if mention.label == "ORG" and mention.last > mention.first and sentence.words[mention.first].capital:
            bodies.setdefault(sentence.words[mention.first].low, mention)
    return Named(frozenset(m.country for _, m in mentions if m.country), bodies, article.published)


def atoms_of(sentence: Sentence, lexicon: Lexicon, named: Named) -> Iterator[Party]:
    """The words that stand for somebody, names first; they may overlap."""
    names = list(_names(sentence, lexicon, named))
    yield from (p for p in names if p.country or p.sector)
    yield from _periphrases(sentence, lexicon, named)
    yield from (p for p in names if not p.country and not p.sector)
    yield from _short_names(sentence, lexicon, named)
    yield from _words(sentence, lexicon, named)


def _short_names(sentence: Sentence, lexicon: Lexicon, named: Named) -> Iterator[Party]:
    """« le Conseil », where the article names the « Conseil de sécurité »."""
    for index, word in enumerate(sentence.words[1:], 1):
        if (
            word.capital
            and word.low in named.bodies
            and sentence.words[index - 1].low in lexicon.cues["articles"] | SHORT_NAME_LEFT
        ):
            full = name_party(sentence, named.bodies[word.low], lexicon, named.published)
            yield replace(full, first=index, last=index, head=index)


def _names(sentence: Sentence, lexicon: Lexicon, named: Named) -> Iterator[Party]:
    for mention in sentence.mentions:
        if mention.label != "MISC":
            yield name_party(sentence, mention, lexicon, named.published)


def name_party(sentence: Sentence, mention: Mention, lexicon: Lexicon, published: date | None) -> Party:
    """The party of a name: a country or seat of power stands for its government, another place does not act.

    `published`: the day of publication, for who is in office then.
    """
    entry = lexicon.gazetteer.entries.get(mention.entity_id)
    state = stands_for_state(mention.entity_id, lexicon)
    sector = (entry.sector if entry else None) or ("GOV" if state else None)
    kind = "place" if mention.label == "LOC" and not state else "name"
    head = head_of(sentence, mention.first, mention.last) if mention.last < len(sentence.words) else 0
    party = Party(mention.first, mention.last, head, kind, mention.entity_id, mention.name, mention.country, sector)
    return _in_office(party, lexicon, published)


def _in_office(party: Party, lexicon: Lexicon, published: date | None) -> Party:
    """A person with the body that he heads, an organ with its organisation: « le Conseil de sécurité » acts for the UN."""
    office = lexicon.gazetteer.body_headed(party.entity_id, published) if party.entity_id and published else None
    body_id = office or lexicon.parents.get(party.sector or "")
    body = lexicon.gazetteer.entries.get(body_id or "")
    if body is None or body.entity_id == party.entity_id or (office is None and party.country is not None):
        return party
    return replace(party, country=None, body=(body.entity_id, body.name, body.sector or "IGO"))


def _periphrases(sentence: Sentence, lexicon: Lexicon, named: Named) -> Iterator[Party]:
    for index, word in enumerate(sentence.words):
        for one in lexicon.gazetteer.periphrases.get(word.low, ()):
            last = index + len(one.words) - 1
            if last >= len(sentence.words) or any(sentence.words[index + k].low != w for k, w in enumerate(one.words)):
                continue
            longer = any(m.first <= index and m.last >= last and m.last - m.first > last - index for m in sentence.mentions)
            named_here = not longer and (one.where is None or one.where in named.countries)
            if named_here and (one.plain or _has_capital(sentence, index, last, lexicon)):
                yield of_country(Party(index, last, last, "name", sector="GOV"), one.country, lexicon)


def _has_capital(sentence: Sentence, first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether a word has a capital, an article or preposition at the head aside: « le Nord », « l'État hébreu »."""
    led = last > first and sentence.words[first].low in lexicon.cues["determiners"]
    return any(word.capital for word in sentence.words[first + led : last + 1])


def of_country(party: Party, country: str, lexicon: Lexicon) -> Party:
    """The party with a country, which names it where nothing else does."""
    known = lexicon.gazetteer.countries.get(country)
    return replace(party, country=country, entity_id=known.entity_id if known else None, name=known.name if known else None)


def _words(sentence: Sentence, lexicon: Lexicon, named: Named) -> Iterator[Party]:
    for index, word in enumerate(sentence.words):
        low = word.low
        if low in lexicon.cues["third_person"] and word.pos in {"PRON", "", "X"} and low not in AMBIGUOUS_PRONOUNS:
            yield Party(index, index, index, "pronoun", plural=low.endswith(PLURAL_PRONOUNS))
        elif low in TOTAL_PRONOUNS and word.dep in SUBJECTS:
            yield Party(index, index, index, "pronoun", plural=True)
        elif low in SPEAKERS and word.dep in {"nsubj", "nsubj:pass", "", "expl:subj"}:
            yield Party(index, index, index, "speaker")
        elif (country := _demonym(sentence, index, lexicon, named)) and not is_of_arms(sentence, index, lexicon):
            yield _national(sentence, index, country, lexicon)
        elif index and low in lexicon.cues["pair_words"] and sentence.words[index - 1].low in lexicon.cues["pair_numbers"]:
            yield Party(index, index, index, "role", role=low, plural=True)
        elif (sector := _sector(sentence, index, lexicon)) is not None:
            yield Party(index, index, index, "role", sector=sector, role=low, plural=low.endswith(PLURAL_NOUNS))
        elif (sector := _held_by(sentence, index, lexicon)) is not None:
            yield Party(index, index, index, "adjective", sector=sector, role=low, plural=low.endswith(PLURAL_NOUNS))


def _held_by(sentence: Sentence, index: int, lexicon: Lexicon) -> str | None:
    """The sector of the fighters whom an adjective behind what they hold means: « une base jihadiste »."""
    held = index > 0 and sentence.words[index].pos == "ADJ" and sentence.words[index - 1].low in lexicon.cues["holdings"]
    sector = lexicon.sectors.get(sentence.words[index].low) if held else None
    return sector if sector in FIGHTING_SECTORS else None


def _demonym(sentence: Sentence, index: int, lexicon: Lexicon, named: Named) -> str | None:
    """The country of an adjective or noun of nationality; of several the one that the article names, if it names one only."""
    word = sentence.words[index]
    if word.pos not in {"ADJ", "NOUN", "PROPN", "", "X", "VERB"}:
        return None
    countries = lexicon.gazetteer.demonyms.get(fold(word.low), ())
    if len(countries) > 1:  # « congolais » is of two countries
        countries = tuple(country for country in countries if country in named.countries)
    return countries[0] if len(countries) == 1 else None


def _national(sentence: Sentence, index: int, country: str, lexicon: Lexicon) -> Party:
    word = sentence.words[index]
    people = (
        word.capital and index > 0 and sentence.words[index - 1].low in lexicon.cues["determiners"] | lexicon.cues["noun_left"]
    )
    return Party(index, index, index, "people" if people else "adjective", country=country, plural=word.low.endswith("s"))


def _sector(sentence: Sentence, index: int, lexicon: Lexicon) -> str | None:
    word = sentence.words[index]
    nominal = word.pos in {"NOUN", "PROPN", "", "X"} or (word.pos in {"ADJ", "VERB"} and _stands_as_noun(sentence, index))
    unlike_role = word.low in lexicon.cues["capital_roles"] and not word.capital
    if not nominal or unlike_role or is_anothers(sentence, index, lexicon):
        return None
    if _is_in_set_phrase(sentence, index, lexicon) or (word.low in lexicon.cues["country_nouns"] and _is_plural(sentence, index)):
        return None
    if _bears_arms(sentence, index, lexicon):
        return UNKNOWN_FIGHTERS
    if word.low in lexicon.sectors:
        return lexicon.sectors[word.low]
    prefix, _, rest = word.low.rpartition("-")
    if prefix and rest in lexicon.sectors:
        return "ELI" if prefix in FORMER else lexicon.sectors[rest]
    return None


def _is_in_set_phrase(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    """« en cours », « chefs d'accusation »: with the word before, or with one or two behind."""
    lows = [word.low for word in sentence.words[max(0, index - 1) : index + 3]]
    here = min(index, 1)
    around = {" ".join(lows[: here + 1]), " ".join(lows[here : here + 2]), " ".join(lows[here : here + 3])}
    return not around.isdisjoint(lexicon.cues["set_phrases"])


def _is_plural(sentence: Sentence, index: int) -> bool:
    """« près de 200 pays », whose form does not tell: by its features, else by the word before."""
    word, before = sentence.words[index], sentence.words[index - 1 : index]
    return "Number=Plur" in word.morph or any(one.low in PLURAL_DETERMINERS for one in before)


def _bears_arms(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    """« des hommes lourdement armés », « un individu cagoulé »: people whom nobody knows."""
    behind = (w.low for w in sentence.words[index + 1 :])
    return sentence.words[index].low in lexicon.cues["bearers"] and (
        next((low for low in behind if low not in lexicon.cues["bearing_adverbs"]), "") in lexicon.cues["bearing"]
    )


def _stands_as_noun(sentence: Sentence, index: int) -> bool:
    """« l'opposant », « cent civils lundi », which a tagger takes for a verb or adjective: a determiner or number before it.

    Behind it there is no noun, unless that is a time.
    """
    behind = sentence.words[index + 1].pos if index + 1 < len(sentence.words) else ""
    is_noun_behind = behind in {"NOUN", "PROPN"} and not any(timex.first == index + 1 for timex in sentence.timexes)
    return index > 0 and _is_counted(sentence, index) and not is_noun_behind


def _is_counted(sentence: Sentence, index: int) -> bool:
    before = sentence.words[index - 1]
    return before.low in ARTICLES or (before.pos == "NUM" and _is_plural(sentence, index))


def head_of(sentence: Sentence, first: int, last: int) -> int:
    """The word of a span that a word outside governs; the last one where the parse says nothing."""
    outside = [i for i in range(first, last + 1) if not first <= sentence.words[i].head <= last]
    return outside[0] if outside and sentence.parsed else last


def any_identified(parties: Iterable[Party]) -> bool:
    """Whether one of the parties is an entity or has a country."""
    return any(p.identified for p in parties)


def countries(parties: Iterable[Party]) -> frozenset[str]:
    """The countries of parties."""
    return frozenset(p.country for p in parties if p.country)


def rests_on(evidence: str, parties: Iterable[Party]) -> list[Party]:
    """The parties as arguments that rest on that evidence."""
    return [replace(p, evidence=evidence) for p in parties]
