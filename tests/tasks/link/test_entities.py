"""What holds for every row: keys, scores, identifiers; no article depends on another."""

import re

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.annotations import MENTIONS, SENTENCES
from schemas.entities import ENTITIES, ENTITY_ID_PATTERN
from tasks.frames import frame_of
from tasks.gazetteer.load import load_gazetteer
from tasks.link.entities import Article, link_article, link_mentions

NAMES = (
    "Kim",
    "Kim Jong Un",
    "M. Kim",
    "Tokyo",
    "Japon",
    "ONU",
    "Sénat",
    "Claire Vasseur",
    "Vasseur",
    "Étoile",
    "Ω",
    "12",
    "C. Vasseur",
    "'",
)
GAPS = (" et ", ", ministre japonaise, ", " (", "). ", ", en ", ". ", " le président du ")


def article(pieces, article_id="0" * 20):
    text, rows = "", []
    for name, gap, label in pieces:
        rows.append(
            {
                "article_id": article_id,
                "sentence": text.count(". "),
                "start": len(text),
                "end": len(text) + len(name),
                "text": name,
                "label": label,
                "form": "name",
                "decision": "model",
            }
        )
        text += name + gap
    return text, rows


pieces = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(GAPS), st.sampled_from(["PER", "ORG", "LOC", "MISC"])), max_size=8
)


@settings(max_examples=80)
@given(pieces)
def test_every_mention_is_linked_and_scored_within_bounds(parts):
    text, mentions = article(parts)
    rows = link_article(Article(text=text), mentions, load_gazetteer())[0]
    assert [row["start"] for row in rows] == [mention["start"] for mention in mentions]
    for row in rows:
        assert re.fullmatch(ENTITY_ID_PATTERN, row["entity_id"])
        assert 0 <= row["link_score"] <= 1
        assert (row["link_score"] > 0) == row["entity_id"].startswith("Q")
        assert row["country"] is None or re.fullmatch("[A-Z]{3}", row["country"])
        assert row["entity_name"]
        assert " > " in row["decision"]
        assert text[row["start"] : row["end"]] == row["text"]


@settings(max_examples=40)
@given(pieces)
def test_the_same_name_of_a_place_is_one_entity_within_an_article(parts):
    text, mentions = article([(name, gap, "LOC") for name, gap, _ in parts])
    found = {}
    for row in link_article(Article(text=text), mentions, load_gazetteer())[0]:
        if row["entity_id"].startswith("Q"):
            assert found.setdefault(row["text"], row["entity_id"]) == row["entity_id"]


@pytest.fixture
def batch():
    texts = {
        "a" * 20: [("Claire Vasseur", " a vu ", "PER"), ("Tokyo", ". ", "LOC"), ("Vasseur", " dort. ", "PER")],
        "b" * 20: [("Vasseur", " a vu l'", "PER"), ("ONU", ". ", "ORG")],
    }
    made = {key: article(parts, key) for key, parts in texts.items()}
    mentions = frame_of(MENTIONS, [row for _, rows in made.values() for row in rows])
    return mentions, pd.DataFrame({"article_id": list(made), "text": [text for text, _ in made.values()]})


def linked(mentions, cleaned, gazetteer):
    return link_mentions(mentions, cleaned, frame_of(SENTENCES), gazetteer=gazetteer)[0]


def test_the_frame_fits_its_contract_and_has_a_row_for_each_mention(batch, gazetteer):
    mentions, cleaned = batch
    entities = linked(mentions, cleaned, gazetteer)
    assert list(entities.columns) == [column.name for column in ENTITIES.columns]
    assert len(entities) == len(mentions)
    assert entities["mention_id"].is_unique


def test_an_article_does_not_depend_on_the_others(batch, gazetteer):
    mentions, cleaned = batch
    together = linked(mentions, cleaned, gazetteer)
    shuffled = linked(mentions.iloc[::-1], cleaned.iloc[::-1], gazetteer)
    pd.testing.assert_frame_equal(together, shuffled)
    apart = [linked(own, cleaned, gazetteer) for _, own in mentions.groupby("article_id")]
    pd.testing.assert_frame_equal(pd.concat(apart).reset_index(drop=True), together, check_dtype=False)
    assert together.loc[together["text"] == "Vasseur", "entity_id"].tolist() == ["local:claire-vasseur", "local:vasseur-bbbbbbbb"]


def test_no_mentions_give_an_empty_table(gazetteer):
    cleaned = pd.DataFrame({"article_id": ["a" * 20], "text": ["Rien."]})
    assert linked(frame_of(MENTIONS), cleaned, gazetteer).empty


def test_the_decision_names_the_voices_and_the_linking_rule(batch, gazetteer):
    mentions, cleaned = batch
    decisions = linked(mentions, cleaned, gazetteer)["decision"]
    assert decisions.str.fullmatch(r"model > [a-z_]+").all()


