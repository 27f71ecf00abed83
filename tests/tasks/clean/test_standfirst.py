"""The standfirst that a page sets apart from its body comes first, once, and nothing else does."""

import pytest
from lxml import html

from tasks.clean.belonging import Belonging
from tasks.clean.standfirst import with_standfirst

MARKS = ("chapo", "standfirst", "intro", "lead", "soustitre", "itemprop:description")
LEAD = "Les deux délégations se sont séparées vendredi sans texte commun."
BODY = "Les négociateurs ont quitté l'hôtel par une porte de service, peu avant minuit, sans un mot."


def lines_of(body: str, lines: list[str], *described: str) -> list[str]:
    tree = html.fromstring(f"<html><body>{body}</body></html>")
    belonging = Belonging(tree, None, frozenset({"related"}))
    return with_standfirst(lines, tree, described=described, marks=MARKS, belonging=belonging)


@pytest.mark.parametrize(
    ("body", "described"),
    [
        (f"<h1>Le titre</h1><p class='article-chapo'>{LEAD}</p><p>{BODY}</p>", ()),
        (f"<h1>Le titre</h1><div itemprop=standfirst>{LEAD}</div><p>{BODY}</p>", ()),
        (f"<h1>Le titre</h1><h2>{LEAD}</h2><p>{BODY}</p>", (LEAD,)),
        (f"<h1>Le titre</h1><div><p>{LEAD}</p></div><p>{BODY}</p>", (f"{LEAD[:45]}…",)),
        (f"<h1>Le titre</h1><p class=articleLead>{LEAD}</p><p>{BODY}</p>", ()),
        (f"<h1>Le titre</h1><h2 class=article-sous-titre>{LEAD}</h2><p>{BODY}</p>", ()),
        (f"<h1>Le titre</h1><div itemprop=description>{LEAD}</div><p>{BODY}</p>", ()),
        (f"<h1>Le titre</h1><section class=chapo><div><div><p>{LEAD}</p></div></div></section><p>{BODY}</p>", ()),
        (f"<h1>Le titre</h1><ul class=chapo><li>{LEAD}</li></ul><p>{BODY}</p>", ()),
        (f"<div><h1>Le titre</h1></div><article><p class=chapo>{LEAD}</p><p>{BODY}</p></article>", ()),
    ],
    ids=[
        "class",
        "itemprop",
        "described",
        "described in part",
        "camel",
        "two words",
        "description",
        "nested",
        "list",
        "with the body",
    ],
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
        (f"<h1>Le titre</h1><div><h4><a href=/a>Le pont</a></h4><p class=intro>{LEAD}</p></div><p>{BODY}</p>", [BODY], ()),
        (f"<h1>Le titre</h1><div class=related><p class=intro>{LEAD}</p></div><p>{BODY}</p>", [BODY], ()),
        (f"<h1>Le titre</h1><p class=description>{LEAD}</p><p>{BODY}</p>", [BODY], ()),
        (f"<h1>Le titre</h1><p class=intro>{BODY[:50]}…</p><p>{BODY}</p>", [BODY], ()),
    ],
    ids=[
        "told already",
        "behind the body",
        "before the headline",
        "another class",
        "described but not shown",
        "no body",
        "teaser",
        "of another article",
        "class description",
        "beginning of the body",
    ],
)
def test_nothing_else_is(body: str, lines: list[str], described: tuple[str, ...]) -> None:
    assert lines_of(body, lines, *described) == lines
