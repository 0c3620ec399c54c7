"""How much the group has laid beside the plan: Översikt and Prioritera count the same, and say what."""

from __future__ import annotations

import re

from prioritering.plan.object_plan import Tier
from prioritering.scoring.changes import LegalDuty, LockKind
from prioritering.store.connection import Store
from prioritering.usecases import change_plan
from prioritering.usecases.change_plan import Beside, Signature
from tests.folders import PROV
from tests.pages.visit import Visit

BY = Signature("Linjechef", "Anbud")


def totals(address: str = "") -> tuple[str, str, int]:
    """Return the card's figure and words on Översikt, and the figure of the list on Prioritera."""
    card = re.search(r"Lagt bredvid planen (\d+) (.*?)(?= Planen| De | Den |$)", Visit("oversikt", address).text)
    assert card
    title = next(
        item.label for item in Visit("prioritera", address).app.expander if item.label.startswith("Antaganden")
    )
    found = re.search(r"\((\d+)\)", title)
    assert found
    return card[1], card[2], int(found[1])


def test_both_count_assumptions_locks_and_added_projects_in_one_way(database: Store) -> None:
    beside = Beside(database, PROV, 1)
    change_plan.assume_cost(beside, "A5", (1000, 2000), BY)
    change_plan.assume_tier(beside, "A5", Tier.DESIRABLE, BY)
    change_plan.assume_unknown_costs(beside, (0, 1000), BY)
    change_plan.store_lock(beside, "A1", LockKind.MUST, LegalDuty.NO, BY)
    change_plan.add_project(beside, "Karta", Tier.DESIRABLE, BY)
    figure, said, listed = totals("plan=prov&ram=1000")
    assert (figure, listed) == ("5", 5)
    assert said.startswith("3 antaganden, 1 lås och 1 tillagt projekt")
    figure, said, listed = totals("plan=prov&ram=1000&inte=A3")
    assert (figure, listed) == ("6", 6)
    assert said.startswith("3 antaganden, 1 lås, 1 tillagt projekt och 1 lås som provas")


def test_a_plan_with_nothing_beside_it_says_so(database: Store) -> None:
    figure, said, listed = totals("plan=prov&ram=1000")
    assert (figure, listed) == ("0", 0)
    assert said.startswith("inga antaganden, lås eller tillagda projekt")
