"""Objektplan is searched as a whole: what the page shows of the plan is found, wherever it stands."""

from __future__ import annotations

import re

import pytest

from prioritering.web.pages.objektplan.search import search
from tests.pages.visit import Visit, words

pytestmark = pytest.mark.usefixtures("shared")


def hits(asked: str, plan: str = "vso-2021") -> list[tuple[str, str, str]]:
    """Part, anchor and words of each place that is found."""
    html = Visit("objektplan", f"plan={plan}&sok={asked}").html
    box = re.findall(r'<section class="p-panel o-hits".*?</section>', html, re.S)[0]
    found = re.findall(r'<li><a href="#([^"]*)">(.*?)</a> (.*?)</li>', box, re.S)
    return [(part, anchor, words(re.sub("</?mark>", "", text))) for anchor, part, text in found]


@pytest.mark.parametrize(
    ("asked", "part", "says"),
    [
        ("hemsjukvård", "Projekt", "Tjänster på distans"),
        ("matinköp", "Mål", "matinköp"),
        ("objektägare", "Forum och roller", "bjektägare"),
        ("3432", "Budget", "3 432"),
        ("iPads ÄLDRE", "Projekt", "iPads inom äldreomsorgen"),
    ],
)
def test_a_project_a_goal_a_role_and_a_figure_are_found_where_the_plan_has_them(
    asked: str, part: str, says: str
) -> None:
    assert [text for found, _, text in hits(asked) if found == part and says in text], hits(asked)


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("distans - öppenvård", "Tjänster på distans – öppenvårdsinsatser"),
        ("e–tjänster", "Införande nya e-tjänster"),
        ("o\u0308ppenvård", "Tjänster på distans – öppenvårdsinsatser"),
        ("strategiskt 2 000 3 000", "2 000 · 3 000"),
        ("2000 3000", "2 000 · 3 000"),
    ],
    ids=["a typed hyphen", "a pasted dash", "a letter in two signs", "two spaced figures", "two figures"],
)
def test_a_dash_a_letter_and_figures_are_found_however_they_are_typed(asked: str, says: str) -> None:
    html = "<ul><li>Tjänster på distans – öppenvårdsinsatser</li><li>Införande nya e-tjänster</li></ul>"
    html += "<table><tr><td>Strategiskt</td><td>2 000</td><td>3 000</td></tr></table>"
    (hit,) = search(asked, [("projekt", "Projekt", html)])
    assert says in hit.text
    assert any(marked for _, marked in hit.pieces)


def test_what_a_project_unfolds_is_found_with_its_name_and_leads_to_its_row() -> None:
    (found,) = [hit for hit in hits("flexibilitet") if hit[0] == "Projekt"]
    assert found[1] == "projekt-S01" and found[2].startswith("S01 · Automatisering av myndighetsprocesser")


def test_each_place_leads_to_something_that_is_on_the_page() -> None:
    html = Visit("objektplan", "sok=distans").html
    anchors = {anchor for _, anchor, _ in hits("distans")}
    assert anchors and all(f'id="{anchor}"' in html for anchor in anchors)
    assert "projekt-S06" in anchors


def test_what_the_plan_does_not_say_is_told_and_what_is_asked_for_is_only_text() -> None:
    visit = Visit("objektplan", "sok=<b>zebra</b>")
    assert "Inget i planen säger ”<b>zebra</b>”." in visit.text
    assert "<b>zebra" not in visit.html


def test_a_search_is_written_in_the_address_and_ends_when_the_field_is_emptied() -> None:
    visit = Visit("objektplan").set("Sök i hela planen", "distans")
    assert visit.address["sok"] == "distans" and "säger ”distans”" in visit.text
    visit.set("Sök i hela planen", "")
    assert "sok" not in visit.address and "Träffar" not in visit.html


def test_of_a_long_row_what_stands_around_the_word_is_shown() -> None:
    row = f"<tr><td>Först</td><td>{'x ' * 200}ord {'y ' * 200}</td></tr>"
    html = f"<table><thead><tr><th>ord</th></tr></thead>{row}</table>"
    [hit] = search("ORD", [("a", "Del", html)])
    assert hit.anchor == "a" and hit.text.startswith("Först · x") and " ord y" in hit.text and len(hit.text) < 170
    assert search("ord saknas", [("a", "Del", html)]) == search(" ", [("a", "Del", html)]) == ()


def test_of_a_long_row_what_stands_around_a_figure_is_shown_though_it_is_typed_without_its_space() -> None:
    [hit] = search("3547", [("a", "Del", f"<p>{'x ' * 200}3 547 tkr</p>")])
    assert ("3 547", True) in hit.pieces


def test_what_is_asked_for_is_marked_where_it_stands_with_the_spaces_of_the_plan() -> None:
    html = Visit("objektplan", "sok=3432").html
    marked = re.findall(r"<mark>(.*?)</mark>", html)
    assert marked and {re.sub(r"\s", "", word) for word in marked} == {"3432"}
    assert any(word != "3432" for word in marked), marked
    assert "<mark>" not in Visit("objektplan", "sok=finns-inte").html
    [hit] = search("a.b (", [("a", "Del", "<p>acb a.b ( &lt;i&gt;</p>")])
    assert hit.pieces == (("acb ", False), ("a.b", True), (" ", False), ("(", True), (" <i>", False))


def test_only_the_projects_stand_unfolded_so_that_the_page_is_read_part_by_part() -> None:
    html = Visit("objektplan").html
    folds = re.findall(r'<details class="o-fold"( open)?><summary><h2[^>]*>(.*?)</h2>', html)
    assert [title for unfolded, title in folds if unfolded] == ["Projekt"]
    assert len(folds) > 5


@pytest.mark.parametrize(
    ("plan", "asked", "first", "said"),
    [("ukfa-2022", "5 269,5 tkr", "Inget", "5 269 500"), ("vso-2021", "2 000 tkr", "1 ställe", "2 000")],
)
def test_an_amount_is_found_as_the_plan_writes_it_and_the_finding_says_so(
    plan: str, asked: str, first: str, said: str
) -> None:
    found = hits(asked, plan)
    assert [text for part, _, text in found if part != "Iakttagelser" and said in text.replace("\u00a0", " ")]
    html = words(Visit("objektplan", f"plan={plan}&sok={asked}").html).replace("\u00a0", " ")
    assert f"{first} i planen säger ”{asked}”, men {len(found)} ställen säger ”{said}”." in html


def test_a_figure_with_decimals_that_the_plan_has_is_not_looked_for_in_kronor() -> None:
    html = words(Visit("objektplan", "plan=vso-2021&sok=1,5").html)
    assert "i planen säger ”1,5”." in html
