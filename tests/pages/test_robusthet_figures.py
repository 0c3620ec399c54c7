"""The figures of Robusthet on our own plan, where they can be worked out by hand.

The five have 100, 75, 64, 56 and 36 points and cost 500, 300, 200, 400 and an unknown sum from 0 to 400 tkr. Of the
frame, 1 600 tkr, the first four leave 200, so the fifth fits in about half of the cases.
"""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from prioritering.usecases import places_shown, settling_shown, standings_shown
from tests.pages.visit import Visit, words

pytestmark = pytest.mark.usefixtures("shared")
ALFA = "Alfa <b>fet</b> *kursiv*"
NAMES = [ALFA, "Beta", "Gamma", "Delta", "Epsilon"]
SURE = {"okand_lagst": "0", "okand_hogst": "400", "viktinfo": "fasta", "ram": "1600"}


def robust(part: str, **address: str) -> Visit:
    asked = {"plan": "prov", "dragningar": "200", "del": part, **SURE, **address}
    return Visit("robusthet", "&".join(f"{key}={value}" for key, value in asked.items() if value), "läsare")


def table(visit: Visit, caption: str) -> list[list[str]]:
    """The rows of the table whose caption begins so, its head first."""
    tables = re.findall(r"<table.*?</table>", visit.html, re.S)
    [found] = [
        body for body in tables if words(re.findall(r"<caption>(.*?)</caption>", body, re.S)[0]).startswith(caption)
    ]
    rows = re.findall(r"<tr[^>]*>.*?</tr>", found, re.S)
    return [[words(cell) for cell in re.findall(r"<t[hd][^>]*>.*?</t[hd]>", row, re.S)] for row in rows]


def charts(visit: Visit) -> list[tuple[dict[str, Any], str]]:
    """Each chart and its text for those who do not see it."""
    found = visit.app.get("plotly_chart")
    return [(json.loads(item.proto.spec), item.proto.alt.replace("\u00a0", " ")) for item in found]


def test_the_standings_give_each_its_share_by_rule_and_by_portfolio_with_bars_as_long() -> None:
    visit = robust("laget")
    head, *rows = table(visit, "Andel av fallen inom ramen")
    assert head == ["Projekt", "Säkerhet", "Listan, stannar vid ramen", "Bästa portföljen", "Väntad plats"]
    assert rows[:4] == [
        [f"{ALFA} Strategiskt", "Säkert", "100 %", "100 %", "1,0"],
        ["Beta Prioriterat", "Säkert", "100 %", "100 %", "2,0"],
        ["Gamma Önskvärt", "Säkert", "100 %", "100 %", "3,0"],
        ["Delta Strategiskt", "Säkert", "100 %", "100 %", "4,0"],
    ]
    name, word, share, best, place = rows[4]
    assert (name, word, share, place) == ("Epsilon", "Gråzon", best, "5,0")
    percent = int(share.removesuffix(" %"))
    assert 40 < percent < 60
    # Sure ones and those of the grey zone in a body of the table each; none is outside.
    bodies = re.findall(r"<tbody>.*?</tbody>", visit.html, re.S)
    assert [body.count("<tr>") for body in bodies] == [4, 1]
    bars = [re.findall(r'<i class="(r-\w+)" style="width:([\d.]+)%"', body) for body in bodies]
    assert set(bars[0]) == {("r-saker", "100.0")}
    assert bars[1] == [("r-grazon", f"{percent}.0")] * 2
    cards = re.findall(r'<li class="p-card[^>]*>.*?</li>', visit.html, re.S)
    assert [words(card) for card in cards] == ["4 Säkert", "1 Gråzon", "0 Utanför", "1 600 tkr Ram"]


def test_a_project_with_an_unknown_cost_is_marked_until_a_span_gives_it_an_end() -> None:
    *_, last = table(robust("laget", okand_lagst="", okand_hogst="", ram="1000"), "Andel av fallen inom ramen")
    assert last == ["Epsilon okänd kostnad", "Utanför", "0 %", "0 %", "5,0"]


def test_what_is_worth_knowing_is_told_with_a_decimal_and_what_is_left_after_it() -> None:
    visit = robust("kravs")
    assert (
        "Mest värt att ta reda på är kostnaden för Epsilon: den uppgiften flyttar i genomsnitt 1,0 av 1" in visit.text
    )
    assert table(visit, "Räknat med 200 fall för varje värde")[1:] == [
        ["1", "Kostnaden för Epsilon", "kostnad", "1,0", "0,0"]
    ]


