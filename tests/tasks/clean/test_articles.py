"""Documents become articles or quarantine rows, and not a character of a text is lost on the way."""

import time
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.articles import CLEANED
from schemas.documents import DOCUMENTS
from schemas.quarantine import QUARANTINE
from schemas.settings import CleanSettings
from tasks.clean.articles import clean_documents
from tasks.clean.knowledge import CleaningKnowledge, load_knowledge
from tasks.clean.worker import PageReader
from tasks.frames import Split, frame_of, to_table

Clean = Callable[..., Split]
Article = Callable[..., dict[str, Any]]
BODY = (
    "La déléguée a rappelé mardi que les négociateurs avaient jusqu'à vendredi pour s'entendre sur le partage des eaux.\n\n"
    "« Nous n'avons plus le temps », a-t-elle dit à l'issue d'une réunion qui a duré toute la nuit dans la capitale.\n\n"
    "Les deux pays se disputent depuis dix ans le débit du barrage, dont dépend l'irrigation de trois provinces."
)
TEXT = f"Le fleuve divise les deux voisins\n\n{BODY}\n"


@pytest.mark.parametrize(
    ("content", "repairs"),
    [
        (TEXT.encode("utf-16"), []),
        (TEXT.encode("utf-16-le"), ["charset_detected"]),
        (TEXT.encode("utf-16-be"), ["charset_detected"]),
        (TEXT.encode("utf-8-sig"), []),
        (TEXT.encode("cp1252"), ["charset_detected"]),
        (TEXT.encode().decode("cp1252", "replace").replace("\ufffd", " ").encode(), ["mojibake"]),
        (TEXT.replace("\n", "\r\n").encode(), []),
        (TEXT.replace(" ", " \u202e", 3).replace(" ", " \u2067", 3).encode(), ["invisible_characters"]),
        (TEXT.replace(" ", "\x00 ", 3).encode(), ["control_characters"]),
        (TEXT.replace("é", "&eacute;").encode(), ["entities"]),
        (TEXT.replace("é", "e\u0301").encode(), ["composed"]),
    ],
    ids=["utf16", "utf16le", "utf16be", "bom", "cp1252", "mojibake", "crlf", "bidi", "nul", "entities", "combining"],
)
def test_damaged_text_is_mended_and_the_repair_named(article: Article, content: bytes, repairs: list[str]) -> None:
    row = article(content)
    assert (row["title"], row["text"]) == ("Le fleuve divise les deux voisins", BODY)
    assert list(row["repairs"]) == repairs


def test_single_bytes_without_meaning_are_marked_and_the_rest_stays(article: Article) -> None:
    row = article(TEXT.encode().replace(b"fleuve", b"fle\xffuve"))
    assert (row["title"], list(row["repairs"])) == ("Le fle\ufffduve divise les deux voisins", ["undecodable_bytes"])
    assert row["text"] == BODY


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b" \n\t\n ", "empty"),
        ("\u200b\ufeff\u00ad".encode() * 40, "no_text"),
        (bytes(range(1, 9)) * 40, "binary"),
        ("\ufffd".encode() * 300, "undecodable"),
        (b"Menu", "no_text"),
        ("Le conseil a voté le budget du pont, a dit le maire de la commune. \n\n" * 4_000, "too_long"),
        (b"Partager\nFacebook\nS'abonner\n", "no_text"),
        ("The council met on Tuesday to discuss the border dispute, officials said. " * 4, "other_language"),
        (
            ("El consejo se reunió el martes para discutir la disputa fronteriza, dijo el portavoz. " * 4).encode(),
            "other_language",
        ),
        (
            ("El consell es va reunir dimarts per parlar de la frontera, segons va dir el portaveu. " * 4).encode(),
            "other_language",
        ),
        (
            ("Il consiglio si è riunito martedì per discutere della frontiera, ha detto il portavoce. " * 4).encode(),
            "other_language",
        ),
        ("O conselho reuniu-se na terça-feira para discutir a fronteira, disse o porta-voz. " * 4, "other_language"),
        (
            ("Consiliul s-a întrunit marți pentru a discuta despre frontieră, a declarat purtătorul. " * 4).encode(),
            "other_language",
        ),
        ("Der Rat trat am Dienstag zusammen, um über den Grenzstreit zu beraten, hieß es. " * 4, "other_language"),
        ("De raad kwam dinsdag bijeen om het grensgeschil te bespreken, zei de woordvoerder. " * 4, "other_language"),
    ],
    ids=[
        "blank",
        "invisible",
        "binary",
        "undecodable",
        "short",
        "long",
        "furniture",
        "en",
        "es",
        "ca",
        "it",
        "pt",
        "ro",
        "de",
        "nl",
    ],
)
def test_what_is_no_french_article_is_quarantined_with_its_reason(clean: Clean, content: bytes | str, reason: str) -> None:
    split = clean(content)
    to_table(split.dropped, QUARANTINE)
    assert (len(split.kept), list(split.dropped["reason"])) == (0, [reason])
    assert split.dropped["detail"].str.len().gt(10).all()


