"""A plan in a real database with everything laid beside it: assumptions, an added project, a lock and a shown round."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from prioritering.criteria.model import WordedScale
from prioritering.criteria.model_file import standard_model
from prioritering.meeting.meeting import Answer, Kind, Meeting, Naming, setup_from
from prioritering.plan.reader import read_plan
from prioritering.scoring.changes import AddedProject, CostAssumption, LevelAssumption, LockKind, LockNote
from prioritering.store import ballots, entry_log, meetings
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases.gather import AsOf
from prioritering.view.basis import Basis
from tests.folders import DATA, VSO
from tests.store import meeting_steps

Import = Callable[[str], None]
AT = datetime(2026, 1, 1, tzinfo=UTC)
# The best on every criterion, but for one.
ANSWERS: dict[str, str | float] = {
    item.id: item.scale.levels[-1].name if isinstance(item.scale, WordedScale) else item.scale.highest
    for item in standard_model().criteria
} | {"omfattning": "Hög"}


def signed(**fields: object) -> dict[str, object]:
    return {"role": "Objektledare", "reason": "prov", "at": AT, **fields}


def filled(store: Store) -> Meeting:
    """Take in VSO, lay things beside it, and show one round; returns the meeting."""
    import_plan(store, read_plan(DATA / "vso-2021"))
    lay_beside(store)
    return shown_round(store)


def lay_beside(store: Store) -> None:
    """Assume a cost and a level, add a project and note a lock."""
    for entry in (
        CostAssumption.model_validate(signed(project_id="S04", low=600_000, high=800_000)),
        LevelAssumption.model_validate(
            signed(project_id="S02", criterion_id="omfattning", low="Hög", high="Mycket hög")
        ),
        AddedProject.model_validate(signed(project_id="N01", name="Ny <b>karta</b>", tier="önskvärt")),
        LevelAssumption.model_validate(signed(project_id="N01", criterion_id="omfattning", low="Låg", high="Medel")),
        LockNote.model_validate(signed(project_id="S06", kind=LockKind.MUST)),
    ):
        entry_log.keep_entry(store, VSO, entry)


def shown_round(store: Store, level: str = "Hög") -> Meeting:
    """Hold a meeting in which two members answer on three projects, and show the answers."""
    setup = setup_from(["Objektägare", "Objektledare"], Naming.BY_ROLE)
    opened = meetings.open_meeting(store, VSO, standard_model(), setup, "objektledare")
    meeting_steps.open_round(store, opened.id, ["S01", "S02", "S03"], "objektledare")
    for number, role in enumerate(setup.roles):
        member, _ = meetings.join(store, opened.code, role)
        who = ballots.Voter(opened.id, member, 1)
        for project in ("S01", "S02", "S03"):
            for criterion, answer in ANSWERS.items():
                value = level if criterion == "omfattning" and number == 0 and project == "S02" else answer
                ballots.save_answer(store, who, project, criterion, Answer(kind=Kind.LEVEL, value=value))
    return meeting_steps.reveal(store, opened.id, "objektledare")


def as_of_basis(basis: Basis) -> AsOf:
    """Return the numbers that a basis was read at, to read the same once more."""
    shown = basis.shown
    # Event 0 is before anything was shown: what has been shown since must not come in.
    event, meeting = (shown.event, shown.meeting_id) if shown else (0, None)
    return AsOf(basis.plan.version, basis.entry, event, meeting)
