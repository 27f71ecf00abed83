"""A sentence that several articles of a cluster have is coded once, with words of each article that name its parties."""

from datetime import timedelta

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st
from told_mentions import DAY, arrow_of, in_blocks, mention

from schemas.events import EVENTS
from tasks.code_events.merging.by_type import merge_by_type
from tasks.code_events.merging.copies import coded_once
from tasks.code_events.merging.kept import KEPT, merge_what_is_new
from tasks.frames import write_table

SENTENCE = "Le préfet a refusé le projet."
LATER = DAY + timedelta(days=3)
TEXTS = {
    "a": f"La mairie de Lens attend. {SENTENCE} Rien de plus.",
    "b": f"Lens attend. {SENTENCE}",
    "c": f"{SENTENCE} La mairie de Lensois attend.",
}


def told(article, **other):
    """A mention of « refusé » in the sentence of an article."""
    start, end = span_of(article, SENTENCE)
    trigger, trigger_end = span_of(article, "refusé")
    place = {"start": start, "end": end, "text": SENTENCE, "trigger_end": trigger_end, "trigger": "refusé"}
    return mention(article, trigger, kind="REJECT", **other) | place


def span_of(article, words):
    start = TEXTS[article].index(words)
    return start, start + len(words)


def coded(rows, words, clusters, days=None):
    """The mentions and arguments by article; `words`: the place in its article of what names its parties, by article."""
    mentions, arguments, articles = arrow_of(rows, clusters)
    spans = [words[article] for article in arguments["article_id"].to_pylist()]
    named = [TEXTS[article][slice(*span)] for article, span in zip(arguments["article_id"].to_pylist(), spans, strict=True)]
    columns = {"start": [a for a, _ in spans], "end": [b for _, b in spans], "text": named}
    arguments = pa.table({n: columns.get(n, arguments[n]) for n in arguments.column_names}, schema=arguments.schema)
    published = [(days or {}).get(article, DAY) for article in articles["article_id"].to_pylist()]
    articles = articles.set_column(1, "published_on", pa.array(published, pa.date32()))
    texts = pa.table({"article_id": list(TEXTS), "text": list(TEXTS.values())})
    mentions, arguments = coded_once(mentions, arguments, articles, texts=texts)
    return mentions.to_pylist(), arguments.to_pylist()


PREFECT = {article: span_of(article, "Le préfet") for article in TEXTS}


def test_a_copy_has_parties_and_date_of_the_article_that_told_it_first_and_keeps_its_own_words():
    rows = [
        told("a", day=LATER, actor="BEL", confidence=0.9, who_confidence=0.8),
        told("b", actor="FRA", confidence=0.2, who_confidence=0.1),
    ]
    mentions, arguments = coded(rows, PREFECT, {"b": "a"}, {"a": LATER})
    assert [(m["actors"][0]["country"], m["date_start"], m["coded_in"]) for m in mentions] == [("FRA", DAY, "b")] * 2
    assert [(m["confidence"], m["who_confidence"]) for m in mentions] == [(0.9, 0.1), (0.2, 0.1)]
    assert [m["trigger_start"] for m in mentions] == [row["trigger_start"] for row in rows]
    assert {a["evidence"] for a in arguments if a["article_id"] == "a"} == {"copy"}
    assert {a["evidence"] for a in arguments if a["article_id"] == "b"} == {"parse"}


def test_of_one_day_the_surest_telling_counts():
    rows = [told("a", who_confidence=0.2), told("b", recipient=None, who_confidence=0.4)]
    mentions, _ = coded(rows, PREFECT, {"b": "a"})
    assert [(m["coded_in"], m["recipients"]) for m in mentions] == [("b", [])] * 2


