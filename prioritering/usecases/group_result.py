"""What a meeting's group thinks, from revealed answers only, under a view's weights and level values."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from prioritering import swedish
from prioritering.criteria.model import Model
from prioritering.meeting.group import levels_of
from prioritering.meeting.left_out import WithoutMember, leave_one_out
from prioritering.meeting.meeting import AnswerSheet, Meeting, Progress, Round
from prioritering.meeting.order_agreement import Concordance, concordance, member_points
from prioritering.meeting.results import (
    Cell,
    Cells,
    Centre,
    by_disagreement,
    cells,
    share_of,
    weights_from_orders,
)
from prioritering.meeting.standing_answers import latest
from prioritering.scoring.asked import Question
from prioritering.scoring.changes import NO_CHANGES, AgreedLevel
from prioritering.scoring.ranking import Order
from prioritering.scoring.weights import Weights
from prioritering.store import meetings
from prioritering.store.connection import Store
from prioritering.store.lost_answers import Losses, losses
from prioritering.store.meeting_rows import meeting_counts
from prioritering.store.revealed_answers import RevealedAnswers
from prioritering.usecases.counted_answers import CountedAnswers
from prioritering.usecases.gather import NOW, AsOf, answers_that_count, moment
from prioritering.usecases.laid_beside import laid_beside
from prioritering.usecases.meeting_room import MeetingRoom, progress, room
from prioritering.usecases.picture import picture_of
from prioritering.usecases.which_plan import in_address
from prioritering.view.frozen_words import weights_told
from prioritering.view.picture import Picture, model_of, weights_of
from prioritering.view.reasons import points_rest_on
from prioritering.view.row import points_in_words
from prioritering.view.view import View


class GroupPlace(NamedTuple):
    """Where the group puts a project, as the board does: its lowest and highest points (0–100), place and ties.

    `points` is None for one that has none, in figures and `in_words`; `place` is None for one without, and `few` says
    that the points rest on few answers, or on what was agreed on.
    """

    project_id: str
    points: tuple[float, float] | None = None
    place: int | None = None
    tied: bool = False
    in_words: str = ""
    few: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """A meeting's revealed answers; before the first reveal it holds nobody's.

    `counted_answers` are those of `answers` that the group's figures are made of, and `agreed` are the levels that the
    meeting has agreed on, which go before them; those of `agreed_waiting`, each with what is asked about it, do not
    until the group has said that they hold. `current` is each member's newest sheet of those that count, and
    `standing` are the same by project: of a large group there are thousands to look through. `picture` is the view's
    when these answers count; None before anything is shown.
    """

    here: MeetingRoom
    model: Model
    weights: Weights
    how: Centre
    answers: RevealedAnswers
    counted_answers: CountedAnswers
    project_ids: tuple[str, ...]
    cells: Cells
    progress: tuple[Progress, ...]
    lost: Losses
    current: tuple[AnswerSheet, ...]
    standing: Mapping[str, tuple[AnswerSheet, ...]]
    agreed: tuple[AgreedLevel, ...] = ()
    agreed_waiting: tuple[tuple[AgreedLevel, Question], ...] = ()
    picture: Picture | None = None

    @property
    def meeting(self) -> Meeting:
        """The meeting."""
        return self.here.meeting

    @property
    def names(self) -> dict[str, str]:
        """Project names by id."""
        return self.here.names

    @property
    def criteria(self) -> dict[str, str]:
        """Criterion names by id."""
        return {criterion.id: criterion.name for criterion in self.model.criteria}

    @property
    def is_shown(self) -> bool:
        """True when at least one round is revealed."""
        return any(item.is_revealed for item in self.meeting.rounds)

    @property
    def disputed(self) -> tuple[Cell, ...]:
        """The disputed cells, least agreed first."""
        return tuple(cell for cell in by_disagreement(self.cells.values()) if cell.is_disputed)

    @property
    def order_weights(self) -> Weights | None:
        """The weights that the members' orders of the criteria give, if anyone has given one."""
        return weights_from_orders(self.answers.orders, self.model)

    @property
    def weighed(self) -> str:
        """The weights in one sentence."""
        return weights_told(tuple(self.criteria.items()), self.weights)

    @property
    def is_per_krona(self) -> bool:
        """True when the places are by points per krona, as on the board."""
        return self.picture is not None and self.picture.view.order is Order.PER_KRONA

    def concordance(self) -> Concordance | None:
        """Return Kendall's W of the members' orders under the weights."""
        return concordance(member_points(self.current, self.model, self.weights, self.project_ids))

    def left_out(self) -> tuple[WithoutMember, ...]:
        """Return what the order would be without each member."""
        if self.picture is None:
            return ()
        return leave_one_out(self.picture.board, self.current, self.agreed, self.how)

    def ranked(self) -> list[GroupPlace]:
        """Return where the board puts each project when the group's answers count, in its order; the others last."""
        picture = self.picture
        if picture is None:
            return [GroupPlace(key) for key in self.project_ids]
        index_of = {key: index for index, key in enumerate(picture.board.scored.candidate_ids)}
        known = [index_of[key] for key in self.project_ids if key in index_of]
        position = picture.board.position
        first = [_placed(picture, index) for index in sorted(known, key=lambda index: int(position[index]))]
        return [*first, *(GroupPlace(key) for key in self.project_ids if key not in index_of)]

    def counted(self, cell: Cell) -> list[tuple[float, AnswerSheet]]:
        """Return the answers behind a cell as shares (0–1) of its points, lowest first, with their sheet."""
        here = self.standing.get(cell.project_id, ())
        shares = [(share_of(sheet, self.model, cell.criterion_id), sheet) for sheet in here]
        known = [(share, sheet) for share, sheet in shares if share is not None]
        return sorted(known, key=lambda pair: (pair[0], swedish.sort_key(pair[1].role)))

    def compared_rounds(self) -> Iterable[tuple[Round, Round, Cell, Cell]]:
        """Yield, for what was asked in a later revealed round, (round before, round, cell then, cell after)."""
        shown = [item for item in self.meeting.rounds if item.is_revealed]
        for earlier, later in pairwise(shown):
            ids = zip(later.project_ids, self.counted_answers.ids(later), strict=True)
            asked = {now: key for key, now in ids if now in self.here.projects}
            first, second = (self._cells_by(item, asked) for item in (earlier, later))
            for key, cell in second.items():
                if cell.criterion_id in later.asked(asked[cell.project_id], self.model):
                    yield earlier, later, first[key], cell

    def _cells_by(self, at: Round, asked: Collection[str]) -> Cells:
        # Up to the round: who did not answer in it stands by what was said before.
        return cells(
            latest(sheet for sheet in self.counted_answers.sheets if sheet.round <= at.number), self.model, list(asked)
        )

    def asked_since(self, entry: AgreedLevel) -> int | None:
        """Return the newest shown round that has asked about a cell since something was agreed on for it, if any."""
        return max((item.number for item in self.meeting.rounds if self._asks(item, entry)), default=None)

    def _asks(self, item: Round, entry: AgreedLevel) -> bool:
        ids = dict(zip(self.counted_answers.ids(item), item.project_ids, strict=True))
        old = ids.get(entry.project_id)
        shown_since = item.revealed_at is not None and item.revealed_at > entry.at
        return shown_since and old is not None and entry.criterion_id in item.asked(old, self.model)

    def open_changes(self) -> Iterable[tuple[AnswerSheet, tuple[str, ...]]]:
        """Yield each sheet that came in or was changed after its reveal, with the criteria that say another thing."""
        before = {(item.round, item.project_id, item.member_id): item for item in self.answers.blind_sheets}
        for sheet in self.answers.sheets:
            if sheet.changed_after_reveal and sheet.project_id in self.here.projects:
                old = before.get((sheet.round, sheet.project_id, sheet.member_id))
                changed = (key for key in self.model.ids if sheet.answer(key) != (old.answer(key) if old else None))
                yield sheet, tuple(changed)


