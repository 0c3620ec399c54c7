"""Assumptions lie beside the plan: they are computed with, never written over it."""

from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from prioritering.criteria.model import Criterion, NumberScale
from prioritering.plan.object_plan import Tier
from prioritering.scoring.changes import AddedProject, Changes, CostAssumption, GroupCriterion, LevelAssumption
from prioritering.scoring.effective import candidates, model_in_use
from tests.scoring.builders import number_model, plan, project

SIGNED = {"role": "Objektledare", "reason": "Samma som i fjol", "at": datetime(2026, 1, 2, tzinfo=UTC)}


def test_an_assumed_cost_is_used_while_the_plans_own_stays_readable() -> None:
    changes = Changes(costs=(CostAssumption(project_id="a", low=800, high=900, **SIGNED),))
    item = candidates(plan(project("a", None, 50)), number_model(), changes)[0]
    assert (item.cost.low, item.cost.high) == (800, 900)
    assert item.project.cost.low is None
    assert item.assumed_cost is not None
    assert item.assumed_cost.role == "Objektledare"


def test_an_assumed_level_gives_underlag_to_a_project_without_any() -> None:
    changes = Changes(levels=(LevelAssumption(project_id="a", criterion_id="nytta", low=20.0, high=40.0, **SIGNED),))
    item = candidates(plan(project("a", 1, None)), number_model(), changes)[0]
    assert (item.mark("nytta").low, item.mark("nytta").high) == (20, 40)
    assert not item.project.mark("nytta").known


@pytest.mark.parametrize("field", ["role", "reason"])
def test_nothing_is_laid_beside_the_plan_without_a_role_and_a_reason_of_a_readable_length(field: str) -> None:
    longest = {"role": 80, "reason": 2000}[field]
    for text in ("x", "x" * longest):
        CostAssumption.model_validate({"project_id": "a", "low": 1, "high": 1, **SIGNED, field: text})
    for text in ("", "x" * (longest + 1)):
        with pytest.raises(ValidationError):
            CostAssumption.model_validate({"project_id": "a", "low": 1, "high": 1, **SIGNED, field: text})


def test_an_assumption_on_a_level_that_no_longer_exists_is_left_out() -> None:
    wrong = (
        LevelAssumption(project_id="a", criterion_id="nytta", low=500.0, high=500.0, **SIGNED),
        LevelAssumption(project_id="a", criterion_id="borta", low="Hög", high="Hög", **SIGNED),
    )
    item = candidates(plan(project("a", 1, 50)), number_model(), Changes(levels=wrong))[0]
    assert item.mark("nytta").low == 50
    assert not item.assumed_levels


def test_an_added_project_stands_last_and_without_underlag() -> None:
    added = AddedProject(project_id="N01", name="Nytt behov", tier=Tier.DESIRABLE, **SIGNED)
    items = candidates(plan(project("a", 1, 50)), number_model(), Changes(projects=(added,)))
    assert [item.id for item in items] == ["a", "N01"]
    assert items[1].project.added
    assert items[1].cost.low is None


def test_the_groups_criterion_comes_after_the_plans_and_never_replaces_one() -> None:
    own = Criterion(id="angelagenhet", name="Angelägenhet", scale=NumberScale(lowest=0, highest=5))
    twin = own.model_copy(update={"id": "nytta"})
    changes = Changes(criteria=tuple(GroupCriterion(criterion=item, **SIGNED) for item in (twin, own)))
    model = model_in_use(number_model(), changes)
    assert model.ids == ("nytta", "angelagenhet")
    assert model.criterion("nytta").name == "nytta"


def test_a_level_assumed_the_wrong_way_round_is_left_out() -> None:
    turned = LevelAssumption(project_id="a", criterion_id="nytta", low=40.0, high=20.0, **SIGNED)
    item = candidates(plan(project("a", 1, 50)), number_model(), Changes(levels=(turned,)))[0]
    assert (item.mark("nytta").low, item.mark("nytta").high) == (50, 50)
    assert not item.assumed_levels
