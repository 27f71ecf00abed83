"""RIS, as databases and Zotero write references: « TY  - NEWS » begins one, « ER  - » ends it → each article with its abstract.

What belongs here: that layout. What doesn't: how a file becomes lines.
"""

from collections.abc import Iterator, Sequence

from tasks.ingest.exports.article import Exported
from tasks.ingest.exports.patterns import load_exports

BEGIN, END = "TY", "ER"


def ris_articles(lines: Sequence[str]) -> tuple[Exported, ...]:
    """The articles of lines, in order; one that holds no abstract has no text."""
    return tuple(map(_article, _references(lines)))


def _references(lines: Sequence[str]) -> Iterator[list[tuple[str, str]]]:
    """The tags of each reference with their values; a line without a tag goes on with the one before."""
    held: list[tuple[str, str]] | None = None
    for line in lines:
        match = load_exports().lines["ris_tag"].match(line.strip("\ufeff"))
        tag = match["tag"] if match else None
        if tag in {BEGIN, END}:
            yield from [held] if held else []
            held = [] if tag == BEGIN else None
        elif match and held is not None:
            held.append((match["tag"], match["value"].strip()))
        elif held and line.strip():
            held[-1] = (held[-1][0], f"{held[-1][1]}\n{line.strip()}".strip())
    yield from [held] if held else []


def _article(reference: Sequence[tuple[str, str]]) -> Exported:
    """The fields of a reference; of several tags for one, that which the knowledge names first."""
    found: dict[str, list[str]] = {}
    for tag, field in load_exports().fields["ris"].items():
        found.setdefault(field, []).extend(value for name, value in reference if name == tag and value)
    told = {field: " ".join(values[0].split()) for field, values in found.items() if values and field not in {"authors", "text"}}
    return Exported(
        authors=("; ".join(found["authors"]),) if found["authors"] else (),
        paragraphs=tuple(found["text"][0].splitlines()) if found["text"] else (),
        **told,
    )
