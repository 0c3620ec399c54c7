"""Which pages there are, the menu, the choice of plan, and running the page that the address names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import streamlit as st

from prioritering.permissions import Permission
from prioritering.view.renewal_words import FILES_BEING_SAVED
from prioritering.web.frame import context, login
from prioritering.web.frame.boundary import boundary
from prioritering.web.frame.copied import draw_copied, keep_in_address, open_copied
from prioritering.web.frame.foot import draw_foot
from prioritering.web.frame.held_address import arrive
from prioritering.web.frame.plan_choice import choose_plan, draw_question
from prioritering.web.frame.templates import render
from prioritering.web.frame.theme import apply_theme
from prioritering.web.frame.turns import DRAWN_IN_TURN

FOLDER = Path(__file__).parents[3] / "pages"
PAGES: dict[str, tuple[tuple[str, str], ...]] = {
    "UNDERLAG": (("oversikt", "Översikt"), ("objektplan", "Objektplan"), ("fyll_i", "Fyll i")),
    "MÖTE": (
        ("mote", "Möte"),
        ("poangsatt", "Poängsätt"),
        ("prioritera", "Prioritera"),
        ("robusthet", "Robusthet"),
        ("projektor", "Projektor"),
    ),
    "EFTER MÖTET": (("metod", "Metod"),),
}
FIRST = "oversikt"
# What a page asks for beside reading; whoever may not is refused there, so it is not offered.
_ASKS = {"poangsatt": Permission.VOTE}


def existing_pages() -> Iterator[tuple[str, str, str]]:
    """Yield (group, address, title) for each page that has a file."""
    for group, pages in PAGES.items():
        for address, title in pages:
            if (FOLDER / f"{address}.py").is_file():
                yield group, address, title


def offered_pages() -> Iterator[tuple[str, str, str]]:
    """Yield the same for each page that whoever is here may use."""
    for group, address, title in existing_pages():
        if address not in _ASKS or context.may(_ASKS[address]):
            yield group, address, title


def run_page() -> None:
    """Draw the frame and the page in the address, when its turn has come; called once per script run."""
    with DRAWN_IN_TURN.turn():
        _draw()


def _draw() -> None:
    pages = {
        address: st.Page(FOLDER / f"{address}.py", title=title, url_path=address)
        for _, address, title in existing_pages()
    }
    # Streamlit's default page has no address of its own; this one is met only at an address that does not exist.
    unnamed = st.Page(FOLDER / f"{FIRST}.py", title="Översikt", url_path="start", default=True)
    # Hidden, since our own menu carries the view in the address along to the next page.
    page = st.navigation([unnamed, *pages.values()], position="hidden")
    st.set_page_config(page_title=f"{page.title} – Prioritering", layout="wide", menu_items=_menu())
    apply_theme()
    has_plan = False
    with boundary():
        if not login.let_in():
            return
        arrive(page.url_path)
        if not context.look_at_folders():
            st.info(FILES_BEING_SAVED)
        asked = choose_plan()
        has_plan = asked.key is not None
        login.draw_identity()
        if has_plan:
            open_copied(page.url_path)
        _draw_menu(pages)
        if has_plan:
            if draw_copied(page.url_path):
                page.run()
            keep_in_address()
        else:
            draw_question(asked)
    # By itself: a page with a fault says so, and still says which plan it is about. Without a plan that is said above.
    if has_plan:
        draw_foot()


def page_link(address: str, label: str, **changed: str) -> None:
    """Draw a link to another page that carries the address along, with `changed` parameters replaced."""
    page = st.Page(FOLDER / f"{address}.py", title=label, url_path=address)
    st.page_link(page, label=label, query_params={**st.query_params.to_dict(), **changed})


def _draw_menu(pages: dict[str, Any]) -> None:
    query = st.query_params.to_dict()
    with st.sidebar.container(key="meny"):
        drawn = ""
        for group, address, title in offered_pages():
            if group != drawn:
                st.html(render("frame/menygrupp.html", group=group))
                drawn = group
            st.page_link(pages[address], label=title, query_params=query, width="stretch")


def _menu() -> Any:
    about = "**Prioritering** rangordnar objektplanens projekt inom en ram. Allt räknas på servern; inget lämnar den."
    return {"Get help": None, "Report a bug": None, "About": about}
