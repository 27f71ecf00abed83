"""When an article appeared: each rule by its examples, the order of the evidence, and what is refused."""

from datetime import date, datetime
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.temporal.declared import declared_forms, parse_declared
from tasks.temporal.folding import fold
from tasks.temporal.hours import end_with_hour, hour_forms, stated_hour
from tasks.temporal.lexicon import compile_pattern, load_lexicon, read_knowledge
from tasks.temporal.publication import Publication, Told, publication_date, refuse_future, update_date
from tasks.temporal.statements import (
    address_date,
    counted_year,
    dateline,
    load_publication_rules,
    page_dates,
    past_years,
    present_day,
    stamp,
    update,
)

RULES = read_knowledge("publication.yaml")
KNOWN = load_publication_rules()
DECLARED = read_knowledge("declared.yaml")
HOURS = read_knowledge("hours.yaml")


def rows(*kinds: str) -> Any:
    listed = [(kind, row) for kind in kinds for row in RULES[kind]]
    return pytest.mark.parametrize(("kind", "row"), listed, ids=[row["id"] for _, row in listed])


def dated(text: str = "Le texte.", **evidence: Any) -> Publication:
    return publication_date(Told(text=text, **evidence))


def stated(day: date, precision: str) -> str:
    return day.isoformat()[: {"day": 10, "month": 7, "year": 4}[precision]]


@pytest.mark.parametrize("row", DECLARED, ids=[row["id"] for row in DECLARED])
def test_a_form_of_metadata_reads_its_example(row: dict[str, str]) -> None:
    form = dict(declared_forms())[row["id"]]
    found = parse_declared(row["example"])
    assert form.fullmatch(row["example"])
    assert found is not None
    assert stated(found.day, found.precision) == row["means"]
    assert not form.fullmatch(row["counter_example"])


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1614666600", "2021-03-02"),
        ("1614666600000", "2021-03-02"),
        ("31 février 2021", None),
        ("2021-02-30", None),
        ("29/02/2021", None),
        ("29/02/2020", "2020-02-29"),
        ("mercredi 2 mars 2021", None),
        ("mardi 2 mars 2021", "2021-03-02"),
        ("1899-12-31", None),
        ("0001-01-01T00:00:00Z", None),
        ("1970-01-01T00:00:00Z", None),
        ("00/00/0000", None),
        ("99999999999999", None),
        ("hier", None),
        ("", None),
    ],
)
def test_dates_that_do_not_exist_or_mean_nothing_are_not_believed(value: str, expected: str | None) -> None:
    found = parse_declared(value)
    assert (found.day.isoformat() if found else None) == expected


@pytest.mark.parametrize("row", HOURS["hours"], ids=[row["id"] for row in HOURS["hours"]])
def test_a_form_of_hours_reads_its_example(row: dict[str, str]) -> None:
    found = stated_hour(row["example"])
    assert dict(hour_forms())[row["id"]].search(row["example"])
    assert found is not None
    assert f"{found:%H:%M}" == row["means"]
    assert not dict(hour_forms())[row["id"]].search(row["counter_example"])


@pytest.mark.parametrize("value", ["2021-03-02", "2021-03-02T00:00:00Z", "2 mars 2021", "02/03/2021", "2 mars 2021, 4 heures"])
def test_midnight_and_days_state_no_hour(value: str) -> None:
    assert stated_hour(value) is None


def test_an_hour_counts_right_behind_the_date_only() -> None:
    row = HOURS["behind"]
    assert end_with_hour(row["example"], 0) == len(row["example"])
    assert end_with_hour(row["counter_example"], 0) == 0


@rows("markup", "page")
def test_a_rule_for_markup_finds_the_date_of_its_example(kind: str, row: dict[str, str]) -> None:
    pattern = dict(getattr(KNOWN, kind))[row["id"]]
    assert pattern.search(row["example"])
    assert dated(html=row["example"]).date == date(2021, 3, 2)
    assert not pattern.search(row["counter_example"])


@rows("lines", "datelines")
def test_a_rule_for_lines_reads_its_example(kind: str, row: dict[str, str]) -> None:
    patterns = {rule.id: rule.pattern for rule in KNOWN.lines} if kind == "lines" else dict(KNOWN.datelines)
    pattern, says = patterns[row["id"]], bool(row.get("says", False))
    assert pattern.search(fold(row["example"]))
    found = stamp(row["example"], (), KNOWN, says=says) if kind == "lines" else dateline(row["example"], KNOWN)
    assert found is not None
    assert stated(found.stated.day, found.stated.precision) == row["means"]
    assert kind == "datelines" or not pattern.search(fold(row["counter_example"]))
    assert dateline(row["counter_example"], KNOWN) is None


