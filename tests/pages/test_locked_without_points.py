"""'Måste med' on a project without points is counted: its cost goes first of the frame, wherever the view is shown."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from prioritering.commands.plans import Plans
from prioritering.commands.run import run
from prioritering.plan.reader import read_plan
from prioritering.scoring.changes import Changes, CostAssumption, LockKind, LockNote
from prioritering.store.connection import Store
from prioritering.usecases.study import robust, shares
from prioritering.view.document import document_of, from_json, to_json
from prioritering.view.picture import Picture
from prioritering.view.sentences import headline
from prioritering.view.summary import summary_of
from prioritering.view.view import View
from tests.folders import DATA
from tests.pages.conftest import opened
from tests.pages.visit import Visit, cells, words
from tests.usecases.builders import filled as fill
from tests.usecases.builders import signed
from tests.view.builders import picture

PLAN = read_plan(DATA / "vso-2021").plan
CABINETS = "Upphandling av digitala medicinskåp"
UNSURE = "Det låsta projektet lämnar högst 3 547 tkr av ramen 3 547 tkr, som överskrids om kostnaden är över 3 547 tkr."


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def printed(store: Store, *arguments: str) -> Any:
    done = run([*arguments, "--json"], Plans(store))
    assert done.code == 0, done.text
    return json.loads(done.text)


def locked(kronor: int | None, frame: str = "3547") -> Picture:
    """The real plan with P01 locked in by the group, at an assumed cost."""
    lock = LockNote.model_validate(signed(project_id="P01", kind=LockKind.MUST))
    cost = signed(project_id="P01", low=kronor, high=kronor)
    costs = () if kronor is None else (CostAssumption.model_validate(cost),)
    return picture(PLAN, View(plan="vso-2021", frame=frame), changes=Changes(locks=(lock,), costs=costs))


def test_what_the_meeting_has_not_answered_is_med_last_everywhere(tmp_path: Path) -> None:
    with opened(tmp_path / "egen.duckdb") as store:
        meeting = fill(store)
        name = next(item.name for item in PLAN.projects if item.id == "S06")
        view = f"ram=3547&poang=median&mote={meeting.id}"
        asked = ("--vy", f"?plan=vso-2021&{view}")

        row = Visit("prioritera", view).row("S06")
        assert "poängsätts inte" in row
        assert "■ Med (låst)" in row
        assert cells(Visit("projektor", f"{view}&bild=ram").html, name)[-1] == "■ Med (låst)"
        assert f"{name} (låst)" in words(Visit("projektor", f"{view}&bild=beslut").html)
        assert "Med (låst)" in words(Visit("robusthet", view).html)

        row = next(row for row in printed(store, "rangordna", *asked)["projekt"] if row["id"] == "S06")
        assert (row["lage"], row["inom_ram"], row["plats"], row["poang_min"]) == ("med-last", True, None, None)
        assert "S06" in printed(store, "portfolj", *asked)["valda"]
        row = next(row for row in printed(store, "robusthet", *asked)["projekt"] if row["id"] == "S06")
        assert (row["lage"], row["andel_inom"], row["forvantad_plats"]) == ("med-last", 1.0, None)


@pytest.mark.usefixtures("shared")
def test_a_lock_that_is_tried_on_it_is_counted_by_flag_and_by_link(shared: Store) -> None:
    by_flag = printed(shared, "rangordna", "--plan", "vso-2021", "--ram", "3547", "--maste", "P01")
    assert by_flag == printed(shared, "rangordna", "--vy", "?plan=vso-2021&ram=3547&med=P01")
    states = {row["id"]: row["lage"] for row in by_flag["projekt"]}
    assert states["P01"] == "med-last"
    # What nobody knows may take all of the frame, so nothing beside it is sure any longer.
    assert "ryms" not in states.values()
    for html in (Visit("prioritera", "ram=3547&med=P01").html, Visit("projektor", "ram=3547&med=P01&bild=ram").html):
        assert UNSURE in words(html)
    text = plain(run(("rangordna", "--plan", "vso-2021", "--ram", "3547", "--maste", "P01"), Plans(shared)).text)
    assert UNSURE in text
    assert "Med (låst), provas, underlag saknas" in text


def test_the_frame_is_smaller_by_its_cost_in_the_headline_the_sums_and_the_draws() -> None:
    shown, alone = locked(500_000), picture(PLAN, View(plan="vso-2021", frame="3047"))
    assert "utöver det låsta" in headline(shown)
    found, without = summary_of(shown), summary_of(alone)
    assert (found.sure, found.open, found.left_kr) == (without.sure, without.open, without.left_kr)
    assert (found.locked, found.total, found.free) == (1, 11, 10)
    drawn = [shares(robust(each)).inside for each in (shown, alone)]
    assert drawn[0] is not None
    assert drawn[1] is not None
    # Unknown costs are drawn up to the frame, so the two differ by what is drawn beyond the smaller one.
    assert drawn[0][-1] == 1.0
    assert drawn[0][:-1] == pytest.approx(drawn[1], abs=0.05)


def test_what_costs_more_than_the_frame_breaks_it_also_without_points() -> None:
    assert plain(headline(locked(4_000_000))).startswith(
        "Det låsta projektet kostar 453 tkr mer än ramen 3 547 tkr, om gruppens antaganden stämmer."
    )


def test_a_document_of_it_can_be_drawn_again() -> None:
    document = document_of(locked(500_000))
    row = document.rows[0]
    assert (row.id, row.place, row.points, row.parts, row.state[2]) == ("P01", 0, "", (), "Med (låst)")
    assert "P01" not in {row.id for row in document.unscored}
    assert from_json(to_json(document)) == document


def test_locked_out_it_stays_among_what_is_not_ranked_marked_inte_nu(shared: Store) -> None:
    assert cells(Visit("prioritera", "ram=3547&inte=P01").html, CABINETS)[0] == f"{CABINETS} □ Inte nu (låst) provas"
    told = printed(shared, "rangordna", "--plan", "vso-2021", "--ram", "3547", "--inte-nu", "P01")
    without = printed(shared, "rangordna", "--plan", "vso-2021", "--ram", "3547")
    assert told["projekt"] == without["projekt"]
    assert [row["id"] for row in told["underlag_saknas"] if row["lage"] == "inte-nu"] == ["P01"]


def test_locked_out_it_is_told_of_alike_by_every_command(shared: Store) -> None:
    asked = ("--plan", "vso-2021", "--ram", "3547", "--inte-nu", "P01,P02")
    for command in ("rangordna", "robusthet", "portfolj"):
        more = ("--dragningar", "10") if command == "robusthet" else ()
        told = printed(shared, command, *asked, *more)["underlag_saknas"]
        assert {row["id"]: row["lage"] for row in told} == dict.fromkeys((row["id"] for row in told), None) | {
            "P01": "inte-nu",
            "P02": "inte-nu",
        }
        assert next(row["namn"] for row in told if row["id"] == "P01") == CABINETS
    other = next(item.name for item in PLAN.projects if item.id == "P02")
    for locks, note in ((asked[4:], f" Låst till ”inte nu” är {CABINETS} och {other}."), ((), "")):
        text = run(("rangordna", *asked[:4], *locks), Plans(shared)).text
        assert f"\nUnderlag saknas för 17 projekt; de rangordnas inte.{note}\n" in text


@pytest.mark.usefixtures("shared")
def test_it_takes_no_place_so_there_are_as_many_places_as_ranked_projects(shared: Store) -> None:
    asked = ("--plan", "vso-2021", "--ram", "3547", "--maste", "P01,P02", "--dragningar", "50")
    rows = printed(shared, "robusthet", *asked)["projekt"]
    assert len(rows) == 12
    for row in rows:
        found = (row["forvantad_plats"], row["platsandelar"], row["platsfelmarginaler"])
        if row["id"] in ("P01", "P02"):
            assert found == (None, None, None)
        else:
            assert [len(part) for part in found[1:]] == [10, 10]
            assert sum(found[1]) == pytest.approx(1)
    table = Visit("robusthet", "ram=3547&med=P01~P02&del=platser&dragningar=500").html
    header = table[table.index("Andel av fallen på varje plats") :].split("</thead>")[0]
    assert [words(one) for one in re.findall(r"<th.*?</th>", header, re.S)][-2:] == ["9", "10"]


@pytest.mark.usefixtures("shared")
def test_one_without_points_can_be_locked_where_it_stands() -> None:
    visit = Visit("prioritera", "ram=3547").press("Lås")
    visit.widget("Lås").set_value("med")
    visit.button("Bara prova").click()
    # Pressed again together with the dialog's own button, it keeps the dialog open in a test.
    assert visit.press("Lås").address["med"] == "P01"
    assert "Med (låst)" in Visit("prioritera", "ram=3547&med=P01").row("P01")
