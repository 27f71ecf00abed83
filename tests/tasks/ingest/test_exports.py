# ruff: noqa: E501  what programs write in one line stays in one
"""Exports of press databases: each article with its fields, none lost, none put together with another."""

import io
from collections.abc import Callable

import docx
import pytest

Reading = Callable[..., object]

BRIDGE = "Le conseil de la Vallée a voté lundi la réfection du pont suspendu, fermé depuis la crue de février."
MAYOR = "« Nous attendions cette décision depuis des mois », a déclaré la maire, Solène Arnoux, devant une salle comble."
BUSES = "Les bus seront détournés par la rocade jusqu'au printemps, a précisé le service des transports."
FIELDS = ["declared_title", "declared_outlet", "declared_authors", "declared_published", "declared_section", "declared_page"]


def told(found: object) -> list[tuple[object, ...]]:
    """The fields of each article in the order of the file."""
    rows = found.documents.assign(place=[s[0]["uri"] for s in found.documents["sources"]]).sort_values("place")
    values = rows[FIELDS].astype(object).where(rows[FIELDS].notna(), None).values.tolist()
    return [tuple(tuple(v) if isinstance(v, list) else v for v in row) for row in values]


def texts(found: object) -> list[str]:
    rows = found.documents.assign(place=[s[0]["uri"] for s in found.documents["sources"]]).sort_values("place")
    return [content.decode() for content in rows["content"]]


def europresse(*articles: str) -> str:
    return f"<!DOCTYPE html><html><head><style>.DocPublicationName{{color:red}}</style></head><body>{''.join(articles)}</body></html>"


def europresse_article(outlet: str, header: str, title: str, body: str, *, author: str = "", more: str = "") -> str:
    return (
        f'<article><header><div><span class="DocPublicationName">{outlet}</span></div><div><span class="DocHeader">{header}</span>'
        f'</div><div class="titreArticle"><p class="sm-margin-TopNews titreArticleVisu rdp__articletitle">{title}</p>{more}</div>'
        f'{author}</header><section><div class="DocText clearfix"><div class="docOcurrContainer">{body}</div></div></section>'
        "<aside><p>Illustration(s) : le pont</p></aside><footer><small>© 2011 Tous droits réservés.</small></footer></article>"
    )


def test_europresse_of_today(read: Reading) -> None:
    page = europresse(
        europresse_article(
            "L'Écho des Monts, no. 4218",
            "Région, jeudi 29 décembre 2011 295 mots, p. 26",
            "Le <mark>pont</mark> sera refait",
            f"<p>{BRIDGE}</p><p>{MAYOR}</p>",
            author='<div class="docAuthors"><p>Armelle Dutour et Loïc Ferrand</p></div>',
        ),
        europresse_article(
            "Vallée Hebdo (site web)",
            "Friday, December 30, 2011 - 07:12 UTC 80 words",
            "Les bus détournés",
            f"<p>{BUSES}</p>",
            more='<p class="sm-margin-TopNews rdp__subtitle">La rocade jusqu\'au printemps</p>',
        ),
        europresse_article("Vallée Hebdo", "31 décembre 2011", "Une brève sans texte", ""),
    )
    found = read({"export.HTML": page})
    assert told(found) == [
        ("Le pont sera refait", "L'Écho des Monts", ("Armelle Dutour", "Loïc Ferrand"), "jeudi 29 décembre 2011", "Région", "26"),
        ("Les bus détournés", "Vallée Hebdo", (), "Friday, December 30, 2011 - 07:12 UTC", None, None),
    ]
    assert texts(found) == [f"{BRIDGE}\n\n{MAYOR}", f"La rocade jusqu'au printemps\n\n{BUSES}"]
    assert found.reasons == {"export.HTML#3": "no_text"}
    assert "Une brève sans texte" in found.quarantine["detail"].iloc[0]


