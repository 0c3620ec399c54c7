"""Criteria that are numbers: with a unit, and where lower is better, as of a cost."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritering.criteria.model import Criterion, Model, NumberScale, WordedScale
from prioritering.criteria.model_file import read_model
from prioritering.errors import BadModel, BadPlan
from prioritering.plan.cells import CellError, parse_mark
from prioritering.plan.object_plan import Status
from prioritering.plan.reader import read_plan
from prioritering.scoring.points import scale_shares
from prioritering.view.reasons import answer_counts
from prioritering.view.row import rows_of
from prioritering.view.view import View
from tests.view.builders import picture

MODEL = """\
[[kriterium]]
id = "drift"
namn = "Driftkostnad"
lagsta = 0
hogsta = 5000
enhet = "tkr/år"
lagre_ar_battre = true
[[kriterium]]
id = "nytta"
namn = "Nytta"
lagsta = -5
hogsta = 5
"""
HEADER = "id,namn,klass,kostnad_tkr,drift,nytta\n"
DEAR_AND_CHEAP = "a,A,strategiskt,100,5000,0\nb,B,prioriterat,100,1 250 tkr/år,0\nc,C,önskvärt,50,2000-1000,0\n"


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "modell.toml"
    path.write_text(text, encoding="utf-8")
    return path


def drift() -> Criterion:
    return Criterion(
        id="drift",
        name="Driftkostnad",
        scale=NumberScale(lowest=0, highest=5000, measure="tkr/år", lower_is_better=True),
    )


def test_where_lower_is_better_the_lowest_number_gives_all_points_and_the_highest_none(tmp_path: Path) -> None:
    scale = read_model(written(tmp_path, MODEL)).criterion("drift").scale
    assert isinstance(scale, NumberScale)
    assert [scale.unit(x) for x in (0, 1250, 5000)] == [1, 0.75, 0]
    assert (scale.lowest_name, scale.highest_name) == ("5\u00a0000\u00a0tkr/år", "0\u00a0tkr/år")


@given(st.floats(0, 1), st.booleans())
def test_a_share_comes_back_from_the_number_it_stands_for(share: float, lower: bool) -> None:
    scale = NumberScale(lowest=-200, highest=5000, lower_is_better=lower)
    assert scale.unit(scale.number(share)) == pytest.approx(share, abs=1e-9)


@pytest.mark.parametrize("lower", [False, True])
@pytest.mark.parametrize(("low", "high", "rises"), [(2, 10, True), (3, 3, True), (10, 2, False)])
def test_a_range_of_numbers_stands_lowest_number_first_also_where_lower_is_better(
    low: float, high: float, rises: bool, lower: bool
) -> None:
    scale = NumberScale(lowest=0, highest=10, lower_is_better=lower)
    model = Model(criteria=(Criterion(id="a", name="A", scale=scale),))
    assert model.criterion("a").rises(low, high) == model.takes("a", low, high) == rises


def test_the_cheaper_to_run_gets_more_points_and_a_range_covers_what_its_ends_give(
    tmp_path: Path, write_plan: Callable[..., Path]
) -> None:
    read = read_plan(write_plan(DEAR_AND_CHEAP, HEADER, modell__toml=MODEL))
    found = scale_shares(read.plan.projects, read.model)
    assert list(zip(found.low[:, 0], found.high[:, 0], strict=True)) == [(0, 0), (0.75, 0.75), (0.6, 0.8)]


@pytest.mark.parametrize("text", ["1000..2000", "2000..1000", "2000-1000", "1 000 – 2 000 tkr/år", "2000..1000 tkr/år"])
def test_a_range_of_numbers_is_read_from_either_end_with_or_without_unit(text: str) -> None:
    mark = parse_mark(text, drift())
    assert (mark.low, mark.high) == (1000, 2000)


@pytest.mark.parametrize("text", ["-2..3", "3..-2", "-2 – 3"])
def test_a_range_across_zero_is_read_from_either_end(text: str) -> None:
    mark = parse_mark(text, Criterion(id="nytta", name="Nytta", scale=NumberScale(lowest=-5, highest=5)))
    assert (mark.low, mark.high) == (-2, 3)


def test_a_number_that_could_be_a_thousand_times_larger_is_asked_about_and_never_guessed() -> None:
    for text in ("1.500", "1.500 tkr/år", "1.500..2.000"):
        mark = parse_mark(text, drift())
        assert (mark.status, mark.low, mark.high, mark.printed) == (Status.UNKNOWN, None, None, text)
    # On a scale that ends at ten there is only one way to read it.
    assert parse_mark("1.500", Criterion(id="a", name="A", scale=NumberScale(lowest=0, highest=10))).low == 1.5


def test_a_number_outside_the_scale_is_told_with_the_scale_and_its_unit() -> None:
    with pytest.raises(CellError, match="utanför skalan 0 till 5\u00a0000\u00a0tkr/år"):
        parse_mark("5001", drift())


def test_the_board_says_what_a_number_is_of_with_thousands_and_unit(write_plan: Callable[..., Path]) -> None:
    read = read_plan(write_plan(DEAR_AND_CHEAP, HEADER, modell__toml=MODEL))
    shown = picture(read.plan, View(), read.model)
    rows = {row.id: row for row in rows_of(shown, shown.board.listed())}
    assert rows["b"].answers == "Driftkostnad 1\u00a0250\u00a0tkr/år · Nytta 0"
    assert rows["c"].answers.startswith("Driftkostnad 1\u00a0000 – 2\u00a0000\u00a0tkr/år")
    part = rows["a"].reasons.parts[0] if rows["a"].reasons else None
    assert part is not None
    assert (part.answer, part.plan_says, part.share) == (("5\u00a0000\u00a0tkr/år",) * 2 + ("0\u00a0%",))
    assert answer_counts(shown, 0) == [None, None]


def test_a_model_without_the_new_fields_is_written_as_it_was_before_they_were_there() -> None:
    plain = Model(criteria=(Criterion(id="a", name="A", scale=NumberScale(lowest=0, highest=1)),))
    assert plain.model_dump_json() == (
        '{"criteria":[{"id":"a","name":"A","scale":{"kind":"tal","lowest":0.0,"highest":1.0},'
        '"source":"gruppen","description":"","undefined_in_plan":""}]}'
    )
    used = Model(criteria=(drift(),))
    assert Model.model_validate_json(used.model_dump_json()) == used


@pytest.mark.parametrize(
    ("was", "becomes", "expected"),
    [
        ("lagre_ar_battre = true", 'lagre_ar_battre = "ja"', "fältet lagre_ar_battre: ”ja”: true eller false"),
        ("hogsta = 5000", "hogsta = -1", "lagre_ar_battre = true ger det lägsta talet alla poäng"),
        ('enhet = "tkr/år"', "enhet = 3", "fältet enhet: ”3”"),
    ],
)
def test_a_fault_of_the_new_fields_is_one_line(tmp_path: Path, was: str, becomes: str, expected: str) -> None:
    with pytest.raises(BadModel, match=expected) as fault:
        read_model(written(tmp_path, MODEL.replace(was, becomes)))
    assert "\n" not in str(fault.value)


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ('enhet="kr"\nlagre_ar_battre=true\n', "enhet och lagre_ar_battre"),
        ('enhet="kr"\n', "enhet"),
        ("lagre_ar_battre=true\n", "lagre_ar_battre"),
    ],
)
def test_levels_in_words_take_no_unit_and_no_direction(tmp_path: Path, given: str, named: str) -> None:
    levels = '[[kriterium.niva]]\nnamn="x"\nvarde=0\n[[kriterium.niva]]\nnamn="y"\nvarde=1\n'
    head = '[[kriterium]]\nid="a"\nnamn="A"\n'
    with pytest.raises(BadModel, match=rf"(^|[ :]){named} hör till lagsta och hogsta"):
        read_model(written(tmp_path, head + given + levels))
    worded = read_model(written(tmp_path, head + levels)).criteria[0]
    assert isinstance(worded.scale, WordedScale)
    assert worded.measure == ""


@pytest.mark.parametrize("fault", ["[[kriterium", MODEL.replace("5000", '"fem"'), MODEL.replace("drift", "Drift!", 1)])
def test_one_fault_in_the_model_file_is_one_problem_of_the_plan(write_plan: Callable[..., Path], fault: str) -> None:
    with pytest.raises(BadPlan) as caught:
        read_plan(write_plan(DEAR_AND_CHEAP, HEADER, modell__toml=fault))
    assert [problem.file for problem in caught.value.problems] == ["modell.toml"]
