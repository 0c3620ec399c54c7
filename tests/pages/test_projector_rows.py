"""What a row of the projector says and how its bar is drawn, on our own plan with known points and costs."""

from __future__ import annotations

import re
from typing import Any

import pytest

from prioritering.commands.plans import Plans
from prioritering.commands.run import run
from prioritering.store.connection import Store
from prioritering.usecases.meeting_picture import meeting_picture
from prioritering.usecases.picture import picture_of
from prioritering.view.sentences import headline
from prioritering.view.view import View
from prioritering.web.frame import context
from prioritering.web.pages.projektor import rows as projector_rows
from prioritering.web.pages.projektor import steps
from prioritering.web.pages.projektor.window import around_the_line
from tests.pages.visit import Visit, words
from tests.scoring.builders import number_model, plan, project
from tests.view.builders import picture

pytestmark = pytest.mark.usefixtures("shared")


def content(step: str, **view: object) -> dict[str, Any]:
    asked = View.model_validate({"plan": "prov", **view})
    return dict(steps._CONTENT[step](meeting_picture(context.store(), asked)))


def test_the_ranking_gives_place_points_bar_and_cost_from_the_first() -> None:
    found = content("rangordning")
    rows = [(r["place"], r["tied"], r["points"], r["low"], r["more"], r["cost"], r["unknown"]) for r in found["rows"]]  # type: ignore[attr-defined]
    assert rows == [
        (1, False, "100", 100.0, 0.0, "500", False),
        (2, False, "75", 75.0, 0.0, "300", False),
        (3, False, "64", 64.0, 0.0, "200", False),
        (4, False, "56", 55.7, 0.0, "400", False),
        (5, False, "36", 36.0, 0.0, "okänd", True),
    ]
    # No line is drawn in it, so that none is above one.
    assert not any(row["above"] for row in found["rows"])  # type: ignore[attr-defined]
    assert (found["finding"], found["more"]) == ("Alfa <b>fet</b> *kursiv* står först efter planens bedömning.", 0)


def test_of_a_long_list_ten_are_shown_the_ranking_from_the_top_and_the_frame_around_its_line() -> None:
    for count, before, more in ((2, 2, 1), (4, 1, 0), (5, 0, 0), (6, 0, 0)):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(projector_rows, "ROWS", count)
            ranking, frame = content("rangordning"), content("ram", frame="1000")
        shown = min(count, 5)
        assert (len(ranking["rows"]), ranking["before"], ranking["more"]) == (shown, 0, 5 - shown)  # type: ignore[arg-type]
        assert (len(frame["rows"]), frame["before"], frame["more"]) == (shown, before, more)  # type: ignore[arg-type]
        # Under a full picture there is no room for the other rule.
        assert bool(frame["rule"]) is (count > 5)


def test_what_is_furthest_from_the_line_gives_way_first_and_what_is_left_out_is_counted_where_it_lay() -> None:
    rows = content("ram", frame="1000")["rows"]
    assert [(row["above"], row["away"]) for row in rows] == [  # type: ignore[attr-defined]
        (True, 2), (True, 1), (True, 0), (False, 0), (False, 2),
    ]  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(projector_rows, "ROWS", 2)
        drawn = words(Visit("projektor", "plan=prov&bild=ram&ram=1000", "läsare").html)
    assert "… 2 till ovanför." in drawn and "… och 1 till på sidan Prioritera." in drawn


def test_a_row_between_the_two_lines_is_below_the_first() -> None:
    rows: Any = content("ram", plan="vso-2021", frame="3547")["rows"]
    first, second = (place for place, row in enumerate(rows) if row["lines"])
    assert 0 < first < second
    assert [row["above"] for row in rows] == [place < first for place in range(len(rows))]


def test_the_frame_draws_its_lines_before_the_rows_that_they_part() -> None:
    rows = content("ram", frame="1000")["rows"]
    assert [len(row["lines"]) for row in rows] == [0, 0, 0, 1, 0]  # type: ignore[attr-defined]
    assert rows[3]["lines"][0] == ("", "Här tar ramen slut: 1\u00a0000\u00a0tkr · 0\u00a0tkr kvar")  # type: ignore[index]
    # Where all fit the line stands after the last.
    after = content("ram", frame="9000", unknown_low=0, unknown_high=10)
    assert [row["lines"] for row in after["rows"]] == [()] * 5  # type: ignore[attr-defined]
    assert [words(text).split(" · ")[0] for _, text in after["end"]] == [
        "Ramen 9 000 tkr räcker, om det spann som provas stämmer, till alla"
    ]  # type: ignore[attr-defined]