def test_europresse_of_before_in_latin_1(read: Reading) -> None:
    def article(outlet: str, header: str, title: str, lines: str) -> str:
        return (
            f'<table><tr><td><table><tr><td><img src="x.gif"><br></td></tr></table><span class="DocPublicationName">{outlet}</span><br>'
            f'{header}<br><br><span class="TitreArticleVisu">{title}</span><br><br>{lines}<p></p><b><i>© 2012 {outlet}.</i></b><p></p>'
            "Numéro de document : news·20121005·EM·20400<br><table><tr><td>Ce certificat est émis</td></tr></table></td></tr></table>"
        )

    parts = "".join(f'<span class="DocHeader">{part}</span>' for part in ("Politique, ", "jeudi ", "5 octobre 2012", ", p. 03"))
    page = article("L'Écho des Monts", parts, "Le pont", f"Armelle Dutour<br><p></p>{BRIDGE}<p></p>{MAYOR}")
    page += article("Vallée Hebdo, no. 12", '<span class="DocHeader">6 octobre 2012</span>', "Les bus", f"{BUSES}<p></p>{MAYOR}")
    found = read({"a.html": f"<html><head><META charset=ISO-8859-1></head><body>{page}</body></html>".encode("latin-1")})
    assert told(found) == [
        ("Le pont", "L'Écho des Monts", ("Armelle Dutour",), "jeudi 5 octobre 2012", "Politique", "03"),
        ("Les bus", "Vallée Hebdo", (), "6 octobre 2012", None, None),
    ]
    assert texts(found) == [f"{BRIDGE}\n\n{MAYOR}", f"{BUSES}\n\n{MAYOR}"]


def test_europresse_without_title_author_or_section_of_its_own(read: Reading) -> None:
    bare = f'<article><span class="DocPublicationName">L\'Écho</span><span class="DocHeader">décembre 2011</span><section><p>{BUSES}</p></section></article>'
    found = read({"a.html": europresse(bare, europresse_article("Vallée", "sans date", "Le pont", f"<p>{BRIDGE}</p>"))})
    assert told(found) == [(None, "L'Écho", (), "décembre 2011", None, None), ("Le pont", "Vallée", (), None, None, None)]


def test_europresse_whose_authors_stand_under_the_title_in_a_class_of_their_own(read: Reading) -> None:
    kicker = '<p class="sm-margin-bottomNews">Travaux publics</p>'
    page = europresse(
        europresse_article(
            "L'Écho",
            "29 décembre 2011",
            "Le pont",
            f"<p>{BRIDGE}</p>",
            more=kicker,
            author='<p class="sm-margin-bottomNews">Awa N\'Diaye, avec AFP</p>',
        ),
        europresse_article(
            "L'Écho",
            "29 décembre 2011",
            "Les bus",
            f"<p>{BUSES}</p>",
            author='<p class="sm-margin-bottomNews">De notre correspondante à Séoul, Anne Roy</p>',
        ),
    )
    assert [row[2] for row in told(read({"a.html": page}))] == [
        ("Awa N'Diaye, avec AFP",),
        ("De notre correspondante à Séoul, Anne Roy",),
    ]


def test_europresse_without_name_or_day_in_their_classes(read: Reading) -> None:
    masthead = '<div class="sm-margin-bottom">Vallée Hebdo, vol. 3, no. 12 </div><div class="sm-margin-bottom">vendredi 30 décembre 2011 - 12:00 80 mots</div>'
    bare = f'<article><header>{masthead}<p class="titreArticleVisu grandTitre">Les bus</p></header><section><p>{BUSES}</p></section></article>'
    numbered = europresse_article("L'Écho des Monts ; Édition Sud", "", "Le pont", f"<p>{BRIDGE}</p>")
    numbered = numbered.replace("</footer>", '<div class="publiC-lblNodoc">news·20111229·EM·0001</div></footer>')
    assert told(read({"a.html": europresse(bare, numbered)})) == [
        ("Les bus", "Vallée Hebdo", (), "vendredi 30 décembre 2011 - 12:00", None, None),
        ("Le pont", "L'Écho des Monts", (), "20111229", None, None),
    ]


