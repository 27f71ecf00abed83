"""An article that breaks the worker of a late stage is in quarantine and in no other table; the rest is published."""

from dataclasses import replace
from datetime import date

import pytest

from schemas.articles import ARTICLES
from schemas.entities import ENTITIES
from schemas.events import EVENTS
from schemas.quarantine import QUARANTINE
from schemas.settings import MachineSettings, Settings
from tasks.annotate.task import annotate
from tasks.clean.task import clean
from tasks.code_events.task import code_events
from tasks.deduplicate.task import deduplicate
from tasks.ingest.task import ingest
from tasks.link.task import link
from tasks.run import Run
from tasks.validate.task import validate
from tasks.workers import Crew

TEXTS = {
    "accord.txt": "La ministre Ana Vidal a rencontré mardi 3 mars à Genève son homologue. La France a accusé le Mali.",
    "port.txt": "Les dockers de Marseille ont cessé le travail lundi. « La direction doit nous recevoir », a dit Julie Arnal.",
}


@pytest.mark.slow
def test_an_article_that_cannot_be_coded_is_quarantined(tmp_path, monkeypatch):
    (tmp_path / "raw").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "raw" / name).write_text(text, encoding="utf-8")
    honest = Crew._ask

    def breaking(self, batch, passing):
        if "code_events" in self.module and any("Vidal" in text for text in batch["text"].to_pylist()):
            return {"reason": "work_crashed", "detail": "it took its process down (SIGSEGV)"}
        return honest(self, batch, passing)

    monkeypatch.setattr(Crew, "_ask", breaking)
    run = Run(
        run_id="run",
        settings=Settings(machine=MachineSettings(workers=0)),
        raw=tmp_path / "raw",
        out=tmp_path / "out",
        work=tmp_path / "work",
        as_of=date(2026, 3, 4),
    )
    ingested = ingest.fn(run)
    cleaned = clean.fn(run, ingested)
    unique, annotated = deduplicate.fn(run, cleaned), annotate.fn(run, cleaned)
    linked = link.fn(run, cleaned, annotated)
    with_worker = replace(run, settings=Settings(machine=MachineSettings(workers=1)))
    coded = code_events.fn(with_worker, cleaned, unique, annotated, linked)
    validated = validate.fn(run, ingested, cleaned, unique, annotated, linked, coded)
    assert (coded.read, coded.kept, coded.quarantined) == (2, 1, 1)
    (lost,) = validated.frame(QUARANTINE).to_dict("records")
    assert (lost["uri"], lost["stage"], lost["reason"]) == ("accord.txt", "code_events", "work_crashed")
    (kept,) = validated.frame(ARTICLES)["article_id"]
    assert set(validated.frame(ENTITIES)["article_id"]) == {kept}
    assert {m["article_id"] for told in validated.frame(EVENTS)["mentions"] for m in told} <= {kept}
