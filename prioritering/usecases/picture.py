"""A view of a plan as a picture: what the board, the projector, the streams and the command line all show."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from prioritering.criteria.model import Model
from prioritering.plan.object_plan import ObjectPlan
from prioritering.plan.plan_key import PlanKey
from prioritering.scoring.board import rank, scored_projects
from prioritering.scoring.gaps import Gaps, gaps
from prioritering.store.connection import Store
from prioritering.store.plans import object_plan
from prioritering.usecases.gather import NOW, AsOf, gather, shown_meetings
from prioritering.view.picture import Picture, in_force, model_of, model_part, ranked, scored_of
from prioritering.view.view import SPACINGS, View


def picture_of(store: Store, view: View, as_of: AsOf = NOW) -> Picture:
    """Return the picture that a view gives, now or as of earlier numbers; BadArgument when there is no such plan."""
    basis = gather(store, view, as_of)
    # A slider changes weights and frame only: the arrays that do not depend on them are kept by the basis's numbers.
    key = ("scored", basis.numbers, model_part(view))
    return ranked(basis, *store.kept_large.once(key, lambda: scored_of(basis)))


_ON_THE_BOARD = frozenset(("weights", "frame", "order", "rule"))


def beside_the_board(store: Store, view: View, as_of: AsOf = NOW) -> tuple[Hashable, ...]:
    """Return what has changed when more has than what weights, frame, order and rule change: they move the board alone.

    BadArgument when there is no such plan.
    """
    basis = gather(store, view, as_of)
    default = View()
    others = view.model_copy(update={name: getattr(default, name) for name in _ON_THE_BOARD})
    return basis.numbers, basis.asked, basis.held, model_part(view), others


def weighed_criteria(store: Store, view: View) -> tuple[str, ...]:
    """Return the ids of the criteria that a view's weights are about; BadArgument when there is no such plan."""
    basis = gather(store, view)
    return model_of(basis.model, in_force(basis.changes, basis.view), basis.view, []).ids


def group_has_answered(store: Store, plan_key: PlanKey, as_of: AsOf = NOW) -> bool:
    """Return whether some meeting of a plan has shown its answers, or had at an earlier event."""
    return bool(shown_meetings(store, plan_key, as_of.event))


def plan_shown(store: Store, plan_key: PlanKey, as_of: AsOf = NOW) -> ObjectPlan:
    """Return a plan, newest version unless another is asked for; BadArgument when there is none."""
    return object_plan(store, plan_key, as_of.plan_version)


def gaps_of(shown: Picture) -> Gaps:
    """Return what the plan itself leaves open, before any assumption."""
    return gaps(shown.plan, shown.basis.model)


@dataclass(frozen=True, slots=True)
class SpacedPlaces:
    """One project's place under each spacing of `SPACINGS`."""

    name: str
    places: tuple[int, ...]


def places_by_spacing(shown: Picture, most: int) -> tuple[SpacedPlaces, ...]:
    """Return the places of the first `most` projects of the board under every spacing of the levels."""
    # With the same weights, frame and locks: what differs is the spacing alone.
    places = [
        rank(scored_projects(shown.scored.candidates, _spaced_model(shown, name)), shown.board.choices).ranking.place
        for name in SPACINGS
    ]
    return tuple(
        SpacedPlaces(shown.scored.candidates[i].name, tuple(int(place[i]) for place in places))
        for i in shown.board.ranking.order[: min(most, shown.scored.ranked_count)].tolist()
    )


def _spaced_model(shown: Picture, spacing: str) -> Model:
    """Return the model under a spacing; values that the group has set count under the spacing that is shown."""
    if spacing == shown.view.spacing:
        return shown.model
    # Not from the shown model: its levels already have the values of the spacing that is shown.
    return model_of(shown.basis.model, in_force(shown.changes, shown.view), View(spacing=spacing), [])
