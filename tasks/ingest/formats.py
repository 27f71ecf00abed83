"""Which format a blob is in, by its first bytes; its ending decides only between formats that begin alike.

What belongs here: recognition. The signatures are data (formats.yaml). What doesn't: reading.
"""

import codecs
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from schemas.yaml_text import load_yaml

HEAD_BYTES = 1 << 16
MANY_ZEROS, FEW_ZEROS = 0.5, 0.05


@dataclass(frozen=True, kw_only=True)
class Signature:
    """Bytes or markup that a format begins with."""

    format: str
    bytes: re.Pattern[bytes] | None = None
    markup: re.Pattern[str] | None = None


@dataclass(frozen=True, kw_only=True)
class Formats:
    """The known signatures in the order they are tried, and the endings that break a tie."""

    signatures: tuple[Signature, ...]
    endings: dict[str, str]
    tag: re.Pattern[str]
    prolog: re.Pattern[str]
    declaration: re.Pattern[str]
    control: re.Pattern[bytes]
    control_share: float
    mac_letters: re.Pattern[bytes]
    windows_letters: re.Pattern[bytes]
    sheet_endings: tuple[str, ...]
    document_members: dict[str, re.Pattern[str]]
    documents: dict[str, str]


@cache
def load_formats() -> Formats:
    """The signatures of formats.yaml."""
    data = load_yaml(files("tasks.ingest").joinpath("formats.yaml").read_text(encoding="utf-8"))
    signatures = [
        Signature(
            format=row["format"],
            bytes=re.compile(row["bytes"].encode("latin-1"), re.DOTALL) if "bytes" in row else None,
            markup=re.compile(row["markup"], re.IGNORECASE | re.DOTALL) if "markup" in row else None,
        )
        for row in data["signatures"]
    ]
    return Formats(
        signatures=tuple(signatures),
        endings=data["endings"],
        tag=re.compile(data["tag"], re.IGNORECASE),
        prolog=re.compile(data["prolog"], re.IGNORECASE | re.DOTALL),
        declaration=re.compile(data["declaration"]),
        control=re.compile(data["control"].encode("latin-1")),
        control_share=data["control_share"],
        mac_letters=re.compile(data["mac_letters"].encode("latin-1")),
        windows_letters=re.compile(data["windows_letters"].encode("latin-1")),
        sheet_endings=tuple(data["sheet_endings"]),
        document_members={row["kind"]: re.compile(row["member"]) for row in data["documents"]},
        documents={row["kind"]: row["refused"] for row in data["documents"] if "refused" in row},
    )


def detect(head: bytes, name: str, formats: Formats) -> str:
    """The format of bytes that begin with `head`: one of formats.yaml, `text`, `binary`, or `empty`.

    `name` (with its ending) is evidence only where the content fits it.
    """
    if not head.strip(b"\0 \t\r\n\f\v\xef\xbb\xbf"):
        return "empty"
    for signature in formats.signatures:
        if signature.bytes and signature.bytes.match(head):
            return signature.format
    encoding = unicode_encoding(head)
    if encoding is None and len(formats.control.findall(head)) > len(head) * formats.control_share:
        return "binary"
    return _markup(_decoded(head, encoding), name, formats)


def unicode_encoding(head: bytes) -> str | None:
    """utf-16 or utf-32 with its byte order, by mark or by where the zero bytes stand; None for any other encoding."""
    for mark, encoding in (
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if head.startswith(mark):
            return encoding
    return _unmarked(head[:4096])


def looks_like_html(text: str, formats: Formats) -> bool:
    """Whether a string is an HTML page or fragment, and not text that mentions a tag."""
    return _markup(text[:HEAD_BYTES], ".txt", formats) == "html"


def _unmarked(head: bytes) -> str | None:
    """In UTF-16 French every other byte is zero nearly always; in other text none is."""
    even, odd = head[0::2], head[1::2]
    if not odd:
        return None
    zeros = (even.count(0) / len(even), odd.count(0) / len(odd))
    if min(zeros) > FEW_ZEROS or max(zeros) < MANY_ZEROS:
        return None
    return "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"


def _decoded(head: bytes, encoding: str | None) -> str:
    return head.decode(encoding or "utf-8", "replace").lstrip("\ufeff")


def _markup(text: str, name: str, formats: Formats) -> str:
    root = text[skipped.end() :] if (skipped := formats.prolog.match(text)) else text
    for signature in formats.signatures:
        if signature.markup and signature.markup.match(root):
            return signature.format
    if formats.declaration.match(text):
        return "xml"
    ending = formats.endings.get(name.rpartition(".")[2].lower(), "text")
    if ending == "html":
        return "html" if formats.tag.search(text) else "text"
    return ending
