"""The address: what it says is what is shown, in any browser, and nonsense gives a notice and the default."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritering.money.line_rule import Rule
from prioritering.plan.object_plan import Tier
from prioritering.scoring.ranking import Order, RangeFigure
from prioritering.view.view import PARAMETERS, SPACINGS, View, from_address, to_address
from prioritering.view.written_frame import frame_kronor

ids = st.text("abcxyzåäö0123456789-_", min_size=1, max_size=8)
# The signs that part names and stand for one another, among others.
names = st.lists(st.text("ab %~ 257Eé", min_size=1, max_size=8), max_size=3, unique=True).map(tuple)
numbers = st.floats(0, 1e6).map(lambda value: float(f"{value:.10g}"))
views = st.builds(
    View,
    plan=ids,
    weights=st.lists(st.tuples(ids, numbers), max_size=4, unique_by=lambda pair: pair[0])
    .filter(lambda pairs: not pairs or sum(value for _, value in pairs) > 0)
    .map(tuple),
    frame=st.one_of(st.just(""), st.integers(0, 10**6).map(str), st.sampled_from(["vu-total", "ingen"])),
    order=st.sampled_from(list(Order)),
    rule=st.sampled_from(list(Rule)),
    span=st.sampled_from(list(RangeFigure)),
    spacing=st.sampled_from(SPACINGS),
    values=st.lists(
        st.tuples(ids, st.lists(st.integers(0, 100).map(float), min_size=2, max_size=4).map(tuple)), max_size=2
    ).map(tuple),
    must=st.lists(ids, max_size=3, unique=True).map(tuple),
    not_now=st.lists(ids, max_size=3, unique=True).map(tuple),
    free=st.lists(ids, max_size=3, unique=True).map(tuple),
    tiers=st.lists(st.sampled_from(list(Tier)), max_size=3, unique=True).map(tuple),
    perspectives=names,
    actors=names,
    assumptions=st.booleans(),
    start=st.integers(0, 10_000),
)


@given(views)
def test_an_address_gives_back_the_view_it_was_made_from(view: View) -> None:
    again, notices = from_address(to_address(view))
    assert again == view
    assert notices == ()


def test_the_default_view_has_an_empty_address() -> None:
    assert to_address(View()) == {}


@given(st.dictionaries(st.sampled_from(PARAMETERS), st.text(max_size=40)))
def test_no_address_whatever_gives_an_error(parameters: dict[str, str]) -> None:
    view, notices = from_address(parameters)
    assert isinstance(view, View)
    assert len(notices) <= len(parameters)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("vikter", "effekttyp.abc"),
        ("vikter", "effekttyp.-1"),
        ("vikter", "effekttyp.nan"),
        ("vikter", "effekttyp.0"),
        ("vikter", ""),
        ("vikter", "a.1~a.2"),
        ("ram", "<script>"),
        ("ram", "9" * 40),
        ("ordning", "bäst"),
        ("regel", "STOPP"),
        ("rad", "-1"),
        ("rad", "1.5"),
        ("klass", "viktigt"),
        ("antaganden", "kanske"),
        ("varden", "omfattning.1-b"),
        ("plan", "../hemligt"),
        ("vikter", "x" * 30_000),
    ],
)
def test_a_value_that_cannot_be_used_is_told_and_the_default_shown(name: str, value: str) -> None:
    view, notices = from_address({name: value})
    assert view == View()
    assert len(notices) == 1
    assert name in notices[0]
    assert len(notices[0]) < 250
    assert notices[0].endswith("Lika vikt visas." if name == "vikter" else "Förvalet visas.")


@pytest.mark.parametrize(
    ("name", "attribute", "lowest", "highest"),
    [
        ("rad", "start", 0, 10_000_000),
        ("okand_lagst", "unknown_low", 0, 10**9),
        ("okand_hogst", "unknown_high", 0, 10**9),
        ("dragningar", "draws", 100, 100_000),
        ("fro", "seed", 0, 2**31),
        ("viktvidd", "weight_spread", 1, 100),
    ],
)
def test_a_whole_number_in_an_address_is_used_up_to_its_bounds_and_no_further(
    name: str, attribute: str, lowest: int, highest: int
) -> None:
    for value in (lowest, highest):
        view, notices = from_address({name: str(value)})
        assert (getattr(view, attribute), notices) == (value, ())
    for value in (lowest - 1, highest + 1):
        view, notices = from_address({name: str(value)})
        assert (view, len(notices)) == (View(), 1)


def test_an_address_from_before_locks_were_stored_tries_its_locks() -> None:
    view, notices = from_address({"plan": "vso-2021", "ram": "3547", "med": "S03~S04", "inte": "S01"})
    assert (view.must, view.not_now, view.free, notices) == (("S03", "S04"), ("S01",), (), ())
    assert to_address(view) == {"plan": "vso-2021", "ram": "3547", "med": "S03~S04", "inte": "S01"}


@pytest.mark.parametrize("text", ["999999999", "27.78", "3547.395", "0"])
def test_a_frame_is_kept_as_it_was_typed(text: str) -> None:
    view, notices = from_address({"ram": text})
    assert (view.frame, notices) == (text, ())
    assert frame_kronor(view.frame) == round(float(text) * 1000)


@pytest.mark.parametrize(
    ("text", "frame"), [("3 547", "3547"), ("3\u00a0547", "3547"), ("3\u202f547", "3547"), ("1 234 567,5", "1234567.5")]
)
def test_a_frame_may_be_written_as_sums_are_shown(text: str, frame: str) -> None:
    view, notices = from_address({"ram": text})
    assert (view.frame, notices) == (frame, ())


@pytest.mark.parametrize("text", ["3 54", "3 5477", "35 47", "3  547"])
def test_figures_that_are_parted_in_another_way_are_no_frame(text: str) -> None:
    view, notices = from_address({"ram": text})
    assert (view.frame, len(notices)) == ("", 1)


def test_weights_that_are_all_zero_are_told_of() -> None:
    _, notices = from_address({"vikter": "effekttyp.0~omfattning.0~tidsperspektiv.0"})
    assert len(notices) == 1


def test_an_address_from_before_names_a_percent_sign_as_it_stands() -> None:
    view, notices = from_address({"aktor": "50 % UF~KOF", "perspektiv": "100%"})
    assert (view.actors, view.perspectives, notices) == (("50 % UF", "KOF"), ("100%",), ())
    assert to_address(view)["aktor"] == "50 % UF~KOF"


@pytest.mark.parametrize(("weight", "used"), [("1000000000", True), ("1000000001", False), ("-1", False)])
def test_a_weight_in_an_address_is_used_from_nothing_to_a_thousand_million(weight: str, used: bool) -> None:
    view, told = from_address({"vikter": f"effekttyp.{weight}~omfattning.5"})
    assert (bool(view.weights), bool(told)) == (used, not used)


@pytest.mark.parametrize(("text", "used"), [("Aktör:x", True), ("Aktör:", True), (":x", False), ("Aktör", False)])
def test_a_filter_by_another_column_needs_the_columns_name(text: str, used: bool) -> None:
    view, told = from_address({"ovrigt": text})
    assert (bool(told), view != View()) == (not used, used)
