"""The dialogs on Prioritera that settle what the line hangs on: the order of a tie, and a range for unknown costs."""

from prioritering.store import entry_log
from prioritering.store.connection import Store
from tests.folders import VSO
from tests.pages.test_dialogs import BESIDE, signed
from tests.pages.visit import Visit

CUT = "ordning=per-krona&ram=3900"


def test_tied_projects_that_the_frame_parts_are_put_in_order_with_role_and_reason(database: Store) -> None:
    visit = Visit("prioritera", CUT, role="objektledare")
    assert "Införande nya e-tjänster och Beslutsstöd - QlikSense är lika; ett av dem ryms." in visit.text
    assert "◐ Oklart" in visit.row("S02") and "◐ Oklart" in visit.row("S05")
    visit.press("Ordna de lika projekten")
    visit.widget("I den här ordningen").set_value(["S05"])
    signed(visit, "Avtalet löper ut").button("Spara").click()
    visit.press("Ordna de lika projekten")
    assert "Välj alla de lika projekten" in visit.app.error[0].value
    assert entry_log.current(database, VSO).tie_orders == ()
    visit.widget("I den här ordningen").set_value(["S05", "S02"])
    visit.button("Spara").click()
    visit.press("Ordna de lika projekten")
    (kept,) = entry_log.current(database, VSO).tie_orders
    assert (kept.project_ids, kept.role, kept.reason) == (("S05", "S02"), "Objektledare", "Avtalet löper ut")
    after = Visit("prioritera", CUT, role="objektledare")
    assert "● Ryms" in after.row("S05") and "○ Ryms inte" in after.row("S02")
    assert "är lika" not in after.text
    assert after.order.index("S05") < after.order.index("S02")
    after.open(BESIDE)
    assert "Lika projekt i ordning: Beslutsstöd - QlikSense, Införande nya e-tjänster" in after.text


def test_a_range_for_all_unknown_costs_is_set_where_they_decide_and_counts_at_once(database: Store) -> None:
    visit = Visit("prioritera", role="objektledare")
    visit.press("Sätt ett spann för alla okända")
    visit.widget("Lägst, tkr").set_value("5")
    visit.widget("Högst, tkr").set_value("10")
    signed(visit, "Erfarenhet").button("Spara").click()
    visit.press("Sätt ett spann för alla okända")
    (kept,) = entry_log.current(database, VSO).unknown_costs
    assert (kept.low, kept.high, kept.reason) == (5_000, 10_000, "Erfarenhet")
    after = Visit("prioritera", role="objektledare").open(BESIDE)
    assert "säkert till 2 av 10 projekt. Fyra till ryms om gruppens antaganden stämmer." in after.text
    assert "Lagt bredvid planen 1 1 antagande" in Visit("oversikt").text
    assert "5–10 gemensamt spann" in after.row("S09")
    assert "Alla okända kostnader: 5–10" in after.text
    assert "spann" in Visit("robusthet", "dragningar=500").text
