"""What the page Robusthet computes for a picture, each thing once and only when it is shown."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

import numpy as np
import streamlit as st

from prioritering.analysis.beside import CostSpan, locks_of, pool_of
from prioritering.analysis.demands import Demands
from prioritering.analysis.draws import Draws, Uncertain, uncertain
from prioritering.analysis.inclusion import Method, Outcome, Setting, Study, run_study
from prioritering.analysis.portfolio import Pool
from prioritering.analysis.weight_draws import ALL_WEIGHTS, WeightInfo, by_intervals, by_order, fixed
from prioritering.analysis.wishes import MAX_WISHES, with_wish
from prioritering.arrays import Array
from prioritering.errors import BadArgument
from prioritering.meeting.meeting import Meeting
from prioritering.meeting.results import latest, member_points
from prioritering.money.line_rule import NO_LIMIT
from prioritering.scoring.board import ScoredProjects
from prioritering.store.ballots import revealed_sheets
from prioritering.usecases.group_source import shown_meetings
from prioritering.view.picture import Picture
from prioritering.view.view import View
from prioritering.web.frame.context import store
from prioritering.web.frame.long_work import long_work

T = TypeVar("T")
KEPT = 48
AT_ONCE = 4_000_000
ASKED_FOR_BEST = "_rakna_basta"
_kept: OrderedDict[Hashable, tuple[ScoredProjects, Any]] = OrderedDict()
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Robust:
    """A picture under study: the span of unknown costs in kronor, whether the group has set it, and the study."""

    picture: Picture
    low: int
    high: int
    span_set: bool
    study: Study

    @property
    def unknown(self) -> int:
        """How many scored projects have a cost nobody knows."""
        return self.picture.board.unknown_count


def robust(picture: Picture) -> Robust:
    """Return what is to be studied; BadArgument when nothing can be (no project is scored, a reversed span)."""
    view, frame = picture.view, picture.frame.kronor
    set_by_group = view.unknown_low is not None or view.unknown_high is not None
    low = (view.unknown_low or 0) * 1000
    high = view.unknown_high * 1000 if view.unknown_high is not None else max(low, frame or 0)
    if low > high:
        raise BadArgument("De okända kostnadernas lägsta belopp är större än det högsta. Ändra ett av dem.")
    given: Uncertain = uncertain(picture.scored, low, high)
    draws = Draws(view.draws, view.seed, weight_info(picture))
    setting = Setting(frame, picture.board.lock, view.order, view.rule)
    return Robust(picture, low, high, set_by_group, Study(given, draws, setting))


def weight_info(picture: Picture) -> WeightInfo:
    """Return what the view says of the weights, around those it shows."""
    view, weights = picture.view, picture.weights
    if view.weight_info == "fasta":
        return fixed(weights)
    if view.weight_info == "ordning":
        falling = sorted({round(weight, 6) for weight in weights}, reverse=True)
        return by_order([falling.index(round(weight, 6)) + 1 for weight in weights])
    if view.weight_info == "spann":
        wide = view.weight_spread / 100
        return by_intervals([max(0.0, w - wide) for w in weights], [min(1.0, w + wide) for w in weights])
    return ALL_WEIGHTS


def shares_of(given: Robust) -> Outcome | None:
    """Return how often each project is inside by the rule, and its places; None while stopped."""
    return once(given.picture, "andelar", "Räknar dragningarna", lambda told: run_study(given.study, progress=told))


def best_shares_of(given: Robust) -> Outcome | None:
    """Return how often each project is in the best portfolio; None while stopped or without a frame."""
    if given.study.setting.frame is None:
        return None
    if len(given.study.given.ids) * given.study.draws.count > AT_ONCE and not st.session_state.get(ASKED_FOR_BEST):
        st.button("Räkna också den bästa portföljen i varje dragning", on_click=_ask_for_best)
        return None
    study = Study(given.study.given, given.study.draws, given.study.setting, Method.BEST)
    label = "Räknar den bästa portföljen i varje dragning"
    return once(given.picture, "basta", label, lambda told: run_study(study, places=False, progress=told))


def _ask_for_best() -> None:
    st.session_state[ASKED_FOR_BEST] = True


def once(picture: Picture, what: str, label: str, work: Callable[[Any], T]) -> T | None:
    """Return the answer of `work`, computed once for this view of this basis; None when the user has stopped it."""
    view = picture.view.model_copy(update={"part": "laget", "project": "", "start": 0, "tiers": (), "perspectives": ()})
    key = (what, id(picture.scored), view, picture.frame.kronor)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return cast("T", _kept[key][1])
    answer = long_work(f"{what}-{hash(key)}", label, work)
    if answer is not None:
        with _lock:
            # The basis is kept beside, so that no other can come to have its id while the answer is kept.
            _kept[key] = (picture.scored, answer)
            while len(_kept) > KEPT:
                _kept.popitem(last=False)
    return answer


def wished(picture: Picture) -> tuple[Demands, tuple[str, ...], tuple[str, ...]]:
    """Return the view's locks and wishes as demands, the wishes that could be used, and notices of the others."""
    demands, used, notices = locks_of(picture.board), [], []
    ids = [item.id for item in picture.board.candidates]
    for wish in picture.view.wishes[:MAX_WISHES]:
        try:
            demands = with_wish(demands, wish, picture.plan.projects, ids)
            used.append(wish)
        except BadArgument as error:
            notices.append(f"Ett krav i länken räknas inte: {error}.")
    return demands, tuple(used), tuple(notices)


def pool(picture: Picture) -> Pool:
    """Return what the best portfolio is chosen from; a range of cost counts with its middle."""
    return pool_of(picture.board, CostSpan.MIDDLE)


def ballots(picture: Picture) -> Array | None:
    """Return the points each member's own revealed answers give (members × projects), None when nothing is revealed.

    A project that a member has not answered in full gets no voice from that member.
    """
    meeting = _meeting(picture.view)
    if meeting is None:
        return None
    ids = [item.id for item in picture.board.candidates]
    sheets = latest(revealed_sheets(store(), meeting))
    found = member_points(sheets, picture.model, picture.weights, ids).points
    voices = np.nan_to_num(found, nan=0.0)
    return voices if voices.any() else None


def _meeting(view: View) -> Meeting | None:
    shown = shown_meetings(view.plan)
    return next((item for item in shown if item.id == view.meeting), next(iter(shown), None))


def has_unknown(picture: Picture) -> bool:
    """True when some scored project's cost is unknown."""
    return bool((picture.scored.costs.high >= NO_LIMIT).any())
