"""`rangordna`: the ranked list with points, places and what the frame reaches."""

from __future__ import annotations

import argparse
from typing import Any

from prioritering import swedish
from prioritering.commands.common import add_plan_arguments, load_basis, parse_choices, print_json, print_table
from prioritering.money.line_rule import Inside
from prioritering.scoring.board import Board, as_json, rank

_INSIDE = {Inside.YES: "ja", Inside.NO: "nej", Inside.OPEN: "beror på okänd kostnad"}


def add_parser(commands: Any) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("rangordna", help="rangordna en plans projekt inom en ram")
    add_plan_arguments(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Rank and print; returns the exit code 0, raises PrioriteringError on bad input."""
    plan, given = load_basis(args)
    board = rank(given, parse_choices(args, given.model))
    if args.json:
        print_json(as_json(board, plan.id))
    else:
        _print_text(board, plan.name)
    return 0


def _print_text(board: Board, name: str) -> None:
    sign = "≥ " if board.unknown_count else ""
    print(f"{name}: {len(board.candidates)} rangordnade, kända kostnader {sign}{swedish.tkr(board.known_sum)}")
    if board.scored.unscored:
        print(f"Underlag saknas för {len(board.scored.unscored)} projekt; de rangordnas inte.")
    rows = []
    for index in (int(i) for i in board.ranking.order):
        item = board.candidates[index]
        cost = "okänd" if item.cost.low is None else swedish.tkr(item.cost.low, unit=False)
        if item.cost.low != item.cost.high and item.cost.high is not None:
            cost += f"–{swedish.tkr(item.cost.high, unit=False)}"
        inside = "ingen ram vald" if board.line is None else _INSIDE[Inside(int(board.line.inside[index]))]
        rows.append(
            (
                str(board.ranking.place[index]),
                item.id,
                item.project.name,
                swedish.points(board.points.low[index], board.points.high[index]),
                cost,
                inside,
            )
        )
    print_table(("plats", "id", "projekt", "poäng", "tkr", "inom ramen"), rows, frozenset({0, 3, 4}))
