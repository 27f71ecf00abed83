"""Heads of state and government, foreign ministers, international offices, members of the US Congress: with identifiers."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from tasks.gazetteer.build.french import french_form
from tasks.gazetteer.build.rows import NamedRow, OfficeRow, knowledge, read_lines, year_span

FOLDER = "people/world_leaders_wikidata"


def leader_rows(corpora: Path, countries: Mapping[str, str]) -> Iterator[NamedRow | OfficeRow]:
    """People and offices of the world's leaders. `countries`: Wikidata identifier of a country → ISO alpha-3."""
    yield from _heads(corpora / FOLDER / "heads_2021_2022.jsonl", countries)
    yield from _foreign_ministers(corpora / FOLDER / "foreign_ministers_2021_2023.jsonl", countries)
    yield from _international(corpora / FOLDER / "international_offices_2000_2023.jsonl")


def _heads(path: Path, countries: Mapping[str, str]) -> Iterator[NamedRow | OfficeRow]:
    rows = list(read_lines(path))
    by_name = {row["country"]: countries.get(row["country_qid"]) for row in rows if row["country_qid"]}
    by_name |= {row["name"]: row["country"] for row in knowledge("states")}
    for row in rows:
        country = countries.get(row["country_qid"] or "") or by_name.get(row["country"])
        office = _office(row["position"] or "")
        span = year_span(row["start"], row["end"])
        if country and row["qid"] and row["name_en"]:
            yield _person(row["qid"], row["name_en"], country, "GOV", "world_leaders")
            if office and span:  # an office without an end was held when the source was last seen; nothing is known of later
                last = span[1] or f"{max(row['seen'])[:4]}-12-31"
                yield OfficeRow(
                    entity_id=row["qid"], office=office, body=country, first=span[0], last=last, source="world_leaders"
                )


def _office(position: str) -> str | None:
    for rule in knowledge("positions"):
        if re.search(rule["pattern"], position):
            return None if rule["office"] == "none" else str(rule["office"])
    return None


def _foreign_ministers(path: Path, countries: Mapping[str, str]) -> Iterator[NamedRow | OfficeRow]:
    for row in read_lines(path):
        country, span = countries.get(row["country_qid"] or ""), year_span(row["start"], None)
        if country and row["qid"] and row["name_en"]:
            yield _person(row["qid"], row["name_en"], country, "GOV", "foreign_ministers")
            if span:  # the source tells when it was last seen, not when the office ended
                last = f"{max(row['seen'])[:4]}-12-31" if row["seen"] else None
                yield OfficeRow(
                    entity_id=row["qid"], office="foreign_minister", body=country, first=span[0], last=last,
                    source="foreign_ministers",
                )  # fmt: skip


def _international(path: Path) -> Iterator[NamedRow | OfficeRow]:
    for row in read_lines(path):
        body = next((rule for rule in knowledge("bodies") if rule["position"] == row["position"]), None)
        yield _person(row["qid"], row["name_en"].split(", Baron")[0], None, "UNO", "international_offices")
        span = year_span(row["start"], row["end"])
        if body and span:
            yield OfficeRow(
                entity_id=row["qid"], office=body["office"], body=body["body"], first=span[0], last=span[1],
                source="international_offices",
            )  # fmt: skip


def congress_rows(corpora: Path) -> Iterator[NamedRow | OfficeRow]:
    """The members of the Congress of the United States."""
    for row in read_lines(corpora / "people/us_congress/legislators_2026.jsonl"):
        if row["qid"]:
            yield _person(row["qid"], row["name"], "USA", "LEG", "us_congress")
            yield OfficeRow(
                entity_id=row["qid"], office="legislator", body="USA", first=row["first_start"], last=row["end"],
                source="us_congress",
            )  # fmt: skip


def _person(qid: str, name: str, country: str | None, sector: str, source: str) -> NamedRow:
    plain = name.split(" (", 1)[0]
    french = french_form(plain, country)
    return NamedRow(
        entity_id=qid,
        names=tuple(dict.fromkeys((french, plain))),
        label="PER",
        kind="person",
        country=country,
        sector=sector,
        source=source,
        checks="stated",
    )
