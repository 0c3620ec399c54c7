"""How the leader writes what the group has agreed on in the talk after a reveal, and takes it back."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from prioritering import swedish
from prioritering.criteria.model import Criterion, NumberScale
from prioritering.errors import BadArgument, PrioriteringError
from prioritering.meeting.results import Cell
from prioritering.permissions import Permission
from prioritering.scoring.changes import AgreedLevel
from prioritering.typed_numbers import check_one_reading, typed_figure
from prioritering.usecases.agreed_levels import agree, no_longer_agreed
from prioritering.usecases.change_plan import Beside, Signature
from prioritering.usecases.group_result import Result
from prioritering.view.agreed_level_words import agreed_level, answers_beside
from prioritering.web.frame import context, signer, who
from prioritering.web.frame.as_written import escape, option
from prioritering.web.pages.mote.step_dialogs import FAULT
from prioritering.web.parts.undo import beside_plan

_CELL, _LEVEL, _REASON = "enades_om", "enades_niva", "enades_skal"
BUTTON, WRITE = "Vi enades om …", "Skriv in det vi enades om"


def draw_agree(found: Result) -> None:
    """Draw the leader's way to write what was agreed on, folded to one button; not in a meeting that has ended."""
    with st.popover(BUTTON):
        cells = [*found.disputed, *(cell for cell in found.cells.values() if not cell.is_disputed)]
        by_id = {(cell.project_id, cell.criterion_id): cell for cell in cells}
        chosen = st.selectbox("Bedömning", list(by_id), None, lambda key: _told(found, by_id[key]), key=_CELL)
        st.caption("De som går mest isär står först. Det ni enas om går före svaren i den bedömningen och märks.")
        if chosen is not None:
            # Fields of their own for each cell: what was typed for another is not to be kept here.
            key = "~".join(chosen)
            level = _level(found.model.criterion(chosen[1]), f"{_LEVEL}-{key}")
            st.text_input("Skäl, om ni vill", key=f"{_REASON}-{key}")
            args = (found, chosen, level, f"{_REASON}-{key}")
            st.button(WRITE, type="primary", on_click=_agree, args=args)
        for entry in found.agreed:
            label = f"Ta tillbaka: {_about(found, entry)}"
            st.button(escape(label), key=f"enades-bort-{entry.project_id}-{entry.criterion_id}", on_click=_take_back,
                      args=(found, entry))  # fmt: skip


def _told(found: Result, cell: Cell) -> str:
    criterion = found.model.criterion(cell.criterion_id)
    about = f"{found.names[cell.project_id]}, {criterion.name.lower()}"
    return option(f"{about}: {answers_beside(criterion, cell, found.how)}")


def _about(found: Result, entry: AgreedLevel) -> str:
    criterion = found.model.criterion(entry.criterion_id)
    return f"{found.names[entry.project_id]}, {criterion.name.lower()}, {agreed_level(criterion, entry)}"


def _level(criterion: Criterion, key: str) -> Callable[[], str | float]:
    """Draw the field for a level; return what reads it when the button is pressed, BadArgument when it is none."""
    scale = criterion.scale
    if isinstance(scale, NumberScale):
        st.text_input(escape(f"Vi enades om, {scale.range_words}"), key=key)
        return lambda: _number(scale, str(st.session_state.get(key) or ""))
    st.selectbox("Vi enades om", [level.name for level in scale.levels], None, option, key=key)
    return lambda: str(st.session_state.get(key) or "") or _nothing()


def _nothing() -> str:
    raise BadArgument("Välj vad ni enades om.")


def _number(scale: NumberScale, text: str) -> float:
    try:
        value = typed_figure(text, "", scale.lowest, scale.highest)
    except BadArgument:
        raise BadArgument(f"Skriv ett tal på skalan, {scale.range_words}.") from None
    check_one_reading(text, value, scale.highest)
    return value


def _agree(found: Result, cell: tuple[str, str], level: Callable[[], str | float], reason: str) -> None:
    def work() -> None:
        """Write what was agreed on, with the level and the reason as the fields have them when it is pressed."""
        by = Signature(_role(), str(st.session_state.get(reason) or ""))
        agree(_beside(found), found.meeting.id, cell, level(), by)
        # Done with it: the next thing they agree on is about another.
        st.session_state[_CELL] = None

    _try(work)


def _take_back(found: Result, entry: AgreedLevel) -> None:
    _try(lambda: no_longer_agreed(_beside(found), entry, Signature(_role(), "")))


def _try(work: Callable[[], None]) -> None:
    try:
        context.require(Permission.LEAD)
        work()
    except PrioriteringError as error:
        # A callback cannot draw: what it has to say waits for the run that follows.
        st.session_state[FAULT] = swedish.as_sentence(str(error))


def _beside(found: Result) -> Beside:
    return beside_plan(found.meeting.plan_key, found.here.plan.version)


def _role() -> str:
    """Return the role that it is written under: the one taken in the meeting, else that of whoever leads."""
    return signer.known_role() or swedish.upper_first(who.page_user().known_as)