def group_result(store: Store, meeting_id: str, view: View, as_of: AsOf = NOW) -> Result:
    """Return a meeting's result, now or as of earlier numbers, computed once for each however many screens show it."""
    at = moment(store, meetings.plan_key_of(store, meeting_id), as_of)
    # Blind answers come side by side, so that one with a lower number may be seen after one with a higher: how far
    # each has come is kept by their count too.
    # What is lost is not numbered, and is asked each time.
    lost = losses(store, meeting_id)
    key = ("result", meeting_id, at, meeting_counts(store, meeting_id), view, lost)
    return store.kept.once(key, lambda: _result(store, room(store, meeting_id, at), view, lost))


def _result(store: Store, here: MeetingRoom, view: View, lost: Losses) -> Result:
    # Everything up to one number: sheets, orders and changes are then of the same moment.
    event = meetings.visible_number(store, here.meeting.id, here.at.event)
    model = model_of(here.meeting.model, NO_CHANGES, view, [])
    counted = answers_that_count(store, here.meeting, event, here.at)
    shown = {key for item in here.meeting.rounds if item.is_revealed for key in counted.ids(item)}
    project_ids = tuple(key for key in here.projects if key in shown)
    laid = laid_beside(store, here.meeting.plan_key, here.at.plan_version, here.at.entry)
    beside, asked = laid.changes, laid.asked
    current = latest(counted.sheets)
    agreed = tuple(entry for entry in beside.agreed_in(here.meeting.id) if entry.project_id in shown)
    how = Centre.MEAN if view.source == Centre.MEAN else Centre.MEDIAN
    return Result(
        here=here,
        model=model,
        weights=weights_of(view, model, []),
        how=how,
        answers=counted.shown,
        project_ids=project_ids,
        counted_answers=counted,
        cells=cells(current, model, project_ids, levels_of(agreed)),
        progress=progress(store, here),
        # As of then nobody has lost anything who had not joined.
        lost=lost.only({item.id for item in here.members}),
        current=current,
        standing=_by_project(current),
        agreed=agreed,
        agreed_waiting=tuple(_waiting_in(here.meeting, model, asked)),
        picture=_picture(store, here, view, how) if shown else None,
    )


