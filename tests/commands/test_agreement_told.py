"""How much the members agree is told in one sentence, W with what it rests on: on every screen and in the terminal."""

from __future__ import annotations

import pytest

from prioritering.commands.plans import Plans
from prioritering.commands.run import run
from prioritering.plan.reader import read_plan
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases.meeting_document import meeting_document
from prioritering.view.view import View, to_address
from prioritering.web.frame import context
from prioritering.web.pages.mote.panels import draw_result
from prioritering.web.pages.projektor.steps import draw_projector
from tests.folders import DATA
from tests.pages.visit import words
from tests.usecases.builders import shown_round


def test_the_members_agreement_is_the_same_sentence_on_screens_and_in_the_terminal(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_plan(store, read_plan(DATA / "vso-2021"))
    meeting = shown_round(store, "Låg")
    said = meeting_document(store, meeting.id)["kendalls_w_i_ord"]
    assert "Kendalls W är 0," in said
    monkeypatch.setattr(context, "store", lambda: store)
    parameters = {**to_address(View(source="median")), "plan": "vso-2021", "mote": meeting.id}
    # On Möte the figure unfolds from the plain sentence, which is all that the wall has room for.
    assert words(said) in words(draw_result(parameters))
    assert words(said.partition(" Kendalls")[0]) in words(draw_projector({**parameters, "bild": "oenighet"}))
    plan = ["--plan", "vso-2021", "--mote", meeting.id, "--poang", "median"]
    for typed in (["mote", "--id", meeting.id], ["robusthet", "--dragningar", "200", *plan]):
        assert said in run(typed, Plans(store)).text.split("\n")


def test_where_the_plans_levels_count_nothing_is_said_of_agreement(store: Store) -> None:
    import_plan(store, read_plan(DATA / "vso-2021"))
    shown_round(store, "Låg")
    assert "Kendalls" not in run(["robusthet", "--plan", "vso-2021", "--dragningar", "200"], Plans(store)).text


def test_the_order_of_a_meeting_names_each_project_beside_its_id_also_in_the_terminal(store: Store) -> None:
    import_plan(store, read_plan(DATA / "vso-2021"))
    meeting = shown_round(store, "Låg")
    lines = run(["mote", "--id", meeting.id], Plans(store)).text.split("\n")
    order = meeting_document(store, meeting.id)["ordning"]
    assert order
    for row in order:
        assert any(f"  {row['projekt']}  {row['projekt_namn']}  " in line for line in lines)
