"""Robusthet: each part says what it is about, and its controls write the address."""

import re

import pytest

from tests.pages.visit import Visit, cells, words

pytestmark = pytest.mark.usefixtures("shared")
FEW = "dragningar=200"
PARTS = {
    "laget": "lägg mötestiden där",
    "kravs": "Det som skulle ändra saken",
    "platser": "Hur ofta varje projekt får varje plats",
    "portfolj": "Bästa portföljen bredvid den rangordnade listan",
    "regler": "väljs av alla regler",
    "kanslighet": "Vad projektets plats beror på",
}
DEEPER = ("platser", "regler", "kanslighet")
MORE = "Så räknades det"


def robust(address: str = "", role: str = "läsare") -> Visit:
    return Visit("robusthet", f"{FEW}&{address}", role)


@pytest.mark.parametrize("part", PARTS)
def test_every_part_is_drawn_and_given_out_from_the_address_and_from_its_choice(part: str) -> None:
    visit = robust(f"del={part}")
    assert visit.faults == []
    assert PARTS[part] in visit.text
    assert [item.proto.label for item in visit.app.get("download_button")] == ["Hämta som JSON"]
    # One is always open: what is chosen cannot be pressed away.
    assert all(item.proto.required for item in visit.app.button_group if item.label in ("Visa", "Fördjupning"))
    assert not any(text in visit.text for other, text in PARTS.items() if other != part)
    chosen = robust().set("Visa", "fordjupning" if part in DEEPER else part)
    if part in DEEPER:
        chosen.set("Fördjupning", part)
    assert chosen.address.get("del", "laget") == part
    assert PARTS[part] in chosen.text


def test_an_address_from_when_there_were_seven_parts_leads_to_what_it_was_about() -> None:
    assert "Kom därefter överens om vikten på " in robust("del=nasta").text
    assert robust("del=nasta").faults == []


@pytest.mark.parametrize("part", ["laget", "kravs", "portfolj", "regler"])
def test_parts_about_the_frame_ask_for_one(part: str) -> None:
    visit = robust(f"del={part}&ram=ingen")
    assert visit.faults == []
    assert visit.app.info[0].value.startswith("Ingen ram är vald")


def test_the_standings_add_up_to_all_projects_and_keep_to_their_limits() -> None:
    visit = robust()
    groups = re.findall(r"<tr.*?</tr>", visit.html, re.S)
    shares = {
        words(row): [float(text) for text in re.findall(r"(\d+) %", words(row))]
        for row in groups
        if "Strategiskt" in words(row)
    }
    assert len(shares) == 10
    for row, found in shares.items():
        # Of 200 cases two are one in a hundred: "under 1 %" is read as 1 here, and is outside.
        word = "Säkert" if found[0] >= 99 else "Utanför" if found[0] <= 1 else "Gråzon"
        assert word in row
    firsts = [found[0] for found in shares.values()]
    assert firsts == sorted(firsts, reverse=True)


def test_the_standings_say_why_list_and_best_portfolio_differ_and_nothing_where_they_do_not() -> None:
    assert "Listan stannar vid Upphandling verksamhetssystem Barn och Unga" in robust().text
    # All but the project that is not for now fit, in the list as in the portfolio.
    assert "bästa portföljen" not in robust("plan=prov&inte=A4&ram=100000").text


def test_unknown_costs_from_more_to_less_are_told_and_not_counted() -> None:
    visit = robust("okand_lagst=500&okand_hogst=100")
    assert "omvänt. Det räknas inte." in " ".join(item.value for item in visit.app.info)
    assert visit.faults == []
    assert (visit.widget("Lägst, tkr").value, visit.widget("Högst, tkr").value) == ("", "")
    assert "Inget är satt." in visit.text
    visit.set("Högst, tkr", "900")
    assert (visit.address.get("okand_lagst", "0"), visit.address["okand_hogst"]) == ("0", "900")
    assert "de tre okända kostnaderna är 0–900 tkr" in visit.text


