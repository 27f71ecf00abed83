"""Every alias of a country reads as that country in its example, and not in its counter-example."""

from importlib.resources import files

import pytest
import yaml

from tasks.code_events.participants.parties import names_of
from tasks.code_events.participants.phrases import find_parties

ALIASES = yaml.safe_load(files("tasks.code_events").joinpath("lexicon", "aliases.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", ALIASES, ids=lambda row: row["words"])
def test_an_alias_is_its_country_in_its_example_only(row, read, lexicon):
    where = lexicon.gazetteer.countries[row["where"]].name + ".\n\n" if "where" in row else ""

    def named(text):
        article = read([where + text])[0]
        spelled = row["words"].split()
        parties = find_parties(article.sentences[-1], lexicon, names_of(article))
        words = article.sentences[-1].words
        return [p for p in parties if p.country == row["country"] and spelled[-1] in [w.low for w in words[p.first : p.last + 1]]]

    assert named(row["match"])
    assert not named(row["avoid"])
