"""One's own changes are undone one after the other and made again, and nobody else's are touched by it."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from prioritering.errors import Conflict
from prioritering.plan.object_plan import Tier
from prioritering.plan.reader import read_plan
from prioritering.scoring.changes import LegalDuty, LockKind
from prioritering.store import entry_log
from prioritering.store.connection import Store
from prioritering.store.history_row import latest_of, latest_undone_of
from prioritering.store.plans import import_plan
from prioritering.usecases import change_plan, fill_in
from prioritering.usecases.change_plan import Beside
from prioritering.usecases.history import history_of, own_change, undo_latest
from prioritering.usecases.removed_texts import removable_reasons
from tests.folders import GOOD, PROV
from tests.usecases.test_history import ECONOMY, LEADER, in_force, newest


@pytest.fixture
def mine(store: Store, write_plan: Any) -> Beside:
    """Where changes of mine are kept beside a plan of two projects."""
    import_plan(store, read_plan(write_plan(GOOD.replace("Första", "iPads") + "A2,Fiber,,?,,,\n")))
    return Beside(store, PROV, maker="m")


def stands(beside: Beside) -> dict[str, list[str]]:
    """What is in force, whichever was kept first: what is brought back is kept last."""
    return {kind: sorted(map(repr, found)) for kind, found in in_force(beside).items()}


def undo(by: Beside) -> None:
    undo_latest(by, *latest_of(entry_log.history(by.store, PROV), by.maker))


def redo(by: Beside) -> None:
    undo_latest(by, *latest_undone_of(entry_log.history(by.store, PROV), by.maker))


def cost(by: Beside, project: str, tkr: int) -> int:
    change_plan.assume_cost(by, project, (tkr * 1000, tkr * 1000), LEADER)
    return newest(by)


@pytest.mark.parametrize("seed", range(4))
def test_undoing_and_making_again_go_through_the_changes_as_an_editor_does(mine: Beside, seed: int) -> None:
    draw = Random(seed)
    stood, here = [stands(mine)], 0
    for number in range(1, 40):
        act = draw.choice(("change", "undo", "undo", "redo"))
        if act == "change":
            kind = draw.choice(("cost", "lock", "both", "back"))
            if kind == "lock":
                change_plan.store_lock(mine, "A1", draw.choice(list(LockKind)), LegalDuty.YES, LEADER)
            elif kind == "both":
                form = fill_in.form_of(mine.store, PROV)
                typed = {key: {"costs:": str(number)} for key in ("A1", "A2")}
                assert fill_in.save(mine, form, form.sheet.changed(typed).edits, LEADER) == 2
            elif kind == "back" and any(one.project_id == "A1" for one in entry_log.current(mine.store, PROV).costs):
                change_plan.take_back(mine, "costs", ("A1", ""), LEADER)
            else:
                cost(mine, draw.choice(("A1", "A2")), number)
            here += 1
            stood[here:] = [stands(mine)]
        elif act == "undo" and here:
            undo(mine)
            here -= 1
        elif act == "redo" and here < len(stood) - 1:
            redo(mine)
            here += 1
        assert stands(mine) == stood[here]
        rows = entry_log.history(mine.store, PROV)
        assert (bool(latest_of(rows, "m")), bool(latest_undone_of(rows, "m"))) == (here > 0, here < len(stood) - 1)


@pytest.mark.parametrize("seed", range(4))
def test_of_two_who_undo_and_make_again_none_takes_back_what_the_other_has_made_to_stand(
    mine: Beside, seed: int
) -> None:
    draw, refused = Random(seed), 0
    makers = (mine, mine._replace(maker="n"))
    for number in range(1, 80):
        by = draw.choice(makers)
        rows = entry_log.history(mine.store, PROV)
        asked = {"undo": latest_of(rows, by.maker), "redo": latest_undone_of(rows, by.maker)}
        ids = asked.get(draw.choice(("change", *asked, *asked)))
        if not ids:
            cost(by, draw.choice(("A1", "A2")), number)
            continue
        said = {line.entry_id: line.after for line in history_of(mine.store, PROV)}
        can = own_change(by, ids).can_be_undone
        try:
            (done,) = undo_latest(by, *ids)
        except Conflict:
            refused += 1
            assert not can
        else:
            assert can
            assert [done.before] == [said[entry] for entry in ids]
    assert refused


def test_what_is_undone_is_signed_so_and_what_is_made_again_too_and_neither_is_a_reason_to_take_away(
    mine: Beside,
) -> None:
    cost(mine, "A1", 500)
    undo(mine)
    redo(mine)
    told = history_of(mine.store, PROV)
    assert [line.reason for line in told] == ["Gjort om", "Ångrat", "Anbud"]
    assert (told[0].before, told[0].after) == ("inget", "500\u00a0tkr")
    assert list(removable_reasons(told)) == ["Anbud"]


def test_neither_is_done_twice_and_a_new_change_leaves_nothing_to_make_again(mine: Beside) -> None:
    first = cost(mine, "A1", 500)
    second = cost(mine, "A2", 600)
    undo(mine)
    undone = newest(mine)
    with pytest.raises(Conflict, match="inte längre din senaste"):
        undo_latest(mine, second)
    redo(mine)
    with pytest.raises(Conflict, match="inte längre din senaste"):
        undo_latest(mine, undone)
    undo(mine)
    again = newest(mine)
    cost(mine, "A2", 700)
    for gone in (again, first, second):
        with pytest.raises(Conflict, match="inte längre din senaste"):
            undo_latest(mine, gone)


def test_what_someone_else_has_changed_since_is_neither_undone_in_turn_nor_made_again(mine: Beside) -> None:
    other = mine._replace(maker="n")
    first = cost(mine, "A1", 500)
    cost(mine, "A2", 600)
    change_plan.assume_cost(other, "A1", (700_000, 700_000), ECONOMY)
    undo(mine)
    said = "Ekonom har ändrat kostnaden för iPads sedan dess."
    assert own_change(mine, [first]) == (said, False)
    with pytest.raises(Conflict, match=said):
        undo(mine)
    # What they undo is as if it had not been done.
    undo(other)
    assert own_change(mine, [first]) == ("", True)
    undo(mine)
    undone = newest(mine)
    with pytest.raises(Conflict, match="har ändrat kostnaden för iPads sedan dess"):
        redo(other)
    change_plan.assume_cost(other, "A1", (800_000, 800_000), ECONOMY)
    assert own_change(mine, [undone]) == (said, False)
    with pytest.raises(Conflict, match=said):
        redo(mine)


def test_a_cost_is_not_made_again_for_a_project_that_has_been_taken_away_since(mine: Beside) -> None:
    other = mine._replace(maker="n")
    added = change_plan.add_project(mine, "Ny karta", Tier.DESIRABLE, LEADER)
    cost(other, added, 500)
    undo(other)
    undo(mine)
    with pytest.raises(Conflict, match="har ändrat det tillagda projektet Ny karta sedan dess"):
        redo(other)
    redo(mine)
    redo(other)
    current = entry_log.current(mine.store, PROV)
    assert ([one.name for one in current.projects], [one.low for one in current.costs]) == (["Ny karta"], [500_000])
