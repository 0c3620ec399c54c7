"""The page Översikt: where do we stand, what is missing, and what does the meeting do?"""

from __future__ import annotations

from typing import Any

import streamlit as st

from prioritering import swedish
from prioritering.permissions import Permission
from prioritering.plan.object_plan import ObjectPlan, Tier
from prioritering.scoring.gaps import Gaps
from prioritering.usecases.health import disk_warning
from prioritering.usecases.last_period import since_last_period
from prioritering.usecases.picture import gaps_of, picture_of
from prioritering.usecases.plan_facts import known_costs, shown_remarks
from prioritering.usecases.renewal import Renewal, renewal
from prioritering.view.copied_link import COPIED, SEAL
from prioritering.view.cost_sums import counted_projects, known_sum
from prioritering.view.hidden_words import filters_without_effect
from prioritering.view.laid_words import laid_count, laid_words
from prioritering.view.picture import Picture
from prioritering.view.renewal_words import change_counts, emptied, not_compared, other_files
from prioritering.view.sentences import headline
from prioritering.view.unknown_words import of_the_board
from prioritering.view.value_words import TIER_PLURALS
from prioritering.web.base import base_path
from prioritering.web.frame import address, as_then, context, room
from prioritering.web.frame.as_written import escape
from prioritering.web.frame.foot import redraw_with_foot
from prioritering.web.frame.navigation import offered_pages, page_link
from prioritering.web.frame.plan_choice import draw_faulty
from prioritering.web.frame.reached import base_here
from prioritering.web.frame.templates import render
from prioritering.web.frame.theme import apply_stylesheet, page_head
from prioritering.web.frame.view_part import view_part
from prioritering.web.frame.who import login_is_on
from prioritering.web.loopback import only_here
from prioritering.web.pages.oversikt.gaps_panel import draw_gaps
from prioritering.web.pages.oversikt.links_panel import draw_frozen
from prioritering.web.pages.oversikt.next_step import draw_next_step
from prioritering.web.pages.oversikt.same_project import draw_same_project
from prioritering.web.parts import live_panel
from prioritering.web.parts.board_component import copy_link
from prioritering.web.parts.overtaken import draw_overtaken
from prioritering.web.parts.qr import page_url, qr_image
from prioritering.web.parts.room_bar import draw_room_bar
from prioritering.web.parts.undo import draw_undo_of
from prioritering.web.parts.way_back import draw_way_back

_PART = "oversikt"
MOST_QUESTIONS = 3


def draw_page() -> None:
    """Draw the page for the plan and the view in the address."""
    address.open_view("oversikt")
    apply_stylesheet("pages/oversikt/page.css")
    _live()


@view_part(key=_PART)
def _live() -> None:
    live_panel.follow("folj-planen", address.plan_parameters(), _others_changed)
    picture = picture_of(context.store(), room.keep_up(), as_then.as_of())
    plan, counted = picture.plan, gaps_of(picture)
    subtitle = " · ".join(part for part in (plan.name, plan.period, plan.municipality) if part)
    page_head("Översikt", subtitle)
    st.html(render("pages/oversikt/om.html"))
    draw_room_bar(quiet=True)
    _draw_disk()
    draw_way_back()
    draw_next_step(picture)
    st.html(render("frame/fynd.html", finding=headline(picture)))
    if said := filters_without_effect(picture.view, "räknas"):
        st.caption(escape(said))
    draw_overtaken(picture)
    st.html(render("pages/oversikt/kort.html", **_facts(picture, counted)))
    _draw_renewed(picture)
    _draw_since_last_period(picture)
    draw_gaps(counted, len(picture.basis.maybe_kronor))
    draw_faulty(context.folders_at_fault())
    steps, share = st.columns([0.62, 0.38], gap="medium")
    with steps:
        _draw_steps()
    with share:
        _draw_link()
        copy_link("kopiera")
    draw_frozen(plan.key)


def _draw_disk() -> None:
    """Say that the disk is nearly full to whoever can do something about it, before it closes the database."""
    if context.may(Permission.CHANGE) and (said := disk_warning(context.store())):
        st.warning(escape(said))


def _others_changed() -> None:
    """Someone has changed the plan, what lies beside it or the room's view."""
    redraw_with_foot(_PART)


def _tier_words(plan: ObjectPlan, tier: Tier, count: int) -> str:
    own = any(item.tier is tier for item in plan.own_tiers)
    return plan.tier_name(tier) if own or count == 1 else TIER_PLURALS[tier]


