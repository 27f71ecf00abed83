"""`depeche plan` and `prune`: what an operator sees of the stock of files, results and releases."""

import argparse
from datetime import UTC, datetime

from rich.table import Table as RichTable

from flows.planning import Plan, plan_run
from flows.preparation import Order, check_raw, is_held
from flows.profiles import load_settings
from flows.progress import report_console
from schemas.errors import DamagedRelease, SettingsError
from tasks.ingest.inventory import take_inventory
from tasks.publish.durable import one_publisher
from tasks.publish.pruning import prune
from tasks.publish.release import CURRENT, current_manifest

NOTHING_NEW = "Nothing is new: a run would end at once and publish no release."
OVER_ALL = "deduplicate, merging of events, validate, report and publish go over all articles."


def run_plan(arguments: argparse.Namespace) -> int:
    """Say what a run would do, and why; nothing is written. Returns the exit status."""
    order = Order(raw=arguments.raw, out=arguments.out, profile=arguments.profile, work=arguments.work)
    settings = load_settings(order.profile)
    check_raw(order)
    console = report_console()
    try:
        manifest = current_manifest(order.out)
    except DamagedRelease as damage:
        console.print(f"WARNING: {damage}", highlight=False)
        manifest = None
    inventory = take_inventory(order.raw)
    plan = plan_run(
        inventory,
        settings=settings,
        release=(order.out / CURRENT).resolve() if manifest else None,
        manifest=manifest or {},
        cache=order.work_folder / "cache",
        as_of=datetime.now(UTC).date(),
    )
    release = f"release {manifest['release_id']}" if manifest else "no release yet"
    console.print(f"against {release}", highlight=False)
    for name, counts in (("files", plan.files), ("articles", plan.articles)):
        console.print(f"{name:<9} " + ", ".join(f"{count} {state}" for state, count in counts.items()), highlight=False)
    console.print(_stages(plan))
    console.print(NOTHING_NEW if is_held(order, inventory, settings) else OVER_ALL, highlight=False)
    return 0


def _stages(plan: Plan) -> RichTable:
    table = RichTable("stage", title="What a run would do", title_justify="left")
    for name in ("articles", "kept", "new", "again"):
        table.add_column(name, justify="right")
    table.add_column("why again")
    for one in plan.stages:
        table.add_row(one.stage, *map(str, (one.articles, one.kept, one.new, one.again)), one.why)
    return table


def run_prune(arguments: argparse.Namespace) -> int:
    """Remove old releases and what was kept for them only. Returns the exit status."""
    order = Order(raw=arguments.out, out=arguments.out, work=arguments.work)
    if not order.out.is_dir():
        raise SettingsError(found=f"no folder {order.out}", expected="the OUT of a run", remedy="correct OUT")
    with one_publisher(order.out):
        pruned = prune(order.out, cache=order.work_folder / "cache", keep=arguments.keep, is_trial=arguments.dry_run)
    console = report_console()
    for path, why in pruned.kept:
        console.print(f"kept     {path}  {why}", highlight=False)
    for path in pruned.removed:
        console.print(f"{'would go' if arguments.dry_run else 'removed '} {path}", highlight=False)
    if not pruned.removed:
        console.print("nothing to remove", highlight=False)
    console.print(f"{pruned.freed_bytes / 1e6:.1f} MB {'would be freed' if arguments.dry_run else 'freed'}", highlight=False)
    return 0
