"""Extraction: a page that hangs, breaks or takes its process down costs itself, and the next one is read."""

import contextlib
import signal
from collections.abc import Iterator
from threading import Timer

import pytest

from tasks.clean.knowledge import load_knowledge
from tasks.clean.worker import ExtractionFailed, ExtractionTimeout, PageReader

NAMES = load_knowledge().metadata
GOOD = "<html><body><article>" + "<p>La déléguée a rappelé les négociateurs mardi soir.</p>" * 9 + "</article></body></html>"


@pytest.fixture
def reader() -> Iterator[PageReader]:
    with PageReader(NAMES, seconds=30) as opened:
        yield opened


def test_a_page_that_makes_extraction_hang_is_given_up_and_the_next_is_read() -> None:
    hangs = "<html><body>" + "<div><p>" * 200_000 + "</body></html>"
    with PageReader(NAMES, seconds=30) as reader:
        assert reader.read(GOOD)["lines"]
        reader.seconds = 0.05
        with pytest.raises(ExtractionTimeout, match="after"):
            reader.read(hangs)
        reader.seconds = 30
        assert reader.read(GOOD)["lines"]


def test_time_that_others_take_from_the_processor_does_not_count(reader: PageReader, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process is stopped for longer than its limit, as on a machine under load; the page is read all the same."""
    monkeypatch.setattr("tasks.clean.worker.CLOCK_FACTOR", 100)
    reader.read(GOOD)
    assert reader._process is not None
    process, reader.seconds = reader._process, 1
    process.send_signal(signal.SIGSTOP)
    Timer(2, process.send_signal, (signal.SIGCONT,)).start()
    assert reader.read(GOOD)["lines"]
    assert reader._process is process


def test_a_process_that_waits_for_ever_is_given_up(reader: PageReader) -> None:
    reader.read(GOOD)
    assert reader._process is not None
    reader._process.send_signal(signal.SIGSTOP)
    reader.seconds = 0.1
    with pytest.raises(ExtractionTimeout, match="after"):
        reader.read(GOOD)


def test_a_process_that_is_lost_is_replaced(reader: PageReader) -> None:
    reader.read(GOOD)
    assert reader._process is not None
    reader._process.kill()
    with pytest.raises(ExtractionFailed, match="broke down"):
        reader.read(GOOD)
    assert reader.read(GOOD)["lines"]


@pytest.mark.parametrize("tag", ["div", "span"])
def test_a_hundred_thousand_nested_tags_end_in_a_page_or_a_reason(reader: PageReader, tag: str) -> None:
    reader.read(GOOD)
    reader.seconds = 2
    with contextlib.suppress(ExtractionFailed, ExtractionTimeout):
        assert isinstance(reader.read(f"<{tag}>" * 100_000 + "Le texte")["lines"], list)
    reader.seconds = 30
    assert reader.read(GOOD)["lines"]


def test_closing_twice_does_no_harm(reader: PageReader) -> None:
    reader.read(GOOD)
    reader.close()
    reader.close()
    assert reader._process is None
