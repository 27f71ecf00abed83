# ruff: noqa: E501  what programs write in one line stays in one
"""XML and text in blocks: each element with an article becomes one, and nothing between them is lost without a row."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.ingest.blocks import cut_articles, looks_like_blocks

Reading = Callable[..., object]

BRIDGE = "Le conseil de la Vallée a voté lundi la réfection du pont suspendu, fermé depuis la crue de février."
BUSES = "Les bus seront détournés par la rocade jusqu'au printemps, a précisé le service des transports."
FIELDS = ["declared_title", "declared_outlet", "declared_authors", "declared_published", "declared_url"]


def told(found: object) -> list[tuple[object, ...]]:
    rows = found.documents.assign(place=[s[0]["uri"] for s in found.documents["sources"]]).sort_values("place")
    values = rows[FIELDS].astype(object).where(rows[FIELDS].notna(), None).values.tolist()
    return [tuple(tuple(v) if isinstance(v, list) else v for v in row) for row in values]


ATTRIBUTES = f"""<corpus>
<doc title="Le pont &quot;suspendu&quot; > rouvre" source="L'Écho des Monts" date="2011-12-29">
{BRIDGE}
</doc>
<doc title='Les bus' source="Vallée Hebdo" date="2011-12-30">
{BUSES} & c'est tout < 3 mois.
</doc>
</corpus>"""
UNCLOSED = f'<ARTICLE journal="L\'Écho" date=2011-12-29 titre="Le pont">\n{BRIDGE}\n\n<ARTICLE journal="Vallée" date=2011-12-30 titre="Les bus">\n{BUSES}\n'
CHILDREN = f"""<?xml version="1.0"?><!-- essai --><items><item><url>https://echo.example/1</url><title>Le pont</title><date>2011-12-29</date>
<author>Armelle Dutour; Loïc Ferrand</author><content><![CDATA[<p>{BRIDGE}</p><p>{BUSES}</p>]]></content></item>
<item><url>https://echo.example/2</url><title>Les bus</title><content>{BUSES}&eacute;&nbsp;!</content></item></items>"""
TEI = f"""<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><title>Corpus de la Vallée</title></teiHeader>
<TEI><teiHeader><fileDesc><titleStmt><title>Le pont</title><author>Armelle Dutour</author></titleStmt><publicationStmt>
<publisher>L'Écho des Monts</publisher><date when="2011-12-29"/></publicationStmt></fileDesc></teiHeader>
<text><body><p>{BRIDGE}</p><p>{BUSES}</p></body></text></TEI></teiCorpus>"""
UNKNOWN = f"<archive><depeche n='1'><intitule>Le pont</intitule><para>{BRIDGE * 3}</para></depeche><depeche n='2'><para>{BUSES * 3}</para></depeche></archive>"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            ATTRIBUTES,
            [('Le pont "suspendu" > rouvre', "L'Écho des Monts", (), "2011-12-29", None), ("Les bus", "Vallée Hebdo", (), "2011-12-30", None)],
        ),
        (UNCLOSED, [("Le pont", "L'Écho", (), "2011-12-29", None), ("Les bus", "Vallée", (), "2011-12-30", None)]),
        (
            CHILDREN,
            [
                ("Le pont", None, ("Armelle Dutour", "Loïc Ferrand"), "2011-12-29", "https://echo.example/1"),
                ("Les bus", None, (), None, "https://echo.example/2"),
            ],
        ),
        (TEI, [("Le pont", "L'Écho des Monts", ("Armelle Dutour",), "2011-12-29", None)]),
        (UNKNOWN, [("Le pont", None, (), None, None), (None, None, (), None, None)]),
        (f"<doc url=https://echo.example/1\n>\n{BRIDGE}\n</doc>\n<doc url=https://echo.example/2>\n{BUSES}\n</doc>\n", [
            (None, None, (), None, "https://echo.example/1"), (None, None, (), None, "https://echo.example/2")]),
        (f"<article><titre>Le pont</titre><texte><p>{BRIDGE}</p></texte></article>", [("Le pont", None, (), None, None)]),
    ],
    ids=["attributes", "unclosed", "children", "tei", "unknown", "no root", "single"],
)  # fmt: skip
@pytest.mark.parametrize("name", ["corpus.xml", "corpus.txt"])
def test_each_element_is_an_article(read: Reading, name: str, content: str, expected: list[tuple[object, ...]]) -> None:
    found = read({name: content})
    assert told(found) == expected
    assert found.reasons == {}
    assert set(found.documents["content_type"]) == {"text"}


def test_entities_and_paragraphs_within_a_block(read: Reading) -> None:
    found = read({"a.xml": CHILDREN})
    assert f"{BRIDGE}\n\n{BUSES}" in found.texts
    assert f"{BUSES}é !" in found.texts


