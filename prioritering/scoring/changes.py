"""What the group adds beside the plan: assumptions, added projects, locks with reasons, own criteria.

Every change carries role, time and reason and is kept for ever; taking one back is a new entry. The plan itself
is never altered: `prioritering.scoring.effective` lays these beside it when something is to be computed.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from prioritering.criteria.model import Criterion
from prioritering.immutable import Immutable
from prioritering.plan.object_plan import Tier
from prioritering.plan.project_facts import column_of

MOST_IN_NAME, MOST_IN_REASON = 200, 2000
"""How many characters an added project's name and a reason may have."""


class LegalDuty(StrEnum):
    """Whether a project is required by law; the plans do not say, so nothing is assumed."""

    YES = "ja"
    NO = "nej"
    NOT_ASSESSED = "ej bedömt"


class LockKind(StrEnum):
    """What a lock does: the project is in whatever its points, or out for now."""

    MUST = "måste med"
    NOT_NOW = "inte nu"


class Signed(Immutable):
    """Who made an entry, when and why. Roles, never names.

    `plan_version` is the version of the plan that it was made beside, 0 in entries from before that was kept.
    """

    role: str = Field(min_length=1, max_length=80)
    reason: str = Field(min_length=1, max_length=MOST_IN_REASON)
    at: datetime
    plan_version: int = Field(default=0, ge=0)

    @property
    def target(self) -> tuple[str, str]:
        """What it is about: (project id, criterion id), each "" where the kind has none.

        Another of the same kind about the same replaces it. Some kinds name another thing in place of a criterion.
        """
        return getattr(self, "project_id", ""), getattr(self, "criterion_id", "")


class CostAssumption(Signed):
    """An assumed cost in whole kronor; `low == high` for a single figure."""

    project_id: str
    low: int = Field(ge=0)
    high: int = Field(ge=0)


class UnknownCosts(Signed):
    """What every unknown cost of the plan may be, in whole kronor; an assumption for one project goes before it."""

    low: int = Field(ge=0)
    high: int = Field(ge=0)


class LevelAssumption(Signed):
    """An assumed answer on one criterion (level names or numbers, as in `Mark`)."""

    project_id: str
    criterion_id: str
    low: str | float
    high: str | float


class AgreedLevel(LevelAssumption):
    """The level that a meeting agreed on for one project and criterion; there it goes before the members' answers.

    It counts where that meeting's answers do, and until it is taken back.
    """

    meeting_id: str

    @property
    def target(self) -> tuple[str, str]:
        """What it is about: the cell in its meeting, since another meeting may agree on something else."""
        return self.project_id, f"{self.criterion_id} {self.meeting_id}"

    @property
    def level(self) -> str | float:
        """The level agreed on; the ends are the same."""
        return self.low


class AmountAssumption(Signed):
    """An assumed amount in whole kronor in a further column of the plan's, as the cost of a year; it is only shown.

    `column` is what it was called when the entry was made; what the entry is about is the column, however it is headed.
    """

    project_id: str
    column: str
    low: int = Field(ge=0)
    high: int = Field(ge=0)

    @property
    def criterion_id(self) -> str:
        """What else it is about, where other entries name a criterion: what the column is known by."""
        return column_of(self.column)


class TierAssumption(Signed):
    """An assumed class, which says where the decision is taken."""

    project_id: str
    tier: Tier


class AddedProject(Signed):
    """A need that came up during the year; cost and levels are then given as assumptions."""

    project_id: str
    name: str = Field(min_length=1, max_length=MOST_IN_NAME)
    tier: Tier


class LockNote(Signed):
    """A lock of the group's: the project is in or out for now, why, and whether the law requires it."""

    project_id: str
    kind: LockKind
    legal_duty: LegalDuty = LegalDuty.NOT_ASSESSED


class TieOrder(Signed):
    """The order that the group has put tied projects in, ids from first to last; it holds while just they are tied."""

    project_ids: tuple[str, ...] = Field(min_length=2)

    @property
    def project_id(self) -> str:
        """What it is about: the projects, whichever order they are put in, so that a new order replaces the old."""
        return " ".join(sorted(self.project_ids))


class Touched(StrEnum):
    """What a version of the plan had done to a project that a meeting has answered about."""

    BACK = "åter"
    GONE = "borta"
    STATED = "ändrat"


class AnswersBack(Signed):
    """Whether a meeting's answers about a project that a version of the plan has touched are kept.

    `let_go` are the rounds whose answers about it never count. `cells` are (criterion id, round): what was answered on
    a criterion up to that round never counts either. `what` is what had happened to the project.
    """

    project_id: str
    meeting_id: str
    opened_at: datetime
    count: bool
    let_go: tuple[int, ...] = ()
    cells: tuple[tuple[str, int], ...] = ()
    what: Touched = Touched.BACK

    @property
    def criterion_id(self) -> str:
        """What else it is about, where other entries name a criterion: the meeting."""
        return self.meeting_id


class SameProject(Signed):
    """Whether a project of the plan's version `since` is the one that had another id, and perhaps name, before it."""

    new_id: str
    before_id: str
    before_name: str
    since: int
    same: bool

    @property
    def project_id(self) -> str:
        """What it is about: the project as it is called now."""
        return self.new_id

    @property
    def criterion_id(self) -> str:
        """What else it is about, where other entries name a criterion: the id from before."""
        return self.before_id


class SameAsLastPeriod(SameProject):
    """Whether a project of the plan's version `since` is one that last period's plan, by id, has under another id.

    What was said of that one lies beside its own plan and stays there.
    """

    before_plan: str


class GroupCriterion(Signed):
    """A criterion that the group has added; it is shown as not coming from the plan."""

    criterion: Criterion

    @property
    def target(self) -> tuple[str, str]:
        """What it is about: the criterion."""
        return "", self.criterion.id


class Changes(Immutable):
    """Everything in force for one plan, newest of each; `entry` is the number of the newest entry ever made."""

    entry: int = 0
    costs: tuple[CostAssumption, ...] = ()
    levels: tuple[LevelAssumption, ...] = ()
    tiers: tuple[TierAssumption, ...] = ()
    projects: tuple[AddedProject, ...] = ()
    locks: tuple[LockNote, ...] = ()
    criteria: tuple[GroupCriterion, ...] = ()
    tie_orders: tuple[TieOrder, ...] = ()
    unknown_costs: tuple[UnknownCosts, ...] = ()
    answers_back: tuple[AnswersBack, ...] = ()
    same_projects: tuple[SameProject, ...] = ()
    amounts: tuple[AmountAssumption, ...] = ()
    last_period: tuple[SameAsLastPeriod, ...] = ()
    agreed: tuple[AgreedLevel, ...] = ()

    @property
    def said_levels(self) -> tuple[LevelAssumption, ...]:
        """Every level that the group has put beside the plan's: those it assumes, and those its meetings agreed on."""
        return (*self.levels, *self.agreed)

    def by_column(self) -> Changes:
        """Return the same with further columns called what they are known by, however they were headed."""
        known = (entry.model_copy(update={"column": entry.criterion_id}) for entry in self.amounts)
        return self.model_copy(update={"amounts": tuple(known)}) if self.amounts else self

    def agreed_in(self, meeting_id: str) -> tuple[AgreedLevel, ...]:
        """Return the levels that a meeting agreed on."""
        return tuple(entry for entry in self.agreed if entry.meeting_id == meeting_id)


NO_CHANGES = Changes()
