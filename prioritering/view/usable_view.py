"""What of a view fits the plan: a link outlives its plan, and what it names may be gone."""

from __future__ import annotations

from prioritering.errors import shorten
from prioritering.plan.likeness import folded_name
from prioritering.plan.object_plan import ObjectPlan
from prioritering.plan.project_facts import actors_called
from prioritering.view.view import View


def usable_view(view: View, ids: frozenset[str], plan: ObjectPlan, notices: list[str]) -> View:
    """Drop locks on projects that are not there and filters that would hide everything for no reason."""
    if not view.assumptions and (view.unknown_low, view.unknown_high) != (None, None):
        notices.append(
            "Planen visas utan antaganden, och då räknas inte heller det spann för okända kostnader som provas."
        )
    if not (view.must or view.not_now or view.free or view.perspectives or view.actors):
        return view
    return view.model_copy(update={**usable_filters(view, plan, notices), **_tried_locks(view, ids, notices)})


def usable_filters(view: View, plan: ObjectPlan, notices: list[str]) -> dict[str, tuple[str, ...]]:
    """Return the perspectives and actors of a view's filters that a plan has; the others are told of in `notices`."""
    found = {"perspectives": view.perspectives, "actors": view.actors}
    if not any(found.values()):
        return found
    called = actors_called(plan.projects) if view.actors else {}
    perspectives = {name for project in plan.projects for name in project.perspectives}
    known: dict[str, list[str | None]] = {
        "perspectives": [name if name in perspectives else None for name in view.perspectives],
        # However it is spelled there and in the link.
        "actors": [called.get(folded_name(name)) for name in view.actors],
    }
    for field, words in (("perspectives", ("perspektiv", "Perspektivet")), ("actors", ("aktörer", "Aktören"))):
        found[field] = tuple(dict.fromkeys(filter(None, known[field])))
        gone = [name for name, here in zip(getattr(view, field), known[field], strict=True) if here is None]
        notices += _not_there(gone, words, left=bool(found[field]))
    return found


def _not_there(gone: list[str], words: tuple[str, str], left: bool) -> list[str]:
    """Return what is said of names that a filter asks for and the plan lacks; `left` when it has others of them."""
    several, one = words
    if gone and not left:
        return [f"Länkens {several} finns inte i planen. Alla visas."]
    return [f"{one} ”{shorten(name)}” i länken finns inte i planen. Filtret visar de andra." for name in gone]


def _tried_locks(view: View, ids: frozenset[str], notices: list[str]) -> dict[str, tuple[str, ...]]:
    """Return the locks that are tried on projects that are there; none when the view shows the plan alone."""
    if not view.assumptions:
        if view.must or view.not_now:
            notices.append("Planen visas utan antaganden, och då räknas inte heller lås som provas.")
        return {"must": (), "not_now": (), "free": ()}
    # A link outlives its plan: what it locks may be gone, and is then told of and left out.
    must = tuple(key for key in view.must if key in ids)
    not_now = tuple(key for key in view.not_now if key in ids and key not in must)
    free = tuple(key for key in view.free if key in ids and key not in (*must, *not_now))
    if any(key not in ids for key in (*view.must, *view.not_now)):
        notices.append("Länken låser ett projekt som inte finns i planen. Låset räknas inte.")
    if any(key in view.must for key in view.not_now):
        notices.append("Samma projekt är låst både som ”måste med” och ”inte nu” i länken. ”Måste med” gäller.")
    return {"must": must, "not_now": not_now, "free": free}
