"""Word documents (.docx) through python-docx."""

import io

import docx
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def word_paragraphs(content: bytes) -> list[str]:
    """The paragraphs in the order of the document, those of tables and text boxes too. Raises whatever python-docx raises.

    A fallback repeats what stands beside it, so it is left out.
    """
    document = docx.Document(io.BytesIO(content))
    return [
        Paragraph(node, document).text
        for node in document.element.body.iter(qn("w:p"))
        if next(node.iterancestors(FALLBACK), None) is None
    ]
