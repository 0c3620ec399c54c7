"""A copied link without assumptions is the plan's alone: what the group lays beside the plan is no change in it."""

from pathlib import Path

import pytest

from prioritering.plan.reader import read_plan
from prioritering.scoring.changes import CostAssumption, Signed
from prioritering.store import entry_log
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases.copied_link import AsOf, LinkState, OpenedLink, copied_link, copied_now, opened_link
from prioritering.usecases.picture import picture_of
from prioritering.usecases.since import changed_since
from prioritering.view.copied_link import view_of_link
from prioritering.view.document import document_of
from prioritering.view.view import View
from tests.folders import PROV, VSO, write_plan
from tests.usecases.builders import filled, signed

ALONE = View(plan="vso-2021", frame="3547", assumptions=False)


def assume(store: Store) -> None:
    entry_log.keep_entry(store, VSO, CostAssumption.model_validate(signed(project_id="S09", low=600_000, high=800_000)))


def opened(store: Store, link: dict[str, str], entries: bool = False) -> OpenedLink:
    view, copied, _ = view_of_link(link)
    assert copied is not None
    return opened_link(store, view, copied, entries=entries)


def test_a_link_without_assumptions_stays_living_when_the_group_assumes_something(store: Store) -> None:
    filled(store)
    link, before = copied_link(store, ALONE), document_of(picture_of(store, ALONE))
    assume(store)
    assert opened(store, link).state is LinkState.SAME
    now = document_of(picture_of(store, ALONE))
    assert (now.summary, now.rows, now.notices) == (before.summary, before.rows, before.notices)
    # A page that counts what is laid beside the plan, whatever the view does, shows something else.
    assert opened(store, link, entries=True).state is LinkState.THEN


@pytest.mark.parametrize("more", [{"assumptions": True}, {"source": "median"}, {"part": "regler"}])
def test_a_view_that_hangs_on_what_the_group_lays_beside_the_plan_opens_as_then(
    store: Store, more: dict[str, str]
) -> None:
    filled(store)
    link = copied_link(store, ALONE.model_copy(update=more))
    assume(store)
    assert opened(store, link).state is LinkState.THEN


def test_what_is_told_of_a_link_without_assumptions_is_of_the_plan_alone(store: Store) -> None:
    filled(store)
    as_of = AsOf(*copied_now(store, ALONE).numbers)
    assume(store)
    assert not any("antagande" in line for line in changed_since(store, ALONE, as_of))
    assert any("Ett nytt antagande" in line for line in changed_since(store, ALONE, as_of, entries=True))


def test_what_is_asked_about_the_plans_own_costs_is_a_change_in_it_whichever_way_it_has_changed(
    store: Store, tmp_path: Path
) -> None:
    # A2 is asked about: a thousand times the others, and so it may stand in kronor.
    import_plan(store, read_plan(write_plan(tmp_path, "A1,Karta,,500,,Hög,\nA2,Fiber,,500000,,Hög,\n")))
    view = View(plan="prov", frame="3547", assumptions=False)
    answer = CostAssumption.model_validate(signed(project_id="A2", low=500_000, high=500_000))
    asked = copied_link(store, view)
    entry_log.keep_entry(store, PROV, answer)
    answered = copied_link(store, view)
    assert (opened(store, asked).state, opened(store, answered).state) == (LinkState.THEN, LinkState.SAME)
    entry_log.withdraw(store, PROV, entry_log.Thing("costs", ("A2", "")), Signed.model_validate(signed()))
    assert (opened(store, asked).state, opened(store, answered).state) == (LinkState.SAME, LinkState.THEN)
