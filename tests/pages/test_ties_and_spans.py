"""The dialogs on Prioritera that settle what the line hangs on: the order of a tie, and a range for unknown costs."""

import re

from prioritering.commands.plans import Plans
from prioritering.commands.run import run
from prioritering.store import entry_log
from prioritering.store.connection import Store
from tests.folders import VSO
from tests.pages.test_dialogs import BESIDE, signed
from tests.pages.visit import Visit

CUT = "ordning=per-krona&ram=3900"
HOW_COUNTED = "Så räknades det"


def test_tied_projects_that_the_frame_parts_are_put_in_order_with_role_and_reason(database: Store) -> None:
    visit = Visit("prioritera", CUT, role="objektledare")
    assert "Införande nya e-tjänster och Beslutsstöd - QlikSense är lika; ett av dem ryms." in visit.text
    assert "◐ Oklart" in visit.row("S02") and "◐ Oklart" in visit.row("S05")
    visit.press("Ordna de lika projekten")
    # They are taken one by one: all at once would be the order of the plan's rows, which nobody has chosen.
    assert visit.widget("I den här ordningen").proto.select_all == 0
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
    # They still share a place, on both sides of the line: what parts them is the group, and the row says so.
    assert all("gruppens ordning" in after.row(key) for key in ("S02", "S05"))
    assert "gruppens ordning" not in after.row("S03")
    # Metod says so: the running sums follow the group's order, and do not take the whole place together.
    assert "1 000 3 700 ● Ryms" in after.row("S05") and "1 000 4 700 ○ Ryms inte" in after.row("S02")
    assert "Löpande summor gäller hela platsen, om gruppen inte har ordnat de lika" in Visit("metod").text
    projected = Visit("projektor", f"{CUT}&bild=ram").text
    assert re.search(r"5 delad Beslutsstöd - QlikSense gruppens ordning .* ● Ryms", projected)
    assert re.search(r"5 delad Införande nya e-tjänster gruppens ordning .* ○ Ryms inte", projected)
    asked = ("rangordna", "--plan", "vso-2021", "--ordning", "per-krona", "--ram", "3900")
    printed = [line for line in run(asked, Plans(database)).text.split("\n") if "delad 5" in line]
    assert [("gruppens ordning" in line, line.split()[2]) for line in printed] == [(True, "S05"), (True, "S02")]
    study = f"{CUT}&dragningar=200"
    assert "lottas i varje fall, om gruppen inte har ordnat dem." in Visit("robusthet", study).open(HOW_COUNTED).text
    alone = Visit("robusthet", f"{study}&antaganden=nej").open(HOW_COUNTED).text
    assert "lottas i varje fall." in alone
    after.open(BESIDE)
    assert "Lika projekt i ordning: Beslutsstöd - QlikSense, Införande nya e-tjänster" in after.text


def range_saved(low: str, high: str) -> Visit:
    """Save a range for all unknown costs as it is typed, and open its dialog again."""
    visit = Visit("prioritera", role="objektledare")
    visit.press("Sätt ett spann för alla okända")
    visit.widget("Lägst, tkr").set_value(low)
    visit.widget("Högst, tkr").set_value(high)
    signed(visit, "Erfarenhet").button("Spara").click()
    return visit.press("Sätt ett spann för alla okända")


def test_a_range_for_all_unknown_costs_is_set_where_they_decide_and_counts_at_once(database: Store) -> None:
    range_saved("5", "10")
    (kept,) = entry_log.current(database, VSO).unknown_costs
    assert (kept.low, kept.high, kept.reason) == (5_000, 10_000, "Erfarenhet")
    after = Visit("prioritera", role="objektledare").open(BESIDE)
    assert "säkert till 2 av 10 projekt. Fyra till ryms om gruppens antaganden stämmer." in after.text
    overview = Visit("oversikt").text
    assert "Lagt bredvid planen 1 1 antagande" in overview
    # All that may fit does within the range, so nothing more hangs on what they cost.
    assert "räknas aldrig som noll." in overview and "avgör vad mer som ryms" not in overview
    assert "5–10 gemensamt spann" in after.row("S09")
    assert "Alla okända kostnader: 5–10" in after.text
    for command in ("rangordna", "portfolj"):
        printed = run((command, "--plan", "vso-2021", "--ram", "3547"), Plans(database)).text
        assert printed.count("(gemensamt spann)") == 3
    assert "spann" in Visit("robusthet", "dragningar=500").text


def test_a_range_that_may_be_meant_in_kronor_is_asked_about_before_it_is_kept_as_a_cost_is(database: Store) -> None:
    visit = range_saved("0", "250 000")
    assert entry_log.history(database, VSO) == ()
    (asked,) = (item.value.replace("\u00a0", " ") for item in visit.app.warning)
    assert "Spannet räknas som 0–250 000 tkr; menas 0–250 tkr? Skriv i så fall 0 kr och 250 000 kr." in asked
    visit.widget("Beloppen är i tkr").set_value(True)
    visit.button("Spara").click()
    visit.press("Sätt ett spann för alla okända")
    assert [entry.high for entry in entry_log.current(database, VSO).unknown_costs] == [250_000_000]


def test_a_range_written_with_its_unit_is_no_question(database: Store) -> None:
    range_saved("100 000 kr", "250 000 kr")
    (kept,) = entry_log.current(database, VSO).unknown_costs
    assert (kept.low, kept.high) == (100_000, 250_000)
    again = Visit("prioritera", role="objektledare").press("Sätt ett spann för alla okända")
    assert "Gruppens spann är nu 100–250 tkr." in again.text
