"""A scoring meeting as immutable values: members, rounds, answers, and what a member has said of one project.

Who may see what is not decided here: `prioritering.store.meetings` never hands out anyone else's answers before
the round is revealed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum

from pydantic import Field

from prioritering.criteria.model import Criterion, Model, NumberScale
from prioritering.errors import BadArgument
from prioritering.immutable import Immutable
from prioritering.plan.ids import composed
from prioritering.plan.plan_key import PlanKey

MAX_ROLE = 80
# Control, format and surrogate characters.
_UNSEEN = ("Cc", "Cf", "Cs")
MAX_REASON = 500
"""Longest reason in characters: a short remark, not an enclosure."""

STEERING_GROUP = ("Objektägare", "Objektägare IT", "Objektledare", "Objektledare IT", "Linjechef")
"""Roles of a styrgrupp when the plan names no forum of its own."""


class Naming(StrEnum):
    """How answers are shown after the reveal; chosen before the first answer and then fixed."""

    ANONYMOUS = "anonymt"
    BY_ROLE = "per roll"


class PlanAnswers(StrEnum):
    """When a member sees what the plan says on a question; it draws answers to itself."""

    SHOWN = "från början"
    AFTER_OWN = "efter eget svar"
    HIDDEN = "inte alls"


class Setup(Immutable):
    """What the leader chooses before a meeting opens; `project_ids` are those of its first round, if one begins."""

    roles: tuple[str, ...]
    naming: Naming = Naming.BY_ROLE
    plan_answers: PlanAnswers = PlanAnswers.AFTER_OWN
    project_ids: tuple[str, ...] = ()


def setup_from(roles: Iterable[str], naming: Naming, plan_answers: PlanAnswers = PlanAnswers.AFTER_OWN) -> Setup:
    """Return the choices with blank and repeated roles left out; BadArgument without roles or with a long one."""
    # Two that differ only in capitals are one role, as it is first written.
    wanted: dict[str, str] = {}
    for role in map(as_role, roles):
        if role:
            wanted.setdefault(role.casefold(), role)
    if not wanted:
        raise BadArgument("minst en roll behövs i mötet")
    return Setup(roles=tuple(wanted.values()), naming=naming, plan_answers=plan_answers)


def as_role(text: str) -> str:
    """Return a role as it stands on a screen, empty when nothing of it would be seen; BadArgument when it is too long.

    Control characters, what has no width and half characters are left out, and every letter is written in
    one way: roles that look alike would not be.
    """
    seen = _seen(text)
    role = composed(" ".join(seen.split()))
    if len(role) > MAX_ROLE:
        raise BadArgument(f"en roll får vara högst {MAX_ROLE} tecken")
    return role


class RoundState(StrEnum):
    """Blind: nobody sees others' answers. Revealed: all see, and changes are open. Closed: nothing changes."""

    BLIND = "dold"
    REVEALED = "visad"
    CLOSED = "stängd"


class Kind(StrEnum):
    """What an answer is. `EMPTY` takes an answer back; it is a new row like every correction."""

    LEVEL = "nivå"
    DONT_KNOW = "vet ej"
    EMPTY = "tomt"


class Answer(Immutable):
    """One member's answer on one project and criterion; `value` is a level's name or a number."""

    kind: Kind
    value: str | float | None = None


class Member(Immutable):
    """Someone who takes part, known by role only; `left_at` is when the leader let the role go.

    `moved_at` is when the seat was last moved to another device.
    `replaces` is the former member whose place this one has taken.
    """

    id: str
    role: str = Field(min_length=1, max_length=MAX_ROLE)
    joined_at: datetime
    left_at: datetime | None = None
    moved_at: datetime | None = None
    replaces: str | None = None


class Round(Immutable):
    """One scoring round over some of the plan's projects; `number` counts from 1 in the meeting.

    `criteria_asked` holds the criteria of the projects that are not asked about on every one, and `shown_without` the
    ids of the members whose answers were lost when it was revealed.
    """

    number: int
    project_ids: tuple[str, ...] = Field(min_length=1)
    criteria_asked: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    opened_at: datetime
    revealed_at: datetime | None = None
    shown_without: tuple[str, ...] = ()
    closed_at: datetime | None = None

    @property
    def state(self) -> RoundState:
        """Where the round stands. A round that is closed without having been revealed stays hidden for ever."""
        if self.closed_at is not None:
            return RoundState.CLOSED
        return RoundState.BLIND if self.revealed_at is None else RoundState.REVEALED

    @property
    def is_revealed(self) -> bool:
        """True once everyone may see the round's answers."""
        return self.revealed_at is not None

    def asked(self, project_id: str, model: Model) -> tuple[str, ...]:
        """Return the ids of the criteria that the round asks about on a project, in the model's order."""
        if project_id not in self.project_ids:
            return ()
        wanted = self.criteria_asked.get(project_id)
        # Levels and criteria may have changed since the round began; what is no longer there is not asked.
        return tuple(key for key in model.ids if wanted is None or key in wanted)


