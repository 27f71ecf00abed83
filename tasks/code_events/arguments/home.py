"""Parties without a country get that of the passage: « la police », « les grévistes », « l'opposition », a mayor nobody knows.

What belongs here: that one step. What does not: which country a passage plays in (participants/setting.py).
"""

from collections.abc import Iterable
from dataclasses import replace

from tasks.code_events.arguments.branches import Arguments
from tasks.code_events.lexicon.classes import AT_OWN_STATE, BY_OWN_STATE, INTERNATIONAL_SECTORS, STATELESS_SECTORS
from tasks.code_events.lexicon.load import Lexicon
from tasks.code_events.participants.parties import Party
from tasks.code_events.participants.states import stands_for_state

ABROAD = INTERNATIONAL_SECTORS | STATELESS_SECTORS
KINDS = frozenset(("role", "name", "people"))


def at_home(arguments: Arguments, country: str | None, event_type: str, lexicon: Lexicon) -> Arguments:
    """The arguments with the country of the passage where a party has none and its kind belongs to one."""
    actors, recipients = arguments.actors, arguments.recipients
    return replace(
        arguments,
        actors=tuple(party_at_home(p, "actor", recipients, country, event_type, lexicon) for p in actors),
        recipients=tuple(party_at_home(p, "recipient", actors, country, event_type, lexicon) for p in recipients),
    )


def party_at_home(
    party: Party, role: str, opposite: Iterable[Party], country: str | None, event_type: str, lexicon: Lexicon
) -> Party:
    """A party with the country of the passage if it has none and its kind belongs to one; `opposite`: the act's other side.

    Nobody gets the country that the other side of the act stands for as a state: whoever « tonne contre Pékin » may be of
    any country but, most likely, that one. Not so for acts that are done at one's own state, as protest, or by it to its own
    people, as an arrest.
    """
    foreign = party.sector in ABROAD or party.body is not None
    unknown = party.sector is None and party.kind != "name"
    if country is None or party.country or foreign or unknown or party.kind not in KINDS:
        return party
    within = AT_OWN_STATE if role == "actor" else BY_OWN_STATE
    if event_type not in within and any(p.country == country and stands_for_state(p.entity_id, lexicon) for p in opposite):
        return party
    return replace(party, country=country, evidence="setting" if party.evidence == "parse" else party.evidence)
