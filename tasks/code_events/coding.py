"""Coding articles: sentences with names and times → event mentions.

What belongs here: putting the parts together, sentence by sentence. What does not: any single decision (the other modules).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from schemas.events import EVENT_MENTIONS
from tasks.code_events.acts.triggers import Trigger, find_triggers
from tasks.code_events.arguments.branches import Roles
from tasks.code_events.arguments.find import find_roles
from tasks.code_events.arguments.implied import Draft, fill_implied
from tasks.code_events.attributes.attribution import Source, find_sources, sources_of
from tasks.code_events.attributes.dating import date_of
from tasks.code_events.attributes.places import place_of
from tasks.code_events.attributes.realis import is_only_aimed_at, realis_of
from tasks.code_events.decide.confidence import confidence_of
from tasks.code_events.decide.precedence import absorbed, future_type, wanted
from tasks.code_events.grammar.articles import read_articles
from tasks.code_events.grammar.relations import SUBJECTS
from tasks.code_events.grammar.sentence import Article, Sentence
from tasks.code_events.lexicon.event_types import ADDRESSED, COOPERATIVE
from tasks.code_events.lexicon.load import Lexicon
from tasks.code_events.lexicon.words import stem
from tasks.code_events.participants.coreference import Here, Memory
from tasks.code_events.participants.parties import STATE_KINDS, Party, countries, names_of
from tasks.code_events.participants.phrases import find_parties
from tasks.frames import frame_of

DASHES = frozenset(("-", "–", "—"))


def code_mentions(
    cleaned: pd.DataFrame,
    sentences: pd.DataFrame,
    tokens: pd.DataFrame,
    timexes: pd.DataFrame,
    quotations: pd.DataFrame,
    entities: pd.DataFrame,
    *,
    lexicon: Lexicon,
) -> pd.DataFrame:
    """The EVENT_MENTIONS of cleaned articles from their annotation tables and linked entities, sorted by article and trigger."""
    articles = read_articles(cleaned, sentences, tokens, timexes, quotations, entities)
    rows = [row for article in articles for row in code_article(article, lexicon)]
    unique = {(r["article_id"], r["trigger_start"], r["event_type"]): r for r in reversed(rows)}
    return frame_of(EVENT_MENTIONS, [unique[key] for key in sorted(unique)])


def code_article(article: Article, lexicon: Lexicon) -> Iterator[dict[str, Any]]:
    """The event mentions of one article as rows of EVENT_MENTIONS."""
    memory = Memory(lexicon.cues["country_nouns"])
    named = names_of(article)
    drafts: list[Draft] = []
    for sentence in article.sentences:
        if _is_subhead(sentence):
            continue
        parties = find_parties(sentence, lexicon, named)
        sources = find_sources(sentence, parties, lexicon)
        subjects = _subjects(sentence, parties)
        told = [
            p
            for source in sources
            for p in memory.resolve(source.party, Here(subjects, parties))
            if p.known and p.kind != "speaker"
        ]
        memory.speaker = told[0] if told else memory.speaker
        drafts += _drafts(sentence, parties, subjects, sources, memory, lexicon)
        memory.tell(parties, [*subjects, *told])
    heads = {(d.sentence.number, d.trigger.head) for d in drafts}
    for draft in fill_implied(drafts, lexicon):
        if wanted(draft) and not _aimed(draft, lexicon):
            others = [head for number, head in heads if number == draft.sentence.number and head != draft.trigger.head]
            yield _row(article, draft, others, lexicon)


def _aimed(draft: Draft, lexicon: Lexicon) -> bool:
    """Whether cooperation is only an aim, which is no agreement to it."""
    return draft.trigger.rule.event_type in COOPERATIVE and is_only_aimed_at(draft.sentence, draft.trigger, lexicon)


def _is_subhead(sentence: Sentence) -> bool:
    """Whether the sentence is a heading between dashes, as agencies set them: « - Reprise des essais - »."""
    return sentence.words[:1] != () and sentence.words[0].low in DASHES and sentence.words[-1].low in DASHES


def _subjects(sentence: Sentence, parties: Sequence[Party]) -> list[Party]:
    by_parse = [
        p
        for p in parties
        if sentence.words[p.head].dep in SUBJECTS and p.kind not in {"place", "adjective", "pronoun", "speaker"}
    ]
    return by_parse or [p for p in parties[:1] if p.kind in {"name", "role", "people"}]


def _drafts(
    sentence: Sentence,
    parties: Sequence[Party],
    subjects: Sequence[Party],
    sources: Sequence[Source],
    memory: Memory,
    lexicon: Lexicon,
) -> Iterator[Draft]:
    here = Here(subjects, parties)
    for trigger in absorbed(sentence, find_triggers(sentence, lexicon), lexicon):
        roles = _resolved(find_roles(sentence, trigger, parties, lexicon), memory, here)
        vouched = [p for source in sources_of(sentence, trigger, sources, lexicon) for p in memory.resolve(source, here)]
        roles = _outward(trigger, _spoken(sentence, trigger, roles, vouched, memory), lexicon)
        yield Draft(sentence, trigger, roles, tuple(vouched), tuple(parties))


def _row(article: Article, draft: Draft, others: list[int], lexicon: Lexicon) -> dict[str, Any]:
    sentence, trigger, roles = draft.sentence, draft.trigger, draft.roles
    realis, hedged = realis_of(sentence, trigger, lexicon)
    event_type, mode = future_type(trigger.rule, realis)
    when = date_of(article, sentence, trigger, others, realis, lexicon)
    where = place_of(sentence, trigger, {p.first for p in roles.actors}, lexicon)
    return {
        **_span(article, sentence, trigger),
        "event_type": event_type,
        "event_mode": mode,
        "contexts": contexts_of(sentence, lexicon),
        "realis": realis,
        "hedged": hedged,
        "attribution": sorted({p.entity_id for p in draft.vouched if p.entity_id}),
        "actors": _structs(roles.actors),
        "recipients": _structs(roles.recipients),
        "date_start": when.start,
        "date_end": when.end,
        "date_precision": when.precision,
        "date_source": when.source,
        "place_id": where.place_id,
        "place_name": where.name,
        "place_country": where.country,
        "latitude": where.latitude,
        "longitude": where.longitude,
        "place_precision": where.precision,
        "confidence": confidence_of(draft, realis, hedged=hedged),
    }


def contexts_of(sentence: Sentence, lexicon: Lexicon) -> list[str]:
    """The contexts whose words the sentence uses, sorted."""
    stems = {stem(w.low) for w in sentence.words} | {stem(w.lemma) for w in sentence.words if w.lemma}
    return sorted(context for context, words in lexicon.contexts.items() if not words.isdisjoint(stems))


def _resolved(roles: Roles, memory: Memory, here: Here) -> Roles:
    """Roles with pronouns and descriptions resolved; a subject pronoun never is what its verb's object names."""
    recipients = tuple(p for party in roles.recipients if party.kind != "pronoun" for p in memory.resolve(party, here))
    named = countries(p for p in recipients)
    actors = tuple(p for party in roles.actors for p in memory.resolve(party, here, named))
    pronouns = tuple(
        p for party in roles.recipients if party.kind == "pronoun" for p in memory.resolve(party, here, countries(actors))
    )
    return replace(roles, actors=actors, recipients=recipients + pronouns)


