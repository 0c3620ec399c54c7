"""With a fourth criterion in standard.toml a plan without its column goes the whole way, as do its ballots.

The plan says nothing of the criterion, so everything from nothing to all of its points is possible until a group has
answered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from prioritering.criteria import model_file, weightings
from prioritering.criteria.model import Model
from prioritering.criteria.model_file import standard_model
from prioritering.meeting.meeting import Answer, Kind, Naming, setup_from
from prioritering.plan.reader import read_plan
from prioritering.store import meetings
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases import study
from prioritering.usecases.group_result import group_result
from prioritering.usecases.own_ballot import own_ballot, save_answer, voter
from prioritering.usecases.picture import picture_of
from prioritering.usecases.plan_files import kept_model, plan_template_for
from prioritering.usecases.weigh import by_ready_made, ready_made
from prioritering.usecases.weight_study import weight_scans
from prioritering.view.document import document_of
from prioritering.view.view import View
from tests.folders import DATA, VSO
from tests.store import meeting_steps
from tests.usecases.builders import filled

KEY = "provad-risk"
RISK = f'id = "{KEY}"\nnamn = "Provad risk"\n{{}}\n'
WORDED = 'niva = [{ namn = "Stor", varde = 0 }, { namn = "Viss", varde = 40 }, { namn = "Ingen", varde = 100 }]'
NUMBER = "lagsta = 0\nhogsta = 10"


def forget() -> None:
    standard_model.cache_clear()
    weightings.standard_weightings.cache_clear()


@pytest.fixture
def add(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Put a criterion with a scale last in standard.toml, as a new version of the program would have it."""

    def given(scale: str) -> None:
        path = tmp_path / "standard.toml"
        text = model_file.STANDARD.read_text(encoding="utf-8")
        path.write_text(f"{text}\n[[kriterium]]\n{RISK.format(scale)}", encoding="utf-8")
        for module in (model_file, weightings):
            monkeypatch.setattr(module, "STANDARD", path)
        forget()

    yield given
    forget()


@pytest.fixture(params=[(WORDED, "Ingen"), (NUMBER, 10.0)], ids=["i ord", "som tal"])
def best(request: pytest.FixtureRequest, add: Callable[[str], None]) -> str | float:
    """The best answer on a criterion that standard.toml now has one more of."""
    scale, answer = request.param
    add(scale)
    return answer


def take_in(store: Store) -> Model:
    import_plan(store, read_plan(DATA / "vso-2021"))
    return standard_model()


def weight_of(model: Model) -> float:
    return 100 / len(model.ids)


def test_its_points_are_a_range_in_the_picture_and_the_document(store: Store, best: str | float) -> None:
    model = take_in(store)
    shown = picture_of(store, View())
    assert shown.model.ids == model.ids
    assert model.ids[-1] == KEY
    assert shown.board.candidates
    points = shown.board.points
    assert np.all(points.high - points.low >= weight_of(model) - 1e-9)
    assert shown.notices == ()
    assert all(item.project.mark(KEY).low is None for item in shown.board.candidates)
    assert (KEY, "Provad risk") in document_of(shown).criteria


def test_the_study_draws_it_and_says_that_it_is_worth_finding_out(store: Store, best: str | float) -> None:
    take_in(store)
    shown = picture_of(store, View(frame="3547", draws=1000))
    given = study.robust(shown)
    outcome = study.shares(given)
    assert outcome.inside is not None
    assert ((outcome.inside > 0) & (outcome.inside < 1)).any()
    assert len(weight_scans(shown)) == len(shown.model.ids)
    assert study.what_it_takes(shown, [0]) is not None
    assert study.what_to_find_out(given) is not None


def test_a_member_answers_on_it_and_the_groups_points_count_it(store: Store, best: str | float) -> None:
    model = take_in(store)
    opened = meetings.open_meeting(store, VSO, model, setup_from(["A", "B"], Naming.BY_ROLE), "objektledare")
    meeting_steps.open_round(store, opened.id, ["S01", "S02"], "objektledare")
    _, token = meetings.join(store, opened.code, "A")
    credential = meetings.Credential(token=token)
    who = voter(store, opened.id, 1, credential)
    for project in ("S01", "S02"):
        save_answer(store, who, project, KEY, Answer(kind=Kind.LEVEL, value=best))
    said = own_ballot(store, opened.id, credential).said("S01")
    assert said is not None
    assert said.answer(KEY).value == best
    meeting_steps.reveal(store, opened.id, "objektledare")
    found = group_result(store, opened.id, View(source="median"))
    assert found.cells["S01", KEY].values == (1.0,)
    after = picture_of(store, View(source="median", meeting=opened.id)).board
    place = next(i for i, item in enumerate(after.candidates) if item.id == "S01")
    # Nobody has answered on the others: only this one is sure to give its points.
    assert after.points.low[place] == pytest.approx(weight_of(model))


def test_ready_made_weightings_give_it_its_part_and_can_be_chosen(store: Store, best: str | float) -> None:
    model = take_in(store)
    names, chosen = ready_made(picture_of(store, View()))
    assert len(names) == len(weightings.standard_weightings())
    assert chosen == next(iter(names))
    for name in names:
        weights = dict(by_ready_made(model.ids, name) or [(key, weight_of(model)) for key in model.ids])
        assert weights[KEY] == pytest.approx(weight_of(model), abs=0.01)
        shown = picture_of(store, View(weights=by_ready_made(model.ids, name)))
        assert ready_made(shown)[1] == name


def test_a_meeting_from_before_it_still_counts_and_the_plan_is_still_given_out(
    store: Store, add: Callable[[str], None]
) -> None:
    meeting = filled(store)
    view = View(source="median", meeting=meeting.id)
    before = picture_of(store, view)
    add(NUMBER)
    # The plan is not read again: it stands as it was taken in, on the criteria of its time.
    assert picture_of(store, view).basis.numbers == before.basis.numbers
    assert kept_model(store, VSO) is None
    assert plan_template_for(store, VSO).workbook
    take_in(store)
    after = picture_of(store, view)
    assert after.model.ids == (*before.model.ids, KEY)
    assert after.scored.answers is not None
    assert [item.id for item in after.board.candidates] == [item.id for item in before.board.candidates]
    assert group_result(store, meeting.id, view).model.ids == before.model.ids
    points = after.board.points
    # What the group has locked in and the meeting has not answered has neither place nor points.
    placed = after.board.ranking.place > 0
    assert placed.sum() == 3
    assert np.all((points.high - points.low)[placed] >= weight_of(after.model) - 1e-9)
