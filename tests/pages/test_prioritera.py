"""The controls on Prioritera write the view and the address, and the board follows."""

import re
from typing import Any

import pytest

from tests.pages.visit import Visit, as_read, cells, prov, words
from tests.pages.weights import choose, in_use, move

pytestmark = pytest.mark.usefixtures("shared")
ORDER = "Ordning, regel och filter"
WEIGHTS = "Räkna fram vikterna"
LEVELS = "Nivåernas värden"
IDS = ("effekttyp", "omfattning", "tidsperspektiv")


def weights(*percents: float) -> str:
    return "~".join(f"{key}.{percent:g}" for key, percent in zip(IDS, percents, strict=True))


# Weights


@pytest.mark.parametrize(
    ("name", "percents"),
    [("Snabb effekt", (25, 25, 50)), ("Störst omfattning", (30, 45, 25)), ("Flest effekter", (50, 25, 25))],
)
def test_a_preset_writes_its_weights_and_moves_the_sliders(name: str, percents: tuple[int, ...]) -> None:
    visit = choose(prov(), name)
    assert visit.address["vikter"] == weights(*percents)
    assert tuple(visit.components["vikter"]["values"]) == percents
    assert in_use(visit) == name


def test_equal_weights_leave_the_address() -> None:
    visit = prov("vikter=effekttyp.50~omfattning.25~tidsperspektiv.25")
    assert in_use(visit) == "Flest effekter"
    choose(visit, "Lika vikt")
    assert "vikter" not in visit.address
    assert visit.components["vikter"]["values"] == [34, 33, 33]


def test_a_moved_weight_is_no_ready_made_weighting_and_changes_the_order_of_the_board() -> None:
    visit = move(Visit("prioritera"), values={"effekttyp": 0, "omfattning": 100, "tidsperspektiv": 0})
    assert visit.address["vikter"] == weights(0, 100, 0)
    assert in_use(visit) is None
    assert visit.order[:2] == ["S09", "S10"]
    assert visit.order[-1] == "S08"
    assert "▲" in visit.row("S09")


def test_ranked_steps_give_rank_order_centroid_weights() -> None:
    visit = prov().open(WEIGHTS)
    guided = [item for item in visit.app.selectbox if "→" in item.label]
    assert [(item.value, item.options) for item in guided] == [(place, ["1", "2", "3"]) for place in (1, 2, 3)]
    for start, place in (("Effekttyp:", 3), ("Omfattning:", 1), ("Tidsperspektiv:", 2)):
        next(item for item in visit.app.selectbox if item.label.startswith(start)).set_value(place)
    visit.press("Räkna ut vikterna")
    assert visit.address["vikter"] == weights(11.11, 61.11, 27.78)


def test_swing_answers_give_weights_in_proportion() -> None:
    visit = prov().open(WEIGHTS).set("Sätt", "Jämför")
    assert [item.value for item in swing_fields(visit)] == ["100"] * 3
    answered(visit, "2,5", "7.5", " 90 ")
    assert visit.address["vikter"] == weights(2.5, 7.5, 90)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("101", "”101” är inte ett tal från 0 till 100."),
        ("-1", "”-1” är inte ett tal från 0 till 100."),
        ("", "Ett tomt fält är inte ett tal från 0 till 100."),
    ],
)
def test_a_swing_answer_that_is_no_number_to_a_hundred_is_told_and_changes_nothing(typed: str, told: str) -> None:
    visit = prov().open(WEIGHTS).set("Sätt", "Jämför")
    answered(visit, typed, "50", "100")
    assert "vikter" not in visit.address
    assert told in [as_read(item.value) for item in visit.app.warning]


def swing_fields(visit: Visit) -> list[Any]:
    return [item for item in visit.app.text_input if "→" in item.label]


def answered(visit: Visit, *answers: str) -> None:
    for field, answer in zip(swing_fields(visit), answers, strict=True):
        field.set_value(answer)
    visit.press("Räkna ut vikterna")


def test_swing_answers_of_nothing_but_zero_change_nothing_and_that_is_said() -> None:
    visit = prov().open(WEIGHTS).set("Sätt", "Jämför")
    answered(visit, "0", "0", "0")
    assert "vikter" not in visit.address
    assert visit.faults == []
    assert "Minst en vikt ska vara större än noll." in [item.value for item in visit.app.warning]


