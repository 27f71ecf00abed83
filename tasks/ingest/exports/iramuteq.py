"""IRaMuTeQ and Alceste corpora: texts that begin with a line of starred variables → each article.

What belongs here: that layout. What doesn't: what variables of other names mean.
"""

from collections.abc import Sequence

from tasks.ingest.exports.article import Exported
from tasks.ingest.exports.patterns import load_exports


def iramuteq_articles(lines: Sequence[str]) -> tuple[Exported, ...]:
    """The articles of lines, in order; « _ » in the value of a variable stands for a blank."""
    start = load_exports().lines["iramuteq_start"]
    chunks: list[tuple[str, list[str]]] = []
    for line in lines:
        if match := start.match(line.strip()):
            chunks.append((match["variables"], []))
        elif chunks and line.strip():
            chunks[-1][1].append(" ".join(line.split()))
    return tuple(_article(variables, text) for variables, text in chunks)


def _article(variables: str, text: Sequence[str]) -> Exported:
    knowledge = load_exports()
    told: dict[str, str] = {}
    for match in knowledge.lines["iramuteq_variable"].finditer(variables):
        if name := knowledge.fields["iramuteq"].get(match["name"].casefold()):
            told.setdefault(name, match["value"].replace("_", " ").strip())
    authors = (told.pop("authors"),) if "authors" in told else ()
    return Exported(paragraphs=tuple(text), authors=authors, **told)
