import pytest

from tasks.annotate.names import find_names


@pytest.mark.parametrize(
    ("text", "name", "form"),
    [
        ("Hier Tokyo a protesté.", "Tokyo", "metonym"),
        ("Hier il a vu Tokyo.", "Tokyo", "name"),
        ("Hier le Japon a protesté.", "Japon", "name"),
    ],
)
def test_a_capital_that_acts_stands_for_its_government(rules, knowledge, text, name, form):
    forms = {text[c.start : c.end]: c.form for c in find_names(rules(text), knowledge)}
    assert forms[name] == form


def test_the_parse_decides_where_there_is_one(rules, knowledge):
    doc = rules("Hier Tokyo a protesté.")
    for token, head, dep in zip(doc, (3, 3, 3, 3, 3), ("advmod", "obl", "aux", "ROOT", "punct"), strict=True):
        token.head, token.dep_ = doc[head], dep
    assert {doc.text[c.start : c.end]: c.form for c in find_names(doc, knowledge)} == {"Tokyo": "name"}
