"""The picture: a pure function of plan, changes and view; what does not fit the plan is told and left out."""

from datetime import UTC, datetime

import pytest

from prioritering.criteria.model import Level, WordedScale
from prioritering.criteria.model_file import standard_model
from prioritering.money.line_rule import Inside
from prioritering.plan.object_plan import ObjectPlan, Tier
from prioritering.plan.reader import read_plan
from prioritering.scoring.changes import Changes, CostAssumption, TieOrder
from prioritering.view import line_words, sentences
from prioritering.view.cost_sums import counted_projects
from prioritering.view.document import stamp
from prioritering.view.frame_words import frame_origin
from prioritering.view.picture import Picture, spaced
from prioritering.view.reasons import reasons
from prioritering.view.row import rows_of
from prioritering.view.view import SPACINGS, View
from prioritering.web.parts.board_rows import WINDOW, board_rows
from tests.folders import DATA
from tests.scoring.builders import number_model, plan, project
from tests.view.builders import picture


@pytest.fixture(scope="module")
def vso() -> ObjectPlan:
    return read_plan(DATA / "vso-2021").plan


def of(given: ObjectPlan, **view: object) -> Picture:
    return picture(given, View(**view), standard_model())  # type: ignore[arg-type]


def test_without_a_choice_the_plans_vu_is_preset_and_said_to_be(vso: ObjectPlan) -> None:
    shown = of(vso)
    assert (shown.frame.kronor, shown.frame.preset) == (3_547_000, True)
    assert frame_origin(shown).startswith("Förvald: Vidareutveckling (VU)")
    assert "Planen anger inte vilken ram" in frame_origin(shown)


def test_without_a_frame_one_is_asked_to_choose_among_those_that_there_are(vso: ObjectPlan) -> None:
    assert frame_origin(of(vso, frame="ingen")).endswith("Välj en av planens budgetposter eller skriv ett belopp.")
    said = "Planen anger inga ramar att välja bland. Välj Eget belopp och skriv hur mycket ni har."
    assert frame_origin(of(plan(project("A", 1)))) == said


@pytest.mark.parametrize(("frame", "kronor"), [("ingen", None), ("3432.5", 3_432_500), ("0", 0)])
def test_the_frame_can_be_typed_or_left_out(vso: ObjectPlan, frame: str, kronor: int | None) -> None:
    shown = of(vso, frame=frame)
    assert (shown.frame.kronor, shown.frame.preset) == (kronor, False)


def test_every_frame_of_the_plan_can_be_chosen(vso: ObjectPlan) -> None:
    amounts = {int(cell.amount_kr or 0) for cell in vso.budget_cells if cell.frame}
    assert {3_547_000, 3_432_000, 115_000} <= amounts


def test_the_finding_says_how_far_the_frame_reaches_and_on_what_condition(vso: ObjectPlan) -> None:
    expected = (
        "Ramen 3 547 tkr räcker säkert till 2 av 10 projekt. "
        "Fyra till ryms om de tre okända kostnaderna är högst 47 tkr tillsammans."
    )
    assert sentences.headline(of(vso)).replace("\u00a0", " ") == expected


def test_the_first_advice_is_a_range_for_the_unknown_costs_and_names_no_project(vso: ObjectPlan) -> None:
    expected = "Sätt ett spann för de okända kostnaderna först: de avgör vad mer som ryms."
    assert sentences.which_decide(of(vso)) == expected
    assert sentences.which_decide(of(vso, order="per-krona")) == expected
    assert sentences.which_decide(of(vso, unknown_high=900)) == ""
    assert sentences.which_decide(of(vso, frame="ingen")) == ""


def test_the_break_even_is_exact(vso: ObjectPlan) -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    for extra, inside in ((47_000, True), (47_001, False)):
        cost = CostAssumption(project_id="S04", low=extra, high=extra, role="Objektledare", reason="prov", at=at)
        zero = [
            CostAssumption(project_id=key, low=0, high=0, role="Objektledare", reason="prov", at=at)
            for key in ("S09", "S10")
        ]
        shown = picture(vso, View(), standard_model(), Changes(costs=(cost, *zero)))
        index = [item.id for item in shown.board.candidates].index("S07")
        assert shown.board.line is not None
        assert bool(shown.board.line.inside[index] == Inside.YES) is inside


def test_assumptions_can_be_left_out_of_the_picture(vso: ObjectPlan) -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    changes = Changes(costs=(CostAssumption(project_id="S09", low=1, high=1, role="x", reason="y", at=at),))
    with_them = picture(vso, View(), standard_model(), changes)
    without = picture(vso, View(assumptions=False), standard_model(), changes)
    assert (with_them.board.unknown_count, without.board.unknown_count) == (2, 3)


def test_filters_hide_rows_and_never_change_places_or_sums(vso: ObjectPlan) -> None:
    whole, filtered = of(vso), of(vso, perspectives=("Brukare",), tiers=(Tier.STRATEGIC,))
    assert filtered.board.ranking.place.tolist() == whole.board.ranking.place.tolist()
    assert sum(filtered.shown(item) for item in filtered.board.candidates) == 4


