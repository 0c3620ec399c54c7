"""The page Översikt: where do we stand, what is missing, and what does the meeting do?"""

from __future__ import annotations

from dataclasses import dataclass
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
from prioritering.usecases.renewal import renewal
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
from prioritering.web.frame.navigation import existing_pages, offered_pages, page_link
from prioritering.web.frame.plan_choice import draw_faulty
from prioritering.web.frame.reached import base_here
from prioritering.web.frame.templates import render
from prioritering.web.frame.theme import apply_stylesheet, page_head
from prioritering.web.frame.who import login_is_on
from prioritering.web.loopback import only_here
from prioritering.web.pages.oversikt.links_panel import draw_frozen
from prioritering.web.pages.oversikt.next_step import draw_next_step
from prioritering.web.pages.oversikt.same_project import draw_same_project
from prioritering.web.parts import live_panel
from prioritering.web.parts.board_component import copy_link
from prioritering.web.parts.nothing_ranked import PRICE
from prioritering.web.parts.overtaken import draw_overtaken
from prioritering.web.parts.qr import page_url, qr_image
from prioritering.web.parts.room_bar import draw_room_bar
from prioritering.web.parts.way_back import draw_way_back

MOST_QUESTIONS = 3

PLAN_PAGE = ("objektplan", "Se dem på Objektplan")


@dataclass(frozen=True, slots=True)
class Gap:
    """One kind of gap with its number, what it means for the order, and the pages that lead on."""

    count: int
    what: str
    meaning: str
    leads: tuple[tuple[str, str], ...]
    noun: str = "projekt"


def draw_page() -> None:
    """Draw the page for the plan and the view in the address."""
    address.open_view("oversikt")
    live_panel.follow_page(address.plan_parameters())
    picture = picture_of(context.store(), room.keep_up(), as_then.as_of())
    plan, counted = picture.plan, gaps_of(picture)
    subtitle = " · ".join(part for part in (plan.name, plan.period, plan.municipality) if part)
    apply_stylesheet("pages/oversikt/page.css")
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
    _draw_gaps(counted, len(picture.basis.maybe_kronor))
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
    for asked, pair in () if as_then.is_then() else found.waiting[:MOST_QUESTIONS]:
        draw_same_project(picture, asked, pair)
    page_link("objektplan", "Se vad som är ändrat i planen")


def _draw_since_last_period(picture: Picture) -> None:
    """Draw one line about what differs from the plan of the period before, and ask which projects are the same."""
    found = since_last_period(context.store(), picture.plan.key, picture.plan.version)
    if found is None:
        return
    sentence = f"Jämfört med förra periodens plan ({found.against}): {change_counts(found.changes)}."
    st.html(render("pages/oversikt/ny_version.html", sentence=f"{sentence} {not_compared(found.changes)}"))
    for asked, pair in () if as_then.is_then() else found.waiting[:MOST_QUESTIONS]:
        draw_same_project(picture, asked, pair)
    page_link("objektplan", "Se vad som är ändrat sedan förra perioden")


def gap_list(counted: Gaps, maybe_kronor: int) -> tuple[Gap, ...]:
    """Return the gaps there are, the ones that change most first; `maybe_kronor` costs may stand in kronor."""
    asked = Gap(
        maybe_kronor,
        "med kostnad som kan stå i kronor",
        "Den räknas i tkr, som den står, och kan vara tusen gånger för stor. Skriv kostnaden, eller enheten i planen.",
        (PLAN_PAGE, PRICE),
    )
    return tuple(gap for gap in (asked, *_cost_gaps(counted), *_level_gaps(counted)) if gap.count)


def _cost_gaps(counted: Gaps) -> tuple[Gap, ...]:
    return (
        _cost_gap(counted.cost_unknown, "med kostnad ”?”", "Planen vet inte vad de kostar. De räknas aldrig som noll."),
        _cost_gap(
            counted.cost_two_readings,
            "med kostnad som kan läsas på två sätt",
            "Som 1.500: en och en halv, eller tusental? Utan gruppens antagande räknas den som okänd.",
        ),
        _cost_gap(
            counted.cost_in_words,
            "med kostnad i ord",
            "Som ”ca 500” eller ”se bilaga”. Utan gruppens antagande räknas den som okänd.",
        ),
        _cost_gap(counted.cost_blank, "utan angiven kostnad", "Kostnaden är tom i planen. Det är inte noll."),
        _cost_gap(counted.cost_dash, "med streck i stället för kostnad", "Planen säger inte vad strecket betyder."),
        Gap(counted.cost_secret, "vars kostnad inte får visas", "Kostnaden finns men är skyddad.", (PLAN_PAGE,)),
    )


def _cost_gap(count: int, how: str, text: str) -> Gap:
    return Gap(count, how, text, (PLAN_PAGE, PRICE))


def _level_gaps(counted: Gaps) -> tuple[Gap, ...]:
    board = ("prioritera", "Se dem på Prioritera")
    return (
        _level_gap(counted.level_unknown, "med nivå ”?”"),
        _level_gap(counted.level_two_readings, "med tal som kan läsas på två sätt"),
        _level_gap(counted.level_blank, "med tom nivå"),
        _level_gap(counted.level_dash, "med streck i stället för nivå"),
        _level_gap(counted.level_secret, "vars nivå inte får visas"),
        Gap(
            counted.level_range,
            "med nivå som spann",
            "Poängen blir ett spann mellan nivåerna.",
            (board,),
            noun=_judgements(counted.level_range),
        ),
        Gap(
            counted.without_basis,
            "helt utan underlag",
            _no_basis(counted),
            (("fyll_i", "Fyll i dem"), ("mote", "Bedöm dem i ett möte"), PLAN_PAGE),
        ),
        Gap(
            counted.without_tier,
            "utan klass",
            "Planen säger inte var beslutet fattas.",
            (("fyll_i", "Fyll i klass"), PLAN_PAGE),
        ),
    )


def _level_gap(count: int, how: str) -> Gap:
    leads = (PLAN_PAGE, ("fyll_i", "Fyll i nivåer"))
    text = "Poängen blir ett spann, från lägsta till högsta nivån."
    return Gap(count, how, text, leads, noun=_judgements(count))


def _judgements(count: int) -> str:
    return "bedömning" if count == 1 else "bedömningar"


def _no_basis(counted: Gaps) -> str:
    # True before and after the group has given levels: the count is of the plan alone.
    said = "Planen ger dem ingen nivå. Utan gruppens nivåer eller svar står de utan poäng under ”Underlag saknas”."
    if not counted.unbased_without_cost:
        return said
    every = counted.unbased_without_cost == counted.without_basis
    return f"{said} {'Alla' if every else counted.unbased_without_cost} saknar också kostnad; det är inte noll."


def _draw_gaps(counted: Gaps, maybe_kronor: int) -> None:
    st.html(
        render(
            "frame/rubrik2.html",
            title="Luckor i underlaget",
            text="Räknat på planens egna uppgifter; kostnader och nivåer bland de projekt som kan rangordnas.",
        )
    )
    found = gap_list(counted, maybe_kronor)
    if not found and counted.projects:
        st.html(render("pages/oversikt/inga_luckor.html"))
    pages = {page for _, page, _ in existing_pages()}
    with st.container(key="luckor"):
        for number, gap in enumerate(found):
            with st.container(key=f"lucka-{number}", horizontal=True, vertical_alignment="center"):
                st.html(render("pages/oversikt/lucka.html", gap=gap), width="stretch")
                for page, label in gap.leads:
                    if page in pages:
                        page_link(page, label)


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
