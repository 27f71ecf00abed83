"""Kinds of fault that a release may have: how each comes into the tables, and the check that must name its row.

Each fault is put into a row of its own, so that one validation judges many at once.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

Row = dict[str, Any]
Rows = dict[str, list[Row]]
KEYS = {"articles": "article_id", "entities": "mention_id", "events": "event_id", "aliases": "alias_id"}
CONTRACT = "contract_broken"
STRANGER = "Q999999999"


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One fault in one row: `into` changes it and may say the key to name, `where` says which rows can bear it, `code` is the check that must name the row."""

    name: str
    table: str
    code: str
    into: Callable[[Row], str | None]
    where: Callable[[Row], Any] = lambda row: True


@dataclass(frozen=True, kw_only=True)
class Flood:
    """A fault of many rows: `into` changes the tables and says by key which rows must be named (one of them is enough)."""

    name: str
    code: str
    into: Callable[[Rows], set[str]]


def key_of(table: str, row: Mapping[str, Any]) -> str:
    return f"{row['article_id']}:{row['other_id']}" if table == "overlaps" else row[KEYS[table]]


def put(**values: Any) -> Callable[[Row], None]:
    return lambda row: row.update(values)


def computed(column: str, value: Callable[[Row], Any]) -> Callable[[Row], None]:
    return lambda row: row.update({column: value(row)})


def mention(**values: Any) -> Callable[[Row], None]:
    return lambda row: row["mentions"][0].update(
        {name: v(row["mentions"][0]) if callable(v) else v for name, v in values.items()}
    )


def party(side: str, **values: Any) -> Callable[[Row], None]:
    def into(row: Row) -> None:
        row[side][0].update(values)
        if "country" in values:
            row[f"{side.removesuffix('s')}_country"] = row[side][0]["country"]

    return into


def cut_the_last_paragraph(row: Row) -> None:
    row["text"] = row["text"].rsplit("\n\n", 1)[0]
    row["word_count"] = len(row["text"].split())


def both_days(day: date) -> Callable[[Row], None]:
    return put(date_start=day, date_end=day, date_precision="day")


def twice(row: Row) -> None:
    row["mentions"].append(dict(row["mentions"][0]))
    row["mention_count"] += 1


def without_a_mention(row: Row) -> str:
    lost = row["mentions"].pop()
    row["mention_count"] -= 1
    row["article_count"] = len({m["article_id"] for m in row["mentions"]})
    return f"{lost['article_id']}:{lost['trigger_start']}:{row['event_type']}"


def other_trigger(row: Row) -> None:
    told = row["mentions"][0]
    word = told["text"].split()[0]
    place = told["start"] + told["text"].index(word)
    told.update(trigger_start=place, trigger_end=place + len(word), trigger=word)


def swapped_sides(row: Row) -> None:
    row["actors"], row["recipients"] = row["recipients"], row["actors"]
    row["actor_country"], row["recipient_country"] = row["recipient_country"], row["actor_country"]


def shorter(row: Row) -> None:
    """The name without its last character, all that follows from it made to fit."""
    row.update(end=row["end"] - 1, text=row["text"][:-1])
    row["mention_id"] = f"{row['article_id']}:{row['start']}-{row['end']}"


def emptied(side: str) -> Callable[[Row], None]:
    return lambda row: row.update({side: [], f"{side.removesuffix('s')}_country": None})


def dated(row: Row) -> bool:
    return row["date_precision"] == "day" and row["date_start"] == row["date_end"]


def many(side: str) -> Callable[[Row], Any]:
    return lambda row: row[side] and row[side][0]["country"] and row[side][0]["entity_id"]


def _of(table: str, *faults: tuple[Any, ...]) -> list[Fault]:
    return [
        Fault(name=name, table=table, code=code, into=into, where=where[0] if where else lambda row: True)
        for name, code, into, *where in faults
    ]


