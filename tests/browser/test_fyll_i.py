"""Fyll i: a block copied from a spreadsheet is pasted, saved with one reason, ranked, and undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from prioritering.plan.reader import read_plan
from prioritering.web.pages.fyll_i.grid import _NAME_WIDTH, _TEXT_WIDTH
from tests.browser.accessibility import axe_findings
from tests.browser.harness import Visit, running_server
from tests.browser.stillness import box_of
from tests.browser.windows import Opener, Windows
from tests.criteria.gates import MODEL, gated_plan
from tests.folders import DATA

pytestmark = pytest.mark.browser
BLOCK = "\n".join(
    (
        "500-900\tTvå effekter\tHög\tKort\tstrategiskt",
        "1 500\tEn effekt\tMycket hög\tMedel\tprioriterat",
        "?\tEn effekt\tLåg..Medel\tLång\tÖnskvärt",
        "2 250,5\tIngen effekt\tlåg\tKort\t",
    )
)


def paste(page: Page, text: str, x: int = 70 + 240 + 60) -> None:
    """Paste into a cell of the first row, as the browser does with what a spreadsheet has copied: that of the cost."""
    canvas = page.locator('[data-testid="stDataFrame"] canvas[data-testid="data-grid-canvas"]')
    box = box_of(canvas)
    # By itself right of the id and the name, in the first row below the header.
    page.mouse.click(box["x"] + x, box["y"] + 35 + 17)
    paste_here(page, text)


def paste_here(page: Page, text: str) -> None:
    """Paste into the cell that is chosen."""
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("ControlOrMeta+v")


def cost_of_row(page: Page, row: int, rows: int = 17) -> tuple[float, float]:
    """Return where the cost of a row is, on a laptop."""
    box = box_of(page.locator('[data-testid="stDataFrame"] canvas[data-testid="data-grid-canvas"]'))
    height = _row_height_shown(page, rows)
    return box["x"] + 70 + 240 + 60, box["y"] + 35 + height * (row + 0.5)


def _row_height_shown(page: Page, rows: int) -> float:
    inner = page.locator('[data-testid="stDataFrame"] .dvn-scroll-inner')
    return float(inner.evaluate("box => box.scrollHeight") - 35) / rows


def test_a_pasted_block_is_saved_with_one_reason_ranked_and_undone_as_one(visit: Visit, own_ukfa_plan: str) -> None:
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visit.open(f"fyll_i?plan={own_ukfa_plan}")
    paste(page, BLOCK)
    button = page.get_by_role("button", name="Spara 18 ändringar")
    expect(button).to_be_visible()
    expect(page.get_by_text("Det här sparas (18)")).to_be_visible()
    assert axe_findings(page) == []
    page.get_by_label("Skäl, ett för alla ändringar").fill("Kalkyl från Excel")
    button.click()
    expect(page.get_by_text("Du sparade 18 ändringar.")).to_be_visible()
    expect(page.get_by_role("button", name="Inget att spara")).to_be_disabled()
    page.get_by_role("link", name="Se rangordningen på Prioritera").click()
    page.locator(".b-row").first.wait_for()
    expect(page.locator("tr[data-key^=UF]:has(.b-why)")).to_have_count(4)
    expect(page.locator("tr[data-key=UF1]")).to_contain_text("500–900")
    expect(page.locator("tr[data-key=UF3]")).to_contain_text("ej angiven")
    page.get_by_role("button", name="Ångra").click()
    expect(page.locator(".p-said", has_text="18 ändringar är ångrade.")).to_be_visible()
    expect(page.get_by_text("Inget att rangordna än")).to_be_visible()


@pytest.mark.parametrize(("block", "x"), [("AMI1\tNamn\t500\nUF1\tNamn\t700", 30), ("{}\t500", 100)])
def test_a_block_pasted_with_its_ids_or_names_goes_to_those_projects(
    visit: Visit, own_ukfa_plan: str, block: str, x: int
) -> None:
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    names = {project.id: project.name for project in read_plan(DATA / "ukfa-2022").plan.projects}
    page = visit.open(f"fyll_i?plan={own_ukfa_plan}")
    paste(page, block.format(names["AMI1"]), x)
    expect(page.get_by_text("Det inklistrade ligger på de projekt som står i det")).to_be_visible()
    page.get_by_text("Det här sparas").click()
    expect(page.get_by_text(f"{names['AMI1']}, Kostnad, tkr: inget antagande → 500")).to_be_visible()
    expect(page.get_by_text("inget antagande →")).to_have_count(block.count("\n") + 1)


def test_a_short_row_takes_nothing_with_it_of_the_row_that_it_fell_on(visit: Visit, own_ukfa_plan: str) -> None:
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visit.open(f"fyll_i?plan={own_ukfa_plan}")
    paste(page, "100\tEn effekt\n200\tTvå effekter")
    expect(page.get_by_role("button", name="Spara 4 ändringar")).to_be_visible()
    visit.settle()
    paste(page, "AMI1\tNamn\t500\tIngen effekt\nAMI2\tNamn\t700", 30)
    expect(page.get_by_text("Det inklistrade ligger på de projekt som står i det")).to_be_visible()
    expect(page.get_by_role("button", name="Spara 7 ändringar")).to_be_visible()
    page.get_by_text("Det här sparas (7)").click()
    expect(page.get_by_text("inget antagande → Två effekter")).to_have_count(1)
    expect(page.get_by_text("inget antagande → 700")).to_have_count(1)


def test_what_the_plan_states_of_the_chosen_row_stands_above_the_grid(visit: Visit) -> None:
    page = visit.open("fyll_i?plan=vso-2021")
    expect(page.get_by_text("Välj en ruta, så står här vad planen anger för projektet.")).to_be_visible()
    _, second, third, *_ = projects = read_plan(DATA / "vso-2021").plan.projects
    page.mouse.click(*cost_of_row(page, 1, len(projects)))
    said = page.locator(".k-says")
    expect(said).to_contain_text(f"Planen anger för {second.name} ({second.id}): ")
    visit.settle()
    page.keyboard.press("ArrowDown")
    expect(said).to_contain_text(f"Planen anger för {third.name} ({third.id}): ")


def test_what_is_pasted_and_cannot_be_read_stays_and_is_told(visit: Visit, own_ukfa_plan: str) -> None:
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visit.open(f"fyll_i?plan={own_ukfa_plan}")
    paste(page, "1.500\tTvå effekter\nmycket\tEn effekt")
    expect(page.get_by_text("(UF1), Kostnad, tkr: ”1.500” går inte att läsa")).to_be_visible()
    expect(page.get_by_text("(UF2), Kostnad, tkr: ”mycket” går inte att läsa")).to_be_visible()
    page.get_by_label("Skäl, ett för alla ändringar").fill("Kalkyl")
    page.get_by_role("button", name="Spara 4 ändringar").click()
    expect(page.get_by_text("Inget är sparat. Rätta först")).to_be_visible()
    expect(page.get_by_role("button", name="Spara 4 ändringar")).to_be_visible()


def test_a_cell_is_filled_in_by_keyboard_alone(visit: Visit, own_ukfa_plan: str) -> None:
    page = visit.open(f"fyll_i?plan={own_ukfa_plan}")
    page.locator('canvas[data-testid="data-grid-canvas"]').focus()
    # No faster than a hand: the grid opens a cell, and takes in what is typed there, between two keys.
    for key in ("ArrowRight", "ArrowRight", "Enter"):
        visit.settle()
        page.keyboard.press(key)
    page.locator(".gdg-input").wait_for()
    page.keyboard.type("700")
    visit.settle()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Spara 1 ändring")).to_be_visible()
    visit.settle()
    page.get_by_text("Det här sparas (1)").click()
    expect(page.get_by_text("elevhälsan, Kostnad, tkr: inget antagande → 700")).to_be_visible()


LINES = """([texts, width]) => {
    const font = getComputedStyle(document.querySelector('[data-testid="stDataFrame"]')).fontFamily;
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = `14px ${font}`;
    return Math.max(...texts.map(text => text.split(" ").reduce(([lines, line], word) => {
        const longer = line ? `${line} ${word}` : word;
        return pen.measureText(longer).width <= width ? [lines, longer] : [lines + 1, word];
    }, [1, ""])[0]));
}"""


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
@pytest.mark.parametrize(("plan", "width"), [("ukfa-2022", _TEXT_WIDTH), ("vso-2021", _NAME_WIDTH)])
def test_the_longest_name_has_room_in_its_row(new_window: Opener, size: tuple[int, int], plan: str, width: int) -> None:
    visit = new_window(viewport={"width": size[0], "height": size[1]})
    page = visit.open(f"fyll_i?plan={plan}")
    names = [project.name for project in read_plan(DATA / plan).plan.projects]
    page.locator('canvas[data-testid="data-grid-canvas"] table').wait_for(state="attached")
    # The column's width less the room beside its text; a line takes 19 pixels.
    lines = page.evaluate(LINES, [names, width - 17])
    inner = page.locator('[data-testid="stDataFrame"] .dvn-scroll-inner')
    height = (inner.evaluate("box => box.scrollHeight") - 35) / len(names)
    assert lines > 1
    assert height >= 19 * lines


def test_on_a_laptop_what_the_plan_states_is_seen_to_its_end_beside_all_that_is_filled_in(new_window: Opener) -> None:
    page = new_window(viewport={"width": 1366, "height": 768}).open("fyll_i?plan=vso-2021")
    headings = page.locator('canvas[data-testid="data-grid-canvas"] th')
    expect(headings.last).to_have_text("Planen anger")
    scroller = page.locator('[data-testid="stDataFrame"] .dvn-scroller')
    assert scroller.evaluate("box => box.scrollWidth <= box.clientWidth")


def test_what_is_pasted_outside_the_grid_is_told_and_the_rest_is_there(visit: Visit, own_ukfa_plan: str) -> None:
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visit.open(f"fyll_i?plan={own_ukfa_plan}")
    paste(page, "\n".join(f"{number}00" for number in range(1, 21)))
    expect(page.get_by_text("3 rader fick inte plats och är inte med: ”1800”, ”1900”, ”2000”.")).to_be_visible()
    expect(page.get_by_role("button", name="Spara 17 ändringar")).to_be_visible()
    assert axe_findings(page) == []
    # The next block fits, and nothing is said of it: right of the cost there are three criteria and the class.
    visit.settle()
    page.keyboard.press("ArrowRight")
    paste_here(page, "Två effekter\tHög\tKort\tstrategiskt")
    expect(page.get_by_text("fick inte plats")).to_be_hidden()
    visit.settle()
    page.keyboard.press("ArrowRight")
    paste_here(page, "Låg\tLång\tönskvärt\ttext")
    expect(page.get_by_text("1 kolumn fick inte plats och är inte med: ”text”.")).to_be_visible()


# The grid waits so long before it tells which cell is chosen: a busy machine may need this much more.
TOLD_LATE = """() => {
  const soon = window.setTimeout;
  window.setTimeout = (call, ms, ...rest) => soon(call, ms === 200 ? 1500 : ms, ...rest);
}"""


def test_what_falls_outside_is_told_also_where_the_grid_is_slow_to_say_which_cell_is_chosen(
    new_window: Opener, own_ukfa_plan: str
) -> None:
    page = new_window(viewport={"width": 1440, "height": 900}).open(f"fyll_i?plan={own_ukfa_plan}")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate(TOLD_LATE)
    paste(page, "\n".join(f"{number}00" for number in range(1, 21)))
    expect(page.get_by_text("3 rader fick inte plats och är inte med: ”1800”, ”1900”, ”2000”.")).to_be_visible()
    # From the class a row has one cell; the grid still says for a while that the first of four is chosen.
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    paste_here(page, "prioriterat\ttext")
    expect(page.get_by_text("1 kolumn fick inte plats och är inte med: ”text”.")).to_be_visible()


def test_with_gates_every_column_is_reached_and_a_bar_tells_that_there_are_more(
    tmp_path: Path, windows: Windows
) -> None:
    gates = "".join(f'[[krav]]\nid = "k{n}"\nnamn = "Informationssäkerhet {n}"\n' for n in range(3))
    plan = gated_plan(tmp_path / "prov", model=f"{gates}{MODEL}")
    with (
        running_server(tmp_path, PRIORITERING_PLANER=str(plan)) as server,
        windows.borrowed(server.url) as open_window,
    ):
        for width, height in ((1440, 900), (1366, 768), (390, 844)):
            page = open_window(viewport={"width": width, "height": height}).open("fyll_i?plan=prov")
            headings = page.locator('canvas[data-testid="data-grid-canvas"] th')
            expect(headings.first).to_be_attached()
            assert "Planen anger" not in headings.all_inner_texts()
            # Where the grid shows names alone, it is said where the rest of it is.
            expect(page.get_by_text("rulla det åt sidan")).to_be_visible(visible=width == 390)
            scroller = page.locator('[data-testid="stDataFrame"] .dvn-scroller')
            # Away from the pointer, which is what Streamlit waits for before it shows one.
            page.mouse.move(1, 1)
            bar = scroller.evaluate("box => getComputedStyle(box).scrollbarColor")
            assert not bar.startswith("rgba(0, 0, 0, 0)"), bar
            scroller.evaluate("box => { box.scrollLeft = box.scrollWidth; }")
            expect(headings.last).to_have_text("Planen anger")
            assert {"Id", "Klass"} <= set(headings.all_inner_texts())
