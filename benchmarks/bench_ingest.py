"""Memory and speed of reading JSON lines: `python benchmarks/bench_ingest.py`.

Reads made-up files of 1,000 to 100,000 records, each in a process of its own, and prints the peak of its memory: it must not
grow with the file.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from schemas.settings import IngestSettings
from tasks.ingest.documents import read_documents
from tasks.ingest.inventory import take_inventory

SIZES = (1_000, 10_000, 100_000)
PARAGRAPH = "La déléguée a rappelé mardi que les négociateurs avaient jusqu'à vendredi pour s'entendre sur le partage des eaux. "
MOST_GROWTH = 1.1
"""Times the memory of the smallest file that the largest may take."""


def write(path: Path, records: int) -> None:
    with path.open("w", encoding="utf-8") as lines:
        for number in range(records):
            record = {"title": f"Titre {number}", "text": f"Article {number}. {PARAGRAPH * 20}", "date": "2023-09-12"}
            lines.write(json.dumps(record, ensure_ascii=False) + "\n")


def read(folder: Path) -> tuple[int, float]:
    """The records read and the CPU seconds that it took."""
    begun, count = time.process_time(), 0
    for split in read_documents(take_inventory(folder), settings=IngestSettings()):
        count += len(split.kept)
    return count, time.process_time() - begun


def measure(records: int) -> tuple[float, float]:
    """Megabytes at the peak and CPU seconds of reading so many records in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder) / "articles.jsonl", records)
        answer = subprocess.run([sys.executable, __file__, folder], check=True, capture_output=True, text=True)
    count, seconds, peak = json.loads(answer.stdout)
    assert count == records
    return peak, seconds


def main() -> None:
    peaks = []
    for records in SIZES:
        peak, seconds = measure(records)
        peaks.append(peak)
        print(f"{records:7,} JSON lines: {peak:6.1f} MB at the peak, {records / seconds:7,.0f} records a second")
    growth = peaks[-1] / peaks[0]
    print(f"{growth:.2f} times the memory for {SIZES[-1] // SIZES[0]} times the records")
    if growth > MOST_GROWTH:
        sys.exit(f"found {growth:.2f}; expected {MOST_GROWTH} at most")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps([*read(Path(sys.argv[1])), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
    else:
        main()
