"""Parties without a country get that of the passage: « la police », « les grévistes », « l'opposition », a mayor nobody knows.

What belongs here: that one step. What does not: which country a passage plays in (participants/setting.py).
"""

from collections.abc import Iterable
from dataclasses import replace

from tasks.code_events.arguments.branches import Arguments
from tasks.code_events.lexicon.classes import AT_OWN_STATE, BY_OWN_STATE, INTERNATIONAL_SECTORS
from tasks.code_events.lexicon.load import Lexicon
from tasks.code_events.participants.parties import Party
from tasks.code_events.participants.states import stands_for_state

ABROAD = frozenset(("UAF", "REB", "REF"))
"""Sectors whose members have no country by where they act."""
KINDS = frozenset(("role", "name", "people"))


def at_home(arguments: Arguments, country: str | None, event_type: str, lexicon: Lexicon) -> Arguments:
    """The arguments with the country of the passage where a party has none and its kind belongs to one.

    Nobody gets the country that the other side of the act stands for as a state: whoever « tonne contre Pékin » may be of
    any country but, most likely, that one. Not so for acts that are done at one's own state, as protest, or by it to its own
    people, as an arrest.
    """
    if country is None:
        return arguments
    actors, recipients = arguments.actors, arguments.recipients
    others_act, others_suffer = event_type not in AT_OWN_STATE, event_type not in BY_OWN_STATE
    return replace(
        arguments,
        actors=actors if others_act and _is_state(recipients, country, lexicon) else _all_at_home(actors, country),
        recipients=recipients if others_suffer and _is_state(actors, country, lexicon) else _all_at_home(recipients, country),
    )


def _all_at_home(parties: Iterable[Party], country: str) -> tuple[Party, ...]:
    return tuple(_at_home(party, country) for party in parties)


def _is_state(parties: Iterable[Party], country: str, lexicon: Lexicon) -> bool:
    """Whether one of the parties is that country itself, by name, capital, seat or adjective."""
    return any(party.country == country and stands_for_state(party.entity_id, lexicon) for party in parties)


def _at_home(party: Party, country: str) -> Party:
    foreign = party.sector in INTERNATIONAL_SECTORS or party.sector in ABROAD or party.body is not None
    if party.country or foreign or party.sector is None or party.kind not in KINDS:
        return party
    return replace(party, country=country, evidence="setting" if party.evidence == "parse" else party.evidence)
