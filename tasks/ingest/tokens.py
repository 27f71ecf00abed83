"""Corpora that are cut into words, one an element (TXM) or one a line (CWB, Sketch Engine) → their text.

What belongs here: joining words. What doesn't: cutting articles (blocks.py), reading one block (block_records.py).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from schemas.yaml_text import load_yaml

LEAST_WORDS = 5
NEARLY_ALL = 0.9
QUOTE = '"'


@dataclass(frozen=True, kw_only=True)
class TokenForms:
    """The patterns of tokens.yaml."""

    run: re.Pattern[str]
    word: re.Pattern[str]
    unwrapped: re.Pattern[str]
    glue: re.Pattern[str]
    before: re.Pattern[str]
    behind: re.Pattern[str]


@cache
def load_token_forms() -> TokenForms:
    """The patterns of tokens.yaml, compiled."""
    data = load_yaml(files("tasks.ingest").joinpath("tokens.yaml").read_text(encoding="utf-8"))
    element, form, annotation, glue = (
        rf"(?:\w+:)?(?:{'|'.join(data[name])})" for name in ("elements", "forms", "annotations", "glue")
    )
    word = rf"<{element}(?:\s[^<>]*)?>([^<>]*)</{element}>(\s*)"
    return TokenForms(
        run=re.compile(rf"(?:{word}){{2,}}", re.IGNORECASE),
        word=re.compile(word, re.IGNORECASE),
        unwrapped=re.compile(rf"<{annotation}(?:\s[^<>]*)?>[^<>]*</{annotation}>|</?{form}(?:\s[^<>]*)?>", re.IGNORECASE),
        glue=re.compile(rf"<{glue}\s*/>", re.IGNORECASE),
        before=re.compile(data["before"]),
        behind=re.compile(data["behind"]),
    )


def without_tokens(inner: str) -> str:
    """What a block holds, its words joined to text where it is cut into words; any other block as it is."""
    forms = load_token_forms()
    if _is_vertical(inner):
        return "\n".join(_lines_joined(inner.splitlines()))
    if forms.word.search(bare := forms.unwrapped.sub("", inner)):
        return forms.run.sub(lambda run: _run_joined(run[0]), bare)
    return inner


def joined(words: Sequence[str]) -> str:
    """The words as text, as French sets blanks between them."""
    forms = load_token_forms()
    text, is_open, is_glued = "", False, True
    for word in words:
        closes = word == QUOTE and is_open
        text += ("" if is_glued or closes or forms.before.match(word) else " ") + word
        is_open = is_open != (word == QUOTE)
        is_glued = (word == QUOTE and is_open) or forms.behind.match(word) is not None
    return text


def _is_vertical(inner: str) -> bool:
    """Whether nearly all lines that are no tag hold a word and, behind a tab, what is told of it."""
    lines = [line for line in inner.splitlines() if line.strip() and not line.startswith("<")]
    return len(lines) >= LEAST_WORDS and sum("\t" in line.strip() for line in lines) >= NEARLY_ALL * len(lines)


def _lines_joined(lines: Sequence[str]) -> Iterator[str]:
    """The lines with each run of words as one; `<g/>` says that no blank stands between two words."""
    forms = load_token_forms()
    words: list[str] = []
    is_glued = False
    for line in [*lines, "<"]:
        if forms.glue.fullmatch(line.strip()):
            is_glued = True
        elif line.startswith("<"):
            yield from [joined(words)] if words else []
            yield line if line != "<" else ""
            words = []
        elif word := line.partition("\t")[0].strip():
            words = [*words[:-1], words[-1] + word] if is_glued and words else [*words, word]
            is_glued = False


def _run_joined(run: str) -> str:
    """The text of words in a row: as they are set where some stand without a blank between, else as French sets them."""
    found = [(match[1].strip(), match[2]) for match in load_token_forms().word.finditer(run)]
    gaps = {bool(gap) for _, gap in found[:-1]}
    if len(gaps) > 1:
        return "".join(word + (" " if gap else "") for word, gap in found)
    return joined([word for word, _ in found if word]) + (" " if found[-1][1] else "")
