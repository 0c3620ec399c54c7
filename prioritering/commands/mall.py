"""`mall`: a workbook in which a plan of one's own is written."""

from __future__ import annotations

import argparse
from typing import Any

from prioritering.commands.plans import Plans
from prioritering.commands.written_files import REPLACE, write_files
from prioritering.errors import BadArgument
from prioritering.plan.workbook import WORKBOOK_SUFFIX
from prioritering.usecases.plan_files import plan_template


def add_parser(commands: Any) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("mall", help="skriv en Excelbok att fylla i en egen plan i")
    parser.add_argument("--ut", metavar="FIL", required=True, help="arbetsboken, som plan.xlsx")
    parser.add_argument("--modell", metavar="FIL", help="andra kriterier som TOML (annars standardmodellens)")
    parser.add_argument(REPLACE, action="store_true", help="skriv över en fil som redan finns")
    parser.set_defaults(answer=answer)


def answer(args: argparse.Namespace, plans: Plans) -> str:
    """Write the workbook and return what to do with it; raises PrioriteringError on bad input."""
    path = plans.path(args.ut)
    if path.suffix.casefold() != WORKBOOK_SUFFIX:
        raise BadArgument(f"--ut: ett filnamn som slutar på {WORKBOOK_SUFFIX} förväntas")
    workbook = plan_template(None if args.modell is None else plans.path(args.modell))
    write_files(path.parent, {path.name: workbook}, args.ersatt)
    return f"{args.ut} är skriven. Fyll i den och spara den i en egen mapp; mappen är då en plan."
