"""The board and the budget effect on Prioritera, and how its view stands in the address."""

import json
import re
from urllib.parse import parse_qsl, urlsplit

import pytest

from prioritering.view.view import View
from prioritering.web.parts.board_live import draw_board_live, drawn_board
from tests.folders import UKFA, VSO
from tests.pages.visit import ON_VSO, Visit, cells, prov, words
from tests.pages.weights import move

pytestmark = pytest.mark.usefixtures("shared")


def table(visit: Visit, heading: str) -> str:
    """The HTML of the section that holds a heading."""
    return next(part for part in re.findall(r"<section.*?</section>", visit.html, re.S) if heading in part)


def test_the_board_has_the_rows_above_the_line_as_inside_and_those_below_as_outside() -> None:
    visit = prov()
    assert [(row["key"], row["kind"]) for row in visit.board] == [
        ("A1", "in"), ("A2", "in"), ("A3", "in"), ("linje", "line"), ("A4", "out"), ("A5", "out"),
    ]  # fmt: skip


def test_each_row_says_its_points_cost_running_sum_and_state() -> None:
    visit = prov()
    assert visit.row("A2").endswith("75 av 100 300 800 ● Ryms Varför?")
    assert visit.row("A4").endswith("56 av 100 400 1 400 ○ Ryms inte Varför?")
    assert visit.row("A5").endswith("36 av 100 okänd ≥ 1 400 ○ Ryms inte Varför?")


def test_the_stream_that_the_board_follows_draws_the_very_same_board() -> None:
    visit = Visit("prioritera", "plan=prov&ram=1000&med=A5&inte=A2&mote=m-1&poang=median")
    address = visit.components["folj-planen"]["address"]
    parameters = dict(parse_qsl(urlsplit(address).query))
    # Under its own name the meeting would be the one thing followed.
    assert parameters == {
        "plan": "prov", "ram": "1000", "med": "A5", "inte": "A2",
        "vyns_mote": "m-1", "poang": "median", "ruta": "tavla",
    }  # fmt: skip
    drawn = json.loads(draw_board_live(parameters))
    assert drawn["rows"] == visit.board
    # What is left beside a locked project of unknown cost is open, however much it is.
    kinds = [(row["key"], row["kind"]) for row in drawn["rows"] if row["kind"] in ("in", "open")]
    assert kinds == [("A5", "in"), ("A1", "open"), ("A3", "open")]


def test_without_a_frame_no_line_is_drawn_and_no_row_is_in_or_out() -> None:
    visit = prov("ram=ingen")
    assert {row["kind"] for row in visit.board} == {"row"}
    assert "Ingen vald" in visit.text
    assert visit.row("A1").endswith("– Ingen ram Varför?")


def test_the_budget_effect_adds_up_what_is_inside_by_class() -> None:
    effect = table(prov(), "Mer om budgeteffekten")
    assert cells(effect, "Strategiskt") == ["Strategiskt", "1 av 2", "500"]
    assert cells(effect, "Prioriterat") == ["Prioriterat", "1 av 1", "300"]
    assert cells(effect, "Önskvärt") == ["Önskvärt", "1 av 1", "200"]
    assert cells(effect, "Klass ej angiven") == ["Klass ej angiven", "0 av 1", "0"]
    assert "Av 1 000 tkr används 1 000 tkr (100 %)" in words(effect)


def test_an_unknown_cost_is_open_and_one_that_is_locked_in_makes_the_sum_of_its_class_at_least() -> None:
    effect = table(prov("ram=1500"), "Mer om budgeteffekten")
    assert cells(effect, "Strategiskt") == ["Strategiskt", "2 av 2", "900"]
    assert cells(effect, "Klass ej angiven") == ["Klass ej angiven", "0 av 1 1 oklart", "0"]
    effect = table(prov("ram=1500&med=A5"), "Mer om budgeteffekten")
    assert "Ryms eller är med (låst), efter klass" in effect
    assert cells(effect, "Klass ej angiven") == ["Klass ej angiven", "1 av 1", "≥ 0 1 okänd"]


