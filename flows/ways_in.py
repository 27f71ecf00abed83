"""The commands that read releases, as the command line names them. Imports nothing heavy: each command imports what it needs."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

from tasks.places import place

Command = Callable[[argparse.Namespace], int]
OUT = Path("data/processed")
SHELLS = ("bash", "zsh", "tcsh")
RAW = "with --csv: text as it is, without the apostrophe before what a spreadsheet would compute"
FORMS = {
    "duckdb": "one database, with a table for each list beside",
    "csv": "a file for each table and each list",
    "jsonl": "a file for each table, with its lists",
    "geojson": "the events, as points where their coordinates are known",
}


def add_reading_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", port: Callable[[str], int]) -> None:
    """Add the commands. `port` reads the number of a port."""
    show = _command(commands, "show", _show, "show an event or an article: the sentences, marked, and who tells them")
    show.add_argument("id", metavar="ID", help="event_id or article_id, or the beginning of one")
    explain = _command(commands, "explain", _explain, "say why a sentence, an event or an article is coded as it is")
    explain.add_argument(
        "what", metavar="WHAT", help="a sentence in quotes; or an event_id or article_id, or the beginning of one"
    )
    explain.add_argument("--date", type=_day, metavar="YYYY-MM-DD", help="day of publication of the sentence")
    explain.add_argument("--country", metavar="CODE", help="country it plays in where it names none (ISO 3166-1 alpha-3)")
    query = _command(commands, "query", _query, "ask a release in SQL")
    query.add_argument("sql", metavar="SQL", help="one SELECT of DuckDB's SQL; `SHOW TABLES` lists what there is")
    query.add_argument("--rows", type=int, default=50, metavar="N", help="most rows shown as a table (default: 50)")
    query.add_argument("--raw", action="store_true", help=RAW)
    form = query.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_const", dest="form", const="csv", help="all rows as CSV")
    form.add_argument("--json", action="store_const", dest="form", const="json", help="all rows as a JSON array")
    diff = _command(commands, "diff", _diff, "tell how two releases differ: rows added, removed, changed by table")
    diff.add_argument("before", metavar="A", help="`current`, an id or the beginning of one, or the folder of a release")
    diff.add_argument("now", metavar="B", help="the same, of the later release")
    diff.add_argument("--json", action="store_true", help="as JSON")
    report = _command(commands, "report", _report, "say where the report of a release is, or make it anew")
    report.add_argument("--anew", type=Path, metavar="DIR", help="write it anew into this folder; the release is not changed")
    serve = commands.add_parser("serve-reports", help="serve the reports of all releases to browsers on this machine")
    serve.add_argument("--out", type=Path, default=OUT, help=f"folder with releases (default: {OUT})")
    serve.set_defaults(command=_serve_reports)
    serve.add_argument("--port", type=port, default=8080, help="port of the loopback address (default: 8080)")
    export = _command(commands, "export", _export, "write a release in another format")
    chosen = export.add_mutually_exclusive_group(required=True)
    for name, words in FORMS.items():
        chosen.add_argument(f"--{name}", action="store_const", dest="form", const=name, help=words)
    export.add_argument("--raw", action="store_true", help=RAW)
    export.add_argument("folder", type=Path, metavar="DIR", help="folder to write, new or empty")


def add_completion(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", parser: argparse.ArgumentParser) -> None:
    """Add the command that writes the completion of a shell."""
    completion = commands.add_parser("completion", help="write the completion of a shell: source <(depeche completion bash)")
    completion.add_argument("shell", choices=SHELLS)

    def write(arguments: argparse.Namespace) -> int:
        import shtab

        print(shtab.complete(parser, arguments.shell))
        return 0

    completion.set_defaults(command=write)


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    command: Command,
    words: str,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=words)
    parser.add_argument(
        "--out",
        type=place,
        default=OUT,
        help=f"folder with releases or s3://bucket/folder, or one release (default: {OUT}, its current release)",
    )
    parser.set_defaults(command=command)
    return parser


def _show(arguments: argparse.Namespace) -> int:
    from flows.reading import run_show

    return run_show(arguments)


def _explain(arguments: argparse.Namespace) -> int:
    from flows.explained import run_explain

    return run_explain(arguments)


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{words!r} is no day; expected YYYY-MM-DD") from error


def _query(arguments: argparse.Namespace) -> int:
    from flows.reading import run_query

    return run_query(arguments)


def _diff(arguments: argparse.Namespace) -> int:
    from flows.reading import run_diff

    return run_diff(arguments)


def _export(arguments: argparse.Namespace) -> int:
    from flows.reading import run_export

    return run_export(arguments)


def _report(arguments: argparse.Namespace) -> int:
    from flows.reports import run_report

    return run_report(arguments)


def _serve_reports(arguments: argparse.Namespace) -> int:
    from flows.reports import run_serve_reports

    return run_serve_reports(arguments)
