"""Words for answers about projects that a later version of the plan has taken out, put back or named anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from prioritering import swedish
from prioritering.scoring.asked import GoneAnswers, HeldAnswers
from prioritering.view.asked_words import MOST_ALONE, other_points, some_listed
from prioritering.view.basis import Basis

BESIDE_THE_PLAN = "Antaganden, tillagda projekt, lås och egna kriterier"
ANOTHER_MEETING = (
    "Mötet i länken har inte visat några svar för den här planen. Här räknas svaren i planens senaste möte som har det."
)


def ballot_sentences(
    opened_at: datetime, gone: Sequence[str], held: Sequence[HeldAnswers], asked: Sequence[str]
) -> Iterator[str]:
    """Yield what is said and asked of a meeting's answered projects, by name; see `OvertakenBallots`."""
    meeting = f"mötet den {swedish.day(opened_at)}"
    if gone:
        yield (
            f"{some_listed(gone)} finns inte längre i planen. Gruppens svar om {_it(gone)} i {meeting} räknas inte; "
            "de står kvar i mötet och frågas om ifall projektet kommer tillbaka."
        )
    otherwise = [item for item in held if item.criteria and not item.before]
    for criteria in dict.fromkeys(item.criteria for item in otherwise):
        names = [item.name for item in otherwise if item.criteria == criteria]
        yield f"{other_points(criteria)} än i {meeting}, för {some_listed(names)}. {_do_they_hold(names)}"
    if back := [item.name for item in held if not item.before and not item.criteria]:
        yield f"Planen har åter {some_listed(back)}, som var borta efter {meeting}. {_do_they_hold(back)}"
    others = [item for item in held if item.before]
    if len(others) > MOST_ALONE:
        names = [item.name for item in others]
        yield f"{some_listed(names)} hette något annat i {meeting}. {_do_they_hold(names)}"
    elif others:
        said = " ".join(other_name_in(item, f" i {meeting}") for item in others)
        yield f"{said} {_do_they_hold([item.name for item in others])}"
    if asked:
        yield f"Rundan som pågår frågar om {some_listed(asked)}, som inte längre finns i planen. Svaren räknas inte."


def what_happened(held: HeldAnswers) -> str:
    """Return why a meeting's answers about a project wait, as one sentence."""
    if held.criteria and not held.before:
        return f"{other_points(held.criteria)} än i mötet."
    return other_name_in(held) if held.before else "Planen har åter projektet."


def other_name_in(held: HeldAnswers, meeting: str = "") -> str:
    """Return which name a project had when it was answered, ` i mötet …`, and has now."""
    return f"{held.project_id} heter nu ”{held.name}” i planen, men hette ”{held.before}”{meeting}."


def _do_they_hold(names: Sequence[str]) -> str:
    return (
        f"Gäller gruppens svar om {_it(names)} fortfarande? Tills ni har svarat räknas de inte. Ni svarar på "
        f"Prioritera, under ”{BESIDE_THE_PLAN}”, eller i en ny runda om {_it(names)}."
    )


def another_meeting_sentences(basis: Basis) -> tuple[str, ...]:
    """Return what is said where the answers that count are of another meeting than the view names."""
    named, group = basis.view.meeting, basis.group
    return (ANOTHER_MEETING,) if named and group and group.meeting_id != named else ()


def held_sentences(basis: Basis) -> tuple[str, ...]:
    """Return what is asked of the answers that wait, where the picture would count them; else nothing."""
    return () if basis.group is None else held_words(basis.held)


def held_words(held: Sequence[HeldAnswers]) -> tuple[str, ...]:
    """Return what is asked of a meeting's answers that wait; nothing when none does."""
    return tuple(ballot_sentences(held[0].opened_at, (), held, ())) if held else ()


def gone_sentences(basis: Basis) -> tuple[str, ...]:
    """Return what is said of answers about projects that have left the plan, where the picture would count them."""
    return () if basis.group is None else gone_words(basis.gone)


def gone_words(gone: GoneAnswers | None) -> tuple[str, ...]:
    """Return what is said of a meeting's answers about projects that have left the plan; nothing when none has."""
    return () if gone is None else tuple(ballot_sentences(gone.opened_at, gone.names, (), ()))


def answers_label(name: str, opened_at: datetime, said: str = "") -> str:
    """Return what the answers that have come back are called where they are listed, and what is said of them."""
    return f"{name}: svaren i mötet den {swedish.day(opened_at)}{said and f' {said}'}"


def _it(names: Sequence[str]) -> str:
    return "det" if len(names) == 1 else "dem"