ARTICLES = _of(
    "articles",
    ("last paragraph cut", "text_uncovered", cut_the_last_paragraph, lambda r: "\n\n" in r["text"]),
    ("text emptied", "article_changed", put(text="", word_count=0)),
    ("removed lines emptied", "article_changed", put(removed=[]), lambda r: r["removed"]),
    ("headline of no article", "article_changed", put(title="Un tout autre titre")),
    ("headline lost", "article_changed", put(title=None), lambda r: r["title"]),
    ("outlet of no article", "article_changed", put(outlet="La Gazette de Nulle-Part")),
    ("address of another", "article_changed", put(url="https://gazette.example/1")),
    ("authors lost", "article_changed", put(authors=[]), lambda r: r["authors"]),
    ("agency invented", "article_changed", put(agencies=["Agence Nulle"])),
    ("minute on another day", "published_twofold", computed("published_at", lambda r: datetime(2022, 1, 1, 6, 30))),  # noqa: DTZ001
    ("published in year 1", "published_impossible", put(published_on=date(1, 1, 1)), lambda r: r["published_on"]),
    ("published in 9999", "published_impossible", put(published_on=date(9999, 12, 31)), lambda r: r["published_on"]),
    ("published a day later", "article_changed", computed("published_on", lambda r: r["published_on"] + timedelta(1)), lambda r: r["published_on"]),
    ("published in a month for a day", "published_twofold", put(published_precision="month"), lambda r: r["published_on"] and r["published_on"].day > 1),
    ("updated before published", "published_twofold", computed("updated_on", lambda r: r["published_on"] - timedelta(9)), lambda r: r["published_on"]),
    ("day without precision", CONTRACT, put(published_precision="unknown"), lambda r: r["published_on"]),
    ("language zz", "language_refused", put(language="zz")),
    ("language of English", "language_refused", put(language="en")),
    ("score of the language", "article_changed", put(language_score=0.123)),
    ("sentence too many", "text_uncovered", computed("sentence_count", lambda r: r["sentence_count"] + 1)),
    ("words miscounted", CONTRACT, put(word_count=3)),
    ("identifier that is no payload's", "article_unknown", put(article_id="0123456789abcdef0123", cluster_id="0123456789abcdef0123"), lambda r: not r["duplicate_of"]),
    ("NUL in the headline", "control_characters", put(title="Un ti\0tre")),
    ("NUL in the text", "control_characters", computed("text", lambda r: r["text"] + "\0")),
    ("checksum of no file", "article_changed", computed("sources", lambda r: [{**s, "sha256": "0" * 64} for s in r["sources"]])),
    ("copy led by itself", CONTRACT, computed("cluster_id", lambda r: r["article_id"]), lambda r: r["duplicate_of"]),
    ("overlap of nothing", "cluster_changed", put(overlap=0.111), lambda r: r["duplicate_of"]),
    ("another relation", "cluster_changed", computed("relation", lambda r: "same" if r["relation"] != "same" else "excerpt"), lambda r: r["duplicate_of"]),
    ("repeats a stranger", CONTRACT, put(duplicate_of="0" * 20), lambda r: r["duplicate_of"]),
)  # fmt: skip

ENTITIES = _of(
    "entities",
    ("name longer than its sentence", CONTRACT, computed("end", lambda r: 100_000)),
    ("sentence too far", "name_outside_sentence", computed("sentence", lambda r: r["sentence"] - 1), lambda r: r["sentence"] > 1),
    ("first sentence for all", "name_changed", put(sentence=0), lambda r: r["sentence"] > 1),
    ("country ZZZ", "entity_country_unknown", put(country="ZZZ")),
    ("name of another country", "entity_twofold", put(country="ISL"), lambda r: r["country"] and r["entity_id"].startswith("Q")),
    ("country lost", "link_changed", put(country=None), lambda r: r["country"]),
    ("another name", "entity_twofold", put(entity_name="Nulle-Part"), lambda r: r["entity_id"].startswith("Q")),
    ("another entity", "link_changed", put(entity_id=STRANGER)),
    ("another label", "link_changed", computed("label", lambda r: "MISC" if r["label"] != "MISC" else "PER")),
    ("another form", "link_changed", computed("form", lambda r: "title" if r["form"] != "title" else "name")),
    ("another score of the link", "link_changed", put(link_score=0.123), lambda r: r["entity_id"].startswith("Q")),
    ("another slug", "link_changed", put(entity_id="local:nulle-part"), lambda r: r["entity_id"].startswith("local:")),
    ("a letter short", "name_unfounded", shorter, lambda r: len(r["text"]) > 4),
    ("identifier of other characters", CONTRACT, computed("mention_id", lambda r: f"{r['article_id']}:1-2")),
    ("words that are not the text's", CONTRACT, put(text="Nulle-Part")),
    ("code of no vocabulary", CONTRACT, put(label="LIEU")),
)  # fmt: skip

