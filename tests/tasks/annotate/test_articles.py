"""A batch of articles → frames: rows quote their text, and no article depends on its neighbours."""

from datetime import date

import pandas as pd
import pytest

from tasks.annotate.articles import annotate_articles
from tasks.annotate.batch import ANNOTATIONS
from tasks.proposals.network import load_network, network_folder
from tasks.temporal.grammar import load_grammar

TEXTS = {
    "a": "Un titre\n\nM. Roy a reçu hier l'ambassadrice du Japon. « Nous avons parlé », dit-il.",
    "b": "Tokyo a protesté lundi.",
    "c": "  \n\n12, 13.",
    "d": "« Toustes » ont hué l'Iranien·ne à Lens. Trois manifestant(e)s ont été interpellé-e-s mardi par la police à Dax.",
}


@pytest.fixture(scope="module")
def cleaned():
    return pd.DataFrame(
        {
            "article_id": [f"{key * 20}" for key in TEXTS],
            "text": list(TEXTS.values()),
            "published_on": [date(2023, 5, 3)] * 2 + [None, date(2023, 5, 3)],
            "published_precision": ["day", "day", "unknown", "day"],
        }
    )


@pytest.fixture(scope="module")
def annotate(embedded_pipeline, knowledge):
    return lambda frame: annotate_articles(
        frame, nlp=embedded_pipeline, knowledge=knowledge, grammar=load_grammar(), network=load_network(network_folder())
    )


@pytest.fixture(scope="module")
def embedded_pipeline(embedded):
    return embedded


@pytest.fixture(scope="module")
def frames(annotate, cleaned):
    return annotate(cleaned)


def test_every_table_of_the_stage_is_there(frames):
    assert set(frames) == {table.name for table in ANNOTATIONS}


@pytest.mark.parametrize("name", ["mentions", "timexes", "quotations", "proposed_acts"])
def test_rows_quote_their_text_exactly(frames, cleaned, name):
    texts = dict(zip(cleaned["article_id"], cleaned["text"], strict=True))
    rows = frames[name].to_dict("records")
    assert rows
    assert all(texts[r["article_id"]][r["start"] : r["end"]] == r["text"] for r in rows)


def test_inclusive_writing_is_read_as_the_masculine_and_quoted_as_written(frames):
    article = "d" * 20
    tokens = frames["tokens"][frames["tokens"]["article_id"] == article]
    quoted = {TEXTS["d"][t["start"] : t["end"]]: (t["pos"], t["lemma"]) for t in tokens.to_dict("records")}
    assert quoted["manifestant(e)s"] == ("NOUN", "manifestant")
    assert quoted["interpellé-e-s"] == ("VERB", "interpeller")
    named = frames["mentions"][frames["mentions"]["article_id"] == article]
    assert named["text"].tolist() == ["Lens", "Dax"]
    acts = frames["proposed_acts"][frames["proposed_acts"]["article_id"] == article]
    arguments = frames["proposed_arguments"][frames["proposed_arguments"]["article_id"] == article]
    assert "interpellé-e-s" in " ".join(acts["text"])
    assert set(arguments["act_start"]) <= set(acts["start"])
    assert "Trois manifestant(e)s" in {TEXTS["d"][a["start"] : a["end"]] for a in arguments.to_dict("records")}


def test_a_row_stands_in_its_sentence(frames):
    spans = {(r["article_id"], r["sentence"]): (r["start"], r["end"]) for r in frames["sentences"].to_dict("records")}
    for name in ("tokens", "mentions", "quotations"):
        for row in frames[name].to_dict("records"):
            start, _ = spans[row["article_id"], row["sentence"]]
            assert start <= row["start"]
            following = spans.get((row["article_id"], row["sentence"] + 1))
            assert following is None or row["start"] < following[0]


def test_heads_are_tokens_of_the_article(frames):
    tokens = frames["tokens"]
    for _, own in tokens.groupby("article_id"):
        assert set(own["head"]) <= set(own["token"])
        assert own["token"].tolist() == list(range(len(own)))


def test_mentions_keep_the_decision(frames):
    mentions = frames["mentions"]
    assert mentions["decision"].str.fullmatch(r"[a-z_:]+(?:\+[a-z_:]+)*").all()
    assert "M. Roy" in set(mentions["text"])


def test_order_and_batches_do_not_matter(frames, annotate, cleaned):
    shuffled = annotate(cleaned.iloc[[2, 0, 3, 1]])
    for name, frame in frames.items():
        pd.testing.assert_frame_equal(shuffled[name], frame)
    singles = [annotate(cleaned.iloc[[place]]) for place in range(len(cleaned))]
    for name, frame in frames.items():
        together = pd.concat([single[name] for single in singles]).reset_index(drop=True)
        pd.testing.assert_frame_equal(together, frame, check_dtype=False)


def test_the_frame_that_is_read_is_not_changed(annotate, cleaned):
    before = cleaned.copy(deep=True)
    annotate(cleaned)
    pd.testing.assert_frame_equal(cleaned, before)


def test_a_text_that_is_delivered_twice_is_read_once_and_dated_twice(embedded_pipeline, knowledge):
    pair = pd.DataFrame(
        {
            "article_id": ["b" * 20, "a" * 20],
            "text": ["Tokyo a protesté lundi."] * 2,
            "published_on": [date(2023, 5, 3), date(2023, 6, 7)],
            "published_precision": ["day", "day"],
        }
    )
    read = []

    class Counting:
        def pipe(self, texts, **options):
            read.extend(texts)
            return embedded_pipeline.pipe(texts, **options)

    frames = annotate_articles(
        pair, nlp=Counting(), knowledge=knowledge, grammar=load_grammar(), network=load_network(network_folder())
    )
    assert read == ["Tokyo a protesté lundi."]
    assert frames["timexes"]["date_start"].tolist() == [date(2023, 6, 5), date(2023, 5, 1)]
    for name in ("sentences", "tokens", "mentions"):
        first, second = (own.drop(columns="article_id").to_dict("records") for _, own in frames[name].groupby("article_id"))
        assert first == second
        assert frames[name]["article_id"].is_monotonic_increasing
