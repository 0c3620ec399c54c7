"""When a version's criteria give other points for the same answer: what the group has said on them is asked about."""

from __future__ import annotations

from pathlib import Path

import pytest

from prioritering.criteria.model import NumberScale
from prioritering.meeting.meeting import Answer, Kind, Meeting, Naming, Setup
from prioritering.plan.object_plan import Tier
from prioritering.plan.reader import read_plan
from prioritering.scoring.asked import Why
from prioritering.store import ballots, meetings
from prioritering.store.ballots import Voter
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan, plan_model
from prioritering.usecases import change_plan, meeting_room
from prioritering.usecases.gather import NOW, AsOf, gather
from prioritering.usecases.picture import picture_of
from prioritering.view.view import View
from tests.folders import PROV, write_plan
from tests.store import meeting_steps
from tests.usecases.test_overtaken import BY, beside, shown

HEADER = "id,namn,klass,kostnad_tkr,nytta,svar\n"
ROWS = "A1,Första,strategiskt,500,,2\nA4,Skolplattform,prioriterat,300,,2\n"
WORDED = """[[kriterium]]
id = "nytta"
namn = "Nytta"
[[kriterium.niva]]
namn = "Liten"
varde = 0
[[kriterium.niva]]
namn = "Stor"
varde = {big}
[[kriterium.niva]]
namn = "Störst"
varde = {most}
"""
NUMBER = """[[kriterium]]
id = "svar"
namn = "Svarstid"
lagsta = 0
hogsta = {most}
enhet = "{unit}"
lagre_ar_battre = {lower}
"""


def model(big: int = 1, most: int = 4, highest: int = 10, unit: str = "dagar", lower: str = "false") -> str:
    return WORDED.format(big=big, most=most) + NUMBER.format(most=highest, unit=unit, lower=lower)


def take_in(store: Store, folder: Path, criteria: str) -> None:
    import_plan(store, read_plan(write_plan(folder, ROWS, HEADER, modell__toml=criteria)))


def answered(store: Store) -> Meeting:
    setup = Setup(roles=("Linjechef",), naming=Naming.BY_ROLE)
    opened = meeting_room.open_meeting(store, PROV, setup, ("A1", "A4"), "Objektledare")
    meetings.join(store, opened.code, "Linjechef", "chefen")
    who = Voter(opened.id, meetings.members(store, opened.id)[0], 1)
    ballots.save_answer(store, who, "A1", "nytta", Answer(kind=Kind.LEVEL, value="Stor"))
    ballots.save_answer(store, who, "A4", "svar", Answer(kind=Kind.LEVEL, value=8.0))
    return meeting_steps.reveal(store, opened.id, "Objektledare")


def assume(store: Store) -> None:
    nytta, svar = plan_model(store, PROV).criteria
    change_plan.assume_level(beside(store), nytta, "A1", ("Stor", "Stor"), BY)
    change_plan.assume_level(beside(store), svar, "A4", (8.0, 8.0), BY)


def held(store: Store, as_of: AsOf = NOW) -> dict[str, tuple[str, ...]]:
    return {one.project_id: one.criteria for one in gather(store, View(plan="prov", source="median"), as_of).held}


def counting(store: Store) -> set[str]:
    return {entry.project_id for entry in shown(store).changes.levels}


@pytest.mark.parametrize(
    ("changed", "nytta", "svar"),
    [
        (model(big=3), True, False),
        (model(lower="true"), False, True),
        (model(highest=100), False, True),
        (model(unit="veckor"), False, True),
        (model(big=3, lower="true"), True, True),
        # All levels a thousand times as far apart give the same points.
        (model(big=1000, most=4000), False, False),
    ],
)
def test_what_is_said_on_a_criterion_that_gives_other_points_waits(
    store: Store, tmp_path: Path, changed: str, nytta: bool, svar: bool
) -> None:
    take_in(store, tmp_path, model())
    answered(store)
    assume(store)
    assert (counting(store), held(store)) == ({"A1", "A4"}, {})
    take_in(store, tmp_path, changed)
    waiting = {key for key, waits in (("A1", nytta), ("A4", svar)) if waits}
    assert {(one.why, one.names[0][0]) for one in shown(store).basis.asked} == {(Why.SCALE, key) for key in waiting}
    assert counting(store) == {"A1", "A4"} - waiting
    assert held(store) == {key: (("Nytta",) if key == "A1" else ("Svarstid",)) for key in waiting}
    assert held(store, AsOf(plan_version=1)) == {}


