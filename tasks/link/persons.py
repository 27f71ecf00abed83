"""People of one article: which mentions name the same person, and which entity of the gazetteer that is."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from tasks.gazetteer.entries import Entry
from tasks.gazetteer.gazetteer import Gazetteer
from tasks.gazetteer.words import fold, key_of
from tasks.link.knowledge import ends_with, words_of

Key = tuple[str, ...]
Mention = Mapping[str, Any]
LEAST_LETTERS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person named in full in the article: every spelling (folded words), the fullest as written, its mentions and entity."""

    keys: frozenset[Key]
    text: str
    mentions: tuple[Mention, ...] = field(repr=False)
    entry: Entry | None

    @property
    def starts(self) -> list[int]:
        """Where the person is named in full."""
        return [m["start"] for m in self.mentions]


def person_key(text: str, civilities: frozenset[str]) -> Key:
    """The folded words of a person's mention without its civility."""
    key = key_of(text)
    return key[1:] if len(key) > 1 and key[0] in civilities else key


def gather_people(mentions: Sequence[Mention], civilities: frozenset[str], gazetteer: Gazetteer) -> list[Person]:
    """The people that the article names in full, spellings of one name together.

    In full means two words that are no particles (« M. Le Drian » is a surname), and no initial first.
    """
    groups: list[list[Mention]] = []
    keys = {text: person_key(text, civilities) for text in {m["text"] for m in mentions}}
    known = cache(lambda key: known_person(key, gazetteer))
    for mention in mentions:
        key = keys[mention["text"]]
        named = [word for word in key if word not in gazetteer.people.particles]
        if len(named) < 2 or len(key[0]) == 1:  # noqa: PLR2004 - a full name has two words
            continue
        for group in groups:
            if any(_same_name(key, keys[other["text"]], known) for other in group):
                group.append(mention)
                break
        else:
            groups.append([mention])
    return [_person(group, civilities, gazetteer) for group in groups]


def _person(group: Sequence[Mention], civilities: frozenset[str], gazetteer: Gazetteer) -> Person:
    counts = Counter(m["text"] for m in group)
    text = min(counts, key=lambda t: (-len(key_of(t)), -counts[t], t))
    keys = frozenset(person_key(m["text"], civilities) for m in group)
    entries = {e.entity_id: e for key in sorted(keys) if (e := known_person(key, gazetteer))}
    return Person(keys=keys, text=text, mentions=tuple(group), entry=next(iter(entries.values())) if len(entries) == 1 else None)


def _same_name(one: Key, other: Key, known_as: Callable[[Key], Entry | None]) -> bool:
    """Whether two full names are spellings of one: same entity, one letter apart, or a word more in the middle."""
    if one == other:
        return True
    known, known_other = known_as(one), known_as(other)
    if known and known_other:
        return known.entity_id == known_other.entity_id
    if one[0] == other[0] and one[-1] == other[-1] and (set(one) <= set(other) or set(other) <= set(one)):
        return True
    return len(one) == len(other) and one[0] == other[0] and near("".join(one), "".join(other))


def near(one: str, other: str) -> bool:
    """Whether two strings of at least seven letters differ by one letter at most (put in, left out or changed)."""
    if min(len(one), len(other)) < LEAST_LETTERS or abs(len(one) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, rest_other = one[start:], other[start:]
    return rest[1:] == rest_other[1:] or rest[1:] == rest_other or rest == rest_other[1:]


def known_person(key: Key, gazetteer: Gazetteer) -> Entry | None:
    """The one person of the gazetteer with that name; an initial stands for a first name. None on a tie."""
    spelled = " ".join(key[1:] if len(key) > 1 and len(key[0]) == 1 else key)
    entries = [e for a in gazetteer.lookup(spelled) if (e := gazetteer.entries[a.entity_id]).label == "PER"]
    if len(key) > 1 and len(key[0]) == 1:
        entries = [e for e in entries if key_of(e.name)[0].startswith(key[0])]
    return entries[0] if len({e.entity_id for e in entries}) == 1 else None


def refer(mention: Mention, key: Key, people: Sequence[Person], gazetteer: Gazetteer, text: str) -> Person | None:
    """The one person of the article that a shorter mention names. None on a tie.

    Behind a function a name that the gazetteer knows alone for somebody else means nobody named in full in its sentence
    (« Philippe de Gaulle, fils du général de Gaulle »), nor somebody without a function.

    Of several with that name: the only one named in full before; else not one named in full in the same sentence
    (« Kim Yo Jong, la soeur de Kim »); else the one whose surname alone the gazetteer knows; else the one named most often.
    """
    fitting = [p for p in people if any(_short_for(key, name) for name in p.keys)]
    titled = ends_with(text[: mention["start"]], "offices")
    if titled and fitting and known_person(key, gazetteer) not in {None, *(p.entry for p in fitting)}:
        fitting = [p for p in fitting if not _just_named(p, mention) and _is_titled(p, text)]
    narrowings = (
        lambda p: _before(p, mention),
        lambda p: not _just_named(p, mention),
        lambda p: p.entry is not None and p.entry == known_person(key, gazetteer),
    )
    for narrowing in narrowings:
        if len(fitting) > 1:
            fitting = [p for p in fitting if narrowing(p)] or fitting
    if len(fitting) > 1:
        fitting = _most_named(fitting, mention["start"])
    return fitting[0] if len(fitting) == 1 else None


def _before(person: Person, mention: Mention) -> bool:
    return bool(person.starts[0] < mention["start"])


def _is_titled(person: Person, text: str) -> bool:
    """Whether a function stands before the person where he is named in full."""
    return any(ends_with(text[:at], "offices") for at in person.starts)


def _just_named(person: Person, mention: Mention) -> bool:
    return any(m["sentence"] == mention["sentence"] and m["start"] < mention["start"] for m in person.mentions)


def _most_named(people: Iterable[Person], start: int) -> list[Person]:
    counts = [(sum(at < start for at in p.starts), p) for p in people]
    most = max(count for count, _ in counts)
    return [p for count, p in counts if count == most]


def _short_for(key: Key, name: Key) -> bool:
    """Whether a shorter mention fits a full name: a word of it, its last words, or an initial and its last words."""
    if not key:
        return False
    if len(key) == 1:
        return key[0] in name
    if len(key[0]) == 1:
        return name[0].startswith(key[0]) and name[-len(key) + 1 :] == key[1:]
    return len(key) < len(name) and (name[-len(key) :] == key or name[: len(key)] == key)


def whom_named(
    mentions: Sequence[Mention], keys: Sequence[Key], people: Sequence[Person], gazetteer: Gazetteer, text: str
) -> list[Person | None]:
    """Whom of the people named in full each mention means."""
    kept = {key: person for person in reversed(people) for key in person.keys}  # a surname keeps the person it first named
    found: list[Person | None] = []
    for mention, key in zip(mentions, keys, strict=True):
        person = kept.get(key) or refer(mention, key, people, gazetteer, text)
        if person is not None:
            kept.setdefault(key, person)
        found.append(person)
    return found


def same_person(mention: Mention, key: Key, person: Person | None) -> Hashable:
    """What the mentions of one person share: the person named in full, else the family name, apart for men and women."""
    if person is not None:
        return id(person)
    return key, (fold(mention["text"].split()[0]),) in words_of("feminine")
