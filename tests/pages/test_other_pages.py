"""Översikt, Objektplan, Metod and Projektor: what they say is what the plan and the view say."""

import re
import shutil
from pathlib import Path

import pytest
from streamlit.web.server.starlette import starlette_server_config

from prioritering import swedish, web
from prioritering.store.connection import Store
from prioritering.usecases.picture import picture_of
from prioritering.view.unknown_words import Where, how_unknown_counts
from prioritering.view.view import View
from prioritering.web.frame import who
from prioritering.web.frame.network_room import ROOM
from prioritering.web.server import doorkeeper
from tests.folders import DATA
from tests.pages.visit import Visit, cells, words

WEB = Path(web.__file__).parent
pytestmark = pytest.mark.usefixtures("shared")


def gaps(visit: Visit) -> list[str]:
    return [words(part) for part in re.findall(r'<p class="p-gap">.*?</p>', visit.html, re.S)]


def cards(visit: Visit) -> dict[str, str]:
    found = re.findall(r'<li class="p-card">\s*<span>(.*?)</span><b>(.*?)</b>', visit.html, re.S)
    return {words(title): words(figure) for title, figure in found}


# Översikt


def test_a_disk_that_is_nearly_full_is_told_to_who_can_do_something_about_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Disken" not in Visit("oversikt").text
    usage = shutil.disk_usage(WEB)._replace(free=1_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    assert "Disken är snart full: 1\u00a0MB är lediga" in Visit("oversikt").app.warning[0].value.replace("\\", "")
    assert "Disken" not in Visit("oversikt", role="läsare").text


def test_the_gaps_of_vso_are_those_of_the_plan() -> None:
    visit = Visit("oversikt")
    assert gaps(visit) == [
        "3 projekt med kostnad ”?”",
        "1 bedömning med tom nivå",
        "1 bedömning med nivå som spann",
        "17 projekt helt utan underlag",
    ]
    found = cards(visit)
    assert found["Projekt i planen"] == "27"
    assert found["Kan rangordnas"] == "10 av 27"
    assert found["Kända kostnader"] == "6 700 tkr"
    assert found["Ram (förvald)"] == "3 547 tkr"
    assert "10 strategiska · 17 prioriterade · 0 önskvärda" in visit.text
    assert "7 av 10 rangordnade har en känd kostnad" in visit.text


def test_the_gaps_of_a_plan_of_ones_own_are_counted() -> None:
    visit = Visit("oversikt", "plan=prov")
    assert gaps(visit) == ["1 projekt med kostnad ”?”", "1 projekt helt utan underlag", "1 projekt utan klass"]
    assert cards(visit)["Kända kostnader"] == "1 400 tkr"
    assert cards(visit)["Ram"] == "ingen vald"


def test_the_links_of_the_overview_carry_the_view() -> None:
    visit = Visit("oversikt", "plan=prov&ram=700")
    assert "http://prov.example/prioritera?plan=prov&amp;ram=700" in visit.html
    links = [item.proto for item in visit.app.get("page_link")]
    board = [link.query_string for link in links if link.page.endswith("prioritera")]
    assert board and set(board) == {"plan=prov&ram=700"}


def test_a_link_for_others_leads_where_they_come_in_and_else_the_overview_says_how_they_could(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    visit = Visit("oversikt", "ram=700", role=None)
    visit.app.context["url"] = "http://127.0.0.1:8501/oversikt"
    closed = visit.run()
    assert "Öppna rummet på sidan Möte, så kommer andra i samma nät in." in closed.text
    assert 'class="p-qr"' not in closed.html
    monkeypatch.setattr(ROOM, "listening", "http://192.0.2.7:8501")
    opened = visit.run()
    assert "http://192.0.2.7:8501/prioritera?plan=vso-2021&amp;ram=700" in opened.html
    assert 'class="p-qr"' in opened.html
    assert "Öppna rummet" not in opened.text


# Objektplan


def test_objektplan_shows_every_project_of_the_plan_with_its_cost() -> None:
    visit = Visit("objektplan")
    lines = (DATA / "vso-2021" / "projekt.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert len(lines) == 27
    for key in (line.split(",")[0] for line in lines):
        assert f"{key} " in visit.text
    assert cells(visit.html, "Automatisering av myndighetsprocesser")[2] == "2 000"
    assert "Summa ≥ 6 700" in visit.text


def test_a_plan_of_little_more_than_projects_shows_no_empty_sections() -> None:
    visit = Visit("objektplan", "plan=prov")
    assert "Alfa &lt;b&gt;fet" in visit.html
    assert [words(part) for part in re.findall(r"<h2.*?</h2>", visit.html, re.S)][:1] == ["Projekt"]
    assert "Årsarbeten" not in visit.text


# Metod


def test_kkr_is_spoken_of_where_a_plan_writes_it_and_in_the_method_alone() -> None:
    legends = [Visit(page, "plan=prov&ram=700").text for page in ("prioritera", "objektplan")]
    assert all("mot lika vikter" in text or "rad” är raden i dokumentet" in text for text in legends)
    assert [text for text in legends if "Kkr" in text] == []
    assert "Planen skriver Kkr, som är detsamma som tkr." in Visit("objektplan").text
    assert "Där en plan skriver Kkr skrivs här tkr" in Visit("metod", "plan=prov").text


def test_metod_shows_the_weights_values_and_frame_in_use() -> None:
    visit = Visit(
        "metod",
        "plan=prov&ram=700&vikter=effekttyp.50~omfattning.30~tidsperspektiv.20&varden=omfattning.0-25-50-90-100",
    )
    assert "Effekttyp: steget från Ingen effekt till Två effekter – väger 50 % i den här vyn" in visit.text
    assert "Omfattning: steget från Ingen till Mycket hög – väger 30 %" in visit.text
    assert "Tidsperspektiv: steget från Ingen effekthemtagning till Kort – väger 20 %" in visit.text
    assert cells(visit.html, "Stor påverkan på enstaka processer")[:2] == ["Hög", "90"]
    assert "Omfattning – ur planen, värdena är ändrade i den här vyn" in visit.text
    assert "Effekttyp – ur planen Hur många" in visit.text
    assert "Ramen i den här vyn är 700 tkr." in visit.text
    assert "50 för effekttyp + 30 för omfattning + 20 för tidsperspektiv = 100 av 100" in visit.text


def test_metod_names_everything_that_is_kept_in_the_browser_and_for_how_long() -> None:
    text = Visit("metod").text
    streamlits = {value for name, value in vars(starlette_server_config).items() if name.endswith("_COOKIE_NAME")}
    assert len(streamlits) >= 4
    scripts = "".join(path.read_text(encoding="utf-8") for path in WEB.rglob("*.js"))
    stored = set(re.findall(r"`(prioritering\.\w+)", scripts))
    assert len(stored) == 3
    for name in (*streamlits, *stored, who.COOKIE, doorkeeper.NEXT):
        assert name in text, name
    assert f"{who.NEVER_SHARED // 86400} dagar" in text
    assert f"{starlette_server_config.AUTH_COOKIE_MAX_AGE_SECONDS // 86400} dagar" in text


def test_metod_tells_of_the_shortcomings_of_the_parts_that_a_page_has_and_of_no_others() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in WEB.rglob("*.py"))
    text = Visit("metod").text
    for used, told in ((r"st\.(date_input|datetime_input)", "datumväljare"), (r"st\.data_editor", "rutnätet")):
        assert bool(re.search(used, sources)) == (told in text)


def test_metod_says_when_no_frame_or_the_preset_one_is_used() -> None:
    assert "Ramen i den här vyn är inte vald." in Visit("metod", "ram=ingen").text
    assert re.search(r"Ramen i den här vyn är 3 547 tkr \(.*\), förvald av programmet\.", Visit("metod").text)


def test_metod_tells_how_each_place_counts_the_unknown_costs_in_the_view(shared: Store) -> None:
    text = Visit("metod", "plan=prov&ram=1000").text
    shown = picture_of(shared, View(plan="prov", frame="1000"))
    assert all(words(how_unknown_counts(where, shown)) in text for where in Where)
    assert "Så räknas de okända kostnaderna" not in Visit("metod", "plan=ukfa-2022").text


def test_metod_says_the_preset_draws_and_spread_that_robusthet_has() -> None:
    default = View()
    text = Visit("metod").text
    assert f"Förvalt är {swedish.number(default.draws)} fall".replace("\u00a0", " ") in text
    near = f"med vikter som ligger högst {default.weight_spread} procentenheter från vyns"
    assert (near if default.weight_info == "spann" else "över alla viktningar") in text


def test_metod_leads_to_each_of_its_parts() -> None:
    html = Visit("metod").html
    led = set(re.findall(r'href="#(\w+)"', html))
    assert led == set(re.findall(r'<h2 id="(\w+)"', html))


# Projektor


def steps(address: str) -> list[list[str]]:
    """The rows of the projector's table, with the line's own."""
    html = Visit("projektor", f"plan=prov&{address}").html
    return [
        [words(cell) for cell in re.findall(r"<t[hd][^>]*>.*?</t[hd]>", row, re.S)]
        for row in re.findall(r"<tr[^>]*>.*?</tr>", html, re.S)[1:]
    ]


@pytest.mark.parametrize(("frame", "above"), [("0", 0), ("500", 1), ("1000", 3), ("1400", 4)])
def test_the_line_stands_before_the_first_project_that_does_not_surely_fit(frame: str, above: int) -> None:
    rows = steps(f"bild=ram&ram={frame}")
    at = next(number for number, row in enumerate(rows) if len(row) == 1)
    assert at == above
    assert ("Här tar ramen slut" if above else "räcker inte till det första projektet") in rows[at][0]
    html = Visit("projektor", f"plan=prov&bild=ram&ram={frame}").html
    assert len(re.findall(r'<tr [^>]*class="s-out">', html)) == 5 - above
    assert html.count("s-linerow") == 1


def test_a_list_that_leaves_room_says_what_the_other_rule_would_change() -> None:
    for page in ("projektor", "prioritera"):
        text = Visit(page, "plan=prov&bild=ram&ram=700").text
        # Alfa takes 500 of 700; Beta's 300 does not fit, Gamma's 200 does.
        assert "Regeln ”stanna” lämnar 200 tkr oanvända; med ”hoppa över” ryms också Gamma." in text


def test_locked_projects_stand_first_or_not_at_all_in_the_projectors_frame() -> None:
    rows = [row[1] for row in steps("bild=ram&ram=1000&med=A4&inte=A2") if len(row) > 1]
    assert rows == ["Delta", "Alfa <b>fet</b> *kursiv*", "Gamma", "Epsilon"]


def test_each_step_of_the_projector_says_its_part_of_the_view() -> None:
    visit = Visit("projektor", "plan=prov&ram=1000")
    assert "6 projekt i planen" in visit.text
    assert "1 400 tkr kända kostnader" in visit.text
    for step, said in (
        ("behov", "1 nytt behov att ta ställning till. Behov Klass Kostnad, tkr Underlag Gamma Önskvärt 200 finns"),
        ("rangordning", "står först efter planens bedömning"),
        ("oenighet", "Ingen har bedömt än"),
        ("ram", "Ramen 1 000 tkr räcker säkert till 3 av 5 projekt"),
        ("beslut", "Ramen 1 000 tkr räcker säkert till 3 av 5 projekt. Inom ramen, vad kostnaderna än blir "
                   "Förslag till nämnd strategiskt Alfa <b>fet</b> *kursiv* 500 "
                   "Planen anger inte var beslutet fattas prioriterat Beta 300 "
                   "Beslut i styrgruppen önskvärt Gamma 200 Kostnader i tkr."),
    ):  # fmt: skip
        visit.send("bildval", "step", step)
        assert visit.address["bild"] == step
        assert said in visit.text
        assert visit.components["bildval"]["now"] == step


def test_without_a_frame_the_projector_draws_no_line_and_decides_nothing() -> None:
    assert all(len(row) > 1 for row in steps("bild=ram&ram=ingen"))
    assert "Välj en ram på sidan Prioritera" in Visit("projektor", "plan=prov&bild=beslut&ram=ingen").text


def test_where_nothing_is_within_the_frame_no_unit_of_costs_is_told() -> None:
    for plan, told in (("plan=ukfa-2022", False), ("plan=prov&ram=1000", True)):
        text = Visit("projektor", f"{plan}&bild=beslut").text
        assert "Inom ramen" in text
        assert ("Kostnader i tkr." in text) is told


def test_an_unknown_step_shows_the_first() -> None:
    visit = Visit("projektor", "plan=prov&bild=hurra")
    assert "1 av 7 Läge" in visit.text