ENGLISH = (
    "The delegate reminded negotiators on Tuesday that they had until Friday to agree on sharing the waters of the river.\n\n"
    "The two countries have been arguing for ten years about the flow of the dam, on which the fields of three provinces depend."
)


@pytest.mark.parametrize("given_text", [f"{ENGLISH}\n\n{BODY}", f"{BODY}\n\n{ENGLISH}"], ids=["before", "behind"])
def test_a_mixed_page_keeps_its_french(article: Article, given_text: str) -> None:
    row = article(given_text)
    assert (row["text"], row["language"]) == (BODY, "fr")
    assert [piece["reason"] for piece in row["removed"]] == ["other_language"] * 2


def test_a_quotation_in_its_language_stays(article: Article) -> None:
    first, *rest = BODY.split("\n\n")
    quoted = "\n\n".join([first, f"« {ENGLISH.partition(chr(10))[0]} »", *rest])
    assert article(quoted)["text"] == quoted
    ending = f"{BODY}\n\n« We will never sign such a treaty, and we will never leave this table before the others do. »"
    assert article(ending)["text"] == ending


def test_one_refused_document_leaves_the_others_alone(knowledge: CleaningKnowledge, pages: PageReader, row_of: Any) -> None:
    rows = [
        row_of(TEXT),
        row_of(b"\x01\x02" * 99),
        row_of("<div>" * 100_000 + "Le texte", "html"),
        row_of(f"<p>{BODY}</p>", "html"),
    ]
    hurried = PageReader(knowledge.metadata, seconds=4)
    with hurried:
        split = clean_documents(frame_of(DOCUMENTS, rows), knowledge=knowledge, settings=CleanSettings(), pages=hurried)
    to_table(split.kept, CLEANED)
    assert len(split.kept) + len(split.dropped) == len(rows)
    assert {"binary", "extraction_timeout"} >= set(split.dropped["reason"]) >= {"binary"}
    assert len(split.kept) >= 2


def test_lines_without_end_that_announce_links_cost_what_their_number_does(clean: Clean) -> None:
    start = time.process_time()
    clean("À lire aussi\n" * 15_000)
    assert time.process_time() - start < 30  # with the square of their number it took ten minutes


def test_a_page_without_an_article_is_quarantined(clean: Clean) -> None:
    assert list(clean("<html><body><div></div></body></html>", "html").dropped["reason"]) == ["no_text"]


def test_declared_metadata_is_kept_beside_what_the_text_says(article: Article) -> None:
    row = article(
        TEXT,
        title="Le fleuve divise",
        outlet="La Gazette",
        url="https://gazette.example/a",
        authors=["Anne Martin", "AFP", "admin"],
    )
    assert (row["title"], row["outlet"], row["url"]) == ("Le fleuve divise", "La Gazette", "https://gazette.example/a")
    assert (list(row["authors"]), list(row["agencies"])) == (["Anne Martin"], ["AFP"])


