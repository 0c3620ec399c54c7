"""Robusthet says of a cost without a figure what every other page says: blank, `?`, a dash and secret are not one."""

from __future__ import annotations

from prioritering.commands.study_text import study_text
from prioritering.plan.object_plan import Cost, Project, Status
from prioritering.plan.reader import read_plan
from prioritering.scoring.changes import Changes, CostAssumption, UnknownCosts
from prioritering.usecases.study_now import study_now
from prioritering.view.difference import Titles
from prioritering.view.row import rows_of
from prioritering.view.study_document import PORTFOLIO_PAGE, STANDINGS_PAGE, PortfolioDocument, StandingsDocument
from prioritering.view.study_side_by_side import study_difference
from prioritering.view.view import View
from prioritering.web.frame.templates import render
from tests.folders import DATA
from tests.scoring.builders import number_model, plan, project
from tests.view.builders import picture
from tests.view.test_unknown_costs import SIGNED

WAYS = {"fråga": Status.UNKNOWN, "tom": Status.BLANK, "streck": Status.DASH, "hemlig": Status.SECRET}


def missing(key: str) -> Project:
    return project(key, None, 50).model_copy(update={"cost": Cost(status=WAYS[key])})


SEEN = picture(
    plan(*map(missing, WAYS), project("känd", 300_000, 60)), View(plan="prov", frame="500", draws=50), number_model()
)
BOARD = {row.id: (row.cost, row.cost_shape) for row in rows_of(SEEN, SEEN.board.listed())}


def test_the_portfolio_has_the_words_and_shapes_of_the_board() -> None:
    found = study_now(SEEN, PORTFOLIO_PAGE)
    assert isinstance(found, PortfolioDocument)
    assert {row.id: (row.cost or row.missing, row.cost_shape) for row in found.rows} == BOARD
    assert [BOARD[key][0] for key in WAYS] == ["okänd", "ej angiven", "–", "får inte visas"]
    text = "\n".join(study_text(found))
    drawn = render("pages/robusthet/portfolj.html", **{name: getattr(found, name) for name in found.__slots__})
    for word, shape in BOARD.values():
        assert word in text and (not shape or f'<span class="{shape}">{word}</span>' in drawn)
    side = study_difference(found, found, Titles("a", "b", "c", "d"))
    assert {row.first[3] for row in side.rows} == {word for word, _ in BOARD.values()}


def test_the_standings_say_it_too() -> None:
    found = study_now(SEEN, STANDINGS_PAGE)
    assert isinstance(found, StandingsDocument)
    rows = {row.id: row for group in found.groups for row in group.rows}
    assert {key: row.missing for key, row in rows.items()} == {
        "fråga": "okänd kostnad",
        "tom": "kostnad ej angiven",
        "streck": "kostnad –",
        "hemlig": "kostnad får inte visas",
        "känd": "",
    }
    assert {key: row.cost_shape for key, row in rows.items()} == {key: shape for key, (_, shape) in BOARD.items()}
    text = "\n".join(study_text(found))
    assert all(row.missing in text for row in rows.values())


def test_a_cost_that_is_no_single_figure_of_the_plans_says_of_what_it_is_the_middle_and_whose_it_is() -> None:
    common = UnknownCosts.model_validate({**SIGNED, "low": 20_000, "high": 250_500})
    own = CostAssumption.model_validate({**SIGNED, "project_id": "tom", "low": 100_000, "high": 100_000})
    seen = picture(SEEN.plan, SEEN.view, number_model(), Changes(unknown_costs=(common,), costs=(own,)))
    found = study_now(seen, PORTFOLIO_PAGE)
    assert isinstance(found, PortfolioDocument)
    told = {row.id: (row.cost, row.cost_mark) for row in found.rows}
    assert (told["fråga"], told["tom"], told["känd"]) == (
        ("135,25", "gemensamt spann, mitten av 20–250,5"),
        ("100", "antagande"),
        ("300", ""),
    )


def test_what_fits_if_the_groups_assumptions_do_is_not_called_sure_beside_the_best_portfolio() -> None:
    vso = read_plan(DATA / "vso-2021")
    common = UnknownCosts.model_validate({**SIGNED, "low": 20_000, "high": 250_500})
    for changes, said in (
        (Changes(), "jämfört med det som säkert ryms i listan: "),
        (Changes(unknown_costs=(common,)), "jämfört med det som ryms i listan utan det oklara: "),
    ):
        found = study_now(picture(vso.plan, View(frame="3547", draws=50), vso.model, changes), PORTFOLIO_PAGE)
        assert isinstance(found, PortfolioDocument)
        assert said in found.sentence
        assert "säkert" not in found.sentence.replace(said, "")
