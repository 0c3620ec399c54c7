"""The frame's line and the lighter second line stand by the same projects wherever they are drawn."""

import re

import pytest

from prioritering.store.connection import Store
from prioritering.usecases.picture import picture_of
from prioritering.view.document import document_of
from prioritering.view.view import from_address
from prioritering.web.pages.projektor.steps import draw_projector
from prioritering.web.parts.board_rows import board_rows, document_rows

LINES = {"line": "linjen", "line b-second": "den andra"}
VIEWS = [
    f"ram={frame}{more}"
    for frame in ("0", "2000", "3547", "5000", "999999", "ingen")
    for more in ("", "&regel=hoppa", "&ordning=per-krona", "&med=S05~S08", "&med=S01&okand_lagst=1&okand_hogst=9")
]


def drawn(rows: tuple[dict[str, str], ...], names: dict[str, str]) -> list[str]:
    """The rows and the lines between them, from first to last, without the headings of the lanes."""
    return [LINES.get(row["kind"]) or names[row["key"]] for row in rows if row["kind"] != "lane"]


def projected(html: str) -> list[str]:
    rows = re.findall(r'<tr class="s-linerow ([^"]*)">|<th scope="row">(.*?)(?:<span|</th>)', html)
    return [name or ("den andra" if style else "linjen") for style, name in rows]


def parameters(address: str) -> dict[str, str]:
    return dict(part.split("=") for part in address.split("&"))


@pytest.mark.parametrize("address", VIEWS)
def test_board_stored_picture_and_projector_draw_the_lines_in_the_same_places(shared: Store, address: str) -> None:
    picture = picture_of(shared, from_address(parameters(address))[0])
    names = {item.id: item.project.name for item in picture.everything}
    board = drawn(board_rows(picture).rows, names)
    assert drawn(document_rows(document_of(picture)), names) == board
    assert projected(draw_projector(parameters(f"{address}&bild=ram"))) == board
    assert board.count("linjen") == (address.split("&", maxsplit=1)[0] != "ram=ingen")


@pytest.mark.parametrize("address", [view for view in VIEWS if "ingen" not in view])
def test_above_the_line_all_surely_fit_and_the_second_stands_right_after_the_last_that_may(
    shared: Store, address: str
) -> None:
    picture = picture_of(shared, from_address(parameters(address))[0])
    kinds = [row["kind"] for row in board_rows(picture).rows if row["kind"] != "lane"]
    line = kinds.index("line")
    assert set(kinds[:line]) <= {"in"}
    assert line == len(kinds) - 1 or kinds[line + 1] != "in"
    # Per krona those without a cost stand last, open and without a place.
    placed = kinds[: len(kinds) - int(picture.board.unplaced.sum())]
    opened = [number for number, kind in enumerate(placed) if kind == "open"]
    second = [number for number, kind in enumerate(kinds) if kind == "line b-second"]
    assert second == [number + 1 for number in opened[-1:]]


@pytest.mark.parametrize("frame", ["500", "1000", "1500"])
@pytest.mark.parametrize("tier", ["strategiskt", "prioriterat", "önskvärt"])
def test_a_filter_hides_rows_and_leaves_each_line_between_the_same_of_the_others(
    shared: Store, tier: str, frame: str
) -> None:
    whole, picture = (
        picture_of(shared, from_address({"plan": "prov", "ram": frame, **filters})[0])
        for filters in ({}, {"klass": tier})
    )
    names = {item.id: item.project.name for item in whole.everything}
    hidden = {item.project.name for item in whole.everything if not picture.shown(item)}
    left = [name for name in drawn(board_rows(whole).rows, names) if name not in hidden]
    assert drawn(board_rows(picture).rows, names) == left
    assert drawn(document_rows(document_of(picture)), names) == left
    assert 0 < len(hidden) < len(names)


def test_a_project_put_off_is_not_on_the_projector_and_moves_no_line(shared: Store) -> None:
    address = "ram=5000&inte=S01~S06"
    picture = picture_of(shared, from_address(parameters(address))[0])
    names = {item.id: item.project.name for item in picture.everything}
    board = drawn(board_rows(picture).rows, names)
    assert {names["S01"], names["S06"]} == set(board[-2:])
    assert projected(draw_projector(parameters(f"{address}&bild=ram"))) == board[:-2]
