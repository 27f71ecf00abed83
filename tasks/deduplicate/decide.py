"""What the figures of a pair mean: a repetition or none, and of which kind.

What belongs here: thresholds and relations. What does not: counting, and clusters.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from schemas.settings import DeduplicateSettings
from tasks.deduplicate.compare import Compared
from tasks.deduplicate.dates import codes_of, pair_code
from tasks.deduplicate.kernels import Flags, Hashes, Places
from tasks.deduplicate.words import N

RULE_VERSION = "4"


@dataclass(frozen=True, kw_only=True)
class Printed:
    """Where and when the first article of each view was printed: outlet (a number) and day, both -1 where unknown, and series.

    `series` is a number for the outlet's series under the heading of which the article stands; 0 for none.
    """

    outlets: Places
    days: Places
    series: Hashes


def is_template(compared: Compared, printed: Printed, settings: DeduplicateSettings) -> Flags:
    """Which pairs are two fillings of one template, as bulletins are, and no copies.

    Counted are the passages that the two share but for numbers and names of days and months: where fewer than
    `min_kept_marks` of them hold the same ones, figures and dates tell the texts apart. On one day it is an update.
    """
    one, other = _sides(printed.days, compared)
    same_day = (one == other) & (one >= 0)
    enough = compared.masked >= settings.min_masked_shingles
    template: Flags = enough & ~same_day & (compared.marked < settings.min_kept_marks * compared.masked)
    return template


def is_edition(compared: Compared, printed: Printed) -> Flags:
    """Which pairs are two editions, of different days, of what one outlet prints again and again, and no copies.

    Either both stand under one heading that comes day by day, or each names the day of its own printing before all others and
    neither names the other's: it has taken over passages, but is about another day.
    """
    one, other = _sides(printed.days, compared)
    outlet, other_outlet = _sides(printed.outlets, compared)
    edition: Flags = (one != other) & (one >= 0) & (other >= 0) & (outlet == other_outlet) & (outlet >= 0)
    rows = np.flatnonzero(edition)
    series, other_series = printed.series[compared.left[rows]], printed.series[compared.right[rows]]
    dated = (compared.named[rows] > 0) & (compared.named[rows] == pair_code(codes_of(one[rows]), codes_of(other[rows])))
    edition[rows] = dated | ((series == other_series) & (series > 0))
    return edition


def is_repetition(compared: Compared, printed: Printed, settings: DeduplicateSettings) -> Flags:
    """Which pairs are repetitions, unless they are told apart: enough of the smaller is in the larger, and it is no mere phrase.

    More is asked the further apart the two were published: copies and updates come out at once, while later articles on the
    same matter repeat its background.
    """
    one, other = _sides(printed.days, compared)
    apart = np.where((one >= 0) & (other >= 0), np.abs(one - other), 1)
    least = np.choose(
        np.minimum(apart, 2), [settings.min_same_day_containment, settings.min_containment, settings.min_later_containment]
    )
    substantial = (compared.shared >= settings.min_shared_shingles) | (compared.jaccard >= settings.min_containment)
    repetition: Flags = (compared.containment >= least) & substantial
    return repetition


def _sides(values: npt.NDArray[N], compared: Compared) -> tuple[npt.NDArray[N], npt.NDArray[N]]:
    """Of each pair what its left and its right view have."""
    return values[compared.left], values[compared.right]


def relations(
    sizes: Places, other_sizes: Places, days: Places, other_days: Places, same_outlet: Flags, settings: DeduplicateSettings
) -> npt.NDArray[np.object_]:
    """How each article repeats the other: by their sizes in shingles, and for a longer one by whose it is and when.

    A longer text is an update if it was published later, or by the same outlet and not earlier; else it is extended.
    """
    smaller, larger = np.minimum(sizes, other_sizes), np.maximum(sizes, other_sizes)
    known = (days >= 0) & (other_days >= 0)
    later = known & (days > other_days)
    update = later | (same_outlet & ~(known & (days < other_days)))
    longer = np.where(update, "update", "extended")
    return np.where(smaller >= settings.min_same_size * larger, "same", np.where(sizes < other_sizes, "excerpt", longer)).astype(
        object
    )
