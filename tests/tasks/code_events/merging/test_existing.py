"""A party without a country is an entity of the article that tells the event, or none."""

from datetime import date

import pytest

from tasks.code_events.coding import code_articles
from tasks.code_events.merging.existing import existing_arguments, with_existing_parties

ENTITIES = 5
"""The place of the entities among the frames of the coder."""
SILENT = "Antonio Guterres a condamné mercredi l'invasion russe de l'Ukraine."


def parties_of(frames, lexicon):
    coded = with_existing_parties(code_articles(*frames, lexicon=lexicon)["event_mentions"], frames[ENTITIES])
    return [
        (article, party)
        for role in ("actors", "recipients")
        for article, listed in zip(coded["article_id"], coded[role], strict=True)
        for party in listed
    ]


@pytest.mark.parametrize(
    "texts",
    [
        [SILENT],
        ["Le chef de la diplomatie s'est tu. Rafael Grossi a rencontré le ministre iranien à Téhéran. Il a demandé un accès."],
        ["Martin Griffiths a promis une aide à la Syrie. Le lendemain, il a accusé Damas de la bloquer."],
        [SILENT, "L'ONU a condamné mercredi l'invasion russe de l'Ukraine."],
    ],
)
def test_who_is_no_entity_of_the_article_is_no_party(annotate, lexicon, texts):
    frames = annotate(texts, date(2022, 3, 9))
    known = set(zip(frames[ENTITIES]["article_id"], frames[ENTITIES]["entity_id"], strict=True))
    parties = parties_of(frames, lexicon)
    assert parties
    for article, party in parties:
        assert party["country"] or party["entity_id"] is None or (article, party["entity_id"]) in known, party


def test_a_body_that_the_article_names_stays(annotate, lexicon):
    frames = annotate([f"{SILENT} L'ONU s'est réunie."], date(2022, 3, 9))
    assert "Q1065" in {party["entity_id"] for _, party in parties_of(frames, lexicon)}


def test_nothing_told_is_nothing(annotate, lexicon):
    frames = annotate(["Rien ne s'est passé."])
    assert len(with_existing_parties(code_articles(*frames, lexicon=lexicon)["event_mentions"], frames[ENTITIES])) == 0


def test_the_arguments_are_those_of_the_parties_that_exist(annotate, lexicon):
    frames = annotate([SILENT, f"{SILENT} L'ONU s'est réunie."], date(2022, 3, 9))
    coded = code_articles(*frames, lexicon=lexicon)
    arguments = existing_arguments(coded["event_arguments"], frames[ENTITIES])
    assert len(arguments) < len(coded["event_arguments"])
    assert [*arguments.loc[arguments["entity_id"] == "Q1065", "article_id"].unique()] == ["00001"]
    told = arguments.groupby(["article_id", "trigger_start", "event_type", "role"])["position"]
    assert all(sorted(positions) == list(range(len(positions))) for _, positions in told)
