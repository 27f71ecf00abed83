"""One event or article by its id or the beginning of it, with all that a reader must see to judge it."""

from importlib.resources import files
from typing import Any

from schemas.errors import SettingsError
from tasks.reading.opening import OpenedRelease

Row = dict[str, Any]
KEYS = {"event": "event_id", "article": "article_id"}
SHOWN = 5


def look_up(release: OpenedRelease, word: str) -> tuple[str, str]:
    """The kind (event or article) and the whole id that a word means. Raises SettingsError if none or several begin with it."""
    found = [
        (kind, row["id"])
        for kind, key in KEYS.items()
        for row in release.asked(
            f"SELECT {key} AS id FROM {kind}s WHERE starts_with({key}, ?) ORDER BY 1 LIMIT {SHOWN + 1}",  # noqa: S608  names of ours
            word.strip().lower(),
        )
    ]
    exact = [pair for pair in found if pair[1] == word] or found
    if len(exact) == 1:
        return exact[0]
    listed = ", ".join(f"{kind} {key}" for kind, key in exact[:SHOWN])
    raise SettingsError(
        found=f"several rows begin with {word!r}: {listed}{' …' if len(exact) > SHOWN else ''}"
        if exact
        else f"no event or article {word!r} in release {release.release_id}",
        expected="an event_id or article_id, or a beginning of one that no other has",
        remedy="give more digits" if exact else "correct the id; `depeche query` and the report list them",
    )


def event(release: OpenedRelease, event_id: str) -> Row:
    """An event with its mentions; each has the article's outlet, title, day and cluster, and the parties beside the trigger."""
    (row,) = release.asked("SELECT * FROM events WHERE event_id = ?", event_id)
    return row | {"tellings": release.asked(_query("tellings"), event_id)}


def article(release: OpenedRelease, article_id: str) -> Row:
    """An article with the events that it tells and the other articles of its cluster."""
    (row,) = release.asked("SELECT * FROM articles WHERE article_id = ?", article_id)
    return row | {
        "tellings": release.asked(_query("told_by_article"), article_id),
        "copies": release.asked(_query("copies"), article_id),
    }


def by_outlet(release: OpenedRelease) -> list[Row]:
    """For each outlet, the largest first, how many articles it has and how many of them a date and an author."""
    return release.asked(_query("by_outlet"))


def _query(name: str) -> str:
    return files("tasks.reading").joinpath("queries", f"{name}.sql").read_text(encoding="utf-8")
