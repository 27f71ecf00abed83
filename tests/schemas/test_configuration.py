"""The page of settings is the one that the settings give, and names each of them."""

import re
from pathlib import Path

import pytest
import yaml

from schemas.configuration import configuration_page, known_keys, nearest
from schemas.settings import Settings


def test_the_page_in_docs_is_the_one_derived_from_the_settings(root: Path) -> None:
    assert (root / "docs/configuration.md").read_text(encoding="utf-8") == configuration_page(), "run: make configuration"


def test_every_setting_has_a_row_with_a_meaning() -> None:
    page = configuration_page().splitlines()
    for key in known_keys():
        name = key.rpartition(".")[2]
        rows = [line for line in page if line.startswith(f"| `{name}` |")] or [line for line in page if line == f"## {name}"]
        assert rows, key
        assert all(line.startswith("## ") or line.removesuffix(" |").rpartition(" | ")[2].strip() for line in rows), key


@pytest.mark.parametrize(
    ("place", "found"),
    [
        (["batchsize"], "batch_size"),
        (["clean", "languges"], "clean.languages"),
        (["clean", "batch_size"], "batch_size"),
        (["max_broken_share"], "validation.max_broken_share"),
        (["deduplication"], "deduplicate"),
        (["rien"], None),
    ],
)
def test_the_nearest_key_is_found_in_its_section_or_another(place: list[str], found: str | None) -> None:
    assert nearest(place) == found


def test_the_profile_on_the_page_can_be_used() -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", configuration_page(), re.DOTALL)
    settings = Settings.model_validate(yaml.safe_load(example))
    assert settings.publish.creators == ("Laboratoire du littoral",)
