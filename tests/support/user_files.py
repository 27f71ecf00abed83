# ruff: noqa: E501, RUF005  what programs write in one line stays in one
"""Files of two articles each, in the layouts of press databases, tables, corpora and collectors: always the same two."""

import csv
import gzip
import io
import json

import docx

PONT = (
    "Le conseil de la Vallée a voté lundi la réfection du pont suspendu, fermé depuis la crue de février, et confié les travaux à une entreprise de la région.",
    "« Nous attendions cette décision depuis des mois », a déclaré la maire, Solène Arnoux, devant une salle comble. L'opposition a voté contre, jugeant le calendrier trop optimiste.",
    "Les bus seront détournés par la rocade jusqu'au printemps, a précisé le service des transports, qui promet une navette gratuite.",
)
FROMAGE = (
    "La coopérative laitière de Brossac a fermé son atelier de fromage mercredi, après trente ans d'activité, faute de repreneur.",
    "Les quarante-deux salariés ont reçu leur lettre la veille. « On l'a appris par la radio », a raconté Denis Paillard, affineur depuis 1998.",
)
ECHO, HEBDO, ARMELLE, LOIC = "L'Écho des Monts", "Vallée Hebdo", "Armelle Dutour", "Loïc Ferrand"
TITLE, OTHER = "Le pont sera refait", "Le fromage sans atelier"
File = tuple[str, str | bytes]
"""A name and what the file holds."""


def paragraphs(texts: tuple[str, ...]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def europresse(*articles: str) -> str:
    return f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={{charset}}"></head><body>{"".join(articles)}</body></html>'


def printed(outlet: str, header: str, title: str, texts: tuple[str, ...], author: str = "") -> str:
    return (
        f'<article>\r\n<header><span class="DocPublicationName">{outlet}</span><div><span class="DocHeader">{header}</span></div>\r\n'
        f'<p class="titreArticleVisu rdp__articletitle">{title}</p>{author}</header>\r\n<section><div class="DocText">'
        f"{paragraphs(texts)}</div></section><footer>© 2020. Tous droits réservés.</footer></article>\r\n"
    )


SIGNED = '<div class="docAuthors">Dutour, Armelle</div>'
EUROPRESSE: list[File] = [
    (
        "biblio20200512.HTML",
        "\ufeff"
        + europresse(
            printed(ECHO, "Local, Tuesday, May 12, 2020 412 words, p. ECHO7", TITLE, PONT, SIGNED),
            printed(f"{HEBDO} (site web)", "Économie, mercredi 13 mai 2020 - 18:05 UTC +02:00 230 mots", OTHER, FROMAGE),
        ).replace("{charset}", "utf-8"),
    ),
    (
        "export.htm",
        europresse(
            printed(ECHO, "Région, mardi 12 mai 2020 312 mots, p. 5", TITLE, PONT, SIGNED),
            printed(f"{HEBDO}, no. 118", "mercredi 13 mai 2020", OTHER, FROMAGE),
        )
        .replace("{charset}", "windows-1252")
        .encode("cp1252"),
    ),
    (
        "deux.html.gz",
        gzip.compress(
            europresse(
                printed(ECHO, "Une, 12 mai 2020 312 mots, p. 1,3", TITLE, PONT, SIGNED),
                printed(HEBDO, "13 mai 2020", OTHER, FROMAGE),
            )
            .replace("{charset}", "utf-8")
            .encode()
        ),
    ),
]


def factiva(*articles: str) -> str:
    return f"<html><head><title>Factiva</title></head><body>{''.join(articles)}</body></html>"


def coded(lines: list[tuple[str, str]], line: str) -> str:
    return f'<div class="article frArticle">{"".join(line.format(code, value) for code, value in lines)}</div>'


CODES = [
    [("HD", TITLE), ("BY", f"Par {ARMELLE}"), ("WC", "300 mots"), ("PD", "12 mai 2020"), ("SN", ECHO), ("LP", paragraphs(PONT[:1]))]
    + [("TD", paragraphs(PONT[1:])), ("AN", "Document ECHOMO0020200512eg5c0000a")],
    [("HD", OTHER), ("WC", "230 words"), ("PD", "13 May 2020"), ("SN", HEBDO), ("LP", paragraphs(FROMAGE)), ("AN", "Document VALHEB0020200513eg5d00001")],
]  # fmt: skip
PLAIN = [
    *(TITLE, ARMELLE, "412 mots", "12 mai 2020", ECHO, "ECHOMO", "7", "Français", "Copyright 2020", *PONT),
    *("Document ECHOMO0020200512eg5c0000a", OTHER, "230 mots", "13 mai 2020", "06:40", HEBDO, "VALHEB", "Français"),
    *("(c) 2020 Vallée Hebdo", *FROMAGE, "Document VALHEB0020200513eg5d00001"),
]
FACTIVA: list[File] = [
    ("Factiva.HTML", factiva(*(coded(codes, "<p><b>{}</b> {}</p>") for codes in CODES))),
    ("page.html", factiva(*(f"<table>{coded(codes, '<tr><td><b>{}</b></td><td>{}</td></tr>')}</table>" for codes in CODES))),
    ("lignes.txt", "\r\n".join(PLAIN)),
]


def table(rows: list[list[str]], delimiter: str = ";") -> str:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter).writerows(rows)
    return written.getvalue()


