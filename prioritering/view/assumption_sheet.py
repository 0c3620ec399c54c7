"""The group's assumptions as a sheet: a row for each project, a column for the cost, each criterion and the class.

A cell is text, read as the same cell of a plan is read, and blank where nothing is assumed. What stands in a cell
reads back to what it was written from, so that a sheet that nobody has touched holds no change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from prioritering import swedish
from prioritering.criteria.gate import GateCriterion, Verdict
from prioritering.criteria.model import Criterion, Model, WordedScale
from prioritering.money.amounts import in_tkr
from prioritering.plan.cells import CellError, absent_status, clean, parse_cost, parse_mark, parse_tier, without_unit
from prioritering.plan.figures import may_be_thousandfold
from prioritering.plan.further_costs import asked_amounts
from prioritering.plan.maybe_kronor import may_stand_in_kronor
from prioritering.plan.object_plan import ObjectPlan, OwnTier, Project, Tier, tier_called
from prioritering.plan.project_facts import fact_heading, stated_facts
from prioritering.scoring.changes import (
    AmountAssumption,
    Changes,
    CostAssumption,
    LevelAssumption,
    Signed,
    TierAssumption,
)
from prioritering.view.further_amounts import told_fact
from prioritering.view.value_words import plan_cost_words, printed_words

AMOUNTS, COSTS, LEVELS, TIERS = "amounts", "costs", "levels", "tiers"
_AMOUNT = "Ett belopp i tkr eller ett spann, till exempel 1 500 eller 500–900."
Texts = Mapping[str, Mapping[str, str]]
_Ends = tuple[str | float, str | float]
Assumed = _Ends | Tier | None


@dataclass(frozen=True, slots=True)
class CellColumn:
    """One thing that is assumed of each project: its kind (a field of `Changes`), and which criterion it is about.

    `own_tiers` are the plan's own names of the classes, `fact` what a further column of the plan's is known by.
    """

    kind: str
    name: str
    about: str
    criterion: Criterion | GateCriterion | None = None
    own_tiers: tuple[OwnTier, ...] = ()
    fact: str = ""

    @property
    def key(self) -> str:
        """What the column is known by."""
        return f"{self.kind}:{self.criterion_id}"

    @property
    def criterion_id(self) -> str:
        """The criterion's id, or what a further column is known by; "" where it is about neither."""
        return self.criterion.id if self.criterion else self.fact

    def read(self, text: str) -> Assumed:
        """Return what a cell assumes, None for nothing; CellError, in Swedish, when it cannot be read."""
        # Also `?` and a dash: what is not known is no assumption.
        if absent_status(text) is not None:
            return None
        if self.kind == TIERS:
            return parse_tier(text, self.own_tiers)
        if self.criterion is not None:
            mark = parse_mark(text, self.criterion)
            if isinstance(self.criterion, GateCriterion):
                # Written out it is an answer like the others: it goes before a yes or a no of the plan's.
                return (mark.low or Verdict.NOT_TRIED.value,) * 2
            return _known(mark.low, mark.high)
        cost = parse_cost(text)
        return _known(cost.low, cost.high)


def _known(low: str | float | None, high: str | float | None) -> _Ends:
    """Return the ends of what was typed; CellError when it is unknown since it can be read in two ways."""
    if low is None or high is None:
        raise CellError("kan läsas både som tusental och som decimaler; skriv 1 500 eller 1,5")
    return low, high


class SheetRow(NamedTuple):
    """A project with what the plan says of it in words, and what is assumed of it by column."""

    id: str
    name: str
    plan_says: str
    assumed: Mapping[str, str]


class Edit(NamedTuple):
    """A cell that has been changed: what stood there, what stands there now, and what that assumes."""

    row: SheetRow
    column: CellColumn
    before: str
    after: str
    value: Assumed


class CellFault(NamedTuple):
    """A cell that cannot be read, and what was expected."""

    row: SheetRow
    column: CellColumn
    text: str
    expected: str

    def words(self) -> str:
        """Return the fault as a sentence by project and column."""
        return f"{self.row.name} ({self.row.id}), {self.column.name}: ”{self.text}” går inte att läsa; {self.expected}."


