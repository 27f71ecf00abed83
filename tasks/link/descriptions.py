"""Titles without a name that mean one person on the day of the article: « le président américain ».

What belongs here: finding the title, its country or body, and asking who held it. What does not: names (people.py), pronouns.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tasks.gazetteer.gazetteer import Gazetteer
from tasks.gazetteer.titles import Title
from tasks.gazetteer.words import WORD, Word, fold, word_at
from tasks.link.countries import adjective_countries
from tasks.link.knowledge import ends_with, starts_with
from tasks.link.linked import Mention, Setting

DETERMINERS = re.compile(r"(?:\b(?:[Ll]e|[Ll]a|[Aa]u|du)\s|\b[LlD]['’]|\bd['’])$")
REACH = 40
OF_COUNTRY = re.compile(r" (?:de la |de l['’]|du |des |de |d['’])$")


def describe(setting: Setting, linked: Sequence[Mapping[str, Any]], gazetteer: Gazetteer) -> Iterator[Mapping[str, Any]]:
    """Rows of REFERENCES less article_id and sentence. `linked` are the article's rows of ENTITIES.

    A title right before a person's name is part of how that person is named and no description.
    """
    matches = list(WORD.finditer(setting.text))
    reach = max(len(title.words) for title in gazetteer.titles) + 1  # an adjective may stand within
    people = {m["start"] for m in linked if m["label"] == "PER"}
    last = -1
    for index, match in enumerate(matches):
        if fold(match.group()) in gazetteer.titles_from and match.start() > last:
            words = [word_at(following) for following in matches[index : index + reach]]
            row = _described(words, setting, linked, gazetteer)
            if row and not _names(row["end"], people, setting.text):
                last = row["end"]
                yield row


def _names(end: int, people: set[int], text: str) -> bool:
    return any(end < start <= end + 3 and not text[end:start].strip(" ,\u00a0") for start in people)


def _described(
    words: Sequence[Word], setting: Setting, linked: Sequence[Mention], gazetteer: Gazetteer
) -> Mapping[str, Any] | None:
    """The row of the title that the words begin with; None where they begin with none."""
    text, start = setting.text, words[0].start
    before = text[max(0, start - REACH) : start]
    if not DETERMINERS.search(before) or ends_with(re.sub(DETERMINERS, "", before) + " ", "former"):
        return None
    for title in gazetteer.titles_from[words[0].folded]:
        length = len(title.words)
        if tuple(w.folded for w in words[:length]) != title.words:
            adjective = _split_title(words, title, gazetteer)
            if adjective is None:
                continue
            country: str | None = adjective[0]
            end = adjective[1]
        else:
            country, end = _country_behind(text, words[length - 1].end, linked, gazetteer)
        found = _reference(title, country, start, end, setting, gazetteer)
        if found:
            return found
    return None


def _split_title(words: Sequence[Word], title: Title, gazetteer: Gazetteer) -> tuple[str, int] | None:
    """« le ministre iranien des Affaires étrangères »: the adjective stands within the title."""
    following = tuple(w.folded for w in words[: len(title.words) + 1])
    if len(title.words) < 2 or following[:1] + following[2:] != title.words:  # noqa: PLR2004 - one word cannot be split
        return None
    countries = gazetteer.demonyms.get(following[1], ())
    return (countries[0], words[len(title.words)].end) if len(countries) == 1 else None


def _country_behind(text: str, end: int, linked: Sequence[Mention], gazetteer: Gazetteer) -> tuple[str | None, int]:
    """The country behind a title and where it ends: by an adjective, or by the name of a country (« du Mali »)."""
    adjective = re.match(r" ([\w-]+)", text[end : end + REACH])
    if adjective:
        stated = adjective_countries(adjective.group(1), gazetteer)
        if len(stated) == 1 and len(stated[0]) == 1:
            return stated[0][0], end + adjective.end()
    for mention in linked:
        if end < mention["start"] <= end + len(" de la ") and OF_COUNTRY.fullmatch(text[end : mention["start"]]):
            country = mention["country"] if mention["label"] == "LOC" and isinstance(mention["country"], str) else None
            known = gazetteer.countries.get(country or "")
            if known and known.entity_id == mention["entity_id"]:
                return country, mention["end"]
    return None, end


def _reference(
    title: Title, country: str | None, start: int, end: int, setting: Setting, gazetteer: Gazetteer
) -> Mapping[str, Any] | None:
    if title.body is None and country is None:
        if not title.bare or starts_with(setting.text[end : end + REACH], "not_an_office"):
            return None
        country = next(iter(title.of)) if len(title.of) == 1 else setting.state
    body = title.body or country
    if body is None or (title.of and body not in title.of):
        return None
    holder = gazetteer.offices.holder(title.office, body, setting.published) if setting.published else None
    entry = gazetteer.entries.get(holder or "")
    return {
        "start": start,
        "end": end,
        "text": setting.text[start:end],
        "office": title.office,
        "body": body,
        "entity_id": entry.entity_id if entry else None,
        "entity_name": entry.name if entry else None,
        "country": country,
        "reason": "office_at_date" if entry else "unknown",
    }
