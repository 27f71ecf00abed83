"""`depeche serve`: the curate flow on a schedule, seen and steered from Prefect's UI."""

import argparse
import os
import time
from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

from flows.environment import set_environment
from flows.guard import PARENT
from flows.preparation import Order, check_order
from flows.progress import report_console
from flows.server import API_URL, answers, workflow_server
from flows.stores import local_order
from schemas.errors import SettingsError
from tasks.places import is_store

if TYPE_CHECKING:
    from prefect.schedules import Schedule

DEPLOYMENT = "curate"
FIELDS = 5
"""Of a cron expression."""
MOST_ZONES = 3
ASK_SECONDS = 3.0


def serve_curate(arguments: argparse.Namespace) -> int:
    """Serve the flow until interrupted: on the server that PREFECT_API_URL names, else on one of our own on this machine.

    Raises SettingsError before any run, and EngineLost.
    """
    order = local_order(arguments.raw, arguments.out, profile=arguments.profile, work=arguments.work)
    if not any(map(is_store, (arguments.raw, arguments.out))):
        check_order(order)
    _check_zone(arguments.timezone)
    set_environment(order.work_folder, logged=True)
    os.environ[PARENT] = str(os.getpid())
    with workflow_server(port=arguments.port) as wait:
        schedule = _schedule(arguments)  # Prefect must find the server's address set when it is imported
        wait()
        _serve(order, arguments, schedule)
    return 0


def _check_zone(zone: str) -> None:
    if zone not in available_timezones():
        raise SettingsError(
            found=f"no time zone {zone!r}",
            expected="a name of the IANA database, as UTC or Europe/Paris",
            remedy=f"correct --timezone{_near_zones(zone)}",
        )


def _near_zones(zone: str) -> str:
    """The zones that were perhaps meant: of that town (« Paris »), or written otherwise (« europe/paris »)."""
    asked = zone.strip().replace(" ", "_").lower()
    zones = {name.lower(): name for name in sorted(available_timezones())}
    named = [name for lower, name in zones.items() if asked and asked in {lower, lower.rpartition("/")[2]}]
    found = named or [zones[lower] for lower in get_close_matches(asked, zones, n=MOST_ZONES)]
    return f"; there is {' and '.join(sorted(found)[:MOST_ZONES])}" if found else ""


def _schedule(arguments: argparse.Namespace) -> "Schedule":
    from prefect.schedules import Cron, Interval

    if arguments.cron is None:
        return Interval(arguments.interval, timezone=arguments.timezone)
    try:
        _check_fields(arguments.cron)
        return Cron(arguments.cron, timezone=arguments.timezone)
    except (ValueError, TypeError) as error:
        raise SettingsError(
            found=f"the schedule {arguments.cron!r} ({error})",
            expected="five fields: minute, hour, day of the month, month, day of the week, as in '0 5 * * *'",
            remedy="correct --cron",
        ) from error


def _check_fields(cron: str) -> None:
    """Raises ValueError for a field of seconds: some programs have it first, the engine last, so no one could say the hour."""
    count = len(cron.split())
    if count > FIELDS:
        raise ValueError(f"{count} fields")


def _told(arguments: argparse.Namespace) -> str:
    return (
        f"every {arguments.interval:g} s" if arguments.cron is None else f"cron {arguments.cron}, time zone {arguments.timezone}"
    )


def _serve(order: Order, arguments: argparse.Namespace, schedule: "Schedule") -> None:
    from prefect.types.entrypoint import EntrypointType

    from flows.curate import curate

    console, api_url = report_console(), os.environ[API_URL]
    page = api_url.removesuffix("/api")
    console.print(
        f"serving {arguments.raw} → {arguments.out}, {_told(arguments)}; schedule, pause and run now: {page}", highlight=False
    )
    say = lambda words: console.print(words, highlight=False)  # noqa: E731
    Thread(target=_ask, args=(api_url, say), daemon=True).start()
    curate.serve(
        name=DEPLOYMENT,
        schedule=schedule,
        parameters={
            "raw": _named(arguments.raw),
            "out": _named(arguments.out),
            "profile": order.profile,
            "work": str(order.work_folder.resolve()),
        },
        # By path, flows/ would land on the module path and its modules shadow others of the same name.
        entrypoint_type=EntrypointType.MODULE_PATH,
        print_starting_message=False,
        limit=1,
    )


def _named(place: Path | str) -> str:
    """A folder or store as a run is told it, whose current folder may be another."""
    return str(place.resolve()) if isinstance(place, Path) else place


def _ask(api_url: str, say: Callable[[str], None]) -> None:
    """Say when the server stops answering, and when it answers again; one of our own that has ended ends the command."""
    was_there = True
    while True:
        time.sleep(ASK_SECONDS)
        is_there = answers(api_url)
        if is_there != was_there:
            say(f"the workflow server at {api_url} {'answers again' if is_there else 'does not answer; no run starts meanwhile'}")
        was_there = is_there
