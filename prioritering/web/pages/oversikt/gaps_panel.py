"""What is missing in the plan on Översikt: how many projects, what it means for the order, and where it is filled."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from prioritering.scoring.gaps import Gaps
from prioritering.web.frame.navigation import existing_pages, page_link
from prioritering.web.frame.templates import render
from prioritering.web.parts.nothing_ranked import PRICE

PLAN_PAGE = ("objektplan", "Se {them} på Objektplan")


@dataclass(frozen=True, slots=True)
class Gap:
    """One kind of gap with its number, what it means for the order, and the pages that lead on.

    In a lead `{them}` stands for what is lacking, which may be one.
    """

    count: int
    what: str
    meaning: str
    leads: tuple[tuple[str, str], ...]
    noun: str = "projekt"

    @property
    def ways(self) -> tuple[tuple[str, str], ...]:
        """The pages that lead on, with their labels."""
        one = "det" if self.noun == "projekt" else "den"
        return tuple((page, label.format(them=one if self.count == 1 else "dem")) for page, label in self.leads)


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
        _cost_gap(counted.cost_unknown, "med kostnad ”?”", "Planen vet inte kostnaden. Den räknas aldrig som noll."),
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
    board = ("prioritera", "Se {them} på Prioritera")
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
            (("fyll_i", "Fyll i {them}"), ("mote", "Bedöm {them} i ett möte"), PLAN_PAGE),
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
    them, they = ("det", "det") if counted.without_basis == 1 else ("dem", "de")
    said = (
        f"Planen ger {them} ingen nivå. Utan gruppens nivåer eller svar står {they} utan poäng under ”Underlag saknas”."
    )
    if not counted.unbased_without_cost:
        return said
    if counted.without_basis == 1:
        return f"{said} Kostnaden saknas också; det är inte noll."
    every = counted.unbased_without_cost == counted.without_basis
    return f"{said} {'Alla' if every else counted.unbased_without_cost} saknar också kostnad; det är inte noll."


def draw_gaps(counted: Gaps, maybe_kronor: int) -> None:
    """Draw each kind of gap with what it means and where it is filled; `maybe_kronor` as for `gap_list`."""
    if not counted.projects:
        return
    st.html(
        render(
            "frame/rubrik2.html",
            title="Luckor i underlaget",
            text="Räknat på planens egna uppgifter; kostnader och nivåer bland de projekt som kan rangordnas.",
        )
    )
    found = gap_list(counted, maybe_kronor)
    if not found:
        st.html(render("pages/oversikt/inga_luckor.html"))
    pages = {page for _, page, _ in existing_pages()}
    with st.container(key="luckor"):
        for number, gap in enumerate(found):
            with st.container(key=f"lucka-{number}", horizontal=True, vertical_alignment="center"):
                st.html(render("pages/oversikt/lucka.html", gap=gap), width="stretch")
                for page, label in gap.ways:
                    if page in pages:
                        page_link(page, label)