def test_where_nothing_is_in_the_grey_zone_there_is_nothing_to_find_out() -> None:
    assert "Inget projekt ligger i gråzonen" in robust("kravs", ram="1000").text


def test_what_each_project_needs_is_told_in_the_order_of_the_list_with_its_state() -> None:
    rows = table(robust("kravs"), "Projekten i listans ordning")[1:]
    assert [row[:2] for row in rows] == [[name, "● Ryms"] for name in NAMES[:4]] + [["Epsilon", "◐ Oklart"]]
    assert rows[0][2] == "Ryms också med en ram ned till 500 tkr eller en kostnad upp till 1 600 tkr."
    assert "om ramen ökar till 1 800 tkr" in rows[4][2] and "om kostnaden är högst 200 tkr" in rows[4][2]


def test_the_places_are_told_in_a_chart_a_text_and_a_table_in_the_order_that_is_expected() -> None:
    visit = robust("platser")
    head, *rows = table(visit, "Andel av fallen på varje plats")
    assert head == ["Projekt", "Väntad", "1", "2", "3", "4", "5"]
    expected = [
        [name, f"{place},0", *("100 %" if at == place else "0 %" for at in range(1, 6))]
        for place, name in enumerate(NAMES, 1)
    ]
    assert rows == expected
    [(figure, text)] = charts(visit)
    assert figure["layout"]["yaxis"]["ticktext"][1:] == NAMES[1:]
    assert text.startswith(f"Värmekarta över platser. {ALFA} kommer oftast först (100 %).")
    assert f"{ALFA} kommer oftast först (100 %)." in visit.text


def test_the_portfolio_stands_beside_the_list_with_points_and_costs_and_marks_what_surely_differs() -> None:
    # 700 tkr buy Alfa and Gamma, 164 points; the two next to the first, 139 with Beta and Gamma.
    visit = robust("portfolj", ram="700")
    rows = table(visit, "Samma poäng, kostnader och ram.")[1:]
    assert [row[:3] for row in rows[:5]] == [
        [ALFA, "100", "500"],
        ["Beta", "75", "300"],
        ["Gamma", "64", "200"],
        ["Delta", "56", "400"],
        ["Epsilon", "36", "200 provas, mitten av 0–400"],
    ]
    assert [row[3] for row in rows[:5]] == ["● Ryms"] + ["○ Ryms inte"] * 4
    assert [row[4] for row in rows[:5]] == ["–", "med", "med", "–", "med"]
    assert rows[5][-2:] == ["100,0 poäng, 500 tkr", "175,0 poäng, 700 tkr"]


def test_what_is_open_in_the_list_is_not_marked_as_differing_from_the_portfolio() -> None:
    rows = table(robust("portfolj"), "Samma poäng, kostnader och ram.")[1:]
    assert rows[4] == ["Epsilon", "36", "200 provas, mitten av 0–400", "◐ Oklart", "med"]
    assert rows[5][-2:] == ["294,7 poäng, 1 400 tkr", "330,7 poäng, 1 600 tkr"]


def test_another_frame_is_told_in_steps_with_what_the_next_one_gives() -> None:
    visit = robust("portfolj", ram="700")
    rows = table(visit, "Mest poäng per ram")
    assert rows[:5] == [
        ["Ram", "Poäng"],
        ["0 tkr", "0,0"],
        ["200 tkr", "64,0"],
        ["300 tkr", "75,0"],
        ["400 tkr", "100,0"],
    ]
    [(figure, text)] = charts(visit)
    assert (
        text == "Vad en annan ram skulle ge. Ramen 700 tkr ger som mest 175,0 poäng. Med 200 tkr till blir det 200,0."
    )
    assert figure["layout"]["shapes"][0]["x0"] == 700
    assert "Här gäller låsen" not in visit.text
    assert "Här gäller låsen men inte de övriga kraven." in robust("portfolj", krav="kraver:A1:A2").text
    # The largest of all frames gives all there is.
    assert charts(robust("portfolj", ram="5000"))[0][1].endswith("Ramen 5 000 tkr ger som mest 330,7 poäng.")