def _waiting_in(meeting: Meeting, model: Model, asked: Iterable[Question]) -> Iterator[tuple[AgreedLevel, Question]]:
    """Yield what a meeting agreed on, by a criterion that there is, that does not count while it is asked about."""
    known = {criterion.id for criterion in model.criteria}
    for one in asked:
        entry = one.entry
        if one.counts or not isinstance(entry, AgreedLevel) or entry.meeting_id != meeting.id:
            continue
        if entry.criterion_id in known:
            yield entry, one


def _picture(store: Store, here: MeetingRoom, view: View, how: Centre) -> Picture:
    """Return what every other page shows when this meeting's answers count, so that no place is told in two ways."""
    meeting = here.meeting
    counted = {**in_address(store, meeting.plan_key), "meeting": meeting.id, "source": how.value}
    return picture_of(store, view.model_copy(update=counted), replace(here.at, meeting=meeting.id))


def _placed(picture: Picture, index: int) -> GroupPlace:
    board, key = picture.board, picture.board.scored.candidate_ids[index]
    if picture.pointless(index):
        return GroupPlace(key)
    place, ends = int(board.ranking.place[index]), (board.points.low[index], board.points.high[index])
    return GroupPlace(
        key,
        points=(float(ends[0]), float(ends[1])),
        place=place or None,
        tied=place > 0 and board.tied_with(index) > 1,
        in_words=points_in_words(picture, index),
        few=points_rest_on(picture, index),
    )


def _by_project(sheets: Iterable[AnswerSheet]) -> Mapping[str, tuple[AnswerSheet, ...]]:
    found: dict[str, list[AnswerSheet]] = {}
    for sheet in sheets:
        found.setdefault(sheet.project_id, []).append(sheet)
    return {key: tuple(there) for key, there in found.items()}