FACTIVA_LINES = [
    "Région", "Le pont sera refait", "Par Armelle Dutour", "295 mots", "29 décembre 2011", "15:32", "L'Écho des Monts", "ECHOMO", "26",
    "Français", "Copyright 2011 L'Écho des Monts. Tous droits réservés.", "", BRIDGE, "", MAYOR, "", "Document ECHOMO0020111229e7ct0001r",
    "", "Les bus détournés", "1,065 words", "30 December 2011", "Vallée Hebdo", "VALHEB", "English", "(c) 2011 Vallée Hebdo", "", BUSES,
    "Document VALHEB0020111230e7ct0002s", "", "Search Summary", "Text", "pont",
]  # fmt: skip
FACTIVA_TOLD = [
    ("Le pont sera refait", "L'Écho des Monts", ("Armelle Dutour",), "29 décembre 2011 15:32", "Région", "26"),
    ("Les bus détournés", "Vallée Hebdo", (), "30 December 2011", None, None),
]


def rtf(lines: list[str]) -> str:
    def escaped(text: str) -> str:
        return "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in text.replace("\\", "\\\\"))

    return "{\\rtf1\\ansi\\ansicpg1252" + "".join(f"\\pard {escaped(line)}\\par\n" for line in lines) + "}"


@pytest.mark.parametrize(("name", "content"), [("a.rtf", rtf(FACTIVA_LINES)), ("a.txt", "\n".join(FACTIVA_LINES))])
def test_factiva_without_codes(read: Reading, name: str, content: str) -> None:
    found = read({name: content})
    assert told(found) == FACTIVA_TOLD
    assert texts(found) == [f"{BRIDGE}\n\n{MAYOR}", BUSES]


def test_factiva_with_codes_in_rtf(read: Reading) -> None:
    lines = [
        "SE |Région|",
        "HD |Le pont sera refait|",
        "BY |Armelle Dutour|",
        "WC |295 mots|",
        "PD |29 décembre 2011|",
        "ET |15:32|",
    ]
    lines += ["SN |L'Écho des Monts|", "PG |26|", f"LP |{BRIDGE}", "|", f"TD |{MAYOR}", "|", "NS |gpol : Politics|"]
    lines += ["AN |Document ECHOMO0020111229e7ct0001r|", "HD |Les bus détournés|", "PD |30 December 2011|", "SN |Vallée Hebdo|"]
    found = read({"a.rtf": rtf([*lines, f"LP |{BUSES}|", "AN |Document VALHEB0020111230e7ct0002s|"])})
    assert told(found) == FACTIVA_TOLD
    assert texts(found) == [f"{BRIDGE}\n\n{MAYOR}", BUSES]


def test_factiva_pages_with_and_without_codes(read: Reading) -> None:
    def row(code: str, value: str) -> str:
        return f'<tr><td class="index"><b>{code}</b>&nbsp;</td><td>{value}</td></tr>'

    paragraph = '<p class="articleParagraph frarticleParagraph">{}</p>'.format
    coded = row("SE", "Région") + row("HD", "<b class='frHeadline'>Le pont sera refait</b>") + row("BY", "Par Armelle Dutour")
    coded += row("PD", "29 décembre 2011") + row("ET", "15:32") + row("SN", "L'Écho des Monts") + row("PG", "26")
    coded += row("LP", paragraph(BRIDGE)) + row("TD", paragraph(MAYOR)) + row("AN", "Document ECHOMO0020111229e7ct0001r")
    plain = '<div id="hd"><span class="enHeadline">Les bus détournés</span></div><div>65 mots</div><div>30 December 2011</div>'
    plain += f"<div>Vallée Hebdo</div><div>VALHEB</div><div>Copyright 2011</div>{paragraph(BUSES)}<p>Document VALHEB0020111230e7ct0002s</p>"
    page = f'<div class="article frArticle"><table>{coded}</table></div><div class="article enArticle">{plain}</div>'
    found = read({"Factiva.html": f"<html><head><title>Factiva</title></head><body>{page}</body></html>"})
    assert told(found) == FACTIVA_TOLD
    assert texts(found) == [f"{BRIDGE}\n\n{MAYOR}", BUSES]