def test_lines_that_begin_with_another_word_need_no_matching() -> None:
    for row in RULES["lines"]:
        words = {word.lower() for word in row.get("begins", ())} or {""}
        assert [row["pattern"].startswith(f"^\\s*{word}" if word else "^") for word in words] == [True], row["id"]


def test_the_place_of_a_dateline_is_a_name() -> None:
    row = RULES["place_name"]
    assert KNOWN.place_name.fullmatch(row["example"])
    assert not KNOWN.place_name.fullmatch(row["counter_example"])
    assert dateline("NATIONS UNIES, 2 mars 2021 (DM) - Le Conseil a siégé.", KNOWN)
    assert dateline("La Havane, le 2 mars 2021 (DM) - Le Conseil a siégé.", KNOWN)


@rows("told_years", "coming_years")
def test_a_rule_for_years_finds_the_year_of_its_example(kind: str, row: dict[str, str]) -> None:
    pattern = dict(getattr(KNOWN, kind))[row["id"]]
    assert pattern.search(fold(row["example"]))
    assert not pattern.search(fold(row["counter_example"]))


@rows("counted_years")
def test_a_rule_that_counts_years_reads_its_example(kind: str, row: dict[str, str]) -> None:
    found = counted_year(row["example"], KNOWN)
    assert found is not None
    assert stated(found.stated.day, found.stated.precision) == row["means"]
    assert counted_year(row["counter_example"], KNOWN) is None
    assert dated(text=row["example"]).source == "inferred"


@pytest.mark.parametrize(
    "text",
    [
        "Il y a quatre ans, en 2017, le pont a été fermé. Il y a deux ans, en 2017, le tunnel l'a été.",
        "Il y a quatre ans, en 2017, le pont a été fermé. Rouvert en 2022, il a refermé.",
        "Il y a quatre ans, en 2017, le pont a été fermé. Sa réouverture est prévue en 2020.",
    ],
    ids=["two years", "a later past", "an earlier future"],
)
def test_a_counted_year_that_something_contradicts_is_not_believed(text: str) -> None:
    assert counted_year(text, KNOWN) is None


def test_a_day_told_as_present_is_found_by_its_example() -> None:
    row = RULES["present_day"]
    assert KNOWN.present_day.search(fold(row["example"]))
    assert not KNOWN.present_day.search(fold(row["counter_example"]))


