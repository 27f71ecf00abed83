"""Which names without an identifier a source identifies: the same name, label and country, and nobody else of that name.

The result is data/reference/identifiers.tsv: the local identifier that releases have shown, the Wikidata identifier it is now,
and the source that states it. So an identifier that was given once stays explained when its name is promoted.
"""


from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tasks.gazetteer.build.rows import NamedRow, read_lines
from tasks.gazetteer.tables import KINDS, read_entities, read_rows
from tasks.gazetteer.words import key_of, slug

LEAST_LINKS = 2
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class Identified:
    """A local identifier with the Wikidata identifier that a source states for its name."""

    local_id: str
    entity_id: str
    name: str
    source: str
    checks: str


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A name without an identifier: local id, name, every spelling, label, country."""

    local_id: str
    name: str
    keys: frozenset[Key]
    label: str
    country: str | None


def identify(named: Sequence[NamedRow], corpora: Path) -> list[Identified]:
    """The identified names, sorted: those of the hand-written tables and local rows of the material."""
    stated = _stated(named, corpora)
    found = [one for wanted in _wanted(named) if (one := _match(wanted, stated))]
    twice = {q for q, count in Counter(one.entity_id for one in found).items() if count > 1}
    held = _identified_by_hand()
    return sorted(one for one in found if one.entity_id not in twice and one.entity_id not in held)


def _wanted(named: Iterable[NamedRow]) -> Iterator[_Wanted]:
    for kind in KINDS:
        for entry, aliases in read_entities(kind, identified=False):
            if entry.entity_id.startswith("local:"):
                yield _Wanted(entry.entity_id, entry.name, frozenset(a.key for a in aliases), entry.label, entry.country)
    for row in read_rows("countries"):
        if row[6] and not row[7]:
            names = row[6].split("|")
            yield _Wanted(f"local:{slug(names[0])}", names[0], frozenset(map(key_of, names)), "LOC", row[0])
    for row in named:
        if row.entity_id.startswith("local:") and row.label == "PER":
            yield _Wanted(row.entity_id, row.names[0], frozenset(map(key_of, row.names)), "PER", row.country)


def _identified_by_hand() -> frozenset[str]:
    by_kind = {e.entity_id for kind in KINDS for e, _ in read_entities(kind, identified=False)}
    seats = {cell for row in read_rows("countries") for cell in (row[2], row[7])}
    return frozenset(by_kind | seats)


def _stated(named: Iterable[NamedRow], corpora: Path) -> Mapping[tuple[str, Key], Sequence[tuple[str, str | None, str]]]:
    """By label and spelling: identifier, country, source of each row that states one."""
    index: dict[tuple[str, Key], dict[tuple[str, str | None, str], None]] = defaultdict(dict)
    for row in named:
        if row.entity_id.startswith("Q"):
            for name in row.names:
                index[row.label, key_of(name)][row.entity_id, row.country, row.source] = None
    for label, name, qid, source in (*_supraverden(corpora), *_newseye(corpora)):
        index[label, key_of(name)].setdefault((qid, None, source))
    return {key: tuple(rows) for key, rows in index.items()}


def _match(wanted: _Wanted, stated: Mapping[tuple[str, Key], Sequence[tuple[str, str | None, str]]]) -> Identified | None:
    rows = {row for key in wanted.keys if len(key) > 1 or wanted.label != "PER" for row in stated.get((wanted.label, key), ())}
    fitting = {row for row in rows if row[1] == wanted.country or (row[1] is None and _may_lack_country(row[2], wanted))}
    identifiers = {qid for qid, _, _ in fitting}
    if len(identifiers) != 1:
        return None
    sources = "+".join(sorted({one for _, _, source in fitting for one in source.split("+")}))
    checks = "name+country" if any(country for _, country, _ in fitting) else "name"
    return Identified(wanted.local_id, identifiers.pop(), wanted.name, sources, checks)


def _may_lack_country(source: str, wanted: _Wanted) -> bool:
    """A source of international bodies or offices states no country; a newspaper's names are told apart by their label only."""
    return source == "newseye" or wanted.country is None or source == "international_offices"


def _supraverden(corpora: Path) -> Iterator[tuple[str, str, str, str]]:
    for row in read_lines(corpora / "entities/orgs_international_qid_fr.jsonl"):
        for name in (row["name_fr"], row["name_en"], *row["abbr"].values()):
            if row["qid"] and name:
                yield "ORG", name, row["qid"], "supraverden"


def _newseye(corpora: Path) -> Iterator[tuple[str, str, str, str]]:
    """Names that annotators of French newspapers linked, each at least twice and always to one identifier."""
    links: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for path in sorted((corpora / "newseye_fr").glob("*.tsv")):
        for label, name, qid in _linked_names(path.read_text(encoding="utf-8").splitlines()):
            links[label, name][qid] += 1
    for (label, name), counts in sorted(links.items()):
        (qid, count), *others = counts.most_common()
        if count >= LEAST_LINKS and not others and qid.startswith("Q"):
            yield label, name, qid, "newseye"


def _linked_names(lines: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    words: list[str] = []
    label = qid = ""
    for line in [*lines, ""]:
        cells = line.split("\t")
        tag = cells[1] if len(cells) > 7 and not line.startswith("#") else "O"  # noqa: PLR2004 - nine columns of HIPE
        if not tag.startswith("I-") and words:
            yield label, "".join(words).strip(), qid
            words = []
        if tag.startswith(("B-", "I-")):
            label, qid = tag[2:], cells[7]
            words.append(cells[0] + ("" if "NoSpaceAfter" in cells[8] else " "))


def write_identifiers(rows: Sequence[Identified], out: Path) -> None:
    """Write identifiers.tsv."""
    lines = ["# local_id\tentity_id\tname\tsource\tchecks"]
    lines += ["\t".join((r.local_id, r.entity_id, r.name, r.source, r.checks)) for r in rows]
    (out / "identifiers.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
