# ruff: noqa: E501, ISC004  what programs write in one line stays in one
"""Word, RTF and PDF: text in the order of reading; what holds none, or costs too much, is refused with what to do."""

import io
import textwrap
import zipfile
from collections.abc import Callable, Sequence

import docx
import pytest
from docx.oxml import OxmlElement

from tasks.ingest.blobs import Refused
from tasks.ingest.extraction.apart import paragraphs_of
from tasks.ingest.extraction.pdf import pdf_paragraphs
from tasks.ingest.extraction.word import word_paragraphs

Reading = Callable[..., object]
Placed = tuple[float, float, float, str]

PARAGRAPHS = [
    "Le conseil de la Vallée a voté lundi la réfection du pont suspendu, fermé depuis la crue de février, et confié les travaux à une "
    "entreprise de la région.",
    "« Nous attendions cette décision depuis des mois », a déclaré la maire, Solène Arnoux, devant une salle comble. L'opposition a "
    "voté contre, jugeant le calendrier trop optimiste.",
    "Les bus seront détournés par la rocade jusqu'au printemps, a précisé le service des transports.",
] * 4  # fmt: skip
LIMITS = {"seconds": 60, "memory": 2 << 30}


def pdf(pages: Sequence[Sequence[Placed]]) -> bytes:
    """A PDF whose pages hold texts at places (x, y from below, size)."""

    def escaped(text: str) -> bytes:
        return text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")

    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        drawn = (
            b"BT\n" + b"".join(b"/F1 %d Tf 1 0 0 1 %g %g Tm (%s) Tj\n" % (s, x, y, escaped(t)) for x, y, s, t in lines) + b"ET"
        )
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R "
        objects += [(page + "/Resources << /Font << /F1 3 0 R >> >> >>").encode()]
        objects += [b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn)]
    out, places = b"%PDF-1.4\n", []
    for number, written in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, written)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + end


def broken(paragraph: str, width: int) -> list[str]:
    """The lines of a paragraph, long words cut with a hyphen as a newspaper does."""
    lines, line = [], ""
    for word in paragraph.split():
        room = width - len(line) - 2
        if len(line) + len(word) + 1 <= width:
            line = f"{line} {word}".strip()
        elif len(word) > 8 and room >= 3 and word.isalpha():
            cut = min(room, len(word) - 3)
            lines, line = [*lines, f"{line} {word[:cut]}-"], word[cut:]
        else:
            lines, line = [*lines, line], word
    return [*lines, line]


