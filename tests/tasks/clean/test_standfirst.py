"""The standfirst that a page sets apart from its body comes first, once, and nothing else does."""

import pytest
from lxml import html

from tasks.clean.standfirst import with_standfirst

MARKS = ("chapo", "standfirst", "intro")
LEAD = "Les deux délégations se sont séparées vendredi sans texte commun."
BODY = "Les négociateurs ont quitté l'hôtel par une porte de service, peu avant minuit, sans un mot."


def lines_of(body: str, lines: list[str], *described: str) -> list[str]:
    return with_standfirst(lines, html.fromstring(f"<html><body>{body}</body></html>"), described=described, marks=MARKS)


@pytest.mark.parametrize(
    ("body", "described"),
    [
        (f"<h1>Le titre</h1><p class='article-chapo'>{LEAD}</p><p>{BODY}</p>", ()),
        (f"<h1>Le titre</h1><div itemprop=standfirst>{LEAD}</div><p>{BODY}</p>", ()),
        (f"<h1>Le titre</h1><h2>{LEAD}</h2><p>{BODY}</p>", (LEAD,)),
    ],
    ids=["class", "itemprop", "described"],
)
def test_the_standfirst_is_put_before_the_body(body: str, described: tuple[str, ...]) -> None:
    assert lines_of(body, [BODY], *described) == [LEAD, BODY]
    assert lines_of(body, ["Le titre", BODY], *described) == ["Le titre", LEAD, BODY]


@pytest.mark.parametrize(
    ("body", "lines", "described"),
    [
        (f"<h1>Le titre</h1><p class=chapo>{LEAD}</p><p>{BODY}</p>", [LEAD, BODY], ()),
        (f"<h1>Le titre</h1><p>{BODY}</p><p class=intro>{LEAD}</p>", [BODY], ()),
        (f"<p class=intro>{LEAD}</p><h1>Le titre</h1><p>{BODY}</p>", [BODY], ()),
        (f"<h1>Le titre</h1><p class=introuvable>{LEAD}</p><p>{BODY}</p>", [BODY], ()),
        (f"<h1>Le titre</h1><p>{BODY}</p>", [BODY], (LEAD,)),
        (f"<h1>Le titre</h1><p class=intro>{LEAD}</p>", [], ()),
    ],
    ids=["told already", "behind the body", "before the headline", "another class", "described but not shown", "no body"],
)
def test_nothing_else_is(body: str, lines: list[str], described: tuple[str, ...]) -> None:
    assert lines_of(body, lines, *described) == lines
