"""What Säkert och osäkert says of the best portfolio agrees with the shares in the column beside it."""

from __future__ import annotations

from prioritering.plan.reader import read_plan
from prioritering.usecases.standings_shown import BestBeside, standings_shown
from prioritering.usecases.study import best_shares, robust, shares, why_list_and_portfolio_differ
from prioritering.view.view import View
from tests.folders import DATA
from tests.view.builders import picture

DRAWN = "i de slumpade fallen dras ett belopp för varje okänd kostnad, och bästa portföljen kan då ta med också de"


def _beside(**view: object) -> tuple[str, list[str]]:
    """Return why list and portfolio differ, and the shares in the best one of what nobody knows the cost of."""
    folder = read_plan(DATA / "vso-2021")
    given = robust(picture(folder.plan, View(frame="3547", draws=200, **view), folder.model))  # type: ignore[arg-type]
    best = BestBeside(best_shares(given), why_list_and_portfolio_differ(given.picture))
    shown = standings_shown(given, shares(given), best)
    rows = [row for group in shown["groups"] for row in group["rows"]]
    return shown["differs"], [row["best"] for row in rows if row["unknown"]]


def test_a_portfolio_without_the_unknown_costs_is_told_apart_from_the_drawn_ones_that_hold_them() -> None:
    why, unknown = _beside()
    assert len(unknown) == 3 and all(share != "0 %" for share in unknown)
    assert "bästa portföljen räknar inte med dem" in why and DRAWN in why


def test_where_a_range_is_tried_the_portfolio_counts_with_it_and_nothing_is_told_apart() -> None:
    why, unknown = _beside(unknown_low=100, unknown_high=900)
    assert why and unknown == [] and DRAWN not in why
