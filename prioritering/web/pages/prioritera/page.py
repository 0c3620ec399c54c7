"""The page Prioritera: reads the view, computes the picture once, draws it. All of it follows each change."""

from __future__ import annotations

import streamlit as st

from prioritering.permissions import Permission
from prioritering.scoring.weights import whole_percents
from prioritering.usecases.picture import beside_the_board, picture_of
from prioritering.view.asked_sentences import asked_where_counted
from prioritering.view.ballot_words import ANSWERED_HERE
from prioritering.view.document import PICTURE, document_of
from prioritering.view.frozen_words import weights_told
from prioritering.view.picture import Picture
from prioritering.view.summary import Summary, summary_of
from prioritering.web.frame import address, as_then, context, room
from prioritering.web.frame.as_written import escape
from prioritering.web.frame.boundary import boundary
from prioritering.web.frame.foot import FOOT, redraw_with_foot
from prioritering.web.frame.navigation import page_link
from prioritering.web.frame.redraw import redraw
from prioritering.web.frame.still_in import page_part
from prioritering.web.frame.templates import render
from prioritering.web.frame.theme import apply_stylesheet
from prioritering.web.frame.view_part import view_part
from prioritering.web.pages.prioritera.below_board import draw_beside, draw_level_part, open_dialog
from prioritering.web.pages.prioritera.dialogs import ask
from prioritering.web.parts import budget_effect, view_controls
from prioritering.web.parts.board_component import ShownBoard, copy_link, draw_board, opened_rows
from prioritering.web.parts.board_live import follow_board
from prioritering.web.parts.board_rows import WINDOW, BoardRows, board_rows, caption, laid_beside_rows
from prioritering.web.parts.document_export import draw_document_export
from prioritering.web.parts.freeze import draw_freeze
from prioritering.web.parts.nothing_ranked import PRICE, draw_nothing_ranked
from prioritering.web.parts.overtaken import can_answer
from prioritering.web.parts.page_parts import ALL_PARTS, BESIDE, LIVE
from prioritering.web.parts.room_bar import draw_room_bar
from prioritering.web.parts.source_control import source_control
from prioritering.web.parts.undo import draw_undo
from prioritering.web.parts.undo_view import Spot, draw_view_undo, view_was_last
from prioritering.web.parts.weight_control import weight_controls

BOARD = "tavla"
_DRAWN_BESIDE = "_bredvid_ritat"


def draw_page() -> None:
    """Draw the page; what a control changes is redrawn alone, without the menu and what lies beside the plan."""
    address.open_view("prioritera")
    apply_stylesheet("pages/prioritera/page.css")
    _live()
    _beside()


def _others_changed() -> None:
    """Someone has changed more than the board's figures: redraw the page, and leave what is being typed alone.

    When the room has only moved weights or frame, the board's own part is enough, which this very run draws.
    """
    if st.session_state.get(_DRAWN_BESIDE) != beside_the_board(context.store(), room.keep_up()):
        redraw((*ALL_PARTS, FOOT))
    redraw_with_foot(LIVE)


@view_part(key=LIVE)
def _live() -> None:
    view = room.keep_up()
    follow_board("folj-planen", view, room.followed(), _others_changed)
    room.draw_again_if_moved(view)
    picture = picture_of(context.store(), address.current_view(), as_then.as_of())
    summary = summary_of(picture)
    top = st.container()
    with st.container(key="prioritera-rutor"):
        left, right = st.columns([0.25, 0.75], gap="medium")
    # The board goes first to the browser: it is what everyone looks at when a slider moves.
    with right:
        _board(picture, summary)
        _effect(summary)
    with top:
        _head(picture, summary)
        st.html(budget_effect.cards(summary))
    draw_level_part(picture)
    # Last of all, so that the weights hear what the run ended with.
    with left:
        _controls(picture, summary)
    # In both parts of the page: a dialog opens in the run of that part whose button was pressed.
    open_dialog(picture)


@page_part(key=BESIDE)
def _beside() -> None:
    with boundary():
        view, as_of = address.current_view(), as_then.as_of()
        picture = picture_of(context.store(), view, as_of)
        st.session_state[_DRAWN_BESIDE] = beside_the_board(context.store(), view, as_of)
        draw_beside(picture)
        open_dialog(picture)