def newspaper(columns: int, *, indented: bool) -> bytes:
    """A page with a headline across its columns and a foot."""
    gap = 18.0
    width = (475 - gap * (columns - 1)) / columns
    flow: list[tuple[float, str]] = []
    for paragraph in PARAGRAPHS:
        lines = broken(paragraph, int(width / 4.6))
        flow += [(8.0 if indented and n == 0 else 0.0, line) for n, line in enumerate(lines)] + ([] if indented else [(0.0, "")])
    rows = -(-len(flow) // columns)
    placed: list[Placed] = [
        (60, 790, 20, "Le pont sera refait"),
        (60, 767, 9, "Par Armelle Dutour"),
        (60, 30, 8, "L'Écho des Monts"),
    ]
    for column in range(columns):
        for row, (indent, line) in enumerate(flow[column * rows : (column + 1) * rows]):
            placed.append((60 + column * (width + gap) + indent, 740 - row * 12, 9, line))
    return pdf([placed])


@pytest.mark.parametrize("columns", [1, 2, 3])
@pytest.mark.parametrize("indented", [True, False])
def test_pdf_columns_paragraphs_and_hyphens(columns: int, *, indented: bool) -> None:
    found = pdf_paragraphs(newspaper(columns, indented=indented))
    assert found == ["Le pont sera refait", "Par Armelle Dutour", *PARAGRAPHS, "L'Écho des Monts"]


def test_heads_and_feet_of_pages_are_left_out_but_the_first() -> None:
    def page(number: int) -> list[Placed]:
        lines = textwrap.wrap(PARAGRAPHS[number % 3] + f" Suite {number}.", 90)
        return [
            (60, 800, 8, "L'Écho des Monts"),
            *((60.0, 700 - 12 * n, 9.0, t) for n, t in enumerate(lines)),
            (500, 30, 8, f"Page {number}"),
        ]

    found = pdf_paragraphs(pdf([page(number) for number in range(1, 6)]))
    assert found.count("L'Écho des Monts") == 1
    assert sum(text.startswith("Page") for text in found) == 1
    assert sum("Suite" in text for text in found) == 5


def test_documents_of_one_article_are_one_text(read: Reading) -> None:
    packed = io.BytesIO()
    document = docx.Document()
    for paragraph in ("Le pont sera refait", *PARAGRAPHS[:3]):
        document.add_paragraph(paragraph)
    document.save(packed)
    rtf = (
        "{\\rtf1\\ansi "
        + "\\par\\par ".join(p.replace("é", "\\'e9").replace("«", "\\'ab").replace("»", "\\'bb") for p in PARAGRAPHS[:2])
        + "}"
    )
    found = read({"a.docx": packed.getvalue(), "b.rtf": rtf, "c.pdf": newspaper(2, indented=True)})
    assert sorted(found.uris) == ["a.docx", "b.rtf", "c.pdf"]
    by_uri = dict(zip([s[0]["uri"] for s in found.documents["sources"]], found.texts, strict=True))
    assert by_uri["a.docx"] == "\n\n".join(["Le pont sera refait", *PARAGRAPHS[:3]])
    assert by_uri["b.rtf"] == "\n\n".join(PARAGRAPHS[:2])
    assert PARAGRAPHS[2] in by_uri["c.pdf"]


def packed(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "reason", "words"),
    [
        ("scan.pdf", pdf([[], []]), "no_text", "OCR"),
        ("coupe.pdf", newspaper(1, indented=True)[:300], "corrupt_archive", "save it anew"),
        ("vide.docx", packed("[Content_Types].xml", "word/document.xml"), "corrupt_archive", "save it anew"),
        ("feuille.xlsx", packed("[Content_Types].xml", "xl/workbook.xml"), "binary", "CSV"),
        ("texte.odt", packed("mimetype", "content.xml"), "binary", "DOCX"),
        ("ancien.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "binary", "DOCX"),
        (
            "europresse.rtf",
            "{\\rtf1 Un\\par news\\'b720111229\\'b7FV\\'b70001\\par Deux\\par news\\'b720111230\\'b7GM\\'b70002}",
            "not_a_record",
            "HTML",
        ),
        ("vide.rtf", "{\\rtf1\\ansi }", "no_text", "OCR"),
    ],
)
def test_documents_without_text_are_refused_once_with_what_to_do(
    read: Reading, name: str, content: bytes, reason: str, words: str
) -> None:
    found = read({name: content})
    assert (len(found.documents), found.reasons) == (0, {name: reason})
    assert words in found.quarantine["detail"].iloc[0]


def test_a_document_that_costs_too_much_is_refused() -> None:
    links = b"{\\rtf1 " + b"{\\field{\\*\\fldinst{HYPERLINK " * 60000 + b"}"
    with pytest.raises(Refused) as stopped:
        paragraphs_of("rtf", links, seconds=1, memory=2 << 30)
    assert stopped.value.reason == "extraction_timeout"


def test_a_pdf_whose_pages_refer_to_themselves_is_refused() -> None:
    endless = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n2 0 R\nendobj\ntrailer << /Root 1 0 R >>\n"
    with pytest.raises(Refused) as stopped:
        paragraphs_of("pdf", endless, seconds=3, memory=2 << 30)
    assert stopped.value.reason == "extraction_timeout"


def test_a_word_document_that_claims_too_much_is_refused(read: Reading) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * (70 << 20))
    assert read({"a.docx": out.getvalue()}).reasons == {"a.docx": "archive_limit"}


def renamed(content: bytes, changes: dict[bytes, bytes]) -> bytes:
    """The package with words of its parts and their names changed, as other programs write them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as archive:
        for member in source.infolist():
            name, part = member.filename.encode(), source.read(member)
            for old, new in changes.items():
                name, part = name.replace(old, new), part.replace(old, new)
            archive.writestr(name.decode(), part)
    return out.getvalue()


OF_WORD = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
STRICT = {
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main": b"http://purl.oclc.org/ooxml/wordprocessingml/main",
}


@pytest.mark.parametrize(
    "changes",
    [{b"word/document.xml": b"word/document2.xml", b"word/_rels/document.xml": b"word/_rels/document2.xml"}, {OF_WORD: b"application/vnd.ms-word.document.macroEnabled.main+xml"}, STRICT],
    ids=["a numbered main part", "with macros", "strict"],
)  # fmt: skip
def test_word_documents_of_every_kind_are_read(read: Reading, changes: dict[bytes, bytes]) -> None:
    document = docx.Document()
    for paragraph in PARAGRAPHS[:2]:
        document.add_paragraph(paragraph)
    packed = io.BytesIO()
    document.save(packed)
    found = read({"a.docx": renamed(packed.getvalue(), changes)})
    assert (found.texts, found.reasons) == (["\n\n".join(PARAGRAPHS[:2])], {})


def test_what_reviewers_put_in_is_text_and_what_they_took_out_is_none() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Le pont ")._p
    for mark, tag, text in (("w:ins", "w:t", "rouvre"), ("w:del", "w:delText", "ferme"), ("w:moveFrom", "w:t", "hier")):
        changed = OxmlElement(mark)
        run = OxmlElement("w:r")
        held = OxmlElement(tag)
        held.text = text
        run.append(held)
        changed.append(run)
        paragraph.append(changed)
    packed = io.BytesIO()
    document.save(packed)
    assert word_paragraphs(packed.getvalue()) == ["Le pont rouvre"]


@pytest.mark.parametrize("member", ["xl/workbook.bin", "visio/document.xml", "Index/Document.iwa"])
def test_other_packages_are_refused_once(read: Reading, member: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("[Content_Types].xml", "_rels/.rels", member):
            archive.writestr(name, "<a/>")
    found = read({"a.bin": out.getvalue()})
    assert (len(found.documents), found.reasons) == (0, {"a.bin": "binary"})
