"""`andrat`: what a new version of a plan has changed since an older one."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from functools import partial
from typing import Any

from prioritering import swedish
from prioritering.commands import output
from prioritering.commands.arguments import add_plan_name, version_number
from prioritering.commands.plans import Plans
from prioritering.errors import BadArgument
from prioritering.json_text import as_json
from prioritering.plan.compare import CellChange
from prioritering.plan.maybe_renamed import ProjectName
from prioritering.plan.plan_key import PlanKey
from prioritering.usecases.last_period import since_last_period
from prioritering.usecases.renewal import Renewal, VersionInfo, renewal
from prioritering.view.renewal_words import answer_line, change_counts, change_line, not_compared, other_files, question


def add_parser(commands: Any) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("andrat", help="skriv vad som är ändrat mellan två versioner av en plan")
    add_plan_name(parser)
    parser.add_argument("--fran", metavar="NUMMER", help="den äldre versionen (annars den närmast före)")
    parser.add_argument("--till", metavar="NUMMER", help="den nyare versionen (annars den nyaste)")
    parser.add_argument("--forra-planen", action="store_true", help="jämför med förra periodens plan i stället")
    parser.add_argument("--json", action="store_true", help="skriv JSON i stället för rader")
    parser.set_defaults(answer=answer)


def answer(args: argparse.Namespace, plans: Plans) -> str:
    """Return what is changed, as lines or JSON; raises PrioriteringError on bad input."""
    older, newer = version_number(args.fran, "--fran"), version_number(args.till, "--till")
    last = args.forra_planen
    if last and older is not None:
        raise BadArgument("välj en av --fran och --forra-planen")
    compared = partial(since_last_period, version=newer) if last else partial(renewal, older=older, newer=newer)
    key, found = plans.asked(args, lambda store, key: (key, compared(store, key)))
    before = found is None and not last and plans.asked(args, since_last_period) is not None
    if found is None and last:
        raise BadArgument(
            f"Planen ”{key.plan}” säger inte vilken plan som gällde förra perioden, eller så finns den inte."
        )
    if found is None:
        instead = " Med --forra-planen jämförs den med förra periodens plan." if before else ""
        raise BadArgument(f"Planen ”{key.plan}” har ingen äldre version att jämföra med.{instead}")
    return as_json(_document(key, found)) if args.json else output.one_text(_lines(key, found))


def _lines(key: PlanKey, found: Renewal) -> Iterator[str]:
    changes, last_period = found.changes, bool(found.against)
    older, newer = _version(found.older), _version(found.newer)
    if last_period:
        # One plan is often named as the one before it, and only their ids always tell them apart.
        yield f"{found.against} ({found.against_key}), {older}, jämförd med {found.name} ({key.plan}), {newer}."
    else:
        yield f"{found.name}: {older} jämförd med {newer}."
    sentence = change_counts(changes)
    yield f"{sentence[0].upper()}{sentence[1:]}."
    yield from (f"In: {item.name} ({item.id})" for item in changes.added)
    yield from (f"Ut: {item.name} ({item.id})" for item in changes.removed)
    yield from (f"Nytt namn: {item.before} → {item.after} ({item.id})" for item in changes.renamed)
    yield from (question(pair, last_period) for _, pair in found.waiting)
    yield from (answer_line(pair, one) for pair, one in found.answers)
    yield from map(change_line, changes.changed_cells)
    yield other_files(found.files, found.judged_by)
    yield not_compared(changes)


def _version(info: VersionInfo) -> str:
    return f"version {info.version} (inläst {swedish.day(info.imported_at)})"


def _document(key: PlanKey, found: Renewal) -> dict[str, Any]:
    changes = found.changes
    return {
        "plan": key.plan,
        "kommun": key.municipality,
        "namn": found.name,
        "forra_planen": found.against_key or None,
        "fran": _version_json(found.older),
        "till": _version_json(found.newer),
        "in": [_named(item) for item in changes.added],
        "ut": [_named(item) for item in changes.removed],
        "nytt_namn": [{"id": item.id, "fore": item.before, "efter": item.after} for item in changes.renamed],
        "kanske_samma": [
            {"ut": _named(item.removed), "in": _named(item.added), "varfor": item.why} for _, item in found.waiting
        ],
        "samma": [
            {"ut": _named(pair.removed), "in": _named(pair.added), "svar": "ja" if one.same else "nej"}
            for pair, one in found.answers
        ],
        "uppgifter": [_cell(cell) for cell in changes.cells],
        "budget": [_cell(cell) for cell in changes.budget],
        "andra_filer": found.files.every,
        "borttagna_filer": list(found.files.gone),
        "nya_filer": list(found.files.new),
        "bedoms_inte_langre": list(found.judged_by.gone),
        "bedoms_nu": list(found.judged_by.new),
        "planen": [_cell(cell) for cell in changes.head],
    }


def _version_json(info: VersionInfo) -> dict[str, Any]:
    return {"version": info.version, "inlast": info.imported_at.isoformat(), "kalla": info.document}


def _named(item: ProjectName) -> dict[str, str]:
    return {"id": item.id, "namn": item.name}


def _cell(cell: CellChange) -> dict[str, str]:
    about = {"id": cell.project_id} if cell.project_id else {}
    return {**about, "namn": cell.subject, "uppgift": cell.what, "fore": cell.before, "efter": cell.after}
