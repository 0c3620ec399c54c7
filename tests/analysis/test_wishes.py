"""Demands as short texts in an address."""

import pytest

from prioritering.analysis.demands import Demands, LeastShare, Limit, OneOf, PartFunding, Requires, ShareOf
from prioritering.analysis.wishes import groups, with_wish, words
from prioritering.errors import BadArgument
from prioritering.plan.object_plan import OwnTier, Tier
from prioritering.plan.reader import read_plan
from tests.folders import DATA

PROJECTS = read_plan(DATA / "vso-2021").plan.projects
IDS = [project.id for project in PROJECTS]
NAMES = {project.id: project.name for project in PROJECTS}


def test_each_kind_of_wish_becomes_a_demand_and_a_sentence():
    demands = Demands(must=frozenset({"S01"}))
    wishes = ("kraver:S01:S09", "hogst:1:S09:S10", "andel:30:kostnad:Brukare", "tak:2000:Utförare", "del:S01:800:45")
    for wish in wishes:
        demands = with_wish(demands, wish, PROJECTS, IDS)
        assert words(wish, NAMES).endswith(".")
    assert demands.must == {"S01"}
    assert demands.requires == (Requires("S01", ("S09",)),)
    assert demands.one_of == (OneOf(("S09", "S10"), 1),)
    brukare = groups(PROJECTS)["Brukare"]
    assert demands.shares == (LeastShare("Brukare", brukare, 0.3, ShareOf.COST),)
    utforare = groups(PROJECTS)["Utförare"]
    assert demands.limits == (Limit("Utförare", highest=2_000_000, members=utforare, by_cost=True),)
    assert demands.parts == {"S01": (PartFunding("mindre etapp", 800_000, 0.45),)}


def test_people_are_a_second_frame_and_a_project_of_unknown_need_is_left_out_unless_it_must_be_in():
    demands = Demands(must=frozenset({"S02"}))
    limit = with_wish(demands, "personer:3,5:S01=1:S09=0.25", PROJECTS, IDS).limits[0]
    assert (limit.highest, limit.need["S01"], limit.need["S09"]) == (3.5, 1, 0.25)
    unknown = set(IDS) - {"S01", "S09", "S02"}
    assert all(limit.need[key] > 3.5 for key in unknown)
    assert "S02" not in limit.need
    said = words("personer:3,5:S01=1:S09=0.25", NAMES)
    assert said.startswith(f"Högst 3,5 årsarbeten: {NAMES['S01']} tar 1 och {NAMES['S09']} tar 0,25.")
    assert said.endswith(".")
    held = words("personer:3,5:S01=1:S09=0.25", NAMES, ["S02"])
    assert held.endswith(f"Låsta med okänt behov, som inte räknas med: {NAMES['S02']}.")
    assert held.count(NAMES["S02"]) == 1
    assert NAMES["S03"] in said.partition("utelämnade: ")[2]


SENSELESS = (
    "; flytta:S01; kraver:S01; kraver:S01:X; kraver:S01:S01; hogst:1:S01; hogst:x:S01:S02; tak:nan:Brukare; "
    "tak:-1:Brukare; tak:1:Ingen; andel:30:vikt:Brukare; andel:130:kostnad:Brukare; del:S01:800; del:S01:8:0; "
    "tak:inf:Brukare; andel:-5:kostnad:Brukare; del:S01:inf:45; del:S01:-1:45; del:S01:800:inf; "
    "del:S01:1e306:45; tak:1e300:Brukare; personer:x:S01=1; personer:3; personer:3:S01; "
    "personer:3:X=1; personer:3:S01=-1"
)


@pytest.mark.parametrize("wish", SENSELESS.split("; "))
def test_a_wish_that_makes_no_sense_is_refused(wish):
    with pytest.raises(BadArgument):
        with_wish(Demands(), wish, PROJECTS, IDS)


def test_a_figure_of_a_wish_is_what_was_written_and_not_the_nearest_binary_one():
    limit = with_wish(Demands(), "tak:2.3:Brukare", PROJECTS, IDS).limits[0]
    assert limit.highest == 2300
    assert "2,3\u00a0tkr" in words("tak:2.3:Brukare", NAMES)


OWN = (OwnTier(name="Lag", tier=Tier.STRATEGIC), OwnTier(name="Nämnd", tier=Tier.STRATEGIC))


@pytest.mark.parametrize("word", ["strategiskt", "Lag", "nämnd"])
def test_a_class_is_wished_for_by_the_plans_own_words_too_and_shown_in_one_way(word: str) -> None:
    members = tuple(item.id for item in PROJECTS if item.tier is Tier.STRATEGIC)
    found = with_wish(Demands(), f"andel:30:kostnad:{word}", PROJECTS, IDS, OWN)
    found = with_wish(found, f"tak:2000:{word}", PROJECTS, IDS, OWN)
    assert found.shares == (LeastShare("Lag / Nämnd", members, 0.3, ShareOf.COST),)
    assert found.limits == (Limit("Lag / Nämnd", highest=2_000_000, members=members, by_cost=True),)
    assert words(f"andel:30:kostnad:{word}", NAMES, (), OWN) == "Minst 30\u00a0% av kostnaden till Lag / Nämnd."
    assert words(f"tak:2000:{word}", NAMES, (), OWN).endswith("till Lag / Nämnd.")


def test_without_names_of_its_own_a_plan_knows_no_other_words() -> None:
    with pytest.raises(BadArgument, match="inget projekt har perspektiv eller klass ”Lag”"):
        with_wish(Demands(), "andel:30:kostnad:Lag", PROJECTS, IDS)
