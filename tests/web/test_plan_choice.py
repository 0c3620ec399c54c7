"""What the plans are called where one is chosen, and that a chosen plan is exchanged and never cleared."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from prioritering.errors import BadPlan, Problem
from prioritering.plan.plan_key import PlanKey
from prioritering.plan.reader import read_plan
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases.faulty_plans import FaultyPlan
from prioritering.usecases.plan_facts import PlanInfo
from prioritering.web.frame.plan_choice import choice_labels
from tests.folders import VSO


def plan(municipality: str, key: str, name: str = "Bygg", owner: str = "", period: str = "2026") -> PlanInfo:
    return PlanInfo(
        key=PlanKey(municipality, key),
        name=name,
        period=period,
        document="",
        municipality=owner,
        governance_object="",
        version=1,
        projects=1,
    )


@pytest.mark.parametrize(
    ("plans", "called"),
    [
        ((plan("motala", "a"), plan("motala", "b", "Vatten")), ["Bygg", "Vatten"]),
        ((plan("motala", "a", owner="Motala"), plan("kinda", "a")), ["Motala: Bygg", "kinda: Bygg"]),
        ((plan("motala", "a"), plan("motala", "b")), ["Bygg (a)", "Bygg (b)"]),
        (
            (plan("motala", "a"), plan("motala", "b"), plan("kinda", "a")),
            ["motala: Bygg (a)", "motala: Bygg (b)", "kinda: Bygg"],
        ),
        ((plan("motala", "a"), plan("motala", "b", period="2027")), ["Bygg, 2026", "Bygg, 2027"]),
        (
            (plan("motala", "a", owner="Motala"), plan("kinda", "a", owner="Motala")),
            ["Bygg (motala/a)", "Bygg (kinda/a)"],
        ),
    ],
)
def test_a_plan_is_called_by_the_shortest_name_that_is_its_own(plans: tuple[PlanInfo, ...], called: list[str]) -> None:
    assert list(choice_labels(plans, ()).values()) == called
    assert list(choice_labels(plans, ())) == [info.key for info in plans]


def test_new_files_that_cannot_be_read_are_told_beside_the_plan_or_stand_by_themselves() -> None:
    stored = plan("motala", "a")
    for problem, where in (
        (Problem("projekt.csv", "ett namn", 3, "namn"), "projekt.csv, rad 3, namn"),
        (Problem("plan.toml", "en fil"), "plan.toml"),
    ):
        # The first of its faults says where.
        error = BadPlan([problem, Problem("budget.csv", "ett tal", 9)])
        faulty = (
            FaultyPlan("a", "mapp", error, stored.key, stored.key),
            FaultyPlan("c", "ny", error, PlanKey("egen", "c")),
        )
        assert choice_labels((stored,), faulty) == {
            stored.key: "Bygg (nya filer går inte att läsa)",
            "c": f"ny: går inte att läsa ({where})",
        }


def _page() -> None:
    from prioritering.web.frame.plan_choice import choose_plan

    choose_plan()


@pytest.mark.parametrize(("asked", "chosen"), [("vso-2021", VSO), ("bygg", None)])
def test_a_plan_that_is_chosen_is_exchanged_and_only_where_none_is_may_nothing_be_chosen(
    asked: str,
    chosen: PlanKey | None,
    route_store: Store,
    write_plan: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for key in ("motala", "kinda"):
        head = f'id = "bygg"\nnamn = "Bygg"\nperiod = "2026"\nkommun = "{key.title()}"\nkommun_id = "{key}"\n'
        import_plan(route_store, read_plan(write_plan(plan__toml=head)))
    # Streamlit searches for installed components, which takes a server.
    monkeypatch.setattr("streamlit.components.v2.manifest_scanner.scan_component_manifests", list)
    app = AppTest.from_function(_page)
    app.query_params["plan"] = asked
    box = app.run().sidebar.selectbox[0]
    assert not app.exception
    assert box.value == chosen
    # What has a default has no cross that clears it.
    assert box.proto.HasField("default") is (chosen is not None)
