"""What a corpus may hold besides articles: nothing, one word, signs alone, very long and very many equal texts."""

from datetime import date

import pandas as pd
import pytest

from schemas.settings import DeduplicateSettings
from tasks.deduplicate.duplicates import find_duplicates


def test_no_articles(articles):
    found = articles.found()
    assert len(found.clustered) == len(found.overlaps) == 0


@pytest.mark.parametrize("text", ["", " \n\n ", "… — « » ?!", "\u00ad\u200b"])
def test_texts_without_words_repeat_nothing(articles, text):
    articles.add("one", text)
    articles.add("other", text)
    assert articles.repeats() == {}


def test_one_word_is_repeated_by_the_same_word_alone(articles):
    for name, text in (("one", "Brèves"), ("other", "BREVES."), ("third", "Brèves locales"), ("fourth", "Météo")):
        articles.add(name, text)
    (pair,) = articles.repeats().items()
    assert {pair[0], pair[1][0]} == {"one", "other"}


def test_a_short_text_is_no_part_of_a_long_one(articles, write):
    articles.add("long", write(300))
    articles.add("short", " ".join(write(300).split()[:15]))
    assert articles.repeats() == {}


def test_identical_articles_share_all(articles, write):
    articles.add("one", write(100))
    articles.add("other", write(100))
    found = articles.found()
    assert found.clustered["overlap"].dropna().tolist() == [1.0]
    assert found.overlaps[["jaccard", "containment", "is_accepted"]].values.tolist() == [[1.0, 1.0, True]]


def test_articles_of_a_megabyte(articles, write):
    text = write(220_000)
    assert len(text.encode()) > 1_000_000
    articles.add("one", text, day=date(2024, 5, 5))
    articles.add("copy", text.replace("bagui", "bagou"), outlet="Courrier")
    articles.add("half", text[: len(text) // 2], outlet="Courrier")
    articles.add("other", write(220_000, 1))
    assert articles.repeats() == {"copy": ("one", "same"), "half": ("one", "excerpt")}


def test_a_long_text_of_one_word(articles):
    articles.add("one", "mot " * 250_000)
    articles.add("other", "mot " * 250_000)
    assert len(articles.repeats()) == 1


def test_very_many_copies_of_one_text_need_one_pair_each(write):
    count = 30_000
    frame = pd.DataFrame({"article_id": [f"{number:020x}" for number in range(count)]}).assign(
        outlet="Gazette", title=None, text=write(60), published_on=None, word_count=60
    )
    frame["agencies"] = [[] for _ in range(count)]
    found = find_duplicates(frame, settings=DeduplicateSettings())
    assert set(found.clustered["cluster_id"]) == {f"{0:020x}"}
    assert len(found.overlaps) == count - 1
