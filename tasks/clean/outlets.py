"""Outlets: one name for one outlet, however its articles call it.

What belongs here: what a host, a spelling and a line of print say about the outlet, and the choice of one name in a run. What
does not: the table of hosts (knowledge/outlets.tsv; users add theirs in a profile, settings `clean.outlets`).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

import pandas as pd

from tasks.clean.folding import folded, plain
from tasks.clean.hosts import HOST, bare_host, host_of, outlet_key
from tasks.clean.knowledge import CleaningKnowledge

REMEMBERED = 4096
SEPARATORS = frozenset(",|·•–—-")
"""One of them stands between an outlet and a date."""
MOST_OUTLETS = 3
"""So many outlets the note of a run tells of."""


@lru_cache(REMEMBERED)
def straight_name(name: str, knowledge: CleaningKnowledge) -> str:
    """The name as its outlet writes it: « Fil de la Vire (Le) » is Le Fil de la Vire, « Sud-Atlas (site web) » Sud-Atlas."""
    name = " ".join(name.split())
    for pattern, instead in knowledge.outlet_forms:
        name = pattern.sub(instead, name)
    return name.strip()


def print_outlet(lines: Sequence[str], knowledge: CleaningKnowledge) -> str | None:
    """The outlet that a line of print names before its date: « La Gazette des ports, mardi 2 mars 2021, page 3 »."""
    for line in lines:
        if SEPARATORS.isdisjoint(line):
            continue
        if (found := knowledge.print_line.fullmatch(plain(line))) and _is_outlet(found, knowledge):
            return line[slice(*found.span("name"))]
    return None


def _is_outlet(found: re.Match[str], knowledge: CleaningKnowledge) -> bool:
    words = folded(found["name"]).split()
    begins_so = words[0] in knowledge.outlet_articles and len(words) > 1
    return (
        bool(found["page"] or found["issue"])
        or begins_so
        or outlet_key(found["name"]) in knowledge.outlet_keys
        or not (knowledge.no_person.isdisjoint(words))
    )


def one_name_each(outlets: pd.Series, urls: pd.Series, *, knowledge: CleaningKnowledge, given: Mapping[str, str]) -> pd.Series:
    """The outlet of each article under one name for each outlet of the run; null where nothing tells it.

    In order: the table of the user (`given`: hosts or spellings → names), that of the stage; the most frequent spelling among the
    articles; for an article that states none, that of the articles of its host; else the host itself.
    """
    told = pd.DataFrame({"name": outlets, "url": urls}).astype(object).where(lambda frame: frame.notna(), None)
    pairs = [_told(name, url, knowledge) for name, url in zip(told["name"], told["url"], strict=True)]
    table = {**knowledge.outlets} | {_table_key(spelling): name for spelling, name in given.items()}
    names = _Names(pairs, table)
    return pd.Series([names.of(*pair) for pair in pairs], index=outlets.index, dtype=outlets.dtype)


def _told(name: str | None, url: str | None, knowledge: CleaningKnowledge) -> tuple[str | None, str | None]:
    """The name of an article's outlet, and its host: a name that is a host is no name."""
    host = host_of(url)
    if name and (found := HOST.fullmatch(name.strip())):
        return None, bare_host(found[1])
    return (straight_name(name, knowledge) or None) if name else None, None if host in knowledge.no_outlet_hosts else host


def _table_key(spelling: str) -> str:
    found = HOST.fullmatch(spelling.strip())
    return bare_host(found[1]) if found else outlet_key(spelling)


class _Names:
    """The names of a run's outlets, by what its articles tell."""

    def __init__(self, pairs: Sequence[tuple[str | None, str | None]], table: Mapping[str, str]) -> None:
        spelled: dict[str, Counter[str]] = defaultdict(Counter)
        hosted: dict[str, Counter[str]] = defaultdict(Counter)
        for name, host in pairs:
            if name:
                spelled[outlet_key(name)][name] += 1
            if name and host:
                hosted[host][outlet_key(name)] += 1
        self._table = table
        self._spelled = {key: _preferred(names) for key, names in spelled.items()}
        self._hosted = {host: _preferred(keys) for host, keys in hosted.items()}

    def of(self, name: str | None, host: str | None) -> str | None:
        """The name of the outlet that is called so, or has this host."""
        if name:
            return self._table.get(outlet_key(name)) or (host and self._table.get(host)) or self._spelled[outlet_key(name)]
        if not host:
            return None
        key = self._hosted.get(host) or outlet_key(host)
        return self._table.get(host) or self._table.get(key) or self._spelled.get(key) or host


def _preferred(names: Counter[str]) -> str:
    """The most frequent one, those in capitals throughout last."""
    return min(names, key=lambda name: (name.isupper(), -names[name], name))


def coverage(articles: pd.DataFrame) -> str:
    """What is known of the articles (CLEANED), in short: how many have a date, an author, an outlet, and the largest outlets."""
    if articles.empty:
        return ""
    counts = articles["outlet"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    largest = ", ".join(f"{outlet} {count}" for outlet, count in counts.head(MOST_OUTLETS).items())
    others = f" and {len(counts) - MOST_OUTLETS} more" if len(counts) > MOST_OUTLETS else ""
    dated, signed = articles["published_on"].notna().sum(), articles["authors"].map(bool).sum()
    return f"{dated} dated, {signed} signed, {counts.sum()} with an outlet" + (f" ({largest}{others})" if largest else "")
