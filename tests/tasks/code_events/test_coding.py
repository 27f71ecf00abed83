"""Coding whole articles: rows quote the text exactly, and neither the order of articles nor any text breaks it."""

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.vocabularies import vocabulary
from tasks.cache import BatchCache, here, run_in_batches
from tasks.code_events.batch import TABLES, tables_of
from tasks.code_events.coding import code_articles
from tasks.code_events.lexicon.rules import read_rules
from tasks.frames import to_table

ENTITIES = 5
"""The place of the entities among the frames of the coder."""
RULE_IDS = {rule.rule_id for rule in read_rules()} | {f"{code}:learned" for code in vocabulary("event_type")}
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
    return code_articles(*frames, lexicon=lexicon)["event_mentions"]


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
    again = code_articles(*shuffled, lexicon=lexicon)
    assert rows_of(again["event_mentions"]) == rows_of(mentions)
    assert {name: rows_of(frame) for name, frame in again.items()} == {
        name: rows_of(frame) for name, frame in code_articles(*frames, lexicon=lexicon).items()
    }


def test_an_article_is_coded_alike_beside_others_and_alone(mentions, code):
    alone = code(TEXTS[0])
    beside = [row for row in rows_of(mentions) if row["article_id"] == "00000"]
    assert alone == beside


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=25).map(" ".join))
def test_any_text_is_coded_or_left_alone(tables, text):
    found = tables(text)
    for row in found["event_mentions"]:
        check(row, text)
    check_parties(found, text)
    check_candidates(found, text)


KEY = ("article_id", "trigger_start", "event_type")


def check_parties(found, text):
    """Every party of a mention is an argument in its place, and the words that name it are those of the text."""
    told = {(row["role"], row["position"], *(row[name] for name in KEY)): row for row in found["event_arguments"]}
    assert len(told) == len(found["event_arguments"])
    for row in found["event_arguments"]:
        assert text[row["start"] : row["end"]] == row["text"] == row["text"].strip() != ""
    for mention in found["event_mentions"]:
        for role in ("actor", "recipient"):
            for position, party in enumerate(mention[f"{role}s"]):
                argument = told.pop((role, position, *(mention[name] for name in KEY)))
                assert {name: argument[name] for name in party} == party
    assert told == {}


def check_candidates(found, text):
    """Every mention is a candidate that was kept, and none else was."""
    kept = {(row["trigger_start"], row["rule_id"]) for row in found["event_candidates"] if row["verdict"] == "kept"}
    assert kept == {(row["trigger_start"], row["rule_id"]) for row in found["event_mentions"]}
    for row in found["event_candidates"]:
        assert text[row["trigger_start"] : row["trigger_end"]] == row["trigger"]
        assert (row["verdict"] == "kept") == (row["reason"] == "kept")


@pytest.mark.parametrize(
    ("text", "words", "evidence"),
    [
        ("La Turquie a accusé la Syrie.", ["La Turquie", "la Syrie"], ["parse", "order"]),
        ("Le ministre turc est parti. Il a accusé la Syrie.", ["ministre turc", "Syrie"], ["coreference", "order"]),
    ],
)
def test_an_argument_quotes_the_words_that_name_it_wherever_they_stand(tables, text, words, evidence):
    arguments = tables(text)["event_arguments"]
    assert [row["text"] for row in arguments] == [w.removeprefix("La ").removeprefix("la ") for w in words]
    assert [row["evidence"] for row in arguments] == evidence
    assert [text[row["start"] : row["end"]] for row in arguments] == [row["text"] for row in arguments]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("La Corée du Nord a annoncé un moratoire sur les essais nucléaires.", "halted"),
        ("La Turquie a menacé de bombarder la Syrie.", "told_by_another"),
        ("La Turquie cherche à renforcer ses liens avec la Syrie.", "only_aimed_at"),
        ("La Suède lui a donné du lait.", "no_recipient"),
        ("On condamne ce geste.", "no_actor"),
    ],
)
def test_a_candidate_that_is_dropped_says_why(tables, text, reason):
    assert reason in {row["reason"] for row in tables(text)["event_candidates"]}


def test_an_act_that_is_surely_told_needs_no_second_party_but_somebody(code):
    (aid,) = [row for row in code("La Norvège a livré des armes.") if row["event_type"] == "AID"]
    assert [party["country"] for party in aid["actors"]] == ["NOR"]
    assert list(aid["recipients"]) == []
    assert code("Les armes ont été livrées.") == []


@pytest.mark.parametrize("size", [1, 3, 100])
def test_what_was_kept_of_earlier_runs_is_what_a_fresh_run_gives(frames, lexicon, tmp_path, size):
    articles, *others = frames
    entities = others[ENTITIES - 1]
    cache, asked = BatchCache(folder=tmp_path / "cache", tables=TABLES), []

    def work(batch):
        asked.extend(batch["article_id"])
        mine = (rows[rows["article_id"].isin(batch["article_id"])] for rows in others)
        return tables_of(code_articles(batch, *mine, lexicon=lexicon), entities)

    def run(some):
        listed, ids = tmp_path / "run/parts.parquet", list(some["article_id"])
        light = pa.Table.from_pandas(some, preserve_index=False)
        doing = here(cache, work)
        return run_in_batches(light, ids, cache=cache, parts=listed, size=lambda _: size, doing=doing, advance=lambda _: None)

    run(articles.iloc[:2])
    kept_and_new = [run(articles).read(table) for table in TABLES]
    fresh = tables_of(code_articles(*frames, lexicon=lexicon), entities)
    assert sorted(asked) == sorted(articles["article_id"])
    for table, kept in zip(TABLES, kept_and_new, strict=True):
        assert kept.equals(to_table(fresh[table.name], table))
