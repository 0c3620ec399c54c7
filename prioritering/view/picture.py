"""The picture a view gives of a plan: what is computed with, the board, and what had to be left out.

`picture` is a pure function of a basis, so that a link gives the same picture in any browser.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from prioritering.arrays import Ints
from prioritering.criteria.model import Model, WordedScale
from prioritering.criteria.model_file import standard_model
from prioritering.meeting.group import group_scored
from prioritering.money.amounts import whole_kronor
from prioritering.money.passed_over import HeldPast
from prioritering.money.skip_gains import SkipGains
from prioritering.plan.object_plan import BudgetCell, ObjectPlan
from prioritering.scoring.board import Board, Choices, ScoredProjects, rank, scored_projects
from prioritering.scoring.both_rules import BothRules, both_rules, gained_somewhere
from prioritering.scoring.changes import Changes, LockKind, TieOrder
from prioritering.scoring.effective import Candidate, candidates, model_in_use
from prioritering.scoring.locked_unscored import with_locked_in
from prioritering.scoring.locks import Locks, locks_of
from prioritering.scoring.past_limit import inside_past_limit
from prioritering.scoring.reach import Reach, reach
from prioritering.scoring.row_facts import RowFacts, row_facts
from prioritering.scoring.weights import Weights, equal, from_mapping
from prioritering.view.asked_sentences import asked_where_counted
from prioritering.view.ballot_words import another_meeting_sentences
from prioritering.view.basis import PLAN, Basis
from prioritering.view.done_words import done_words
from prioritering.view.row_filters import lets_through
from prioritering.view.uncounted_locks import uncounted_locks
from prioritering.view.usable_view import usable_view
from prioritering.view.view import View
from prioritering.view.written_frame import NO_FRAME, frame_kronor

NOTHING_SHOWN = "Gruppen har inte visat några svar för den här planen än. Poängen kommer från planen."


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame in use: whole kronor or None, where it comes from, and whether nobody has chosen it yet."""

    kronor: int | None
    cell: BudgetCell | None = None
    preset: bool = False


@dataclass(frozen=True)
class Picture:
    """A plan as a view shows it. `view` holds only what could be used; `notices` say what could not.

    `asked_notices` are those of them that ask the group something. `given` is what was there to rank, whatever is
    locked.
    """

    basis: Basis
    view: View
    model: Model
    frame: Frame
    board: Board
    notices: tuple[str, ...]
    asked_notices: tuple[str, ...]
    given: ScoredProjects

    @property
    def plan(self) -> ObjectPlan:
        """The plan, in the version that is shown."""
        return self.basis.plan

    @property
    def changes(self) -> Changes:
        """What the group has laid beside the plan, also when the view leaves it out."""
        return self.basis.changes

    @property
    def everything(self) -> tuple[Candidate, ...]:
        """All projects: those on the board before those without points, and last those that a gate keeps out."""
        return (*self.scored.candidates, *self.scored.unscored, *self.scored.gated)

    @property
    def scored(self) -> ScoredProjects:
        """The arrays that do not depend on weights or frame."""
        return self.board.scored

    @property
    def weights(self) -> Weights:
        """The weights in use, in model order, summing to 1."""
        return self.board.choices.weights

    @cached_property
    def reach(self) -> Reach:
        """How far the frame reaches; every sentence asks, so it is worked out once."""
        return reach(self.board)

    @cached_property
    def both_rules(self) -> BothRules | None:
        """The rule in use beside the other; None without a frame or a free project."""
        return both_rules(self.board)

    @cached_property
    def gained_somewhere(self) -> SkipGains:
        """What "hoppa över" has and "stanna" has not in some outcome (see `gained_somewhere`)."""
        return gained_somewhere(self.board)

    @cached_property
    def inside_past_limit(self) -> HeldPast:
        """Who may be inside also when what stands up to them costs more than the frame (see `inside_past_limit`)."""
        return inside_past_limit(self.board)

    def pointless(self, index: int) -> bool:
        """Return whether a project on the board has no points: it stands there as locked in."""
        flags = self.scored.pointless
        return flags is not None and bool(flags[index])

    def is_standard(self, criterion_id: str) -> bool:
        """Return whether a criterion is one of the standard ones, whose levels say by themselves what they are of."""
        return criterion_id in standard_model().ids

    def row_facts(self, indexes: Ints) -> RowFacts:
        """Return what rows say of some projects that takes the whole board to know."""
        return row_facts(self.board, indexes)

    @cached_property
    def locks(self) -> Locks:
        """The locks that count, the group's and those that are tried."""
        return _locks(self.basis, self.view)

    def tie_order(self, project_id: str) -> TieOrder | None:
        """Return the group's order of the tie that a project is in, when one is in force and holds."""
        orders = in_force(self.changes, self.view).tie_orders
        found = next((entry for entry in reversed(orders) if project_id in entry.project_ids), None)
        if found is None:
            return None
        board, ids = self.board, self.board.scored.candidate_ids
        return found if project_id in ids and board.ordered[ids.index(project_id)] else None

    def shown(self, candidate: Candidate) -> bool:
        """True when the filters show the project; filters hide rows and never change places or sums."""
        return lets_through(self.view, candidate.project, candidate.tier)


