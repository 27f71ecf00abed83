import pytest

from tasks.annotate.quoted import quoted_titles


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Il cite le « Blue Harbour Act » voté hier.", "Blue Harbour Act"),
        ('Il cite le "Blue Harbour of the North" voté hier.', "Blue Harbour of the North"),
        ("Il crie « Vive la République ».", None),
        ("Il crie « Assez ».", None),
        ("Il crie « Allahu Akbar ».", None),
        ("Il admire « Claire Vasseur ».", None),
        ("Il craint la « Corée du Nord ».", None),
        ("Il lit « STOP OU ENCORE ».", None),
    ],
)
def test_a_quotation_of_capitals_is_a_title(page, knowledge, quoted, text, title):
    assert quoted(text, quoted_titles(page(text), knowledge)) == ([(title, "MISC")] if title else [])