# Frame


def test_a_budget_cell_of_the_plan_is_chosen_as_frame() -> None:
    visit = Visit("prioritera")
    choice = visit.widget("Ram")
    assert choice.options[0].startswith("3\u00a0547\u00a0tkr – ")
    assert choice.options[-2:] == ["Eget belopp", "Ingen ram"]
    assert "Ram (förvald) 3 547 tkr" in visit.text
    choice.select_index(1)
    visit.run()
    assert visit.address["ram"]
    chosen = choice.options[1].split(" – ")[0].replace("\u00a0", " ")
    assert f"Ram {chosen}" in visit.text
    assert "förvald" not in words(visit.html.split("<span>Ryms</span>")[0])


@pytest.mark.parametrize(
    ("typed", "tkr"), [("1 234,5", "1234.5"), ("900", "900"), ("1\u00a0000 tkr", "1000"), ("0", "0")]
)
def test_an_own_sum_may_be_written_with_swedish_spaces_and_comma(typed: str, tkr: str) -> None:
    visit = prov("ram=750")
    assert visit.widget("Belopp i tkr").value == "750"
    visit.set("Belopp i tkr", typed)
    assert visit.address["ram"] == tkr
    assert not visit.app.warning


@pytest.mark.parametrize("typed", ["mycket", "-5", "", "1e400"])
def test_a_sum_that_is_none_is_told_and_changes_nothing(typed: str) -> None:
    visit = prov("ram=1000").set("Belopp i tkr", typed)
    assert "är inte ett belopp" in visit.app.warning[0].value
    assert visit.address["ram"] == "1000"
    assert visit.inside == ["A1", "A2", "A3"]
    assert not visit.run().app.warning


def test_choosing_an_own_sum_starts_from_the_frame_in_use() -> None:
    visit = Visit("prioritera").set("Ram", "eget")
    assert visit.address["ram"] == "3547"
    assert visit.widget("Belopp i tkr").value == "3\u00a0547"
    assert "Ram 3 547 tkr eget belopp" in visit.text


def test_no_frame_can_be_chosen_and_chosen_away() -> None:
    visit = prov().set("Ram", "ingen")
    assert visit.address["ram"] == "ingen"
    assert visit.inside == []
    visit.set("Ram", "eget").set("Belopp i tkr", "500")
    assert visit.inside == ["A1"]


# Order, rule, span, filters


def test_points_per_krona_order_the_board() -> None:
    visit = prov().open(ORDER).set("Ordna efter", "per-krona")
    assert visit.address["ordning"] == "per-krona"
    assert visit.order == ["A3", "A2", "A1", "A4", "A5"]
    assert "320 poäng per mnkr" in visit.row("A3")
    visit.set("Ordna efter", "poang")
    assert "ordning" not in visit.address
    assert visit.order == ["A1", "A2", "A3", "A4", "A5"]


def test_the_rule_decides_whether_what_fits_further_down_comes_in() -> None:
    visit = prov("ram=700").open(ORDER)
    assert visit.inside == ["A1"]
    visit.set("När ett projekt inte ryms", "hoppa")
    assert visit.address["regel"] == "hoppa"
    assert visit.inside == ["A1", "A3"]
    assert visit.row("A2").endswith("300 – ○ Ryms inte Varför?")


def test_a_range_counts_with_its_lowest_middle_or_highest() -> None:
    visit = Visit("prioritera").open(ORDER)
    middle = visit.order.index("S02")
    lowest = visit.set("Ett spann räknas med", "lagst").order.index("S02")
    assert visit.address["spann"] == "lagst"
    highest = visit.set("Ett spann räknas med", "hogst").order.index("S02")
    assert visit.address["spann"] == "hogst"
    assert highest < middle < lowest


