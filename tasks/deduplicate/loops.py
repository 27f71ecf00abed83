"""More compiled loops: those that call no other.

What belongs here: loops over rows, pairs and paragraphs. What does not: what `kernels` holds, and decisions.
"""

import numpy as np

from tasks.compiled import compiled
from tasks.deduplicate.arrays import Counts, Flags, Hashes, Places, Shares


@compiled
def keep_paragraphs(
    words: Hashes,
    word_starts: Places,
    paragraph_starts: Places,
    lengths: Places,
    texts: Places,
    dropped: Flags,
    least_share: float,
) -> tuple[Hashes, Places]:
    """The words of some texts without their dropped paragraphs, and the starts of these texts among them.

    Of all texts, `words` start at `word_starts` and paragraphs at `paragraph_starts` (one entry more); `lengths` and `dropped`
    have an entry for each paragraph. A text of which less than `least_share` would be left is whole.
    """
    room = 0
    for text in texts:
        for paragraph in range(paragraph_starts[text], paragraph_starts[text + 1]):
            room += lengths[paragraph]
    kept = np.empty(room, np.uint64)
    starts = np.zeros(len(texts) + 1, np.int64)
    count = 0
    for number in range(len(texts)):
        text = texts[number]
        left, size = 0, 0
        for paragraph in range(paragraph_starts[text], paragraph_starts[text + 1]):
            left += 0 if dropped[paragraph] else lengths[paragraph]
            size += lengths[paragraph]
        place, whole = word_starts[text], left < least_share * size
        for paragraph in range(paragraph_starts[text], paragraph_starts[text + 1]):
            if whole or not dropped[paragraph]:
                for word in range(place, place + lengths[paragraph]):
                    kept[count] = words[word]
                    count += 1
            place += lengths[paragraph]
        starts[number + 1] = count
    return kept[:count], starts


@compiled
def often(groups: Places, days: Places, least: int) -> Flags:
    """For each row whether its group comes on `least` different days; a group is named by its first row."""
    numbers, count = np.empty(len(groups), np.int64), 0
    for row in range(len(groups)):
        if groups[row] == row:
            numbers[row] = count
            count += 1
    seen, found = np.empty((count, least), np.int64), np.zeros(count, np.int64)
    for row in range(len(groups)):
        group = numbers[groups[row]]
        if found[group] < least and not (seen[group, : found[group]] == days[row]).any():
            seen[group, found[group]] = days[row]
            found[group] += 1
    flags = np.empty(len(groups), np.bool_)
    for row in range(len(groups)):
        flags[row] = found[numbers[groups[row]]] >= least
    return flags


@compiled
def rows_of(ordered: Hashes, wanted: Hashes) -> Places:
    """The places of the wanted values (distinct, sorted) in an ordered array, each as often as it comes."""
    places = np.empty(len(ordered), np.int64)
    count, place = 0, 0
    for value in wanted:
        step = 1
        while place + step < len(ordered) and ordered[place + step] < value:
            place += step
            step *= 2
        end = min(place + step, len(ordered))
        while place < end:
            middle = (place + end) // 2
            if ordered[middle] < value:
                place = middle + 1
            else:
                end = middle
        while place < len(ordered) and ordered[place] == value:
            places[count] = place
            count += 1
            place += 1
    return places[:count].copy()


@compiled
def pairs_in(starts: Places, views: Places, chosen: Flags, partners: int) -> tuple[Places, Places]:
    """The pairs of views in each group of which one is chosen, as two columns of rows; groups begin at `starts`, the end is last.

    Each row is paired with the first `partners` of its group before it.
    """
    count = 0
    for fill in range(2):
        one, other = np.empty(count * fill, np.int64), np.empty(count * fill, np.int64)
        count = 0
        for group in range(len(starts) - 1):
            first, led = starts[group], False
            for row in range(first, starts[group + 1]):
                for before in range(first, min(row, first + partners) if chosen[row] or led else first):
                    if chosen[row] or chosen[before]:
                        if fill:
                            one[count], other[count] = views[before], views[row]
                        count += 1
                led |= chosen[row] and row < first + partners
    return one, other


@compiled
def sorted_by(keys: Places, count: int, values: Places) -> tuple[Places, Places]:
    """The values by their keys (0 to `count` - 1), those of a key in their order, and where each key starts (one entry more)."""
    starts = np.zeros(count + 1, np.int64)
    for key in keys:
        starts[key + 1] += 1
    for key in range(count):
        starts[key + 1] += starts[key]
    free, ordered = starts.copy(), np.empty(len(keys), np.int64)
    for row in range(len(keys)):
        ordered[free[keys[row]]] = values[row]
        free[keys[row]] += 1
    return ordered, starts


@compiled
def meet_still(hashes: Places, starts: Places, left: Places, right: Places, sampled: Counts) -> Flags:
    """For each pair of views whether one of the two is among the first that have a hot hash of both, or more is `sampled`.

    The hot hashes of a view (twice their numbers, sorted, one more where the view is among the first) begin at its entry in
    `starts`.
    """
    met = np.zeros(len(left), np.bool_)
    for pair in range(len(left)):
        one, other, shared = starts[left[pair]], starts[right[pair]], 0
        while one < starts[left[pair] + 1] and other < starts[right[pair] + 1] and not met[pair]:
            if hashes[one] >> 1 < hashes[other] >> 1:
                one += 1
            elif hashes[one] >> 1 > hashes[other] >> 1:
                other += 1
            else:
                shared += 1
                met[pair] = (hashes[one] | hashes[other]) & 1
                one += 1
                other += 1
        met[pair] |= sampled[pair] > shared
    return met


@compiled
def best_of(keys: Places, shares: Shares, others: Places, count: int) -> Places:
    """For each key (0 to `count` - 1) that comes at all, the row with the greatest share, of equal ones the least other."""
    best = np.full(count, -1)
    for row in range(len(keys)):
        rival = best[keys[row]]
        if rival < 0 or shares[row] > shares[rival] or (shares[row] == shares[rival] and others[row] < others[rival]):
            best[keys[row]] = row
    return best[best >= 0]
