"""Quotations: what stands between « », “ ” or straight quotation marks, within a paragraph or across several."""

import re

GUILLEMETS = re.compile(r"«[^«»]*(?:«[^«»]*»[^«»]*)*»")
CURLY = re.compile(r"“[^“”]*”")
STRAIGHT = re.compile(r'"[^"\n]*"')


def find_quotations(text: str) -> list[tuple[int, int]]:
    """The character spans of quotations with their marks, in order; one within another is left out.

    Guillemets and curly marks may span paragraphs. Straight marks pair within a paragraph; one without a partner
    there quotes nothing.
    """
    found = sorted((m.span() for p in (GUILLEMETS, CURLY, STRAIGHT) for m in p.finditer(text)), key=lambda s: (s[0], -s[1]))
    outer: list[tuple[int, int]] = []
    for span in found:
        if not outer or span[0] >= outer[-1][1]:
            outer.append(span)
    return outer
