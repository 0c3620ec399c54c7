"""What the line on top of a page as then names first: the frame, and projects that have another name."""

from datetime import timedelta
from importlib.resources import files
from pathlib import Path
from shutil import copytree

from prioritering.meeting.rounds import Happening
from prioritering.plan.reader import read_plan
from prioritering.scoring.changes import CostAssumption
from prioritering.store import entry_log, meetings
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases.copied_link import copied_now
from prioritering.usecases.gather import AsOf, gather
from prioritering.usecases.since import changed_since, day_of_basis
from prioritering.view.since_words import SOMETHING
from prioritering.view.view import View
from tests.folders import DATA, VSO
from tests.store import meeting_steps
from tests.usecases.builders import AT, as_of_basis, filled, signed


def replaced(path: Path, changes: dict[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for before, after in changes.items():
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    path.write_text(text, encoding="utf-8")


def told(store: Store, tmp_path: Path, frame: str, budget: dict[str, str], projects: dict[str, str]) -> str:
    """The line of a link copied before the plan got some other values."""
    folder = copytree(DATA / "vso-2021", tmp_path / "vso-2021")
    import_plan(store, read_plan(folder))
    view = View(plan="vso-2021", frame=frame)
    as_of = AsOf(*copied_now(store, view).numbers)
    replaced(folder / "projekt.csv", projects)
    replaced(folder / "budget.csv", budget)
    import_plan(store, read_plan(folder))
    [said] = changed_since(store, view, as_of)
    return said.replace("\u00a0", " ")


RENAMED = {"S08,iPads inom äldreomsorgen,": "S08,Plattor,"}
COSTS = {"strategiskt,1000,,Hög": "strategiskt,1100,,Hög", "norm,strategiskt,500,": "norm,strategiskt,450,"}
FRAME = {"budget,3547,tkr,ja": "budget,4000,tkr,ja"}


def test_the_frame_is_named_first_and_what_is_named_and_left_is_all_that_is_counted(
    store: Store, tmp_path: Path
) -> None:
    said = told(store, tmp_path, "", FRAME, {**RENAMED, **COSTS})
    assert said.startswith("Planen: version 1 → 2, ett projekt har nytt namn, tre uppgifter ändrade: ")
    assert ": ramen 3 547 tkr → 4 000 tkr; iPads inom äldreomsorgen heter nu Plattor; " in said
    assert said.endswith("kostnad (tkr) 1 000 → 1 100; och 1 till.")


def test_a_frame_that_the_view_has_chosen_itself_is_not_told_of_as_changed(store: Store, tmp_path: Path) -> None:
    said = told(store, tmp_path, "2000", FRAME, {})
    assert "ramen" not in said
    assert said.endswith("Vidareutveckling (VU), hela: budget 3 547 tkr → 4 000 tkr.")


def test_a_project_of_another_name_is_named_by_both(store: Store, tmp_path: Path) -> None:
    said = told(store, tmp_path, "", {}, RENAMED)
    assert said == "Planen: version 1 → 2, ett projekt har nytt namn: iPads inom äldreomsorgen heter nu Plattor."


GATE = """[[krav]]
id = "sakerhet"
namn = "Säkerhet klar"
"""


def test_what_a_new_version_is_judged_by_is_told_by_name(store: Store, tmp_path: Path) -> None:
    folder = copytree(DATA / "vso-2021", tmp_path / "vso-2021")
    import_plan(store, read_plan(folder))
    view = View(plan="vso-2021")
    as_of = AsOf(*copied_now(store, view).numbers)
    standard = (files("prioritering.criteria") / "standard.toml").read_text(encoding="utf-8")
    effects = standard.split("\n[[kriterium]]\n")[1]
    (folder / "modell.toml").write_text(f"[[kriterium]]\n{effects}\n{GATE}", encoding="utf-8")
    import_plan(store, read_plan(folder))
    [said] = changed_since(store, view, as_of)
    assert said.endswith(
        "Filen modell.toml är ny. Det här bedöms inte längre: Omfattning och Tidsperspektiv. "
        "Det här bedöms nu också: Säkerhet klar."
    )


def test_the_day_of_a_page_as_then_is_that_of_the_newest_thing_its_view_rests_on(store: Store) -> None:
    as_of = as_of_basis(gather(store, View(plan="vso-2021", meeting=filled(store).id, source="median")))
    laid = AT.astimezone().date()
    with store.write() as cursor:
        cursor.execute("update plan_version set imported_at = $day", {"day": AT - timedelta(days=9)})
        cursor.execute("update meeting_event set made_at = $day", {"day": AT + timedelta(days=9)})
    store.forget_kept()
    days = {
        View(plan="vso-2021", assumptions=False): laid - timedelta(days=9),
        View(plan="vso-2021"): laid,
        View(plan="vso-2021", source="median"): laid + timedelta(days=9),
    }
    assert {view: day_of_basis(store, view, as_of) for view in days} == days


def test_what_the_group_has_laid_since_is_told_only_where_it_is_shown(store: Store) -> None:
    filled(store)
    view = View(plan="vso-2021", assumptions=False)
    as_of = AsOf(*copied_now(store, view).numbers)
    entry_log.keep_entry(store, VSO, CostAssumption.model_validate(signed(project_id="S08", low=10**6, high=10**6)))
    assert changed_since(store, view, as_of) == (SOMETHING,)
    [said] = changed_since(store, view, as_of, entries=True)
    assert "iPads inom äldreomsorgen" in said


def test_a_meeting_that_has_only_ended_or_got_a_newcomer_is_not_said_to_have_other_answers(store: Store) -> None:
    meeting, view = filled(store), View(plan="vso-2021", source="median")
    as_of = AsOf(*copied_now(store, view).numbers)
    meetings.record(store, meeting.id, Happening.ROLE_SHARED, "objektledare", "Objektägare")
    meetings.join(store, meeting.code, "Objektägare")
    meeting_steps.close_round(store, meeting.id, "objektledare")
    meetings.record(store, meeting.id, Happening.MEETING_CLOSED, "objektledare")
    cost = CostAssumption.model_validate(signed(project_id="S09", low=600_000, high=800_000))
    entry_log.keep_entry(store, VSO, cost)
    [said] = changed_since(store, view, as_of)
    assert said.startswith("Ett nytt antagande")
    assert changed_since(store, view, as_of, answers=True) == (said,)
