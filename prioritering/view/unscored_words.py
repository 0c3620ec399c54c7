"""What is told of the projects that have nothing to be scored by: they are not ranked, and some are locked out."""

from __future__ import annotations

from prioritering import swedish
from prioritering.scoring.changes import LockKind
from prioritering.view.picture import Picture

_LATER = "inte-nu"
_MOST = 5


def unscored_state(picture: Picture, project_id: str) -> str | None:
    """Return `lage` in JSON of a project without points that is not locked in: inte-nu where it is locked out."""
    return _LATER if picture.locks.kind(project_id) is LockKind.NOT_NOW else None


def unscored_json(picture: Picture) -> list[dict[str, str | None]]:
    """Return `underlag_saknas` as the studies print it: `id`, `namn` and `lage`, which is inte-nu or null."""
    return [
        {"id": item.id, "namn": item.project.name, "lage": unscored_state(picture, item.id)}
        for item in picture.scored.unscored
    ]


def unscored_reason(picture: Picture, project_id: str) -> str:
    """Return why a project without points is outside, as it is said after its name."""
    return "saknar underlag" + (" och är låst till ”inte nu”" if unscored_state(picture, project_id) else "")


def unscored_note(picture: Picture) -> str:
    """Return how many have nothing to be scored by, and which of them are locked out; nothing where there are none."""
    unscored = picture.scored.unscored
    if not unscored:
        return ""
    out = [item.name for item in unscored if unscored_state(picture, item.id)]
    names = swedish.first_few(out, _MOST, "projekt till", shown=_MOST - 1)
    locked = f" Låst till ”inte nu” är {names}." if out else ""
    they = "det" if len(unscored) == 1 else "de"
    return f"Underlag saknas för {swedish.number(len(unscored))} projekt; {they} rangordnas inte.{locked}"
