"""The name of an outlet as records and exports write it → the name.

What belongs here: what databases write behind it. What doesn't: one spelling for all of a run (cleaning).
"""

from tasks.ingest.exports.patterns import load_exports


def outlet_name(written: str | None) -> str | None:
    """The outlet without the number of the issue and « (site web) »."""
    return load_exports().lines["outlet_tail"].sub("", written).strip(" ,;") or None if written else None
