"""A gate that says nej goes before points and locks; one that has not been tried lets the project stay in."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritering.criteria.gate import Verdict
from prioritering.meeting.group import group_scored
from prioritering.plan.reader import PlanFolder, read_plan
from prioritering.scoring.board import Choices, rank, scored_projects
from prioritering.scoring.changes import Changes, CostAssumption, LevelAssumption, LockKind, LockNote
from prioritering.scoring.effective import candidates
from prioritering.scoring.gates import verdict
from prioritering.scoring.weights import equal
from prioritering.usecases import study
from prioritering.view.document import document_of, from_json, to_json
from prioritering.view.gate_words import gate_notes
from prioritering.view.gated_rows import gated_rows
from prioritering.view.picture import Picture
from prioritering.view.ranking_json import ranking_json
from prioritering.view.row import rows_of
from prioritering.view.view import View
from tests.criteria.gates import HEADER, MODEL, gated_plan
from tests.folders import write_plan
from tests.view.builders import picture

NOW = datetime(2026, 3, 4, tzinfo=UTC)
SIGNED: dict[str, Any] = {"role": "Linjechef", "reason": "Prövat på mötet", "at": NOW}


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> PlanFolder:
    return read_plan(gated_plan(tmp_path_factory.mktemp("krav")))


def shown(read: PlanFolder, changes: Changes | None = None, **view: Any) -> Picture:
    return picture(read.plan, View(**{"frame": "100", **view}), read.model, changes or Changes())


def said(project_id: str, answer: str) -> Changes:
    entry = LevelAssumption(project_id=project_id, criterion_id="tillganglighet", low=answer, high=answer, **SIGNED)
    return Changes(entry=1, levels=(entry,))


def states(found: Picture) -> dict[str, str]:
    projects: Any = ranking_json(found)["projekt"]
    return {row["id"]: row["lage"] for row in projects}


def test_a_project_that_fails_a_gate_has_no_place_and_takes_nothing_of_the_frame(read: PlanFolder) -> None:
    found = shown(read)
    assert states(found) == {"b": "ryms", "c": "ryms", "a": "krav-nej"}
    assert [(row.id, row.place, row.running_kr) for row in rows_of(found, found.board.listed())] == [
        ("b", 1, 60_000),
        ("c", 2, 90_000),
    ]
    [row] = gated_rows(found)
    assert (row.id, row.place, row.points, row.inside, row.state[2]) == ("a", 0, "", False, "Krav ej uppfyllt")
    assert (row.tied, row.moved, row.possible, row.points_low, row.points_high) == (1, 0, (0, 0), 0, 0)
    assert (row.lane, row.parts, row.per_million, row.running, row.running_kr) == ("krav", (), "", "–", None)
    assert (row.sure, row.assumed, row.cost_assumed) == (True, False, False)
    assert (row.tier, row.tier_name, row.added) == ("strategiskt", "Strategiskt", False)


def test_a_project_that_fails_a_gate_is_marked_for_an_assumed_cost_or_level_alone(read: PlanFolder) -> None:
    cost = CostAssumption(project_id="a", low=5, high=5, **SIGNED)
    level = LevelAssumption(project_id="a", criterion_id="nytta", low=1, high=2, **SIGNED)
    for changes, marked in ((Changes(costs=(cost,)), (True, True)), (Changes(levels=(level,)), (True, False))):
        [row] = gated_rows(shown(read, changes))
        assert (row.assumed, row.cost_assumed) == marked


def test_a_lock_that_is_tried_is_named_since_it_is_not_the_gate_that_is_tried(read: PlanFolder) -> None:
    lock = LockNote(project_id="a", kind=LockKind.MUST, **SIGNED)
    free = shown(read, Changes(entry=1, locks=(lock,)), free=("a",))
    for found, mark in (
        (shown(read, must=("a",)), "”måste med” provas"),
        (shown(read, not_now=("a",)), "”inte nu” provas"),
        (free, "”fri” provas"),
        (shown(read, Changes(entry=1, locks=(lock,))), ""),
    ):
        [row] = gated_rows(found)
        assert row.lock_mark == mark


def test_no_lock_brings_it_in_and_the_lock_says_why(read: PlanFolder) -> None:
    lock = LockNote(project_id="a", kind=LockKind.MUST, **SIGNED)
    for found in (shown(read, must=("a",)), shown(read, Changes(entry=1, locks=(lock,)))):
        assert states(found)["a"] == "krav-nej"
        assert not found.board.locked_in.any()
        assert found.notices == (
            "”Måste med” på Alfa räknas inte. Krav ej uppfyllt: kravet Tillgänglighet är besvarat med nej. "
            "Det går före poäng och lås.",
        )


def test_of_two_gates_that_it_fails_the_lock_names_both(tmp_path: Path) -> None:
    model = MODEL + '[[krav]]\nid = "sekretess"\nnamn = "Sekretess"\n'
    rows = "a,Alfa,strategiskt,100,10,nej,nej\nb,Beta,prioriterat,60,8,ja,ja\n"
    folder = write_plan(tmp_path, rows, HEADER.replace("\n", ",sekretess\n"), modell__toml=model)
    assert shown(read_plan(folder), must=("a",)).notices == (
        "”Måste med” på Alfa räknas inte. Krav ej uppfyllt: kraven Tillgänglighet och Sekretess är besvarade med nej. "
        "Det går före poäng och lås.",
    )


def test_an_assumption_answers_a_gate_either_way_and_the_plan_alone_is_without_it(read: PlanFolder) -> None:
    assert "krav-nej" not in states(shown(read, said("a", "ja"))).values()
    assert states(shown(read, said("c", "nej")))["c"] == "krav-nej"
    assert states(shown(read, said("c", "nej"), assumptions=False))["c"] == "ryms"
    [reason] = gated_rows(shown(read, said("c", "nej")))[1].reasons.gates  # type: ignore[union-attr]
    assert (reason.answer, reason.plan_says, reason.assumption is not None) == ("nej", "ej prövat", True)


def test_what_has_not_been_tried_stays_in_and_is_marked(read: PlanFolder) -> None:
    found = shown(read)
    marks = {row.id: row.gates for row in rows_of(found, found.board.listed())}
    assert marks == {"b": "", "c": "Tillgänglighet ej prövat"}
    assert gate_notes(found.scored) == (
        "Krav ej uppfyllt: Alfa (Tillgänglighet). Det tar inget av ramen.",
        "Krav ej prövat: Gamma (Tillgänglighet). Det räknas med.",
    )


def test_the_groups_ballots_never_answer_a_gate(read: PlanFolder) -> None:
    everything = candidates(read.plan, read.model, said("c", "nej"))
    found = group_scored(everything, (), read.model)
    assert [item.id for item in found.gated] == ["a", "c"]
    assert verdict(found.unscored[0].mark("tillganglighet")) is Verdict.YES


def test_per_krona_draws_and_portfolio_leave_it_out(read: PlanFolder) -> None:
    found = shown(read, order="per-krona")
    assert [item.id for item in found.board.candidates] == ["b", "c"]
    assert study.portfolio_pool(found).ids == ("b", "c")
    outcome = study.shares(study.robust(found))
    assert outcome.inside is not None
    assert outcome.inside.tolist() == [1, 1]


@given(st.lists(st.sampled_from(list(Verdict)), min_size=3, max_size=3), st.integers(0, 200))
def test_the_rest_is_ranked_as_if_what_fails_were_not_in_the_plan(
    read: PlanFolder, answers: list[Verdict], frame: int
) -> None:
    entries = [said(key, answer).levels[0] for key, answer in zip("abc", answers, strict=True)]
    everything = candidates(read.plan, read.model, Changes(entry=1, levels=tuple(entries)))
    left = [item for item, answer in zip(everything, answers, strict=True) if answer is not Verdict.NO]
    choices = Choices(weights=equal(1), frame=frame * 1000, must=frozenset("ab"))
    whole, part = (rank(scored_projects(items, read.model), choices) for items in (everything, left))
    assert [item.id for item in whole.candidates] == [item.id for item in part.candidates]
    assert whole.ranking.place.tolist() == part.ranking.place.tolist()
    assert (whole.line is None) or (part.line is not None and whole.line.used == part.line.used)


def test_a_document_holds_the_rows_that_a_gate_keeps_out(read: PlanFolder) -> None:
    document = document_of(shown(read))
    assert [row.id for row in document.gated] == ["a"]
    assert from_json(to_json(document)) == document


def test_a_gate_is_no_criterion_and_weighs_nothing(read: PlanFolder) -> None:
    found = shown(read)
    assert found.model.ids == ("nytta",)
    assert found.weights == (1.0,)
    notices = shown(read, weights=(("tillganglighet", 50.0), ("nytta", 50.0))).notices
    assert any("ett kriterium som inte finns här" in notice for notice in notices)


def test_when_all_fail_the_headline_says_so(read: PlanFolder) -> None:
    answers = tuple(said(key, "nej").levels[0] for key in "abc")
    found = shown(read, Changes(entry=1, levels=answers))
    assert not found.board.candidates
    assert document_of(found).summary.headline.startswith("Inget projekt är kvar att rangordna. Krav ej uppfyllt: Alfa")


def test_a_wish_for_a_class_is_about_those_that_can_be_chosen(read: PlanFolder) -> None:
    found = shown(read, wishes=("tak:50:önskvärt",))
    _, used, notices = study.wished(replace(found))
    assert (used, notices) == (("tak:50:önskvärt",), ())


def test_the_json_says_why_a_project_that_fails_a_gate_is_out(read: PlanFolder) -> None:
    projects: Any = ranking_json(shown(read))["projekt"]
    why = {row["id"]: row["skal"] for row in projects}
    assert why["a"] == gated_rows(shown(read))[0].reasons.money  # type: ignore[union-attr]
    assert why["a"] and why["b"]
    assert [row["beror_pa_niva"] for row in projects] == [False, False, False]
    unframed: Any = ranking_json(shown(read, frame="ingen"))["projekt"]
    assert {row["id"]: row["skal"] for row in unframed if row["id"] != "a"} == {"b": None, "c": None}
