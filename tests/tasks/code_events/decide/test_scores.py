"""Arguments are trusted as far as their evidence was measured to be right."""

import pytest

from schemas.errors import UnknownCode
from schemas.vocabularies import vocabulary
from tasks.code_events.decide.scores import argument_score


@pytest.mark.parametrize("role", vocabulary("argument_role"))
def test_every_evidence_has_a_score_and_none_is_certain(role):
    assert all(0 < argument_score(role, evidence) < 1 for evidence in vocabulary("argument_evidence"))


def test_an_unknown_evidence_is_refused():
    with pytest.raises(UnknownCode):
        argument_score("actor", "hearsay")
