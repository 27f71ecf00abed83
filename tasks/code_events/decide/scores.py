"""How far the evidence of an argument is to be trusted, as it was measured."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

from schemas.vocabularies import check_code


def argument_score(role: str, evidence: str) -> float:
    """How probably an argument with that role and evidence is right, from what was measured (evidence.yaml).

    By the rule of succession, so that few observations claim little. Raises UnknownCode.
    """
    counts = _counts()[check_code("argument_role", role)][check_code("argument_evidence", evidence)]
    return round((counts["right"] + 1) / (counts["of"] + 2), 3)


@cache
def _counts() -> Mapping[str, Mapping[str, Mapping[str, int]]]:
    text = files("tasks.code_events").joinpath("decide", "evidence.yaml").read_text(encoding="utf-8")
    counts: Mapping[str, Mapping[str, Mapping[str, int]]] = yaml.safe_load(text)
    return counts
