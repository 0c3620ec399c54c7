"""Every page is drawn for every plan and every role, and gives each role what it may do and no more."""

import pytest

from prioritering.store.connection import Store
from prioritering.usecases.change_plan import Beside, Signature, assume_cost
from tests.folders import VSO
from tests.pages.visit import PAGES, PLANS, Visit

pytestmark = pytest.mark.usefixtures("shared")
HEADINGS = {
    "oversikt": "Översikt",
    "objektplan": "Objektplan",
    "fyll_i": "Fyll i",
    "mote": "Möte",
    "poangsatt": "Poängsätt",
}


@pytest.mark.parametrize(
    ("plan", "role"),
    [*((plan, role) for plan in PLANS for role in ("medlem", "objektledare")), ("prov", "objektägare")],
)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_drawn_for_every_plan_and_role(page: str, plan: str, role: str | None) -> None:
    visit = Visit(page, f"plan={plan}", role)
    assert visit.faults == []
    assert HEADINGS.get(page, page.capitalize()) in visit.text or page == "projektor"
    assert len(visit.text) > 100


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("page", PAGES)
def test_a_reader_sees_every_page_but_the_ballot(page: str, plan: str) -> None:
    visit = Visit(page, f"plan={plan}", "läsare")
    assert visit.app.exception == []
    if page == "poangsatt":
        assert "rätten att bedöma" in visit.faults[0]
        assert "rost" not in str(visit.components)
    else:
        assert visit.faults == []


@pytest.mark.parametrize("role", ["läsare", "medlem", "objektägare"])
def test_only_who_leads_may_open_a_meeting(role: str) -> None:
    visit = Visit("mote", role=role)
    assert not any("möte" in label for label in visit.labels())
    assert visit.app.multiselect == []
    assert "Mötesledaren öppnar mötet" in visit.text


def test_someone_without_a_role_is_told_so_and_sees_no_page() -> None:
    visit = Visit("oversikt", role="okänd")
    assert "Översikt" not in visit.text
    assert visit.app.sidebar.selectbox == []


def test_without_login_the_user_of_this_machine_may_lead() -> None:
    assert "Öppna mötet och runda 1" in Visit("mote", role=None).labels()


@pytest.mark.parametrize("page", ["oversikt", "prioritera", "robusthet"])
def test_what_others_lay_beside_the_plan_is_shown_when_the_page_is_told_of_it(database: Store, page: str) -> None:
    visit = Visit(page, "ram=3547&dragningar=200")
    assert "de tre okända kostnaderna" in visit.text
    assume_cost(Beside(database, VSO, 1), "S04", (600_000, 600_000), Signature("Ekonom", "Anbud"))
    visit.send("folj-planen", "changed", "1")
    assert visit.faults == []
    assert "de två okända kostnaderna" in visit.text