def _head(picture: Picture, summary: Summary) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="prioritera-huvud"):
        subtitle = context.name_of_plan(picture.plan, period=True)
        st.html(render("frame/rubrik.html", title="Prioritera", subtitle=subtitle, finding=""))
        draw_freeze(picture, PICTURE, lambda: document_of(picture))
        draw_document_export(picture.plan.key, PICTURE, lambda: document_of(picture))
        copy_link("kopiera")
    st.html(render("frame/fynd.html", finding=summary.headline))
    for notice in (*address.notices(), *_notices(picture)):
        st.info(escape(notice))
    if can_answer(picture):
        st.caption("Ni svarar på frågorna nedanför listan, under Antaganden, tillagda projekt, lås och egna kriterier.")
    draw_room_bar(ALL_PARTS)
    if view_was_last():
        draw_view_undo(picture, Spot.ROWS, ALL_PARTS)
    else:
        draw_undo(picture.plan.key, parts=ALL_PARTS)


def _notices(picture: Picture) -> tuple[str, ...]:
    """Return a picture's notices as they are said where what they ask is answered."""
    if not picture.asked_notices:
        return picture.notices
    here = dict(
        zip(picture.asked_notices, asked_where_counted(picture.basis, picture.model, ANSWERED_HERE), strict=True)
    )
    return tuple(here.get(text, text) for text in picture.notices)


def _controls(picture: Picture, summary: Summary) -> None:
    with st.container(border=True):
        weight_controls(picture)
    draw_view_undo(picture, Spot.WEIGHTS)
    with st.container(border=True, key="prioritera-ram"):
        view_controls.frame_controls(picture)
        st.html(budget_effect.effect_short(summary))
    draw_view_undo(picture, Spot.FRAME)
    more = st.expander("Ordning, regel och filter", key="ordning_och_filter", on_change="rerun")
    if more.open:
        with more:
            view_controls.order_controls(picture)
            view_controls.filter_controls(picture)
    draw_view_undo(picture, Spot.CHOICES, ALL_PARTS)


def _effect(summary: Summary) -> None:
    st.html(budget_effect.effect(summary, beside=True))
    if summary.unknown:
        with st.container(horizontal=True, vertical_alignment="center"):
            if context.may(Permission.CHANGE):
                st.button("Sätt ett spann för alla okända", on_click=ask, args=("okanda",), key="satt_spann")
            page_link(*PRICE)


def _board(picture: Picture, summary: Summary) -> None:
    tied = picture.board.cut_tie()
    rows = board_rows(picture, opened_rows(BOARD), can_assume=context.may(Permission.CHANGE))
    told = caption(rows, summary.ordered_by)
    # Where the equal projects are to be ordered, the button for it stands on the table's own line.
    source_control(picture, ALL_PARTS, told="" if tied or not rows.rows else told)
    if not picture.scored.ranked_count:
        draw_nothing_ranked(picture, ALL_PARTS)
        if not picture.everything and context.may(Permission.CHANGE):
            st.button("Lägg till projekt", on_click=ask, args=("projekt",), key="lagg_till_forsta", type="primary")
    if not picture.board.candidates and not picture.scored.gated:
        return
    if tied and context.may(Permission.CHANGE):
        ids = tuple(picture.board.candidates[i].id for i in tied)
        st.button("Ordna de lika projekten", on_click=ask, args=("lika", ids), key="ordna_lika")
    draw_board(ShownBoard(rows.rows, told, summary.headline, whole_percents(picture.weights)), BOARD, _acted)
    legend = render("parts/tavla_forklaring.html", criteria=picture.model.criteria, rule=picture.view.rule)
    # Sliders are nothing on paper: there the weights stand in words, as at the foot of a frozen page.
    criteria = tuple((criterion.id, criterion.name) for criterion in picture.model.criteria)
    weights, laid = weights_told(criteria, picture.weights), laid_beside_rows(picture)
    st.html(legend + render("pages/prioritera/papper.html", weights=weights, laid=laid))
    _pages(rows)


def _pages(rows: BoardRows) -> None:
    if rows.total <= WINDOW:
        return
    before, after = st.columns(2)
    with before:
        st.button("Föregående", disabled=rows.start == 0, on_click=_go, args=(max(0, rows.start - WINDOW),))
    with after:
        st.button("Nästa", disabled=rows.start + WINDOW >= rows.total, on_click=_go, args=(rows.start + WINDOW,))


def _go(start: int) -> None:
    address.change(start=start)


def _acted() -> None:
    """A button in a row's reasons was pressed: remember which, for the dialog that is opened in this run."""
    action = st.session_state[BOARD].get("action")
    if isinstance(action, dict):
        st.session_state["dialog"] = (str(action.get("what", "")), str(action.get("id", "")))
