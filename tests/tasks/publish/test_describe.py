"""The documents of a release: accepted by the validators of their standards, true to the manifest, the same each time."""

import json
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml
from frictionless import Package, Schema
from hostile_release import HOSTILE, release_rows, write_tables

from schemas.dictionary import PUBLISHED
from schemas.settings import Settings
from schemas.versions import schema_digest, versions
from tasks.frames import file_sha256
from tasks.publish.describe import describe

IDENTIFIER = "20260311T060000Z-0123abcd"
STATED = {
    "title": "Presse du littoral",
    "creators": ["Laboratoire du littoral", "Atelier « des données »"],
    "publisher": "Université d'essai",
    "licence": "CC-BY-4.0",
    "contact": "https://littoral.example/erreurs",
    "address": "https://littoral.example/donnees",
}


CHANGED = {
    "code": "without_outlet",
    "words": "articles have an outlet",
    "set_by": {"by": "Lise", "because": "two archives carry none", "severity": None, "allowed": [0.1, 0.5]},
}


def manifest_of(folder: Path, **publish: Any) -> dict[str, Any]:
    files = {
        name: {
            "path": path.relative_to(folder).as_posix(),
            "rows": pq.read_metadata(path).num_rows,
            "bytes": path.stat().st_size,
            "sha256": file_sha256(path),
        }
        for name, path in write_tables(release_rows(), folder / "tables").items()
    }
    finding = {"passed": True, "severity": "critical"}
    return {
        "release_id": IDENTIFIER,
        "versions": {"depeche": "0.0.0", "python": "3.11"},
        "fingerprint": "f" * 64,
        "settings": Settings.model_validate({"publish": publish}).model_dump(mode="json"),
        "stages": [{"stage": "ingest", "read": 4, "kept": 3, "quarantined": 1}],
        "tables": {name: {"rows": entry["rows"], "sha256": entry["sha256"]} for name, entry in files.items()},
        "files": files,
        "changes": {
            "since": "20260310T060000Z-00000001",
            "schema_version": None,
            "path": "changes.parquet",
            "tables": {"events": {"added": 12, "changed": 1, "removed": 0}},
        },
        "summary": {
            "issues": [{"share": 0.5, "rows": 1, "of": 2, "en": "of the events have no known date"}],
            "known_issues": [{"en": "Confidence is no probability.", "fr": "La confiance n'est pas une probabilité."}],
            "quality": {
                "measured_on": "2026-03-01",
                "columns": [{"en": "texts"}],
                "rows": [{"name": "realis", "figures": [".9"]}],
            },
            "findings": [finding | CHANGED, finding | {"passed": False, "severity": "warning"}],
        },
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the tables of a release and its documents."""
    place = tmp_path_factory.mktemp("version")
    for name, text in describe(manifest_of(place, **STATED)).items():
        (place / name).write_text(text, encoding="utf-8")
    return place


def test_the_same_manifest_gives_the_same_documents_and_nothing_of_the_articles(folder: Path) -> None:
    again = describe(manifest_of(folder, **STATED))
    assert {name: (folder / name).read_text(encoding="utf-8") for name in again} == again
    assert not any(HOSTILE in text for text in again.values())


def test_frictionless_accepts_the_data_package(folder: Path) -> None:
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    report = Package.validate_descriptor(descriptor)
    assert report.valid, report.flatten(["note"])
    for resource in descriptor["resources"]:
        assert Schema.validate_descriptor(resource["schema"]).valid
        assert file_sha256(folder / resource["path"]) == resource["hash"].removeprefix("sha256:")
        fields = [field["name"] for field in resource["schema"]["fields"]]
        assert fields == pq.read_schema(folder / resource["path"]).names


def test_frictionless_refuses_a_broken_data_package(folder: Path) -> None:
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    descriptor["resources"][0]["schema"]["fields"][0]["type"] = "no type"
    assert not Package.validate_descriptor(descriptor).valid


PROGRAM = """
import json, sys, warnings
warnings.simplefilter("ignore")
import mlcroissant
dataset = mlcroissant.Dataset(sys.argv[1])
assert not dataset.metadata.issues.errors, dataset.metadata.issues.report()
rows = {name: len(list(dataset.records(name))) for name in sys.argv[2:]}
print(json.dumps({"rows": rows, "warnings": sorted(dataset.metadata.issues.warnings)}))
"""


def test_croissant_is_accepted_and_its_records_are_read(folder: Path) -> None:
    """In a process of its own: the validator's libraries warn of themselves."""
    command = [sys.executable, "-c", PROGRAM, str(folder / "croissant.json"), "articles", "events", "aliases"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1])["rows"] == {"articles": 3, "events": 2, "aliases": 1}