def test_what_decides_is_told_by_the_first_of_those_that_hang_on_the_same() -> None:
    weights = (("effekttyp", 100), ("omfattning", 0), ("tidsperspektiv", 0))
    found: Any = content("ram", plan="vso-2021", frame="3547", weights=weights)
    told = [(row["state"][2], row["because"]) for row in found["rows"]]
    cost, both = ("Oklart", "beror på okänd kostnad"), ("Oklart", "kostnad och val avgör")
    assert told.count(cost) == told.count(both) == 1, told
    assert [state for state, because in told if because] == ["Oklart"] * 2
    drawn = words(Visit("projektor", "plan=prov&bild=ram&ram=1500", "läsare").html)
    assert "Epsilon beror på okänd kostnad" in drawn


def test_the_lines_are_drawn_also_where_the_list_is_longer_than_the_picture() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(projector_rows, "ROWS", 2)
        found = content("ram", frame="1000")
    assert ([len(row["lines"]) for row in found["rows"]], found["end"]) == ([0, 1], [])  # type: ignore[attr-defined]


def test_the_decision_groups_what_surely_fits_by_where_it_is_decided_and_marks_the_locked() -> None:
    found = content("beslut", frame="1600", must=("A3",))
    assert [(group["tier"], group["venue"], _named(group["rows"])) for group in _groups(found)] == [
        ("strategiskt", "Förslag till nämnd", [("Alfa <b>fet</b> *kursiv*", "500"), ("Delta", "400")]),
        ("prioriterat", "Planen anger inte var beslutet fattas", [("Beta", "300")]),
        ("önskvärt", "Beslut i styrgruppen", [("Gamma (låst, provas)", "200")]),
    ]
    [group] = found["opened"]
    assert (group["because"], _named(group["rows"])) == ("beror på okänd kostnad", [("Epsilon", "okänd")])