@pytest.mark.parametrize(
    ("head", "outlet", "day"),
    [
        ("LE COURRIER DE LA LOUE. — Samedi 3 octobre 1908", "LE COURRIER DE LA LOUE", "1908-10-03"),
        ("L'ÉCHO DE LA LOUE — 46e ANNÉE. — N° 16.204. — JEUDI 9 MAI 1929", "L'ÉCHO DE LA LOUE", "1929-05-09"),
        ("LA LOUE LIBRE\nN° 412 — Lundi 7 janvier 1974", None, "1974-01-07"),
        ("Date d'édition : 1935-02-12", None, "1935-02-12"),
    ],
)
def test_the_head_of_an_old_paper_tells_outlet_and_day_and_the_headline_stands_behind(
    article: Article, head: str, outlet: str | None, day: str
) -> None:
    row = article(f"{head}\n\nL'INONDATION DU VAL\n\n{BODY}")
    assert (row["title"], row["outlet"], str(row["published_on"])) == ("L'INONDATION DU VAL", outlet, day)
    assert row["text"] == BODY


def test_the_order_of_documents_does_not_matter(knowledge: CleaningKnowledge, pages: PageReader, row_of: Any) -> None:
    rows = [row_of(f"{TEXT}\nNuméro {number}.") for number in range(4)]
    frames = [
        clean_documents(frame_of(DOCUMENTS, given), knowledge=knowledge, settings=CleanSettings(), pages=pages).kept
        for given in (rows, rows[::-1])
    ]
    pd.testing.assert_frame_equal(*frames)


def test_the_frame_that_is_cleaned_stays_as_it_was(knowledge: CleaningKnowledge, pages: PageReader, row_of: Any) -> None:
    rows = frame_of(DOCUMENTS, [row_of(TEXT)])
    before = rows.copy(deep=True)
    clean_documents(rows, knowledge=knowledge, settings=CleanSettings(), pages=pages)
    pd.testing.assert_frame_equal(rows, before)


KNOWLEDGE = load_knowledge()
FURNITURE = st.sampled_from([example for rule in KNOWLEDGE.rules for example in (*rule.examples, *rule.counter_examples)])
SENTENCE = st.sampled_from(
    [
        *BODY.split("\n\n"),
        "Une mesure de rétorsion",
        "Oui.",
        "« L'eau est arrivée »",
        "- La trêve -",
        "prochaines.Les députés siègent encore.",
    ]
)
LINES = st.lists(
    st.one_of(FURNITURE, SENTENCE, st.text(alphabet="abé «»\"'.!?:-–()/|©0123456789ABÉ\t", max_size=60)), max_size=14
)


@given(lines=LINES, blank=st.sampled_from(["\n", "\n\n"]))
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
def test_title_text_and_removed_give_back_the_characters_of_the_input(clean: Clean, lines: list[str], blank: str) -> None:
    given_text = f"{blank.join([*lines, *BODY.split(chr(10) * 2)])}\n{blank.join(reversed(lines))}"
    split = clean(given_text)
    if len(split.dropped):
        assert set(split.dropped["reason"]) <= {"other_language", "no_text"}
        return
    row = split.kept.iloc[0]
    title = row["title"] if isinstance(row["title"], str) else ""
    given_back = [title, row["text"], *(piece["text"] for piece in row["removed"])]
    assert sorted("".join("".join(given_back).split())) == sorted("".join(given_text.split()))
    assert in_order(row["text"].split(), given_text.split())
    assert in_order("".join(piece["text"] for piece in row["removed"]), given_text)


def in_order(part: Any, whole: Any) -> bool:
    """Whether the elements of the part stand in the whole, in this order."""
    rest = iter("".join("".join(whole).split()))
    return all(character in rest for character in "".join("".join(part).split()))