def test_croissant_names_the_plain_columns_of_each_table(folder: Path) -> None:
    content = json.loads((folder / "croissant.json").read_text(encoding="utf-8"))
    for table, records in zip(PUBLISHED, content["recordSet"], strict=False):
        named = {field["name"] for field in records["field"]}
        nested = {c.name for c in table.columns if pa.types.is_list(c.type) and pa.types.is_struct(c.type.value_type)}
        assert named == set(table.schema.names) - nested


def test_the_citation_has_what_its_format_requires(folder: Path) -> None:
    """By the text of the Citation File Format 1.2.0: its own validator needs libraries that are older than ours."""
    content = yaml.safe_load((folder / "CITATION.cff").read_text(encoding="utf-8"))
    assert content["cff-version"] == "1.2.0"
    assert content["type"] == "dataset"
    assert content["message"]
    assert content["title"] == f"Presse du littoral, release {IDENTIFIER}"
    assert content["authors"] == [{"name": name} for name in STATED["creators"]]
    assert date.fromisoformat(str(content["date-released"])) == date(2026, 3, 11)
    assert (content["license"], content["url"]) == (STATED["licence"], STATED["address"])


def test_the_metadata_of_a_doi_has_what_datacite_requires(folder: Path) -> None:
    content = json.loads((folder / "datacite.json").read_text(encoding="utf-8"))
    assert {"titles", "creators", "publisher", "publicationYear", "types"} <= set(content)
    assert content["types"]["resourceTypeGeneral"] == "Dataset"
    assert content["publicationYear"] == 2026


def test_the_head_of_the_card_is_what_hugging_face_reads(folder: Path) -> None:
    head = yaml.safe_load((folder / "README.md").read_text(encoding="utf-8").split("---\n")[1])
    assert head["pretty_name"] == f"Presse du littoral, release {IDENTIFIER}"
    assert (head["license"], head["language"], head["size_categories"]) == ("cc-by-4.0", ["fr"], ["n<1K"])
    for config in head["configs"]:
        assert (folder / config["data_files"]).is_file()
    assert [config["config_name"] for config in head["configs"] if config.get("default")] == ["events"]


LOAD = """
import sys
from datasets import get_dataset_config_names, load_dataset
for name in get_dataset_config_names(sys.argv[1]):
    print(name, load_dataset(sys.argv[1], name, split="train").num_rows)
"""


def test_hugging_face_reads_each_table_by_the_card(folder: Path, tmp_path: Path) -> None:
    told = {"HF_HUB_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1", "HF_HOME": str(tmp_path)}
    command = [sys.executable, "-c", LOAD, str(folder)]
    found = subprocess.run(command, env=os.environ | told, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
    counts = dict(line.split() for line in found.stdout.splitlines())
    assert counts == {table.name: str(len(rows)) for table, rows in release_rows().items() if rows}  # it reads no empty file


def test_the_card_says_what_a_reader_must_know(folder: Path) -> None:
    text = (folder / "README.md").read_text(encoding="utf-8")
    for words in (
        "50% (1 of 2) of the events have no known date.",
        "2 checks of columns",
        "0 critical ones",
        "1 others do not",
        "`without_outlet` (articles have an outlet) is judged otherwise than the project judges it",
        "it: share 0.5 instead of 0.1, ",
        "set by Lise, because two archives carry none.",
        "no person has read these rows",
        "| realis | .9 |",
        "Changes since 20260310T060000Z-00000001",
        "| events | 12 | 1 | 0 |",
        "of that release were of none stated",
        f"Write to {STATED['contact']}",
        "under CC-BY-4.0",
    ):
        assert words in text


def test_what_nobody_stated_is_said_to_be_missing(folder: Path) -> None:
    documents = describe(manifest_of(folder))
    assert "states no licence of its own" in documents["README.md"]
    assert "it states no address" in documents["README.md"]
    assert "license" not in yaml.safe_load(documents["CITATION.cff"])
    assert "rightsList" not in json.loads(documents["datacite.json"])
    assert Package.validate_descriptor(json.loads(documents["datapackage.json"])).valid


def test_the_version_of_the_columns_rises_with_them() -> None:
    latest = versions()[0]
    assert latest["digest"] == schema_digest(), (
        f"published columns changed: add a version with its upgrade note and digest {schema_digest()} to schemas/versions.yaml"
    )
    for version in versions():
        assert re.fullmatch(r"[0-9]+\.[0-9]+", version["version"])
        assert version["upgrade"].strip()
    assert len({version["version"] for version in versions()}) == len(versions())
