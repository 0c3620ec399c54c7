"""The study of a picture: what is asked of it in a link is bounded, and why the list differs from the portfolio."""

from prioritering.analysis.demands import Demands, Limit
from prioritering.plan.reader import read_plan
from prioritering.usecases.plan_demands import without_wishes
from prioritering.usecases.study import beside_list, best, portfolio_pool, why_list_and_portfolio_differ, wished
from prioritering.view.view import View
from tests.folders import DATA
from tests.scoring.builders import number_model, project
from tests.scoring.builders import plan as plan_of
from tests.view.builders import picture


def test_the_first_fifty_demands_of_a_link_count_and_those_that_cannot_be_meant_are_told() -> None:
    plan = read_plan(DATA / "vso-2021").plan
    assert plan is not None
    wishes = tuple(f"tak:{tkr}:Brukare" for tkr in range(1, 51))
    demands, used, notices = wished(picture(plan, View(wishes=(*wishes, "tak:51:Brukare"))))
    assert (used, notices) == (wishes, ())
    assert [limit.highest for limit in demands.limits] == [1000 * tkr for tkr in range(1, 51)]
    _, used, notices = wished(picture(plan, View(wishes=("tak:1:Ingen", *wishes[:49], "tak:51:Brukare"))))
    assert used == wishes[:49]
    assert len(notices) == 1
    assert notices[0].startswith("Ett krav i länken räknas inte: inget projekt har perspektiv eller klass ”Ingen”")


def test_why_the_list_and_the_portfolio_differ_is_the_same_sentence_beside_the_list_and_by_itself() -> None:
    plan = read_plan(DATA / "vso-2021").plan
    assert plan is not None
    shown = picture(plan, View(frame="3547"))
    pool = portfolio_pool(shown)
    why = why_list_and_portfolio_differ(shown)
    assert why == (
        "Listan stannar vid Upphandling verksamhetssystem Barn och Unga, Vuxna och Upphandling verksamhetssystem "
        "Äldre, vars kostnader är okända; bästa portföljen räknar inte med dem, avstår från Automatisering av "
        "myndighetsprocesser och får plats med fler, som tillsammans ger mer."
    )
    assert beside_list(shown, pool, best(shown, pool, wished(shown)[0], 20.0)).why == why
    assert why_list_and_portfolio_differ(picture(plan, View(frame="ingen"))) == ""
    # What is locked in alone breaks the frame, so there is no portfolio to compare with.
    assert why_list_and_portfolio_differ(picture(plan, View(frame="100", must=("S01",)))) == ""


def test_where_it_is_a_demand_that_keeps_a_project_out_that_is_why_and_not_how_the_list_is_made() -> None:
    plan = read_plan(DATA / "vso-2021").plan
    assert plan is not None
    for wishes, told in ((("tak:100:Brukare",), True), (("tak:9000:Brukare",), False)):
        shown = picture(plan, View(frame="3547", wishes=wishes))
        pool, demands = portfolio_pool(shown), wished(shown)[0]
        found = best(shown, pool, demands, 20.0)
        freed = best(shown, pool, without_wishes(shown, demands), 20.0)
        own = beside_list(shown, pool, found, demands).why
        why = beside_list(shown, pool, found, demands, freed).why
        assert why.startswith("Kraven gäller den bästa portföljen men inte listan: ") is told
        assert own.startswith("Listan stannar vid ")
        assert (why == own) is not told


def test_where_list_and_portfolio_are_the_same_the_demands_explain_nothing_though_they_keep_something_out() -> None:
    given = plan_of(project("p1", 1_000_000, 90), project("p2", 3_000_000, 80), project("p3", 1_000_000, 70))
    shown = picture(given, View(frame="2000"), number_model())
    pool, demands = portfolio_pool(shown), Demands(limits=(Limit("Antal", 1, need=dict.fromkeys(("p1", "p3"), 1.0)),))
    found, freed = best(shown, pool, demands, 20.0), best(shown, pool, Demands(), 20.0)
    assert freed.points > found.points
    assert beside_list(shown, pool, found, demands, freed).why == ""
