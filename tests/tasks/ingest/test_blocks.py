# ruff: noqa: E501  what programs write in one line stays in one
"""XML and text in blocks: each element with an article becomes one, and nothing between them is lost without a row."""

from collections.abc import Callable
from importlib.resources import files

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tasks.ingest.blocks import cut_articles, looks_like_blocks
from tasks.ingest.formats import HEAD_BYTES
from tasks.ingest.tokens import joined, without_tokens

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


@pytest.mark.parametrize(
    "opening", ['<corpus>\n<doc title="Le pont" source="L\'Écho">', "<DOCS><DOC>", '<archive><depeche n="1">']
)
def test_a_first_article_longer_than_what_is_looked_at_does_not_hide_the_corpus(read: Reading, opening: str) -> None:
    outer, inner = (tag.partition(" ")[0].strip("<> \n") for tag in opening.split("<")[1:])
    long = f"{BRIDGE}\n" * (HEAD_BYTES // len(BRIDGE))
    found = read({"a.xml": f"{opening}\n{long}</{inner}>\n<{inner}>{BUSES * 3}</{inner}></{outer}>"})
    assert (sorted(found.uris), found.reasons) == (["a.xml#1", "a.xml#2"], {})


def test_a_header_longer_than_the_corpus_does_not_hide_it(read: Reading) -> None:
    header = "<teiHeader>" + "<category><catDesc>Catégorie du corpus de la Vallée</catDesc></category>" * 100 + "</teiHeader>"
    found = read({"a.xml": TEI.replace("<teiHeader><title>Corpus de la Vallée</title></teiHeader>", header)})
    assert (told(found)[0][0], found.reasons) == ("Le pont", {})


WIKI = "".join(
    f"<page>\n<title>{title}</title>\n<revision><timestamp>2011-12-{day}T10:11:12Z</timestamp><text bytes='9'>{text}</text></revision></page>"
    for title, day, text in (("Le pont", 29, BRIDGE * 4), ("Les bus", 30, BUSES * 4))
)


def test_what_stands_around_an_element_for_text_is_of_its_article(read: Reading) -> None:
    found = read({"a.xml": f"<mediawiki><siteinfo><sitename>W</sitename></siteinfo>{WIKI}</mediawiki>"})
    assert told(found) == [
        ("Le pont", None, (), "2011-12-29T10:11:12Z", None),
        ("Les bus", None, (), "2011-12-30T10:11:12Z", None),
    ]
    assert found.reasons == {}


def test_each_of_several_texts_of_a_page_is_an_article(read: Reading) -> None:
    pages = "".join(
        f"<page><text titre='Le pont {n}'>{BRIDGE * 3}</text><text titre='Les bus {n}'>{BUSES * 3}</text></page>" for n in (1, 2)
    )
    assert len(read({"a.xml": f"<journal>{pages}</journal>"}).documents) == 4


def test_prefixes_that_are_declared_around_the_articles_are_read(read: Reading) -> None:
    fields = "<dc:title>Le pont</dc:title><dc:creator>Armelle Dutour</dc:creator><dc:creator>Loïc Ferrand</dc:creator>"
    record = f"<record>{fields}<dc:date>2011-12-29</dc:date><dc:description>{BRIDGE * 3}</dc:description></record>"
    found = read(
        {
            "a.xml": f'<?xml version="1.0"?><records xmlns:dc="http://purl.org/dc/elements/1.1/">{record}{record[:8]}x</record></records>'
        }
    )
    assert told(found)[0] == ("Le pont", None, ("Armelle Dutour", "Loïc Ferrand"), "2011-12-29", None)


def test_parts_of_names_are_parted_and_every_author_is_read(read: Reading) -> None:
    names = "<auteurs><auteur><prenom>Armelle</prenom><nom>Dutour</nom></auteur><auteur><prenom>Loïc</prenom><nom>Ferrand</nom></auteur></auteurs>"
    found = read({"a.xml": f"<corpus><article><titre>Le pont</titre>{names}<texte>{BRIDGE}</texte></article></corpus>"})
    assert told(found) == [("Le pont", None, ("Armelle Dutour", "Loïc Ferrand"), None, None)]


def test_the_title_of_a_journal_is_no_headline(read: Reading) -> None:
    source = '<sourceDesc><bibl><title level="j">L\'Écho des Monts</title></bibl></sourceDesc>'
    found = read(
        {"a.xml": TEI.replace("</fileDesc>", f"{source}</fileDesc>").replace("<publisher>L'Écho des Monts</publisher>", "")}
    )
    assert told(found)[0][:2] == ("Le pont", "L'Écho des Monts")


def vertical(text: str, *, tag: str = "") -> str:
    words = text.replace("'", "' ").replace(",", " ,").replace(".", " .").split()
    return "\n".join(f"{word}\tPOS\t{word.lower()}" if not tag else f"<{tag} pos='X'>{word}</{tag}>" for word in words)


@pytest.mark.parametrize(
    "inner",
    [
        f"<p>\n<s>\n{vertical(BRIDGE)}\n</s>\n</p>",
        f"<p><s>{vertical(BRIDGE, tag='w')}</s></p>",
        f"<p><s>{vertical(BRIDGE, tag='w')}</s></p>".replace("<w pos='X'>", "<w><txm:form>").replace(
            "</w>", "</txm:form><txm:ana type='#pos'>X</txm:ana></w>"
        ),
    ],
    ids=["a line a word", "an element a word", "form and annotation"],
)
def test_corpora_cut_into_words_are_text(read: Reading, inner: str) -> None:
    found = read({"a.vrt": f'<text id="1" title="Le pont" date="2011-12-29">\n{inner}\n</text>\n'})
    assert told(found) == [("Le pont", None, (), "2011-12-29", None)]
    assert found.texts == [BRIDGE]


def test_words_are_joined_as_the_examples_say() -> None:
    for example in yaml.safe_load(files("tasks.ingest").joinpath("tokens.yaml").read_text(encoding="utf-8"))["examples"]:
        assert joined(example["words"]) == example["text"]


def test_glue_joins_words_and_blocks_that_are_not_cut_stay() -> None:
    assert (
        without_tokens("<s>\nIls\tP\nvont\tV\n<g/>\n-ils\tP\nà\tP\nSéoul\tN\n.\tPUN\n</s>").splitlines()[1]
        == "Ils vont-ils à Séoul."
    )
    assert without_tokens(f"<p>{BRIDGE}</p>\n<p>\tRetrait</p>") == f"<p>{BRIDGE}</p>\n<p>\tRetrait</p>"


def test_the_articles_of_an_issue_have_its_outlet_and_day(read: Reading) -> None:
    header = "<teiHeader><sourceDesc><bibl><title level='j'>L'Écho des Monts</title><date when='1912-05-03'/></bibl></sourceDesc></teiHeader>"
    parts = f"<div type='article'><head>Le pont</head><p>{BRIDGE}</p></div><div type=\"article\"><head>Les bus</head><p>{BUSES}</p></div>"
    found = read({"a.xml": f"<TEI>{header}<text><body>{parts}<div type='pub'><p>Réclame.</p></div></body></text></TEI>"})
    assert told(found) == [
        ("Le pont", "L'Écho des Monts", (), "1912-05-03", None),
        ("Les bus", "L'Écho des Monts", (), "1912-05-03", None),
    ]


def test_what_a_corpus_says_of_itself_is_of_none_of_its_articles(read: Reading) -> None:
    articles = "".join(
        f"<article><titre>{title}</titre><texte>{text}</texte></article>"
        for title, text in (("Le pont", BRIDGE), ("Les bus", BUSES))
    )
    issue = f"<journal nom='Vallée Hebdo'><parution>2011-12-29</parution>{articles}</journal>"
    found = read(
        {"a.xml": f"<corpus date='2024-01-01' source='Dépôt'>{issue}<numero>{articles.replace('Le', 'Un')}</numero></corpus>"}
    )
    assert [row[1:4] for row in told(found)] == [("Vallée Hebdo", (), "2011-12-29")] * 2 + [(None, (), None)] * 2


def test_a_document_of_one_article_in_parts_stays_one(read: Reading) -> None:
    found = read({"a.xml": TEI.replace("<body>", "<body><div type='article'>").replace("</body>", "</div></body>")})
    assert (told(found)[0][:3], len(found.documents)) == (("Le pont", "L'Écho des Monts", ("Armelle Dutour",)), 1)


def test_the_name_of_a_publication_is_no_headline(read: Reading) -> None:
    names = "<Publication><PublicationID>1</PublicationID><Title>L'Écho des Monts</Title></Publication><auteur1>Armelle Dutour</auteur1><auteur2>Loïc Ferrand</auteur2>"
    record = f"<Record>{names}<RecordTitle>Le pont</RecordTitle><NumericPubDate>20111229</NumericPubDate><FullText>{BRIDGE}</FullText></Record>"
    assert told(read({"a.xml": f"<Records>{record}</Records>"})) == [
        ("Le pont", "L'Écho des Monts", ("Armelle Dutour", "Loïc Ferrand"), "20111229", None)
    ]


def test_a_standfirst_beside_the_text_begins_it(read: Reading) -> None:
    article = f"<article><titre>Le pont</titre><chapo>Le pont reste fermé.</chapo><texte><p>{BRIDGE}</p></texte></article>"
    assert read({"a.xml": f"<corpus>{article}</corpus>"}).texts == [f"Le pont reste fermé.\n\n{BRIDGE}"]


def test_elements_none_of_which_holds_text_are_refused_once(read: Reading) -> None:
    line = "<TextLine>" + "<String CONTENT='mot'/>" * 40 + "</TextLine>"
    lines = f"<TextBlock>{line}</TextBlock>" * 3
    found = read({"a.xml": f"<scan><Layout><Page>{lines}</Page></Layout></scan>"})
    assert found.reasons == {"a.xml": "not_a_record"}
