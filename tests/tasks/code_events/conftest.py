"""Texts as the coder sees them: annotated by the embedded pipeline and linked, without a run."""

from datetime import date

import pandas as pd
import pytest

from tasks.annotate.articles import load_annotator
from tasks.code_events.coding import acts_of, code_article, code_articles
from tasks.code_events.decide import weighing
from tasks.code_events.grammar.articles import read_articles
from tasks.code_events.lexicon.load import load_lexicon
from tasks.gazetteer import load_gazetteer
from tasks.link.entities import link_mentions

TABLES = ("sentences", "tokens", "timexes", "quotations")
PROPOSALS = ("proposed_acts", "proposed_arguments")
PUBLISHED = date(2021, 3, 10)


def annotated(texts, published=PUBLISHED):
    """The frames that the coder takes, for texts that were published on a Wednesday; text n is article `n`."""
    articles = pd.DataFrame(
        {
            "article_id": [f"{number:05}" for number in range(len(texts))],
            "text": list(texts),
            "published_on": published,
            "published_precision": "day" if published else "unknown",
        }
    )
    frames = load_annotator("embedded")(articles)
    entities, _ = link_mentions(frames["mentions"], articles, frames["sentences"], gazetteer=load_gazetteer())
    return [articles, *(frames[name] for name in TABLES), entities, *(frames[name] for name in PROPOSALS)]


@pytest.fixture(scope="session")
def lexicon():
    return load_lexicon()


@pytest.fixture(scope="session")
def read():
    """Texts → articles of the coder, in the order of the texts."""
    return lambda texts, published=PUBLISHED: list(read_articles(*annotated(texts, published)))


@pytest.fixture(scope="session")
def annotate():
    """Texts → the frames that the coder takes."""
    return annotated


def mentions_of(frames, lexicon):
    coded = code_articles(*frames, lexicon=lexicon)["event_mentions"]
    return coded.astype(object).where(coded.notna(), None).to_dict("records")


@pytest.fixture(scope="session")
def code(lexicon):
    """One text → its event mentions as rows."""
    return lambda text, published=PUBLISHED: mentions_of(annotated([text], published), lexicon)


@pytest.fixture(scope="session")
def code_by_grammar(lexicon):
    """The same without what the network proposes: every candidate of the lexicon is an event."""

    def rows(text):
        *frames, acts, arguments = annotated([text])
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(weighing, "load_thresholds", lambda: weighing.Thresholds(rule=0.0, learned=1.0, incomplete=1.0))
            return mentions_of([*frames, acts.iloc[:0], arguments.iloc[:0]], lexicon)

    return rows


@pytest.fixture(scope="session")
def tables(lexicon):
    """One text → all tables of its article, each as rows."""

    def of(text, published=PUBLISHED):
        frames = code_articles(*annotated([text], published), lexicon=lexicon)
        return {name: frame.astype(object).where(frame.notna(), None).to_dict("records") for name, frame in frames.items()}

    return of


@pytest.fixture(scope="session")
def acts(lexicon, read):
    """One text → its acts, as their dates need them."""
    return lambda text, published=PUBLISHED: acts_of(list(code_article(read([text], published)[0], lexicon)))