@pytest.mark.parametrize(
    ("words", "day", "language"),
    [("295 palabras", "29 diciembre 2011", "Francés"), ("295 parole", "29 dicembre 2011", "Francese")],
)
def test_factiva_in_languages_whose_months_are_not_known_is_dated_by_its_number(
    read: Reading, words: str, day: str, language: str
) -> None:
    lines = [
        "Le pont sera refait",
        words,
        day,
        "15:32",
        "L'Écho des Monts",
        "ECHOMO",
        language,
        "Copyright 2011 L'Écho des Monts",
        BRIDGE,
    ]
    found = read({"a.rtf": rtf([*lines, "Document ECHOMO0020111229e7ct0001r"])})
    assert told(found) == [("Le pont sera refait", "L'Écho des Monts", (), "20111229 15:32", None, None)]
    assert texts(found) == [BRIDGE]


def word(lines: list[str]) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


NEXIS = [
    "Le pont sera refait", "L'Écho des Monts", "29 décembre 2011 jeudi", "Édition générale", "\nCopyright 2011 L'Écho des Monts",
    "Section:\xa0RÉGION; Pg. 26", "Length:\xa0295 mots", "Byline:\xa0Armelle Dutour; Loïc Ferrand", "Body", BRIDGE, MAYOR, "Graphic",
    "Le pont", "Classification", "Language: FRENCH", "Load-Date: December 30, 2011", "\nEnd of Document", "Les bus détournés",
    "Vallée Hebdo", "July 30, 2011 Saturday 6:12 AM CET", "Longueur : 65 mots", "Auteur : Loïc Ferrand", "Corps", BUSES,
    "Date de chargement: 31 décembre 2011", "Fin du document",
]  # fmt: skip
NEXIS_TOLD = [
    ("Le pont sera refait", "L'Écho des Monts", ("Armelle Dutour", "Loïc Ferrand"), "29 décembre 2011 jeudi", "RÉGION", "26"),
    ("Les bus détournés", "Vallée Hebdo", ("Loïc Ferrand",), "July 30, 2011 Saturday 6:12 AM CET", None, None),
]
COVER = [
    "Date and Time: lundi 3 mars 2021 09:31:00 CET",
    "Job Number: 1",
    "Documents (2)",
    "1. Le pont sera refait",
    "Client/Matter: -None-",
]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.DOCX", word(NEXIS)),
        ("b.docx", word([*COVER, "2. Les bus détournés", "Client/Matter: -None-", *NEXIS])),
        ("c.rtf", rtf(NEXIS)),
    ],
)
def test_nexis_uni_with_and_without_a_cover(read: Reading, name: str, content: bytes | str) -> None:
    found = read({name: content})
    assert told(found) == NEXIS_TOLD
    assert texts(found) == [f"{BRIDGE}\n\n{MAYOR}", BUSES]


@pytest.mark.parametrize(
    ("body", "end"),
    [("Corps de texte", "Fin de document"), ("Texte intégral", "FIN DU DOCUMENT"), ("Cuerpo", "Fin del documento")],
)
def test_nexis_in_other_words(read: Reading, body: str, end: str) -> None:
    lines = ["Le pont sera refait", "L'Écho des Monts", "29 décembre 2011 jeudi", "Longueur: 295 mots", body, BRIDGE, end]
    found = read({"a.docx": word(lines)})
    assert (told(found)[0][:2], texts(found)) == (("Le pont sera refait", "L'Écho des Monts"), [BRIDGE])


@pytest.mark.parametrize("job", ["Job Number: 138123456", "Numéro de tâche : 138123456", "Auftragsnummer: 138123456"])
def test_the_list_that_nexis_delivers_as_a_file_of_its_own_is_no_article(read: Reading, job: str) -> None:
    cover = ["Date and Time: lundi 3 mars 2021 09:31:00 CET", job, *COVER[2:], "2. Les bus détournés", "Client/Matter: -None-"]
    found = read({"a.DOCX": word(cover), "b.docx": word([f"{BRIDGE} Job Number: 12", "Documents (2)", MAYOR])})
    assert (found.uris, found.reasons) == (["b.docx"], {"a.DOCX": "no_text"})


