"""Who takes part in an act: each party that grammar, document or network propose gets a probability, and the likely ones stay.

What belongs here: evidence against evidence, by a logistic model whose weights were fitted on annotated text that neither the
rules nor the network were made with (party_weights.yaml). What does not: finding the parties (arguments/), what an event must
have (requirements.py).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from schemas.yaml_text import load_yaml
from tasks.code_events.acts.learned import LEARNED
from tasks.code_events.arguments.learned import LearnedParty, touches
from tasks.code_events.arguments.predication import Predication
from tasks.code_events.decide.logistic import chance_of, odds
from tasks.code_events.participants.parties import Party, countries
from tasks.proposals.labels import ROLES

PROPOSED, OTHER_ROLE = "proposed", "other_role"
"""Ways into a role beside the evidence of arguments: the network alone, or evidence for the other role."""
STRONG, WEAK = 0.5, 0.1


@dataclass(frozen=True)
class PartyWeights:
    """What each piece of evidence adds to the log-odds of a party in a role, by name; one that fitting never saw adds nothing.

    `grammar`: what is added where the grammar finds the party at a trigger of the lexicon, and taken off in the other role.
    `least`: by role the probability from which the likeliest party takes part; `beside`: from which others do with it.
    """

    actor: Mapping[str, float]
    recipient: Mapping[str, float]
    grammar: float
    least: Mapping[str, float]
    beside: float


@dataclass(frozen=True)
class Standing:
    """A party that may take part in a role, and the way that it came there."""

    party: Party
    way: str


@cache
def load_party_weights() -> PartyWeights:
    """Those of party_weights.yaml."""
    text = files("tasks.code_events").joinpath("decide", "party_weights.yaml").read_text(encoding="utf-8")
    return PartyWeights(**load_yaml(text))


def taking_part(telling: Predication) -> Predication:
    """The predication with those who probably take part, each with its probability."""
    actors, recipients = weighed_parties(telling).values()
    acting, acted_on = _likely("actor", _less(actors, recipients)), _likely("recipient", _less(recipients, actors))
    arguments = replace(
        telling.arguments,
        actors=_with_each_other(acting, acted_on, actors),
        recipients=_with_each_other(acted_on, acting, recipients),
    )
    return replace(telling, arguments=arguments)


def weighed_parties(telling: Predication) -> dict[str, list[Standing]]:
    """By role all who may take part in it, each with its probability as score."""
    return {role: _weighed(telling, role) for role in ROLES}


def standings(telling: Predication, role: str) -> list[Standing]:
    """Everybody who may take part in a role: by its own evidence, by the network, by evidence for the other role.

    Who judges an act is none of its actors, and acted on only where the grammar says so.
    """
    own, opposite = telling.arguments.sides(role)
    found = [Standing(party, party.evidence) for party in own if party.known]
    proposed = [one for one in telling.learned if one.role == role and one.party.known]
    for party, way in (*((p.party, PROPOSED) for p in proposed), *((p, OTHER_ROLE) for p in opposite if p.known)):
        if not any(_same(party, one.party) for one in found):
            found.append(Standing(party, way))
    return [one for one in found if _may_stand(telling, role, one)]


def _may_stand(telling: Predication, role: str, one: Standing) -> bool:
    judges = any(_same(one.party, judge) for judge in telling.onlookers)
    return not judges or (role != "actor" and one.way in {"parse", "order"})


def evidence_of_party(telling: Predication, role: str, standing: Standing) -> Mapping[str, float]:
    """The pieces of evidence for and against a party in a role, by the names of party_weights.yaml."""
    party, (_, opposite) = standing.party, telling.arguments.sides(role)
    here = _heard(telling, role, party)
    there = max((_heard(telling, other, party) for other in ROLES if other != role), default=0.0)
    heard = "unseen" if not telling.seen else "strong" if here > STRONG else "weak" if here > WEAK else "none"
    return {
        "one": 1.0,
        f"way_{standing.way}": 1.0,
        f"way_{standing.way}_{heard}": 1.0,
        "network": odds(here) if telling.seen else 0.0,
        "network_other_role": odds(there) if telling.seen else 0.0,
        f"kind_{party.kind}": 1.0,
        f"type_{telling.rule.event_type}": 1.0,
        "identified": float(party.identified),
        "both_roles": float(standing.way != OTHER_ROLE and any(_same(party, other) for other in opposite)),
        "nobody_opposite": float(not opposite),
        "country_opposite": float(party.country in countries(opposite)),
    }


def _weighed(telling: Predication, role: str) -> list[Standing]:
    return [replace(one, party=replace(one.party, score=_chance(telling, role, one))) for one in standings(telling, role)]


def _less(found: Sequence[Standing], opposite: Sequence[Standing]) -> list[Standing]:
    """Those who are not likelier in the other role; whom grammar or document put in both is in both."""
    return [one for one in found if not any(_same(one.party, other.party) and _outdoes(other, one) for other in opposite)]


def _outdoes(one: Standing, other: Standing) -> bool:
    return one.party.score > other.party.score and not ({one.way, other.way}.isdisjoint({PROPOSED, OTHER_ROLE}))


def _with_each_other(found: Sequence[Party], opposite: Sequence[Party], standing: Sequence[Standing]) -> tuple[Party, ...]:
    """With those whom the grammar puts in both roles and who take part in the other: « Paris et Rome ont scellé un accord ».

    Readers name them on one side or on both; a dyad needs both.
    """
    here = [one.party for one in standing if one.way not in {PROPOSED, OTHER_ROLE}]
    kept = [party for party in here if any(_same(party, one) for one in (*found, *opposite))]
    return (*(p for p in kept if not any(_same(p, one) for one in found)), *found) if kept else tuple(found)


def _likely(role: str, found: Sequence[Standing]) -> tuple[Party, ...]:
    """The likeliest, if it is likely enough, with others that are surer still; in their order."""
    weights = load_party_weights()
    best = max((one.party.score for one in found), default=0.0)
    return tuple(one.party for one in found if best >= weights.least[role] and one.party.score >= min(best, weights.beside))


def _chance(telling: Predication, role: str, standing: Standing) -> float:
    weights = load_party_weights()
    by_role: Mapping[str, float] = getattr(weights, role)
    evidence = {**evidence_of_party(telling, role, standing), "grammar": _by_grammar(telling, role, standing)}
    return chance_of({**by_role, "grammar": weights.grammar}, evidence)


def _by_grammar(telling: Predication, role: str, standing: Standing) -> float:
    """1 if the grammar finds the party in the role at a trigger of the lexicon, -1 if in the other role only, else 0."""
    if telling.trigger.evidence == LEARNED:
        return 0.0
    if standing.way not in {PROPOSED, OTHER_ROLE}:
        return 1.0
    _, opposite = telling.arguments.sides(role)
    return -float(any(_same(standing.party, other) for other in opposite))


def _heard(telling: Predication, role: str, party: Party) -> float:
    """The most probability that the network gives words of the party in a role."""
    return max((one.score for one in _of(telling, role, party)), default=0.0)


def _of(telling: Predication, role: str, party: Party) -> Iterator[LearnedParty]:
    for one in telling.learned:
        if one.role == role and (_same(one.party, party) or touches(telling.sentence, party, one.start, one.end)):
            yield one


def _same(one: Party, other: Party) -> bool:
    """Whether two parties are one: of one entity, or named by the same words."""
    by_entity = one.entity_id is not None and one.entity_id == other.entity_id
    by_name = one.named is not None and one.named == other.named
    by_place = one.here and other.here and (one.first, one.last) == (other.first, other.last)
    return by_entity or by_name or by_place
