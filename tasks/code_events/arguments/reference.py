"""Arguments once it is known whom pronouns stand for, who speaks in a judgement, and whom nobody addresses.

What belongs here: reference and speech for the arguments of one trigger. What does not: finding them in the sentence
(find.py), taking them from other tellings (implied.py).
"""

from collections.abc import Sequence
from dataclasses import replace

from tasks.code_events.acts.triggers import Trigger
from tasks.code_events.arguments.branches import Arguments
from tasks.code_events.grammar.sentence import Sentence
from tasks.code_events.lexicon.classes import ADDRESSED
from tasks.code_events.lexicon.load import Lexicon
from tasks.code_events.participants.coreference import Cast
from tasks.code_events.participants.parties import Party, countries
from tasks.code_events.participants.states import stands_for_state


def referring(
    sentence: Sentence, trigger: Trigger, arguments: Arguments, sources: Sequence[Party], cast: Cast, lexicon: Lexicon
) -> Arguments:
    """The arguments of a trigger as those whom they refer to; `sources` are those who vouch for it, already resolved."""
    resolved = _resolved(arguments, cast)
    return _outward(trigger, _spoken(sentence, trigger, resolved, sources, cast), lexicon)


def _resolved(arguments: Arguments, cast: Cast) -> Arguments:
    """Arguments with pronouns and descriptions resolved; a subject pronoun never is what its verb's object names."""
    recipients = tuple(p for party in arguments.recipients if party.kind != "pronoun" for p in cast.resolve(party))
    actors = tuple(p for party in arguments.actors for p in cast.resolve(party, countries(recipients)))
    pronouns = tuple(
        p for party in arguments.recipients if party.kind == "pronoun" for p in cast.resolve(party, countries(actors))
    )
    return replace(arguments, actors=actors, recipients=recipients + pronouns)


def _spoken(sentence: Sentence, trigger: Trigger, arguments: Arguments, sources: Sequence[Party], cast: Cast) -> Arguments:
    """In a judgement the source of the claim acts; those it names are its recipients, less the source's own country."""
    if not trigger.rule.judge:
        return arguments
    last_speaker = cast.before.speaker
    quoted = sentence.words[trigger.head].quoted
    speaker = list(sources[:1]) or (
        [replace(last_speaker, here=False, evidence="coreference")] if last_speaker and quoted else []
    )
    own = {p.country for p in speaker}
    actors, recipients = arguments.actors, arguments.recipients
    blamed = (*recipients, *actors) if trigger.rule.place == "quote" else (*actors, *recipients)
    return replace(arguments, actors=tuple(speaker), recipients=tuple(p for p in blamed if p.country not in own))


def _outward(trigger: Trigger, arguments: Arguments, lexicon: Lexicon) -> Arguments:
    """An act of speech is not addressed to the actor's own country, though « son pays » or « Moscou » stand in its content."""
    if trigger.rule.event_type not in ADDRESSED or trigger.rule.both:
        return arguments
    own, acting = countries(arguments.actors), {p.entity_id for p in arguments.actors}
    others = [p for p in arguments.recipients if p.entity_id is None or p.entity_id not in acting]
    return replace(arguments, recipients=tuple(p for p in others if p.country not in own or not _names_state(p, lexicon)))


def _names_state(party: Party, lexicon: Lexicon) -> bool:
    if party.kind in {"name", "place"}:
        return stands_for_state(party.entity_id, lexicon)
    return party.kind in {"adjective", "pronoun"} or party.role in lexicon.cues["country_nouns"]
