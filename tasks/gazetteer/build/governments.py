"""French governments since 1959, and government people of other countries up to 2011 (Phoenix, the part under MIT)."""

import re
from collections.abc import Iterator
from pathlib import Path

from tasks.gazetteer.build.rows import NamedRow, OfficeRow, read_lines
from tasks.gazetteer.words import fold, slug

GOVERNMENT = re.compile(r"([A-Z]{3})GOV[A-Z]*")
NAME = re.compile(r"[A-Z][A-Z' -]+ [A-Z][A-Z'-]+")
FIRST_YEAR = "2000"


def french_rows(corpora: Path) -> Iterator[NamedRow | OfficeRow]:
    """Members of the French governments with their posts; the source states no identifiers."""
    for row in read_lines(corpora / "people/french_governments_1959_2025/membres.jsonl"):
        name = f"{row['prenom']} {row['nom']}".strip()
        entity_id = f"local:{slug(name)}"
        yield NamedRow(
            entity_id=entity_id, names=(name,), label="PER", kind="person", country="FRA", sector="GOV",
            source="french_governments",
        )  # fmt: skip
        yield OfficeRow(
            entity_id=entity_id,
            office="head_of_government" if row["code"] == "PM" else "minister",
            body="FRA",
            first=row["debut"],
            last=row["fin"],
            title=row["fonction"],
            source="french_governments",
        )


def phoenix_rows(corpora: Path, known: frozenset[str]) -> Iterator[NamedRow | OfficeRow]:
    """People in the governments of `known` countries (ISO alpha-3) with dates, named by given and family name, after 2000."""
    for row in read_lines(corpora / "people/phoenix_actors/actors.jsonl"):
        if row["file"] != "Countries" or not NAME.fullmatch(row["name"]):
            continue
        spans = [(m[1], c) for c in row["codes"] if c.get("start") and (m := GOVERNMENT.fullmatch(c["code"]))]
        late = [(country, c) for country, c in spans if (c.get("end") or "9") > FIRST_YEAR and country in known]
        if len({country for country, _ in late}) != 1:
            continue
        name = " ".join(part.capitalize() for part in fold(row["name"]).split())
        entity_id, country = f"local:{slug(name)}", late[0][0]
        yield NamedRow(
            entity_id=entity_id, names=(name,), label="PER", kind="person", country=country, sector="GOV", source="phoenix"
        )
        for _, code in late:
            last = code.get("end") or f"{code['start'][:4]}-12-31"  # an open end only says that the source stops there
            yield OfficeRow(
                entity_id=entity_id, office="government", body=country, first=code["start"], last=last, source="phoenix"
            )
