"""Parties that exist: one without a country must be an entity of the article that tells the event.

What belongs here: taking out parties that no row of entities names, as the body that a person heads where the article is silent
about it. What does not: who is a party (participants/).
"""

from collections.abc import Collection

import pandas as pd

from schemas.events import EVENT_ARGUMENTS

ROLES = ("actors", "recipients")


def with_existing_parties(event_mentions: pd.DataFrame, entities: pd.DataFrame) -> pd.DataFrame:
    """The EVENT_MENTIONS without parties that have no country and are no entity (ENTITIES) of their article."""
    known = _known(entities)
    articles = list(event_mentions["article_id"])
    columns = {
        role: [
            [party for party in parties if _exists(article, party["entity_id"], party["country"], known)]
            for parties, article in zip(event_mentions[role], articles, strict=True)
        ]
        for role in ROLES
    }
    return event_mentions.assign(**{role: pd.Series(values, event_mentions.index, object) for role, values in columns.items()})


def existing_arguments(event_arguments: pd.DataFrame, entities: pd.DataFrame) -> pd.DataFrame:
    """The EVENT_ARGUMENTS (sorted by key) of the same parties, numbered anew."""
    known = _known(entities)
    rows = zip(*(event_arguments[name] for name in ("article_id", "entity_id", "country")), strict=True)
    exists = [_exists(article, entity, country, known) for article, entity, country in rows]
    kept = event_arguments[pd.Series(exists, event_arguments.index, bool)]
    mention = [name for name in EVENT_ARGUMENTS.key if name != "position"]
    return kept.assign(position=kept.groupby(mention).cumcount().astype("int32")).reset_index(drop=True)


def _known(entities: pd.DataFrame) -> set[tuple[str, str]]:
    return set(zip(entities["article_id"], entities["entity_id"], strict=True))


def _exists(article: str, entity_id: object, country: object, known: Collection[tuple[str, object]]) -> bool:
    """Whether it has a country, or no entity, or one of the article; what is missing is None or NaN."""
    return isinstance(country, str) or not isinstance(entity_id, str) or (article, entity_id) in known
