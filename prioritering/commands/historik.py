"""`historik`: everything that the group has laid beside a plan, with who, when, why and what it changed."""

from __future__ import annotations

import argparse
from typing import Any

from prioritering.commands import output
from prioritering.commands.arguments import add_plan_name
from prioritering.commands.plans import Plans
from prioritering.json_text import as_json
from prioritering.usecases.history import Told, history_of
from prioritering.view.history_words import turned


def add_parser(commands: Any) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("historik", help="skriv allt som gruppen har lagt bredvid en plan, det nyaste först")
    add_plan_name(parser)
    parser.add_argument("--json", action="store_true", help="skriv JSON i stället för rader")
    parser.set_defaults(answer=answer)


def answer(args: argparse.Namespace, plans: Plans) -> str:
    """Return the history, as lines or JSON; raises PrioriteringError on bad input."""
    told = plans.asked(args, history_of)
    if args.json:
        return as_json([_document(item) for item in told])
    return output.one_text(map(_line, told)) or "Gruppen har inte lagt något bredvid planen."


def _line(told: Told) -> str:
    reason = " ".join(told.reason.split())
    made = f"{told.made_at:%Y-%m-%d %H:%M}"
    return f"{made}  {told.role}  {told.about}: {turned(told.before, told.after)}  ({reason})"


def _document(told: Told) -> dict[str, Any]:
    return {
        "nummer": told.entry_id,
        "tid": told.made_at.isoformat(),
        "roll": told.role,
        "skal": told.reason,
        "galler": told.about,
        "fore": told.before,
        "efter": told.after,
    }