def _spoken(sentence: Sentence, trigger: Trigger, roles: Roles, vouched: Sequence[Party], memory: Memory) -> Roles:
    """In a judgement the source of the claim acts; those it names are its recipients, less the source's own country."""
    if not trigger.rule.judge:
        return roles
    quoted = sentence.words[trigger.head].quoted
    speaker = list(vouched[:1]) or ([memory.speaker] if memory.speaker and quoted else [])
    own = {p.country for p in speaker}
    blamed = (*roles.recipients, *roles.actors) if trigger.rule.place == "quote" else (*roles.actors, *roles.recipients)
    return replace(roles, actors=tuple(speaker), recipients=tuple(p for p in blamed if p.country not in own))


def _outward(trigger: Trigger, roles: Roles, lexicon: Lexicon) -> Roles:
    """An act of speech is not addressed to the actor's own country, though « son pays » or « Moscou » stand in its content."""
    if trigger.rule.event_type not in ADDRESSED or trigger.rule.both:
        return roles
    own, acting = countries(roles.actors), {p.entity_id for p in roles.actors}
    others = [p for p in roles.recipients if p.entity_id is None or p.entity_id not in acting]
    return replace(roles, recipients=tuple(p for p in others if p.country not in own or not _stands_for_state(p, lexicon)))


def _stands_for_state(party: Party, lexicon: Lexicon) -> bool:
    entry = lexicon.gazetteer.entries.get(party.entity_id or "")
    if party.kind in {"name", "place"}:
        return entry is not None and entry.kind in STATE_KINDS
    return party.kind in {"adjective", "pronoun"} or party.role in lexicon.cues["country_nouns"]


def _structs(parties: Iterable[Party]) -> list[Mapping[str, str | None]]:
    rows = [row for p in parties if p.known for row in _struct(p)]
    return list({(r["entity_id"], r["name"], r["country"], r["sector"]): r for r in rows}.values())


def _struct(party: Party) -> Iterator[dict[str, str | None]]:
    yield {"entity_id": party.entity_id, "name": party.name or party.role, "country": party.country, "sector": party.sector}
    if party.body is not None:
        entity_id, name, sector = party.body
        yield {"entity_id": entity_id, "name": name, "country": None, "sector": sector}


def _span(article: Article, sentence: Sentence, trigger: Trigger) -> Mapping[str, Any]:
    start, end = sentence.words[trigger.first].start, sentence.words[trigger.last].end
    return {
        "article_id": article.article_id,
        "sentence": sentence.number,
        "start": sentence.start,
        "end": sentence.end,
        "text": sentence.quote,
        "trigger_start": start,
        "trigger_end": end,
        "trigger": sentence.text[start:end],
        "rule_id": trigger.rule.rule_id,
    }
