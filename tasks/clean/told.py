"""What a run as a whole says of its cleaned articles: one name for each outlet, and no date behind the day of the run."""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from tasks.clean.knowledge import CleaningKnowledge
from tasks.clean.outlets import one_name_each
from tasks.temporal.publication import refuse_future


def told_in_run(cleaned: pd.DataFrame, *, knowledge: CleaningKnowledge, outlets: Mapping[str, str], as_of: date) -> pd.DataFrame:
    """The articles (CLEANED, as each was cleaned alone) with outlets named alike, and dates after `as_of` made unknown.

    `outlets` are the names of outlets in the settings.
    """
    named = one_name_each(cleaned["outlet"], cleaned["url"], knowledge=knowledge, given=outlets)
    return refuse_future(cleaned.assign(outlet=named), as_of=as_of)