TABLES: list[File] = [
    (
        "cp1252.csv",
        table(
            [["N°", "Date de publication", "Titre", "Journal", "Auteur(s)", "Texte intégral", "Mots-clés"]]
            + [
                ["1", "12/05/2020", TITLE, ECHO, ARMELLE, "\n".join(PONT) + " 12 €", "pont"],
                ["2", "13/05/2020", OTHER, HEBDO, "", "\n".join(FROMAGE), ""],
            ]
        ).encode("cp1252"),
    ),
    (
        "utf16.txt",
        table(
            [["Titre", "Source", "Signature", "Date", "Contenu"], [TITLE, ECHO, f"Par {ARMELLE}", "12 mai 2020", " ".join(PONT)]]
            + [[OTHER, HEBDO, "", "13 mai 2020", " ".join(FROMAGE)]],
            "\t",
        ).encode("utf-16"),
    ),
    (
        "omeka.csv",
        table(
            [
                [
                    "o:id",
                    "o:resource_class",
                    "dcterms:title [fr]",
                    "dcterms:creator",
                    "dcterms:date",
                    "dcterms:publisher",
                    "bibo:content",
                    "o:media/file",
                ]
            ]
            + [["12", "bibo:Article", TITLE, "Dutour, Armelle", "2020-05-12", ECHO, "\n".join(PONT), ""]]
            + [["13", "bibo:Article", OTHER, "", "2020-05-13", HEBDO, "\n".join(FROMAGE), ""]],
            ",",
        ),
    ),
    (
        "mediacloud.csv",
        table(
            [["stories_id", "publish_date", "title", "url", "language", "media_name", "author", "text"]]
            + [["1", "2020-05-12 06:40:00", TITLE, "https://echo.example/p", "fr", ECHO, ARMELLE, " ".join(PONT)]]
            + [["2", "2020-05-13", OTHER, "https://hebdo.example/f", "fr", HEBDO, "", " ".join(FROMAGE)]],
            ",",
        ),
    ),
]
BLOCKS: list[File] = [
    (
        "corpus.xml",
        b'<?xml version="1.0" encoding="ISO-8859-1"?><corpus>'
        + (
            f'<text titre="{TITLE}" journal="{ECHO}" date="2020-05-12" auteur="{ARMELLE}">{paragraphs(PONT)}</text>'
            f'<text titre="{OTHER}" journal="{HEBDO}" date="13/05/2020" auteur="">{paragraphs(FROMAGE)}</text></corpus>'
        ).encode("latin-1"),
    ),
    (
        "blocs.txt",
        "".join(
            f'<ARTICLE TITRE="{title}" DATE="{day}/05/2020" JOURNAL="{outlet}" AUTEUR="{author}">\r\n'
            + "\r\n".join(texts)
            + "\r\n</ARTICLE>\r\n"
            for title, day, outlet, author, texts in ((TITLE, 12, ECHO, ARMELLE, PONT), (OTHER, 13, HEBDO, "", FROMAGE))
        ).encode("cp1252"),
    ),
    (
        "tei.xml",
        '<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">'
        + "".join(
            f"<TEI><teiHeader><fileDesc><titleStmt><title>{title}</title>{author}</titleStmt><publicationStmt><publisher>{outlet}</publisher>"
            f'<date when="{day}">{day}</date></publicationStmt></fileDesc></teiHeader><text><body>{paragraphs(texts)}</body></text></TEI>'
            for title, author, outlet, day, texts in (
                (TITLE, f"<author>{ARMELLE}</author>", ECHO, "2020-05-12", PONT),
                (OTHER, "", HEBDO, "2020-05-13", FROMAGE),
            )
        )
        + "</teiCorpus>",
    ),
]
RECORDS: list[File] = [
    (
        "newsapi.json",
        json.dumps(
            {
                "status": "ok",
                "totalResults": 2,
                "articles": [
                    {
                        "source": {"id": None, "name": ECHO},
                        "author": ARMELLE,
                        "title": f"{TITLE} - {ECHO}",
                        "description": PONT[0],
                        "url": "https://echo.example/p",
                        "publishedAt": "2020-05-12T06:40:00Z",
                        "content": "\r\n".join(PONT),
                    },
                    {
                        "source": {"id": "h", "name": HEBDO},
                        "author": None,
                        "title": OTHER,
                        "description": "",
                        "url": "https://hebdo.example/f",
                        "publishedAt": "2020-05-13T06:40:00Z",
                        "content": " ".join(FROMAGE),
                    },
                ],
            }
        ),
    ),
    (
        "fundus.json",
        json.dumps(
            [
                {
                    "title": TITLE,
                    "plaintext": "\n\n".join(PONT),
                    "authors": [ARMELLE],
                    "publishing_date": "2020-05-12 06:40:00+02:00",
                    "publisher": ECHO,
                    "html": {"requested_url": "https://echo.example/p", "responded_url": "https://echo.example/p"},
                },
                {
                    "title": OTHER,
                    "body": {"summary": FROMAGE[:1], "sections": [{"headline": [], "paragraphs": FROMAGE[1:]}]},
                    "authors": [],
                    "publishing_date": "2020-05-13",
                    "publisher": HEBDO,
                },
            ]
        ),
    ),
    (
        "lignes.jsonl",
        "\r\n".join(
            json.dumps(row, ensure_ascii=False)
            for row in (
                {
                    "authors": [ARMELLE],
                    "published_at": "2020-05-12 04:40:00",
                    "maintext": "\n".join(PONT),
                    "outlet": ECHO,
                    "title": TITLE,
                    "url": "https://echo.example/p",
                },
                {"titre": OTHER, "texte": "\n".join(FROMAGE), "journal": HEBDO, "date": "13 mai 2020"},
            )
        ),
    ),
]


