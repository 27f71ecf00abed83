"""From articles to the two tables: what is repeated, how, and by whom a cluster is led."""

import random
from datetime import date, timedelta

import pyarrow as pa
import pytest

from schemas.settings import DeduplicateSettings
from tasks.deduplicate.decide import RULE_VERSION
from tasks.deduplicate.duplicates import find_duplicates

DAY = date(2024, 5, 6)


def edited(text: str, share: float, seed: int = 1) -> str:
    drawn = random.Random(seed)  # noqa: S311
    return " ".join(f"mot{drawn.randint(0, 9)}bis" if drawn.random() < share else word for word in text.split(" "))


def test_a_copy_with_some_words_edited_is_the_same(articles, write):
    articles.add("original", write(300))
    articles.add("copy", edited(write(300), 0.05), outlet="Courrier", day=DAY + timedelta(days=1))
    assert articles.repeats() == {"copy": ("original", "same")}


def test_a_later_longer_version_is_an_update(articles, write):
    articles.add("first", write(200))
    articles.add("later", write(200) + "\n\n" + write(200, 7), day=DAY + timedelta(days=1))
    assert articles.repeats() == {"later": ("first", "update")}


def test_a_cut_copy_is_an_excerpt(articles, write):
    articles.add("original", write(300))
    articles.add("cut", "\n\n".join(write(300).split("\n\n")[:3]), outlet="Courrier", day=DAY + timedelta(days=3))
    assert articles.repeats() == {"cut": ("original", "excerpt")}


def test_a_copy_with_more_text_on_the_same_day_is_extended(articles, write):
    articles.add("original", write(200), outlet="Agence", agencies=["AGENCE"])
    articles.add("extended", write(200) + "\n\n" + write(200, 7), outlet="Courrier")
    assert articles.repeats() == {"extended": ("original", "extended")}


def test_a_table_gives_what_a_frame_gives(articles, write):
    articles.add("wire", write(200), outlet="Agence", agencies=["AGENCE", "Courrier"])
    articles.add("undated", write(200), outlet=None, day=None)
    articles.add("later", write(200), outlet="Courrier", day=DAY + timedelta(days=1))
    frame = articles.frame()
    table = pa.Table.from_pandas(frame, preserve_index=False)
    settings = DeduplicateSettings()
    found, other = find_duplicates(frame, settings=settings), find_duplicates(table, settings=settings)
    assert found.clustered.equals(other.clustered)
    assert found.overlaps.equals(other.overlaps)
    assert len(found.overlaps) == 2


def test_articles_of_their_own_stay_apart(articles, write):
    for number in range(5):
        articles.add(f"article {number}", write(200, number))
    assert articles.repeats() == {}
    assert len(articles.found().overlaps) == 0


def test_bulletins_of_different_days_stay_apart(articles, write):
    template = write(150).split(" ")
    for number in range(8):
        told = [f"{number * 97 + place}" if place % 8 == 0 else word for place, word in enumerate(template)]
        articles.add(f"bulletin {number}", " ".join(told), day=DAY + timedelta(days=number))
    assert articles.repeats() == {}
    overlaps = articles.found().overlaps
    assert not overlaps["is_accepted"].any()


def test_a_shared_quotation_does_not_join(articles, write):
    quotation = write(40, 99)
    for number in range(6):
        articles.add(f"article {number}", write(150, number) + f"\n\n« {quotation} »\n\n" + write(150, number + 50))
    assert articles.repeats() == {}


@pytest.mark.parametrize(
    "leads",
    [
        {"outlet": "Agence", "agencies": ["AGENCE"], "day": DAY + timedelta(days=1)},
        {"day": DAY - timedelta(days=1)},
        {"text": "plus"},
    ],
    ids=["the agency's own text", "the earliest", "the longest"],
)
def test_who_leads_a_cluster(articles, write, leads):
    more = leads.pop("text", "")
    articles.add("other", write(200), agencies=["Agence"])
    articles.add("leader", write(200) + more, **leads)
    articles.add("dateless", write(200), day=None)
    assert {repeated for repeated, _ in articles.repeats().values()} <= {"leader", "other", "dateless"}
    clusters = articles.found().clustered["cluster_id"].unique().tolist()
    assert clusters == [row["article_id"] for row in articles.rows if row["name"] == "leader"]


def test_among_equals_the_least_id_leads(articles, write):
    for name in "abcde":
        articles.add(name, write(100))
    assert set(articles.found().clustered["cluster_id"]) == {min(row["article_id"] for row in articles.rows)}


def test_overlaps_tell_of_accepted_and_rejected_pairs(articles, write):
    articles.add("original", write(300))
    articles.add("copy", write(300) + " fin")
    articles.add("third", "\n\n".join(write(300).split("\n\n")[:2]) + "\n\n" + write(200, 9), day=DAY + timedelta(days=9))
    overlaps = articles.found().overlaps
    assert (overlaps["article_id"] < overlaps["other_id"]).all()
    assert overlaps["is_accepted"].tolist().count(True) == 1
    assert len(overlaps) == 3
    assert (overlaps["relation"].notna() == overlaps["is_accepted"]).all()
    assert set(overlaps["rule_version"]) == {RULE_VERSION}
    assert overlaps["containment"].between(0.2, 1).all()
    assert (overlaps["jaccard"] <= overlaps["containment"]).all()


def test_overlap_is_the_share_of_the_article_in_what_it_repeats(articles):
    words = [f"mot{number}" for number in range(104)]
    articles.add("original", " ".join(words))
    articles.add("longer", " ".join([*words, *(f"suite{number}" for number in range(100))]), day=DAY + timedelta(days=1))
    found = articles.found().clustered.dropna(subset="duplicate_of")
    assert found["overlap"].tolist() == [100 / 200]


def test_many_copies_of_a_text_are_one_cluster(articles, write):
    for number in range(300):
        articles.add(f"copy {number}", edited(write(200), 0.01, number), outlet=f"outlet {number % 40}")
    assert articles.found().clustered["cluster_id"].nunique() == 1
    assert len(articles.found().overlaps) < 300 * 70
