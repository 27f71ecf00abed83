"""What the figures of a pair mean: a repetition or none, and of which kind.

What belongs here: thresholds and relations. What does not: counting, and clusters.
"""

from dataclasses import dataclass

import numpy as np

from schemas.settings import DeduplicateSettings
from tasks.deduplicate.arrays import Flags, Hashes, Places
from tasks.deduplicate.compare import Compared
from tasks.deduplicate.dates import codes_of, pair_code

RULE_VERSION = "6"
RELATIONS = ("same", "excerpt", "update", "extended")
SAME, EXCERPT, UPDATE, EXTENDED = range(4)


@dataclass(frozen=True, kw_only=True)
class Printed:
    """Where and when the first article of each view was printed: outlet (a number) and day, both -1 where unknown, and series.

    `series` is a number for the outlet's series under the heading of which the article stands; 0 for none.
    """

    outlets: Places
    days: Places
    series: Hashes


def is_template(compared: Compared, one: Places, other: Places, settings: DeduplicateSettings) -> Flags:
    """Which pairs are two fillings of one template, as bulletins are, and no copies. Days of both are -1 where unknown.

    Counted are the passages that the two share but for numbers and names of days and months: where fewer than
    `min_kept_marks` of them hold the same ones, figures and dates tell the texts apart. On one day it is an update.
    """
    same_day = (one == other) & (one >= 0)
    enough = compared.masked >= settings.min_masked_shingles
    template: Flags = enough & ~same_day & (compared.marked < settings.min_kept_marks * compared.masked)
    return template


def is_filling(compared: Compared, settings: DeduplicateSettings) -> Flags:
    """Which pairs are two fillings of one template, of whatever day, and no copies: two constituencies, departments, matches.

    Their names and numbers differ where the words around them are the same. Of a copy with a corrected toll or name, and of an
    update, most stay; and where numbers alone differ the names say that it is one story.
    """
    weight = compared.kept + compared.changed
    enough = (compared.changed >= settings.min_changed_slots) & (compared.renamed > 0)
    filling: Flags = enough & (compared.kept < settings.min_kept_slots * weight)
    return filling


def may_be_filling(compared: Compared, settings: DeduplicateSettings) -> Flags:
    """Which pairs are two fillings of one template if their headlines say the same of another name, though fewer slots differ.

    A short text has few slots: the one name that differs tells two warnings of one day apart where it is that of the headline.
    """
    weight = compared.kept + compared.changed
    filling: Flags = (compared.renamed > 0) & (compared.kept < settings.min_headed_slots * weight)
    return filling


def is_edition(compared: Compared, printed: Printed) -> Flags:
    """Which pairs are two editions, of different days, of what one outlet prints again and again, and no copies.

    Either both stand under one heading that comes day by day, or each names the day of its own printing before all others and
    neither names the other's: it has taken over passages, but is about another day.
    """
    left, right = compared.left, compared.right
    outlet, one, other = printed.outlets[left], printed.days[left], printed.days[right]
    edition: Flags = (one != other) & (one >= 0) & (other >= 0) & (outlet == printed.outlets[right]) & (outlet >= 0)
    rows = np.flatnonzero(edition)
    series = printed.series[left[rows]]
    edition[rows] = (series == printed.series[right[rows]]) & (series > 0)
    dated = rows[compared.named[rows] > 0]
    edition[dated] |= compared.named[dated] == pair_code(codes_of(one[dated]), codes_of(other[dated]))
    return edition


def is_repetition(compared: Compared, one: Places, other: Places, settings: DeduplicateSettings) -> Flags:
    """Which pairs are repetitions, unless they are told apart: enough of the smaller is in the larger, and it is no mere phrase.

    More is asked the further apart the two were published: copies and updates come out at once, while later articles on the
    same matter repeat its background.
    """
    apart = np.where((one >= 0) & (other >= 0), np.abs(one - other), 1)
    least = np.choose(
        np.minimum(apart, 2), [settings.min_same_day_containment, settings.min_containment, settings.min_later_containment]
    )
    substantial = (compared.shared >= settings.min_shared_shingles) | (compared.jaccard >= settings.min_containment)
    repetition: Flags = (compared.containment >= least) & substantial
    return repetition


def relations(
    sizes: Places, other_sizes: Places, days: Places, other_days: Places, same_outlet: Flags, settings: DeduplicateSettings
) -> Places:
    """How each article repeats the other (a place in RELATIONS): by their sizes, and if longer by whose it is and when.

    A longer text is an update if it was published later, or by the same outlet and not earlier; else it is extended.
    """
    smaller, larger = np.minimum(sizes, other_sizes), np.maximum(sizes, other_sizes)
    known = (days >= 0) & (other_days >= 0)
    later = known & (days > other_days)
    update = later | (same_outlet & ~(known & (days < other_days)))
    longer = np.where(update, UPDATE, EXTENDED)
    return np.where(smaller >= settings.min_same_size * larger, SAME, np.where(sizes < other_sizes, EXCERPT, longer))