def test_the_bar_of_the_budget_effect_is_as_wide_as_each_cost_is_of_the_frame() -> None:
    effect = table(prov("ram=2000"), "Mer om budgeteffekten")
    assert re.findall(r"width:([\d.]+)%", effect) == ["25.00", "15.00", "10.00", "20.00"]


def test_the_cards_tell_frame_inside_left_known_and_unscored() -> None:
    cards = re.findall(r'<li class="p-card">.*?</li>', prov("ram=1100").html, re.S)
    assert [words(card) for card in cards] == [
        "Ram 1 100 tkr eget belopp",
        "Ryms 3 av 5 1 000 tkr",
        "Kvar 100 tkr av ramen",
        "Kända kostnader 1 400 tkr 1 av 5 saknar kostnad",
        "Underlag saknas 1 projekt poängsätts inte",
    ]


@pytest.mark.parametrize(
    ("address", "headline", "card"),
    [
        ("ram=1000&inte=A5", "till 3 av 4 projekt", "Ryms 3 av 4 1 000 tkr"),
        ("ram=1000&med=A4", "till 1 av 4 projekt, utöver det låsta", "Ryms 1 av 4 900 tkr · 1 låst till"),
        ("ram=1000&ordning=per-krona", "Av de fyra med kostnad räcker ramen 1 000 tkr säkert till tre", "Ryms 3 av 4"),
        ("ram=9000&inte=A1~A2~A3~A4~A5", "Inget fritt projekt kan rangordnas", "Ryms – 0 tkr"),
    ],
)
def test_the_card_counts_among_as_many_as_the_headline(address: str, headline: str, card: str) -> None:
    visit = prov(address)
    cards = re.findall(r'<li class="p-card">.*?</li>', visit.html, re.S)
    assert headline in visit.text
    assert words(cards[1]).startswith(card)


def test_text_from_a_plan_is_never_read_as_markup() -> None:
    visit = prov()
    drawn = visit.html + "".join(row["html"] for row in visit.board)
    assert "Alfa &lt;b&gt;fet&lt;/b&gt; *kursiv*" in drawn
    assert "Prov &amp; &lt;i&gt;sådant&lt;/i&gt;" in drawn
    assert "<b>fet" not in drawn
    assert "<i>sådant" not in drawn


def test_the_caption_of_the_board_is_plain_text_that_tells_the_order_and_what_is_hidden() -> None:
    visit = prov("klass=strategiskt&ordning=per-krona")
    caption = visit.components["tavla"]["caption"]
    assert caption.startswith("Projekten ordnade efter poäng per krona, tvärs över klasserna.")
    assert "3 projekt döljs av filtret" in caption
    assert words(caption) == caption


def test_a_dialog_shows_a_projects_name_as_it_is_written() -> None:
    visit = prov(role="objektledare").send("tavla", "action", {"what": "las", "id": "A1"})
    shown = next(item.value for item in visit.app.markdown if "Projekt:" in item.value)
    assert r"Alfa \<b\>fet\</b\> \*kursiv\*" in shown


def test_the_reasons_of_a_row_open_and_close_again() -> None:
    visit = prov().send("tavla", open=["A2"])
    reasons = {row["key"]: words(row["why"]) for row in visit.board}
    assert "Så blir Beta 75 poäng" in reasons.pop("A2")
    assert "Alfa" not in str(reasons.values())
    visit.send("tavla", open=["A1", "A2"])
    assert [row["key"] for row in visit.board if row["why"]] == ["A1", "A2"]
    visit.send("tavla", open=["A1"])
    assert [row["key"] for row in visit.board if row["why"]] == ["A1"]
    visit.send("tavla", open=[])
    assert not any(row["why"] for row in visit.board)


