"""What the three states changed on the boards of both real plans: listed, and each change by one of the rules.

`kept/fore-tre-lagen.json` holds place and answer ("ja", "nej", "öppet") of every project at four frames, under both
rules and in both orders, as they were while an unknown cost could be nothing and shared the last place per krona.
"""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path

from prioritering.money.line_rule import Inside, Rule
from prioritering.plan.reader import read_plan
from prioritering.scoring.board import Choices, rank, scored_projects
from prioritering.scoring.effective import candidates
from prioritering.scoring.ranking import Order
from prioritering.scoring.weights import equal
from tests.folders import DATA

KEPT = Path(__file__).parent / "kept" / "fore-tre-lagen.json"
WORDS = {Inside.NO: "nej", Inside.YES: "ja", Inside.OPEN: "öppet"}
UNKNOWN = ("S04", "S09", "S10")
MORE_THAN_ZERO = "en okänd kostnad är mer än noll, så när inget är kvar ryms den inte"
NO_PLACE = "utan kostnad finns ingen plats per krona, och läget är oklart"
EXPECTED = {
    **{f"vso-2021 {frame} hoppa poang {key}": MORE_THAN_ZERO for frame, key in product((0, 2000), UNKNOWN)},
    **{
        f"vso-2021 {frame} {rule} per-krona {key}": NO_PLACE
        for frame, rule, key in product((0, 2000, 3547, 5000), Rule, UNKNOWN)
    },
}


def boards() -> dict[str, dict[str, tuple[int, str]]]:
    """Place and answer of every project, by plan, frame, rule and order."""
    found = {}
    for plan in ("vso-2021", "ukfa-2022"):
        folder = read_plan(DATA / plan)
        given = scored_projects(candidates(folder.plan, folder.model), folder.model)
        weights = equal(len(folder.model.ids))
        for frame, rule, order in product((0, 2000, 3547, 5000), Rule, Order):
            board = rank(given, Choices(weights, frame * 1000, rule=rule, order=order))
            assert board.line is not None
            found[f"{plan} {frame} {rule} {order}"] = {
                item.id: (int(board.ranking.place[n]), WORDS[Inside(int(board.line.inside[n]))])
                for n, item in enumerate(board.candidates)
            }
    return found


def why(before: tuple[int, str], now: tuple[int, str]) -> str:
    """The rule by which a change came about, "" when none explains it."""
    if now == (0, "öppet"):
        return NO_PLACE
    return MORE_THAN_ZERO if (before, now) == ((now[0], "öppet"), (before[0], "nej")) else ""


def test_every_change_on_the_boards_of_the_real_plans_is_one_of_the_rules() -> None:
    kept: dict[str, dict[str, list[int | str]]] = json.loads(KEPT.read_text(encoding="utf-8"))
    now = boards()
    assert kept.keys() == now.keys()
    changed = {}
    for view, projects in now.items():
        for key, after in projects.items():
            place, answer = kept[view][key]
            before = int(place), str(answer)
            if before != after:
                changed[f"{view} {key}"] = why(before, after)
    assert changed == EXPECTED
