"""What the report shows of the coder's quality by type and confidence: counts of a release of the sample against its gold.

    python benchmarks/measure_types.py OUT tests/evaluation/gold

OUT has a release of data/raw. Writes tasks/report/knowledge/measured.yaml, with today's date.
"""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import yaml

from tasks.evaluate.counts import event_counts
from tasks.evaluate.gold import load_gold

ROOT = Path(__file__).parents[1]
AGREED = ("type_kappa", "realis_kappa", "trigger_f", "who_f", "actor_country_same", "recipient_country_same", "date_same")
HEAD = "# Written by benchmarks/measure_types.py; not by hand. Agreement is that of data/annotation/events/agreement.json.\n"


def main() -> None:
    out, gold = Path(sys.argv[1]), Path(sys.argv[2])
    articles, events = (pd.read_parquet(out / name) for name in ("articles", "events"))
    agreement = json.loads((ROOT / "data/annotation/events/agreement.json").read_text(encoding="utf-8"))
    measured = {
        "measured_on": datetime.now(UTC).date(),
        "agreement": {"documents": agreement["documents"]} | {name: agreement[name] for name in AGREED},
    } | event_counts(articles, events, load_gold(gold))
    target = ROOT / "tasks/report/knowledge/measured.yaml"
    target.write_text(HEAD + yaml.safe_dump(measured, sort_keys=False, allow_unicode=True), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("name a folder with a release of data/raw, and the gold: benchmarks/measure_types.py OUT tests/evaluation/gold")
    main()
