"""Coding whole articles: rows quote the text exactly, and neither the order of articles nor any text breaks it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.vocabularies import vocabulary
from tasks.code_events.coding import code_mentions
from tasks.code_events.lexicon.rules import read_rules

RULE_IDS = {rule.rule_id for rule in read_rules()}
TEXTS = [
    "La France a accusé mardi le Mali de mensonge, selon l'Otan.\n\nLe Mali a rejeté ces accusations.",
    "« C'est une honte », a dénoncé le ministre turc.\n\nSelon Ankara, la Syrie aurait bombardé un village.",
    "Rien à dire.",
    "L’armée russe a bombardé un port ukrainien ; œuvre de Moscou, dit Kiev.",
]
PIECES = (
    *(
        "La France",
        "Moscou",
        "l'armée russe",
        "le ministre turc",
        "Il",
        "les deux pays",
        "qui",
        "que",
        "et",
        ",",
        ".",
        "« ",
        " »",
    ),
    *("a accusé", "condamne", "aurait bombardé", "ont signé un accord", "frappes", "sanctions", "contre", "à", "par", "selon"),
    *(
        "mardi",
        "en 2019",
        "au lendemain de",
        "Ayant quitté",
        "n'a pas",
        "si",
        "afin de",
        "soutenir",
        "l'accuse",
        "\n\n",
        "œ",
        "’",
        "…",
    ),
)


def rows_of(frame):
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


@pytest.fixture(scope="module")
def frames(annotate):
    return annotate(TEXTS)


@pytest.fixture(scope="module")
def mentions(frames, lexicon):
    return code_mentions(*frames, lexicon=lexicon)


def check(row, text):
    assert text[row["start"] : row["end"]] == row["text"]
    assert text[row["trigger_start"] : row["trigger_end"]] == row["trigger"]
    assert row["start"] <= row["trigger_start"] < row["trigger_end"] <= row["end"]
    assert 0 <= row["confidence"] <= 1
    assert row["event_type"] in vocabulary("event_type")
    assert row["rule_id"] in RULE_IDS
    assert (row["date_start"] is None) == (row["date_source"] == "none")


def test_mentions_quote_their_sentence_and_their_trigger(mentions):
    assert len(mentions) >= 5
    for row in rows_of(mentions):
        check(row, TEXTS[int(row["article_id"])])


def test_the_order_of_articles_and_rows_does_not_matter(frames, mentions, lexicon):
    shuffled = [frame.iloc[::-1].reset_index(drop=True) for frame in frames]
    assert rows_of(code_mentions(*shuffled, lexicon=lexicon)) == rows_of(mentions)


def test_an_article_is_coded_alike_beside_others_and_alone(mentions, code):
    alone = code(TEXTS[0])
    beside = [row for row in rows_of(mentions) if row["article_id"] == "00000"]
    assert alone == beside


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=25).map(" ".join))
def test_any_text_is_coded_or_left_alone(code, text):
    for row in code(text):
        check(row, text)
