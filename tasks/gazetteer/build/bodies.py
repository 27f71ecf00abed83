"""Parties with their identifiers, and French media."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from tasks.gazetteer.build.rows import NamedRow, knowledge, read_lines
from tasks.gazetteer.words import fold, slug

LAST_LATIN = "\u024f"


def party_rows(corpora: Path, known: frozenset[str]) -> Iterator[NamedRow]:
    """Parties of `known` countries (ISO alpha-3): French name where it has one, native name, English name, acronym."""
    french: Mapping[tuple[str, str], str] = {(row["country"], row["party"]): row["french"] for row in knowledge("party_names")}
    seen: set[str] = set()
    for row in read_lines(corpora / "people/party_facts/parties_qid.jsonl"):
        country = row["country_a3"]
        if not row["qid"] or country not in known or row["qid"] in seen:
            continue
        seen.add(row["qid"])
        names = [french.get((country, row["name_en"])), row["native"], row["name_en"], *_acronyms(row["short"])]
        latin = [n.split(" (")[0] for n in names if n and max(n) <= LAST_LATIN]
        if latin:
            yield NamedRow(
                entity_id=row["qid"], names=tuple(dict.fromkeys(latin)), label="ORG", kind="party", country=country,
                sector="PTY", source="party_facts", checks="stated",
            )  # fmt: skip


def _acronyms(short: str | None) -> Iterator[str]:
    for one in (short or "").replace(" ", "").split("/"):
        if len(one) > 1 and one.replace("-", "").isalpha() and max(one) <= LAST_LATIN:
            yield one


def media_rows(corpora: Path) -> Iterator[NamedRow]:
    """French media; the source states no identifiers, and a country only for the few that are not French."""
    lines = (corpora / "people/french_media/medias.tsv").read_text(encoding="utf-8").splitlines()[1:]
    for name, _, _, scale, *_ in (line.split("\t") for line in lines):
        country = {"Suisse": "CHE", "Europe": None}.get(scale, "FRA")
        yield NamedRow(
            entity_id=f"local:{slug(fold(name))}", names=(name.replace("’", "'"),), label="ORG", kind="media", country=country,
            sector="JRN", source="french_media",
        )  # fmt: skip
