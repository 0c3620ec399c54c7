"""What a further round asks about: the cells where the answers stand apart, or could move a project over the line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from prioritering.meeting.results import Cell, by_disagreement
from prioritering.scoring.level_dependence import changes_state
from prioritering.store.connection import Store
from prioritering.usecases.group_result import Result
from prioritering.usecases.picture import picture_of
from prioritering.view.view import View


class ToDiscuss(NamedTuple):
    """The cells worth asking about again, most apart first: for how far `apart` their answers are, or else for what.

    In those `across` the answers are nearer each other, but move the project over the line.
    """

    apart: tuple[Cell, ...] = ()
    across: tuple[Cell, ...] = ()

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All of them."""
        return (*self.apart, *self.across)


class AskedFor(NamedTuple):
    """How many questions a round asks for how far apart the answers are, for the line, and of projects as a whole."""

    apart: int
    across: int
    whole: int


def cells_to_discuss(store: Store, found: Result, view: View, least: int, crossing: bool) -> ToDiscuss:
    """Return the cells of a shown result where at least `least` steps lie between the answers.

    With `crossing` also those where the project would be on another side of the line at the lowest or the highest
    answer, all else as the group says.
    """
    # What the group has agreed on need not be asked again.
    apart = [cell for cell in by_disagreement(found.cells.values()) if cell.steps and cell.agreed is None]
    across = _crossing(store, found, view, apart) if crossing else set()
    nearer = (cell for cell in apart if cell.steps < least)
    return ToDiscuss(
        tuple(cell for cell in apart if cell.steps >= least),
        tuple(cell for cell in nearer if (cell.project_id, cell.criterion_id) in across),
    )


def _crossing(store: Store, found: Result, view: View, apart: Sequence[Cell]) -> set[tuple[str, str]]:
    counted = view.model_copy(update={"meeting": found.meeting.id, "source": found.how.value})
    # At the result's own numbers: what is shown in between belongs to the next look.
    shown = picture_of(store, counted, found.here.at)
    board = shown.board
    index = {item.id: place for place, item in enumerate(board.candidates)}
    weights = dict(zip(shown.model.ids, shown.weights, strict=True))
    across = set()
    for cell in apart:
        place, centre = index.get(cell.project_id), cell.centre(found.how)
        weight = weights.get(cell.criterion_id)
        if place is None or centre is None or not weight:
            continue
        middle = float(board.points.middle[place])
        ends = (middle + 100 * weight * (cell.values[end] - centre) for end in (0, -1))
        if changes_state(board, place, ends):
            across.add((cell.project_id, cell.criterion_id))
    return across


def asked_of(cells: Sequence[Cell], chosen: Sequence[str], every: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """Return the criteria to ask about on each chosen project; `every` one where none of its cells is to be discussed.

    The order is that of `every`.
    """
    wanted = {(cell.project_id, cell.criterion_id) for cell in cells}
    return {key: tuple(item for item in every if (key, item) in wanted) or tuple(every) for key in chosen}


def what_asked_for(worth: ToDiscuss, asked: Mapping[str, Sequence[str]]) -> AskedFor:
    """Return what the questions of a round are asked for; `asked` holds the criteria by project."""
    apart, across = ([cell for cell in cells if cell.project_id in asked] for cells in worth)
    count = len([key for criteria in asked.values() for key in criteria])
    return AskedFor(len(apart), len(across), count - len(apart) - len(across))
