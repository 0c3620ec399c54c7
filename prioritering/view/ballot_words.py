"""Words for answers about projects that a later version of the plan has taken out, put back, named anew or changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial

from prioritering import swedish
from prioritering.plan.likeness import folded_name
from prioritering.scoring.asked import HeldAnswers, Why
from prioritering.view.asked_words import MOST_ALONE, other_points, some_listed
from prioritering.view.basis import Basis
from prioritering.view.value_words import range_words

BESIDE_THE_PLAN = "Antaganden, tillagda projekt, lås och egna kriterier"
_UNDER = f"under ”{BESIDE_THE_PLAN}”"
WHERE_ANSWERED, ANSWERED_HERE = f"Ni svarar på Prioritera, {_UNDER}", f"Ni svarar nedanför listan, {_UNDER}"
"""Where what is asked is answered, to whoever reads it anywhere, and to whoever reads it on that very page."""
ANOTHER_MEETING = (
    "Mötet i länken har inte visat några svar för den här planen. Här räknas svaren i planens senaste möte som har det."
)


def ballot_sentences(
    opened_at: datetime, held: Sequence[HeldAnswers], asked: Sequence[str], where: str = WHERE_ANSWERED
) -> Iterator[str]:
    """Yield what is said and asked of a meeting's answered projects, by name; see `OvertakenBallots`.

    `where` says where it is answered.
    """
    meeting = f"mötet den {swedish.day(opened_at)}"
    do_they_hold = partial(_do_they_hold, where=where)
    if gone := [item.name for item in held if item.gone]:
        yield (
            f"{some_listed(gone)} finns inte längre i planen. Gruppens svar om {_it(gone)} i {meeting} räknas inte. "
            f"{_keep_or_let_go(gone)} {where}."
        )
    yield from _stated_sentences([item for item in held if item.stated], meeting, where)
    otherwise = [item for item in held if item.criteria and not item.before and not item.left]
    for criteria in dict.fromkeys(item.criteria for item in otherwise):
        names = [item.name for item in otherwise if item.criteria == criteria]
        yield f"{other_points(criteria)} än i {meeting}, för {some_listed(names)}. {do_they_hold(names)}"
    if left := [item.name for item in held if item.left]:
        yield f"{_no_longer(left)} {do_they_hold(left)}"
    if back := [item.name for item in held if item.why is Why.BACK]:
        yield f"Planen har åter {some_listed(back)}, som var borta efter {meeting}. {do_they_hold(back)}"
    if again := [item for item in held if _has_name_back(item)]:
        names = [item.name for item in again]
        all_of_it = f"{some_listed(names)} heter åter som i {meeting}, men ni har svarat att id:na är andra projekts."
        yield f"{all_of_it if len(again) > MOST_ALONE else ' '.join(map(other_name_in, again))} {do_they_hold(names)}"
    others = [item for item in held if item.before and not _has_name_back(item)]
    if len(others) > MOST_ALONE:
        names = [item.name for item in others]
        yield f"{some_listed(names)} hette något annat i {meeting}. {do_they_hold(names)}"
    elif others:
        said = " ".join(other_name_in(item, f" i {meeting}") for item in others)
        yield f"{said} {do_they_hold([item.name for item in others])}"
    if asked:
        yield f"Rundan som pågår frågar om {some_listed(asked)}, som inte längre finns i planen. Svaren räknas inte."


def _stated_sentences(held: Sequence[HeldAnswers], meeting: str, where: str) -> Iterator[str]:
    names = [item.name for item in held]
    if len(held) > MOST_ALONE:
        said = f"Planen anger nu andra nivåer för {some_listed(names)} än när gruppen svarade i {meeting}."
    elif held:
        said = " ".join(f"{stated_since(item)} Det gjorde den inte när gruppen svarade i {meeting}." for item in held)
    else:
        return
    it = _it(names)
    yield f"{said} Gäller gruppens svar om {it} fortfarande? De räknas tills ni har svarat. {where}."


def stated_since(held: HeldAnswers) -> str:
    """Return what the plan has come to say of a project, as one sentence: 'Planen anger nu Omfattning Hög för …'."""
    levels = [
        f"{name} {range_words(low, high)}" for name, (low, high) in held.stated if low is not None and high is not None
    ]
    return f"Planen anger nu {swedish.listing(levels)} för {held.name}."


def question_words(held: HeldAnswers) -> str:
    """Return what is asked of a meeting's answers about a project, where it is answered."""
    if held.gone:
        return f"Projektet finns inte längre i planen. Svaren räknas inte. {_keep_or_let_go([held.name])}"
    if held.stated:
        return f"{stated_since(held)} Gäller svaren fortfarande? De räknas tills ni har svarat."
    return f"{what_happened(held)} Gäller svaren fortfarande? De räknas inte förrän ni har svarat."


def what_happened(held: HeldAnswers) -> str:
    """Return why a meeting's answers about a project wait, as one sentence."""
    if held.criteria and not held.before and not held.left:
        return f"{other_points(held.criteria)} än i mötet."
    if held.left:
        return "Planen har inte längre projektet, som gruppen hade lagt till."
    return other_name_in(held) if held.before else "Planen har åter projektet."


def other_name_in(held: HeldAnswers, meeting: str = "") -> str:
    """Return which name a project had when it was answered, ` i mötet …`, and has now; or that it has its name back."""
    if _has_name_back(held):
        return f"{held.project_id} heter åter ”{held.name}” i planen, men ni har svarat att id:t är ett annat projekts."
    return f"{held.project_id} heter nu ”{held.name}” i planen, men hette ”{held.before}”{meeting}."


def _has_name_back(held: HeldAnswers) -> bool:
    return bool(held.before) and folded_name(held.before) == folded_name(held.name)


def _do_they_hold(names: Sequence[str], where: str) -> str:
    return (
        f"Gäller gruppens svar om {_it(names)} fortfarande? Tills ni har svarat räknas de inte. {where}, "
        f"eller i en ny runda om {_it(names)}."
    )


def another_meeting_sentences(basis: Basis) -> tuple[str, ...]:
    """Return what is said where the answers that count are of another meeting than the view names."""
    named, group = basis.view.meeting, basis.group
    return (ANOTHER_MEETING,) if named and group and group.meeting_id != named else ()


def held_words(held: Sequence[HeldAnswers], where: str = WHERE_ANSWERED) -> tuple[str, ...]:
    """Return what is asked of a meeting's answers, and `where` it is answered; nothing when nothing is."""
    return tuple(ballot_sentences(held[0].opened_at, held, (), where)) if held else ()


def answers_label(name: str, opened_at: datetime, said: str = "") -> str:
    """Return what the answers that have come back are called where they are listed, and what is said of them."""
    return f"{name}: svaren i mötet den {swedish.day(opened_at)}{said and f' {said}'}"


def _keep_or_let_go(names: Sequence[str]) -> str:
    back = "projektet" if len(names) == 1 else "projekten"
    return f"Behåll dem, om {back} kommer tillbaka, eller släpp dem?"


def _no_longer(names: Sequence[str]) -> str:
    return f"Planen har inte längre {some_listed(names)}, som gruppen hade lagt till."


def _it(names: Sequence[str]) -> str:
    return "det" if len(names) == 1 else "dem"