def test_the_span_of_unknown_costs_is_the_frame_until_it_is_set() -> None:
    visit = robust()
    assert (visit.widget("Lägst, tkr").value, visit.widget("Högst, tkr").value) == ("", "")
    assert "dras jämnt från 0 till hela ramen, 3 547 tkr, eftersom inget spann är satt." in visit.text
    visit.set("Lägst, tkr", "300")
    assert visit.address["okand_lagst"] == "300"
    assert "dras jämnt ur det spann som provas, 300–3 547 tkr." in visit.text


def test_what_is_known_of_the_weights_is_written_and_told() -> None:
    visit = robust("vikter=effekttyp.50~omfattning.30~tidsperspektiv.20&viktvidd=7&viktinfo=alla").open(MORE)
    assert "Vikter: alla viktningar lika ofta." in visit.text
    for choice, told in (
        ("ordning", "Vikter: alla viktningar med samma ordning som vikterna."),
        ("fasta", "Vikter: bara vikterna som de är."),
        ("spann", "Vikter: alla viktningar nära vikterna, högst 7 procentenheter ifrån."),
    ):
        visit.set("Viktningar som prövas", choice)
        assert visit.address.get("viktinfo", "spann") == choice
        assert told in visit.text
        assert ("Högst så långt, i procentenheter" in [item.label for item in visit.app.slider]) == (choice == "spann")
    assert "Vikterna nu: effekttyp 50 %, omfattning 30 %, tidsperspektiv 20 %" in visit.text


def test_how_far_the_weights_may_be_is_written() -> None:
    visit = robust("viktinfo=spann").set("Högst så långt, i procentenheter", 3)
    assert (visit.address["viktvidd"], visit.widget("Högst så långt, i procentenheter").min) == ("3", 1)


def test_draws_and_seed_are_written_and_told() -> None:
    visit = robust().open(MORE).set("Antal slumpade fall", 500)
    assert visit.address["dragningar"] == "500"
    assert visit.widget("Frö").step == 1
    visit.set("Frö", 7)
    assert visit.address["fro"] == "7"
    assert "500 fall är slumpade, med frö 7." in visit.text


def test_a_demand_is_added_told_and_taken_away() -> None:
    visit = robust("del=portfolj").open("Krav på portföljen (0)")
    assert "Lägg till kravet" not in visit.labels()
    visit.set("Projektet", "S01").set("kräver", ["S08"])
    visit.press("Lägg till kravet")
    assert visit.address["krav"] == "kraver:S01:S08"
    assert "Kraven nedan gäller den bästa portföljen" in visit.text
    assert "Krav på portföljen (1)" in [item.label for item in visit.app.expander]
    assert "Automatisering av myndighetsprocesser" in visit.app.markdown[0].value
    assert [item.help for item in visit.app.button if item.label == "Ta bort"] == ["Ta bort krav 1"]
    visit.press("Ta bort")
    assert "krav" not in visit.address
    assert "Kraven nedan" not in visit.text


@pytest.mark.parametrize(
    ("kind", "fields", "wish"),
    [
        ("hogst", {"Högst ett av": ["S01", "S06"]}, "hogst:1:S01:S06"),
        ("andel", {"Minst, %": 40, "av": "antal"}, "andel:40:antal:Brukare"),
        ("tak", {"Gruppens ram, tkr": "2 250,5"}, "tak:2250.5:Brukare"),
        (
            "personer",
            {
                "Årsarbeten som finns": "3,5",
                "Projekt vars behov är känt": ["S08"],
                "iPads inom äldreomsorgen, årsarbeten": "0.25",
            },
            "personer:3.5:S08=0.25",
        ),
        ("del", {"Projektet": "S02", "Etappens kostnad, tkr": "250", "Andel av poängen, %": 60}, "del:S02:250:60"),
    ],
)
def test_each_kind_of_demand_is_written_as_it_is_filled_in(kind: str, fields: dict[str, object], wish: str) -> None:
    visit = robust("del=portfolj").open("Krav på portföljen").set("Nytt krav", kind)
    for label, value in fields.items():
        visit.set(label, value)
    visit.press("Lägg till kravet")
    assert visit.address["krav"] == wish
    assert visit.faults == []
    assert "(1)" in next(item.label for item in visit.app.expander if item.label.startswith("Krav på"))


