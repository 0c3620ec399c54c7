"""What an objektplan says, as immutable values that keep status, raw text and place.

`0`, a blank cell, `?`, a dash and a secret figure are five different facts and stay so: see `Status`.
Money is whole kronor for projects and `Decimal` kronor for budget cells; tkr exists only in files and on screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import StrEnum

from prioritering.immutable import Immutable
from prioritering.plan.names import projects_told_apart
from prioritering.plan.plan_key import OWN, PlanKey
from prioritering.swedish import upper_first


class Status(StrEnum):
    """How a value stands in the plan."""

    STATED = "angivet"
    BLANK = "tomt"
    UNKNOWN = "frågetecken"
    DASH = "streck"
    SECRET = "får inte visas"
    DERIVED = "härlett"


class Tier(StrEnum):
    """Klass: where the decision is taken, never how important a project is."""

    STRATEGIC = "strategiskt"
    PRIORITISED = "prioriterat"
    DESIRABLE = "önskvärt"


class Place(Immutable):
    """Where a value stands: the document and its physical line there (`None` when not known)."""

    document: str
    line: int | None = None
    line_to: int | None = None


class Cost(Immutable):
    """A project's cost in whole kronor; `low == high` when exact, both `None` when unknown."""

    status: Status
    low: int | None = None
    high: int | None = None
    raw: str = ""
    place: Place | None = None

    @property
    def exact(self) -> int | None:
        """The cost in kronor when it is one known figure, else None."""
        return self.low if self.low is not None and self.low == self.high else None


class Mark(Immutable):
    """What the plan says of one project on one criterion, as level names or numbers.

    `low` and `high` are the lowest and highest possible answers (equal when exact, both `None` when nothing is
    said: then anything from the lowest to the highest level is possible). `printed` is the plan's own wording.
    """

    status: Status
    low: str | float | None = None
    high: str | float | None = None
    printed: str = ""
    place: Place | None = None

    @property
    def known(self) -> bool:
        """True when the plan says something, if only a range."""
        return self.low is not None


NO_MARK = Mark(status=Status.BLANK)


class Project(Immutable):
    """One project of a plan, or one that the group has added (`added`).

    `tier_printed` is the plan's own name for the class, empty where there is none or it was not kept.
    `other` holds what the plan says in columns that no field is made of, by column in their order.
    """

    id: str
    name: str
    tier: Tier | None
    cost: Cost
    marks: dict[str, Mark]
    alias: str = ""
    perspectives: tuple[str, ...] = ()
    perspective_printed: str = ""
    begun: str = ""
    remark: str = ""
    place: Place | None = None
    other: Mapping[str, str] = {}
    added: bool = False
    tier_printed: str = ""

    @property
    def note(self) -> str:
        """What is said beside the name: when it was begun, and the remark."""
        return "; ".join(filter(None, (self.begun, self.remark)))

    def mark(self, criterion_id: str) -> Mark:
        """Return the mark on a criterion; a criterion the plan knows nothing of is not stated."""
        return self.marks.get(criterion_id, NO_MARK)


class BudgetCell(Immutable):
    """One cell of a budget table; `amount_kr` is None when the plan gives no figure."""

    id: str
    label: str
    amount_kr: Decimal | None
    status: Status
    budget_class: str = ""
    part: str = ""
    place: Place | None = None
    frame: bool = False


class OwnTier(Immutable):
    """A name of the plan's own for one of the three classes."""

    name: str
    tier: Tier


def tier_called(tier: Tier | None, own: Iterable[OwnTier]) -> str:
    """Return what a class is called where a plan has names of its own: 'Lag / Nämnd'; empty without a class."""
    names = [item.name for item in own if item.tier is tier]
    return " / ".join(names) if names else tier or ""


class ObjectPlan(Immutable):
    """A plan as far as ranking needs it: who, when, projects in plan order, and the budget cells.

    `municipality` is the name as the plan spells it, empty when it names none.
    `own_tiers` are the plan's own names for the classes, in its order.
    """

    id: str
    municipality_id: str = OWN
    name: str
    period: str
    municipality: str = ""
    governance_object: str = ""
    projects: tuple[Project, ...]
    budget_cells: tuple[BudgetCell, ...] = ()
    version: int = 1
    own_tiers: tuple[OwnTier, ...] = ()

    @property
    def key(self) -> PlanKey:
        """What tells the plan from every other, also from one with the same id in another municipality."""
        return PlanKey(self.municipality_id, self.id)

    @property
    def names(self) -> dict[str, str]:
        """The names of its projects by id, told apart where several share one."""
        return projects_told_apart(self.projects)

    def tier_as_written(self, project: Project) -> str:
        """Return what the plan itself calls a project's class, of several names the one that stands there."""
        return project.tier_printed or self.tier_name(project.tier)

    def tier_name(self, tier: Tier | None) -> str:
        """Return what the plan calls a class, its own names where it has some; empty without a class."""
        return tier_called(tier, self.own_tiers)

    def tier_title(self, tier: Tier | None) -> str:
        """Return what the plan calls a class, with a capital first: 'Måste', 'Strategiskt'."""
        return upper_first(self.tier_name(tier))
