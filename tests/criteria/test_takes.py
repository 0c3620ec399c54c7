"""Which answers have a meaning in a model: a gate is one answer of three, a criterion a level or a rising range."""

from __future__ import annotations

import pytest

from prioritering.criteria.gate import GateCriterion, Verdict
from prioritering.criteria.model import Criterion, Level, Model, NumberScale, WordedScale

MODEL = Model(
    criteria=(
        Criterion(id="nytta", name="Nytta", scale=NumberScale(lowest=0, highest=10)),
        Criterion(
            id="bredd",
            name="Bredd",
            scale=WordedScale(levels=(Level(name="Låg", value=0), Level(name="Hög", value=100))),
        ),
    ),
    gates=(GateCriterion(id="lag", name="Lagligt"),),
)


@pytest.mark.parametrize("said", list(Verdict))
def test_a_gate_takes_its_three_answers_and_no_range_between_them(said: Verdict) -> None:
    assert MODEL.takes("lag", said.value, said.value)
    assert [other for other in Verdict if MODEL.takes("lag", said.value, other.value)] == [said]


@pytest.mark.parametrize(
    ("criterion", "low", "high", "taken"),
    [
        ("lag", "kanske", "kanske", False),
        ("borta", "ja", "ja", False),
        ("nytta", 2.0, 2.0, True),
        ("nytta", 2.0, 11.0, False),
        ("nytta", 5.0, 2.0, False),
        ("bredd", "Låg", "Hög", True),
        ("bredd", "Hög", "Låg", False),
        ("bredd", "ja", "ja", False),
    ],
)
def test_what_has_no_meaning_is_not_taken(criterion: str, low: str | float, high: str | float, taken: bool) -> None:
    assert MODEL.takes(criterion, low, high) is taken


@pytest.mark.parametrize(
    ("criterion", "low", "high", "changed"),
    [
        ("nytta", 2.0, 2.0, True),
        # On another scale a number is of something else, also where it gives nothing in either.
        ("nytta", 0.0, 0.0, True),
        # What has no meaning in one of them gives no other points.
        ("nytta", 11.0, 11.0, False),
        ("bredd", "Låg", "Låg", False),
        ("ny", 1.0, 1.0, False),
        ("lag", "ja", "ja", False),
    ],
)
def test_an_answer_gives_other_points_only_where_it_has_a_meaning_in_both_models(
    criterion: str, low: str | float, high: str | float, changed: bool
) -> None:
    scale = NumberScale(lowest=0, highest=20)
    now = Model(criteria=tuple(Criterion(id=key, name=key, scale=scale) for key in ("nytta", "ny")), gates=MODEL.gates)
    assert MODEL.changes(now, criterion, low, high) is changed
    assert not MODEL.changes(MODEL, criterion, low, high)
