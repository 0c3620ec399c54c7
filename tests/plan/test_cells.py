"""What a cell may hold. Worked examples are the plan's own cells (VSO 2021, table of strategic projects)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritering.criteria.model import Criterion, NumberScale
from prioritering.criteria.model_file import standard_model
from prioritering.money.amounts import MAX_KRONOR
from prioritering.plan.cells import CellError, has_two_readings, parse_cost, parse_mark, parse_tier
from prioritering.plan.object_plan import Cost, Status, Tier

NUMBER = Criterion(id="nytta", name="Nytta", scale=NumberScale(lowest=-1, highest=5))


@pytest.mark.parametrize(
    ("text", "status", "low", "high"),
    [
        ("2000", Status.STATED, 2_000_000, 2_000_000),
        ("0", Status.STATED, 0, 0),
        ("0.001", Status.STATED, 1, 1),
        ("1250.5", Status.STATED, 1_250_500, 1_250_500),
        ("500..1000", Status.STATED, 500_000, 1_000_000),
        (" 500 .. 500 ", Status.STATED, 500_000, 500_000),
        ("1000..500", Status.STATED, 500_000, 1_000_000),
        ("500-900", Status.STATED, 500_000, 900_000),
        ("500 till 900", Status.STATED, 500_000, 900_000),
        ("250000 Till 300000 kr", Status.STATED, 250_000, 300_000),
        ("1 500 – 2 250,5", Status.STATED, 1_500_000, 2_250_500),
        ("1 500", Status.STATED, 1_500_000, 1_500_000),
        ("1\u00a0500", Status.STATED, 1_500_000, 1_500_000),
        ("1\u202f500", Status.STATED, 1_500_000, 1_500_000),
        ("1,5", Status.STATED, 1_500, 1_500),
        ("1.25", Status.STATED, 1_250, 1_250),
        ("0.500", Status.STATED, 500, 500),
        ("1250.500", Status.STATED, 1_250_500, 1_250_500),
        ("1.500.000", Status.STATED, 1_500_000_000, 1_500_000_000),
        ("23,481.50", Status.STATED, 23_481_500, 23_481_500),
        ("500 tkr", Status.STATED, 500_000, 500_000),
        ("500 000 kr", Status.STATED, 500_000, 500_000),
        ("500 tkr–900 tkr", Status.STATED, 500_000, 900_000),
        ("1000000000", Status.STATED, 10**12, 10**12),
        ("250000 kr till 300000 KR", Status.STATED, 250_000, 300_000),
        ("500 tkr–900", Status.STATED, 500_000, 900_000),
        ("1.500 tkr–2000 tkr", Status.UNKNOWN, None, None),
        ("1.500", Status.UNKNOWN, None, None),
        ("1.250", Status.UNKNOWN, None, None),
        ("1,500", Status.UNKNOWN, None, None),
        ("900-1.500", Status.UNKNOWN, None, None),
        ("?", Status.UNKNOWN, None, None),
        ("", Status.BLANK, None, None),
        ("  ", Status.BLANK, None, None),
        ("–", Status.DASH, None, None),
        ("-", Status.DASH, None, None),
        ("Får inte visas", Status.SECRET, None, None),
    ],
)
def test_a_cost_is_whole_kronor_and_the_five_ways_to_give_none_stay_apart(text, status, low, high):
    cost = parse_cost(text)
    assert (cost.status, cost.low, cost.high) == (status, low, high)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("-5", "negativ"),
        ("fem", "belopp i tkr"),
        ("nan", "belopp i tkr"),
        ("inf", "belopp i tkr"),
        ("1e5", "belopp i tkr"),
        ("20 00", "belopp i tkr"),
        ("1.2345", "hela kronor"),
        ("500..?", "belopp i tkr"),
        ("500-", "belopp i tkr"),
        ("2026-03-01", "belopp i tkr"),
        ("1.500,5,5", "belopp i tkr"),
        ("..", "belopp i tkr"),
        ("1_000", "belopp i tkr"),
        ("١٢", "belopp i tkr"),
        (str(MAX_KRONOR // 1000 + 1), "orimligt stort"),
        ("1000000001", "orimligt stort"),
        ("9" * 400, "orimligt stort"),
    ],
)
def test_a_faulty_cost_says_what_was_expected(text, said):
    with pytest.raises(CellError, match=said):
        parse_cost(text)


@pytest.mark.parametrize(
    ("criterion", "text", "low", "high"),
    [
        ("effekttyp", "Tidsbesparande, kvalitetshöjande", "Två effekter", "Två effekter"),
        ("effekttyp", "kvalitetshöjande; TIDSBESPARANDE", "Två effekter", "Två effekter"),
        ("effekttyp", "Tidsbesparande", "En effekt", "En effekt"),
        ("effekttyp", "Tidsbesparande, Tidsbesparande", "En effekt", "En effekt"),
        ("effekttyp", "En effekt..två effekter", "En effekt", "Två effekter"),
        ("omfattning", "Hög..Mycket hög", "Hög", "Mycket hög"),
        ("omfattning", "Mycket hög..Hög", "Hög", "Mycket hög"),
        ("omfattning", "Hög – Mycket hög", "Hög", "Mycket hög"),
        ("omfattning", "Hög till mycket hög", "Hög", "Mycket hög"),
        ("omfattning", "Hög-mycket hög", "Hög", "Mycket hög"),
        ("omfattning", "mycket  hög", "Mycket hög", "Mycket hög"),
        ("tidsperspektiv", "KORT", "Kort", "Kort"),
    ],
)
def test_a_worded_cell_is_a_level_a_range_or_a_count_of_effects(criterion, text, low, high):
    mark = parse_mark(text, standard_model().criterion(criterion))
    assert (mark.status, mark.low, mark.high) == (Status.STATED, low, high)


@pytest.mark.parametrize(("text", "status"), [("", Status.BLANK), ("?", Status.UNKNOWN), ("–", Status.DASH)])
def test_a_cell_without_a_level_is_not_known_and_keeps_why(text, status):
    mark = parse_mark(text, standard_model().criterion("effekttyp"))
    assert (mark.status, mark.known) == (status, False)


@pytest.mark.parametrize("text", ["Jättehög", "Hög..", "Hög – Jättehög", "Tidsbesparande", "–Hög"])
def test_an_unknown_level_is_refused(text):
    with pytest.raises(CellError, match="nivå"):
        parse_mark(text, standard_model().criterion("omfattning"))


def test_an_unknown_effect_lists_levels_and_effects():
    with pytest.raises(CellError, match=r"Ingen effekt.*Tidsbesparande, Kvalitetshöjande"):
        parse_mark("Tidsbesparande, billigt", standard_model().criterion("effekttyp"))


def test_the_range_that_is_shown_as_an_example_goes_from_the_lowest_level_to_the_highest():
    with pytest.raises(CellError, match=r"ett spann som Ingen\.\.Mycket hög, "):
        parse_mark("Jättehög", standard_model().criterion("omfattning"))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("1..2", 1.0, 2.0),
        ("-1", -1.0, -1.0),
        ("2.5", 2.5, 2.5),
        ("2..1", 1.0, 2.0),
        ("1-2", 1.0, 2.0),
        ("-1..2,5", -1.0, 2.5),
        ("2--1", -1.0, 2.0),
    ],
)
def test_a_number_cell_is_a_number_or_a_range_on_the_scale(text, low, high):
    mark = parse_mark(text, NUMBER)
    assert (mark.low, mark.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "said"), [("6", "utanför"), ("3..9", "utanför"), ("9..3", "utanför"), ("ett", "−?1"), ("nan", "tal")]
)
def test_a_number_off_the_scale_is_refused(text, said):
    with pytest.raises(CellError, match=said):
        parse_mark(text, NUMBER)


@pytest.mark.parametrize(
    ("text", "tier"),
    [
        ("Strategiska", Tier.STRATEGIC),
        ("prioriterad", Tier.PRIORITISED),
        ("ÖNSKVÄRT", Tier.DESIRABLE),
        ("", None),
    ],
)
def test_a_klass_is_read_in_all_its_forms(text, tier):
    assert parse_tier(text) is tier


def test_another_klass_lists_the_three():
    with pytest.raises(CellError, match="strategiskt, prioriterat, önskvärt"):
        parse_tier("viktigt")


@given(st.integers(min_value=0, max_value=MAX_KRONOR))
def test_every_whole_krona_survives_being_written_in_tkr(kronor):
    # With four decimals, since three of them may as well be a thousand.
    assert parse_cost(f"{kronor // 1000}.{kronor % 1000:03}0").exact == kronor
    assert parse_cost(f"{kronor // 1000:,}".replace(",", " ") + f",{kronor % 1000:03}0").exact == kronor


@given(st.integers(min_value=1, max_value=999), st.integers(min_value=0, max_value=999), st.sampled_from(".,"))
def test_a_figure_that_may_be_a_thousand_times_larger_is_never_guessed(whole, thousandths, sign):
    text = f"{whole}{sign}{thousandths:03}"
    assert parse_cost(text) == Cost(status=Status.UNKNOWN, raw=text)


@given(st.text(max_size=40))
def test_any_text_is_a_cost_or_a_cell_error(text):
    try:
        cost = parse_cost(text)
    except CellError:
        return
    assert cost.low is None or 0 <= cost.low <= cost.high


@pytest.mark.parametrize(
    ("text", "two"),
    [
        ("1.500", True),
        ("1.500 tkr", True),
        ("1.500 kr", True),
        ("900-1.250", True),
        ("1,5", False),
        ("?", False),
        ("", False),
    ],
)
def test_a_cost_with_two_readings_is_told_from_one_that_the_plan_says_nobody_knows(text, two):
    cost = parse_cost(text)
    assert has_two_readings(cost) == two
    # What has been settled since has one reading, whatever it was read from.
    assert not has_two_readings(cost.model_copy(update={"status": Status.STATED}))
    assert not has_two_readings(cost.model_copy(update={"status": Status.BLANK}))