EVENTS = _of(
    "events",
    ("mention twice in its event", "mention_told_twice", twice),
    ("one of several mentions lost", "mention_lost", without_a_mention, lambda r: len(r["mentions"]) > 1),
    ("mention beyond its sentence", "mention_outside_sentence", mention(end=lambda m: m["end"] - 1, text=lambda m: m["text"][:-1])),
    ("mention of another sentence", "mention_outside_sentence", mention(sentence=lambda m: m["sentence"] - 1), lambda r: r["mentions"][0]["sentence"] > 0),
    ("mention quoting something else", CONTRACT, mention(text="Rien de tel n'est écrit.")),
    ("another trigger", "mention_unfounded", other_trigger, lambda r: not r["mentions"][0]["text"].startswith(r["mentions"][0]["trigger"])),
    ("rule of no lexicon", "rule_unknown", mention(rule_id="NULLE.part")),
    ("confidence of the mention", "mention_changed", mention(confidence=0.012)),
    ("party at another place", CONTRACT, lambda r: r["mentions"][0]["actors"][0].update(start=0), lambda r: r["mentions"][0]["actors"] and r["mentions"][0]["actors"][0]["start"] > 0),
    ("dated in year 1", "date_impossible", both_days(date(1, 1, 1)), dated),
    ("dated in 9999", "date_impossible", both_days(date(9999, 12, 31)), dated),
    ("dated after publication", "actual_after_publication", lambda r: both_days(r["last_published"] + timedelta(40))(r), lambda r: dated(r) and r["realis"] == "actual" and r["last_published"]),
    ("dated after the input", "actual_after_input", both_days(date(2022, 12, 24)), lambda r: dated(r) and r["realis"] == "actual" and r["last_published"]),
    ("dated a day later", "date_unfounded", lambda r: both_days(r["date_start"] + timedelta(1))(r), dated),
    ("month for a day", "date_imprecise", put(date_precision="month"), dated),
    ("day for a week", "date_imprecise", put(date_precision="day"), lambda r: r["date_precision"] == "week"),
    ("date from elsewhere", "date_unfounded", computed("date_source", lambda r: "text" if r["date_source"] != "text" else "publication"), dated),
    ("date lost", "date_unfounded", put(date_start=None, date_end=None, date_precision="unknown", date_source="none", date_confidence=None), dated),
    ("end before beginning", CONTRACT, computed("date_end", lambda r: r["date_start"] - timedelta(1)), dated),
    ("first published before its articles", "published_unfounded", computed("first_published", lambda r: r["first_published"] - timedelta(1)), lambda r: r["first_published"]),
    ("last published behind its articles", "published_unfounded", computed("last_published", lambda r: r["last_published"] + timedelta(1)), lambda r: r["last_published"]),
    ("never published", "published_unfounded", put(first_published=None, last_published=None), lambda r: r["first_published"]),
    ("actor of ZZZ", "event_country_unknown", party("actors", country="ZZZ"), many("actors")),
    ("recipient of another country", "party_unfounded", party("recipients", country="ISL"), many("recipients")),
    ("actor of another country", "party_country_differs", party("actors", country="ISL"), many("actors")),
    ("actor unknown", "party_unknown", party("actors", entity_id=STRANGER), many("actors")),
    ("recipient unknown", "party_unknown", party("recipients", entity_id=STRANGER), many("recipients")),
    ("actor of another name", "party_unfounded", party("actors", name="Nulle-Part"), many("actors")),
    ("NUL in a name", "party_unfounded", party("actors", name="Nul\0le"), many("actors")),
    ("actor of another sector", "party_unfounded", party("actors", sector="REB"), lambda r: many("actors")(r) and r["actors"][0]["sector"] != "REB"),
    ("actors lost", "party_lost", emptied("actors"), many("actors")),
    ("recipients lost", "party_lost", emptied("recipients"), many("recipients")),
    ("sides swapped", "party_unfounded", swapped_sides, lambda r: many("actors")(r) and many("recipients")(r)),
    ("source of the claim unknown", "attribution_unknown", put(attribution=[STRANGER])),
    ("source of the claim lost", "event_unlike_mentions", put(attribution=[]), lambda r: r["attribution"]),
    ("place unknown", "place_unknown", put(place_id=STRANGER), lambda r: r["place_id"]),
    ("place in ZZZ", "event_country_unknown", put(place_country="ZZZ"), lambda r: r["place_id"]),
    ("place elsewhere", "place_unfounded", put(latitude=0.0, longitude=0.0), lambda r: r["latitude"]),
    ("latitude for longitude", "place_unfounded", lambda r: r.update(latitude=r["longitude"] / 2, longitude=r["latitude"]), lambda r: r["latitude"]),
    ("place more exact", "place_unfounded", put(place_precision="point"), lambda r: r["place_precision"] == "city"),
    ("CAMEO root of another type", "score_unfounded", computed("cameo_root", lambda r: "20" if r["cameo_root"] != "20" else "14")),
    ("sign of the score", "score_unfounded", computed("score", lambda r: -r["score"]), lambda r: r["score"]),
    ("quad class of another type", CONTRACT, computed("quad_class", lambda r: r["quad_class"] % 4 + 1)),
    ("mode lost", "event_unlike_mentions", put(event_mode=None), lambda r: r["event_mode"]),
    ("told as planned", "event_unlike_mentions", put(realis="planned"), lambda r: r["realis"] == "actual"),
    ("told as actual", "event_unlike_mentions", put(realis="actual"), lambda r: r["realis"] != "actual"),
    ("held at a distance", "event_unlike_mentions", computed("hedged", lambda r: not r["hedged"])),
    ("contexts of another", "event_unlike_mentions", computed("contexts", lambda r: [] if r["contexts"] else ["economic"])),
    ("confidence of nothing", "event_unlike_mentions", put(confidence=0.012)),
    ("identifier of other mentions", "event_id_unfounded", put(event_id="0123456789abcdef0123")),
    ("mentions miscounted", CONTRACT, put(mention_count=77)),
    ("articles miscounted", CONTRACT, put(article_count=77)),
    ("realis of no vocabulary", CONTRACT, put(realis="peut-être")),
)  # fmt: skip

