"""What the checks expect is said in French too."""

import pytest

from tasks.validate.contract import OPTIONAL, REQUIRED
from tasks.validate.crosschecks import checks_of
from tasks.validate.french import in_french
from tasks.validate.suites import accounting_suite, contract_suite, table_suite

CONTRACTS = (*REQUIRED, *OPTIONAL)


def test_every_check_of_the_contract_is_said_in_french():
    suites = [table_suite(table, checks=checks_of(table), sound=table.schema.names) for table in CONTRACTS]
    words = {expected.words for suite in (*suites, contract_suite(), accounting_suite()) for expected in suite}
    assert [english for english in sorted(words) if not in_french(english)] == []


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("there is a value", "il y a une valeur"),
        ("the value lies between -10 and 10", "la valeur est comprise entre -10 et 10"),
        ("the whole value matches [0-9a-f]{20}", "la valeur entière suit le motif [0-9a-f]{20}"),
        ("mentions.article_id stands in articles.article_id", "mentions.article_id se trouve dans articles.article_id"),
        ("nobody expects this", ""),
    ],
)
def test_names_and_bounds_are_kept(english, french):
    assert in_french(english) == french
