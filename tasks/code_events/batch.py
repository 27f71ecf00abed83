"""Coding a batch of articles in a worker (tasks/worker.py) into the tables that are kept between runs.

What belongs here: what a batch reads, and which rooms it goes through. What does not: coding (coding.py).
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from schemas.annotations import PROPOSED_ACTS, PROPOSED_ARGUMENTS, QUOTATIONS, SENTENCES, TIMEXES, TOKENS
from schemas.entities import ENTITIES
from schemas.events import EVENT_ARGUMENTS, EVENT_CANDIDATES, EVENT_MENTIONS
from schemas.quarantine import REJECTED
from tasks.code_events.coding import code_articles
from tasks.code_events.lexicon.load import load_lexicon
from tasks.code_events.merging.existing import existing_arguments, with_existing_parties
from tasks.frames import frame_of, to_frame
from tasks.parts import Parts
from tasks.worker import BatchWork

READ = (SENTENCES, TOKENS, TIMEXES, QUOTATIONS)
PROPOSALS = (PROPOSED_ACTS, PROPOSED_ARGUMENTS)
TABLES = (EVENT_MENTIONS, EVENT_ARGUMENTS, EVENT_CANDIDATES, REJECTED)


def worker(_: Mapping[str, Any]) -> BatchWork:
    """What codes a batch; of the stages before it reads the rows of the batch's articles only."""
    lexicon = load_lexicon()

    def work(batch: pd.DataFrame, upstream: Mapping[str, Parts]) -> Mapping[str, pd.DataFrame]:
        ids = list(batch["article_id"])
        annotated, linked = upstream["annotate"], upstream["link"]
        sentences, tokens, timexes, quotations = (to_frame(annotated.read(table, ids)) for table in READ)
        acts, arguments = (to_frame(annotated.read(table, ids)) for table in PROPOSALS)
        entities = to_frame(linked.read(ENTITIES, ids))
        coded = code_articles(batch, sentences, tokens, timexes, quotations, entities, acts, arguments, lexicon=lexicon)
        return tables_of(coded, entities)

    return work


def tables_of(coded: Mapping[str, pd.DataFrame], entities: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The tables of a batch, by name, from what code_articles made of it and its entities: with parties that exist only."""
    return {
        **coded,
        "event_mentions": with_existing_parties(coded["event_mentions"], entities),
        "event_arguments": existing_arguments(coded["event_arguments"], entities),
        "rejected": frame_of(REJECTED),
    }
