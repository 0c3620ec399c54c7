"""What differs between two versions of a plan: projects in and out, other names, and every cell with another value.

Values are compared, not spellings: `2 000` and `2000` are one figure, and where in its document a value stands is no
part of it. What is told is the plans' own wording.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal

from prioritering import swedish
from prioritering.criteria.model import Model
from prioritering.immutable import Immutable
from prioritering.plan.further_cells import further_changes
from prioritering.plan.likeness import folded_name
from prioritering.plan.maybe_renamed import (
    MaybeRenamed,
    ProjectName,
    are_too_many,
    maybe_renamed,
    named_of,
    names_taken,
)
from prioritering.plan.names import projects_told_apart
from prioritering.plan.object_plan import BudgetCell, Cost, Mark, ObjectPlan, Project, Status

EMPTY = "tomt"
AMOUNT = "budget"
"""What is said to have changed of an amount in the budget."""


class Renamed(Immutable):
    """A project that has another name than before; the id is the same, and `called` what tells it from others now."""

    id: str
    before: str
    after: str
    called: str = ""


class CellChange(Immutable):
    """One value that is another than before; `project_id` is empty for the plan's head and for its budget.

    `called` is the subject as projects are told apart, where several share its name.
    """

    project_id: str
    subject: str
    what: str
    before: str
    after: str
    called: str = ""

    @property
    def about(self) -> str:
        """What the value is of, in words."""
        return self.called or self.subject


class Comparison(Immutable):
    """Everything that differs from one version of a plan to another.

    `only_same_names` says that so much is out and in that names were not compared further than being the same.
    """

    added: tuple[ProjectName, ...] = ()
    removed: tuple[ProjectName, ...] = ()
    renamed: tuple[Renamed, ...] = ()
    maybe_renamed: tuple[MaybeRenamed, ...] = ()
    cells: tuple[CellChange, ...] = ()
    budget: tuple[CellChange, ...] = ()
    head: tuple[CellChange, ...] = ()
    only_same_names: bool = False

    @property
    def changed_cells(self) -> tuple[CellChange, ...]:
        """Every changed value: the plan's head, its projects, its budget."""
        return (*self.head, *self.cells, *self.budget)


def compare(before: ObjectPlan, after: ObjectPlan, models: tuple[Model, Model]) -> Comparison:
    """Return what differs from one version to another; `models` are those that each was read against."""
    old = {project.id: project for project in before.projects}
    new = {project.id: project for project in after.projects}
    removed = [project for key, project in old.items() if key not in new]
    added = [project for key, project in new.items() if key not in old]
    both = [(old[key], project) for key, project in new.items() if key in old]
    renamed = [(first, second) for first, second in both if first.name != second.name]
    taken = tuple(names_taken(removed, added, renamed))
    asked = {project.id for pair in taken for project in (pair.removed, pair.added)}
    left = [[item for item in items if item.id not in asked] for items in (removed, added)]
    criteria = {key: name for model in models for key, name in model.names.items()}
    plans, named = (before, after), projects_told_apart(after.projects)
    shared = {key: label for key, label in named.items() if label != new[key].name}
    # The file's column is as it was, though only one of the models reads it.
    in_one = {key for key in criteria if not all(key in model.names for model in models)}
    return Comparison(
        added=tuple(map(named_of, added)),
        removed=tuple(map(named_of, removed)),
        renamed=tuple(Renamed(id=b.id, before=a.name, after=b.name, called=shared.get(b.id, "")) for a, b in renamed),
        maybe_renamed=(*taken, *maybe_renamed(*left)),
        only_same_names=are_too_many(*left),
        cells=tuple(
            change.model_copy(update={"called": shared.get(change.project_id, "")})
            for pair in both
            for change in _project_changes(*pair, criteria, in_one, plans)
        ),
        budget=tuple(_budget_changes(before.budget_cells, after.budget_cells)),
        head=tuple(_texts("", "Planen", _head(before), _head(after))),
    )


def _head(plan: ObjectPlan) -> dict[str, str]:
    return {
        "namn": plan.name,
        "period": plan.period,
        "kommun": plan.municipality,
        "förvaltningsobjekt": plan.governance_object,
    }