class Changed(NamedTuple):
    """The changed cells of a sheet, those that can be read and those that cannot."""

    edits: tuple[Edit, ...]
    faults: tuple[CellFault, ...]


@dataclass(frozen=True, slots=True)
class AssumptionSheet:
    """The sheet of one plan, its projects in plan order and those that the group has added last.

    `costs` are those that are known, in kronor by project id, and `budget` the largest amount of the plan's budget.
    """

    columns: tuple[CellColumn, ...]
    rows: tuple[SheetRow, ...]
    costs: Mapping[str, int] = field(default_factory=dict)
    budget: Decimal | None = None

    def changed(self, typed: Texts) -> Changed:
        """Return what differs from the sheet in what has been typed: text by project id and column key."""
        edits: list[Edit] = []
        faults: list[CellFault] = []
        for row in self.rows:
            for column in self.columns:
                before = row.assumed.get(column.key, "")
                after = clean(typed.get(row.id, {}).get(column.key, before))
                if after == before:
                    continue
                try:
                    value = column.read(after)
                except CellError as error:
                    faults.append(CellFault(row, column, after, str(error)))
                    continue
                if not _same(column, before, value):
                    edits.append(Edit(row, column, before, after if value is not None else "", value))
        return Changed(tuple(edits), tuple(faults))

    def asked(self, edits: Iterable[Edit]) -> tuple[str, ...]:
        """Return what is asked of amounts that were typed, and may be meant in kronor, as sentences by project."""
        typed = {
            (edit.row.id, edit.column.criterion_id): (edit, int(edit.value[0]), int(edit.value[1]))
            for edit in edits
            if edit.column.kind in (COSTS, AMOUNTS) and isinstance(edit.value, tuple)
        }
        lows = {key: low for key, (_, low, _) in typed.items()}
        costs = {(key, ""): low for key, low in self.costs.items()} | {key: lows[key] for key in lows if not key[1]}
        further = {key: lows[key] for key in lows if key[1]}
        asked = may_stand_in_kronor(costs, self.budget) | may_stand_in_kronor(further, self.budget, costs.values())
        return tuple(
            _maybe_kronor(*found)
            for key, found in typed.items()
            # With its unit written out it is no question.
            if key in asked and without_unit(found[0].after) == found[0].after
        )


def _maybe_kronor(edit: Edit, low: int, high: int) -> str:
    said = swedish.tkr_range(low, high)
    meant = swedish.tkr_range(in_tkr(low), in_tkr(high))
    column = "" if edit.column.kind == COSTS else f", {edit.column.name}"
    about = f"{edit.row.name} ({edit.row.id}){column}: {edit.after} räknas som {said}"
    return f"{about}; menas {meant}? Skriv i så fall {edit.after} kr."


def _same(column: CellColumn, before: str, value: Assumed) -> bool:
    try:
        return column.read(before) == value
    except CellError:
        # What was assumed under another scale reads no more: whatever is typed there is a change.
        return False