def picture(basis: Basis) -> Picture:
    """Compute what the basis's view shows; what of the view does not fit the plan is dropped with a notice."""
    return ranked(basis, *scored_of(basis))


def scored_of(basis: Basis) -> tuple[ScoredProjects, tuple[str, ...]]:
    """Return the scored projects as arrays, and notices of what could not be used.

    They depend on the view only by its `model_part`, so that they can be kept while weights and frame change.
    """
    used = in_force(basis.changes, basis.view)
    notices: list[str] = []
    model = model_of(basis.model, used, basis.view, notices)
    everything = candidates(basis.plan, model, used, tried_span(basis, notices))
    if (group := basis.group) is not None:
        return group_scored(everything, group.sheets, model, group.how, group.agreed), tuple(notices)
    if basis.view.source != PLAN:
        notices.append(NOTHING_SHOWN)
    return scored_projects(everything, model), tuple(notices)


def model_part(view: View) -> View:
    """Return the part of a view that shapes criteria, levels and which projects there are."""
    tried = {} if _nothing_tried(view) else {"frame": view.frame}
    return View(
        plan=view.plan, spacing=view.spacing, values=view.values, assumptions=view.assumptions, source=view.source,
        unknown_low=view.unknown_low, unknown_high=view.unknown_high, **tried,
    )  # fmt: skip


def _nothing_tried(view: View) -> bool:
    return not view.assumptions or (view.unknown_low is None and view.unknown_high is None)


def tried_span(basis: Basis, notices: list[str]) -> tuple[int, int] | None:
    """Return the range in kronor that the view tries for all unknown costs, None when it tries none.

    Without a highest it goes to the frame: what is dearer never fits.
    """
    view = basis.view
    if _nothing_tried(view):
        return None
    low = whole_kronor(view.unknown_low or 0)
    frame = frame_of(basis.plan, view, []).kronor or 0
    high = max(low, frame) if view.unknown_high is None else whole_kronor(view.unknown_high)
    if low > high:
        notices.append("Länkens spann för okända kostnader är omvänt. Det räknas inte.")
        return None
    return low, high


def in_force(changes: Changes, view: View) -> Changes:
    """Return the changes that the view computes with; "utan antaganden" is the plan alone."""
    return changes if view.assumptions else Changes(entry=changes.entry)


def differs_from_plan(changes: Changes) -> bool:
    """Return whether the plan alone would be another picture than the plan with what the group has laid beside it."""
    return changes != Changes(entry=changes.entry)


def tries(view: View) -> bool:
    """Return whether a view tries something that is left out with the assumptions: locks, or a range of cost."""
    return bool(view.must or view.not_now or view.free) or (view.unknown_low, view.unknown_high) != (None, None)