def test_filters_hide_rows_and_change_no_place_and_no_sum() -> None:
    visit = prov().open(ORDER)
    everything = {key: visit.row(key) for key in visit.order}
    visit.set("Visa klass", ["strategiskt"])
    assert visit.address["klass"] == "strategiskt"
    assert visit.order == ["A1", "A4"]
    assert [visit.row(key) for key in visit.order] == [everything["A1"], everything["A4"]]
    visit.set("Visa perspektiv", ["Utförare", "Brukare"])
    assert visit.address["perspektiv"] == "Utförare~Brukare"
    assert visit.order == ["A1", "A4"]
    visit.set("Visa klass", [])
    assert "klass" not in visit.address
    assert visit.order == ["A1", "A3", "A4"]
    assert [row["kind"] for row in visit.board] == ["in", "in", "line", "out"]


@pytest.mark.parametrize(("label", "chosen"), [("Visa klass", ["strategiskt"]), ("Visa perspektiv", ["Brukare"])])
def test_a_filter_shows_its_rows_from_the_first_whatever_row_the_address_started_at(
    label: str, chosen: list[str]
) -> None:
    visit = prov("rad=200").open(ORDER).set(label, chosen)
    assert "rad" not in visit.address


# Levels


def test_level_values_are_written_and_change_the_points() -> None:
    visit = prov().open(LEVELS).set("Omfattning: Hög", "90")
    assert visit.address["varden"] == "omfattning.0-25-50-90-100"
    assert "80 av 100" in visit.row("A2")
    visit.set("Effekttyp: En effekt", "80,5")
    assert visit.address["varden"] == "omfattning.0-25-50-90-100~effekttyp.0-80.5-100"
    visit.press("Återställ värdena")
    assert "varden" not in visit.address
    assert "75 av 100" in visit.row("A2")


def test_level_values_that_fall_are_refused() -> None:
    visit = prov().open(LEVELS).set("Omfattning: Hög", "40")
    assert "Värdena ska stiga" in visit.app.warning[0].value
    assert "varden" not in visit.address
    assert "75 av 100" in visit.row("A2")


def test_levels_may_share_a_value_but_not_all_of_them() -> None:
    visit = prov().open(LEVELS).set("Effekttyp: En effekt", "100")
    assert visit.address["varden"] == "effekttyp.0-100-100"
    visit.set("Effekttyp: En effekt", "0")
    assert visit.address["varden"] == "effekttyp.0-0-100"
    visit.set("Effekttyp: Två effekter", "0")
    assert "Värdena ska stiga" in visit.app.warning[0].value
    assert visit.address["varden"] == "effekttyp.0-0-100"


def test_a_spacing_replaces_the_levels_values() -> None:
    visit = prov("ram=1000&varden=omfattning.0-25-50-90-100").open(LEVELS)
    visit.set("Avstånd mellan nivåerna", "vaxande")
    assert visit.address["steg"] == "vaxande"
    assert "varden" not in visit.address
    assert visit.widget("Omfattning: Hög").value == "60"
    assert visit.widget("Omfattning: Ingen").disabled
    visit.press("Återställ värdena")
    assert "steg" not in visit.address


def test_the_comparison_of_spacings_tells_which_projects_move() -> None:
    visit = Visit("prioritera").open(LEVELS)
    compared = next(part for part in visit.html.split("<div") if "Projektens plats under tre sätt" in part)
    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", compared, re.S)
    assert len(rows) == 10
    assert cells(compared, "Automatisering")[1] == "1"
    for row in rows:
        *places, moves = cells(row, "")[1:]
        assert moves == ("nej" if len(set(places)) == 1 else "ja")
    assert "ja" in words(compared)


def test_a_level_value_is_shown_with_the_decimals_that_it_is_computed_with() -> None:
    visit = Visit("prioritera", "plan=vso-2021&ram=3547&varden=effekttyp.0-33.5-100").open(LEVELS)
    shown = {label: visit.widget(f"Effekttyp: {label}") for label in ("En effekt", "Två effekter")}
    assert [field.value for field in shown.values()] == ["33,5", "100"]


@pytest.mark.parametrize("typed", ["fyrtio", "-1", ""])
def test_a_level_value_that_is_no_number_is_told_and_the_field_shows_what_is_counted_with(typed: str) -> None:
    visit = prov().open(LEVELS).set("Omfattning: Hög", typed)
    [told] = [as_read(item.value) for item in visit.app.warning]
    assert "är inte ett tal från 0 till" in told
    assert told.endswith("Ändringen användes inte.")
    assert "varden" not in visit.address
    assert visit.widget("Omfattning: Hög").value == "75"
