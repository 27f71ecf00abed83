from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tasks.train.name_variants import (
    NameLevels,
    is_readable,
    load_name_parts,
    repeated,
    varied,
    with_other_names,
)
from tasks.train.names import NamedText, Span


def source(seed):
    return Random(seed)  # noqa: S311 - reproducible variation


PARTS = load_name_parts()
TEXT = NamedText(
    "M. Roy, de l'ONU, a quitté Lens pour l'Aisne avec Ana Roy (accord de Lens).",
    (Span(0, 6, "PER"), Span(13, 16, "ORG"), Span(27, 31, "LOC"), Span(39, 44, "LOC"), Span(50, 57, "PER"), Span(59, 73, "MISC")),
)
LEVELS = NameLevels(swap=1.0, curly_apostrophe=0.5, bare_capitals=0.5, upper_case=0.2, lower_case=0.1)


def mentions(named):
    return [named.text[span.start : span.end] for span in named.spans]


def around(named):
    """The text outside the names, in small letters without accents on capitals or curly apostrophes."""
    ends = [0, *(span.end for span in named.spans)]
    starts = [*(span.start for span in named.spans), len(named.text)]
    return [named.text[end:start].lower().replace("’", "'") for end, start in zip(ends, starts, strict=True)]


@given(st.randoms(use_true_random=False))
def test_variants_change_names_only_and_keep_labels(chance):
    other = varied(TEXT, PARTS, LEVELS, chance)
    assert [span.label for span in other.spans] == [span.label for span in TEXT.spans]
    assert around(other) == around(TEXT)


@given(st.randoms(use_true_random=False))
def test_civility_and_initials_stay_what_they_are(chance):
    person, body = mentions(with_other_names(TEXT, PARTS, 1.0, chance))[:2]
    assert person.startswith("M. ")
    assert body.isupper()


@given(st.randoms(use_true_random=False))
def test_elided_article_is_followed_by_a_vowel(chance):
    other = with_other_names(TEXT, PARTS, 1.0, chance)
    assert mentions(other)[3][0].lower() in "aeiouyhàâéèêîôûœ"


def test_same_seed_gives_the_same_variant():
    assert varied(TEXT, PARTS, LEVELS, source(7)) == varied(TEXT, PARTS, LEVELS, source(7))


def test_level_zero_changes_nothing():
    still = NameLevels(swap=0, curly_apostrophe=0, bare_capitals=0, upper_case=0, lower_case=0)
    assert varied(TEXT, PARTS, still, source(1)) == TEXT


def test_unreadable_text_is_told_from_readable():
    known = frozenset({"tous", "les", "ponts", "seront", "ouverts"})
    assert is_readable(NamedText("Tous les ponts seront ouverts à Lens", (Span(32, 36, "LOC"),)), known)
    assert not is_readable(NamedText("Tuos ies pouts seront cuverts iiier", ()), known)


def test_weight_one_and_a_half_reads_all_once_and_half_again():
    read = repeated([TEXT] * 400, 1.5, source(3))
    assert 550 < len(read) < 650