class Meeting(Immutable):
    """A meeting on one plan, with the criteria as they were when it began, so that answers keep their meaning.

    A meeting whose leader was never asked about `plan_answers` shows them, as all did then.
    `room_view` is the room's view, as the pairs of an address ("ram=2000"); empty when nobody has led it.
    """

    id: str
    plan_key: PlanKey
    code: str
    naming: Naming
    plan_answers: PlanAnswers = PlanAnswers.SHOWN
    room_view: tuple[str, ...] = ()
    roles: tuple[str, ...]
    shared_roles: tuple[str, ...] = ()
    model: Model
    joining_open: bool = True
    opened_at: datetime
    closed_at: datetime | None = None
    rounds: tuple[Round, ...] = ()

    @property
    def round(self) -> Round | None:
        """The newest round, or None before the first."""
        return self.rounds[-1] if self.rounds else None

    @property
    def active_round(self) -> Round | None:
        """The round that takes answers now, if any."""
        newest = self.round
        return newest if newest is not None and newest.state is not RoundState.CLOSED else None


class AnswerSheet(Immutable):
    """What one member has answered on one project in one round.

    In an anonymous meeting others see `member_id` as a made-up id and `role` as empty. `conflict` is None when nothing
    was said of it in the round; `conflict_was_said` stays true when it was taken back, since what it took the place of
    does not come back. `after_reveal` is what came in after the reveal: the criteria, a reason ("skäl") or a conflict
    of interest ("jäv").
    """

    member_id: str
    role: str
    round: int
    project_id: str
    answers: dict[str, Answer] = Field(default_factory=dict)
    conflict: bool | None = None
    conflict_was_said: bool = False
    reason: str = ""
    after_reveal: frozenset[str] = frozenset()
    changed_after_reveal: bool = False

    def answer(self, criterion_id: str) -> Answer | None:
        """Return the answer on a criterion, or None when nothing is said or it was taken back."""
        found = self.answers.get(criterion_id)
        return None if found is None or found.kind is Kind.EMPTY else found

    @property
    def says_something(self) -> bool:
        """True when there is an answer or a conflict of interest."""
        return bool(self.conflict) or any(answer.kind is not Kind.EMPTY for answer in self.answers.values())


class CriteriaOrder(Immutable):
    """One member's order of the criteria: place per criterion id, 1 = the step that means most."""

    member_id: str
    role: str
    places: dict[str, int]


class Stage(StrEnum):
    """How far a member has come in a round: all that others may know of it before the reveal."""

    JOINED = "har anslutit"
    UNDER_WAY = "på väg"
    DONE = "klar"


class Progress(Immutable):
    """Who has come how far in a round, never with what and never with how much."""

    member: Member
    stage: Stage

    @property
    def is_done(self) -> bool:
        """True when every project of the round is answered."""
        return self.stage is Stage.DONE


def checked_answer(criterion: Criterion, answer: Answer) -> Answer:
    """Return the answer when it fits the criterion's scale; BadArgument when it does not."""
    if answer.kind is not Kind.LEVEL:
        return Answer(kind=answer.kind)
    try:
        criterion.scale.unit(answer.value if answer.value is not None else "")
    except (KeyError, ValueError, TypeError):
        wanted = (
            f"ett tal från {criterion.scale.range_words}"
            if isinstance(criterion.scale, NumberScale)
            else "en av nivåerna " + ", ".join(level.name for level in criterion.scale.levels)
        )
        raise BadArgument(f"svaret på {criterion.name} ska vara {wanted}") from None
    return answer


def _seen(text: str) -> str:
    return "".join(letter for letter in text if letter.isspace() or unicodedata.category(letter) not in _UNSEEN)


def checked_reason(text: str) -> str:
    """Return the reason without surrounding blanks; BadArgument when it is too long to be a short reason.

    A text in which nothing can be seen is none. The ballot counts in the same way (`trimmed` in ballot.queue.js).
    """
    # Some databases take no null character in a text, and nobody means to write one.
    trimmed = text.replace("\x00", "").strip() if _seen(text).strip() else ""
    if len(trimmed) > MAX_REASON:
        raise BadArgument(
            f"skälet får vara högst {MAX_REASON} tecken, men det här är {len(trimmed)}. Inget av det har sparats; "
            "korta det och försök igen"
        )
    return trimmed


def checked_places(model: Model, places: Mapping[str, int]) -> dict[str, int]:
    """Return places for all criteria; BadArgument when one is missing or outside 1..k."""
    count = len(model.criteria)
    if set(places) != set(model.ids) or any(not 1 <= place <= count for place in places.values()):
        raise BadArgument(f"varje kriterium ska ha en plats från 1 till {count}")
    return dict(places)
