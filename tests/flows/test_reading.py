"""What the commands that read releases print, and how they end."""

import csv
import io
import json
import subprocess
import sys
from functools import partial
from http.client import HTTPConnection
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from hostile_release import HOST
from published import EARLIER, LATER, publish_two

from flows.cli import main
from flows.reports import ReportHandler

EVENT = "e" * 20


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lecture") / "processed"
    publish_two(folder)
    return folder


def told(capsys: pytest.CaptureFixture[str], out: Path, *arguments: str) -> str:
    assert main([*arguments, "--out", str(out)]) == 0
    return capsys.readouterr().out


def test_an_event_is_shown_with_its_sentence_marked(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = told(capsys, out, "show", EVENT[:4])
    assert "Le maire [actor: Paul Kervadec] a [trigger: accusé] la société [recipient: Ouestrail] de mentir." in shown
    assert "La Gazette du Littoral, 2026-03-10: Retards : le maire accuse" in shown
    assert "mentions: 2, articles: 2, independent origins: 1" in shown


def test_an_article_is_shown_with_its_events_and_copies(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = told(capsys, out, "show", "b" * 20)
    assert "repeats aaaaaaaaaaaaaaaaaaaa (same, overlap 0.90)" in shown
    assert "same cluster: aaaaaaaaaaaaaaaaaaaa" in shown
    assert f"2026-03-10 (day, from text), event {EVENT}" in shown


def test_a_sentence_is_explained(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = "La police a interpellé mardi douze manifestants."
    explained = told(capsys, out, "explain", words, "--date", "2026-03-11", "--country", "BEL")
    assert f"« {words} »" in explained
    assert "COERCE/arrest by « interpellé » (COERCE:interpeller): kept, probability 0." in explained
    assert "actor police (BEL, COP): " in explained
    assert "event: actual; 2026-03-10 (day, from text, probability 0." in explained


def test_an_event_is_explained_by_its_sentences(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    explained = told(capsys, out, "explain", EVENT[:4])
    assert explained.count("Le maire Paul Kervadec a accusé la société Ouestrail de mentir. »") == 2
    assert "(ACCUSE:accuser): kept" in explained


def test_nothing_of_an_article_steers_the_terminal(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = told(capsys, out, "show", "c" * 20) + told(capsys, out, "query", "SELECT text FROM articles")
    assert HOST in shown
    assert "<U+202E>" in shown
    assert "\u202e" not in shown


def test_an_answer_is_a_table_csv_or_json(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sql = "SELECT event_id, date_start, contexts, 1.5 AS x FROM events ORDER BY 1"
    assert "2026-03-10" in told(capsys, out, "query", sql)
    rows = list(csv.DictReader(io.StringIO(told(capsys, out, "query", sql, "--csv"))))
    assert rows[0] == {"event_id": EVENT, "date_start": "2026-03-10", "contexts": "[]", "x": "1.5"}
    formula = "SELECT '=1+1' AS x, -1 AS y"
    assert told(capsys, out, "query", formula, "--csv") == "x,y\n'=1+1,-1\n"
    assert told(capsys, out, "query", formula, "--csv", "--raw") == "x,y\n=1+1,-1\n"
    objects = json.loads(told(capsys, out, "query", sql, "--json"))
    assert objects[0] == {"event_id": EVENT, "date_start": "2026-03-10", "contexts": [], "x": 1.5}
    assert objects[1]["date_start"] is None


def test_what_json_has_no_number_for_is_null(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sql = "SELECT 'inf'::DOUBLE AS a, ['nan'::DOUBLE] AS b, {'c': 1::DECIMAL(3,1)} AS d"
    assert json.loads(told(capsys, out, "query", sql, "--json")) == [{"a": None, "b": [None], "d": {"c": 1.0}}]


def test_a_table_says_when_there_are_more_rows(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "more than 2 rows" in told(capsys, out, "query", "FROM range(3)", "--rows", "2")
    assert "more than" not in told(capsys, out, "query", "FROM range(2)", "--rows", "2")


def test_who_has_read_enough_closes_the_pipe_in_peace(out: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "flows.cli",
        "query",
        "SELECT repeat('x', 9999) FROM range(9999)",
        "--csv",
        "--out",
        str(out),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        assert b"Traceback" not in running.stderr.read()
    assert running.returncode == 141


def test_the_difference_is_told(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = told(capsys, out, "diff", EARLIER, "current")
    assert f"{EARLIER} → {LATER}" in shown
    assert "date_confidence 1, date_end 1, date_precision 1, date_source 1, date_start 1" in shown
    rows = {row["table"]: row for row in json.loads(told(capsys, out, "diff", EARLIER, LATER, "--json"))}
    assert rows["events"]["changed"] == 1


def test_the_report_is_named_and_made_anew_as_it_was(out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, out, "report").strip() == str(out / "releases" / LATER / "report/index.html")
    page = Path(told(capsys, out, "report", "--anew", str(tmp_path / "anew")).strip())
    published = out / "releases" / LATER / "report/index.html"
    assert page.read_bytes() == published.read_bytes()
    assert main(["report", "--anew", str(tmp_path / "anew"), "--out", str(out)]) == 2


def test_an_export_names_its_files(out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "events_mentions.csv" in told(capsys, out, "export", "--csv", str(tmp_path / "csv"))


@pytest.fixture(scope="module")
def served(out: Path):
    handler = partial(ReportHandler, directory=str(out / "releases"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        (f"/{LATER}/report/index.html", 200),
        (f"/{LATER}/report/index.html?x=1", 200),
        (f"/{LATER}/manifest.json", 404),
        (f"/{LATER}/events/{LATER}-part-0000.parquet", 404),
        (f"/{LATER}/report/figures", 301),
        (f"/{LATER}/report/figures/", 404),
        (f"/{LATER}/report/../manifest.json", 404),
        (f"/{LATER}/report/%2e%2e/manifest.json", 404),
        ("/../latest.json", 404),
        ("//etc/passwd", 404),
    ],
)
def test_reports_are_served_and_nothing_else(served: int, path: str, status: int) -> None:
    connection = HTTPConnection("127.0.0.1", served)
    connection.request("GET", path)
    assert connection.getresponse().status == status


def test_a_page_that_borrows_the_address_is_refused(served: int) -> None:
    connection = HTTPConnection("127.0.0.1", served)
    connection.request("GET", "/", headers={"Host": "ailleurs.invalid"})
    assert connection.getresponse().status == 403


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_completion_knows_the_commands(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    assert "serve-reports" in capsys.readouterr().out


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("depeche 0.")
