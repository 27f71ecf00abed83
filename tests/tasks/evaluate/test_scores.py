"""The measure itself: a release that says what gold says scores 1, and each kind of error lowers its own figure."""

from datetime import date

import pandas as pd
import pytest

from schemas.errors import SettingsError
from tasks.evaluate.gold import Gold, folded, load_gold
from tasks.evaluate.scores import f_score, score

SENTENCE = "Le président « Dupont » a rencontré mardi son homologue à Berne."


@pytest.fixture
def gold() -> Gold:
    return Gold(
        articles=({"doc": "d1", "file": "un.txt", "body": [SENTENCE], "removed": ["À lire aussi"], "published_ok": ["2022-03"]},),
        entities=(
            {"doc": "d1", "text": "Dupont", "label": "PER", "country": None},
            {"doc": "d1", "text": "Berne", "label": "LOC", "country": "CHE"},
        ),
        events=(
            {
                "doc": "d1",
                "types": ["CONSULT"],
                "actors": ["CHE", "FRA"],
                "recipients": ["UN"],
                "realis": "actual",
                "date": "2022-03-01",
                "trigger": "a rencontré mardi",
            },
        ),
    )


@pytest.fixture
def release() -> dict[str, pd.DataFrame]:
    mention = {"article_id": "a", "text": SENTENCE, "trigger": "rencontré"}
    return {
        "articles": pd.DataFrame(
            {
                "article_id": ["a"],
                "sources": [[{"uri": "dossier/un.txt"}]],
                "title": [None],
                "text": [SENTENCE],
                "published_on": [date(2022, 3, 1)],
                "published_precision": ["month"],
            }
        ),
        "entities": pd.DataFrame({"article_id": ["a", "a"], "text": ["Dupont", "Berne"], "country": [None, "CHE"]}),
        "events": pd.DataFrame(
            {
                "event_type": ["CONSULT"],
                "actors": [[{"entity_id": None, "country": "FRA"}]],
                "recipients": [[{"entity_id": "Q1065", "country": None}]],
                "realis": ["actual"],
                "date_start": [date(2022, 3, 1)],
                "mentions": [[mention]],
            }
        ),
    }


def test_agreement_scores_one(gold, release):
    figures = score(**release, gold=gold)
    assert figures.pop("date_wrong") == 0
    assert set(figures.values()) == {1.0}


@pytest.mark.parametrize(
    ("table", "change", "figure", "value"),
    [
        ("articles", {"text": ["Rien."]}, "body_kept", 0),
        ("articles", {"text": [f"{SENTENCE} À lire aussi"]}, "furniture_removed", 0),
        ("articles", {"published_precision": ["unknown"]}, "date", 0),
        ("articles", {"published_precision": ["day"]}, "date_wrong", 1),
        ("entities", {"text": ["Dupond", "Berne"]}, "mention", 0.5),
        ("entities", {"country": [None, "DEU"]}, "country", 0),
        ("events", {"event_type": ["ACCUSE"]}, "event", 0),
        ("events", {"realis": ["planned"]}, "realis", 0),
        ("events", {"actors": [[{"entity_id": None, "country": "DEU"}]]}, "who", 0),
        ("events", {"recipients": [[]]}, "who", 0),
        ("events", {"recipients": [[{"entity_id": "Q458", "country": None}]]}, "recipient", 0),
        ("events", {"date_start": [date(2022, 3, 2)]}, "event_date", 0),
    ],
)
def test_each_error_lowers_its_own_figure(gold, release, table, change, figure, value):
    release[table] = release[table].assign(**change)
    assert score(**release, gold=gold)[figure] == value


def test_one_mention_answers_for_one_gold_event_only(gold, release):
    twice = Gold(articles=gold.articles, entities=gold.entities, events=gold.events * 2)
    assert score(**release, gold=twice)["event"] == pytest.approx(f_score(1, 1, 2))


def test_typography_does_not_count():
    assert folded("l’« accord »\u00a0!") == folded('l\'"accord" !')


def test_folder_without_gold_is_refused(tmp_path):
    with pytest.raises(SettingsError, match=r"articles\.jsonl"):
        load_gold(tmp_path)


def test_a_recipient_where_gold_has_none_is_invented(gold, release):
    alone = Gold(articles=gold.articles, entities=gold.entities, events=({**gold.events[0], "recipients": []},))
    assert score(**release, gold=alone)["invented_recipients"] == 1
    assert score(**release | {"events": release["events"].assign(recipients=[[]])}, gold=alone)["invented_recipients"] == 0


def test_a_gold_party_without_a_country_agrees_with_anybody(gold, release):
    anybody = Gold(articles=gold.articles, entities=gold.entities, events=({**gold.events[0], "actors": ["syndicat"]},))
    nobody = release["events"].assign(actors=[[]])
    assert score(**release | {"events": nobody}, gold=anybody)["who"] == 1