COPIES = [
    *_of(
        "overlaps",
        ("pair refused", "pair_changed", put(is_accepted=False, relation=None), lambda r: r["is_accepted"]),
        ("pair alike as nothing", "pair_changed", put(containment=0.111)),
        ("pair of another version", "pair_changed", put(rule_version="0")),
    ),
    *_of("aliases", ("alias of itself", "alias_unfounded", computed("cluster_id", lambda r: r["alias_id"]))),
]


def _lost(table: str, share: int) -> Callable[[Rows], set[str]]:
    """Lose one row in so many, and say which; of events their mentions."""

    def into(rows: Rows) -> set[str]:
        gone = rows[table][::share]
        rows[table] = [row for row in rows[table] if row not in gone]
        if table == "events":
            return {f"{m['article_id']}:{m['trigger_start']}:{row['event_type']}" for row in gone for m in row["mentions"]}
        return {key_of(table, row) for row in gone}

    return into


def _names_of_an_article_lost(rows: Rows) -> set[str]:
    article = rows["entities"][0]["article_id"]
    gone = {row["mention_id"] for row in rows["entities"] if row["article_id"] == article}
    rows["entities"] = [row for row in rows["entities"] if row["article_id"] != article]
    return gone


def _turned(table: str, *columns: str) -> Callable[[Rows], set[str]]:
    """The values of some columns go to the next row."""

    def into(rows: Rows) -> set[str]:
        before = [tuple(row[name] for name in columns) for row in rows[table]]
        for row, values in zip(rows[table], [before[-1], *before[:-1]], strict=True):
            row.update(zip(columns, values, strict=True))
        return {key_of(table, row) for row, old in zip(rows[table], before, strict=True) if tuple(row[n] for n in columns) != old}

    return into


