"""The history of the group's entries, and undoing one's own latest: append-only, and refused by name."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from prioritering.commands.plans import Plans
from prioritering.commands.run import run
from prioritering.criteria.model import NumberScale
from prioritering.errors import BadArgument, Conflict
from prioritering.plan.object_plan import Tier
from prioritering.plan.reader import read_plan
from prioritering.scoring.asked import HeldAnswers
from prioritering.scoring.changes import (
    AgreedLevel,
    AmountAssumption,
    LegalDuty,
    LockKind,
    SameAsLastPeriod,
    SameProject,
)
from prioritering.store import entry_log
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan, plan_model
from prioritering.usecases import change_plan, fill_in
from prioritering.usecases.change_plan import Beside, Signature
from prioritering.usecases.copied_link import LinkState, copied_now, opened_link
from prioritering.usecases.history import check_unchanged, history_of, own_change, own_latest, undo, undo_latest
from prioritering.view.history_words import Names, about, value
from prioritering.view.view import View
from tests.folders import GOOD, PROV, own

LEADER, ECONOMY = Signature("Objektledare", "Anbud"), Signature("Ekonom", "Ny kalkyl")
VIEW = View(plan="prov")
SCALE = NumberScale(lowest=0, highest=3)


@pytest.fixture
def beside(store: Store, write_plan: Any) -> Beside:
    """Where changes are kept beside a plan of two projects."""
    import_plan(store, read_plan(write_plan(GOOD.replace("Första", "iPads") + "A2,Fiber,,?,,,\n")))
    return Beside(store, PROV)


def told(beside: Beside) -> list[tuple[str, str, str, str]]:
    lines = history_of(beside.store, PROV)
    return [(line.role, line.about, plain(line.before), plain(line.after)) for line in lines]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def newest(beside: Beside) -> int:
    return entry_log.newest_entry(beside.store, PROV)


def in_force(beside: Beside) -> dict[str, Any]:
    return entry_log.current(beside.store, PROV).model_dump(exclude={"entry"})


def every_kind(beside: Beside) -> None:
    model = plan_model(beside.store, PROV)
    change_plan.assume_cost(beside, "A2", (500_000, 900_500), LEADER)
    change_plan.assume_level(beside, model.criterion("omfattning"), "A2", ("Låg", "Hög"), LEADER)
    change_plan.assume_unknown_costs(beside, (0, 100_000), LEADER)
    change_plan.add_project(beside, "Ny karta", Tier.DESIRABLE, LEADER)
    change_plan.store_lock(beside, "A1", LockKind.MUST, LegalDuty.YES, LEADER)
    change_plan.add_criterion(beside, "Nytta", SCALE, model, LEADER)
    change_plan.order_tie(beside, {"A1", "A2"}, ("A2", "A1"), LEADER)
    change_plan.assume_tier(beside, "A2", Tier.STRATEGIC, LEADER)
    held = HeldAnswers("A2", "Fiber", "m1", datetime(2026, 3, 4, tzinfo=UTC), (1,))
    change_plan.answer_held(beside, held, True, LEADER)
    beside.keep(SameProject, LEADER, new_id="A2", before_id="A9", before_name="Fiber", since=1, same=False)
    last = {"new_id": "A2", "before_id": "F3", "before_name": "Fiber", "before_plan": "prov-2025"}
    beside.keep(SameAsLastPeriod, LEADER, **last, since=1, same=True)
    beside.keep(AmountAssumption, LEADER, project_id="A2", column="Kostnad 2027", low=1_500_000, high=1_500_000)
    level = {"project_id": "A2", "criterion_id": "omfattning", "low": "Hög", "high": "Hög"}
    beside.keep(AgreedLevel, LEADER, **level, meeting_id="m1")


def test_every_kind_is_told_by_name_with_what_stood_before_and_after_newest_first(beside: Beside) -> None:
    every_kind(beside)
    change_plan.assume_cost(beside, "A2", (650_000, 650_000), ECONOMY)
    change_plan.take_back(beside, "costs", ("A2", ""), ECONOMY)
    assert told(beside) == [
        ("Ekonom", "kostnaden för Fiber", "650 tkr", "inget"),
        ("Ekonom", "kostnaden för Fiber", "500–900,5 tkr", "650 tkr"),
        ("Objektledare", "det ni enades om på Omfattning för Fiber", "inget", "Hög"),
        ("Objektledare", "Kostnad 2027 (tkr) för Fiber", "inget", "1 500 tkr"),
        ("Objektledare", "frågan om Fiber (A2) är samma projekt som F3 i förra periodens plan", "inget", "ja"),
        ("Objektledare", "frågan om Fiber (A2) är samma projekt som A9 (A9)", "inget", "nej"),
        ("Objektledare", "svaren om Fiber i ett möte", "inget", "räknas igen"),
        ("Objektledare", "klassen för Fiber", "inget", "strategiskt"),
        ("Objektledare", "ordningen mellan iPads och Fiber", "inget", "Fiber före iPads"),
        ("Objektledare", "kriteriet Nytta", "inget", "tillagt"),
        ("Objektledare", "låset på iPads", "inget", "måste med"),
        ("Objektledare", "det tillagda projektet Ny karta", "inget", "tillagt som önskvärt"),
        ("Objektledare", "spannet för alla okända kostnader", "inget", "0–100 tkr"),
        ("Objektledare", "nivån på Omfattning för Fiber", "inget", "Låg – Hög"),
        ("Objektledare", "kostnaden för Fiber", "inget", "500–900,5 tkr"),
    ]
    assert [line.reason for line in history_of(beside.store, PROV)][:2] == ["Ny kalkyl", "Ny kalkyl"]


def test_every_kind_that_can_be_kept_has_words_of_its_own(beside: Beside) -> None:
    every_kind(beside)
    assert {row.kind for row in entry_log.history(beside.store, PROV)} == set(entry_log._KINDS)
    assert not any(line.about.startswith("en uppgift") for line in history_of(beside.store, PROV))


def test_a_kind_without_words_and_an_entry_of_another_form_are_told_all_the_same() -> None:
    names = Names({"A1": "iPads"}, {})
    assert about("nytt", ("A1", ""), names) == "en uppgift om iPads"
    assert value("nytt", {"role": "r", "reason": "s", "at": "t", "antal": 3}, names) == "3"
    assert value("costs", {"tkr": 5}, names) == "5"


def test_a_project_that_is_gone_from_the_plan_keeps_its_name(beside: Beside, write_plan: Any) -> None:
    change_plan.assume_cost(beside, "A2", (1000, 1000), LEADER)
    import_plan(beside.store, read_plan(write_plan(GOOD)))
    assert told(beside)[0][1] == "kostnaden för Fiber"


def test_plans_have_each_their_own_history(beside: Beside, write_plan: Any) -> None:
    other = 'id = "annan"\nnamn = "Annan"\nperiod = "2026"\n'
    import_plan(beside.store, read_plan(write_plan(plan__toml=other)))
    change_plan.assume_cost(beside, "A2", (1000, 1000), LEADER)
    assert history_of(beside.store, own("annan")) == ()
    with pytest.raises(BadArgument, match="finns inte"):
        history_of(beside.store, own("ingen"))


# Undo


def test_undoing_restores_what_stood_before_by_a_new_entry(beside: Beside) -> None:
    change_plan.assume_cost(beside, "A2", (500_000, 500_000), ECONOMY)
    before = in_force(beside)
    change_plan.assume_cost(beside, "A2", (650_000, 650_000), LEADER)
    (done,) = undo(beside, newest(beside))
    assert in_force(beside) == before
    assert (done.role, done.reason, done.before, done.after) == (
        "Objektledare", "Ångrat", "650\u00a0tkr", "500\u00a0tkr"
    )  # fmt: skip
    assert len(entry_log.history(beside.store, PROV)) == 3


@pytest.mark.parametrize("number", range(1, 8))
def test_the_first_entry_of_every_kind_can_be_undone_and_nothing_stands_then(beside: Beside, number: int) -> None:
    every_kind(beside)
    before = in_force(beside)
    undo(beside, number)
    after = in_force(beside)
    assert sum(len(kind) for kind in before.values()) - sum(len(kind) for kind in after.values()) == 1
    assert told(beside)[0][3] == "inget"


def test_what_was_taken_away_comes_back_as_it_was_when_that_is_undone(beside: Beside) -> None:
    change_plan.assume_cost(beside, "A2", (500_000, 500_000), ECONOMY)
    before = in_force(beside)
    change_plan.take_back(beside, "costs", ("A2", ""), LEADER)
    undo(beside, newest(beside))
    assert in_force(beside) == before


def test_what_someone_has_changed_since_is_refused_by_name_and_nothing_is_kept(beside: Beside) -> None:
    change_plan.assume_cost(beside, "A1", (500_000, 500_000), LEADER)
    mine = newest(beside)
    change_plan.assume_cost(beside, "A1", (700_000, 700_000), ECONOMY)
    with pytest.raises(Conflict, match=r"^Ekonom har ändrat kostnaden för iPads sedan dess\.$"):
        undo(beside, mine)
    assert len(entry_log.history(beside.store, PROV)) == 2


def test_what_someone_has_changed_elsewhere_since_is_no_hindrance(beside: Beside) -> None:
    change_plan.assume_cost(beside, "A1", (500_000, 500_000), LEADER)
    mine = newest(beside)
    change_plan.assume_cost(beside, "A2", (700_000, 700_000), ECONOMY)
    undo(beside, mine)
    assert [cost.project_id for cost in entry_log.current(beside.store, PROV).costs] == ["A2"]


def test_an_added_project_that_someone_has_built_on_stays(beside: Beside) -> None:
    added = change_plan.add_project(beside, "Ny karta", Tier.DESIRABLE, LEADER)
    mine = newest(beside)
    change_plan.assume_cost(beside, added, (700_000, 700_000), ECONOMY)
    with pytest.raises(Conflict, match="Ekonom har ändrat kostnaden för Ny karta sedan dess"):
        undo(beside, mine)


def test_an_entry_of_another_plan_or_none_cannot_be_undone(beside: Beside) -> None:
    change_plan.assume_cost(beside, "A1", (500_000, 500_000), LEADER)
    for plan, number in (("annan", newest(beside)), ("prov", 99)):
        with pytest.raises(BadArgument):
            undo(Beside(beside.store, own(plan)), number)


def test_every_entry_tells_its_number_to_whoever_made_it(beside: Beside) -> None:
    numbers: list[int] = []
    telling = beside._replace(made=numbers.append)
    every_kind(telling)
    change_plan.take_back(telling, "costs", ("A2", ""), LEADER)
    assert numbers == [row.entry_id for row in reversed(entry_log.history(beside.store, PROV))]


# The command


def test_the_command_tells_the_history_in_lines_and_json(beside: Beside) -> None:
    assert run(["historik", "--plan", "prov"], Plans(beside.store)).text.startswith("Gruppen har inte")
    change_plan.assume_cost(beside, "A2", (500_000, 500_000), Signature("Ekonom", "Två\nrader <b>"))
    line = run(["historik", "--plan", "prov"], Plans(beside.store)).text.replace("\u00a0", " ")
    assert line.endswith("  Ekonom  kostnaden för Fiber: inget → 500 tkr  (Två rader <b>)")
    [entry] = json.loads(run(["historik", "--plan", "prov", "--json"], Plans(beside.store)).text)
    assert (entry["roll"], entry["skal"], entry["galler"], entry["fore"]) == (
        "Ekonom", "Två\nrader <b>", "kostnaden för Fiber", "inget"
    )  # fmt: skip


# One's own latest


def test_ones_own_latest_is_all_that_was_saved_as_one_and_the_one_before_once_it_is_undone(beside: Beside) -> None:
    mine, other = beside._replace(maker="m"), beside._replace(maker="n")
    change_plan.assume_cost(mine, "A1", (1000, 1000), LEADER)
    form = fill_in.form_of(beside.store, PROV)
    edits = form.sheet.changed({"A1": {"costs:": "7"}, "A2": {"costs:": "9"}}).edits
    assert fill_in.save(mine, form, edits, LEADER) == 2
    change_plan.assume_tier(other, "A1", Tier.DESIRABLE, ECONOMY)
    latest = own_latest(beside.store, PROV, "m")
    assert [told.about for told in latest] == ["kostnaden för Fiber", "kostnaden för iPads"]
    ids = [told.entry_id for told in latest]
    for asks, entries in ((other, ids), (mine, ids[:1]), (beside, [])):
        with pytest.raises(Conflict, match="inte längre din senaste"):
            undo_latest(asks, *entries or [ids[0]])
    assert len(undo_latest(mine, *ids)) == 2
    assert [cost.low for cost in entry_log.current(beside.store, PROV).costs] == [1000]
    assert [told.about for told in own_latest(beside.store, PROV, "m")] == ["kostnaden för iPads"]
    assert own_latest(beside.store, PROV, "") == ()
    assert len(own_latest(beside.store, PROV, "n")) == 1


def test_how_ones_own_change_stands_is_told_from_one_reading_of_the_history(
    beside: Beside, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, other = beside._replace(maker="m"), beside._replace(maker="n")
    change_plan.assume_cost(mine, "A1", (1000, 1000), LEADER)
    number = newest(beside)
    reads: list[str] = []
    rows = beside.store.rows

    def noted(query: str, values: Any = None) -> list[dict[str, Any]]:
        reads.append(query)
        return rows(query, values)

    monkeypatch.setattr(beside.store, "rows", noted)
    assert own_change(mine, [number]) == ("", True)
    assert own_change(other, [number]) == ("", False)
    assert len(reads) == 2
    change_plan.assume_cost(other, "A1", (2000, 2000), ECONOMY)
    said = "Ekonom har ändrat kostnaden för iPads sedan dess."
    assert own_change(mine, [number]) == (said, False)


def test_what_someone_has_changed_after_it_was_shown_is_neither_changed_kept_nor_taken_back_unseen(
    beside: Beside,
) -> None:
    change_plan.assume_cost(beside, "A2", (1_000_000, 1_000_000), LEADER)
    seen, a2 = newest(beside), ("A2", "")
    shown = beside._replace(check=lambda thing: check_unchanged(beside, thing, seen))
    change_plan.assume_cost(beside, "A2", (2_000_000, 2_000_000), ECONOMY)
    stands = in_force(beside)
    for change in (
        lambda: change_plan.assume_cost(shown, "A2", (1_500_000, 1_500_000), LEADER),
        lambda: change_plan.keep_on(shown, "costs", a2, LEADER),
        lambda: change_plan.take_back(shown, "costs", a2, LEADER),
    ):
        with pytest.raises(Conflict, match="Ekonom har ändrat kostnaden för Fiber sedan dess"):
            change()
    assert in_force(beside) == stands
    # What nobody else has touched is changed as before.
    change_plan.assume_cost(shown, "A1", (3_000_000, 3_000_000), LEADER)
    change_plan.assume_tier(shown, "A2", Tier.PRIORITISED, LEADER)
    assert len(told(beside)) == 4


def test_what_is_changed_and_undone_is_no_change_to_a_link(beside: Beside) -> None:
    for key, kronor in (("A1", 500_000), ("A2", 600_000)):
        change_plan.assume_cost(beside, key, (kronor, kronor), ECONOMY)
    then = copied_now(beside.store, VIEW)
    change_plan.assume_cost(beside, "A1", (700_000, 700_000), ECONOMY)
    assert opened_link(beside.store, VIEW, then).state is LinkState.THEN
    undo(beside, history_of(beside.store, PROV)[0].entry_id)
    assert opened_link(beside.store, VIEW, then).state is LinkState.SAME