def test_each_rule_is_told_with_what_it_takes_and_how_it_parts_from_the_list() -> None:
    visit = robust("regler", ram="700")
    rows = table(visit, "Samma poäng, kostnader, lås och ram")[1:]
    assert [row[2:] for row in rows] == [
        ["100,0", "500", "jämförelsens utgångspunkt"],
        ["164,0", "700", "tar in Gamma"],
        ["139,0", "500", f"tar in Beta och Gamma, utan {ALFA}"],
        ["175,0", "700", f"tar in Beta, Gamma och Epsilon, utan {ALFA}"],
    ]
    assert [row[1].split("projekt")[0] for row in rows] == ["1 ", "2 ", "2 ", "3 "]


def heads(visit: Visit) -> dict[str, str]:
    """What stands under each heading of a part."""
    found = re.findall(r'<div class="r-head"><h2>(.*?)</h2><p>(.*?)</p>', visit.html, re.S)
    return {words(title): words(text) for title, text in found}


def test_the_sensitivity_is_told_for_each_weight_and_each_tenth_of_one() -> None:
    visit = robust("kanslighet", projekt="A2")
    moves = [(row[0], row[2], row[3]) for row in table(visit, "En vikt i taget")[1:]]
    assert moves == [("Effekttyp", "3", "3"), ("Omfattning", "0", "1"), ("Tidsperspektiv", "0", "1")]
    points = table(visit, "Poäng vid olika vikt på effekttyp")
    assert points[0] == ["Projekt", *(f"{percent} %" for percent in range(0, 101, 10))]
    beta = next(row for row in points if row[0] == "Beta")
    # 88 points at nothing and 50 at all of it, evenly between.
    assert beta[1:] == ["88", "84", "80", "76", "73", "69", "65", "61", "58", "54", "50"]


def test_a_projects_place_is_told_at_both_ends_of_each_weight_the_widest_first() -> None:
    visit = robust("kanslighet", projekt="A4")
    assert heads(visit)["Vad projektets plats beror på"] == (
        "Delta står på plats 4. Mest betyder vikten på effekttyp, 0–100 %: plats 4 vid lägsta, plats 2 vid högsta."
    )
    assert table(visit, "Plats för Delta när en sak i taget går från sitt lägsta till sitt högsta")[1:] == [
        ["Vikten på effekttyp, 0–100 %", "4, ryms", "2, ryms inte säkert"],
        ["Vikten på omfattning, 0–100 %", "3, ryms", "4, ryms"],
        ["Vikten på tidsperspektiv, 0–100 %", "4, ryms", "3, ryms"],
    ]
    (tornado, text), (lines, said) = charts(visit)
    assert (tornado["data"][0]["base"], tornado["layout"]["shapes"][0]["x0"]) == ([2, 3, 3], 4)
    assert text == heads(visit)["Vad projektets plats beror på"]
    # The chosen project is drawn strongest among those that come nearest to it.
    assert [(line["name"], line["line"]["width"]) for line in lines["data"]][1:] == [
        ("Beta", 2), ("Gamma", 2), ("Delta", 4), ("Epsilon", 2)
    ]  # fmt: skip
    turns = "Delta ryms inte längre säkert vid 100 % när vikten på effekttyp ökar från 0 till 100 %."
    assert heads(visit)["Vikten på effekttyp, 0–100 %"] == turns
    assert said == f"Poäng när vikten går från 0 till 100 %. {turns}"


def test_a_project_without_a_place_is_not_said_to_stand_somewhere() -> None:
    asked = {"ordning": "per-krona", "projekt": "A5", "okand_lagst": "", "okand_hogst": ""}
    visit = robust("kanslighet", **asked)
    assert heads(visit)["Vad projektets plats beror på"] == (
        "Epsilon har ingen plats per krona, eftersom kostnaden saknas."
    )
    assert "plats 0" not in visit.text
    assert len(charts(visit)) == 1


def test_a_locked_project_is_told_its_place_alone_since_no_weight_moves_it_in_or_out() -> None:
    for lock in ("med", "inte"):
        rows = table(robust("kanslighet", projekt="A4", **{lock: "A4"}), "Plats för Delta")[1:]
        assert rows[0] == ["Vikten på effekttyp, 0–100 %", "4", "2"]


def test_the_weight_of_now_is_written_in_the_chart_as_beside_it() -> None:
    visit = robust("kanslighet")
    [(_, _), (lines, _)] = charts(visit)
    now = next(row[1] for row in table(visit, "En vikt i taget")[1:] if row[0] == "Effekttyp")
    assert [words(note["text"]) for note in lines["layout"]["annotations"]] == [f"nu {now}"] == ["nu 34 %"]


