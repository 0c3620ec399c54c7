"""Plans that belong to one test each: copies of the real ones under ids of their own, all known to the server."""

from __future__ import annotations

import re
import shutil
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import duckdb

from prioritering.meeting.meeting import STEERING_GROUP, Naming, setup_from
from prioritering.permissions import THIS_MACHINE
from prioritering.plan.reader import read_plan
from prioritering.store.bootstrap import bootstrap
from prioritering.store.connection import Store
from prioritering.usecases import meeting_room
from prioritering.usecases.room_view import lead_room
from prioritering.view.room_view import room_parameters
from prioritering.view.view import View
from tests import folders
from tests.browser.harness import ROOT

VSO, UKFA = "vso-2021", "ukfa-2022"
NUMBERS = "vso-2021-tal"
"""VSO 2021 judged by a criterion of its own, which is a number."""
MEETING = "vso-2021-mote"
"""VSO 2021 with a meeting whose first round has begun."""
_MODEL = """
[[kriterium]]
id = "arbetstid"
namn = "Sparad arbetstid"
lagsta = 0
hogsta = 5000
enhet = "timmar/år"
"""
_WRITTEN = "select count(*) from {table} where plan_key in (?, ?)"


class LaidMeeting(NamedTuple):
    """A meeting that is there when the server starts, as the page Möte opens it with nothing else chosen."""

    plan: str
    meeting_id: str
    code: str


class PlanCopies:
    """A folder with as many copies of each plan as there are tests that ask for one."""

    def __init__(self, folder: Path, wanted: dict[str, int]) -> None:
        self.folder = folder
        self._left = {source: [self._copy(source, number) for number in range(many)] for source, many in wanted.items()}

    def take(self, source: str) -> str:
        """Return the id of a copy that no other test has been given."""
        return self._left[source].pop()

    def lay_meetings(self, database: Path) -> list[LaidMeeting]:
        """Open a meeting on each copy that is to have one, in a database that no server holds yet."""
        plans = self._left[MEETING]
        if not plans:
            return []
        with closing(Store.open(database)) as store:
            assert not bootstrap(store, [self.folder / plan for plan in plans]).problems
            return [self._lay(store, plan) for plan in plans]

    def _lay(self, store: Store, plan: str) -> LaidMeeting:
        key, by = read_plan(self.folder / plan).plan.key, THIS_MACHINE.known_as
        proposed = meeting_room.opening(store, key).proposed
        opened = meeting_room.open_meeting(store, key, setup_from(STEERING_GROUP, Naming.BY_ROLE), proposed, by)
        lead_room(store, opened.id, room_parameters(View(plan=plan), opened.id), by)
        return LaidMeeting(plan, opened.id, opened.code)

    def _copy(self, source: str, number: int) -> str:
        plan_id = f"{source}-prov-{number}"
        copied = VSO if source in (NUMBERS, MEETING) else source
        shutil.copytree(ROOT / "data" / copied, self.folder / plan_id)
        if source == NUMBERS:
            (self.folder / plan_id / "modell.toml").write_text(_MODEL, encoding="utf-8")
        described = self.folder / plan_id / "plan.toml"
        text = described.read_text(encoding="utf-8").replace(f'id = "{copied}"', f'id = "{plan_id}"', 1)
        # A name of its own as well: the choice of plan tells two plans of the same name apart by nothing else.
        text = re.sub(r'^namn = "(.*)"$', rf'namn = "\1, prov {number}"', text, count=1, flags=re.MULTILINE)
        described.write_text(text, encoding="utf-8")
        return plan_id


def written_in_the_real_plans(database: Path) -> dict[str, int]:
    """Return how many rows tests have written in the plans that all share, by table; the server must have stopped."""
    real = [str(folders.VSO), str(folders.UKFA)]
    with duckdb.connect(str(database), read_only=True) as connection:
        return {
            table: found[0]
            for table in ("change_entry", "meeting")
            if (found := connection.execute(_WRITTEN.format(table=table), real).fetchone()) and found[0]
        }
