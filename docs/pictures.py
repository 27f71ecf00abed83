"""Makes the pictures of docs/report/: the sample, curated in three steps so that there is something to compare, then visited.

    python docs/pictures.py

Needs Chromium. benchmarks/visit_report.py takes the pictures, and this fails where it finds something wrong.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from flows.api import curate

ROOT = Path(__file__).parents[1]
OUTLETS = (3, 5, None)
"""How many folders of the sample each release is made from; None: all."""


def main() -> None:
    """Curate three times, visit the last report."""
    outlets = sorted(folder for folder in (ROOT / "data/raw").iterdir() if folder.is_dir())
    with tempfile.TemporaryDirectory() as scratch:
        raw, out = Path(scratch) / "raw", Path(scratch) / "processed"
        for number in OUTLETS:
            for folder in outlets[:number]:
                shutil.copytree(folder, raw / folder.name, dirs_exist_ok=True)
            curate(raw, out)
        visit = [sys.executable, ROOT / "benchmarks/visit_report.py", out / "current/report", "--shots", ROOT / "docs/report"]
        subprocess.run(visit, check=True)


if __name__ == "__main__":
    main()
