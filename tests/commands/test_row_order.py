"""The law of ties on all that the command line says: the rows of the plan in another order give the same answer."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.commands.typed import run
from tests.folders import write_plan

# Few values, so that ties, twins and lines that cut a tie are common.
COSTS = st.sampled_from(["100", "100", "200", "300", "?", "0", "100–300", "250,5"])
LEVELS = st.sampled_from(
    [
        "Tidsbesparande,Hög,Kort",
        "Kvalitetshöjande,Hög,Kort",
        "Tidsbesparande,Hög – Mycket hög,Medel",
        "Tidsbesparande,Medel,",
    ]
)
LOCKS = st.sampled_from([(), (), (), ("--maste", "P2"), ("--inte-nu", "P1")])
COMMANDS = {
    "rangordna": (),
    "robusthet": ("--dragningar", "100"),
    "robusthet, bästa": ("--dragningar", "100", "--metod", "basta"),
    "portfolj": (),
}


@st.composite
def asked(draw: st.DrawFn) -> tuple[list[str], list[str], tuple[str, ...]]:
    """The rows of a plan, the same in another order, and how they are looked at."""
    pairs = draw(st.lists(st.tuples(COSTS, LEVELS), min_size=2, max_size=6))
    rows = [f"P{n},Projekt {n},strategiskt,{quoted(cost)},{levels}" for n, (cost, levels) in enumerate(pairs, 1)]
    how = ["--ram", str(draw(st.integers(0, 900))), "--ordning", draw(st.sampled_from(["poang", "per-krona"]))]
    how += ["--regel", draw(st.sampled_from(["stopp", "hoppa"]))]
    locks = draw(LOCKS)
    if draw(st.booleans()):
        how += ["--okand-kostnad", "50..150"]
    return rows, list(draw(st.permutations(rows))), (*how, *locks)


def quoted(cost: str) -> str:
    return f'"{cost}"' if "," in cost else cost


def said(rows: list[str], command: str, how: tuple[str, ...], *form: str) -> str:
    with TemporaryDirectory() as folder:
        plan = write_plan(Path(folder) / "prov", "\n".join(rows) + "\n")
        done = run(command.partition(",")[0], "--plan", f"{plan}", *COMMANDS[command], *how, *form)
    assert "okänt argument" not in done.stderr
    return done.stdout if not done.returncode else done.stderr


def by_id(answer: str) -> Any:
    """An answer with its projects by id: of equal ones the rows give the order, and the fingerprint is of the rows."""
    if answer[:1] != "{":
        return answer
    found = json.loads(answer)
    found.pop("underlag")
    rows = {row["id"]: row for row in found.pop("projekt", [])}
    return found, rows, [row.get("plats") for row in rows.values()]


@pytest.mark.parametrize("command", COMMANDS)
@settings(max_examples=20, deadline=None)
@given(asked())
def test_the_order_of_the_plans_rows_changes_nothing_but_the_order_of_rows_inside_a_tie(
    command: str, given_: tuple[list[str], list[str], tuple[str, ...]]
) -> None:
    rows, other, how = given_
    assert by_id(said(rows, command, how, "--json")) == by_id(said(other, command, how, "--json"))
    one, two = (sorted(said(each, command, how).splitlines()) for each in (rows, other))
    assert one == two
