"""Two parts of the page Robusthet: the best portfolio beside the ranked list, and other rules."""

from __future__ import annotations

from typing import Any

import streamlit as st

from prioritering import swedish
from prioritering.analysis.demands import Demands
from prioritering.analysis.portfolio import Pool, Portfolio
from prioritering.errors import Infeasible
from prioritering.usecases import study
from prioritering.usecases.frontier_shown import frontier_shown
from prioritering.usecases.plan_demands import asks_more, without_wishes
from prioritering.usecases.portfolio_shown import PortfolioFound, portfolio_shown
from prioritering.usecases.rules_shown import rules_shown
from prioritering.usecases.study import Robust
from prioritering.view import portfolio_words
from prioritering.view.curve_tables import curve_tables
from prioritering.view.picture import Picture
from prioritering.web.frame.as_written import escape
from prioritering.web.frame.templates import render
from prioritering.web.pages.robusthet.charts import frontier_chart, show
from prioritering.web.pages.robusthet.parts import CHOOSE_FRAME
from prioritering.web.pages.robusthet.wishes import draw_wishes
from prioritering.web.parts.studies import once


def draw_portfolio(given: Robust) -> dict[str, Any] | None:
    """Draw the best portfolio beside the ranked list, the difference, the warnings and the frontier.

    Returns what is shown of the portfolio; None while it is counted, or without a frame.
    """
    picture, shown = given.picture, None
    if picture.frame.kronor is None:
        st.info(CHOOSE_FRAME)
        return None
    demands, used, notices = study.wished(picture)
    for notice in notices:
        st.warning(escape(notice))
    chosen_from = portfolio_words.with_answers(study.portfolio_pool(picture), picture)
    best = _best(picture, chosen_from, demands)
    if best is not None:
        shown = _beside(picture, chosen_from, best, demands, bool(used))
        st.html(render("pages/robusthet/portfolj.html", **shown))
    draw_wishes(picture, used)
    frontier = None if shown is None else _frontier(picture, chosen_from, demands)
    return None if shown is None or frontier is None else {**shown, "frontier": frontier}


def portfolio_of_page(picture: Picture) -> dict[str, Any] | None:
    """Return what the part shows of the best portfolio beside the list; None without a frame or an answer."""
    if picture.frame.kronor is None:
        return None
    demands, used, _ = study.wished(picture)
    chosen_from = portfolio_words.with_answers(study.portfolio_pool(picture), picture)
    best = _best(picture, chosen_from, demands)
    points = None if best is None else _points(picture, chosen_from, demands)
    if best is None or points is None:
        return None
    shown = _beside(picture, chosen_from, best, demands, bool(used))
    return {**shown, "frontier": frontier_shown(picture, chosen_from, demands, points)}


def _best(picture: Picture, chosen_from: Pool, demands: Demands, key: str = "portfolj") -> Portfolio | None:
    try:
        return once(
            picture,
            "portfolj-las" if demands.plain else key,
            "Söker den bästa portföljen",
            lambda told: study.best(picture, chosen_from, demands, study.SEARCH_SECONDS, told),
        )
    except Infeasible as error:
        st.error(escape(f"{swedish.as_sentence(str(error))} Ta bort något av kraven."))
        return None


def _beside(picture: Picture, chosen_from: Pool, best: Portfolio, demands: Demands, wishes: bool) -> dict[str, Any]:
    bound = without_wishes(picture, demands)
    freed = _best(picture, chosen_from, bound, "portfolj-utan-krav") if asks_more(picture, demands) else None
    label = "Räknar vad de utelämnade får kosta"
    most = once(picture, "brytpunkter", label, lambda told: study.break_even(picture, chosen_from, demands, told))
    return portfolio_shown(picture, PortfolioFound(chosen_from, best, demands, wishes, freed, most))


def _frontier(picture: Picture, chosen_from: Pool, demands: Demands) -> dict[str, Any] | None:
    points = _points(picture, chosen_from, demands)
    if points is None:
        return None
    shown = frontier_shown(picture, chosen_from, demands, points)
    st.html(render("pages/robusthet/rubrik.html", title=shown["title"], texts=shown["texts"]))
    show(frontier_chart(shown["chart"]), "front", f"{shown['title']}. {shown['texts'][0]}")
    for number, (table, more) in enumerate(curve_tables(shown["table"], shown["chart"])):
        summary = f"{table.caption} som tabell" if number else "Visa som tabell"
        said = {"caption": table.caption, "header": table.header, "rows": table.rows, "more": more}
        st.html(render("pages/robusthet/tabell.html", summary=summary, **said))
    return shown


def _points(picture: Picture, chosen_from: Pool, demands: Demands) -> tuple[tuple[int, float], ...] | None:
    label = "Räknar varje ram"
    return once(picture, "front", label, lambda told: study.frontier(picture, chosen_from, demands, told))


def draw_rules(given: Robust) -> dict[str, Any] | None:
    """Draw what other rules would pick with the same points, costs and frame; return what is shown."""
    if given.picture.frame.kronor is None:
        st.info(CHOOSE_FRAME)
        return None
    shown = rules_of_page(given)
    if shown is not None:
        st.html(render("pages/robusthet/regler.html", **shown))
    return shown


def rules_of_page(given: Robust) -> dict[str, Any] | None:
    """Return what the part shows of other rules; None without an answer."""
    picture = given.picture
    demands, _, _ = study.wished(picture)
    chosen_from = portfolio_words.with_answers(study.portfolio_pool(picture), picture)
    best = _best(picture, chosen_from, study.only_locks(demands))
    return None if best is None else rules_shown(picture, chosen_from, best, demands)