def test_the_reasons_show_answer_share_weight_and_points_that_add_up() -> None:
    visit = prov("ram=1000&vikter=effekttyp.50~omfattning.30~tidsperspektiv.20").send("tavla", open=["A2"])
    why = next(row["why"] for row in visit.board if row["key"] == "A2")
    assert cells(why, "Effekttyp")[1:] == ["En effekt", "Tidsbesparande", "50 %", "50 %", "25"]
    assert cells(why, "Omfattning")[1:] == ["Hög", "Hög", "75 %", "30 %", "23"]
    assert cells(why, "Tidsperspektiv")[1:] == ["Kort", "Kort", "100 %", "20 %", "20"]


@pytest.mark.parametrize("plan", ["vso-2021", "prov"])
def test_locks_in_the_address_put_a_project_first_or_last_in_a_lane_of_its_own(plan: str) -> None:
    last, first = {"vso-2021": ("S05", "S01"), "prov": ("A5", "A1")}[plan]
    visit = Visit("prioritera", f"plan={plan}&med={last}&inte={first}")
    kinds = [(row["key"], row["kind"]) for row in visit.board]
    assert kinds[0][1] == "lane" and "Måste med" in kinds[0][0]
    assert kinds[1][0] == last
    assert kinds[-1][0] == first
    assert kinds[-2] == ("bana-Inte nu", "lane")
    assert "■ Med (låst)" in visit.row(last)
    assert "□ Inte nu (låst)" in visit.row(first)


def test_a_view_starts_anew_for_another_plan() -> None:
    visit = prov("ram=1000&vikter=effekttyp.50~omfattning.25~tidsperspektiv.25&med=A4&ordning=per-krona")
    visit.app.sidebar.selectbox[0].select(UKFA)
    visit.run()
    assert visit.address == {"plan": "ukfa-2022"}
    assert visit.components["vikter"]["values"] == [34, 33, 33]
    visit.app.sidebar.selectbox[0].select(VSO)
    visit.run()
    assert visit.address == ON_VSO
    assert "Ram (förvald) 3 547 tkr" in visit.text


def test_the_view_follows_to_other_pages_and_back() -> None:
    visit = prov("ram=700&regel=hoppa&klass=strategiskt")
    visit.to("oversikt").to("metod").to("prioritera")
    assert visit.address == {"plan": "prov", "ram": "700", "regel": "hoppa", "klass": "strategiskt"}
    assert visit.order == ["A1", "A4"]


def test_what_of_a_link_cannot_be_used_is_told_until_something_is_changed() -> None:
    visit = prov("ram=1000&ordning=hurra&spann=")
    assert "Länkens ordning kunde inte läsas: ”hurra”" in visit.text
    assert visit.order[0] == "A1"
    move(visit)
    assert "hurra" not in visit.text


def test_a_plan_that_is_not_there_is_told_and_another_is_shown() -> None:
    visit = Visit("prioritera", "plan=saknas")
    assert "”saknas”, som inte finns" in visit.app.warning[0].value
    assert visit.order[0] == "A1"


def test_a_plan_without_any_level_says_that_there_is_nothing_to_rank() -> None:
    visit = Visit("prioritera", "plan=ukfa-2022")
    assert "Inget att rangordna än" in visit.text
    assert "tavla" not in visit.components


def test_underlag_is_given_only_where_a_project_lacks_it() -> None:
    """In the real plan all the prioritised lack it, and none of the strategic."""
    for tier, lacking in (("strategiskt", False), ("prioriterat", True)):
        visit = Visit("prioritera", f"klass={tier}")
        assert visit.faults == []
        choice = visit.widget("Projekt utan underlag")
        assert (choice.disabled, bool(choice.options)) == (not lacking, lacking)
        assert ("Anta kostnad eller nivå" in visit.labels()) is lacking
        assert "Lägg till projekt" in visit.labels()


def test_what_a_moving_hand_draws_anew_beside_the_board_is_what_the_page_drew() -> None:
    visit, anew = prov(), json.loads(drawn_board(View(plan="prov", frame="1000")))
    drawn = [item.proto.body.strip() for item in visit.app.get("html")]
    assert [part for part in ("lead", "cards", "used", "effect") if anew[part].strip() not in drawn] == []
