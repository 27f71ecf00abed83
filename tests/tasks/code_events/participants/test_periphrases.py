"""Words that stand for a country read as that country in their example, and not in their counter-example."""

from importlib.resources import files

import pytest
import yaml

from tasks.code_events.participants.parties import names_of
from tasks.code_events.participants.phrases import find_parties

PERIPHRASES = yaml.safe_load(files("tasks.gazetteer").joinpath("data", "periphrases.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", PERIPHRASES, ids=lambda row: row["words"])
def test_a_periphrasis_is_its_country_in_its_example_only(row, read, lexicon):
    where = lexicon.gazetteer.countries[row["where"]].name + ".\n\n" if "where" in row else ""

    def named(text):
        article = read([where + text])[0]
        spelled = row["words"].split()
        parties = find_parties(article.sentences[-1], lexicon, names_of(article))
        words = article.sentences[-1].words
        return [p for p in parties if p.country == row["country"] and spelled[-1] in [w.low for w in words[p.first : p.last + 1]]]

    assert named(row["match"])
    assert not named(row["avoid"])


@pytest.mark.parametrize(
    ("text", "country"), [("L'Hexagone vote.", "FRA"), ("La Maison bleue a réagi.", "KOR"), ("Downing Street a réagi.", "GBR")]
)
def test_a_name_of_a_state_needs_no_periphrasis(read, lexicon, text, country):
    article = read([text])[0]
    assert [p.country for p in find_parties(article.sentences[-1], lexicon, names_of(article))] == [country]