LEXIS_OLD = """
                               Document 1 de 2

                              L'Écho des Monts

                           29 décembre 2011 jeudi

Le pont sera refait

AUTEUR: Armelle Dutour

RUBRIQUE: RÉGION; Pg. 26

LONGUEUR: 295 mots

Le conseil de la Vallée a voté lundi la réfection
du pont suspendu, fermé depuis la crue de février.

Une navette circulera.

DATE-CHARGEMENT: 30 décembre 2011

LANGUE: FRENCH; FRANÇAIS

                      Copyright 2011 L'Écho des Monts
                           Tous droits réservés

                               Document 2 de 2

                                Vallée Hebdo

                         30 décembre 2011 vendredi

Les bus détournés

LONGUEUR: 65 mots

Les bus seront détournés.

DATE-CHARGEMENT: 31 décembre 2011
"""


def test_lexis_of_before_as_text_and_as_page(read: Reading) -> None:
    lines = "".join(f"<DIV><P><SPAN>{part}</SPAN></P></DIV>" for part in LEXIS_OLD.split("\n\n"))
    for name, content in (("a.TXT", LEXIS_OLD), ("a.html", f"<html><body><!-- <DOCFULL> -->{lines}</body></html>")):
        found = read({name: content})
        assert told(found)[-2:] == [
            ("Le pont sera refait", "L'Écho des Monts", ("Armelle Dutour",), "29 décembre 2011 jeudi", "RÉGION", "26"),
            ("Les bus détournés", "Vallée Hebdo", (), "30 décembre 2011 vendredi", None, None),
        ], name
        assert texts(found)[-2:] == [f"{BRIDGE}\n\nUne navette circulera.", "Les bus seront détournés."], name


def test_iramuteq_corpora(read: Reading) -> None:
    text = f"**** *source_LEcho_des_Monts *date_2011-12-29 *auteur_Armelle_Dutour\n{BRIDGE}\n{MAYOR}\n\n**** *journal_Vallée *annee_2011\n{BUSES}\n"
    found = read({"corpus.txt": text})
    assert told(found) == [
        (None, "LEcho des Monts", ("Armelle Dutour",), "2011-12-29", None, None),
        (None, "Vallée", (), None, None, None),
    ]


RIS = f"""TY  - NEWS
TI  - Le pont sera
      refait
AU  - Dutour, Armelle
AU  - Le Goff, Anne
PY  - 2011
DA  - 2011/12/29/
T2  - L'Écho des Monts
SP  - 26
AB  - {BRIDGE}
{MAYOR}
ER  -

TY  - NEWS
TI  - Les bus détournés
ER  -
"""


def test_references_in_ris_are_articles_by_their_abstracts(read: Reading) -> None:
    found = read({"a.ris": RIS.replace("\n", "\r\n"), "b.txt": f"TY - une ville\n\n{BRIDGE}"})
    assert told(found)[0] == (
        "Le pont sera refait",
        "L'Écho des Monts",
        ("Armelle Dutour", "Anne Le Goff"),
        "2011/12/29/",
        None,
        "26",
    )
    assert (sorted(found.uris), found.reasons) == (["a.ris#1", "b.txt"], {"a.ris#2": "no_text"})
    assert texts(found)[0] == f"{BRIDGE}\n\n{MAYOR}"


@pytest.mark.parametrize(
    "content",
    [
        f"Le pont\n\n{BRIDGE}\n\nFin du document\n\n{MAYOR}",
        f"{BRIDGE} Document remis au conseil : 12345678901234.",
        f"**** Une brève\n\n{BUSES}",
    ],
)
def test_prose_with_words_of_exports_is_one_text(read: Reading, content: str) -> None:
    found = read({"a.txt": content})
    assert found.uris == ["a.txt"]


def test_a_page_that_speaks_of_exports_is_one_page(read: Reading) -> None:
    found = read(
        {"a.html": f"<html><body><article><h1>Europresse</h1><p>DocPublicationName, {BRIDGE}</p></article></body></html>"}
    )
    assert found.uris == ["a.html"]
    assert set(found.documents["content_type"]) == {"html"}
