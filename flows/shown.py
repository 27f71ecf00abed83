"""How an event and an article look on a terminal: lines of text, the words that matter in colour where there is any."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.text import Text

from tasks.reading.marks import Piece, elsewhere, inert, marked

STYLES = {"trigger": "bold reverse", "actor": "bold cyan", "recipient": "bold magenta", "head": "bold"}
Row = Mapping[str, Any]


def event_lines(event: Row) -> Iterator[Text]:
    """What is to be said of an event, as lookup.event gives it."""
    yield _line(f"event {event['event_id']}", style="head")
    hedged = ", hedged" if event["hedged"] else ""
    yield _line(
        f"  {event['event_mode'] or event['event_type']}, {event['realis']}{hedged}, confidence {event['confidence']:.2f}"
    )
    yield _line(f"  {_names(event['actors'])} → {_names(event['recipients'])}")
    yield _line(f"  date: {_span(event)}")
    yield _line(f"  place: {event['place_name'] or '–'} ({event['place_country'] or 'no country'}, {event['place_precision']})")
    origins = len({telling["cluster_id"] for telling in event["tellings"]})
    yield _line(f"  mentions: {event['mention_count']}, articles: {event['article_count']}, independent origins: {origins}")
    for telling in event["tellings"]:
        yield Text()
        yield _line(f"  {_where(telling)}, article {telling['article_id']}, rule {telling['rule_id']}")
        yield from _sentence(telling)


def article_lines(article: Row) -> Iterator[Text]:
    """What is to be said of an article, as lookup.article gives it."""
    yield _line(f"article {article['article_id']}", style="head")
    yield _line(f"  {_where(article)} ({article['published_source']}), {article['word_count']} words")
    if article["url"]:
        yield _line(f"  {article['url']}")
    for source in article["sources"]:
        yield _line(f"  from {source['uri']}")
    if article["duplicate_of"]:
        yield _line(f"  repeats {article['duplicate_of']} ({article['relation']}, overlap {article['overlap']:.2f})")
    for copy in article["copies"]:
        yield _line(f"  same cluster: {copy['article_id']}, {_where(copy)}")
    yield _line(f"  tells {len(article['tellings'])} events:")
    for telling in article["tellings"]:
        yield Text()
        when = _span(telling) if telling["date_start"] else "undated"
        yield _line(f"  {telling['event_type']}, {telling['realis']}, {when}, event {telling['event_id']}")
        yield from _sentence(telling)


def _sentence(telling: Row) -> Iterator[Text]:
    yield Text("    « ") + Text().join(map(_piece, marked(telling))) + Text(" »")
    for role, words in elsewhere(telling):
        yield _line(f"    {role}, named elsewhere in the article: « {words} »")


def _piece(piece: Piece) -> Text:
    words = inert(piece.text)
    return Text(f"[{piece.role}: {words}]", style=STYLES[piece.role]) if piece.role else Text(words)


def _line(words: str, *, style: str | None = None) -> Text:
    return Text(inert(words), style=STYLES[style] if style else "")


def _where(row: Row) -> str:
    return f"{row['outlet'] or 'no outlet'}, {row['published_on'] or 'undated'}: {row['title'] or 'no title'}"


def _names(parties: Sequence[Row]) -> str:
    return ", ".join(_party(party) for party in parties) or "–"


def _party(party: Row) -> str:
    further = ", ".join(filter(None, (party["country"], party["sector"], party["entity_id"])))
    return f"{party['name'] or '–'}" + (f" ({further})" if further else "")


def _span(event: Row) -> str:
    if event["date_start"] is None:
        return "unknown"
    days = {str(event["date_start"]): None, str(event["date_end"]): None}
    return f"{' to '.join(days)} ({event['date_precision']}, from {event['date_source']})"
