"""A copied link shows what was seen when it was copied: as it is now while nothing has changed, else as it was then."""

from pathlib import Path
from urllib.parse import urlencode

import pytest

from prioritering.meeting.meeting import Answer, Kind
from prioritering.plan.reader import read_plan
from prioritering.scoring.changes import CostAssumption, Signed, TieOrder, UnknownCosts
from prioritering.store import ballots, entry_log, meetings
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases.copied_link import (
    OLDER_RULES,
    LinkState,
    copied_link,
    copied_now,
    opened_link,
)
from prioritering.usecases.gather import AsOf
from prioritering.usecases.picture import picture_of
from prioritering.usecases.since import changed_since
from prioritering.view.basis import RULES
from prioritering.view.copied_link import CopiedFrom, view_of_link
from prioritering.view.document import document_of
from prioritering.view.view import PARAMETERS, View
from tests.folders import DATA, VSO, write_plan
from tests.store import meeting_steps
from tests.usecases.builders import Import, filled, shown_round, signed

VIEW = View(source="median", weights=(("effekttyp", 30.0), ("omfattning", 45.0), ("tidsperspektiv", 25.0)))
FIRST = "A1,Karta,strategiskt,5,Två effekter,Hög,Kort\n"


def opened(store: Store, link: dict[str, str]) -> tuple[View, LinkState, AsOf]:
    view, copied, notices = view_of_link(link)
    assert copied is not None
    assert notices == ()
    found = opened_link(store, view, copied)
    return view, found.state, found.as_of


def assume(store: Store, project_id: str = "S09", low: int = 600_000, high: int = 800_000) -> None:
    entry = CostAssumption.model_validate(signed(project_id=project_id, low=low, high=high))
    entry_log.keep_entry(store, VSO, entry)


def test_a_link_holds_every_value_and_opens_the_living_view_while_nothing_has_changed(store: Store) -> None:
    filled(store)
    link = copied_link(store, VIEW)
    assert {"plan", "kommun", "vikter", "regel", "ordning", "spann", "steg", "dragningar", "fro", "da"} <= set(link)
    assert (next(iter(link)), [*link][-1]) == ("kopierad", "da")
    assert set(link) - {"kopierad", "da"} <= set(PARAMETERS)
    equal = copied_link(store, View(plan="vso-2021"))
    assert equal["vikter"] == "lika"
    assert equal["ram"] == "planens-3547"
    assert (opened(store, equal)[0].weights, opened(store, equal)[0].frame) == ((), "")
    view, state, as_of = opened(store, link)
    assert state is LinkState.SAME
    assert document_of(picture_of(store, view, as_of)).rows == document_of(picture_of(store, VIEW)).rows


def test_a_link_keeps_the_range_for_all_unknown_costs_that_it_was_copied_with(store: Store) -> None:
    filled(store)
    own = VIEW.model_copy(update={"source": "planen", "frame": "3547"})

    def give(low: int, high: int) -> None:
        entry_log.keep_entry(store, VSO, UnknownCosts.model_validate(signed(low=low, high=high)))

    give(10_000, 15_000)
    then, link = document_of(picture_of(store, own)), copied_link(store, own)
    give(900_000, 1_000_000)
    view, state, as_of = opened(store, link)
    assert state is LinkState.THEN
    assert document_of(picture_of(store, view, as_of)).rows == then.rows
    assert document_of(picture_of(store, view, as_of)).rows != document_of(picture_of(store, own)).rows


def test_a_link_of_an_ordinary_view_is_short_enough_for_a_mail_and_readable(store: Store) -> None:
    meeting = filled(store)
    ordinary = VIEW.model_copy(update={"meeting": meeting.id, "frame": "3547", "must": ("S02",)})
    address = f"https://prioritering.kommunen.se/prioritera?{urlencode(copied_link(store, ordinary))}"
    assert len(address) <= 400
    assert "vikter=effekttyp.30~omfattning.45~tidsperspektiv.25" in address
    assert "da=v1.a5.h" in address


FOUR_WEIGHTS = (("effekttyp", 30.0), ("omfattning", 25.0), ("tidsperspektiv", 25.0), ("genomforbarhet", 20.0))


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        ("prioritera", {"plan": "ukfa-2022", "frame": "5269.5", "actors": ("UF", "Förskola")}),
        ("robusthet", {"plan": "ukfa-2022", "frame": "1000", "part": "kanslighet", "project": "UF12"}),
        (
            "prioritera",
            {
                "plan": "vso-2021",
                "frame": "3547",
                "weights": FOUR_WEIGHTS,
                "perspectives": ("Brukare", "Medarbetare"),
                "tiers": ("strategiskt",),
                "must": ("S01",),
                "not_now": ("S03",),
            },
        ),
    ],
    ids=["ukfa, filter", "ukfa, robusthet", "eget kriterium, filter, lås"],
)
def test_a_link_is_short_enough_also_with_filters_own_criteria_and_the_other_plan(
    store: Store, page: str, asked: dict[str, object]
) -> None:
    for plan in ("vso-2021", "ukfa-2022"):
        import_plan(store, read_plan(DATA / plan))
    link = copied_link(store, View.model_validate(asked))
    address = f"https://prioritering.kommunen.se/{page}?{urlencode(link)}"
    assert len(address) <= 400, address
    assert f"plan={asked['plan']}&kommun=linkoping&" in address
    # What was asked for is what the link says.
    view, _, _ = view_of_link(link)
    assert [name for name, value in asked.items() if getattr(view, name) != value] == []