def test_demands_that_cannot_all_be_met_are_told_and_can_be_taken_away() -> None:
    visit = robust("del=portfolj&krav=kraver:S01:S02~hogst:1:S01:S02&med=S01")
    assert visit.app.error[0].value.endswith("Ta bort något av kraven.")
    visit.press("Ta bort")
    assert visit.address["krav"] in ("kraver:S01:S02", "hogst:1:S01:S02")
    assert not visit.app.error


def test_a_demand_in_a_link_that_cannot_be_read_is_told_and_left_out() -> None:
    visit = robust("del=portfolj&krav=kraver:S01:XX~kraver:S01:S08")
    assert visit.app.warning[0].value.startswith("Ett krav i länken räknas inte")
    assert "(1)" in next(item.label for item in visit.app.expander if item.label.startswith("Krav på"))


def test_the_best_portfolio_marks_where_it_differs_from_the_ranked_list() -> None:
    html = robust("del=portfolj").html
    table = next(part for part in re.findall(r"<table.*?</table>", html, re.S) if "Bästa portföljen" in part)
    assert cells(table, "Automatisering")[-2:] == ["● Ryms", "–"]
    assert cells(table, "iPads")[-2:] == ["○ Ryms inte", "med"]
    assert cells(table, "Distansmöten")[-2:] == ["◐ Oklart", "med"]
    assert cells(table, "Upphandling verksamhetssystem Äldre")[2:] == ["okänd", "◐ Oklart", "utelämnat"]


def test_what_is_left_out_stands_with_what_it_may_cost() -> None:
    html = robust("del=portfolj").html
    table = next(part for part in re.findall(r"<table.*?</table>", html, re.S) if "får kosta för att" in part)
    assert cells(table, "Införande digitala matinköp")[1:] == ["75", "högst 1 547 tkr 1 547 000 kr"]
    assert len(re.findall("<tr", table)) == 4


def test_it_is_said_how_many_are_as_good_and_what_the_choice_is_between() -> None:
    text = robust("del=portfolj&ram=4000").text
    assert "Bevisat bäst, och en annan är lika bra. I alla ingår " in text
    assert "Valet står mellan Införande nya e-tjänster och Beslutsstöd - QlikSense." in text


def test_the_sensitivity_is_that_of_the_chosen_project_and_weight() -> None:
    visit = robust("del=kanslighet").set("Projekt", "S08")
    assert visit.address["projekt"] == "S08"
    assert "iPads inom äldreomsorgen står på plats 8" in visit.text
    visit.set("Vikt", 1)
    assert "Vikten på omfattning, 0–100 %" in visit.text


def test_a_plan_that_cannot_be_studied_says_so() -> None:
    visit = robust("plan=ukfa-2022")
    assert visit.faults == []
    assert "Inget att rangordna än" in visit.text


def test_what_is_needed_is_told_of_each_project_beside_where_it_stands_with_its_shape() -> None:
    table = robust("del=kravs").html.partition("Projekten i listans ordning")[2]
    row = r'<th scope="row">(\w+).*?aria-hidden="true">(.)</span> ([\w ]+)</td>'
    assert [(shape, word, name) for name, shape, word in re.findall(row, table)] == [
        ("●", "Ryms", "Automatisering"), ("●", "Ryms", "Tjänster"),
        # Whether these four fit depends on the costs that nobody knows.
        ("◐", "Oklart", "Upphandling"), ("◐", "Oklart", "Upphandling"),
        ("◐", "Oklart", "Införande"), ("◐", "Oklart", "Distansmöten"),
        ("○", "Ryms inte", "Behovsanpassade"), ("○", "Ryms inte", "iPads"),
        ("○", "Ryms inte", "Införande"), ("○", "Ryms inte", "Beslutsstöd"),
    ]  # fmt: skip