def _project_changes(
    before: Project,
    after: Project,
    criteria: Mapping[str, str],
    in_one: Collection[str],
    plans: tuple[ObjectPlan, ObjectPlan],
) -> Iterator[CellChange]:
    # Most projects of a new version are as they were.
    tiers = _tiers(before, after, plans)
    if before == after and tiers[0] == tiers[1]:
        return
    subject = after.name
    for what, first, second in (
        ("klass", *tiers),
        ("kostnad (tkr)", *_told(before.cost, after.cost, before.cost.raw, after.cost.raw)),
        *((name, *_marks(before.mark(key), after.mark(key))) for key, name in criteria.items() if key not in in_one),
        *((criteria[key], *(_cell(item, key, criteria[key]) for item in (before, after))) for key in sorted(in_one)),
    ):
        if first != second:
            yield _change(before.id, subject, what, first, second)
    columns = {folded_name(name) for key in in_one for name in (key, criteria[key])}
    yield from _texts(before.id, subject, _fields(before), _fields(after))
    yield from (_change(before.id, subject, *told) for told in further_changes(before, after, plans, columns))


def _tiers(before: Project, after: Project, plans: tuple[ObjectPlan, ObjectPlan]) -> tuple[str, str]:
    # A version from before the plan's own words were kept has none, and what the class is called is compared.
    if before.tier_printed and after.tier_printed:
        return before.tier_printed, after.tier_printed
    return plans[0].tier_name(before.tier), plans[1].tier_name(after.tier)


def _cell(project: Project, key: str, name: str) -> str:
    """Return what a criterion's column says, whether it is read as a criterion or kept as another column."""
    asked = (folded_name(key), folded_name(name))
    kept = (text for heading, text in project.other.items() if folded_name(heading) in asked)
    return project.mark(key).printed or next(kept, "")


def _marks(before: Mark, after: Mark) -> tuple[str, str]:
    return _told(before, after, before.printed, after.printed)


def _told(before: Cost | Mark, after: Cost | Mark, first: str, second: str) -> tuple[str, str]:
    """Return how two values are told: alike when they are one value, else as printed."""
    one, two = (before.status, before.low, before.high), (after.status, after.low, after.high)
    # Without a figure the wording is all there is: `1.500` and `?` are both unknown, and differ.
    if one == two and (before.low is not None or first == second):
        return first, first
    if first != second:
        return first, second
    # One print behind which the figure is another, as when only one of two files of the plan was changed.
    if one[1:] != two[1:]:
        return _figure(before) or first, _figure(after) or second
    return f"{first} ({before.status})", f"{second} ({after.status})"


def _figure(value: Cost | Mark) -> str:
    low, high = (_end(end, value) for end in (value.low, value.high))
    return low if low == high else f"{low}–{high}"


def _end(end: str | float | None, value: Cost | Mark) -> str:
    if end is None or isinstance(end, str):
        return end or ""
    return swedish.tkr(end, unit=False) if isinstance(value, Cost) else swedish.short(end)


def _fields(project: Project) -> dict[str, str]:
    return {
        "annat namn": project.alias,
        "perspektiv": project.perspective_printed,
        "påbörjat": project.begun,
        "notering": project.remark,
    }


def _texts(project_id: str, subject: str, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[CellChange]:
    for what in dict.fromkeys((*after, *before)):
        if (first := before.get(what, "")) != (second := after.get(what, "")):
            yield _change(project_id, subject, what, first, second)


def _change(project_id: str, subject: str, what: str, before: str, after: str) -> CellChange:
    return CellChange(project_id=project_id, subject=subject, what=what, before=before or EMPTY, after=after or EMPTY)


def _budget_changes(before: Sequence[BudgetCell], after: Sequence[BudgetCell]) -> Iterator[CellChange]:
    old, new = ({cell.id: cell for cell in cells} for cells in (before, after))
    for key in dict.fromkeys((*new, *old)):
        first, second = old.get(key), new.get(key)
        subject = (second or old[key]).label
        if first and second and first.label != second.label:
            yield _change("", subject, "namn i budgeten", first.label, second.label)
        if _amount(first) != _amount(second):
            yield _change("", subject, AMOUNT, _amount(first), _amount(second))


def _amount(cell: BudgetCell | None) -> str:
    if cell is None:
        return "finns inte"
    if cell.amount_kr is None:
        return "okänt" if cell.status is Status.UNKNOWN else cell.status.value
    return swedish.money(Decimal(cell.amount_kr))
