"""Gazetteer: what the project knows of names — countries, seats of power, bodies, media, people, places.

Promise: one read-only lookup that annotate, link and code_events share. What belongs here: the tables of names
(data/*.tsv, sources in data/SOURCES.md), their loader, matching of written names in text. What does not: decisions
about a mention in an article.
"""

from tasks.gazetteer.load import load_gazetteer

__all__ = ["load_gazetteer"]