def test_it_is_asked_by_name_and_counts_when_the_group_has_answered(store: Store, tmp_path: Path) -> None:
    take_in(store, tmp_path, model())
    answered(store)
    assume(store)
    take_in(store, tmp_path, model(lower="true"))
    assert shown(store).notices[0] == (
        "Planen ger nu andra poäng för samma svar på ”Svarstid” än när gruppen gjorde sitt antagande om Skolplattform. "
        "Gäller antagandet fortfarande? Tills ni har svarat räknas det inte."
    )
    (notice,) = picture_of(store, View(plan="prov", source="median", assumptions=False)).notices
    assert notice.startswith("Planen ger nu andra poäng för samma svar på ”Svarstid” än i mötet den ")
    assert ", för Skolplattform. Gäller gruppens svar om det fortfarande?" in notice
    change_plan.keep_on(beside(store), "levels", ("A4", "svar"), BY)
    assert (counting(store), shown(store).basis.asked) == ({"A1", "A4"}, ())
    (waiting,) = gather(store, View(plan="prov", source="median")).held
    change_plan.answer_held(beside(store), waiting, True, BY)
    assert held(store) == {}
    take_in(store, tmp_path, model())
    assert (counting(store), set(held(store))) == ({"A1"}, {"A4"})


def test_of_many_the_criteria_and_projects_are_named_at_once(store: Store, tmp_path: Path) -> None:
    take_in(store, tmp_path, model())
    nytta, svar = plan_model(store, PROV).criteria
    added = [change_plan.add_project(beside(store), f"Behov {number}", Tier.DESIRABLE, BY) for number in range(2)]
    for key in ("A1", "A4", *added):
        change_plan.assume_level(beside(store), nytta, key, ("Stor", "Stor"), BY)
        change_plan.assume_level(beside(store), svar, key, (8.0, 8.0), BY)
    take_in(store, tmp_path, model(big=3, lower="true"))
    assert shown(store).notices[0] == (
        "Planen ger nu andra poäng för samma svar på ”Nytta” och ”Svarstid” än när gruppen gjorde sina antaganden om "
        "Första, Skolplattform, Behov 0 och Behov 1. Gäller antagandena fortfarande? Tills ni har svarat räknas "
        "de inte."
    )
    assert counting(store) == set()


@pytest.mark.parametrize(
    ("plans", "waits"),
    [
        (NUMBER.format(most=10, unit="", lower="true"), True),
        (NUMBER.format(most=100, unit="", lower="false"), True),
        (NUMBER.format(most=10, unit="dagar", lower="false"), True),
        (NUMBER.format(most=10, unit="", lower="false"), False),
    ],
)
def test_what_was_said_on_the_groups_own_criterion_waits_when_the_plans_own_of_the_same_id_counts_otherwise(
    store: Store, tmp_path: Path, plans: str, waits: bool
) -> None:
    own = WORDED.format(big=1, most=4)
    header = HEADER.replace(",svar", "")
    rows = ROWS.replace(",,2", ",")
    import_plan(store, read_plan(write_plan(tmp_path, rows, header, modell__toml=own)))
    change_plan.add_criterion(beside(store), "Svar", NumberScale(lowest=0, highest=10), plan_model(store, PROV), BY)
    (svar,) = [item for item in shown(store).model.criteria if item.id == "svar"]
    change_plan.assume_level(beside(store), svar, "A4", (8.0, 8.0), BY)
    answered(store)
    assert (counting(store), held(store)) == ({"A4"}, {})
    import_plan(store, read_plan(write_plan(tmp_path, rows, header, modell__toml=own + plans)))
    assert {(one.why, one.names[0][0]) for one in shown(store).basis.asked} == ({(Why.SCALE, "A4")} if waits else set())
    assert counting(store) == (set() if waits else {"A4"})
    assert held(store) == ({"A4": ("Svarstid",)} if waits else {})
