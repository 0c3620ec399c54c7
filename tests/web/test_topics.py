"""What a live screen follows: the plan, the meeting or its own answers, and what of it makes a page be drawn anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
import uvicorn

from prioritering.criteria.model_file import standard_model
from prioritering.meeting.meeting import Answer, Kind, Setup
from prioritering.plan.plan_key import PlanKey
from prioritering.plan.reader import read_plan
from prioritering.store import ballots, meetings
from prioritering.store.bootstrap import Started
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.view.copied_link import COPIED
from prioritering.web.frame import context
from prioritering.web.frame.network_room import ROOM
from prioritering.web.pages.mote.panels import draw_finding
from prioritering.web.server.room_listener import RoomListener
from prioritering.web.server.stream import topic_of
from tests.folders import DATA, VSO
from tests.store import meeting_steps
from tests.usecases.builders import filled, lay_beside, shown_round


@pytest.mark.parametrize(
    ("parameters", "state"),
    [
        ({"plan": "vso-2021"}, 4),
        ({"mote": "m"}, 2),
        ({"mote": "m", "plan": "vso-2021"}, 2),
        ({"mote": "m", "for": "medlem"}, 1),
    ],
)
def test_a_page_is_drawn_anew_for_versions_entries_and_events_and_not_for_answers(
    parameters: dict[str, str], state: int, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(store)
    monkeypatch.setattr(context, "_opened", lambda: (store, Started()))
    assert topic_of(parameters).state == state


@pytest.mark.parametrize(
    ("parameters", "name"),
    [
        ({"plan": "vso-2021"}, "plan linkoping/vso-2021"),
        ({"mote": "m"}, "mote m"),
        ({"mote": "m", "plan": "vso-2021"}, "mote m plan linkoping/vso-2021"),
        ({"mote": "m", "for": "medlem"}, "medlem m"),
        ({"plan": "vso-2021", "for": "medlem"}, "plan linkoping/vso-2021"),
    ],
)
def test_those_who_look_at_the_same_follow_the_same(
    parameters: dict[str, str], name: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(store)
    monkeypatch.setattr(context, "_opened", lambda: (store, Started()))
    assert topic_of(parameters).name == name


def test_an_address_of_two_plans_is_followed_as_the_one_that_its_meeting_is_of(
    write_plan: Callable[..., Path], store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for key, kommun in (("motala", "Motala"), ("kinda", "Kinda")):
        head = f'id = "bygg"\nnamn = "Bygg"\nperiod = "2026"\nkommun = "{kommun}"\nkommun_id = "{key}"\n'
        import_plan(store, read_plan(write_plan(plan__toml=head)))
    kinda = PlanKey("kinda", "bygg")
    meeting = meetings.open_meeting(store, kinda, standard_model(), Setup(roles=("Linjechef",)), "objektledare")
    monkeypatch.setattr(context, "_opened", lambda: (store, Started()))
    assert topic_of({"mote": meeting.id, "plan": "bygg"}).name == f"mote {meeting.id} plan {kinda}"


def test_an_answer_changes_the_picture_of_a_plan_and_an_entry_its_page(monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store.open(":memory:")
    meeting = filled(store)
    monkeypatch.setattr(context, "_opened", lambda: (store, Started()))
    topic = topic_of({"plan": "vso-2021"})

    def after(change: Callable[[], object]) -> tuple[bool, bool]:
        before = topic.read()
        change()
        now = topic.read()
        return now != before, now[: topic.state] != before[: topic.state]

    voter = ballots.Voter(meeting.id, meetings.members(store, meeting.id)[0], 1)
    answer = Answer(kind=Kind.LEVEL, value="En effekt")
    assert after(lambda: ballots.save_answer(store, voter, "S01", "effekttyp", answer)) == (True, False)
    assert after(lambda: lay_beside(store)) == (True, True)
    assert after(lambda: meeting_steps.open_round(store, meeting.id, ["S01"], "objektledare")) == (True, True)
    store.close()


def test_a_plans_page_is_drawn_anew_when_the_room_is_opened_or_closed(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_plan(store, read_plan(DATA / "vso-2021"))
    monkeypatch.setattr(context, "_opened", lambda: (store, Started()))
    monkeypatch.setattr(RoomListener, "_beside", lambda *_: "http://192.168.1.5:8501")
    monkeypatch.setattr(ROOM, "listening", "")
    listener, topic = RoomListener(), topic_of({"plan": "vso-2021"})
    before = topic.read()
    listener.open(8501)
    opened = topic.read()
    # Opened already: there is nothing new to show.
    listener._server = cast(uvicorn.Server, object())
    listener.open(8501)
    assert topic.read() == opened
    listener.close()
    closed = topic.read()
    # Among the numbers that call for a new drawing, before that of answers.
    assert before[: topic.state] < opened[: topic.state] < closed[: topic.state]
    assert before[topic.state :] == opened[topic.state :] == closed[topic.state :]


def test_that_a_plans_files_wait_is_said_with_the_meetings_finding_and_not_in_what_was_then(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_plan(store, read_plan(DATA / "vso-2021"))
    meeting = shown_round(store)
    started = Started()
    monkeypatch.setattr(context, "_opened", lambda: (store, started))
    parameters = {"plan": "vso-2021", "mote": meeting.id}
    topic, said = topic_of(parameters), "Planens filer har ändrats."
    before, drawn = topic.read(), draw_finding(parameters)
    started.waiting, started.files_told = frozenset({VSO}), 1
    assert topic.read() > before
    assert said not in drawn and said in draw_finding(parameters)
    assert said not in draw_finding({**parameters, COPIED: "v1.a0.h9.0123456789.r5"})
