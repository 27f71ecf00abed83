"""The process: the kind and the limits are arguments, the document stands on standard input, paragraphs go out as JSON."""

import io
import json
import resource
import sys
import warnings
from collections.abc import Callable, Sequence


def reader_of(kind: str) -> Callable[[bytes], list[str]]:
    """What reads documents of that kind; only its own library is imported."""
    if kind == "word":
        from tasks.ingest.extraction.word import word_paragraphs

        return word_paragraphs
    if kind == "rtf":
        from tasks.ingest.extraction.rich_text import rtf_paragraphs

        return rtf_paragraphs
    from tasks.ingest.extraction.pdf import pdf_paragraphs

    return pdf_paragraphs


def main(arguments: Sequence[str]) -> int:
    """Write the paragraphs, or the name of the error that stopped the library. Returns 0: any other end is a crash."""
    kind, seconds, memory = arguments[0], int(arguments[1]), int(arguments[2])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    warnings.simplefilter("ignore")
    content = sys.stdin.buffer.read()
    try:
        told: dict[str, object] = {"paragraphs": reader_of(kind)(content)}
    except Exception as error:  # noqa: BLE001  whatever a library makes of damage ends here, by name
        told = {"error": type(error).__name__}
    with io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", errors="replace") as out:
        json.dump(told, out, ensure_ascii=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
