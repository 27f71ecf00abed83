import pytest

from tasks.gazetteer.people import family_name_is_first, surname_of
from tasks.gazetteer.words import split_words


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("Claire Vasseur", ("vasseur",)),
        ("M. Kim", ("kim",)),
        ("Kim Jong Un", ("kim",)),
        ("Moon Jae-in", ("moon",)),
        ("M.", ()),
        ("V. Poutine", ("poutine",)),
    ],
)
def test_the_family_name_of_a_name(gazetteer, name, surname):
    assert surname_of(split_words(name), gazetteer.people) == surname


def test_an_east_asian_name_starts_with_a_known_family_name(gazetteer):
    assert family_name_is_first(["kim", "jong", "un"], gazetteer.people)
    assert not family_name_is_first(["kim"], gazetteer.people)
    assert not family_name_is_first(["claire", "kim"], gazetteer.people)


def test_titles_are_no_given_names(gazetteer):
    assert not {"president", "ministre", "general"} & gazetteer.people.given_names
