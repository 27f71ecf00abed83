"""The processes of a run. Imported by the benchmarks that watch or kill one."""

from pathlib import Path


def tree(pid: int) -> list[int]:
    """The process and its descendants."""
    found, pending = [], [pid]
    while pending:
        found.append(pending.pop())
        for listed in Path(f"/proc/{found[-1]}/task").glob("*/children"):
            try:
                pending += map(int, listed.read_text(encoding="ascii").split())
            except OSError:
                continue
    return found
