"""Coding a batch of articles into the tables that are kept between runs.

What belongs here: which rooms a batch goes through. What does not: coding (coding.py), keeping results (tasks/cache).
"""

import pandas as pd

from tasks.code_events.coding import code_articles
from tasks.code_events.lexicon.load import load_lexicon
from tasks.code_events.merging.existing import existing_arguments, with_existing_parties


def code_batch(
    cleaned: pd.DataFrame,
    sentences: pd.DataFrame,
    tokens: pd.DataFrame,
    timexes: pd.DataFrame,
    quotations: pd.DataFrame,
    entities: pd.DataFrame,
) -> dict[str, pd.DataFrame]:
    """The tables of the articles (CLEANED), by name, from their annotation tables and entities; parties that exist only."""
    coded = code_articles(cleaned, sentences, tokens, timexes, quotations, entities, lexicon=load_lexicon())
    return {
        **coded,
        "event_mentions": with_existing_parties(coded["event_mentions"], entities),
        "event_arguments": existing_arguments(coded["event_arguments"], entities),
    }
