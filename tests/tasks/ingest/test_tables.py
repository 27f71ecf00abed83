# ruff: noqa: E501, ISC004  what programs write in one line stays in one
"""Tables: what their columns are taken for, what is said of it, and what is refused once."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from schemas.settings import IngestSettings
from tasks.ingest.documents import read_documents
from tasks.ingest.inventory import take_inventory
from tasks.ingest.readers.csv_records import _Rows
from tasks.ingest.table_heads import delimiter_of, looks_like_table

Reading = Callable[..., object]

TEXTS = [
    "Le conseil de la Vallée a voté lundi la réfection du pont suspendu, fermé depuis la crue de février. Les travaux coûteront deux "
    "millions d'euros. L'opposition a voté contre, après une heure de débat sur le prix et le calendrier des travaux.",
    "Les bus seront détournés par la rocade jusqu'au printemps, a précisé le service des transports. Une navette reliera la gare au "
    "marché les jours de foire, à la demande des commerçants, qui craignaient de perdre leurs clients pendant l'hiver.",
]
TITLES = ["Le pont sera refait cette année", "Les bus détournés par la rocade"]
OUTLETS = ["L'Écho des Monts", "Vallée Hebdo"]
AUTHORS = ["Armelle Dutour", "Loïc Ferrand; Anne Roy"]
FIELDS = ["declared_title", "declared_outlet", "declared_authors", "declared_published", "declared_url", "declared_page"]


def table(header: list[str] | None, *columns: list[str] | str, delimiter: str = ",") -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerows([header] if header else [])
    writer.writerows([[column if isinstance(column, str) else column[n] for column in columns] for n in range(2)])
    return out.getvalue()


def told(found: object) -> list[tuple[object, ...]]:
    rows = found.documents.assign(place=[s[0]["uri"] for s in found.documents["sources"]]).sort_values("place")
    values = rows[FIELDS].astype(object).where(rows[FIELDS].notna(), None).values.tolist()
    return [tuple(tuple(v) if isinstance(v, list) else v for v in row) for row in values]


EXPECTED = [
    (TITLES[0], OUTLETS[0], ("Armelle Dutour",), "29/12/2011", None, None),
    (TITLES[1], OUTLETS[1], ("Loïc Ferrand", "Anne Roy"), "30/12/2011", None, None),
]
DAYS = ["29/12/2011", "30/12/2011"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", table(["Titre de l'article", "Nom du journal", "Auteur(s)", "Date de parution", "Contenu de l'article"], TITLES, OUTLETS, AUTHORS, DAYS, TEXTS, delimiter=";")),
        ("b.CSV", table(["N°", "Intitulé [article]", "Organe de presse", "Signataire(s)", "Paru le", "Texte (OCR)"], ["1", "2"], TITLES, OUTLETS, AUTHORS, DAYS, TEXTS)),
        ("c.tsv", table(["Article Title", "Newspaper Name", "Byline", "Publication Date", "Full Text"], TITLES, OUTLETS, AUTHORS, DAYS, TEXTS, delimiter="\t")),
        ("d.csv", table(["dcterms:title", "dcterms:publisher", "dcterms:creator", "dcterms:date", "o:item_set/o:id", "bibo:content", "dcterms:abstract"], TITLES, OUTLETS, AUTHORS, DAYS, "2207", TEXTS, "Un résumé.")),
        ("e.txt", table(["Titre", "Journal/Média", "Auteurs", "Date d'édition", "Date de consultation", "Texte"], TITLES, OUTLETS, AUTHORS, DAYS, "01/02/2024", TEXTS, delimiter="|")),
        ("f.csv", "sep=;\n" + table(["titre", "source", "auteur", "date", "texte"], TITLES, OUTLETS, AUTHORS, DAYS, TEXTS, delimiter=";")),
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_columns_are_told_by_names_in_french_and_english(read: Reading, name: str, content: str, encoding: str) -> None:
    found = read({name: content.encode(encoding)})
    assert told(found) == EXPECTED
    assert found.texts in ([TEXTS[0], TEXTS[1]], [TEXTS[1], TEXTS[0]])


def test_columns_are_told_by_their_content_and_a_table_may_lack_a_header(read: Reading) -> None:
    days = ["2011-12-29", "2011-12-30"]
    for name, header in (("a.csv", ["col_1", "col_2", "col_3"]), ("b.csv", None)):
        found = read({name: table(header, TITLES, days, TEXTS)})
        assert [row[0] for row in told(found)[-2:]] == TITLES
        assert [row[3] for row in told(found)[-2:]] == days


def test_what_was_guessed_is_said(raw: Path) -> None:
    (raw / "a.csv").write_text(table(["Titre de l'article", "Contenu"], TITLES, TEXTS), encoding="utf-8")
    (raw / "b.csv").write_text(table(["titre", "texte"], TITLES, TEXTS), encoding="utf-8")
    notices: list[object] = []
    list(read_documents(take_inventory(raw), settings=IngestSettings(), notices=notices))
    assert [(notice.uri, notice.words) for notice in notices] == [
        ("a.csv", "columns guessed from their names and content: text = « Contenu », title = « Titre de l'article »")
    ]


GKG = [["20150218230000-0", "20150218230000", "1", "x.example", "https://x.example/a", *["c"] * 22]] * 3


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (table(["titre", "version a", "version b"], TITLES, [t + " Suite." for t in TEXTS], [t + " Fin." for t in TEXTS]), "« version b »"),
        (table(["id", "montant", "commune"], ["1", "2"], ["200", "300"], ["Nantes", "Lille"]), "field_mappings"),
        (table(["stories_id", "publish_date", "title", "url", "media_name"], ["1", "2"], DAYS, TITLES, "https://x.example", OUTLETS), "Media Cloud"),
        (table(["GKGRECORDID", "DATE", "SourceCommonName", "DocumentIdentifier", "V2Themes", "V2Tone"], "1-0", "20150218", "x", "https://x.example", "T", "1,2"), "GDELT GKG"),
        ("\n".join("\t".join(row) for row in GKG), "GDELT GKG"),
        (table(["url", "titre"], ["https://x.example/1", "https://x.example/2"], TITLES), "addresses"),
    ],
)  # fmt: skip
def test_a_table_without_a_column_for_the_text_is_refused_once(read: Reading, content: str, words: str) -> None:
    found = read({"a.csv": content})
    assert (len(found.documents), found.reasons) == (0, {"a.csv": "unknown_columns"})
    assert words in found.quarantine["detail"].iloc[0]


def test_the_lines_of_the_profile_read_the_table(read: Reading) -> None:
    content = table(["titre", "version a", "version b"], TITLES, [t + " Suite." for t in TEXTS], [t + " Fin." for t in TEXTS])
    found = read({"a.csv": content}, field_mappings=[{"name": "my_table", "text": ["version b"], "title": ["titre"]}])
    assert sorted(found.texts) == sorted(t + " Fin." for t in TEXTS)


def test_parquet_columns_are_guessed_too(read: Reading, tmp_path: Path) -> None:
    frame = pd.DataFrame({"Intitulé": TITLES, "Journal": OUTLETS, "Corps du texte": TEXTS, "n": [1, 2]})
    frame.to_parquet(tmp_path / "p")
    frame[["n"]].to_parquet(tmp_path / "q")
    found = read({"a.parquet": (tmp_path / "p").read_bytes(), "b.parquet": (tmp_path / "q").read_bytes()})
    assert [row[:2] for row in told(found)] == list(zip(TITLES, OUTLETS, strict=True))
    assert found.reasons == {"b.parquet": "unknown_columns"}


@pytest.mark.parametrize(
    "prose", ["Paris, le 3 mars.\nLyon, le 4 mars, il pleut.\nEt demain, aussi.\n", "Une phrase, et une autre, qui suivent.\n"]
)
def test_prose_is_no_table(prose: str) -> None:
    assert not looks_like_table(prose, "a.csv", ())
    assert not looks_like_table(prose, "a.txt", ())


def test_the_delimiter_is_what_makes_rows_alike() -> None:
    assert delimiter_of('1;"La digue, emportée, rouvre";x\n2;"Le pont";y\n') == ";"
    assert delimiter_of("a,b\n1,2\n") == ","
    assert delimiter_of("sep=|\na|b\n") == "|"


def test_rows_that_are_looked_at_ahead_are_held_up_to_the_length_of_one() -> None:
    line = b"un titre;" + b"x" * 1000 + b"\n"
    stream = io.BytesIO(line * 200)
    rows = _Rows(stream, 4000, ";")
    assert len(rows.ahead(50)) * len(line) == stream.tell() < 4000 + len(line)
    assert sum(1 for _ in iter(rows.read, None)) == 200


BROKEN_NAMES = ["Titre\nde l'article", "Nom du\njournal", "Auteurs", "Date de\nparution", "Texte\nintégral"]
CLASSIC = ["Dublin Core:Title", "Dublin Core:Publisher", "Dublin Core:Creator", "Dublin Core:Date", "Item Type Metadata:Text"]
TYPED = [
    "dcterms:title ^^literal",
    "dcterms:publisher ^^resource:item",
    "dcterms:creator",
    "dcterms:date ^^numeric:timestamp",
    "bibo:content",
]
WORDS = ["titre_article", "journal_source", "auteur_article", "date_pub", "contenu_nettoyé"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", table(BROKEN_NAMES, TITLES, OUTLETS, AUTHORS, DAYS, TEXTS, delimiter=";")),
        ("b.csv", "Corpus « Vallée », export du 12/03/2021;;;;\n;;;;\n" + table(["Titre", "Journal", "Auteur", "Date", "Texte"], TITLES, OUTLETS, AUTHORS, DAYS, TEXTS, delimiter=";")),
        ("c.csv", "Corpus de la Vallée\n\n" + table(["Titre", "Journal", "Auteur", "Date", "Texte"], TITLES, OUTLETS, AUTHORS, DAYS, TEXTS)),
        ("d.csv", table(CLASSIC, TITLES, OUTLETS, AUTHORS, DAYS, TEXTS)),
        ("e.csv", table([*TYPED, "o:media/o:source"], TITLES, OUTLETS, AUTHORS, DAYS, TEXTS, "https://echo.example/1.jpg")),
        ("f.txt", table(WORDS, TITLES, OUTLETS, AUTHORS, DAYS, TEXTS, delimiter="|")),
    ],
    ids=["broken names", "a title above", "a line above", "Omeka Classic", "Omeka S with types", "words of names in text"],
)  # fmt: skip
def test_headers_as_spreadsheets_and_omeka_write_them(read: Reading, name: str, content: str) -> None:
    found = read({name: content})
    assert (told(found), found.reasons) == (EXPECTED, {})


def test_columns_of_authors_that_are_numbered_are_one_list(read: Reading) -> None:
    first, second = ["Armelle Dutour", "Loïc Ferrand"], ["", "Anne Roy"]
    found = read(
        {
            "a.csv": table(
                ["Titre", "Journal", "Auteur 1", "Auteur 2", "Date", "Texte"], TITLES, OUTLETS, first, second, DAYS, TEXTS
            )
        }
    )
    assert told(found) == EXPECTED


@pytest.mark.parametrize("missing", ["NA", "nan", "#N/A", "NULL", "None", "<NA>"])
def test_what_programs_write_where_nothing_is_known_is_nothing(read: Reading, missing: str) -> None:
    found = read(
        {
            "a.csv": table(
                ["Titre", "Journal", "Auteur", "Date", "Texte"],
                [missing, TITLES[1]],
                [missing, OUTLETS[1]],
                [missing, AUTHORS[1]],
                [missing, DAYS[1]],
                TEXTS,
            )
        }
    )
    assert told(found) == [(None, None, (), None, None, None), EXPECTED[1]]


def test_starred_variables_in_cells_are_read_as_iramuteq_reads_them(read: Reading) -> None:
    columns = (
        ["*source_L_Écho_des_Monts", "*source_Vallée_Hebdo"],
        ["*date_2011-12-29", "*date_2011-12-30"],
        "*annee_2011",
        TEXTS,
    )
    found = read({"a.csv": table(["Journal", "Année-mois-jour", "Année", "Article"], *columns)})
    assert [row[1:4] for row in told(found)] == [("L Écho des Monts", (), "2011-12-29"), ("Vallée Hebdo", (), "2011-12-30")]


def test_a_standfirst_beside_the_text_begins_it_and_is_not_repeated(read: Reading) -> None:
    leads = ["Le pont suspendu est fermé depuis la crue.", TEXTS[1].partition(".")[0] + "."]
    found = read({"a.csv": table(["Titre", "Chapô", "Corps de l'article"], TITLES, leads, TEXTS)})
    assert sorted(found.texts) == sorted([f"{leads[0]}\n\n{TEXTS[0]}", TEXTS[1]])


def test_the_outlet_of_a_record_is_without_the_issue(read: Reading) -> None:
    found = read(
        {"a.csv": table(["titre", "source", "texte"], TITLES, ["L'Écho des Monts, no. 4218", "Vallée Hebdo (site web)"], TEXTS)}
    )
    assert [row[1] for row in told(found)] == OUTLETS


def test_a_title_is_not_guessed_where_two_columns_may_hold_it(read: Reading) -> None:
    found = read(
        {
            "a.csv": table(
                ["col_1", "col_2", "col_3"], TITLES, ["Une autre ligne de quatre mots", "Encore une ligne de mots"], TEXTS
            )
        }
    )
    assert {row[0] for row in told(found)} == {None}


@pytest.mark.parametrize("encoding", ["mac_roman", "utf-8", "cp1252"])
def test_tables_that_spreadsheets_on_a_mac_wrote(read: Reading, encoding: str) -> None:
    content = table(["Titre", "Journal", "Auteur", "Date", "Texte"], TITLES, OUTLETS, AUTHORS, DAYS, TEXTS, delimiter=";")
    found = read({"a.csv": content.replace("\r\n", "\r").encode(encoding)})
    assert (told(found), found.reasons) == (EXPECTED, {})
    assert sorted(found.texts) == sorted(TEXTS)


def test_text_in_columns_that_are_numbered_is_one_text(read: Reading) -> None:
    found = read({"a.csv": table(["Titre", "Texte", "Texte 2"], TITLES, TEXTS, [TEXTS[1], ""])})
    assert sorted(found.texts) == sorted([f"{TEXTS[0]}\n\n{TEXTS[1]}", TEXTS[1]])


def test_a_column_that_is_much_longer_holds_the_text_whatever_the_other_is_called(read: Reading) -> None:
    found = read({"a.csv": table(["L'article", "Quand ?", "Ce qu'il dit"], TITLES, DAYS, TEXTS)})
    assert ([row[0] for row in told(found)], sorted(found.texts)) == (TITLES, sorted(TEXTS))


@pytest.mark.parametrize(
    ("name", "head"),
    [("a.xls", "<html><head>"), ("a.html", "<html xmlns:x='urn:x'><head><meta name=ProgId content=Excel.Sheet>")],
)
def test_a_sheet_saved_as_a_page_is_refused_once(read: Reading, name: str, head: str) -> None:
    rows = "".join(f"<tr><td>{title}</td><td>{text}</td></tr>" for title, text in zip(TITLES, TEXTS, strict=True))
    found = read({name: f"{head}</head><body><table>{rows}</table></body></html>"})
    assert (len(found.documents), found.reasons) == (0, {name: "binary"})
