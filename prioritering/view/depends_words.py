"""What is said of projects that depend on others: in the best portfolio, and where the prerequisite is outside."""

from __future__ import annotations

from prioritering import swedish
from prioritering.money.line_rule import Inside, Lock
from prioritering.plan.project_facts import depends_on
from prioritering.view.picture import Picture

_MOST = 5
BEST_SHARES = "Andelen i bästa portföljen"


def portfolio_notes(picture: Picture) -> tuple[str, ...]:
    """Return how the plan's dependencies count in the best portfolio; nothing where there are none."""
    names = {item.id: item.project.name for item in picture.everything}
    ranked = {item.id for item in picture.board.candidates}
    said, without = [], []
    for item in picture.board.candidates:
        needed = depends_on(item.project)
        inside, outside = ([names.get(key, key) for key in needed if (key in ranked) is flag] for flag in (True, False))
        if inside:
            said.append(f"{item.project.name} tas bara med om {swedish.listing(inside)} är med.")
        if outside:
            without.append(f"{item.project.name} beror på {swedish.listing(outside)}")
    notes = []
    if said:
        more = f" Det gäller {len(said) - _MOST} till." if len(said) > _MOST else ""
        notes.append(f"Planens beroenden räknas: {' '.join(said[:_MOST])}{more}")
    if without:
        notes.append(f"{'; '.join(without[:_MOST])}. Det är inte rangordnat, och beroendet räknas inte.")
    return tuple(notes)


def locks_alone(picture: Picture, what: str) -> str:
    """Return that `what`, worked out under the locks alone, leaves aside all else that binds the best portfolio."""
    ranked = {item.id for item in picture.board.candidates}
    bound = any(ranked.intersection(depends_on(item.project)) for item in picture.board.candidates)
    aside = ["planens beroenden"] if bound else []
    aside += ["kraven på portföljen"] if picture.view.wishes else []
    return f"{what} följer låsen, men räknar inte med {swedish.listing(aside)}." if aside else ""


def missing_prerequisites(picture: Picture, index: int) -> str:
    """Return that a project that is inside depends on what is outside: 'beror på Beta, som inte ryms'; else nothing."""
    board = picture.board
    if board.line is None or not board.held[index]:
        return ""
    needed = depends_on(board.candidates[index].project)
    if not needed:
        return ""
    within = {item.id: _may_be_inside(picture, i) for i, item in enumerate(board.candidates) if item.id in needed}
    names = {item.id: item.project.name for item in picture.everything if item.id in needed}
    out = [names[key] for key in needed if key in names and not within.get(key, False)]
    return f"beror på {swedish.listing(out)}, som inte är med" if out else ""


def _may_be_inside(picture: Picture, index: int) -> bool:
    board = picture.board
    if board.lock[index] != Lock.FREE:
        return bool(board.lock[index] == Lock.MUST)
    return board.line is not None and int(board.line.inside[index]) != Inside.NO
