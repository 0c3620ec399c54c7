"""The sections of Objektplan as HTML."""

from prioritering.plan.plan_key import PlanKey
from prioritering.store.connection import Store
from prioritering.usecases.plan_facts import plan_facts, shown_remarks
from prioritering.view.own_columns import chosen_projects
from prioritering.view.view import View
from prioritering.web.frame.templates import render
from prioritering.web.pages.objektplan import page


def html(store: Store, plan: PlanKey, other: str = "") -> dict[str, str]:
    """The page's sections as HTML, by id."""
    shown = shown_remarks(store, plan)
    source = plan_facts(store, plan)
    found = chosen_projects(source.plan, View(other=other))
    parts = {key: part for key, part in page._parts(source, shown, found) if part}
    titles = dict(page.SECTIONS)
    return {
        key: render(
            f"pages/objektplan/{key}.html",
            id=key,
            title=titles[key],
            remarks=page._concerning(shown, key),
            **part,
        )
        for key, part in parts.items()
    }
