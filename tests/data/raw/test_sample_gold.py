"""The gold annotation of the sample fits the sample and the codebook."""

import html
import json
import re
import unicodedata
from collections import defaultdict
from pathlib import Path

import ftfy
import pytest

ROOT = Path(__file__).parents[3]
GOLD = ROOT / "tests" / "evaluation" / "gold"
TYPES = {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN"}
TYPES |= {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
LATIN_1 = "charset=iso-8859-1"


def rows(name: str) -> list[dict]:
    return [json.loads(line) for line in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


ARTICLES = {row["doc"]: row for row in rows("articles")}


def folded(text: str) -> str:
    plain = unicodedata.normalize("NFC", text).translate(str.maketrans({"’": "'", "\u00a0": " ", "\u202f": " "}))
    return re.sub(r"\s+", " ", plain).strip()


def source(file: str) -> str:
    (path,) = (ROOT / "data" / "raw").rglob(file)
    data = path.read_bytes()
    text = data.decode("latin-1" if LATIN_1.encode() in data else "utf-8-sig")
    if path.suffix.startswith(".htm"):
        text = html.unescape(re.sub(r"<[^>]+>", "", text))
    if path.suffix == ".json":
        text = json.loads(text)["maintext"]
    return folded(ftfy.fix_text(text, uncurl_quotes=False))


@pytest.mark.parametrize("doc", ARTICLES)
def test_gold_lines_stand_in_the_file(doc: str) -> None:
    text = source(ARTICLES[doc]["file"])
    missing = [line for line in ARTICLES[doc]["body"] + ARTICLES[doc]["removed"] if folded(line) not in text]
    assert missing == []


@pytest.mark.parametrize("doc", ARTICLES)
def test_gold_furniture_is_no_part_of_the_gold_body(doc: str) -> None:
    body = folded(" ".join([ARTICLES[doc]["title"] or "", *ARTICLES[doc]["body"]]))
    assert [line for line in ARTICLES[doc]["removed"] if folded(line) in body] == []


def test_gold_mentions_follow_the_text() -> None:
    mentions = defaultdict(list)
    for row in rows("entities"):
        mentions[row["doc"]].append(row["text"])
    assert set(mentions) == set(ARTICLES)
    for doc, texts in mentions.items():
        body, position = "\n".join(ARTICLES[doc]["body"]), 0
        for text in texts:
            position = body.index(text, position) + len(text)


def test_gold_entities_have_one_label_and_country_each() -> None:
    known = {(row["entity"], row["label"], row["country"]) for row in rows("entities")}
    assert len(known) == len({entity for entity, _, _ in known})
    assert all(country is None or re.fullmatch("[A-Z]{3}", country) for _, _, country in known)


def test_gold_triggers_point_at_one_line_and_types_are_known() -> None:
    for row in rows("events"):
        lines = [line for line in ARTICLES[row["doc"]]["body"] if folded(row["trigger"]) in folded(line)]
        assert len(lines) == 1, row
        assert row["types"]
        assert set(row["types"]) <= TYPES, row
        assert row["realis"] in {"actual", "planned", "hypothetical", "negated"}
        assert row["date"] is None or re.fullmatch(r"\d{4}(-\d\d){0,2}", row["date"])
