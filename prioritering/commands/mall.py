"""`mall`: a workbook in which a plan of one's own is written."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from prioritering.commands.arguments import add_municipality
from prioritering.commands.plans import Plans
from prioritering.commands.written_files import REPLACE, write_files
from prioritering.errors import BadArgument
from prioritering.plan.workbook import WORKBOOK_SUFFIX
from prioritering.usecases.plan_files import MODEL_FILE, PlanTemplate, plan_template, plan_template_for


def add_parser(commands: Any) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("mall", help="skriv en Excelbok att fylla i en egen plan i")
    parser.add_argument("--ut", metavar="FIL", required=True, help="arbetsboken, som plan.xlsx")
    parser.add_argument("--plan", metavar="ID", help="en plan vars kriterier, krav och klassnamn arbetsboken ska ha")
    parser.add_argument("--modell", metavar="FIL", help="andra kriterier som TOML (annars standardmodellens)")
    add_municipality(parser)
    parser.add_argument(REPLACE, action="store_true", help="skriv över en fil som redan finns")
    parser.set_defaults(answer=answer)


def answer(args: argparse.Namespace, plans: Plans) -> str:
    """Write the workbook and return what to do with it; raises PrioriteringError on bad input."""
    path = plans.path(args.ut)
    if path.suffix.casefold() != WORKBOOK_SUFFIX:
        raise BadArgument(f"--ut: ett filnamn som slutar på {WORKBOOK_SUFFIX} förväntas")
    made = _template(args, plans)
    files = {path.name: made.workbook}
    # The one that is there may be the very file that was given.
    if made.model is not None and not _is_there(path.with_name(MODEL_FILE), made.model):
        files[MODEL_FILE] = made.model
    write_files(path.parent, files, args.ersatt)
    beside = f" Filen {MODEL_FILE} bredvid hör till den." if made.model is not None else ""
    return f"Skrev {args.ut}.{beside} Fyll i den och spara den i en egen mapp; mappen är då en plan."


def _template(args: argparse.Namespace, plans: Plans) -> PlanTemplate:
    if args.plan is not None and args.modell is not None:
        raise BadArgument("--modell: välj --plan eller --modell")
    if args.plan is not None:
        return plans.asked(args, plan_template_for)
    if args.kommun is not None:
        raise BadArgument("--kommun: --plan behövs")
    return plan_template(None if args.modell is None else plans.path(args.modell))


def _is_there(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:
        return False