@rows("present")
def test_a_rule_for_present_days_holds_for_what_stands_before(kind: str, row: dict[str, str]) -> None:
    rule = next(rule for rule in KNOWN.present if rule.id == row["id"])
    told, other = (fold(row[name]) for name in ("example", "counter_example"))
    found = KNOWN.present_day.search(told)
    assert found is not None
    assert rule.before.search(told[: found.start()])
    against = KNOWN.present_day.search(other)
    assert against is None or not rule.before.search(other[: against.start()])


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        ({"metadata": ["2021-03-02T06:30:00+01:00"]}, ("2021-03-02", "day", "metadata", "06:30")),
        ({"metadata": ["2021", "mars 2021", "2021-03-02", "2021-03-02T06:30"]}, ("2021-03-02", "day", "metadata", "06:30")),
        ({"metadata": ["2021-03-02", "2021-03-05T09:00"]}, ("2021-03-02", "day", "metadata", None)),
        ({"metadata": ["2021", "2019-03-02"]}, ("2021-01-01", "year", "metadata", None)),
        ({"metadata": ["31 février 2021"], "removed": ["Publié le 02/03/2021"]}, ("2021-03-02", "day", "printed", None)),
        ({"metadata": ["1899-01-01"]}, (None, "unknown", "none", None)),
        ({"removed": ["date 2021-03"]}, ("2021-03-01", "month", "printed", None)),
        ({"removed": ["Publié le 2 mars 2021 à 6h30, mis à jour le 3"]}, ("2021-03-02", "day", "printed", "06:30")),
        ({"marked": ["2021-03-02T06:30"], "address": "/2021/03/01/a"}, ("2021-03-02", "day", "markup", "06:30")),
        ({"marked": ["2021-03-05"], "removed": ["Publié le 2 mars 2021"]}, ("2021-03-02", "day", "printed", None)),
        ({"address": "https://sud-atlas.example/2021/03/02/a", "text": "3 mars 2021"}, ("2021-03-02", "day", "url", None)),
        ({"address": "https://sud-atlas.example/2021/03/a", "text": "3 mars 2021"}, ("2021-03-03", "day", "printed", None)),
        ({"address": "https://sud-atlas.example/2021/03/a"}, ("2021-03-01", "month", "url", None)),
        ({"address": "https://sud-atlas.example/a?d=/2021/03/02/"}, (None, "unknown", "none", None)),
        ({"address": "https://[sud-atlas/2021/02/30/a"}, ("2021-02-01", "month", "url", None)),
        ({"removed": ["Belmont, le 12 mars 2024"]}, ("2024-03-12", "day", "printed", None)),
        ({"text": "Fait à Belmont-sur-Vire, le mardi 12 mars 2024."}, ("2024-03-12", "day", "printed", None)),
        ({"text": "Réunis à huis clos, le 12 mars 2024"}, (None, "unknown", "none", None)),
        ({"text": "PARIS, 3 mai 2022 (AFP) - Le conseil a voté."}, ("2022-05-03", "day", "dateline", None)),
        ({"text": "Paris, 3 mai 2022 – Le conseil a voté."}, ("2022-05-03", "day", "dateline", None)),
        ({"removed": ["LE FIL DE LA VIRE — Mardi 14 novembre 1961"]}, ("1961-11-14", "day", "printed", None)),
        ({"text": "Séoul, 2 mars 2021 (DM) - La Corée du Sud a dit non."}, ("2021-03-02", "day", "dateline", None)),
        ({"text": "Séoul, 31 février 2021 (DM) - La Corée du Sud a dit non."}, (None, "unknown", "none", None)),
        ({"text": "Le traité du 2 mars 2021 est caduc."}, (None, "unknown", "none", None)),
        ({"text": "Publié en 1998, le livre raconte la guerre."}, (None, "unknown", "none", None)),
    ],
    ids=lambda value: str(value)[:60],
)
def test_the_evidence_is_believed_in_its_order(evidence: dict[str, Any], expected: tuple[Any, ...]) -> None:
    found = dated(**evidence)
    hour = f"{found.minute:%H:%M}" if found.minute else None
    assert (found.date and found.date.isoformat(), found.precision, found.source, hour) == expected
    assert (found.evidence is None) == (found.source == "none")


TOLD = "La ministre a annoncé ce mardi 2 mars la tenue du sommet."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{TOLD} Depuis 2020, rien n'allait plus. En 2020, trois réunions avaient échoué.", "2021-03-02"),
        (f"{TOLD} Depuis 2020, rien n'allait plus. En 2019, trois réunions avaient échoué.", "2021-03-02"),
        (TOLD, None),
        (f"{TOLD} L'accord de 1993, signé en 1993, est caduc.", None),
        (f"{TOLD} En 2020 et en 2019, rien. Le scrutin est prévu en 2026.", "2021-03-02"),
        ("C'était ce mardi 2 mars 2021. En 2020 et en 2019, rien.", None),
        ("Le sommet s'ouvrira mardi 2 mars. En 2020 et en 2019, rien.", None),
    ],
)
def test_a_present_day_has_the_year_that_calendar_and_told_years_agree_on(text: str, expected: str | None) -> None:
    found = present_day(text, KNOWN)
    assert (found.stated.day.isoformat() if found else None) == expected


def test_years_that_are_told_as_coming_say_nothing_about_the_past() -> None:
    told = past_years(fold("En 2018, à Singapour. La neutralité d'ici à 2050, le scrutin prévu en 2024."), KNOWN)
    assert dict(told) == {2018: 1}


def test_dates_in_the_future_of_the_run_are_refused_and_their_evidence_stays() -> None:
    days = [date(2021, 3, 2), date(2031, 3, 2), None]
    frame = pd.DataFrame(
        {
            "published_on": pd.Series(days, dtype=object),
            "published_at": pd.Series([datetime.combine(day, datetime.min.time()) if day else pd.NaT for day in days]),
            "published_precision": ["day", "day", "unknown"],
            "published_source": ["metadata", "metadata", "none"],
            "published_evidence": ["2021-03-02", "2031-03-02", None],
            "updated_on": pd.Series([date(2031, 3, 3), None, None], dtype=object),
            "updated_at": pd.Series([datetime(2031, 3, 3, 9), pd.NaT, pd.NaT]),  # noqa: DTZ001  no zone is known
            "updated_source": ["metadata", "none", "none"],
        }
    )
    found = refuse_future(frame, as_of=date(2026, 1, 1))
    assert list(found["published_on"])[:2] == [date(2021, 3, 2), None]
    assert list(found["published_at"].isna()) == [False, True, True]
    assert list(found["published_precision"]) == ["day", "unknown", "unknown"]
    assert list(found["published_source"]) == ["metadata", "none", "none"]
    assert list(found["published_evidence"])[:2] == ["2021-03-02", "2031-03-02"]
    assert list(found["updated_on"].isna()) == [True] * 3
    assert list(found["updated_source"]) == ["none"] * 3
    assert list(frame["published_precision"]) == ["day", "day", "unknown"]


