"""What today's answer is said to be beside a frozen one: that what is shown has changed, and of which projects."""

from dataclasses import replace

import pytest

from prioritering.meeting.meeting import Answer, Kind
from prioritering.plan.reader import read_plan
from prioritering.scoring.changes import CostAssumption, LevelAssumption, TierAssumption
from prioritering.store import ballots, entry_log, meetings
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases import frozen_today
from prioritering.usecases.copied_link import copied_now
from prioritering.usecases.frozen_today import today_beside
from prioritering.usecases.gather import AsOf
from prioritering.usecases.picture import picture_of
from prioritering.usecases.since import difference_since
from prioritering.usecases.study_now import KIND_OF_PART, study_now
from prioritering.view.document import PictureDocument, document_of
from prioritering.view.frozen_words import (
    OTHER_WORDS_OF_STUDY,
    SAME_ANSWER,
    STUDY_UNCHANGED,
    study_today_words,
    today_words,
)
from prioritering.view.study_document import (
    PORTFOLIO_PAGE,
    RULES_PAGE,
    SENSITIVITY_PAGE,
    STANDINGS_PAGE,
    PortfolioDocument,
    SensitivityDocument,
)
from prioritering.view.view import View
from tests.folders import DATA, VSO
from tests.store import meeting_steps
from tests.usecases.builders import filled, signed

NOTHING = (("effekttyp", "Ingen effekt"), ("omfattning", "Ingen"), ("tidsperspektiv", "Ingen effekthemtagning"))
VIEW = View(plan="vso-2021", frame="2000")


@pytest.fixture
def frozen(store: Store) -> PictureDocument:
    import_plan(store, read_plan(DATA / "vso-2021"))
    return document_of(picture_of(store, VIEW))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def assume_cost(store: Store, project: str) -> None:
    entry_log.keep_entry(
        store, VSO, CostAssumption.model_validate(signed(project_id=project, low=600_000, high=800_000))
    )


def test_a_project_whose_running_sum_alone_has_changed_is_not_named(store: Store, frozen: PictureDocument) -> None:
    names = {row.id: row.name for row in frozen.rows}
    assume_cost(store, "S09")
    said = today_beside(store, VSO, frozen).sentence
    assert [key for key, name in names.items() if name in said] == ["S09"]
    assert " till har " not in said
    assert "annan plats" not in said


def test_another_class_is_told_beside_a_frozen_picture_and_a_copied_link(store: Store, frozen: PictureDocument) -> None:
    (name,) = (row.name for row in frozen.rows if row.id == "S05")
    as_of = AsOf(*copied_now(store, VIEW).numbers)
    entry_log.keep_entry(store, VSO, TierAssumption.model_validate(signed(project_id="S05", tier="önskvärt")))
    assert f"{name} har annan klass." in today_beside(store, VSO, frozen).sentence
    found = difference_since(store, VIEW, as_of)
    assert f"Ett projekt har en annan klass: {name} Strategiskt → Önskvärt." in found.sentence
    assert "Ryms eller är med (låst) av Önskvärt" in [row.what for row in found.sums if row.differs]
    assert [row.id for row in found.rows if row.differs] == ["S05"]


def test_another_cost_of_a_project_without_points_is_told(store: Store, frozen: PictureDocument) -> None:
    (name,) = (row.name for row in frozen.unscored if row.id == "P01")
    assume_cost(store, "P01")
    assert f"{name} har annan kostnad." in today_beside(store, VSO, frozen).sentence


def test_that_something_it_rests_on_is_another_is_said_whichever_fingerprint_is_the_greater(
    frozen: PictureDocument,
) -> None:
    one, other = (replace(frozen, basis=replace(frozen.basis, fingerprint=letter * 64)) for letter in "0f")
    assert today_words(one, other) == today_words(other, one) == SAME_ANSWER


def test_of_a_meeting_that_has_only_ended_it_is_not_said_that_it_has_shown_anything(store: Store) -> None:
    meeting = filled(store)
    then = document_of(picture_of(store, VIEW.model_copy(update={"source": "median"})))
    meeting_steps.close_round(store, meeting.id, "objektledare")
    assume_cost(store, "S09")
    said = plain(today_beside(store, VSO, then).sentence)
    assert said.endswith("Sedan dess: gruppen har gjort ändringar och möten har gått vidare.")


def test_the_same_answer_is_said_only_when_all_that_is_shown_is_the_same(store: Store, frozen: PictureDocument) -> None:
    # The same cost as the plan has, so that only whose it is said to be is another.
    known = next(row for row in frozen.rows if row.cost_low_kr is not None)
    span = {"low": known.cost_low_kr, "high": known.cost_high_kr}
    entry_log.keep_entry(store, VSO, CostAssumption.model_validate(signed(project_id=known.id, **span)))
    said = today_beside(store, VSO, frozen).sentence
    assert SAME_ANSWER not in said
    assert said.startswith("Dagens svar skiljer sig")


@pytest.mark.parametrize("kind", KIND_OF_PART.values())
def test_todays_answer_is_told_by_name_beside_a_frozen_study(store: Store, kind: str) -> None:
    import_plan(store, read_plan(DATA / "vso-2021"))
    view = VIEW.model_copy(update={"draws": 200})
    then = study_now(picture_of(store, view), kind)
    assert today_beside(store, VSO, then).sentence == STUDY_UNCHANGED
    # What is not in the answer: the class of a project without points.
    entry_log.keep_entry(store, VSO, TierAssumption.model_validate(signed(project_id="P01", tier="önskvärt")))
    assert today_beside(store, VSO, then).sentence == SAME_ANSWER
    for dear in ("S01", "S06"):
        span = signed(project_id=dear, low=9_000_000, high=9_000_000)
        entry_log.keep_entry(store, VSO, CostAssumption.model_validate(span))
    lower = signed(project_id="S01", criterion_id="effekttyp", low="Ingen effekt", high="Ingen effekt")
    entry_log.keep_entry(store, VSO, LevelAssumption.model_validate(lower))
    said = today_beside(store, VSO, then).sentence
    assert said.startswith("Dagens svar skiljer sig. ")
    named = [item.name for item in picture_of(store, view).plan.projects]
    assert any(f"{name} " in said for name in (["Listan, stannar vid ramen"] if kind == RULES_PAGE else named))
    assert "gruppen har gjort ändringar" in said