def _facts(picture: Picture, counted: Gaps) -> dict[str, Any]:
    board, plan = picture.board, picture.plan
    remarks = shown_remarks(context.store(), plan.key, plan.version, picture.basis.entry)
    return {
        "gaps": counted,
        "tiers": " · ".join(
            f"{swedish.number(count)}\u00a0{_tier_words(plan, tier, count)}" for tier, count in counted.tiers
        ),
        "known_sum": known_sum(board),
        "of_plan": known_costs(plan.projects),
        "known": len(board.scored.known_costs),
        "counted": len(board.candidates),
        "ranked": board.scored.ranked_count,
        "of_whom": counted_projects(board),
        "unknown": of_the_board(picture),
        "frame": picture.frame,
        "observations": len(remarks),
        "laid": laid_count(picture),
        "laid_words": laid_words(picture),
    }


def _draw_renewed(picture: Picture) -> None:
    """Draw one line about the newest version of the plan, when it has taken the place of another."""
    found = renewal(context.store(), picture.plan.key, newer=picture.plan.version)
    if found is None:
        return
    if warning := emptied(found.changes, len(picture.plan.projects)):
        st.warning(escape(warning))
    since, number = swedish.day(found.newer.imported_at), found.newer.version
    sentence = (
        f"Planen är ny sedan {since} (version {number}): {change_counts(found.changes)}. "
        f"{other_files(found.files, found.judged_by)} {not_compared(found.changes)}"
    )
    st.html(render("pages/oversikt/ny_version.html", sentence=sentence))
    _draw_questions(picture, found, "same_projects")
    page_link("objektplan", "Se vad som är ändrat i planen")


def _draw_questions(picture: Picture, found: Renewal, kind: str) -> None:
    """Draw the first questions that wait, and in their place what has just been answered, to be taken back."""
    if as_then.is_then():
        return
    # One box, so that the focus goes from an answer to the next question or to the line of what was answered.
    with st.container(key=f"fragor-{kind}"):
        for asked, pair in found.waiting[:MOST_QUESTIONS]:
            draw_same_project(picture, asked, pair)
        draw_undo_of(picture.plan.key, kind)


def _draw_since_last_period(picture: Picture) -> None:
    """Draw one line about what differs from the plan of the period before, and ask which projects are the same."""
    found = since_last_period(context.store(), picture.plan.key, picture.plan.version)
    if found is None:
        return
    sentence = f"Jämfört med förra periodens plan ({found.against}): {change_counts(found.changes)}."
    st.html(render("pages/oversikt/ny_version.html", sentence=f"{sentence} {not_compared(found.changes)}"))
    _draw_questions(picture, found, "last_period")
    page_link("objektplan", "Se vad som är ändrat sedan förra perioden")


_STEPS = (
    ("objektplan", "Läs underlaget", "Vad planen säger om varje projekt, och vad den säger emot sig själv."),
    ("fyll_i", "Fyll i det som saknas", "Kostnader, nivåer och klass för många projekt på en gång, också från Excel."),
    ("mote", "Starta mötet", "Mötesledaren öppnar en runda; medlemmarna går med från egen dator eller telefon."),
    ("poangsatt", "Poängsätt var för sig", "Ett projekt i taget. Ingen ser de andras svar förrän de visas."),
    ("prioritera", "Rangordna tillsammans", "Bestäm vad som väger tyngst, välj ram och se hur långt pengarna räcker."),
    (
        "robusthet",
        "Pröva hur säkert det är",
        "Vilka projekt ryms också nära era vikter, och vilka beror på annat?",
    ),
    ("metod", "Svara på frågor om räknesättet", "Varje kriterium, nivå och regel med ord och tal."),
)


def _draw_steps() -> None:
    st.html(render("frame/rubrik2.html", title="Så går mötet till", text=""))
    pages = {page for _, page, _ in offered_pages()}
    for number, (page, label, text) in enumerate((step for step in _STEPS if step[0] in pages), 1):
        with st.container(key=f"steg-{page}"):
            page_link(page, f"{number}. {label}")
            st.html(render("pages/oversikt/steg.html", text=text))


def _draw_link() -> None:
    living = {name: text for name, text in st.query_params.to_dict().items() if name not in (COPIED, SEAL)}
    url = page_url(f"{base_here()}{base_path()}/", "prioritera", living)
    # A code that leads the phone to itself is worse than none.
    image = "" if only_here(url) else qr_image(url, quiet=4)
    st.html(render("pages/oversikt/lank.html", url=url, image=image, login=login_is_on()))
