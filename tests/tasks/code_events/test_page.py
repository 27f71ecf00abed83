"""The page on events says what the vocabularies say."""

import pytest

from schemas.vocabularies import vocabulary


@pytest.mark.parametrize("code", vocabulary("event_type"))
def test_the_page_has_the_row_of_each_type(code, root):
    row = vocabulary("event_type")[code]
    modes = ", ".join(mode.split("/")[1] for mode in vocabulary("event_mode") if mode.startswith(f"{code}/")) or "–"
    line = f"| {code} | {row['meaning']} | {row['quad_class']} | {row['score']:g} | {modes} |"
    assert line in (root / "docs" / "events.md").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("name", ["realis", "date_source"])
def test_the_page_explains_each_code(name, root):
    page = (root / "docs" / "events.md").read_text(encoding="utf-8")
    assert [code for code in vocabulary(name) if f"`{code}`" not in page] == []