def test_what_no_weight_changes_is_said_of_a_project_and_of_the_whole_order() -> None:
    said = heads(robust("kanslighet", ram="100"))
    assert said == {
        "Hela ordningen": (
            "Ingen enskild vikt avgör för något projekt om det ryms, var den än sätts mellan 0 och 100 %."
        ),
        "Vad projektets plats beror på": f"{ALFA} står på plats 1, och ingen enskild vikt eller egen nivå ändrar det.",
        "Vikten på effekttyp, 0–100 %": f"Om {ALFA} ryms är detsamma var vikten på effekttyp än sätts.",
    }


def test_without_a_frame_only_places_are_told() -> None:
    visit = robust("kanslighet", ram="ingen", projekt="A3")
    assert heads(visit)["Hela ordningen"] == "Vikten på effekttyp flyttar något projekt högst 3 platser."
    turns = "Gamma hamnar på plats 2 vid 100 % när vikten på effekttyp ökar från 0 till 100 %."
    assert heads(visit)["Vikten på effekttyp, 0–100 %"] == turns
    places = table(visit, "Plats för Gamma")[1:]
    assert [row[1:] for row in places] == [["3", "2"], ["3", "2"], ["2", "3"]]
    head = f"Ingen ram är vald, så bara platserna kan prövas. {ALFA} kommer oftast först (100 %)."
    assert head in visit.text
    cards = re.findall(r'<li class="p-card[^>]*>.*?</li>', visit.html, re.S)
    assert [words(card) for card in cards] == ["– Säkert", "– Gråzon", "– Utanför", "ingen Ram"]


@pytest.mark.parametrize(("frame", "said"), [("100", "inget säkert"), ("600", "ett säkert"), ("900", "två säkra")])
def test_the_headline_says_how_many_are_sure(frame: str, said: str) -> None:
    assert f"Av 5 projekt är {said} inom ramen {frame} tkr, inget ligger i gråzonen" in words(
        robust("laget", ram=frame).html
    )


def test_what_all_rules_choose_is_named_and_where_there_is_nothing_no_name_is_given() -> None:
    assert f"3 projekt väljs av alla regler: {ALFA}, Beta och Gamma." in robust("regler", ram="1000").text
    assert "Inget projekt väljs av alla regler." in robust("regler", ram="100").text


def test_a_longer_list_than_is_shown_says_how_many_more_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standings_shown, "STANDING_ROWS", 4)
    for name, rows in (("STANDING_ROWS", 4), ("LARGE_ROWS", 2)):
        monkeypatch.setattr(settling_shown, name, rows)
    monkeypatch.setattr(places_shown, "MAP_ROWS", 3)
    standings = robust("laget")
    assert "1 projekt med lägre andel visas inte här; de räknas i alla summor." in standings.text
    assert [row[0].split()[0] for row in table(standings, "Andel av fallen")[1:]] == ["Alfa", "Beta", "Gamma", "Delta"]
    figure, _ = charts(robust("platser"))[0]
    assert figure["layout"]["yaxis"]["ticktext"][1:] == ["Beta", "Gamma"]
    # What is needed is searched for one by one: of a very long list fewer are shown.
    for large, shown, frame in ((5, 4, "1590"), (4, 2, "1510")):
        monkeypatch.setattr(settling_shown, "LARGE_PLAN", large)
        needed = robust("kravs", ram=frame)
        assert f"De {shown} första i listan visas; {5 - shown} till finns." in needed.text
        assert [row[0] for row in table(needed, "Projekten i listans ordning")[1:]] == NAMES[:shown]


def test_a_list_that_is_shown_whole_says_nothing_of_more() -> None:
    assert "visas inte här" not in robust("laget").text
    assert "första i listan visas" not in robust("kravs").text


def test_a_locked_project_of_unknown_cost_makes_the_sums_at_least() -> None:
    visit = robust("portfolj", okand_lagst="", okand_hogst="", ram="1000", med="A5")
    assert "Epsilon är låst och med; kostnaden är okänd, så summan är minst den som visas." in visit.text
    rows = table(visit, "Samma poäng, kostnader och ram.")[1:]
    assert "≥ " in rows[-1][-1] and "≥ " in rows[-1][-2]
    assert "≥ " not in table(robust("portfolj"), "Samma poäng, kostnader och ram.")[-1][-1]


def test_the_shares_in_the_best_portfolio_say_what_they_leave_aside() -> None:
    said = "Andelen i bästa portföljen följer låsen, men räknar inte med kraven på portföljen."
    assert said in robust("laget", krav="kraver:A1:A2").text
    assert "följer låsen" not in robust("laget").text