@settings(max_examples=40)
@given(pieces, pieces)
def test_identifiers_do_not_change_when_articles_are_added(parts, others):
    first, second = article(parts, "a" * 20), article(others, "b" * 20)
    alone = frame_of(MENTIONS, first[1])
    both = frame_of(MENTIONS, [*first[1], *second[1]])
    texts = pd.DataFrame({"article_id": ["a" * 20, "b" * 20], "text": [first[0], second[0]]})
    before = linked(alone, texts.head(1), load_gazetteer())
    after = linked(both, texts, load_gazetteer())
    assert after.loc[after["article_id"] == "a" * 20, "entity_id"].tolist() == before["entity_id"].tolist()


def test_a_family_name_alone_joins_no_two_articles(gazetteer):
    made = {mark * 20: article([("Vasseur", " dort. ", "PER")], mark * 20) for mark in "ab"}
    mentions = frame_of(MENTIONS, [row for _, rows in made.values() for row in rows])
    cleaned = pd.DataFrame({"article_id": list(made), "text": [text for text, _ in made.values()]})
    assert linked(mentions, cleaned, gazetteer)["entity_id"].nunique() == 2


def test_a_full_name_joins_articles(gazetteer):
    made = {mark * 20: article([("Claire Vasseur", " dort. ", "PER")], mark * 20) for mark in "ab"}
    mentions = frame_of(MENTIONS, [row for _, rows in made.values() for row in rows])
    cleaned = pd.DataFrame({"article_id": list(made), "text": [text for text, _ in made.values()]})
    assert linked(mentions, cleaned, gazetteer)["entity_id"].tolist() == ["local:claire-vasseur"] * 2


def linked_apart(texts, names, gazetteer):
    """The entity_id of each name (the first of its text), one article a text."""
    made = {f"{number:x}".ljust(20, "0"): text for number, text in enumerate(texts)}
    rows = [
        {"article_id": article_id, "sentence": 0, "start": text.index(name), "end": text.index(name) + len(name), "text": name,
         "label": label, "form": "name", "decision": "x"}
        for (article_id, text), (name, label) in zip(made.items(), names, strict=True)
    ]  # fmt: skip
    cleaned = pd.DataFrame({"article_id": list(made), "text": list(made.values())})
    return linked(frame_of(MENTIONS, rows), cleaned, gazetteer)["entity_id"].tolist()


@pytest.mark.parametrize(
    ("name", "first", "second", "one"),
    [
        ("François Hollande", "Le ministre japonais X dort.", "Le député japonais X rit.", True),
        ("François Hollande", "Le ministre japonais X dort.", "Le ministre belge X rit.", False),
        ("François Hollande", "X, facteur, dort.", "X, facteur, rit.", False),
        ("Orlan Vedrine", "Le porte-parole russe X dort.", "X rit.", True),
        ("Le Plouvier", "X dort.", "X rit.", False),
        ("O. Vedrine", "X dort.", "X rit.", False),
        ("Richmond", "X dort.", "X rit.", False),
    ],
)
def test_which_names_are_one_in_two_articles(name, first, second, one, gazetteer):
    label = "LOC" if name == "Richmond" else "PER"
    ids = linked_apart([first.replace("X", name), second.replace("X", name)], [(name, label)] * 2, gazetteer)
    assert all(entity_id.startswith("local:") for entity_id in ids)
    assert (ids[0] == ids[1]) is one


def test_a_family_name_is_the_namesake_whom_its_article_names(gazetteer):
    text = "Le facteur François Hollande a sauvé un chat. Hollande a été félicité."
    rows = [
        {"article_id": "a" * 20, "sentence": n, "start": text.index(part), "end": text.index(part) + len(part), "text": part,
         "label": "PER", "form": "name", "decision": "x"}
        for n, part in enumerate(("François Hollande", "Hollande a"))
    ]  # fmt: skip
    rows[1] |= {"end": rows[1]["start"] + len("Hollande"), "text": "Hollande"}
    cleaned = pd.DataFrame({"article_id": ["a" * 20], "text": [text]})
    first, second = linked(frame_of(MENTIONS, rows), cleaned, gazetteer)["entity_id"]
    assert first == second != "Q157"


def test_a_promoted_entity_names_its_former_identifiers(gazetteer):
    text = "Anne Hidalgo dort."
    row = {"article_id": "a" * 20, "sentence": 0, "start": 0, "end": 12, "text": text[:12], "label": "PER", "form": "name"}
    cleaned = pd.DataFrame({"article_id": ["a" * 20], "text": [text]})
    found = linked(frame_of(MENTIONS, [{**row, "decision": "x"}]), cleaned, gazetteer).iloc[0]
    assert (found["entity_id"], list(found["former_ids"])) == ("Q2851133", ["local:anne-hidalgo"])
