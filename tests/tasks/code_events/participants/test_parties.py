"""Who a party is: with the country that link knows, and none where the words may mean two."""

import pytest

from tasks.code_events.participants.parties import names_of
from tasks.code_events.participants.phrases import find_parties


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("La République du Congo a voté. Le président congolais a parlé.", "COG"),
        ("La République démocratique du Congo a voté. Le président congolais a parlé.", "COD"),
        ("Le président congolais a parlé.", None),
        ("La République du Congo est loin. Le président congolais Félix Tshisekedi a parlé.", "COD"),
        ("Le président turc a parlé.", "TUR"),
    ],
)
def test_an_office_has_the_country_that_is_known_of_its_holder(read, lexicon, text, country):
    article = read([text])[0]
    parties = find_parties(article.sentences[-1], lexicon, names_of(article))
    assert [p.country for p in parties if p.role == "président" or p.kind == "role"][:1] == [country]
