"""How safe each project is, in words: what is locked stands by itself, and no share contradicts where it stands."""

from __future__ import annotations

import pytest

from prioritering.analysis.inclusion import Method, Standing
from prioritering.analysis.weight_draws import by_intervals
from prioritering.plan.object_plan import Cost, ObjectPlan, Project, Status
from prioritering.plan.reader import read_plan
from prioritering.usecases.study import robust, shares
from prioritering.view.picture import Picture
from prioritering.view.sentences import headline
from prioritering.view.standing_words import inside_words, standings, study_headline
from prioritering.view.view import View
from tests.folders import DATA
from tests.scoring.builders import number_model, plan, project
from tests.view.builders import picture

FOUR = plan(*(project(f"p{n}", 1_000_000, 50) for n in range(4)))
UNKNOWN = plan(*(project(f"p{n}", None, 50 + n) for n in range(3)))


def shown(given: ObjectPlan, **view: object) -> Picture:
    return picture(given, View(draws=200, **view), number_model())  # type: ignore[arg-type]


def said(given: Picture) -> str:
    study = robust(given)
    text = study_headline(given, shares(study), (study.low, study.high), study.study.draws.info)
    return text.replace("\u00a0", " ").replace("\u2060", "")


def test_what_is_locked_is_counted_by_itself_and_not_as_safe_or_outside() -> None:
    vso = picture(read_plan(DATA / "vso-2021").plan, View(draws=200, frame="3547", must=("S01",), not_now=("S02",)))
    found = standings(vso.board, shares(robust(vso)))
    kinds = {item.id: kind for item, kind in zip(vso.board.candidates, found, strict=True)}
    assert (kinds["S01"], kinds["S02"]) == (Standing.MUST, Standing.NOT_NOW)
    assert said(vso).startswith("Av 10 projekt, varav två är låsta, är ")


def test_what_is_locked_above_the_frame_is_said_as_on_prioritera() -> None:
    given = shown(FOUR, frame="2000", must=("p0", "p1", "p2"))
    assert said(given) == (
        "De låsta projekten kostar 1 000 tkr mer än ramen 2 000 tkr. "
        "Av 4 projekt, varav tre är låsta, är inget säkert inom ramen 2 000 tkr, inget ligger i gråzonen och ett "
        "utanför."
    )


def test_what_is_locked_with_a_cost_that_nobody_knows_may_break_the_frame() -> None:
    assert said(shown(UNKNOWN, frame="1000", must=("p0", "p1", "p2"))) == (
        "De låsta projekten lämnar högst 1 000 tkr av ramen 1 000 tkr, som överskrids om de tre okända kostnaderna "
        "bland dem är över 1 000 tkr tillsammans. "
        "Alla tre projekt är låsta inom ramen 1 000 tkr, så inget är fritt att pröva."
    )


def test_a_range_that_is_tried_may_be_too_low_to_break_the_frame() -> None:
    for highest, breaks in ((500, False), (501, True)):
        given = shown(UNKNOWN, frame="1000", must=("p0", "p1"), unknown_low=0, unknown_high=highest)
        assert ("överskrids" in said(given)) is breaks


def test_what_is_locked_and_surely_fits_breaks_no_frame() -> None:
    assert said(shown(FOUR, frame="2000", must=("p0",), not_now=("p1", "p2"))) == (
        "Av 4 projekt, varav tre är låsta, är ett säkert inom ramen 2 000 tkr, inget ligger i gråzonen och inget "
        "utanför."
    )


@pytest.mark.parametrize(
    ("share", "standing", "count", "words"),
    [
        (0.0125, Standing.GREY, 2000, "över 1\u00a0%"),
        (0.986, Standing.GREY, 2000, "under 99\u00a0%"),
        (0.01004, Standing.GREY, 50_000, "över 1\u00a0%"),
        (0.98996, Standing.GREY, 50_000, "under 99\u00a0%"),
        (0.01, Standing.OUTSIDE, 2000, "1\u00a0%"),
        (0.99, Standing.SAFE, 2000, "99\u00a0%"),
        (0.5, Standing.GREY, 2000, "50\u00a0%"),
        (1.0, Standing.MUST, 2000, "–"),
    ],
)
def test_a_share_that_is_shown_never_contradicts_where_the_project_stands(
    share: float, standing: Standing, count: int, words: str
) -> None:
    assert inside_words(share, standing, count) == words


def test_without_a_frame_all_that_come_first_equally_often_are_named() -> None:
    four = "Projekt p0, Projekt p1, Projekt p2 och Projekt p3 kommer först lika ofta (100 %)."
    assert said(shown(FOUR, frame="ingen")).endswith(four)
    alone = plan(project("a", 1, 90), project("b", 1, 10))
    assert said(shown(alone, frame="ingen")).endswith("Projekt a kommer oftast först (100 %).")
    only = "Ingen ram är vald, så bara platserna kan prövas. Projekt a är det enda projektet."
    assert said(shown(plan(project("a", 1, 90)), frame="ingen")) == only


@pytest.mark.parametrize(
    ("costs", "frame", "words"),
    [
        ((1, 1), "1000", "är två säkra inom ramen 1 000 tkr, inget ligger i gråzonen och inget utanför."),
        ((1, 5), "4", "är ett säkert inom ramen 4 tkr, inget ligger i gråzonen och ett utanför."),
        ((5, 5), "4", "är inget säkert inom ramen 4 tkr, inget ligger i gråzonen och två utanför."),
        ((1, None), "4", "är ett säkert inom ramen 4 tkr, ett ligger i gråzonen och inget utanför, om den okända"),
    ],
)
def test_one_and_many_that_are_safe_or_outside_are_counted_in_their_own_forms(
    costs: tuple[int | None, ...], frame: str, words: str
) -> None:
    rows = (project(f"p{n}", cost and cost * 1000, 90 - n) for n, cost in enumerate(costs))
    assert said(shown(plan(*rows), frame=frame)).startswith(f"Av 2 projekt {words}")


