"""Tables whose lists are Arrow's are checked as those whose lists are Python's: the same comes of it."""

import pandas as pd
import pyarrow as pa
import pytest

from tasks.frames import is_light, light_frame, to_frame, to_table
from tasks.validate.contract import OPTIONAL, REQUIRED, columns_found, sound_columns
from tasks.validate.crosschecks import crosscheck
from tasks.validate.removal import take_out

CONTRACTS = (*REQUIRED, *OPTIONAL)


@pytest.fixture
def light(tables) -> dict[str, pd.DataFrame]:
    return {contract.name: light_frame(to_table(tables[contract.name], contract)) for contract in CONTRACTS}


def judged(tables) -> tuple[list[str], list[str], dict[str, list[object]]]:
    done = crosscheck(tables, CONTRACTS, sound_columns(tables, columns_found(tables)))
    helpers = {
        f"{name}.{column}": list(frame[column])
        for name, frame in done.tables.items()
        for column in frame.columns
        if column not in tables[name]
    }
    return [check.name for check in done.evaluated], [why for _, why in done.impossible], helpers


def test_checks_find_the_same(tables, light):
    assert judged(light) == judged(dict(tables))


def test_what_is_broken_is_taken_out_all_the_same(tables, light):
    wrong = tables["events"].assign(mention_count=[7] * len(tables["events"]))
    broken = {**light, "events": light_frame(to_table(wrong, REQUIRED[2]))}
    plain = take_out({**tables, "events": wrong}, max_share=1.0)
    taken = take_out(broken, max_share=1.0)
    assert (taken.broken, taken.hanging, taken.count) == (plain.broken, plain.hanging, plain.count)
    assert taken.tables["quarantine"].equals(plain.tables["quarantine"])


def test_a_light_frame_is_the_same_table(tables):
    for contract in CONTRACTS:
        table = to_table(tables[contract.name], contract)
        frame = light_frame(table)
        assert to_table(frame, contract).equals(table)
        assert all(is_light(frame[c.name]) == pa.types.is_nested(c.type) for c in contract.columns)
        pd.testing.assert_frame_equal(to_frame(to_table(frame, contract)), to_frame(table))