@pytest.mark.parametrize(
    ("view", "word"),
    [
        ({"frame": "finns-inte"}, "ram"),
        ({"weights": (("nytta", 3.0),)}, "vikter"),
        ({"must": ("S99",)}, "låser"),
        ({"must": ("S01",), "not_now": ("S01",)}, "både"),
        ({"perspectives": ("Ingen",)}, "perspektiv"),
        ({"values": (("omfattning", (3.0, 1.0)),)}, "värden"),
        ({"values": (("nytta", (0.0, 1.0)),)}, "värden"),
    ],
)
def test_what_does_not_fit_the_plan_is_told_and_left_out(vso: ObjectPlan, view: dict[str, object], word: str) -> None:
    shown = of(vso, **view)
    assert any(word in notice for notice in shown.notices)
    assert len(shown.board.candidates) == 10


def test_a_plan_without_levels_has_a_picture_too() -> None:
    shown = picture(read_plan(DATA / "ukfa-2022").plan, View(plan="ukfa-2022"), standard_model())
    assert (len(shown.board.candidates), len(shown.scored.unscored)) == (0, 17)
    assert "underlag" in sentences.headline(shown)


@pytest.mark.parametrize("spacing", SPACINGS)
def test_every_spacing_keeps_the_zero_and_the_order_of_the_levels(spacing: str) -> None:
    scales = [item.scale for item in standard_model().criteria if isinstance(item.scale, WordedScale)]
    assert scales
    for scale in scales:
        values = spaced(scale, spacing)
        assert values[0] == 0
        assert values[-1] == 100
        assert sorted(set(values)) == list(values)


def test_growing_steps_let_the_top_count_more_than_shrinking_steps() -> None:
    scale = standard_model().criterion("omfattning").scale
    assert isinstance(scale, WordedScale)
    assert spaced(scale, "vaxande") == (0, 10, 30, 60, 100)
    assert spaced(scale, "avtagande") == (0, 40, 70, 90, 100)


def test_steps_that_do_not_come_out_even_are_told_with_one_decimal() -> None:
    levels = tuple(Level(name=str(number), value=20 * number) for number in range(6))
    scale = WordedScale(levels=levels)
    assert spaced(scale, "vaxande") == (0, 6.7, 20, 40, 66.7, 100)
    assert spaced(scale, "avtagande") == (0, 33.3, 60, 80, 93.3, 100)
    assert spaced(scale, "jamna") == (0, 20, 40, 60, 80, 100)


def test_a_tie_on_the_line_is_said_in_words() -> None:
    tied = plan(project("a", 500, 50), project("b", 500, 50))
    shown = picture(tied, View(plan="prov", frame="0.5"), number_model())
    assert sentences.tie_note(shown.board) == "Projekt a och Projekt b är lika; ett av dem ryms."
    unlike = plan(project("a", 500, 50), project("b", 400, 50))
    shown = picture(unlike, View(plan="prov", frame="0.5"), number_model())
    assert sentences.tie_note(shown.board) == (
        "Projekt a och Projekt b är lika, men ramen räcker inte till båda. Ni måste välja."
    )


def test_locks_that_break_the_frame_are_said_in_words() -> None:
    some = plan(project("a", 2_000_000, 50))
    shown = picture(some, View(plan="prov", frame="1500", must=("a",)), number_model())
    assert (
        sentences.headline(shown).replace("\u00a0", " ") == "Det låsta projektet kostar 500 tkr mer än ramen 1 500 tkr."
    )


def test_in_a_long_list_the_line_stands_only_in_the_window_where_it_belongs() -> None:
    many = plan(*(project(f"p{n:03}", 1000, 100 - n / 10) for n in range(250)))
    model = number_model()
    for frame, start, lines in (("150", 0, 0), ("150", 100, 1), ("150", 200, 0), ("250", 200, 1), ("100", 0, 0)):
        rows = board_rows(picture(many, View(plan="prov", frame=frame, start=start), model)).rows
        assert sum(row["kind"] == "line" for row in rows) == lines, (frame, start)
    keys = [row["key"] for row in board_rows(picture(many, View(plan="prov", frame="150", start=100), model)).rows]
    assert keys.index("linje") == 50
    assert len(keys) == WINDOW + 1


