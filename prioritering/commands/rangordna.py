"""`rangordna`: the ranked list with points, places and what the frame reaches."""

from __future__ import annotations

import argparse
from typing import Any

from prioritering.commands import output
from prioritering.commands.arguments import add_plan_arguments, asked_picture
from prioritering.commands.plans import Plans
from prioritering.view import sentences
from prioritering.view.picture import Picture
from prioritering.view.ranking_json import ranking_json
from prioritering.view.row import rows_of
from prioritering.view.rule_words import rule_words


def add_parser(commands: Any) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("rangordna", help="rangordna en plans projekt inom en ram")
    add_plan_arguments(parser)
    parser.set_defaults(answer=answer)


def answer(args: argparse.Namespace, plans: Plans) -> str:
    """Return what is printed; raises PrioriteringError on bad input."""
    shown = asked_picture(args, plans)
    return output.as_json(ranking_json(shown)) if args.json else _text(shown)


def _text(shown: Picture) -> str:
    board = shown.board
    lines = [f"{shown.plan.name}: {len(board.candidates)} rangordnade, kända kostnader {sentences.known_sum(board)}"]
    if board.scored.unscored:
        lines.append(f"Underlag saknas för {len(board.scored.unscored)} projekt; de rangordnas inte.")
    rows = [
        (
            str(row.place or "–"),
            row.id,
            row.name,
            row.points,
            row.cost,
            row.state[2],
        )
        for row in rows_of(shown, board.listed(), explained=())
    ]
    table = output.as_table(("plats", "id", "projekt", "poäng", "tkr", "ram"), rows, frozenset({0, 3, 4}))
    finding = [sentences.headline(shown), rule_words(shown)] if board.candidates else []
    return output.as_text([*lines, *shown.notices, *finding, table])