def test_of_one_day_the_likeliest_date_counts_if_it_is_one_of_the_same_realis():
    rows = [
        told("a", who_confidence=0.4),
        told("b", day=DAY - timedelta(days=1), date_confidence=0.95),
        told("c", day=LATER, date_confidence=0.99, realis="planned"),
    ]
    mentions, _ = coded(rows, PREFECT, {"b": "a", "c": "a"})
    assert [(m["coded_in"], m["realis"], m["date_start"]) for m in mentions] == [("a", "actual", DAY - timedelta(days=1))] * 3


def test_an_article_of_unknown_day_tells_nothing_first():
    rows = [told("a", who_confidence=0.2), told("b", who_confidence=0.4)]
    mentions, _ = coded(rows, PREFECT, {"b": "a"}, {"b": None})
    assert [m["coded_in"] for m in mentions] == ["a", "a"]


def test_words_are_quoted_from_the_copy_itself_and_a_party_that_it_does_not_name_has_none():
    rows = [told("a", recipient=None, who_confidence=0.4), told("b"), told("c")]
    spans = PREFECT | {"a": span_of("a", "Lens")}
    mentions, arguments = coded(rows, spans, {"b": "a", "c": "a"})
    found = {a["article_id"]: TEXTS[a["article_id"]][a["start"] : a["end"]] for a in arguments}
    assert found == {"a": "Lens", "b": "Lens"}
    assert [m["actors"][0]["country"] for m in mentions] == ["FRA"] * 3


def test_another_cluster_or_type_is_no_copy():
    rows = [told("a"), told("b", recipient=None), told("c") | {"event_type": "ACCUSE"}, told("c", recipient="BEL")]
    mentions, _ = coded(rows, PREFECT, {"c": "a"}, {"c": LATER})
    assert [m["coded_in"] for m in mentions] == ["a", "b", "c", "a"]


TWINS = {"b": "a"}
ROWS = st.lists(
    st.builds(
        lambda article, start, actor, recipient, day, sure: mention(
            article, start, actor=actor, recipient=recipient, day=day, who_confidence=sure
        ),
        st.sampled_from("abc"), st.integers(0, 3), st.sampled_from(["FRA", None]), st.sampled_from(["MLI", None]),
        st.sampled_from([DAY, LATER, None]), st.sampled_from([0.1, 0.3]),
    ),
    max_size=8,
    unique_by=lambda row: (row["article_id"], row["trigger_start"], row["event_type"]),
)  # fmt: skip


def once(rows):
    mentions, arguments, articles = arrow_of(rows, TWINS)
    texts = pa.table({"article_id": pa.array([*"abc"], pa.string()), "text": pa.array(["xxx " * 20] * 3, pa.string())})
    return *coded_once(mentions, arguments, articles, texts=texts), articles


@settings(max_examples=40)
@given(ROWS)
def test_copies_tell_one_event(rows):
    events = merge_by_type(*in_blocks(*once(rows)), seats={}).to_pylist()
    told_by = {
        (TWINS.get(m["article_id"], m["article_id"]), m["trigger_start"], event["event_id"])
        for event in events
        for m in event["mentions"]
    }
    assert len({telling[:2] for telling in told_by}) == len(told_by)
    assert sum(event["mention_count"] for event in events) == len(rows)


@settings(max_examples=25)
@given(before=ROWS, more=ROWS)
def test_many_small_runs_are_one_big_run(before, more, tmp_path_factory):
    """An article that comes later may be the one that tells first what others were coded by."""
    folder = tmp_path_factory.mktemp("copies")
    known = {row["article_id"] for row in before}
    rows = [*before, *(row for row in more if row["article_id"] not in known)]
    versions = dict.fromkeys("abc", "as it was")
    kept = merge_what_is_new(*once(before), seats={}, versions=versions, kept=KEPT.empty_table())
    now, anew = (merge_what_is_new(*once(rows), seats={}, versions=versions, kept=k) for k in (kept, KEPT.empty_table()))
    written = [
        write_table(found.select(EVENTS.schema.names).combine_chunks(), EVENTS, folder / "events.parquet")
        for found in (now, anew)
    ]
    assert written[0].sha256 == written[1].sha256
