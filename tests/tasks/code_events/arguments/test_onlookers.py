"""Who judges an act did not do it, and who judges beside doing did."""

import pytest


def acting(rows, *kinds):
    return [[party["country"] or party["entity_id"] for party in row["actors"]] for row in rows if row["event_type"] in kinds]


@pytest.mark.parametrize(
    "text",
    [
        "L'Union européenne a condamné l'enlèvement de dix élèves à Bama.",
        "La France a condamné l'attaque qui a tué trois soldats à Gao.",
        "La Belgique a dénoncé mardi l'attaque de Djibo.",
        "Le Japon salue la libération des otages.",
        "L'attaque de Djibo a été condamnée par la Norvège.",
    ],
)
def test_who_judges_an_act_did_not_do_it(code, text):
    found = acting(code(text), "ASSAULT", "RETREAT")
    assert found
    assert all(party not in {"Q458", "FRA", "BEL", "JPN", "NOR"} for parties in found for party in parties)


@pytest.mark.parametrize(
    "text",
    ["La France a bombardé Gao et dénoncé une provocation.", "La France a dénoncé une provocation, puis a bombardé Gao."],
)
def test_who_does_and_judges_acts(code, text):
    assert acting(code(text), "ASSAULT") == [["FRA"]]