def test_beside_a_study_that_would_take_long_it_is_told_by_name_and_number_what_has_changed(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_plan(store, read_plan(DATA / "vso-2021"))
    then = study_now(picture_of(store, VIEW.model_copy(update={"draws": 200})), STANDINGS_PAGE)
    assume_cost(store, "S09")
    monkeypatch.setattr(frozen_today, "MOST_AT_ONCE", 100)
    said = plain(today_beside(store, VSO, then).sentence)
    name = next(item.name for item in picture_of(store, VIEW).plan.projects if item.id == "S09")
    assert f"Ett nytt antagande: kostnaden för {name} (600–800 tkr)." in said
    assert "Ramen är" not in said
    assert "Vikter:" not in said
    other = replace(then, frame="1 000 tkr", weights=(1.0, 0.0, 0.0, 0.0)[: len(then.weights)])
    said = plain(today_beside(store, VSO, other).sentence)
    assert "Ramen är 2 000 tkr (då 1 000 tkr)." in said
    assert "Då: vikter: Effekttyp 100 %" in said
    # A database that was put back to before the link was frozen cannot tell; the numbers are all there is.
    ahead = replace(then, basis=replace(then.basis, plan_version=9))
    assert "planen är nu i version 1 (då 9)" in today_beside(store, VSO, ahead).sentence


def test_a_study_is_the_same_only_when_all_that_is_said_is(store: Store) -> None:
    import_plan(store, read_plan(DATA / "vso-2021"))
    now = study_now(picture_of(store, VIEW.model_copy(update={"draws": 200})), PORTFOLIO_PAGE)
    other = replace(now, basis=replace(now.basis, entry=7, fingerprint="då"))
    assert study_today_words(other, now) == SAME_ANSWER
    assert OTHER_WORDS_OF_STUDY in study_today_words(replace(other, cautions=("En varning.",)), now)


@pytest.mark.parametrize("kind", [PORTFOLIO_PAGE, SENSITIVITY_PAGE])
def test_a_study_that_was_frozen_before_charts_were_kept_is_not_said_to_differ_for_that(
    store: Store, kind: str
) -> None:
    import_plan(store, read_plan(DATA / "vso-2021"))
    now = study_now(picture_of(store, VIEW.model_copy(update={"draws": 200})), kind)
    if isinstance(now, PortfolioDocument) and now.frontier is not None:
        without, frontier = replace(now, frontier=None), replace(now.frontier, chart=None)
        before = [without, replace(now, frontier=frontier)]
        other = replace(now, frontier=replace(frontier, texts=("Annat.",)))
    else:
        assert isinstance(now, SensitivityDocument)
        before = [replace(now, sections=tuple(replace(section, chart=None) for section in now.sections))]
        other = replace(now, sections=(replace(now.sections[0], texts=("Annat.",), chart=None), *now.sections[1:]))
    assert [study_today_words(then, now) for then in before] == [STUDY_UNCHANGED] * len(before)
    assert OTHER_WORDS_OF_STUDY in study_today_words(other, now)


@pytest.mark.parametrize("kind", KIND_OF_PART.values())
def test_nothing_of_a_round_that_is_not_revealed_is_in_a_study(store: Store, kind: str) -> None:
    meeting = filled(store)
    view = VIEW.model_copy(update={"draws": 200, "source": "median"})
    before = study_now(picture_of(store, view), kind)
    meeting_steps.open_round(store, meeting.id, ["S02"], "objektledare")
    who = ballots.Voter(meeting.id, meetings.members(store, meeting.id)[0], 2)
    ballots.save_answer(store, who, "S02", "effekttyp", Answer(kind=Kind.LEVEL, value="Ingen effekt"))
    assert study_now(picture_of(store, view), kind) == before
    meeting_steps.reveal(store, meeting.id, "objektledare")
    assert study_now(picture_of(store, view), kind) != before


@pytest.mark.parametrize("frame", ["1000", "3000"])
def test_a_smaller_and_a_larger_frame_are_told_beside_what_it_was(
    store: Store, frozen: PictureDocument, frame: str
) -> None:
    now = document_of(picture_of(store, VIEW.model_copy(update={"frame": frame})))
    said = today_words(frozen, now).replace("\u00a0", " ")
    assert f"ramen är {int(frame) // 1000} 000 tkr (då 2 000 tkr)" in said


def test_other_rules_differ_when_the_members_votes_do_though_the_plans_levels_count(store: Store) -> None:
    meeting = filled(store)
    view = VIEW.model_copy(update={"draws": 200, "part": "regler", "frame": "3547"})
    then = study_now(picture_of(store, view), RULES_PAGE)
    assert today_beside(store, VSO, then).sentence == STUDY_UNCHANGED
    for member in meetings.members(store, meeting.id):
        for criterion, level in NOTHING:
            who = ballots.Voter(meeting.id, member, 1)
            ballots.save_answer(store, who, "S01", criterion, Answer(kind=Kind.LEVEL, value=level))
    said = today_beside(store, VSO, then).sentence
    assert said.startswith("Dagens svar skiljer sig. ")
    assert "Lika andelar" in said
    assert "Sedan dess" not in said
