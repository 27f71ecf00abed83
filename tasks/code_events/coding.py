"""Coding articles: sentences with names and times → candidates, mentions of events and their arguments.

What belongs here: the way through the rooms. What does not: any single decision (the rooms).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

import pandas as pd

from schemas.events import EVENT_ARGUMENTS, EVENT_CANDIDATES, EVENT_MENTIONS
from tasks.code_events.acts.genre import Reading, is_private, reading_of
from tasks.code_events.acts.learned import proposed
from tasks.code_events.acts.triggers import propose
from tasks.code_events.arguments.branches import Arguments
from tasks.code_events.arguments.find import find_arguments
from tasks.code_events.arguments.home import at_home, party_at_home
from tasks.code_events.arguments.implied import fill_implied
from tasks.code_events.arguments.learned import LearnedParty, Stage, learned_parties, with_heard_sectors, with_sectors
from tasks.code_events.arguments.onlookers import onlookers
from tasks.code_events.arguments.predication import Predication
from tasks.code_events.arguments.reference import referring
from tasks.code_events.attributes.attribution import Source, find_sources, sources_of
from tasks.code_events.attributes.contexts import contexts_of
from tasks.code_events.attributes.dating import date_of, distances_of, own_times
from tasks.code_events.attributes.days import Act, nearest
from tasks.code_events.attributes.places import place_of
from tasks.code_events.attributes.realis import realis_of
from tasks.code_events.decide.cooperation import coding_of
from tasks.code_events.decide.dates import dates_of
from tasks.code_events.decide.parties import taking_part
from tasks.code_events.decide.precedence import KEPT, verdicts
from tasks.code_events.decide.requirements import OTHER_SENSE, is_needed, unmet
from tasks.code_events.decide.weighing import Candidate, Surroundings, surroundings_of, weigh
from tasks.code_events.decide.who import who_confidence
from tasks.code_events.grammar.articles import read_articles
from tasks.code_events.grammar.sentence import Article, Sentence
from tasks.code_events.lexicon.load import Lexicon
from tasks.code_events.participants.coreference import Cast, casts
from tasks.code_events.participants.parties import names_of
from tasks.code_events.participants.phrases import find_parties, subjects_of
from tasks.code_events.participants.setting import settings_of
from tasks.code_events.rows import Row, argument_rows, candidate_row, dated, mention_row
from tasks.frames import frame_of

TABLES = (EVENT_MENTIONS, EVENT_ARGUMENTS, EVENT_CANDIDATES)
REFERRING = frozenset(("pronoun", "speaker", "pair"))
"""Kinds of parties that name nobody themselves."""


def code_articles(
    cleaned: pd.DataFrame,
    sentences: pd.DataFrame,
    tokens: pd.DataFrame,
    timexes: pd.DataFrame,
    quotations: pd.DataFrame,
    entities: pd.DataFrame,
    acts: pd.DataFrame,
    arguments: pd.DataFrame,
    *,
    lexicon: Lexicon,
) -> dict[str, pd.DataFrame]:
    """The tables of cleaned articles, by name, from their annotation tables and linked entities; each sorted by its key."""
    articles = read_articles(cleaned, sentences, tokens, timexes, quotations, entities, acts, arguments)
    rows: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    for article in articles:
        for judged in with_dates(article, list(code_article(article, lexicon)), lexicon):
            rows["event_candidates"].append(candidate_row(judged.sentence, judged.candidate))
            if judged.mention is not None and judged.telling is not None:
                rows["event_mentions"].append(judged.mention)
                rows["event_arguments"] += argument_rows(judged.mention, judged.telling)
    return {table.name: frame_of(table, sorted(rows[table.name], key=itemgetter(*table.key))) for table in TABLES}


@dataclass(frozen=True)
class Scene:
    """A sentence with who stands in it, who is told to have said something, the country that it plays in, what is around."""

    sentence: Sentence
    cast: Cast
    sources: Sequence[Source]
    stage: Stage
    country: str | None
    around: Surroundings


@dataclass(frozen=True)
class Judged:
    """A candidate with the reason of its verdict; where it is kept with what it tells, and as a row of EVENT_MENTIONS.

    `proposed`: what it may tell, with all who may take part, where nothing spoke against it before that was known.
    """

    sentence: Sentence
    candidate: Candidate
    proposed: Predication | None = None
    telling: Predication | None = None
    mention: Row | None = None
    act: Act | None = None


def code_article(article: Article, lexicon: Lexicon) -> Iterator[Judged]:
    """The candidates of one article in reading order, each judged."""
    candidates = candidates_of(article, lexicon)
    found = tellings_of(candidates, lexicon)
    heads = {(telling.sentence.number, telling.trigger.head) for telling in found}
    tellings = iter(found)
    told: set[tuple[int, str]] = set()
    for scene, candidate in candidates:
        if candidate.reason != KEPT:
            yield Judged(scene.sentence, candidate)
            continue
        others = [head for number, head in heads if number == scene.sentence.number and head != candidate.trigger.head]
        judged = _judged(article, candidate, next(tellings), others, lexicon)
        key = (judged.mention["trigger_start"], judged.mention["event_type"]) if judged.mention else None
        yield (
            replace(judged, candidate=replace(candidate, reason="repeated"), mention=None, telling=None)
            if key in told
            else judged
        )
        told |= {key} if key else set()


def candidates_of(article: Article, lexicon: Lexicon) -> list[tuple[Scene, Candidate]]:
    """The candidates of one article in reading order, each with its scene."""
    reading = reading_of(article)
    return [
        (scene, replace(one, reason="other_genre") if _is_of_other_genre(scene, one, reading, lexicon) else one)
        for scene in scenes_of(article, lexicon)
        for one in _candidates(scene, lexicon)
    ]


def _is_of_other_genre(scene: Scene, candidate: Candidate, reading: Reading, lexicon: Lexicon) -> bool:
    return candidate.reason == KEPT and is_private(scene.sentence, candidate.trigger, reading, lexicon)


def tellings_of(candidates: Sequence[tuple[Scene, Candidate]], lexicon: Lexicon) -> list[Predication]:
    """The predications of the kept candidates in their order, with all who may take part."""
    return fill_implied([_predication(scene, one, lexicon) for scene, one in candidates if one.reason == KEPT], lexicon)


def with_dates(article: Article, judged: Sequence[Judged], lexicon: Lexicon) -> list[Judged]:
    """The same, each mention with its date."""
    dates = iter(dates_of(article, acts_of(judged), lexicon))
    return [one if one.mention is None else replace(one, mention=dated(one.mention, next(dates))) for one in judged]


def acts_of(judged: Sequence[Judged]) -> list[Act]:
    """What the dates of the mentions need, in their order."""
    return [one.act for one in judged if one.mention is not None and one.act is not None]


def scenes_of(article: Article, lexicon: Lexicon) -> list[Scene]:
    """The sentences of an article with their casts, its subheads left out."""
    named = names_of(article)
    sentences = [s for s in article.sentences if not s.is_subhead]
    parties = [find_parties(s, lexicon, named) for s in sentences]
    sources = [find_sources(s, present, lexicon) for s, present in zip(sentences, parties, strict=True)]
    told = (
        (present, subjects_of(s, present), [source.party for source in speaking])
        for s, present, speaking in zip(sentences, parties, sources, strict=True)
    )
    chain = casts(told, lexicon.cues["country_nouns"])
    stage = Stage([party for present in parties for party in present if party.kind not in REFERRING])
    settings = settings_of(article, {s.number: present for s, present in zip(sentences, parties, strict=True)}, lexicon)
    return [
        Scene(s, cast, speaking, stage, settings.get(s.number), around)
        for s, cast, speaking, around in zip(sentences, chain, sources, surroundings_of(sentences, parties), strict=True)
    ]


def _candidates(scene: Scene, lexicon: Lexicon) -> list[Candidate]:
    """The candidates of a sentence with what speaks against each before it is known who acts."""
    candidates = propose(scene.sentence, lexicon)
    by_rule = list(zip(candidates, verdicts(scene.sentence, candidates, lexicon), strict=True))
    return weigh(scene.sentence, by_rule, proposed(scene.sentence, lexicon), scene.around)


def _predication(scene: Scene, candidate: Candidate, lexicon: Lexicon) -> Predication:
    sentence, cast, trigger, proposal = scene.sentence, scene.cast, candidate.trigger, candidate.proposal
    vouching = [p for source in sources_of(sentence, trigger, scene.sources) for p in cast.resolve(source)]
    found = with_sectors(sentence, proposal, find_arguments(sentence, trigger, cast.parties, lexicon))
    meant = referring(sentence, trigger, found, vouching, cast, lexicon)
    arguments = at_home(meant, scene.country, trigger.rule.event_type, lexicon)
    learned = [
        _at_home(one, arguments, scene, trigger.rule.event_type, lexicon)
        for one in learned_parties(sentence, proposal, cast, scene.stage, lexicon)
    ]
    return Predication(
        sentence,
        trigger,
        arguments,
        tuple(vouching),
        tuple(cast.parties),
        seen=proposal is not None,
        learned=tuple(learned),
        onlookers=onlookers(sentence, trigger, cast.parties, lexicon),
    )


def _at_home(one: LearnedParty, arguments: Arguments, scene: Scene, event_type: str, lexicon: Lexicon) -> LearnedParty:
    _, opposite = arguments.sides(one.role)
    return replace(one, party=party_at_home(one.party, one.role, opposite, scene.country, event_type, lexicon))


def _judged(article: Article, candidate: Candidate, proposed: Predication, others: list[int], lexicon: Lexicon) -> Judged:
    """A predication as a mention, or with what it lacks; `others` are the heads of the other acts of its sentence."""
    sentence, trigger = proposed.sentence, proposed.trigger
    before = unmet(proposed, lexicon)
    telling = taking_part(proposed)
    realis, hedged = realis_of(sentence, trigger, candidate.proposal, lexicon)
    coding = coding_of(sentence, trigger, realis, lexicon)
    reason = unmet(telling, lexicon)
    if reason and (before or reason == OTHER_SENSE) and is_needed(reason, telling, candidate.probability):
        return Judged(sentence, replace(candidate, reason=reason), proposed)
    if coding is None:
        return Judged(sentence, replace(candidate, reason="only_aimed_at"), proposed)
    heard = with_heard_sectors(sentence, candidate.proposal, telling.arguments)
    telling = replace(telling, arguments=heard)
    distances = distances_of(sentence, trigger, others, lexicon)
    stated = date_of(article, sentence, trigger, distances, coding.realis, lexicon)
    mention = mention_row(
        telling,
        coding,
        hedged=hedged,
        contexts=contexts_of(sentence, lexicon),
        where=place_of(sentence, trigger, {p.first for p in telling.actors if p.here}, lexicon),
        confidence=candidate.probability,
        who=who_confidence(telling, candidate.probability),
    )
    act = Act(sentence, trigger, coding.event_type, coding.realis, stated, nearest(own_times(distances, stated)))
    return Judged(sentence, candidate, proposed, telling, mention, act)
