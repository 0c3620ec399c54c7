"""The study of a picture: what is asked of it in a link is bounded."""

from prioritering.plan.reader import read_plan
from prioritering.usecases.study import wished
from prioritering.view.view import View
from tests.folders import DATA
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
