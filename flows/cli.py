"""The command line. `depeche --help` imports nothing heavy; each command imports what it needs."""

import argparse
import errno
import os
import signal
import sys
from collections.abc import Callable, Sequence
from importlib import metadata
from pathlib import Path

from flows.ending import Terminated, ending_in_order
from flows.ways_in import add_completion, add_reading_commands
from schemas.errors import DepecheError
from tasks.places import place

LEAST_INTERVAL, MOST_INTERVAL = 1.0, 366 * 86400.0
MOST_PORT = 65535
OF_THE_DISK = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS))


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command. Returns the exit status: docs/operations.md says what each stands for."""
    arguments = _parser().parse_args(argv)
    try:
        with ending_in_order():
            status = int(arguments.command(arguments))
            sys.stdout.flush()
            return status
    except DepecheError as error:
        print(f"depeche: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("depeche: interrupted; the current release is unchanged", file=sys.stderr)
        return 130
    except Terminated as ended:
        print("depeche: terminated; the current release is unchanged", file=sys.stderr)
        return ended.status
    except BrokenPipeError:  # whoever read the output has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + signal.SIGPIPE
    except OSError as error:
        if error.filename is None and error.errno not in OF_THE_DISK:
            raise
        print(f"depeche: {_of_the_machine(error)}", file=sys.stderr)
        return 1


def _of_the_machine(error: OSError) -> DepecheError:
    return DepecheError(
        found=f"{error.filename or 'a file'}: {error.strerror}",
        expected="a file or folder that can be read and written, on a disk with room",
        remedy="see to it and start the command again: the current release is unchanged, and finished work is kept",
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="depeche", description="Turns raw French-language press into a curated, citable dataset."
    )
    parser.add_argument("--version", action="version", version=f"depeche {metadata.version('depeche')}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    curate = commands.add_parser("curate", help="curate a folder of raw press into a release")
    _order_arguments(curate, place)
    curate.add_argument("-v", "--verbose", action="store_true", help="show the logs of the workflow engine")
    curate.set_defaults(command=_curate)
    plan = commands.add_parser("plan", help="say what a run would do and why, and do nothing")
    _order_arguments(plan)
    plan.set_defaults(command=_plan)
    _serve_arguments(commands.add_parser("serve", help="serve the flow on a schedule through Prefect"))
    _inspect_arguments(commands.add_parser("inspect", help="show what a run would make of files, before there is one"))
    releases = commands.add_parser("releases", help="list the releases of an output folder and verify each")
    releases.add_argument("out", type=Path, metavar="OUT", help="folder with releases")
    releases.set_defaults(command=_releases)
    use = commands.add_parser("use", help="make another release of an output folder the current one")
    use.add_argument("out", type=Path, metavar="OUT", help="folder with releases")
    use.add_argument("release", metavar="ID", help="id of the release, as `depeche releases OUT` lists it")
    use.set_defaults(command=_use)
    prune = commands.add_parser("prune", help="remove old releases of an output folder, and what was kept for them only")
    prune.add_argument("out", type=Path, metavar="OUT", help="folder with releases")
    prune.add_argument(
        "--keep",
        type=_positive,
        required=True,
        metavar="N",
        help="releases to keep: the latest; those in use stay, whatever N is",
    )
    prune.add_argument("--work", type=Path, help="folder of caches, where a run was given one")
    prune.add_argument("--dry-run", action="store_true", help="say what would be removed, and remove nothing")
    prune.set_defaults(command=_prune)
    evaluate = commands.add_parser("evaluate", help="score a release against gold annotation")
    evaluate.add_argument("processed", type=Path, metavar="OUT", help="folder with a release")
    evaluate.add_argument("gold", type=Path, metavar="GOLD", help="folder with articles.jsonl, entities.jsonl and events.jsonl")
    evaluate.add_argument("--floors", type=Path, help="YAML file with a floor for each figure; exit 1 if one is missed")
    evaluate.add_argument("--section", default="sample", help="section of that file (default: sample)")
    evaluate.set_defaults(command=_evaluate)
    train = commands.add_parser("train", help="train the French model, or what proposes acts, from corpora")
    train.add_argument("corpora", type=Path, metavar="CORPORA", help="folder with the corpora that docs/model.md names")
    train.add_argument("--out", type=Path, required=True, help="folder for the packaged model")
    train.add_argument(
        "--work", type=Path, default=Path("data/work/train"), help="folder for intermediate results (default: data/work/train)"
    )
    train.add_argument(
        "--annotation",
        type=Path,
        help="rows of annotation (default: data/annotation/names, of acts data/annotation/events)",
    )
    train.add_argument(
        "--part",
        choices=["language", "acts"],
        default="language",
        help="language: sentences, syntax and names; acts: the network that proposes acts and their parties, which needs the "
        "dependency group `train` (default: language)",
    )
    train.add_argument(
        "--gpu", type=int, default=-1, metavar="N", help="with --part language: train on this GPU instead of the CPU"
    )
    train.set_defaults(command=_train)
    gazetteer = commands.add_parser("gazetteer", help="build the tables of names")
    actions = gazetteer.add_subparsers(required=True, metavar="ACTION")
    build = actions.add_parser("build", help="build the reference tables from licensed material")
    build.add_argument("corpora", type=Path, metavar="CORPORA", help="folder with the material that docs/gazetteer.md names")
    build.add_argument(
        "--out", type=Path, required=True, help="folder for the tables (those shipped: tasks/gazetteer/data/reference)"
    )
    build.set_defaults(command=_build_gazetteer)
    add_reading_commands(commands, _port)
    add_completion(commands, parser)
    return parser


def _serve_arguments(parser: argparse.ArgumentParser) -> None:
    _order_arguments(parser, place)
    when = parser.add_mutually_exclusive_group(required=True)
    when.add_argument(
        "--cron", help="schedule as a cron expression, for example '0 5 * * *', read in the time zone of --timezone"
    )
    when.add_argument("--interval", type=_interval, help="seconds between two runs")
    parser.add_argument(
        "--timezone", default="UTC", metavar="ZONE", help="time zone of the schedule, for example Europe/Paris (default: UTC)"
    )
    parser.add_argument(
        "--port", type=_port, default=4200, help="port of the workflow server that is started here (default: 4200)"
    )
    parser.set_defaults(command=_serve)


def _order_arguments(parser: argparse.ArgumentParser, kind: Callable[[str], Path | str] = Path) -> None:
    or_store, needed = ("", "") if kind is Path else (", or s3://bucket/folder", "; needed where OUT is in a store")
    parser.add_argument("raw", type=kind, metavar="RAW", help=f"folder with raw press{or_store}")
    parser.add_argument("--out", type=kind, required=True, help=f"folder for releases{or_store}")
    parser.add_argument(
        "--profile", default="default", help="name of a shipped profile or path of a YAML file (default: default)"
    )
    parser.add_argument(
        "--work", type=Path, help=f"folder for caches (default: `work` beside a `processed` OUT, else OUT/.work{needed})"
    )


def _interval(text: str) -> float:
    seconds = float(text)
    if not LEAST_INTERVAL <= seconds <= MOST_INTERVAL:
        raise argparse.ArgumentTypeError(f"{text} s; expected {LEAST_INTERVAL:g} to {MOST_INTERVAL:g}")
    return seconds


def _port(text: str) -> int:
    port = int(text)
    if not 0 < port <= MOST_PORT:
        raise argparse.ArgumentTypeError(f"{text}; expected 1 to {MOST_PORT}")
    return port


def _curate(arguments: argparse.Namespace) -> int:
    from flows.command import run_curate

    return run_curate(arguments)


def _inspect_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="file, or folder of files")
    parser.add_argument(
        "--profile", default="default", help="name of a shipped profile or path of a YAML file (default: default)"
    )
    parser.add_argument(
        "--records", type=_positive, default=20, metavar="N", help="most articles shown of each file (default: 20)"
    )
    parser.set_defaults(command=_inspect)


def _positive(text: str) -> int:
    """A whole number above zero, as argparse asks for it."""
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"found {text!r}, expected a whole number above zero")
    return int(text)


def _inspect(arguments: argparse.Namespace) -> int:
    from flows.inspection import run_inspect

    return run_inspect(arguments)


def _releases(arguments: argparse.Namespace) -> int:
    from flows.command import run_releases

    return run_releases(arguments)


def _use(arguments: argparse.Namespace) -> int:
    from flows.command import run_use

    return run_use(arguments)


def _plan(arguments: argparse.Namespace) -> int:
    from flows.upkeep import run_plan

    return run_plan(arguments)


def _prune(arguments: argparse.Namespace) -> int:
    from flows.upkeep import run_prune

    return run_prune(arguments)


def _evaluate(arguments: argparse.Namespace) -> int:
    from flows.evaluate import run_evaluate

    return run_evaluate(arguments)


def _train(arguments: argparse.Namespace) -> int:
    from flows.command import run_train

    return run_train(arguments)


def _build_gazetteer(arguments: argparse.Namespace) -> int:
    from flows.command import run_build_gazetteer

    return run_build_gazetteer(arguments)


def _serve(arguments: argparse.Namespace) -> int:
    from flows.serve import serve_curate

    return serve_curate(arguments)


if __name__ == "__main__":
    sys.exit(main())
