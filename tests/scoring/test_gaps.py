"""The gaps of the two real plans, against the control sums of their documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from prioritering.plan.object_plan import Tier
from prioritering.plan.reader import read_plan
from prioritering.scoring.gaps import Gaps, gaps
from tests.folders import printed_model

DATA = Path(__file__).parents[2] / "data"


def of(plan: str) -> Gaps:
    folder = read_plan(DATA / plan, printed_model())
    return gaps(folder.plan, folder.model)


def test_vso_has_ten_projects_to_rank_and_three_with_a_question_mark_for_cost() -> None:
    found = of("vso-2021")
    assert (found.projects, found.scored, found.without_basis) == (27, 10, 17)
    assert (found.cost_unknown, found.cost_blank, found.cost_secret) == (3, 0, 0)


def test_vso_leaves_one_level_blank_and_gives_one_as_a_range() -> None:
    found = of("vso-2021")
    assert (found.level_blank, found.level_range) == (1, 1)
    assert (found.level_unknown, found.level_dash, found.level_secret) == (0, 0, 0)


def test_no_project_of_vso_is_desirable_and_all_have_a_tier() -> None:
    found = of("vso-2021")
    assert dict(found.tiers) == {Tier.STRATEGIC: 10, Tier.PRIORITISED: 17, Tier.DESIRABLE: 0}
    assert found.without_tier == 0


def test_ukfa_has_neither_levels_nor_tiers() -> None:
    found = of("ukfa-2022")
    assert (found.scored, found.without_basis, found.without_tier) == (0, 17, 17)
    assert found.unbased_without_cost == 17


_COSTS = ("cost_blank", "cost_dash", "cost_unknown", "cost_two_readings", "cost_in_words")


@pytest.mark.parametrize(
    ("cost", "field"),
    [
        ("", "cost_blank"),
        ("–", "cost_dash"),
        ("?", "cost_unknown"),
        ("1.500", "cost_two_readings"),
        ("ca 500", "cost_in_words"),
    ],
)
def test_a_blank_a_dash_a_question_mark_a_figure_of_two_readings_and_words_are_five_gaps(
    cost: str, field: str, write_plan
) -> None:
    row = f"1,Ett,strategiskt,{cost},En effekt,Hög,Kort\n"
    folder = read_plan(write_plan(row))
    found = gaps(folder.plan, folder.model)
    counted = {key: getattr(found, key) for key in _COSTS}
    assert counted == {**dict.fromkeys(counted, 0), field: 1}


_LEVELS = ("level_blank", "level_dash", "level_unknown", "level_secret")


@pytest.mark.parametrize(
    ("level", "field"),
    [("", "level_blank"), ("–", "level_dash"), ("?", "level_unknown"), ("får inte visas", "level_secret")],
)
def test_a_level_that_is_blank_a_dash_a_question_mark_or_secret_is_four_gaps(
    level: str, field: str, write_plan
) -> None:
    folder = read_plan(write_plan(f"1,Ett,strategiskt,100,En effekt,{level},Kort\n"))
    found = gaps(folder.plan, folder.model)
    counted = {key: getattr(found, key) for key in _LEVELS}
    assert counted == {**dict.fromkeys(counted, 0), field: 1}