@given(st.dates(date(1900, 1, 2), date(2099, 12, 31)).filter(lambda day: day not in {date(1970, 1, 1), date(2000, 1, 1)}))
def test_every_day_is_read_back_from_the_forms_it_is_written_in(day: date) -> None:
    lexicon = load_lexicon()
    month = next(name for name, number in lexicon.months.items() if number == day.month)
    for written in (day.isoformat(), f"{day:%Y%m%d}", f"{day:%d/%m/%Y}", f"publié le {day.day} {month} {day.year} à 6h30"):
        found = parse_declared(written)
        assert found is not None
        assert (found.day, found.precision) == (day, "day")


@given(st.text(max_size=120), st.lists(st.text(max_size=60), max_size=3))
def test_any_text_has_a_date_that_exists_or_none(text: str, metadata: list[str]) -> None:
    found = dated(text, metadata=metadata, html=text, removed=metadata)
    assert (found.date is None) == (found.precision == "unknown") == (found.source == "none")
    assert found.date is None or found.date.year >= 1900


def test_a_pattern_may_name_a_group_twice() -> None:
    pattern = compile_pattern("{number}|{stamp}", load_lexicon())
    assert pattern.fullmatch("02/03/2021")
    assert pattern.fullmatch("2021-03-02")


@rows("addresses", "address_months")
def test_a_rule_for_addresses_reads_its_example(kind: str, row: dict[str, str]) -> None:
    found = address_date(row["example"], KNOWN, months=kind == "address_months")
    assert found is not None
    assert stated(found.stated.day, found.stated.precision) == row["means"]
    assert not dict(getattr(KNOWN, kind))[row["id"]].search(row["counter_example"])


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://sud-atlas.example/2018/11/10/le-port", "2018-11-10"),
        ("https://sud-atlas.example/monde/201809/25/le-port.php", "2018-09-25"),
        ("https://sud-atlas.example/monde/2018-11-10-le-port", "2018-11-10"),
        ("https://sud-atlas.example/le-port-20181110_AB12/", "2018-11-10"),
        ("https://sud-atlas.example/le-port-10-11-2018-XVZ4H2.php", "2018-11-10"),
        ("https://sud-atlas.example/dossier/20181399/le-port", None),
        ("https://sud-atlas.example/article/120181110", None),
    ],
)
def test_an_address_states_the_day_of_its_article(address: str, day: str | None) -> None:
    found = address_date(address, KNOWN)
    assert (found.stated.day.isoformat() if found else None) == day


PRINTED = ("Publié le 27 août 2024 à 20h18 (mis à jour le 30 août 2024 à 12h40)",)


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        ({"metadata": ["2024-08-30T12:40:00+02:00"], "removed": PRINTED}, ("2024-08-27", "printed", "2024-08-30")),
        (
            {"metadata": ["2024-08-30"], "modified": ["2024-08-30T12:40"], "removed": ["Publié le 27 août 2024"]},
            ("2024-08-27", "printed", "2024-08-30"),
        ),
        (
            {"metadata": ["2024-08-30"], "removed": ["Publié le 27 août 2024"], "address": "/ports/digue-20240827_AB12/"},
            ("2024-08-27", "printed", None),
        ),
        ({"metadata": ["2024-08-28T00:23:33Z"], "removed": ["Publié le 27 août 2024"]}, ("2024-08-27", "printed", None)),
        ({"metadata": ["2024-08-30"], "removed": ["Publié le 27 août 2024"]}, ("2024-08-30", "metadata", None)),
        ({"metadata": ["2024-08-27T20:18"], "removed": PRINTED}, ("2024-08-27", "metadata", "2024-08-30")),
        ({"metadata": ["2024-08-26"], "removed": PRINTED}, ("2024-08-26", "metadata", "2024-08-30")),
        ({"metadata": ["2024-08-27"], "modified": ["2024-08-01"]}, ("2024-08-27", "metadata", None)),
        ({"marked": ["2024-08-27"], "marked_modified": ["2024-08-29"]}, ("2024-08-27", "markup", "2024-08-29")),
    ],
)
def test_a_printed_day_is_believed_against_metadata_if_a_second_witness_agrees(
    evidence: dict[str, Any], expected: tuple[str, str, str | None]
) -> None:
    told = Told(text="Le texte.", **evidence)
    published = publication_date(told)
    changed = update_date(told, published)
    assert (str(published.date), published.source, changed.date and str(changed.date)) == expected
    assert (changed.date is None) == (changed.source == "none") == (changed.evidence is None)