def _told_by_two(rows: Rows) -> set[str]:
    first = rows["events"][0]
    second = next(row for row in rows["events"][1:] if row["event_type"] == first["event_type"])
    second["mentions"].append(dict(first["mentions"][0]))
    second["mention_count"] += 1
    second["article_count"] = len({m["article_id"] for m in second["mentions"]})
    return {first["event_id"], second["event_id"]}


def _whole_article(rows: Rows) -> set[str]:
    texts = {row["article_id"]: row["text"] for row in rows["articles"]}
    told = rows["events"][0]["mentions"][0]
    told.update(start=0, end=len(texts[told["article_id"]]), text=texts[told["article_id"]])
    return {rows["events"][0]["event_id"]}


def _name_of_an_article(rows: Rows) -> set[str]:
    texts = {row["article_id"]: row["text"] for row in rows["articles"]}
    name = rows["entities"][0]
    text = texts[name["article_id"]]
    name.update(start=0, end=len(text), text=text, mention_id=f"{name['article_id']}:0-{len(text)}")
    return {name["mention_id"]}


def _circle(rows: Rows) -> set[str]:
    """Two copies of one story lead to each other, and not to its first telling."""
    first, second, third = rows["articles"][:3]
    leader = first["article_id"]
    for row, other in ((second, third), (third, second)):
        row.update(cluster_id=leader, duplicate_of=other["article_id"], relation="same", overlap=1.0)
    first.update(cluster_id=leader, duplicate_of=None, relation=None, overlap=None)
    return {second["article_id"], third["article_id"]}


def _invented(rows: Rows) -> set[str]:
    rows["events"].append({**rows["events"][0], "event_id": "f" * 20})
    return {"f" * 20}


def _double_key(rows: Rows) -> set[str]:
    rows["entities"].append(dict(rows["entities"][0]))
    return {rows["entities"][0]["mention_id"]}


def _surrogate(rows: Rows) -> set[str]:
    rows["articles"][0]["title"] = "Un titre \ud800"
    return {rows["articles"][0]["article_id"]}


WRITING = "refused as it is written"
FLOODS = [
    Flood(name="half of the events lost", code="mention_lost", into=_lost("events", 2)),
    Flood(name="all events lost", code="mention_lost", into=_lost("events", 1)),
    Flood(name="half of the names lost", code="name_lost", into=_lost("entities", 2)),
    Flood(name="all names of an article lost", code="name_lost", into=_names_of_an_article_lost),
    Flood(name="overlaps emptied", code="pair_lost", into=_lost("overlaps", 1)),
    Flood(name="aliases emptied", code="alias_lost", into=_lost("aliases", 1)),
    Flood(name="headlines go to the next article", code="article_changed", into=_turned("articles", "title")),
    Flood(name="days go to the next article", code="article_changed", into=_turned("articles", "published_on", "published_at")),
    Flood(name="texts go to the next article", code="article_changed", into=_turned("articles", "text", "word_count")),
    Flood(name="entities go to the next name", code="link_changed", into=_turned("entities", "entity_id", "entity_name", "country")),
    Flood(name="identifiers go to the next event", code="event_id_unfounded", into=_turned("events", "event_id")),
    Flood(name="dates go to the next event", code="date_unfounded", into=_turned("events", "date_start", "date_end", "date_precision", "date_source", "date_confidence")),
    Flood(name="places go to the next event", code="place_unfounded", into=_turned("events", "place_id", "place_name", "place_country", "latitude", "longitude", "place_precision")),
    Flood(name="one mention told by two events", code="mention_told_twice", into=_told_by_two),
    Flood(name="a mention that spans its article", code="mention_outside_sentence", into=_whole_article),
    Flood(name="a name that spans its article", code="name_unfounded", into=_name_of_an_article),
    Flood(name="copies that lead to each other", code="cluster_circular", into=_circle),
    Flood(name="an event told by another's mentions", code="mention_told_twice", into=_invented),
    Flood(name="a key twice", code=WRITING, into=_double_key),
    Flood(name="a lone surrogate", code=WRITING, into=_surrogate),
]  # fmt: skip
