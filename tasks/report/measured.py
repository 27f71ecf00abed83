"""Measured quality with its intervals: shares from the counts of knowledge/measured.yaml. Pure."""

from collections.abc import Mapping
from math import sqrt
from typing import Any

from tasks.report.words import knowledge

DEVIATIONS = 1.96
"""Of the normal distribution, for 95 in a hundred."""


def measured() -> dict[str, Any]:
    """`measured_on`, `agreement`, and by type and by tenth of confidence the shares with their intervals."""
    counts = knowledge("measured")
    return {
        "measured_on": str(counts["measured_on"]),
        "agreement": counts["agreement"],
        "types": [
            {
                "type": row["type"],
                "precision": share(row["right"], row["predicted"]),
                "recall": share(row["found"], row["wanted"]),
            }
            for row in counts["types"]
        ],
        "confidence": [{"from": row["from"], "right": share(row["right"], row["predicted"])} for row in counts["confidence"]],
    }


def measured_figures(found: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The same as rows of figures: `measured_types` and `calibration`."""
    return {
        "measured_types": [
            {"type": row["type"]} | _flat("precision", row["precision"]) | _flat("recall", row["recall"])
            for row in found["types"]
        ],
        "calibration": [{"from": row["from"]} | _flat("right", row["right"]) for row in found["confidence"]],
    }


def _flat(name: str, of: Mapping[str, float | int] | None) -> dict[str, float | int | None]:
    columns = {"share": name} | {part: f"{name}_{part}" for part in ("low", "high", "of")}
    return {column: None if of is None else of[part] for part, column in columns.items()}


def share(right: int, of: int) -> Mapping[str, float | int] | None:
    """A share with the interval that holds the true one in 95 of a hundred cases (Wilson); None of nothing."""
    if of == 0:
        return None
    p, z2 = right / of, DEVIATIONS**2
    middle, spread = p + z2 / (2 * of), DEVIATIONS * sqrt(p * (1 - p) / of + z2 / (4 * of**2))
    low, high = (middle - spread) / (1 + z2 / of), (middle + spread) / (1 + z2 / of)
    return {"share": round(p, 3), "low": round(max(low, 0.0), 3), "high": round(min(high, 1.0), 3), "of": of}
