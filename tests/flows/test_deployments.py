"""The files for a work pool name what there is: the flow, its parameters, a time zone, states, and how they are matched."""

import ast
from pathlib import Path

import pytest
import yaml
from prefect.events.schemas.automations import AutomationCore

from flows.profiles import shipped_profiles
from flows.told import NOTHING_NEW, REFUSED

pytestmark = pytest.mark.prefect


@pytest.fixture
def deployments(root: Path) -> list[dict[str, object]]:
    return yaml.safe_load((root / "flows/deployments/prefect.yaml").read_text(encoding="utf-8"))["deployments"]


def parameters(entrypoint: str, root: Path) -> set[str]:
    """Those of a function, without importing its module, which loads every stage."""
    module, name = entrypoint.split(":")
    tree = ast.parse((root / module.replace(".", "/")).with_suffix(".py").read_text(encoding="utf-8"))
    (found,) = (node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name)
    return {argument.arg for argument in found.args.args}


def test_each_deployment_runs_the_flow_with_parameters_that_it_has(deployments, root):
    for one in deployments:
        assert set(one["parameters"]) == parameters(one["entrypoint"], root), one["name"]
        assert one["parameters"]["profile"] in shipped_profiles()
        assert one["concurrency_limit"] == {"limit": 1, "collision_strategy": "CANCEL_NEW"}
        assert all(schedule["timezone"] for schedule in one.get("schedules", []))


def test_each_automation_is_one_and_watches_the_flow_by_its_states(root):
    stated = yaml.safe_load((root / "flows/deployments/automations.yaml").read_text(encoding="utf-8"))["automations"]
    watched = set()
    for one in stated:
        automation = AutomationCore.model_validate(one)
        assert one["trigger"]["match_related"]["prefect.resource.name"] == "curate", automation.name
        watched.update(state.removeprefix("prefect.flow-run.") for state in one["trigger"]["expect"])
    assert {NOTHING_NEW, REFUSED, "Failed", "Crashed", "Completed"} <= watched
