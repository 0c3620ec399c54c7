"""`mote`: all that a meeting has shown: rounds, answers, reasons, jäv and how much the group agrees."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any

from prioritering import swedish
from prioritering.commands import output
from prioritering.commands.plans import Plans
from prioritering.commands.written_files import REPLACE, write_files
from prioritering.json_text import as_json
from prioritering.usecases.meeting_document import meeting_document
from prioritering.view.meeting_words import centre_points
from prioritering.view.meeting_workbook import meeting_workbook


def add_parser(commands: Any) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("mote", help="skriv allt som ett möte har visat")
    parser.add_argument("--id", metavar="ID", required=True, help="mötets id, som står i sidans adress (mote=)")
    parser.add_argument("--json", action="store_true", help="skriv hela dokumentet som JSON i stället för en tabell")
    parser.add_argument("--ut", metavar="FIL", help="skriv mötet som en arbetsbok, till exempel mote.xlsx")
    parser.add_argument(REPLACE, action="store_true", help="skriv över filen om den finns")
    parser.set_defaults(answer=answer)


def answer(args: argparse.Namespace, plans: Plans) -> str:
    """Return the meeting as JSON or a table, or write its workbook; raises PrioriteringError on bad input."""
    document = plans.of_meeting(args.id, meeting_document)
    if args.ut is not None:
        path = plans.path(args.ut)
        write_files(path.parent, {path.name: meeting_workbook(document)}, args.ersatt)
        return f"Skrev {path}."
    return as_json(document) if args.json else _text(document)


def _order(document: Mapping[str, Any]) -> list[tuple[str, ...]]:
    return [
        (
            output.place_in_table(row["plats"], row["delad"]),
            row["projekt"],
            row["projekt_namn"] or "",
            row["poang_i_ord"],
            row["vilar"],
        )
        for row in document["ordning"]
    ]


def _text(document: Mapping[str, Any]) -> str:
    agreed = any(row["overenskommet_i_ord"] for row in document["gruppen"])
    rounds = swedish.listing(str(item["runda"]) for item in document["rundor"])
    rows = [
        (
            row["projekt"],
            row["projekt_namn"] or "",
            row["kriterium"],
            "–" if row["median"] is None else centre_points(row["median"]),
            row["median_i_ord"],
            *((row["overenskommet_i_ord"],) if agreed else ()),
            row["spridning_i_ord"],
            "–" if row["enighet"] is None else swedish.percent(row["enighet"]),
            str(row["antal_svar"]),
            str(row["vet_ej"]),
            str(row["jav"]),
        )
        for row in document["gruppen"]
    ]
    ahead = ("id", "projekt", "kriterium", "median", "nivå", *(("överenskommet",) if agreed else ()), "spridning")
    header = (*ahead, "enighet", "svar", "vet ej", "jäv")
    hidden = swedish.listing(map(str, document["rundor_som_inte_visats"]))
    return output.one_text(
        (
            f"{document['plan_namn']}, mötet {document['mote']}: visade rundor {rounds}.",
            f"Rundor som inte visats: {hidden}." if hidden else "",
            *document["notiser"],
            document["kendalls_w_i_ord"],
            output.as_table(("plats", "id", "projekt", "poäng", "vilar"), _order(document), frozenset({0, 3})),
            f"Median: 0–100 av kriteriets poäng.{' Det överenskomna går före svaren.' if agreed else ''}",
            output.as_table(header, rows, frozenset({3, *range(len(ahead), len(header))})),
        )
    )
