"""What there is to see once a group has worked: a meeting in its second round, things laid beside, links, dialogs."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from prioritering.meeting.meeting import Answer, Kind, Meeting, Naming, setup_from
from prioritering.permissions import THIS_MACHINE
from prioritering.plan.reader import read_plan
from prioritering.store import ballots, meetings
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan, plan_model
from prioritering.usecases.copied_link import copied_link
from prioritering.usecases.frozen_links import LinkWish, freeze
from prioritering.usecases.picture import picture_of
from prioritering.view.document import document_of
from prioritering.view.view import View
from prioritering.web.frame.frozen_address import FROZEN_PATH
from prioritering.web.pages.projektor.steps import STEPS
from tests.folders import DATA, VSO
from tests.store import meeting_steps
from tests.usecases.builders import lay_beside

_ROLES = ("Objektägare", "Objektledare", "Linjechef")
SEATS = ("Ekonom", "Upphandlare", "Jurist", "Arkivarie", "Kommunikatör", "Utvecklare")
"""Roles that nobody has yet: one for each window that is to show the ballot."""
_ASKED = ("S01", "S02", "S03", "S04", "S06", "S07")
_LEVELS = {
    "effekttyp": ("En effekt", "Två effekter"),
    "omfattning": ("Låg", "Medel", "Hög", "Mycket hög"),
    "tidsperspektiv": ("Lång", "Medel", "Kort"),
}
_WHY = "Varför? Införande nya e-tjänster"
_DIALOGS = {
    "ordna": ("Ordna de lika projekten",),
    "las": (_WHY, "Lås eller lås upp"),
    "anta": (_WHY, "Anta kostnad eller nivå"),
    "spann": ("Sätt ett spann för alla okända",),
    "lagg-till": ("Lägg till projekt",),
    "frys": ("Frys och dela",),
}
_TIED = "prioritera?ram=3547&vikter=effekttyp.100~omfattning.0~tidsperspektiv.0"


class State(NamedTuple):
    """Something to see: an address, what is pressed there in turn, and whether all that is folded is opened."""

    name: str
    address: str
    press: tuple[str, ...] = ()
    unfold: bool = False


def lay(database: Path) -> tuple[str, list[State]]:
    """Fill a database that no server holds yet; return the meeting's code and what there is to see."""
    with closing(Store.open(database)) as store:
        import_plan(store, read_plan(DATA / "vso-2021"))
        view = View(plan="vso-2021", frame="3547")
        then = urlencode(copied_link(store, view))
        lay_beside(store)
        meeting = _in_its_second_round(store)
        view = view.model_copy(update={"source": "median", "meeting": meeting.id})
        link = freeze(store, VSO, document_of(picture_of(store, view)), LinkWish("Ramen i mars"), "Objektledare")
        return meeting.code, _states(meeting, then, FROZEN_PATH + link.name)


def _in_its_second_round(store: Store) -> Meeting:
    by = THIS_MACHINE.known_as
    setup = setup_from([*_ROLES, *SEATS], Naming.BY_ROLE)
    opened = meetings.open_meeting(store, VSO, plan_model(store, VSO), setup, by)
    meeting_steps.open_round(store, opened.id, list(_ASKED), by)
    for place, role in enumerate(_ROLES):
        member, _ = meetings.join(store, opened.code, role)
        who = ballots.Voter(opened.id, member, 1)
        for number, project in enumerate(_ASKED):
            for criterion, levels in _LEVELS.items():
                # Another level for each project, and another spread.
                level = levels[(number + place * (number % 3)) % len(levels)]
                ballots.save_answer(store, who, project, criterion, Answer(kind=Kind.LEVEL, value=level))
    meeting_steps.reveal(store, opened.id, by)
    return meeting_steps.open_round(store, opened.id, ["S01", "S02"], by)


def _states(meeting: Meeting, then: str, frozen: str) -> list[State]:
    of_meeting = f"poang=median&mote={meeting.id}&ram=3547"
    return [
        State("mote-runda-2", f"mote?mote={meeting.id}"),
        State("mote-runda-2-allt", f"mote?mote={meeting.id}", unfold=True),
        State("poangsatt-valsedel", f"poangsatt?kod={meeting.code}"),
        State("prioritera-median", f"prioritera?{of_meeting}"),
        State("prioritera-varfor", f"prioritera?{of_meeting}", (_WHY,)),
        State("prioritera-allt", f"prioritera?{of_meeting}", unfold=True),
        State("prioritera-som-da", f"prioritera?{then}"),
        State("robusthet-median", f"robusthet?{of_meeting}"),
        State("oversikt-efter-motet", "oversikt", unfold=True),
        State("objektplan-allt", "objektplan?sok=distans", unfold=True),
        State("fyll-i-antaganden", "fyll_i"),
        *(State(f"projektor-{step}-median", f"projektor?bild={step}&{of_meeting}") for step in STEPS),
        *(State(f"ruta-{name}", _TIED, buttons) for name, buttons in _DIALOGS.items()),
        State("fryst", frozen.lstrip("/"), unfold=True),
    ]
