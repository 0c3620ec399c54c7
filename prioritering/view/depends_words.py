"""What is said of projects that depend on others: in the best portfolio, and where the prerequisite is outside."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from prioritering import swedish
from prioritering.money.line_rule import Inside, Lock
from prioritering.plan.project_facts import depends_on
from prioritering.scoring.prerequisites import barred
from prioritering.view.gate_words import failed_words
from prioritering.view.picture import Picture
from prioritering.view.unscored_words import unscored_reason

_MOST = 5


def portfolio_notes(picture: Picture) -> tuple[str, ...]:
    """Return how the plan's dependencies count in the best portfolio; nothing where there are none."""
    board, out = picture.board, barred(picture.board)
    names = {item.id: item.name for item in picture.everything}
    ranked = {item.id for item in board.candidates}
    said, never, anyhow = [], [], []
    for item, lock in zip(board.candidates, board.lock.tolist(), strict=True):
        if item.id in out:
            never.append(f"{item.name}, eftersom {_why(picture, out[item.id], out)}")
            continue
        needed = depends_on(item.project)
        missing = tuple(key for key in needed if key in out or key not in ranked)
        if missing and lock == Lock.MUST:
            anyhow.append(f"{item.name} är låst som ”måste med” och tas med, fast {_why(picture, missing, out)}.")
        if waits := [names.get(key, key) for key in needed if key in ranked and key not in out]:
            said.append(f"{item.name} tas bara med om {swedish.listing(waits)} är med.")
    notes = [f"Planens beroenden räknas: {_some(said, ' ')}"] if said else []
    if never:
        notes.append(f"Kan inte vara med i någon portfölj: {_some(never, '; ')}.")
    return (*notes, *anyhow[:_MOST])


def _some(told: Sequence[str], sign: str) -> str:
    more = f"{sign}Det gäller {len(told) - _MOST} till." if len(told) > _MOST else ""
    return f"{sign.join(told[:_MOST])}{more}"


def _why(picture: Picture, missing: Sequence[str], out: Collection[str]) -> str:
    """Return what stands in the way of a project: 'Grund, som det beror på, inte uppfyller kravet Tillgänglighet'."""
    names = {item.id: item.name for item in picture.everything}
    return swedish.listing(f"{names.get(key, key)}, som det beror på, {_reason(picture, key, out)}" for key in missing)


def _reason(picture: Picture, key: str, out: Collection[str]) -> str:
    """Return why a prerequisite is outside, as it is said after its name."""
    gated = next((item for item in picture.scored.gated if item.id == key), None)
    if gated is not None:
        return f"inte uppfyller {failed_words(gated, picture.scored)}"
    if all(item.id != key for item in picture.board.candidates):
        return unscored_reason(picture, key)
    return "inte heller kan vara med" if key in out else "är låst till ”inte nu”"


def locks_alone(picture: Picture, what: str) -> str:
    """Return that `what`, worked out under the locks alone, leaves aside all else that binds the best portfolio."""
    aside = ["planens beroenden"] if _bound(picture) else []
    aside += ["kraven på portföljen"] if picture.view.wishes else []
    return f"{what} följer låsen, men räknar inte med {swedish.listing(aside)}." if aside else ""


def shares_without_demands(picture: Picture) -> str:
    """Return that the share in the best portfolio leaves the demands aside; nothing where there are none."""
    follows = "låsen och planens beroenden" if _bound(picture) else "låsen"
    said = f"Andelen i bästa portföljen följer {follows}, men räknar inte med kraven på portföljen."
    return said if picture.view.wishes else ""


def _bound(picture: Picture) -> bool:
    ranked = {item.id for item in picture.board.candidates}
    return any(ranked.intersection(depends_on(item.project)) for item in picture.board.candidates)


def missing_prerequisites(picture: Picture, index: int) -> str:
    """Return that a project that is or may be inside depends on what is not: 'beror på Beta, som inte är med'.

    Nothing of one whose prerequisites may be inside too.
    """
    board = picture.board
    if board.line is None or not _may_be_inside(picture, index):
        return ""
    needed = depends_on(board.candidates[index].project)
    if not needed:
        return ""
    within = {item.id: _may_be_inside(picture, i) for i, item in enumerate(board.candidates) if item.id in needed}
    names = {item.id: item.name for item in picture.everything if item.id in needed}
    out = [names[key] for key in needed if key in names and not within.get(key, False)]
    return f"beror på {swedish.listing(out)}, som inte är med" if out else ""


def _may_be_inside(picture: Picture, index: int) -> bool:
    board = picture.board
    if board.lock[index] != Lock.FREE:
        return bool(board.lock[index] == Lock.MUST)
    return board.line is not None and int(board.line.inside[index]) != Inside.NO
