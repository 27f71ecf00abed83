import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.gazetteer.words import fold, key_of, slug, split_words


def matched(gazetteer, text):
    words = split_words(text)
    return [text[words[m.first].start : words[m.last].end] for m in gazetteer.matches(text, words)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("L’ONU siège", ["ONU"]),
        ("la Corée\ndu Nord proteste", ["Corée\ndu Nord"]),
        ("la Corée\n\ndu Nord", ["Corée"]),
        ("les États-Unis", ["États-Unis"]),
        ("les Etats-Unis", ["Etats-Unis"]),
        ("les états-unis", []),
        ("le onu", []),
        ("la CHINE", ["CHINE"]),
        ("de Chine et du Japon", ["Chine", "Japon"]),
    ],
)
def test_names_are_found_as_they_are_written(gazetteer, text, found):
    assert matched(gazetteer, text) == found


def test_the_longest_name_at_a_word_is_found(gazetteer):
    assert "Conseil de sécurité de l'ONU" in matched(gazetteer, "Le Conseil de sécurité de l'ONU a voté")


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Érythrée", "erythree"), ("Œuvre", "oeuvre"), ("Łódź", "lodz"), ("ΑΒ", "αβ"), ("", ""), ("Straße", "strasse")],
)
def test_folding(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(("name", "expected"), [("Côte d'Ivoire", "cote-d-ivoire"), ("  ", "unnamed"), ("北京", "unnamed")])
def test_slugs(name, expected):
    assert slug(name) == expected


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing_and_slugs_are_plain(text):
    assert fold(fold(text)) == fold(text) or not text.isascii()
    assert set(slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not slug(text).startswith("-")
    assert slug(slug(text)) == slug(text)


@given(st.text(max_size=40))
def test_words_lie_in_their_text(text):
    words = split_words(text)
    assert all(text[w.start : w.end] == w.text for w in words)
    assert all(a.end <= b.start for a, b in itertools.pairwise(words))


@given(text=st.text(alphabet="OUNonu '’-\n.C", max_size=25))
def test_matches_lie_in_the_text(gazetteer, text):
    words = split_words(text)
    for match in gazetteer.matches(text, words):
        spelled = tuple(w.folded for w in words[match.first : match.last + 1])
        assert all(alias.key == spelled for alias in match.aliases)


def test_a_key_does_not_see_accents_hyphens_or_case():
    assert key_of("Corée-du-Nord") == key_of("coree du nord")
