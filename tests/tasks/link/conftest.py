import pytest

from tasks.gazetteer.load import load_gazetteer
from tasks.link.entities import Article, link_article


@pytest.fixture(scope="session")
def gazetteer():
    return load_gazetteer()


@pytest.fixture(scope="session")
def link(gazetteer):
    """The linked rows of a text whose mentions are given as (text, label) in their order."""

    def linked(text, *names, published=None, outlet=None):
        return link_article(Article(text=text, published=published, outlet=outlet), mentions_of(text, names), gazetteer)[0]

    return linked


def mentions_of(text, names):
    rows, at = [], 0
    for name, label in names:
        start = text.index(name, at)
        at = start + len(name)
        rows.append(
            {
                "article_id": "0" * 20,
                "sentence": text[:start].count(". "),
                "start": start,
                "end": at,
                "text": name,
                "label": label,
                "form": "name",
                "decision": "model",
            }
        )
    return rows