def word(lines: list[str]) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def rich_text(lines: list[str]) -> str:
    escaped = ("".join(c if c.isascii() else f"\\u{ord(c)}?" for c in line) for line in lines)
    return "{\\rtf1\\ansi\\ansicpg1252" + "".join(f"\\pard {line}\\par\n" for line in escaped) + "}"


NEXIS_DE = [
    *(TITLE, ECHO, "12. Mai 2020 Dienstag", "Regionalausgabe", f"Copyright 2020 {ECHO} Alle Rechte vorbehalten"),
    *("Rubrik: RÉGION; S. 7", "Länge: 312 Wörter", f"Autor: {ARMELLE}", "Volltext", *PONT, "Classification", "Language: FRENCH"),
    *("Ladedatum: 13. Mai 2020", "Ende des Dokuments", OTHER, HEBDO, "Mittwoch 13. Mai 2020 6:12 AM CET", "Länge: 98 Wörter"),
    *("Body", *FROMAGE, "Ladedatum: 14. Mai 2020", "Ende des Dokuments"),
]
NEXIS_DE_OLD = [
    *("                    Dokument 1 von 2", f"                    {ECHO}", "                    12. Mai 2020 Dienstag", TITLE),
    *(f"AUTOR: {ARMELLE}", "RUBRIK: RÉGION; S. 7", "LÄNGE: 312 Wörter", *PONT, "UPDATE: 13. Mai 2020"),
    *("SPRACHE: FRENCH; Französisch", "PUBLICATION-TYPE: Zeitung", f"          Copyright 2020 {ECHO}"),
    *("                    Dokument 2 von 2", f"                    {HEBDO}", "                    Mittwoch 13. Mai 2020", OTHER),
    *("LÄNGE: 98 Wörter", *FROMAGE, "UPDATE: 14. Mai 2020", "SPRACHE: FRENCH; Französisch"),
]
NEXIS: list[File] = [
    ("Nexis_DE.DOCX", word(NEXIS_DE)),
    ("Nexis_DE.RTF", rich_text(NEXIS_DE)),
    ("Dokumente.TXT", "\r\n\r\n".join(NEXIS_DE_OLD).encode("cp1252")),
    (
        "Dokumente.HTML",
        f"<html><body><!-- <DOCFULL> -->{''.join(f'<DIV><P>{line.strip()}</P></DIV>' for line in NEXIS_DE_OLD)}</body></html>",
    ),
]
FILES = [*EUROPRESSE, *FACTIVA, *TABLES, *BLOCKS, *RECORDS, *NEXIS]
