"""Annotation fills the table of temporal expressions, resolved against the publication of each article."""

from datetime import date

import pandas as pd
import pytest
import spacy

from tasks.annotate.articles import annotate_articles
from tasks.annotate.knowledge import load_names_knowledge
from tasks.annotate.pipeline import with_components
from tasks.proposals.network import load_network, network_folder
from tasks.temporal.grammar import load_grammar

TEXT = "Le ministre est arrivé mardi à Rome.\n\nIl repartira le 12 mars, a-t-on appris."


@pytest.fixture(scope="module")
def timexes():
    articles = pd.DataFrame(
        {
            "article_id": ["a", "b"],
            "text": [TEXT, TEXT],
            "published_on": [date(2021, 3, 10), None],
            "published_precision": ["day", "unknown"],
        }
    )
    nlp = with_components(spacy.blank("fr"))
    return annotate_articles(
        articles, nlp=nlp, knowledge=load_names_knowledge(), grammar=load_grammar(), network=load_network(network_folder())
    )["timexes"]


def test_each_expression_quotes_its_article_and_names_its_sentence(timexes):
    told = [(row.article_id, row.sentence, row.text) for row in timexes.itertuples()]
    assert told == [(article, *row) for article in "ab" for row in ((0, "mardi"), (1, "le 12 mars"))]
    assert all(TEXT[row.start : row.end] == row.text for row in timexes.itertuples())


def test_days_are_told_only_where_the_publication_is_known(timexes):
    dated = [(row.date_start, row.precision, row.anchor) for row in timexes.itertuples()]
    assert dated[:2] == [(date(2021, 3, 9), "day", "publication"), (date(2021, 3, 12), "day", "publication")]
    assert [row[1:] for row in dated[2:]] == [("unknown", "none")] * 2
    assert timexes["date_start"].isna().tolist() == [False, False, True, True]