def test_the_size_of_a_corpus_does_not_matter(read: Reading) -> None:
    blocks = "".join(f'<doc title="Épisode {n}">\n{BRIDGE}\n{BUSES} ({n})\n</doc>\n' for n in range(400))
    found = read({"a.xml": f"<corpus>\n{blocks}</corpus>"})
    assert (len(found.documents), found.reasons) == (400, {})


def test_an_empty_block_and_text_outside_of_blocks_have_rows(read: Reading) -> None:
    found = read({"a.xml": f"<corpus><doc title='Vide'></doc><doc title='Le pont'>{BRIDGE * 5}</doc>{BUSES * 3}</corpus>"})
    assert found.uris == ["a.xml#2"]
    assert found.reasons == {"a.xml#1": "no_text", "a.xml#3": "not_a_record"}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('<?xml version="1.0"?><config><a>1</a><b>2</b></config>', "not_a_record"),
        ('<?xml version="1.0"?><!DOCTYPE c [<!ENTITY a "aaa">]><corpus><doc>&a;</doc></corpus>', "unsafe_markup"),
        ("<corpus><doc/><doc/></corpus>", "not_a_record"),
    ],
)
def test_what_holds_no_articles_is_refused_once(read: Reading, content: str, reason: str) -> None:
    found = read({"a.xml": content})
    assert (len(found.documents), found.reasons) == (0, {"a.xml": reason})


def test_xml_in_the_encoding_that_it_declares(read: Reading) -> None:
    content = f'<?xml version="1.0" encoding="ISO-8859-15"?><corpus><doc titre="Le pont à 3 €">{BRIDGE}</doc></corpus>'
    assert told(read({"a.xml": content.encode("iso-8859-15")}))[0][0] == "Le pont à 3 €"


@pytest.mark.parametrize(
    "text", ["<Pyongyang> a répondu lundi à Séoul.", f"<p>{BRIDGE}</p><p>{BUSES}</p>", "<b>Gras</b> et texte", BRIDGE]
)
def test_prose_and_pages_are_no_blocks(text: str) -> None:
    assert not looks_like_blocks(text)


TAGS = st.sampled_from(
    ["<doc>", "</doc>", "<doc a='1'>", "<p>", "</p>", "<", "&", "<![CDATA[", "]]>", "<!--", "-->", "texte ", "<x/>", "\n"]
)


@given(st.lists(TAGS, max_size=60).map("".join))
def test_any_blocks_are_cut_without_losing_words(text: str) -> None:
    cut = cut_articles(text)
    if cut is not None:
        assert all(isinstance(paragraph, str) and paragraph for record in cut.records for paragraph in record.paragraphs)


@pytest.mark.parametrize(
    "content",
    [
        "<doc>" + "<x>" * 20000,
        "<doc>" + "<a>b" * 20000 + "</a>",
        "<doc " + "a=\"b' " * 20000,
        "<doc>" + "<!--" * 20000,
        "<" * 100000,
    ],
)
def test_numerous_tags_cost_little(content: str) -> None:
    looks_like_blocks(content)
    cut_articles(content)  # quadratic work on these would take minutes


SHORT = '<corpus><doc title="Le port de la Vallée rouvre"><p>Il rouvre jeudi.</p></doc><doc title="Le marché est reporté"><p>Il pleut.</p></doc></corpus>'
NO_CORPUS = "<NewsItem><p>{}</p></NewsItem>"
PAGED = f'<items><item p="7"><title>Le pont</title><p>{BRIDGE}</p></item><item p="8"><title>Les bus</title><p>{BUSES}</p></item></items>'


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (SHORT, [("Il rouvre jeudi.", None), ("Il pleut.", None)]),
        (NO_CORPUS.format(BRIDGE), [(BRIDGE, None)]),
        (PAGED, [(BRIDGE, "7"), (BUSES, "8")]),
    ],
    ids=["tags longer than texts", "one paragraph", "page as an attribute"],
)
def test_paragraphs_are_text_and_no_page_however_short(
    read: Reading, content: str, expected: list[tuple[str, str | None]]
) -> None:
    found = read({"a.xml": content})
    rows = found.documents.assign(place=[s[0]["uri"] for s in found.documents["sources"]]).sort_values("place")
    pages = rows["declared_page"].astype(object).where(rows["declared_page"].notna(), None)
    assert list(zip(map(bytes.decode, rows["content"]), pages, strict=True)) == expected


def test_a_list_of_addresses_in_attributes_is_refused_once(read: Reading) -> None:
    found = read({"a.xml": "<list>" + '<item url="https://echo.example/1" title="Le pont">-</item>' * 20 + "</list>"})
    assert (len(found.documents), found.reasons) == (0, {"a.xml": "not_a_record"})