def _groups(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [group for part in found["parts"] for group in part["groups"]]


def _named(rows: object) -> list[tuple[str, str]]:
    return [(row["name"], row["cost"]) for row in rows]  # type: ignore[attr-defined]


def test_the_decision_parts_what_is_sure_from_what_depends_and_marks_a_cost_that_is_tried() -> None:
    tried = content("beslut", frame="9000", unknown_low=100, unknown_high=900)
    marked = [(row["name"], row["cost"], row["cost_mark"]) for group in _groups(tried) for row in group["rows"]]
    assert ("Epsilon", "100–900", "provas") in marked and tried["opened"] == []
    drawn = words(Visit("projektor", "plan=prov&bild=beslut&ram=1500", "läsare").html)
    assert drawn.index("Inom ramen, vad kostnaderna än blir") < drawn.index(
        "Oklart avgörs innan det beslutas Beror på okänd kostnad Epsilon okänd"
    )


def test_what_fits_only_by_a_range_that_is_tried_or_assumed_is_not_called_sure_in_the_decision() -> None:
    found: Any = content("beslut", plan="vso-2021", frame="3547", unknown_low=5, unknown_high=10)
    parts = {part["title"]: [row["name"][:12] for group in part["groups"] for row in group["rows"]]
             for part in found["parts"]}  # fmt: skip
    assert parts == {
        "Inom ramen, vad kostnaderna än blir": ["Automatiseri", "Tjänster på "],
        "Inom ramen, om det spann som provas stämmer": [
            "Upphandling ", "Upphandling ", "Införande di", "Distansmöten",
        ],
    }  # fmt: skip
    alone: Any = content("beslut", plan="vso-2021", frame="3547")
    assert [part["title"] for part in alone["parts"]] == ["Inom ramen, vad kostnaderna än blir"]
    locked: Any = content("beslut", frame="100", must=("A1",))
    assert [part["title"] for part in locked["parts"]] == ["Med (låst), mer än ramen"]


def test_the_decision_has_a_place_for_what_has_no_class() -> None:
    found = content("beslut", frame="1600", must=("A5",))
    assert _groups(found)[-1] == {
        "tier": "klass ej angiven",
        "venue": "Planen anger inte var beslutet fattas",
        "rows": [{"name": "Epsilon (låst, provas)", "cost": "okänd", "cost_mark": ""}],
    }


def test_the_state_of_the_plan_is_told_project_by_project_and_in_figures() -> None:
    found = content("lage", frame="1000")
    assert [(item.shape, item.word, item.count) for item in found["counts"]] == [  # type: ignore[attr-defined]
        ("●", "Ryms", 3), ("○", "Ryms inte", 2), ("–", "Underlag saknas", 1),
    ]  # fmt: skip
    assert (words(str(found["total"])), words(str(found["reach"]))) == (
        "6 projekt i planen", words(headline(picture_of(context.store(), View(plan="prov", frame="1000"))))
    )  # fmt: skip
    assert [(words(str(figure)), what) for figure, what in found["cards"]] == [  # type: ignore[attr-defined]
        ("1 000 tkr", "ram: eget belopp"),
        ("1 400 tkr", "kända kostnader för de rangordnade"),
        ("1", "har okänd kostnad"),
    ]


def test_the_known_costs_are_called_the_same_on_wall_page_and_command_line_also_with_a_locked_one_among_them(
    shared: Store,
) -> None:
    def card(html: str) -> str:
        return next(one for one in re.findall(r"<li class=.p-card.*?</li>", html, re.S) if "Kända kostnader" in one)

    def wall(**view: object) -> tuple[str, str]:
        return [(words(str(figure)), what) for figure, what in content("lage", **view)["cards"]][1]  # type: ignore[attr-defined]

    for must, sum_of_all, whose, count in (
        ((), "1 400 tkr", "rangordnade", "4 av 5"),
        (("A6",), "1 500 tkr", "rangordnade eller låsta", "5 av 6"),
    ):
        assert wall(frame="3000", must=must) == (sum_of_all, f"kända kostnader för de {whose}")
        flags = ("--maste", *must) if must else ()
        told = run(("rangordna", "--plan", "prov", "--ram", "3000", *flags), Plans(shared)).text
        assert f": 5 rangordnade, kända kostnader för de {whose}: {sum_of_all}" in told.replace("\u00a0", " ")
        page = Visit("oversikt", f"plan=prov&ram=3000&med={','.join(must)}").html
        assert words(card(page)) == f"Kända kostnader {sum_of_all} {count} {whose} har en känd kostnad"
        assert "rangordnas nu" not in words(page)


def test_each_step_says_which_of_all_it_is() -> None:
    for number, step in enumerate(steps.STEPS, 1):
        if step != steps.ON_THE_PAGE:
            shown = words(Visit("projektor", f"plan=prov&bild={step}", "läsare").html)
            assert re.search(rf"{number} (av|/) {len(steps.STEPS)}", shown), shown[:200]


@pytest.mark.parametrize(("line", "second"), [(2, 10), (2, 8), (3, 13), (1, 9)])
def test_what_surely_fits_stays_above_its_line_while_what_is_below_gives_way(line: int, second: int) -> None:
    window = around_the_line(35, 10, line, second)
    order = sorted(range(window.start, window.stop), key=window.away, reverse=True)
    few = sorted(order[3:])
    assert {line - 1, line, line + 1} <= set(few), few
    # What is left out above the line and what is left out below are each counted on their side of it.
    assert window.middle == line


def test_equals_to_choose_among_give_way_after_others_below_and_the_two_beside_the_line_never() -> None:
    window = around_the_line(35, 10, 5, tied=3)
    assert [window.away(row) for row in range(2, 10)] == [2, 1, 0, 0, 1, 2, 6, 8]
    assert [around_the_line(35, 10, 5).away(row) for row in (5, 6, 7)] == [0, 2, 4]


def test_those_that_are_to_be_chosen_among_give_way_as_soon_as_what_is_inside_and_not_twice_as_soon() -> None:
    # The frame holds A, and two of B, C and D.
    rows = [project("A", 400_000, 90), *(project(key, 300_000, 50) for key in "BCD"), project("E", 300_000, 10)]
    given = picture(plan(*rows), View(frame="1000"), number_model())
    found = projector_rows._with_lines(given, given.board.listed())["rows"]
    assert [(row["above"], row["away"]) for row in found] == [(True, 0), (False, 0), (False, 1), (False, 2), (False, 6)]