def sheet_of(projects: Iterable[Project], model: Model, changes: Changes, plan: ObjectPlan) -> AssumptionSheet:
    """Return what the group has assumed of each project of a plan, cell by cell; `model` holds the criteria in use."""
    own, there = plan.own_tiers, tuple(projects)
    # Also where the plan has come to give a figure: what the group has said stands where it was typed.
    answered = [(entry.project_id, entry.criterion_id) for entry in changes.amounts]
    asked = dict.fromkeys(column for amounts in asked_amounts(plan).values() for column in amounts)
    asked |= dict.fromkeys(column for key, column in answered if any(project.id == key for project in there))
    columns = (
        CellColumn(COSTS, "Kostnad, tkr", _AMOUNT),
        *(CellColumn(AMOUNTS, fact_heading(column), _AMOUNT, fact=column) for column in asked),
        *(CellColumn(LEVELS, criterion.name, _levels(criterion), criterion) for criterion in model.criteria),
        *(CellColumn(LEVELS, f"Krav: {gate.name}", _verdicts(gate), gate) for gate in model.gates),
        CellColumn(TIERS, "Klass", _tiers(own), own_tiers=own),
    )
    assumed: dict[str, dict[str, str]] = {}
    for kind in (AMOUNTS, COSTS, LEVELS, TIERS):
        for entry in getattr(changes, kind):
            key = f"{kind}:{getattr(entry, 'criterion_id', '')}"
            assumed.setdefault(entry.project_id, {})[key] = _cell_text(entry, own)
    costs = {project.id: project.cost.low for project in there if project.cost.low is not None}
    budget = max((cell.amount_kr for cell in plan.budget_cells if cell.amount_kr is not None), default=None)
    in_kronor = may_stand_in_kronor(costs, budget) - {entry.project_id for entry in changes.costs}
    rows = (
        SheetRow(
            project.id,
            project.name,
            " · ".join(
                (
                    *plan_cost_words(project.cost, project.id in in_kronor),
                    *_plan_says(project, model, own, asked),
                )
            ),
            assumed.get(project.id, {}),
        )
        for project in there
    )
    costs |= {entry.project_id: entry.low for entry in changes.costs}
    return AssumptionSheet(columns, tuple(rows), costs, budget)


def _cell_text(entry: Signed, own: tuple[OwnTier, ...]) -> str:
    """Return an assumption as the text of a cell, which reads back to the same; empty for any other entry."""
    if isinstance(entry, CostAssumption | AmountAssumption):
        return _cost_text(entry.low, entry.high)
    if isinstance(entry, LevelAssumption):
        if entry.low == entry.high:
            return _level_text(entry.low)
        # Two points and not a dash, which may be part of a level's name.
        return f"{_level_text(entry.low)}..{_level_text(entry.high)}"
    return tier_called(entry.tier, own) if isinstance(entry, TierAssumption) else ""


def _cost_text(low: int, high: int) -> str:
    text = "–".join(dict.fromkeys(_typed(in_tkr(end)) for end in (low, high)))
    # 1,125 tkr would be asked about when it is read again; in kronor there is nothing to ask.
    return text if not may_be_thousandfold(text) else f"{'–'.join(dict.fromkeys(map(str, (low, high))))} kr"


def _typed(figure: float | Decimal) -> str:
    """Return a figure as somebody would type it, by the space of the keyboard."""
    return swedish.all_decimals(figure).replace(swedish.NBSP, " ")


def _level_text(level: str | float) -> str:
    return level if isinstance(level, str) else _typed(level)


def _levels(criterion: Criterion) -> str:
    scale = criterion.scale
    if not isinstance(scale, WordedScale):
        return f"Ett tal från {scale.lowest_name} till {scale.highest_name}, eller ett spann."
    names = [level.name for level in scale.levels]
    return f"{', '.join(names)}. Eller ett spann, till exempel {names[0]}..{names[-1]}."


def _verdicts(gate: GateCriterion) -> str:
    about = f"{gate.description.rstrip('.')}. " if gate.description else ""
    return f"{about}{', '.join(Verdict)}. Tomt är planens svar, och ej prövat där planen inte har något."


def _tiers(own: tuple[OwnTier, ...]) -> str:
    named = [name if (name := tier_called(tier, own)) == tier else f"{name} ({tier})" for tier in Tier]
    return f"{', '.join(named)}. Klassen säger var beslutet fattas."


def _plan_says(project: Project, model: Model, own: tuple[OwnTier, ...], further: Iterable[str]) -> list[str]:
    """Return the plan's own values beside the cost in words; empty where it states none, or it is not the plan's.

    `further` are the columns of further amounts that the sheet has.
    """
    marks = [project.mark(criterion.id) for criterion in model.criteria]
    said = [printed_words(mark) for mark in marks if mark.known]
    facts = stated_facts(project)
    said += [f"{fact_heading(column)} {told_fact(column, facts[column])}" for column in further if column in facts]
    said += [f"{gate.name}: {mark.low}" for gate in model.gates if (mark := project.mark(gate.id)).known]
    tier = [tier_called(project.tier, own)] if project.tier and not project.added else []
    return [*said, *tier]
