"""`depeche explain`: a sentence, or the sentences of an event or article, with what the coder makes of each and why."""

import argparse
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
from rich.console import Console
from rich.table import Table

from flows.progress import report_console
from schemas.errors import SettingsError
from tasks.annotate.articles import load_annotator
from tasks.code_events.explained import ExplainedCandidate, ExplainedSentence, explain_article
from tasks.code_events.grammar.articles import read_articles
from tasks.code_events.lexicon.load import load_lexicon
from tasks.gazetteer import load_gazetteer
from tasks.link.entities import link_mentions
from tasks.reading import lookup
from tasks.reading.marks import inert
from tasks.reading.opening import OpenedRelease, open_release

IDENTIFIER = re.compile(r"[0-9a-f]{4,20}")
COLUMNS = ("article_id", "text", "title", "outlet", "url", "published_on", "published_precision")
TABLES = ("sentences", "tokens", "timexes", "quotations")


def run_explain(arguments: argparse.Namespace) -> int:
    """Explain a sentence, or an event or article of a release. Returns 0."""
    console = report_console()
    country = _country(arguments.country)
    if IDENTIFIER.fullmatch(arguments.what.strip().lower()):
        release = open_release(arguments.out)
        kind, key = lookup.look_up(release, arguments.what)
        articles, places = (_of_event if kind == "event" else _of_article)(release, key)
    else:
        if not arguments.what.strip():
            raise SettingsError(found="no words", expected="a sentence, or an id", remedy="give it in quotes")
        told = {"article_id": "0", "text": arguments.what, "published_on": arguments.date}
        precision = "day" if arguments.date else "unknown"
        articles, places = pd.DataFrame([told | {"published_precision": precision}]).reindex(columns=list(COLUMNS)), None
    for sentence in _explained(articles, country):
        if places is None or (sentence.sentence.article_id, sentence.sentence.start) in places:
            _show(console, sentence)
    return 0


def _country(code: str | None) -> str | None:
    if code is not None and code not in load_gazetteer().countries:
        raise SettingsError(found=f"country {code}", expected="a code of ISO 3166-1 alpha-3, as FRA", remedy="correct --country")
    return code


def _of_event(release: OpenedRelease, key: str) -> tuple[pd.DataFrame, set[tuple[str, int]]]:
    """The articles that tell an event, and the article and start of each sentence that does."""
    places = {(telling["article_id"], telling["start"]) for telling in lookup.event(release, key)["tellings"]}
    return _articles(release, sorted({article_id for article_id, _ in places})), places


def _of_article(release: OpenedRelease, key: str) -> tuple[pd.DataFrame, None]:
    return _articles(release, [key]), None


def _articles(release: OpenedRelease, keys: list[str]) -> pd.DataFrame:
    question = f"SELECT {', '.join(COLUMNS)} FROM articles WHERE article_id IN (SELECT unnest(?)) ORDER BY article_id"  # noqa: S608  names of ours
    return pd.DataFrame(release.asked(question, keys), columns=list(COLUMNS))


def _explained(articles: pd.DataFrame, country: str | None) -> Iterator[ExplainedSentence]:
    """The sentences of the articles, annotated, linked and coded anew by the code that runs."""
    frames = load_annotator("embedded")(articles)
    entities, _ = link_mentions(frames["mentions"], articles, frames["sentences"], gazetteer=load_gazetteer())
    lexicon = load_lexicon()
    sentences, tokens, timexes, quotations = (frames[name] for name in TABLES)
    proposals = frames["proposed_acts"], frames["proposed_arguments"]
    for article in read_articles(articles, sentences, tokens, timexes, quotations, entities, *proposals):
        yield from explain_article(replace(article, country=country), lexicon)


def _show(console: Console, explained: ExplainedSentence) -> None:
    sentence = explained.sentence
    console.print(f"« {inert(sentence.quote)} »", style="bold", highlight=False)
    parse = Table("word", "lemma", "part of speech", "relation", "governed by", box=None)
    for word in sentence.words:
        governor = sentence.words[word.head]
        parse.add_row(
            _at(sentence.text, word), word.lemma, word.pos, word.dep, "" if governor is word else _at(sentence.text, governor)
        )
    console.print(parse)
    for candidate in explained.candidates:
        for line in _lines(explained, candidate):
            console.print(line, highlight=False)
    if not explained.candidates:
        console.print("  no word of it may tell an event", highlight=False)
    console.print()


def _at(text: str, word: Any) -> str:
    return inert(text[word.start : word.end])


def _lines(explained: ExplainedSentence, found: ExplainedCandidate) -> Iterable[str]:
    candidate, words = found.candidate, explained.sentence.words
    trigger, rule = candidate.trigger, candidate.trigger.rule
    told = inert(explained.sentence.text[words[trigger.first].start : words[trigger.last].end])
    verdict = f"{candidate.reason}, probability {candidate.probability:.2f}"
    yield f"  {rule.mode or rule.event_type} by « {told} » ({rule.rule_id}): {verdict}"
    for one in found.parties:
        party = one.party
        known = ", ".join(filter(None, (party.country, party.sector, party.entity_id)))
        taken = "taken" if one.taken else "left out"
        yield f"    {one.role} {inert(party.name or party.role or '–')} ({known}): {one.way}, {party.score:.2f}, {taken}"
    if found.mention is not None:
        yield f"    event: {_event(found.mention)}"


def _event(mention: Any) -> str:
    hedged = ", hedged" if mention["hedged"] else ""
    day: date | None = mention["date_start"]
    when = (
        f"{day} ({mention['date_precision']}, from {mention['date_source']}, probability {mention['date_confidence']:.2f})"
        if day
        else mention["date_told"] or "no date"
    )
    return f"{mention['realis']}{hedged}; {when}; place {mention['place_name'] or 'unknown'}"
