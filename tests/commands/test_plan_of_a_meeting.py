"""A meeting that is named on the command line says itself which plan it is about."""

from __future__ import annotations

from pathlib import Path

import pytest

from prioritering.criteria.model_file import standard_model
from prioritering.meeting.meeting import Answer, Kind, Naming, setup_from
from prioritering.plan.reader import read_plan
from prioritering.store import ballots, meetings
from prioritering.store.ballots import Voter
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from tests.commands.test_from_database import fault, printed
from tests.folders import GOOD, PROV, write_plan
from tests.store import meeting_steps
from tests.usecases.builders import filled


@pytest.mark.parametrize("command", ["rangordna", "robusthet", "portfolj"])
def test_a_meeting_knows_its_plan(tmp_path: Path, command: str) -> None:
    # Not the plan that is meant where none is named: that one has no such meeting.
    store = Store.open(":memory:")
    filled(store)
    import_plan(store, read_plan(write_plan(tmp_path / "prov", GOOD)))
    opened = meetings.open_meeting(store, PROV, standard_model(), setup_from(["Linjechef"], Naming.BY_ROLE), "ledare")
    member, _ = meetings.join(store, opened.code, "Linjechef")
    meeting_steps.open_round(store, opened.id, ["A1"], "ledare")
    for criterion, level in (("effekttyp", "En effekt"), ("omfattning", "Låg"), ("tidsperspektiv", "Kort")):
        ballots.save_answer(store, Voter(opened.id, member, 1), "A1", criterion, Answer(kind=Kind.LEVEL, value=level))
    meeting_steps.reveal(store, opened.id, "ledare")
    asked = (command, "--ram", "600", "--mote", opened.id)
    named = printed(store, *asked, "--plan", "prov")
    assert printed(store, *asked) == named
    assert named["plan"] == "prov"
    assert f"mötet {opened.id} gäller planen {PROV}" in fault(store, *asked, "--kommun", "linkoping")
    assert printed(store, *asked, "--kommun", PROV.municipality) == named
    assert "mötet finns inte" in fault(store, command, "--ram", "600", "--mote", "finns-inte")
    store.close()