def model_of(standard: Model, changes: Changes, view: View, notices: list[str]) -> Model:
    """Return the plan's and the group's criteria with the level values that the view asks for."""
    model = model_in_use(standard, changes)
    for criterion in model.criteria:
        if isinstance(criterion.scale, WordedScale) and view.spacing != "jamna":
            model = model.with_values(criterion.id, spaced(criterion.scale, view.spacing))
    for key, values in view.values:
        try:
            model = model.with_values(key, values)
        except (KeyError, ValueError):
            notices.append(f"Länkens värden för ”{key}” passar inte nivåerna. Förvalet visas.")
    return model


def ranked(basis: Basis, scored: ScoredProjects, notices: Sequence[str] = ()) -> Picture:
    """Compute the picture from arrays that are already there (see `scored_of`)."""
    asked = asked_where_counted(basis, scored.model)
    said = [*notices, *another_meeting_sentences(basis), *asked]
    view = usable_view(basis.view, scored.ids, basis.plan, said)
    frame, locks = frame_of(basis.plan, view, said), _locks(basis, view)
    said += uncounted_locks(scored, locks.having(LockKind.MUST))
    choices = Choices(
        weights=weights_of(view, scored.model, said),
        frame=frame.kronor,
        order=view.order,
        rule=view.rule,
        span=view.span,
        must=locks.having(LockKind.MUST),
        not_now=locks.having(LockKind.NOT_NOW),
        tie_orders=tuple(entry.project_ids for entry in in_force(basis.changes, basis.view).tie_orders),
    )
    board = rank(with_locked_in(scored, choices.must), choices)
    said += done_words(board.candidates, choices.not_now)
    return Picture(basis, view, scored.model, frame, board, tuple(said), asked, scored)


def frame_cells(plan: ObjectPlan) -> tuple[BudgetCell, ...]:
    """Return the plan's budget cells that can be chosen as frame, in plan order."""
    return tuple(cell for cell in plan.budget_cells if cell.frame and cell.amount_kr is not None)


def frame_of(plan: ObjectPlan, view: View, notices: list[str]) -> Frame:
    """Return the frame the view asks for; without a choice the plan's first frame cell, marked as preset."""
    cells = frame_cells(plan)
    if view.frame == NO_FRAME:
        return Frame(None)
    typed = frame_kronor(view.frame)
    if typed is not None:
        return Frame(typed)
    for cell in cells:
        if cell.id == view.frame and cell.amount_kr is not None:
            # Whole kronor, rounded down: nothing is to fit by an öre that is not there.
            return Frame(int(cell.amount_kr), cell)
    if view.frame:
        notices.append(f"Länkens ram=”{view.frame}” finns inte i planen. Förvalet visas.")
    first = next(iter(cells), None)
    return Frame(int(first.amount_kr), first, preset=True) if first and first.amount_kr is not None else Frame(None)


def weights_of(view: View, model: Model, notices: list[str]) -> Weights:
    """Return the view's weights for a model; a criterion that the model does not have is told and not counted."""
    known = {key: value for key, value in view.weights if key in model.ids}
    if len(known) < len(view.weights):
        notices.append("Länkens vikter nämner ett kriterium som inte finns här. Det räknas inte.")
    if view.weights and not sum(known.values()):
        notices.append("Länken ger inget kriterium här någon vikt. Alla väger lika.")
    return from_mapping(known, model.ids) if sum(known.values()) > 0 else equal(len(model.ids))


def _locks(basis: Basis, view: View) -> Locks:
    """Return the locks that count; `view` holds only the trials that could be used."""
    return locks_of(in_force(basis.changes, basis.view).locks, view.must, view.not_now, view.free)


def spaced(scale: WordedScale, spacing: str) -> tuple[float, ...]:
    """Return level values 0–100 under a named spacing: the model's own, growing or shrinking steps.

    Growing steps (1, 2, 3 …) let the top levels count more, shrinking steps (… 3, 2, 1) the first ones. The levels'
    order is a fact, the distances are a choice: this shows whether the choice matters.
    """
    count = len(scale.levels) - 1
    if spacing == "vaxande":
        return tuple(round(100 * i * (i + 1) / (count * (count + 1)), 1) for i in range(count + 1))
    if spacing == "avtagande":
        return tuple(round(100 * i * (2 * count + 1 - i) / (count * (count + 1)), 1) for i in range(count + 1))
    return tuple(level.value for level in scale.levels)
