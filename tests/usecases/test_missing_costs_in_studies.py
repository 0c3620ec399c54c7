"""Robusthet says of a cost without a figure what every other page says: blank, `?`, a dash and secret are not one."""

from __future__ import annotations

from prioritering.commands.study_text import study_text
from prioritering.plan.object_plan import Cost, Project, Status
from prioritering.usecases.study_now import study_now
from prioritering.view.difference import Titles
from prioritering.view.row import rows_of
from prioritering.view.study_document import PORTFOLIO_PAGE, STANDINGS_PAGE, PortfolioDocument, StandingsDocument
from prioritering.view.study_side_by_side import study_difference
from prioritering.view.view import View
from prioritering.web.frame.templates import render
from tests.scoring.builders import number_model, plan, project
from tests.view.builders import picture

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
