"""Parties without a country get that of the passage: « la police », « les grévistes », « l'opposition », a mayor nobody knows.

What belongs here: that one step. What does not: which country a passage plays in (participants/setting.py).
"""

from dataclasses import replace

from tasks.code_events.arguments.branches import Arguments
from tasks.code_events.lexicon.classes import INTERNATIONAL_SECTORS
from tasks.code_events.participants.parties import Party

ABROAD = frozenset(("UAF", "REB", "REF"))
"""Sectors whose members have no country by where they act."""
KINDS = frozenset(("role", "name", "people"))


def at_home(arguments: Arguments, country: str | None) -> Arguments:
    """The arguments with the country of the passage where a party has none and its kind belongs to one."""
    if country is None:
        return arguments
    return replace(
        arguments,
        actors=tuple(_at_home(party, country) for party in arguments.actors),
        recipients=tuple(_at_home(party, country) for party in arguments.recipients),
    )


def _at_home(party: Party, country: str) -> Party:
    foreign = party.sector in INTERNATIONAL_SECTORS or party.sector in ABROAD or party.body is not None
    if party.country or foreign or party.sector is None or party.kind not in KINDS:
        return party
    return replace(party, country=country, evidence="setting" if party.evidence == "parse" else party.evidence)
