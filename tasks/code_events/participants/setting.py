"""Where a passage plays: the country whose police, courts, opposition and crowds are meant where nobody says whose.

What belongs here: the country of a passage. What does not: the place of an event (attributes/places.py), whom a party is (link).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from tasks.code_events.grammar.sentence import Article, Sentence
from tasks.code_events.lexicon.load import Lexicon
from tasks.code_events.participants.parties import Party
from tasks.code_events.participants.states import stands_for_state

PLACE, STATE, NAME, WORD = 1.5, 1.0, 1.0, 0.7
"""What a named place, a state, another name and a word with a country count."""
TITLE, OUTLET = 2.0, 1.0
NEARNESS = 0.75
"""What a sentence counts for the next."""
LEAST_SHARE, LEAST_WEIGHT = 0.5, 1.0


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
        best = max(sorted(shares), key=lambda country: shares[country], default=None)
        if best is not None and shares[best] / 2 > LEAST_SHARE and whole[best] >= LEAST_WEIGHT:
            found[sentence.number] = best
    return found


def _named(sentence: Sentence, parties: Sequence[Party], lexicon: Lexicon) -> dict[str, float]:
    """The countries that a sentence names with their weights."""
    weights: dict[str, float] = defaultdict(float)
    covered: set[int] = set()
    for mention in sentence.mentions:
        if mention.country:
            state = stands_for_state(mention.entity_id, lexicon)
            weights[mention.country] += STATE if state else PLACE if mention.label == "LOC" else NAME
            covered |= set(range(mention.first, mention.last + 1))
    for party in parties:
        if party.country and party.head not in covered and party.kind in {"adjective", "people", "role", "name"}:
            weights[party.country] += WORD
    return weights
