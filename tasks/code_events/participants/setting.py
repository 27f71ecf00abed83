"""Where a passage plays: the country whose police, courts, opposition and crowds are meant where nobody says whose.

What belongs here: the country of a passage. What does not: the place of an event (attributes/places.py), whom a party is (link).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import isclose

from tasks.code_events.grammar.sentence import Article, Mention, Sentence
from tasks.code_events.lexicon.closed_classes import words_of
from tasks.code_events.lexicon.load import Lexicon
from tasks.code_events.participants.parties import Party
from tasks.code_events.participants.states import stands_for_state

PLACE_ARTICLES = words_of("place_articles")
WHERE, PLACE, STATE, PERSON, NAME, WORD = 3.0, 1.5, 1.0, 0.5, 1.0, 0.7
"""What counts: a place told as where something is, another place, a state, a person, another name, a word with a country."""
TITLE, OUTLET = 2.0, 1.0
NEARNESS = 0.5
"""What a sentence counts for the next."""
LEAST_SHARE, LEAST_WEIGHT = 0.45, 1.0


def settings_of(article: Article, parties: Mapping[int, Sequence[Party]], lexicon: Lexicon) -> dict[int, str]:
    """For the sentences of an article, by number, the country that each plays in, where that is clear.

    What the article names in all counts, and more what it named last; the country of its outlet counts as if a sentence
    before the title named it.
    """
    outlet = article.country or lexicon.gazetteer.outlet_country(article.outlet, article.url)
    told = {s.number: _named(s, parties.get(s.number, ()), lexicon) for s in article.sentences}
    whole: dict[str, float] = defaultdict(float)
    for place, sentence in enumerate(article.sentences):
        for country, weight in told[sentence.number].items():
            whole[country] += weight * (TITLE if place == 0 else 1.0)
    near: dict[str, float] = defaultdict(float)
    if outlet is not None:
        whole[outlet] += OUTLET
        near[outlet] = OUTLET
    total = sum(whole.values())
    found: dict[int, str] = {}
    for sentence in article.sentences:
        near = defaultdict(float, {country: weight * NEARNESS for country, weight in near.items()})
        for country, weight in told[sentence.number].items():
            near[country] += weight
        here = sum(near.values())
        shares = {country: (near[country] / here if here else 0.0) + weight / total for country, weight in whole.items()}
        if (best := _first_alone(shares)) and shares[best] / 2 > LEAST_SHARE and whole[best] >= LEAST_WEIGHT:
            found[sentence.number] = best
    return found


def _first_alone(shares: Mapping[str, float]) -> str | None:
    """The country with the largest share; None where two have it."""
    best = max(shares.values(), default=0.0)
    first = [country for country, share in shares.items() if isclose(share, best)]
    return first[0] if len(first) == 1 else None


def _named(sentence: Sentence, parties: Sequence[Party], lexicon: Lexicon) -> dict[str, float]:
    """The countries that a sentence names with their weights."""
    weights: dict[str, float] = defaultdict(float)
    covered: set[int] = set()
    for mention in sentence.mentions:
        if mention.country:
            weights[mention.country] += _weight(sentence, mention, lexicon)
            covered |= set(range(mention.first, mention.last + 1))
    for party in parties:
        if party.country and party.head not in covered and party.kind in {"adjective", "people", "role", "name"}:
            weights[party.country] += WORD
    return weights


def _weight(sentence: Sentence, mention: Mention, lexicon: Lexicon) -> float:
    if mention.label == "PER":
        return PERSON
    if mention.label != "LOC":
        return NAME
    if is_where(sentence, mention, lexicon):
        return WHERE
    return STATE if stands_for_state(mention.entity_id, lexicon) else PLACE


def is_where(sentence: Sentence, mention: Mention, lexicon: Lexicon) -> bool:
    """Whether a preposition of place governs a name: « à Lyon », « dans la capitale », not « Lyon a refusé »."""
    before = [w.low for w in sentence.words[max(0, mention.first - 3) : mention.first]]
    while before and before[-1] in PLACE_ARTICLES:
        before.pop()
    return bool(before) and before[-1] in lexicon.cues["place_prepositions"]
