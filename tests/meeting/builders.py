"""Short ways to write sheets in tests: levels by their order, 'v' for vet ej, None for nothing said."""

from prioritering.criteria.model import Criterion, Level, Model, NumberScale, WordedScale
from prioritering.meeting.meeting import Answer, AnswerSheet, Kind

WORDS = ("Ingen", "Låg", "Medel", "Hög", "Mycket hög")
EVEN = WordedScale(levels=tuple(Level(name=name, value=25 * i) for i, name in enumerate(WORDS)))
ONE = Model(criteria=(Criterion(id="a", name="A", scale=EVEN),))
TWO = Model(
    criteria=(
        Criterion(id="a", name="A", scale=EVEN),
        Criterion(id="b", name="B", scale=NumberScale(lowest=0, highest=10)),
    )
)


def answer(value: int | float | str | None) -> Answer:
    """Level 0–4 as int, a number as float, 'v' for vet ej, None for taken back."""
    if value is None:
        return Answer(kind=Kind.EMPTY)
    if value == "v":
        return Answer(kind=Kind.DONT_KNOW)
    return Answer(kind=Kind.LEVEL, value=WORDS[value] if isinstance(value, int) else float(value))


def sheet(
    member: str, project: str, *values: int | float | str | None, round: int = 1, conflict: bool | None = None
) -> AnswerSheet:
    """One member's sheet; values go to the criteria a, b, … in turn."""
    answers = {key: answer(value) for key, value in zip("ab", values, strict=False)}
    return AnswerSheet(
        member_id=member, role=f"Roll {member}", round=round, project_id=project, answers=answers, conflict=conflict
    )
