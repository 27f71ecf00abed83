"""The boundary around every reader: whatever stops it becomes one refusal of the blob, and what was found before is kept.

What belongs here: which exceptions mean that bytes can't be read, and how many refusals one file may have. What doesn't: any
format. A reader catches only what concerns one record of several.
"""

import csv
import lzma
import struct
import xml.sax
import zlib
from collections.abc import Iterator
from zipfile import BadZipFile

import pyarrow as pa
from lxml.etree import LxmlError

from tasks.ingest.blobs import Blob, Context, Finding, Notice, Reader, Refusal, Refused, refusal

DAMAGE = (EOFError, zlib.error, lzma.LZMAError, BadZipFile)
"""What decompression raises on damaged data."""
FAILURES = (
    ArithmeticError,  # dates and sizes beyond what a type holds: pyarrow, zipfile
    AssertionError,  # parsers that assert what they expect: the lenient one of feedparser, pdfminer
    AttributeError,  # a part that a parser takes for given is missing: feedparser, python-docx, pdfplumber
    BufferError,  # pyarrow
    LookupError,  # indexes beyond the end, unknown names of encodings and styles: zipfile, feedparser, python-docx
    MemoryError,  # a size that a header claims: pyarrow, lzma, zipfile
    RuntimeError,  # with NotImplementedError (methods of compression) and RecursionError (nesting)
    SyntaxError,  # xml.etree's ParseError is one
    TypeError,  # a part of another kind than a parser expects: feedparser, pdfplumber
    ValueError,  # with UnicodeError and JSONDecodeError: every one of them
    csv.Error,
    struct.error,  # zipfile, pdfminer
    LxmlError,
    pa.ArrowException,
    xml.sax.SAXException,
)
"""What the libraries of the readers raise, by families, on bytes that they can't read.

Each family was seen from the library that is named; they share no ancestor but Exception.
"""
QUOTES = frozenset("\"'")


def guarded(read: Reader, blob: Blob, context: Context) -> Iterator[Finding]:
    """What the reader finds; what stops it, or more refusals than the settings allow, becomes one refusal of the blob."""
    try:
        yield from _up_to(context.settings.max_refusals, read(blob, context))
    except Refused as stop:
        yield refusal(blob, stop.reason, stop.detail)
    except DAMAGE as error:
        yield refusal(blob, "corrupt_archive", f"the compressed data is damaged or ends early: {_words(error)}")
    except OSError as error:
        reason = "unreadable" if error.errno else "corrupt_archive"
        yield refusal(blob, reason, f"the file can't be read: {error.strerror or _words(error)}")
    except FAILURES as error:
        detail = f"damaged, or in a form that its reader does not know; the reader stopped at {type(error).__name__}"
        yield refusal(blob, "reader_failed", detail)


def _up_to(most: int, findings: Iterator[Finding]) -> Iterator[Finding]:
    """The findings. Raises Refused where there is none, and behind so many refusals."""
    found = refused = 0
    for finding in findings:
        yield finding
        found += not isinstance(finding, Notice)
        refused += isinstance(finding, Refusal)
        if refused >= most:
            raise Refused("reader_failed", f"{most} of its records were refused; the rest is not read")
    if not found:
        raise Refused("empty", "no record was found; expected one at least")


def _words(error: Exception) -> str:
    """The message of an error on one line, unless it quotes what it found: then the error's name."""
    message = " ".join(str(error).split())
    return type(error).__name__ if set(message) & QUOTES or not message else message