def test_where_all_are_locked_nothing_is_said_to_be_safe() -> None:
    one, two = (plan(*(project(f"p{n}", 1000, 50) for n in range(count))) for count in (1, 2))
    assert said(shown(one, frame="10", must=("p0",))) == (
        "Det enda projektet är låst inom ramen 10 tkr, så inget är fritt att pröva."
    )
    assert said(shown(two, frame="10", must=("p0",), not_now=("p1",))).startswith("Alla två projekt är låsta inom")
    assert said(shown(two, frame="10", must=("p0",))).startswith("Av 2 projekt, varav ett är låst, är ett säkert")


@pytest.mark.parametrize(
    ("criteria", "level", "view", "words"),
    [
        (2, 90, {}, "när också vikterna varierar"),
        (2, (80, 90), {}, "när också vikter och nivåer varierar"),
        (2, (80, 90), {"weight_info": "fasta"}, "när också nivåerna varierar"),
        (2, 90, {"weight_info": "fasta"}, ""),
        (1, 90, {}, ""),
    ],
)
def test_what_varies_beside_costs_is_said_with_what_is_safe_since_prioritera_says_it_of_costs_alone(
    criteria: int, level: float | tuple[float, float], view: dict[str, object], words: str
) -> None:
    ids = ("nytta", "fart")[:criteria]
    rows = (project(key, 1000, value, *[50] * (criteria - 1), ids=ids) for key, value in (("a", level), ("b", 60)))
    given = picture(plan(*rows), View(draws=200, frame="10", **view), number_model(*ids))  # type: ignore[arg-type]
    assert said(given) == (
        f"Av 2 projekt är två säkra inom ramen 10 tkr{words and ' '}{words}, inget ligger i gråzonen och inget utanför."
    )
    assert "varierar" not in headline(given)
    only = picture(plan(project("a", 1000, level, 50, ids=ids)), given.basis.view, number_model(*ids))
    assert said(only) == f"Det enda projektet är säkert inom ramen 10 tkr{words and ' '}{words}."


def test_weights_that_are_held_by_their_limits_do_not_vary_and_what_is_not_drawn_is_not_said_to() -> None:
    rows = (project(key, 1000, value, 50, ids=("nytta", "fart")) for key, value in (("a", 90), ("b", 60)))
    given = picture(plan(*rows), View(draws=200, frame="10"), number_model("nytta", "fart"))
    study = robust(given, by_intervals([0.4, 0.6], [0.4, 0.6]))
    assert "varierar" not in study_headline(given, shares(study), (0, 0), study.study.draws.info)
    locked = picture(given.plan, View(draws=200, frame="10", must=("a", "b")), number_model("nytta", "fart"))
    assert said(locked).endswith("så inget är fritt att pröva.") and "varierar" not in said(locked)


@pytest.mark.parametrize("method", list(Method))
def test_a_plans_only_project_is_not_counted_by_kinds(method: Method) -> None:
    def alone(low: int, high: int, *beside: Project) -> str:
        cost = Cost(status=Status.STATED, low=low, high=high)
        only = project("p", 0, 50).model_copy(update={"cost": cost})
        study = robust(shown(plan(only, *beside), frame="1000"))
        text = study_headline(study.picture, shares(study), (study.low, study.high), study.study.draws.info, method)
        return text.replace("\u00a0", " ")

    best = "den bästa portföljen inom ramen 1 000 tkr." if method is Method.BEST else ""
    assert alone(1, 1) == f"Det enda projektet är säkert {f'i {best}' if best else 'inom ramen 1 000 tkr.'}"
    grey = alone(1, 2_000_000)
    assert grey == f"Det enda projektet ligger i gråzonen för {best or 'ramen 1 000 tkr.'}"
    assert alone(1_000_001, 1_000_001) == f"Det enda projektet är utanför {best or 'ramen 1 000 tkr.'}"
    # Another without points is in the plan too: then it is not the only one.
    assert alone(1, 1, project("u", 1, None)).startswith("Av 1 projekt är ett säkert ")


@pytest.mark.parametrize(
    ("costs", "end"),
    [
        # Drawn up to the frame, the first always fits, though on the board nothing is sure.
        ((None, 5), "är inget säkert"),
        ((1, None, 2), ""),
        ((1, 1, None), ""),
        ((1, 1, 1), None),
    ],
)
def test_what_is_safe_only_up_to_the_drawn_cost_is_said_not_to_be_so_whatever_it_costs(
    costs: tuple[int | None, ...], end: str | None
) -> None:
    rows = (project(f"p{n}", cost and cost * 1000, 90 - n) for n, cost in enumerate(costs))
    given = shown(plan(*rows), frame="10")
    assert (" än blir " in said(given)) is bool(end)
    if end:
        assert said(given).endswith(f" är 0–10 tkr. Vad kostnaderna än blir {end}.")
        # Beside the board, which says the same of the same plan.
        assert "är ett säkert" in said(given) and "räcker inte säkert till något" in headline(given).replace(
            "\u00a0", " "
        )


def test_of_a_plans_only_project_and_of_several_it_is_said_in_their_own_forms() -> None:
    only = shown(plan(project("a", None, 90)), frame="10")
    assert said(only).startswith("Det enda projektet är säkert inom ramen 10 tkr, om den okända kostnaden är")
    assert said(only).endswith("Vad kostnaderna än blir är det inte säkert.")
    # A range that the group tries is what the board counts with too.
    assert " än blir " not in said(shown(only.plan, frame="10", unknown_low="1", unknown_high="2"))
