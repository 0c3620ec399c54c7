"""`ny-period`: next period's plan folder from a plan, with the projects that are not done."""

from __future__ import annotations

import argparse
from typing import Any

from prioritering import swedish
from prioritering.commands import output
from prioritering.commands.arguments import add_plan_name
from prioritering.commands.plans import Plans
from prioritering.commands.written_files import REPLACE, write_files
from prioritering.usecases.new_period import new_period
from prioritering.view.new_period_words import left_sentences


def add_parser(commands: Any) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("ny-period", help="skriv nästa periods planmapp, med de projekt som inte är klara")
    add_plan_name(parser, "den gamla planens id, eller kommunens och planens: linkoping/vso-2021")
    parser.add_argument("--period", metavar="TEXT", required=True, help="den nya perioden, som 2022")
    parser.add_argument("--id", metavar="NYTT", help="den nya planens id (annars det gamla med periodens år)")
    parser.add_argument("--ut", metavar="MAPP", required=True, help="mappen att skriva i")
    parser.add_argument(REPLACE, action="store_true", help="skriv över filer som redan finns")
    parser.set_defaults(answer=answer)


def answer(args: argparse.Namespace, plans: Plans) -> str:
    """Write the folder and return what came along; raises PrioriteringError on bad input."""
    found = plans.asked(args, lambda store, key: new_period(store, key, args.period, args.id))
    made = found.made
    write_files(plans.path(args.ut), {name: text.encode() for name, text in made.files.items()}, args.ersatt)
    return output.one_text(
        [
            f"Planen {made.plan_id} i {args.ut}: {swedish.plural(len(made.carried), 'projekt', 'projekt')}.",
            *left_sentences(*found),
            "Gå igenom kostnaderna.",
        ]
    )