def test_what_has_changed_since_opens_it_as_then_with_the_figures_of_then(store: Store) -> None:
    filled(store)
    link, before = copied_link(store, VIEW), document_of(picture_of(store, VIEW))
    assume(store, "S02")
    view, state, as_of = opened(store, link)
    assert state is LinkState.THEN
    assert document_of(picture_of(store, view, as_of)).rows == before.rows
    assert document_of(picture_of(store, view)).rows != before.rows


def test_a_change_that_is_taken_back_leaves_the_link_living(store: Store) -> None:
    filled(store)
    link = copied_link(store, VIEW)
    assume(store)
    assert opened(store, link)[1] is LinkState.THEN
    entry_log.withdraw(store, VSO, entry_log.Thing("costs", ("S09", "")), Signed.model_validate(signed()))
    assert opened(store, link)[1] is LinkState.SAME


def test_after_two_new_versions_of_the_plan_it_shows_the_first_and_tells_what_changed(
    store: Store, take_in: Import
) -> None:
    take_in(FIRST)
    view = View(plan="prov")
    link = copied_link(store, view)
    take_in(FIRST.replace(",5,", ",6,"))
    take_in(FIRST.replace(",5,", ",7,") + "A2,Fiber,strategiskt,3,Två effekter,Hög,Kort\n")
    asked, state, as_of = opened(store, link)
    assert state is LinkState.THEN
    assert picture_of(store, asked, as_of).board.candidates[0].cost.low == 5000
    [said] = changed_since(store, asked, as_of)
    assert said.startswith("Planen: version 1 → 3, ett\u00a0projekt in, en\u00a0uppgift ändrad")
    assert "Fiber är nytt" in said
    assert "Karta: kostnad (tkr) 5 → 7" in said


def test_a_version_that_goes_back_to_what_stood_before_opens_the_living_view(store: Store, take_in: Import) -> None:
    take_in(FIRST)
    link = copied_link(store, View(plan="prov"))
    take_in(FIRST.replace(",5,", ",6,"))
    take_in(FIRST)
    assert opened(store, link)[1] is LinkState.SAME


def test_a_column_that_is_only_shown_counts_as_a_change_too(store: Store, tmp_path: Path) -> None:
    header = "id,namn,klass,kostnad_tkr,effekttyp,omfattning,tidsperspektiv,anmarkning\n"
    row = FIRST.strip()
    import_plan(store, read_plan(write_plan(tmp_path / "a", f"{row},ett\n", header)))
    link = copied_link(store, View(plan="prov"))
    import_plan(store, read_plan(write_plan(tmp_path / "b", f"{row},två\n", header)))
    assert opened(store, link)[1] is LinkState.THEN


def test_blind_answers_neither_change_a_link_nor_come_with_one(store: Store) -> None:
    meeting = filled(store)
    view = VIEW.model_copy(update={"meeting": meeting.id})
    meeting_steps.open_round(store, meeting.id, ["S02"], "objektledare")
    link = copied_link(store, view)
    member = meetings.members(store, meeting.id)[0]
    hidden = Answer(kind=Kind.LEVEL, value="Ingen effekt")
    ballots.save_answer(store, ballots.Voter(meeting.id, member, 2), "S02", "effekttyp", hidden)
    assert copied_link(store, view) == link
    assert opened(store, link)[1] is LinkState.SAME
    meeting_steps.reveal(store, meeting.id, "objektledare")
    asked, state, as_of = opened(store, link)
    assert state is LinkState.THEN
    group = picture_of(store, asked, as_of).basis.group
    assert group is not None
    assert {sheet.round for sheet in group.sheets} == {1}
    [said] = changed_since(store, asked, as_of)
    assert "svaren i runda 2 har visats" in said


