"""Word documents (.docx, .docm) through python-docx's reader of packages."""

import io
from collections.abc import Iterator

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from lxml import etree

MAIN = RELATIONSHIP_TYPE.OFFICE_DOCUMENT.rpartition("/")[2]
"""The last word of the type of the main part: what stands before it differs with « Strict Open XML »."""
BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}
NOT_SHOWN = frozenset({"Fallback", "del", "moveFrom"})
"""A fallback repeats what stands beside it; what a reviewer took out or moved is told where it went."""


class NoDocument(ValueError):
    """The package names no main part."""


def word_paragraphs(content: bytes) -> list[str]:
    """The paragraphs in the order of the document, those of tables and text boxes, and what reviewers put in, too.

    The main part is the one that the package names, whatever it is called and of whatever kind it is. Raises NoDocument, and
    whatever python-docx and lxml raise.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    body = etree.fromstring(_main_part(content), parser)
    return ["".join(_text(node)) for node in body.iter("{*}p") if not _is_hidden(node)]


def _main_part(content: bytes) -> bytes:
    relations = OpcPackage.open(io.BytesIO(content)).rels.values()
    found = next((held for held in relations if held.reltype.rpartition("/")[2] == MAIN and not held.is_external), None)
    if found is None:
        raise NoDocument("a package without a main document")
    part: bytes = found.target_part.blob
    return part


def _text(node: etree._Element) -> Iterator[str]:
    """The text of a paragraph, without that of paragraphs within it (text boxes)."""
    for child in node:
        name = _name(child)
        if name == "t":
            yield child.text or ""
        elif name in BREAKS:
            yield BREAKS[name]
        elif name != "p" and name not in NOT_SHOWN:
            yield from _text(child)


def _is_hidden(node: etree._Element) -> bool:
    return any(_name(outer) in NOT_SHOWN for outer in node.iterancestors())


def _name(node: etree._Element) -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else ""
