"""What decides whether a part of a page is there, asked without the page round it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from prioritering.meeting.rounds import Happening
from prioritering.plan.reader import read_plan
from prioritering.scoring.gaps import gaps
from prioritering.store import meetings
from prioritering.store.bootstrap import Started
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases.agreed_levels import agree
from prioritering.usecases.group_result import group_result
from prioritering.usecases.picture import picture_of
from prioritering.usecases.study_now import study_now
from prioritering.view.study_document import PORTFOLIO_PAGE, RULES_PAGE, STANDINGS_PAGE
from prioritering.view.view import View
from prioritering.web.frame import context
from prioritering.web.pages.mote.leading import stand_first
from prioritering.web.pages.mote.step_dialogs import steps
from prioritering.web.pages.oversikt.gaps_panel import gap_list
from tests.folders import VSO, write_plan
from tests.pages.visit import ON_VSO
from tests.scoring.builders import number_model, plan, project
from tests.store import meeting_steps
from tests.usecases.builders import shown_round
from tests.usecases.test_agreed_levels import BY, CELL, beside

BEGINNING = """
import streamlit as st
from prioritering.usecases.picture import picture_of
from prioritering.usecases.study import robust
from prioritering.view.view import View
from prioritering.web.frame import context
def shown(**view):
    return picture_of(context.store(), View(draws=200, **view))
"""


def drawn(script: str) -> AppTest:
    app = AppTest.from_string(BEGINNING + script, default_timeout=60)
    app.query_params["plan"] = ON_VSO["plan"]
    app.run()
    assert [item.value for item in app.exception] == []
    return app


def test_a_round_is_closed_when_its_answers_are_shown_and_its_steps_stand_first_until_then_and_at_the_end(
    database: Store,
) -> None:
    shown = shown_round(database)

    def there() -> tuple[bool, bool, bool]:
        found = group_result(database, shown.id, View(source="median"))
        can = steps(found, {})
        return "visa" in can, "stang" in can, stand_first(found.meeting)

    assert there() == (False, True, False)
    meeting_steps.close_round(database, shown.id, "objektledare")
    meeting_steps.open_round(database, shown.id, ["S02"], "objektledare")
    assert there() == (True, False, True)
    meeting_steps.reveal(database, shown.id, "objektledare")
    assert there() == (False, True, False)
    meetings.record(database, shown.id, Happening.MEETING_CLOSED, "objektledare")
    assert stand_first(meetings.get_meeting(database, shown.id))


@pytest.mark.parametrize(
    ("costs", "said"),
    [
        ((100, 200), ""),
        ((None, 200), " 1 saknar också kostnad; det är inte noll."),
        ((None, None), " Alla saknar också kostnad; det är inte noll."),
        ((None,), " Kostnaden saknas också; det är inte noll."),
    ],
)
def test_of_projects_without_a_level_it_is_said_how_many_have_no_cost_either(
    costs: tuple[int | None, ...], said: str
) -> None:
    some = [project(f"A{number}", cost) for number, cost in enumerate(costs)]
    counted = gaps(plan(project("B", None, 50), *some), number_model())
    [meant] = [gap.meaning for gap in gap_list(counted, 0) if gap.what == "helt utan underlag"]
    assert meant.partition("”Underlag saknas”.")[2] == said
    # Said of the plan, so that it is true also of one that the group has given levels.
    assert "Utan gruppens nivåer eller svar" in meant


FILES_WAIT = """
from prioritering.web.parts.files_wait import draw_files_wait
draw_files_wait()
"""


def test_that_a_plans_files_wait_is_said_only_while_they_do(database: Store) -> None:
    shown_round(database)
    assert [item.value for item in drawn(FILES_WAIT).info] == []
    # Taken back before the fixture takes back what it has put in the same place.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(context, "_opened", lambda: (database, Started(waiting=frozenset({VSO}))))
        [said] = drawn(FILES_WAIT).info
    assert said.value == "Planens filer har ändrats. De läses in först när mötet som pågår är avslutat."


FRAME = """
from prioritering.web.parts.view_controls import frame_controls
frame_controls(shown(plan="vso-2021", frame={frame!r}))
"""


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize(("frame", "typed"), [("ingen", []), ("", []), ("2000", ["2\u00a0000"])])
def test_a_frame_is_typed_only_where_it_is_none_of_the_plans(frame: str, typed: list[str]) -> None:
    assert [item.value for item in drawn(FRAME.format(frame=frame)).text_input] == typed


SETTLING = """
from prioritering.web.pages.robusthet.parts import draw_settling
st.session_state.drawn = draw_settling(robust(shown(plan="prov", frame={frame!r})))
"""


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize(("frame", "parts"), [("1000", {"next", "needed"}), ("ingen", None)])
def test_what_is_worth_finding_out_is_handed_on_whole_when_it_has_been_drawn(
    frame: str, parts: set[str] | None
) -> None:
    found = drawn(SETTLING.format(frame=frame)).session_state.drawn
    assert (found and set(found)) == parts


STUDIED = """
from prioritering.web.pages.robusthet.freeze_study import _document
st.session_state.drawn = _document(shown(**{view!r}), {kind!r})
"""
HEADER = "id,namn,klass,kostnad_tkr,effekttyp,omfattning,tidsperspektiv,beror_pa\n"
ROWS = """\
A1,Ett,strategiskt,500,Tidsbesparande,Mycket hög,Kort,
A2,Två,strategiskt,400,Tidsbesparande,Hög,Kort,
A3,Tre,strategiskt,400,Tidsbesparande,Medel,Kort,A4
A4,Fyra,strategiskt,300,Tidsbesparande,Låg,Kort,
"""


@pytest.mark.parametrize("kind", [PORTFOLIO_PAGE, RULES_PAGE, STANDINGS_PAGE])
@pytest.mark.parametrize("wishes", [(), ("kraver:A1:A3",), ("hogst:1:A1:A2",)])
def test_a_page_keeps_what_it_has_searched_for_with_and_without_the_wishes_apart(
    database: Store, tmp_path: Path, kind: str, wishes: tuple[str, ...]
) -> None:
    import_plan(database, read_plan(write_plan(tmp_path / "egen", ROWS, HEADER)))
    view: dict[str, Any] = {"plan": "prov", "frame": "1000", "wishes": wishes}
    found = drawn(STUDIED.format(view=view, kind=kind)).session_state.drawn
    assert found == study_now(picture_of(database, View(draws=200, **view)), kind)


BESIDE_THE_PLAN = """
from prioritering.web.pages.prioritera.changes_panel import draw_changes
draw_changes(shown(plan="vso-2021", source="median"))
"""


def test_what_a_meeting_agreed_on_can_be_taken_away_beside_the_plan_until_the_meeting_has_ended(
    database: Store,
) -> None:
    shown = shown_round(database)
    agree(beside(database), shown.id, CELL, "Låg", BY)

    def offered() -> list[str]:
        return [item.label for item in drawn(BESIDE_THE_PLAN).button if (item.key or "").startswith("bort_agreed")]

    assert offered() == ["Ta bort"]
    meetings.record(database, shown.id, Happening.MEETING_CLOSED, "objektledare")
    assert offered() == []