def test_where_an_unknown_cost_decides_the_first_advice_is_to_price_it_until_a_range_is_set() -> None:
    priced = "Sätt först ett spann för de okända kostnaderna, eller anta en kostnad för ett projekt"
    assert f"{priced}: det avgör vad som ryms med vikterna som de är. " in robust("del=kravs").text
    ranged = robust("del=kravs&okand_lagst=100&okand_hogst=900").text
    assert "Sätt först" not in ranged
    assert "Kom först överens om vikten på " in ranged


def test_a_frame_with_decimals_is_told_what_more_it_needs_in_whole_tkr() -> None:
    assert "Med 153 tkr till blir det 366,7." in robust("del=portfolj&ram=3547.395").text


def test_the_weights_of_now_are_written_the_same_way_all_over_the_page() -> None:
    visit = robust("del=kanslighet")
    said = re.findall(r"Vikterna nu: effekttyp (\d+) %, omfattning (\d+) %, tidsperspektiv (\d+) %", visit.text)[0]
    rows = [cells(visit.html, name)[1] for name in ("Effekttyp", "Omfattning", "Tidsperspektiv")]
    assert rows == [f"{share} %" for share in said]


def test_a_locked_unknown_cost_is_in_the_portfolio_and_the_others_are_left_out_in_one_sentence() -> None:
    text = robust("del=portfolj&med=S09").text
    assert "och Införande digitala matinköp har okänd kostnad och är utelämnade ur den bästa portföljen." in text
    assert "är låst och med; kostnaden är okänd, så summan är minst den som visas." in text
    assert "räknas som 0" not in text
    assert "av projekten med känd kostnad och det låsta, vars okända kostnad inte är med i ramen" in text
    cheap = "Om Upphandling verksamhetssystem Barn och Unga, Vuxna kostar så gott som inget (det är låst och kostnaden"
    assert f"{cheap} okänd) ger ramen 3 547 tkr som mest" in text
    assert "Ramen 3 547 tkr ger som mest" not in text


def test_a_cost_that_is_assumed_or_tried_is_not_called_known_where_other_frames_are_shown() -> None:
    assert "Mest poäng per ram, av projekten med känd kostnad" in robust("del=portfolj").text
    tried = robust("del=portfolj&okand_lagst=100&okand_hogst=900").text
    assert "Mest poäng per ram, av projekten med känd eller antagen kostnad" in tried


def test_the_rules_are_called_what_the_page_calls_them() -> None:
    assert "Listan, stannar vid ramen" in robust().text
    text = robust("del=regler").text
    assert "Listan, stannar vid ramen" in text
    assert "Listan, hoppar över och går vidare" in text


def test_another_frame_is_told_of_only_where_it_gives_more_points() -> None:
    assert "Ramen 3 547 tkr ger som mest 302,7 poäng. Med 153 tkr till blir det 366,7." in robust("del=portfolj").text
    # All but the project that is not for now are inside already: no more money gives more.
    text = robust("del=portfolj&plan=prov&inte=A4&ram=1000").text
    assert "Ramen 1 000 tkr ger som mest" in text
    assert "tkr till blir det" not in text


def test_what_is_worth_knowing_names_the_project_that_it_is_about() -> None:
    html = robust("del=nasta").html
    assert cells(html, "Omfattning för")[:3] == ["7", "Omfattning för Automatisering av myndighetsprocesser", "nivå"]
    assert cells(html, "Effekttyp för")[1] == "Effekttyp för Införande nya e-tjänster"


def test_other_rules_are_compared_without_the_demands_on_the_portfolio() -> None:
    demanded = robust("del=portfolj&krav=tak:0:Brukare")
    assert "Kraven nedan gäller den bästa portföljen" in demanded.text
    told = cells(demanded.set("Visa", "fordjupning").set("Fördjupning", "regler").html, "Bästa portföljen Väljer")
    assert told == cells(robust("del=regler").html, "Bästa portföljen Väljer")
    assert told[1:4] == [
        "4 projekt Bevisat bäst: ingen annan kombination ger lika många poäng.",
        "302,7",
        "2 700",
    ]
