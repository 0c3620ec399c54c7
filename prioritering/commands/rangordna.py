"""`rangordna`: the ranked list with points, places and what the frame reaches."""

from __future__ import annotations

import argparse
from typing import Any

from prioritering.commands import output
from prioritering.commands.arguments import add_plan_arguments, asked_picture
from prioritering.commands.plans import Plans
from prioritering.json_text import as_json
from prioritering.view import cost_sums, sentences
from prioritering.view.asked_costs import asked_cost_notes, cost_with_mark
from prioritering.view.count_words import ranked_words
from prioritering.view.gate_words import gate_notes
from prioritering.view.gated_rows import gated_rows
from prioritering.view.hidden_words import hidden_ids, hidden_in
from prioritering.view.picture import Picture
from prioritering.view.ranking_json import ranking_json
from prioritering.view.row import AGREED, UNSCORED, BoardRow, rows_of
from prioritering.view.rule_words import rule_words
from prioritering.view.unknown_words import of_the_board
from prioritering.view.unscored_words import unscored_note


def add_parser(commands: Any) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("rangordna", help="rangordna en plans projekt inom en ram")
    add_plan_arguments(parser)
    parser.set_defaults(answer=answer)


def answer(args: argparse.Namespace, plans: Plans) -> str:
    """Return what is printed; raises PrioriteringError on bad input."""
    shown = asked_picture(args, plans)
    return as_json(ranking_json(shown)) if args.json else _text(shown, plans.called(shown))


def _text(shown: Picture, called: str) -> str:
    board = shown.board
    lines = [f"{called}: {_ranked(shown)}", *filter(None, [unscored_note(shown)])]
    # What the points rest on: there is something to say only where they are the group's.
    counted = board.scored.answers is not None
    rows = [
        (
            output.place_in_table(row.place, row.tied > 1),
            row.id,
            row.name,
            row.points,
            cost_with_mark(row.cost, row.cost_mark),
            _state_words(row),
            *((row.few,) if counted else ()),
        )
        for row in (*rows_of(shown, board.listed(), explained=()), *gated_rows(shown, explained=()))
    ]
    hidden = hidden_ids(shown)
    rows = [row for row in rows if row[1] not in hidden]
    header = ("plats", "id", "projekt", "poäng", "tkr", "ram", *(("vilar",) if counted else ()))
    table = output.as_table(header, rows, frozenset({0, 3, 4}))
    said = (sentences.headline(shown), rule_words(shown), of_the_board(shown), *filter(None, [hidden_in(shown, True)]))
    finding = (*said, table) if board.candidates else (table,) if board.scored.gated else ()
    return output.one_text([*lines, *shown.notices, *gate_notes(board.scored), *asked_cost_notes(shown), *finding])


def _state_words(row: BoardRow) -> str:
    unscored = UNSCORED if row.answers == UNSCORED else ""
    on_level, agreed = "beror på nivå" if row.on_level else "", AGREED if row.agreed else ""
    return ", ".join(
        filter(None, (row.state[2], row.because, agreed, row.lock_mark, unscored, row.gates, row.depends, on_level))
    )


def _ranked(shown: Picture) -> str:
    board = shown.board
    ranked = ranked_words(board)
    if not board.candidates or board.unplaced.all():
        return ranked
    least, whose = cost_sums.least_sum(board), cost_sums.counted_projects(board)
    return f"{ranked}, kända kostnader för de {whose}: {cost_sums.known_sum(board)}{f' ({least})' if least else ''}"