def test_an_order_that_the_group_has_put_a_tie_in_decides_and_is_told_with_its_reason() -> None:
    tied = plan(project("a", 500, 50), project("b", 500, 50))
    at = datetime(2026, 1, 1, tzinfo=UTC)
    order = TieOrder(project_ids=("b", "a"), role="Objektägare", reason="Avtalet löper ut", at=at)
    shown = picture(tied, View(plan="prov", frame="0.5"), number_model(), Changes(tie_orders=(order,)))
    first, second = rows_of(shown, shown.board.listed())
    assert [(row.id, row.place, row.tied, row.state[2]) for row in (first, second)] == [
        ("b", 1, 2, "Ryms"),
        ("a", 1, 2, "Ryms inte"),
    ]
    assert sentences.tie_note(shown.board) == ""
    assert first.reasons is not None
    assert first.reasons.tie_order is not None
    assert first.reasons.tie_order.reason == "Avtalet löper ut"
    alone = picture(
        tied, View(plan="prov", frame="0.5", assumptions=False), number_model(), Changes(tie_orders=(order,))
    )
    assert sentences.tie_note(alone.board) == "Projekt a och Projekt b är lika; ett av dem ryms."
    assert alone.tie_order("a") is None


@pytest.mark.parametrize(("other", "locked"), [(50, ("a",)), (50, ("b",)), (40, ()), (None, ())])
def test_an_order_of_a_tie_that_is_none_any_more_is_told_of_none_in_it(
    other: float | None, locked: tuple[str, ...]
) -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    order = TieOrder(project_ids=("b", "a"), role="Objektägare", reason="Avtalet löper ut", at=at)
    some = plan(project("a", 500, 50), project("b", 500, other))
    shown = picture(some, View(plan="prov", must=locked), number_model(), Changes(tie_orders=(order,)))
    assert [shown.tie_order(key) for key in ("a", "b", "c")] == [None] * 3


def test_what_a_picture_is_kept_by_is_the_numbers_that_it_was_read_at() -> None:
    some = plan(project("a", 500, 50))
    shown = picture(some, View(plan="prov"), number_model())
    assert shown.basis.numbers == (some.key, some.version, shown.basis.content_hash, shown.basis.entry, None)


def test_what_locks_use_is_said_by_itself_and_an_unknown_one_leaves_at_most_what_is_shown() -> None:
    some = plan(project("a", 300_000, 90), project("b", 200_000, 50), project("c", None, 10))
    shown = picture(some, View(plan="prov", frame="600", must=("c",)), number_model())
    text = sentences.headline(shown).replace("\u00a0", " ")
    assert text == (
        "Det låsta projektet lämnar högst 600 tkr av ramen 600 tkr, som överskrids om kostnaden är över 600 tkr. "
        "Ramen 600 tkr räcker inte säkert till något av 2 fria projekt. "
        "Två till ryms om den okända kostnaden är högst 100 tkr."
    )
    assert line_words.line_text(shown).replace("\u00a0", " ") == (
        "Ramen 600 tkr kan överskridas av det låsta projektet · högst 600 tkr kvar"
    )


def test_a_reason_under_hoppa_is_the_frame_less_what_is_taken_before(vso: ObjectPlan) -> None:
    shown = of(vso, frame="5000", rule="hoppa")
    said = {
        row.id: row.reasons.money.replace("\u00a0", " ") for row in rows_of(shown, shown.board.listed()) if row.reasons
    }
    assert "högst 2 000 tkr tillsammans" in said["S09"]
    assert "högst 1 500 tkr tillsammans" in said["S07"]
    assert "högst 1 000 tkr tillsammans" in said["S03"]


def test_the_parts_of_a_row_are_its_points_from_the_lowest_that_they_may_be_to_the_highest(vso: ObjectPlan) -> None:
    shown = picture(vso, View(frame="3547"))
    rows = rows_of(shown, range(len(shown.board.candidates)))
    assert any(part.more for row in rows for part in row.parts)
    for index, row in enumerate(rows):
        ends = (sum(part.low for part in row.parts), sum(part.low + part.more for part in row.parts))
        points = shown.board.points
        assert ends == pytest.approx((points.low[index], points.high[index]))


def test_the_levels_of_a_range_say_which_shares_of_the_scale_they_give() -> None:
    shown = picture(plan(project("A", 1000, (25, 50)), project("B", 1000, 40)), View(), number_model())
    shares = [reasons(shown, index, "", False).parts[0].share for index in (0, 1)]
    assert shares == ["25–50\u00a0%", "40\u00a0%"]


def test_the_order_in_which_levels_were_read_is_no_other_basis() -> None:
    ids = ("nytta", "risk")
    one = project("A", 1000, 30, 60, ids=ids)
    other = one.model_copy(update={"marks": dict(reversed(one.marks.items()))})
    found = [picture(plan(given), View(), number_model(*ids)).basis.fingerprint() for given in (one, other)]
    assert found[0] == found[1]


def test_a_picture_without_a_meeting_rests_on_no_event_of_one() -> None:
    rests = stamp(of(plan(project("A", 1000, 30))))
    assert (rests.meeting, rests.event) == ("", 0)


def test_the_sums_are_of_the_ranked_and_of_those_only_locked_in_where_there_are_any() -> None:
    given = plan(project("A", 1000, 30), project("B", 1000))
    alone, locked = (picture(given, View(must=must), number_model()).board for must in ((), ("B",)))
    assert counted_projects(alone) == "rangordnade"
    assert counted_projects(locked) == "rangordnade eller låsta"
