"""What the figures of a pair mean: a repetition or none, and of which kind.

What belongs here: thresholds and relations. What does not: counting, and clusters.
"""

import numpy as np
import numpy.typing as npt

from schemas.settings import DeduplicateSettings
from tasks.deduplicate.compare import Compared
from tasks.deduplicate.kernels import Flags, Places

RULE_VERSION = "3"


def is_template(compared: Compared, left_days: Places, right_days: Places, settings: DeduplicateSettings) -> Flags:
    """Which pairs are two fillings of one template, as bulletins are, and no copies.

    Counted are the passages that the two share but for numbers and names of days and months: where fewer than
    `min_kept_marks` of them hold the same ones, figures and dates tell the texts apart. On one day it is an update.
    Days are -1 where unknown.
    """
    same_day = (left_days == right_days) & (left_days >= 0)
    enough = compared.masked >= settings.min_masked_shingles
    template: Flags = enough & ~same_day & (compared.marked < settings.min_kept_marks * compared.masked)
    return template


def is_repetition(
    compared: Compared, template: Flags, left_days: Places, right_days: Places, settings: DeduplicateSettings
) -> Flags:
    """Which pairs are repetitions: enough of the smaller is in the larger, and it is no mere phrase, nor a template.

    More is asked the further apart the two were published: copies and updates come out at once, while later articles on the
    same matter repeat its background.
    """
    apart = np.where((left_days >= 0) & (right_days >= 0), np.abs(left_days - right_days), 1)
    least = np.choose(
        np.minimum(apart, 2), [settings.min_same_day_containment, settings.min_containment, settings.min_later_containment]
    )
    substantial = (compared.shared >= settings.min_shared_shingles) | (compared.jaccard >= settings.min_containment)
    repetition: Flags = (compared.containment >= least) & substantial & ~template
    return repetition


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