@pytest.mark.parametrize(
    "line",
    [
        "Créé le 27 août 2024 à 20h18 | Modifié le 30 août 2024 à 12h40",
        "Initialement publié le 27 août 2024 à 20h18, actualisé le 30 août 2024 à 12 h 40",
        "Première publication : 27 août 2024 à 20h18 – Dernière modification : 30 août 2024 à 12h40",
        "Publié: 27.08.2024, 20h18 Mis à jour: 30.08.2024, 12h40",
        "Publié le 27/08/24 à 20h18 - MAJ le 30/08/24 à 12h40",
        "Publié le mardi 27 août 2024 à 20:18. Mis à jour le vendredi 30 août 2024 à 12:40",
        "Mis à jour le 30 août 2024 à 12h40 - Publié le 27 août 2024 à 20h18",
        "27 août 2024 à 20h18 (mis à jour le 30 août 2024 à 12h40)",
        "Par Ève Lanoux, le 27 août 2024 à 20 h 18, modifié le 30 août 2024 à 12 h 40",
        "Publié par Ève Lanoux le 27 août 2024 à 20h18 (mis à jour le 30 août 2024 à 12h40)",
    ],
)
def test_an_overwritten_day_is_told_by_the_line_however_it_is_written(line: str) -> None:
    told = Told(text="Le texte.", metadata=["2024-08-30T12:40:00+02:00"], removed=[line])
    published = publication_date(told)
    assert (published.minute, published.source) == (datetime(2024, 8, 27, 20, 18), "printed")  # noqa: DTZ001  no zone is known
    assert update_date(told, published).minute == datetime(2024, 8, 30, 12, 40)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("line", "hour"),
    [
        ("Publié le 27 août 2024 à 20h18, mis à jour à 23h05", 20),
        ("Publié le 27 août 2024 à 20h18, mis à jour à 23h30", 23),
        ("Publié le 27 août 2024 à 20h18", 23),
    ],
)
def test_an_hour_that_is_that_of_the_change_gives_way_to_the_printed_one(line: str, hour: int) -> None:
    published = dated(metadata=["2024-08-27T23:05:00+02:00"], removed=[line])
    assert published.minute is not None
    assert published.minute.hour == hour


def test_the_line_under_an_embedded_post_dates_no_article() -> None:
    line = "Publiée par Mairie de Belmont sur Jeudi 26 mars 2020"
    assert (
        dated(metadata=["2020-03-27T09:21:53+01:00"], modified=["2020-03-27T09:21:53+01:00"], removed=[line]).source == "metadata"
    )


def test_a_line_that_tells_the_marked_change_is_no_publication() -> None:
    assert dated(removed=["Mis à jour le 30 août 2024"], marked_modified=["2024-08-30"]).date is None


def test_what_the_page_marks_may_tell_both_dates() -> None:
    told = Told(text="Le texte.", marked=["Publié le 27 août 2024, modifié le 30 août 2024 à 12h40"])
    changed = update_date(told, publication_date(told))
    assert (str(changed.date), changed.source) == ("2024-08-30", "markup")


def test_an_update_with_an_hour_alone_is_of_the_day_of_publication() -> None:
    told = Told(text="Le texte.", removed=["Publié le 27 août 2024 à 8h, mis à jour à 12h40"])
    changed = update_date(told, publication_date(told))
    assert changed.minute == datetime(2024, 8, 27, 12, 40)  # noqa: DTZ001  no zone is known


@rows("updates")
def test_a_rule_for_updates_reads_its_example(kind: str, row: dict[str, str]) -> None:
    found = update([row["example"]], KNOWN, published=date(2021, 3, 1))
    assert found is not None
    assert stated(found.stated.day, found.stated.precision) == row.get("means", "2021-03-01")
    assert not dict(KNOWN.updates)[row["id"]].search(fold(row["counter_example"]))


def test_markup_dates_come_in_the_order_of_trust() -> None:
    html = '<meta name="date" content="2021-03-05"><meta property="article:published_time" content="2021-03-02">'
    assert list(page_dates(html, KNOWN.markup)) == ["2021-03-02", "2021-03-05"]
