"""Annotating a batch of articles in a worker (tasks/worker.py); one whose annotation raises is rejected alone."""

import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from schemas.annotations import MENTIONS, PROPOSED_ACTS, PROPOSED_ARGUMENTS, QUOTATIONS, SENTENCES, TIMEXES, TOKENS
from schemas.quarantine import REJECTED
from tasks.frames import concat, frame_of
from tasks.parts import Parts
from tasks.worker import BatchWork

if TYPE_CHECKING:
    from tasks.annotate.articles import Annotator

ANNOTATIONS = (SENTENCES, TOKENS, MENTIONS, TIMEXES, QUOTATIONS, PROPOSED_ACTS, PROPOSED_ARGUMENTS)
TABLES = (*ANNOTATIONS, REJECTED)
LOGGER = logging.getLogger(__name__)


def worker(options: Mapping[str, Any]) -> BatchWork:
    """What annotates a batch, with the pipeline `model` of the options."""
    from tasks.annotate.articles import load_annotator  # a run that hands batches to workers loads no pipeline

    annotator = load_annotator(options["model"])

    def work(batch: pd.DataFrame, _: Mapping[str, Parts]) -> Mapping[str, pd.DataFrame]:
        return annotate_batch(batch, annotator=annotator)

    return work


def annotate_batch(batch: pd.DataFrame, *, annotator: "Annotator") -> Mapping[str, pd.DataFrame]:
    """The tables of a batch, by name."""
    try:
        return {**annotator(batch), "rejected": frame_of(REJECTED)}
    except Exception:  # whatever the pipeline raises on one article must not stop the batch: find it by annotating one by one
        LOGGER.warning("a batch of %d articles failed; annotating them one by one", len(batch), exc_info=True)
        singles = [_annotate_one(batch.iloc[[place]].reset_index(drop=True), annotator=annotator) for place in range(len(batch))]
        return {table.name: concat(table, (single[table.name] for single in singles)) for table in TABLES}


def _annotate_one(article: pd.DataFrame, *, annotator: "Annotator") -> Mapping[str, pd.DataFrame]:
    try:
        return {**annotator(article), "rejected": frame_of(REJECTED)}
    except Exception as error:  # noqa: BLE001 - kept as the reason of the quarantine row
        row = {
            "article_id": article["article_id"].iloc[0],
            "reason": "annotation_failed",
            "detail": f"{type(error).__name__}: {error}; expected an annotation; report it with the article",
        }
        return {**{table.name: frame_of(table) for table in ANNOTATIONS}, "rejected": frame_of(REJECTED, [row])}