def test_a_reveal_is_a_change_only_where_the_groups_answers_count(store: Store) -> None:
    meeting = filled(store)
    of_the_plan = copied_link(store, View(frame="3547"))
    of_the_group = copied_link(store, VIEW)
    of_the_voices = copied_link(store, View(part="regler"))
    meeting_steps.open_round(store, meeting.id, ["S02"], "objektledare")
    meeting_steps.reveal(store, meeting.id, "objektledare")
    member = meetings.members(store, meeting.id)[0]
    changed = Answer(kind=Kind.LEVEL, value="Ingen effekt")
    ballots.save_answer(store, ballots.Voter(meeting.id, member, 2), "S02", "effekttyp", changed)
    assert opened(store, of_the_plan)[1] is LinkState.SAME
    assert opened(store, of_the_group)[1] is LinkState.THEN
    assert opened(store, of_the_voices)[1] is LinkState.THEN
    # A page that shows the answers themselves is as then for any view.
    view, copied, _ = view_of_link(of_the_plan)
    assert copied is not None
    assert opened_link(store, view, copied, answers=True).state is LinkState.THEN
    # Something else has changed: then it is as then, and the reveal is not told of.
    assume(store)
    view, state, as_of = opened(store, of_the_plan)
    assert state is LinkState.THEN
    assert not any("runda" in line for line in changed_since(store, view, as_of))
    assert any("runda 2" in line for line in changed_since(store, view, as_of, answers=True))


def test_an_answer_that_is_changed_after_the_reveal_is_told_of(store: Store) -> None:
    meeting = filled(store)
    link = copied_link(store, VIEW)
    member = meetings.members(store, meeting.id)[0]
    changed = Answer(kind=Kind.LEVEL, value="Ingen effekt")
    ballots.save_answer(store, ballots.Voter(meeting.id, member, 1), "S01", "effekttyp", changed)
    view, state, as_of = opened(store, link)
    assert state is LinkState.THEN
    assert changed_since(store, view, as_of)[0].endswith("svar som hade visats har ändrats.")


def test_a_meeting_that_comes_later_does_not_take_the_place_of_the_one_that_was_seen(store: Store) -> None:
    filled(store)
    link, before = copied_link(store, VIEW), document_of(picture_of(store, VIEW))
    shown_round(store, "Låg")
    view, state, as_of = opened(store, link)
    assert state is LinkState.THEN
    assert document_of(picture_of(store, view, as_of)).rows == before.rows


def test_new_assumptions_are_told_by_name_and_number(store: Store) -> None:
    filled(store)
    then = copied_now(store, VIEW)
    assume(store)
    assume(store, "S07", 100_000, 100_000)
    assume(store, "S04", 700_000, 700_000)
    said = changed_since(store, VIEW, AsOf(*then.numbers))
    assert [line.partition(":")[0] for line in said] == ["Två nya antaganden", "Ett ändrat antagande"]
    assert "600–800\u00a0tkr" in said[0]
    assert "600–800\u00a0tkr → 700\u00a0tkr" in said[1]


def test_a_link_from_before_the_rules_were_changed_says_that_it_is_computed_anew(store: Store) -> None:
    filled(store)
    older = copied_now(store, VIEW)._replace(rules=RULES - 1)
    assert opened_link(store, VIEW, older)[:3] == (LinkState.SAME, AsOf(), OLDER_RULES)
    assume(store)
    found = opened_link(store, VIEW, older)
    assert (found.state, found.notice) == (LinkState.THEN, OLDER_RULES)


@pytest.mark.parametrize("text", ["", "v1", "v1.a1.h1.zzzz.r5", "v1.a1.h1.0123456789.r5 1", "v" + "9" * 400, "<b>"])
def test_what_cannot_be_read_is_told_and_shows_now(text: str) -> None:
    view, copied, notices = view_of_link({"plan": "vso-2021", "da": text})
    assert (view, copied) == (View(plan="vso-2021"), None)
    assert len(notices) == 1


@pytest.mark.parametrize("around", [".", " ", ").", "”,", "\u00a0>"])
def test_what_ends_the_sentence_around_a_link_in_a_mail_may_come_along(around: str) -> None:
    _, copied, notices = view_of_link({"plan": "vso-2021", "da": f"v1.a2.h3.0123456789.r5{around}"})
    assert (str(copied), notices) == ("v1.a2.h3.0123456789.r5", ())


def test_a_new_order_of_tied_projects_is_told_with_the_two_kept_apart_from_the_order(store: Store) -> None:
    filled(store)
    then = copied_now(store, VIEW)
    entry_log.keep_entry(store, VSO, TieOrder.model_validate(signed(project_ids=("S10", "S09"))))
    (said,) = changed_since(store, VIEW, AsOf(*then.numbers))
    assert said == (
        "En ny ordning av lika projekt: Upphandling verksamhetssystem Äldre före Upphandling verksamhetssystem Barn "
        "och Unga, Vuxna."
    )


def test_a_link_is_read_as_it_was_written(store: Store) -> None:
    filled(store)
    copied = copied_now(store, VIEW)
    assert view_of_link({"kopierad": copied.seal, "da": str(copied)})[1] == CopiedFrom(*copied)
    assert view_of_link({"da": str(copied)})[1] == copied._replace(seal="")
