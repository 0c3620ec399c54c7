"""Which plan an address means: the one that fits, none or a question, never a guess."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from prioritering.criteria.model_file import standard_model
from prioritering.errors import BadArgument
from prioritering.meeting.meeting import Naming, setup_from
from prioritering.plan.plan_key import PlanKey
from prioritering.plan.reader import read_plan
from prioritering.settings import sample_plans
from prioritering.store import meetings
from prioritering.store.connection import Store
from prioritering.store.plan_list import plan_list
from prioritering.store.plans import import_plan
from prioritering.usecases.gather import gather
from prioritering.usecases.picture import picture_of
from prioritering.usecases.which_plan import (
    first_plan,
    fitting,
    in_address,
    municipality_called,
    plan_of,
    the_plan,
    unnamed_plan,
)
from prioritering.view.view import View, from_address, to_address
from tests.folders import DATA, GOOD, UKFA, VSO, own, write_plan

MOTALA, KINDA = PlanKey("motala", "bygg"), PlanKey("kinda", "bygg")


def take_in(store: Store, folder: Path, key: PlanKey, rows: str = GOOD) -> None:
    head = f'id = "{key.plan}"\nnamn = "Bygg"\nperiod = "2026"\nkommun_id = "{key.municipality}"\n'
    import_plan(store, read_plan(write_plan(folder, rows, plan__toml=head)))


@pytest.fixture
def twins(store: Store, tmp_path: Path) -> Iterator[Store]:
    """Two municipalities' plans with one id, and a plan with an id of its own."""
    take_in(store, tmp_path / "a", MOTALA)
    take_in(store, tmp_path / "b", KINDA, GOOD.replace("A1", "K1"))
    import_plan(store, read_plan(DATA / "vso-2021"))
    yield store


def test_an_id_that_one_plan_has_is_enough(twins: Store) -> None:
    assert the_plan(twins, "vso-2021") == VSO
    assert in_address(twins, VSO) == {"plan": "vso-2021", "municipality": ""}
    assert to_address(View(**in_address(twins, VSO))) == {"plan": "vso-2021"}


def test_an_id_that_two_plans_have_is_a_question_that_names_both(twins: Store) -> None:
    assert fitting(twins, "bygg") == (KINDA, MOTALA)
    told = re.escape("finns i flera kommuner: kinda (kinda/bygg) och motala (motala/bygg)")
    with pytest.raises(BadArgument, match=told):
        gather(twins, View(plan="bygg"))


@pytest.mark.parametrize("key", [MOTALA, KINDA])
def test_the_address_of_one_of_them_names_its_municipality_and_gives_it_back(twins: Store, key: PlanKey) -> None:
    address = to_address(View(**in_address(twins, key), frame="1000"))
    assert address == {"plan": "bygg", "kommun": key.municipality, "ram": "1000"}
    view, notices = from_address(address)
    assert (notices, picture_of(twins, view).plan.key) == ((), key)


def test_what_is_kept_of_one_is_never_given_out_for_the_other(twins: Store) -> None:
    shown = {key: picture_of(twins, View(**in_address(twins, key))) for key in (MOTALA, KINDA)}
    assert [project.id for project in shown[MOTALA].plan.projects] == ["A1"]
    assert [project.id for project in shown[KINDA].plan.projects] == ["K1"]
    assert shown[MOTALA].basis.numbers != shown[KINDA].basis.numbers


def test_a_meeting_says_which_of_them_is_meant(twins: Store) -> None:
    setup = setup_from(["Ekonom"], Naming.BY_ROLE)
    meeting = meetings.open_meeting(twins, KINDA, standard_model(), setup, "x")
    assert plan_of(twins, View(plan="bygg", meeting=meeting.id)) == KINDA
    assert plan_of(twins, View(meeting=meeting.id)) == KINDA
    # A meeting in the address stays there when another plan is chosen, and is then not meant.
    assert plan_of(twins, View(plan="vso-2021", meeting=meeting.id)) == VSO
    assert plan_of(twins, View(plan="bygg", municipality="motala", meeting=meeting.id)) == MOTALA


@pytest.mark.parametrize(
    ("text", "plan_id", "meant"),
    [
        ("", "", ""),
        ("", "bygg", ""),
        ("lkpg", "", "lkpg"),
        ("Linköping", "", "lkpg"),
        ("LINKÖPINGS KOMMUN", "vag", "lkpg"),
        # What no plan has is an id as it stands where it may be one, and else the one that is made of it.
        ("nykoping", "", "nykoping"),
        ("Nyköpings kommun", "", "nykoping"),
        ("ny köping", "", "ny-koping"),
        # Under two ids it is the one that has the plan, and without one neither.
        ("Grums kommun", "a", "grums"),
        ("Grums kommun", "b", "grum"),
        ("Grums kommun", "borta", "grum"),
        ("grum", "a", "grums"),
        ("grum", "b", "grum"),
        ("grum", "", "grum"),
    ],
)
def test_a_municipality_is_known_by_its_id_and_by_its_name(
    store: Store, tmp_path: Path, text: str, plan_id: str, meant: str
) -> None:
    for at, (name, key, plan) in enumerate(
        [("Linköpings kommun", "lkpg", "vag"), ("Grums kommun", "grums", "a"), ("Grums kommun", "grum", "b")]
    ):
        head = f'id = "{plan}"\nnamn = "Plan"\nperiod = "2026"\nkommun = "{name}"\nkommun_id = "{key}"\n'
        import_plan(store, read_plan(write_plan(tmp_path / str(at), GOOD, plan__toml=head)))
    assert municipality_called(store, text, plan_id) == meant


def test_a_plan_of_another_municipality_is_not_taken_for_the_one_asked_for(twins: Store) -> None:
    with pytest.raises(BadArgument, match="”vso-2021” finns inte i kommunen ”kinda”"):
        the_plan(twins, "vso-2021", "kinda")


def test_an_address_from_before_that_names_no_plan_means_the_first_sample_plan(twins: Store) -> None:
    assert unnamed_plan(twins) == sample_plans()[0] == VSO
    assert picture_of(twins, View(frame="3547")).plan.key == VSO


def test_first_opened_is_the_last_used_then_the_only_own_then_the_sample(store: Store, tmp_path: Path) -> None:
    for name in ("vso-2021", "ukfa-2022"):
        import_plan(store, read_plan(DATA / name))
    assert first_plan(store) == VSO
    assert first_plan(store, str(UKFA)) == UKFA
    take_in(store, tmp_path / "a", MOTALA)
    assert (first_plan(store), first_plan(store, "borta/borta"), first_plan(store, str(UKFA))) == (MOTALA, MOTALA, UKFA)
    take_in(store, tmp_path / "b", own("bygg"))
    assert first_plan(store) == VSO


def test_without_the_sample_plans_the_first_that_is_offered_is_opened(store: Store, tmp_path: Path) -> None:
    with pytest.raises(BadArgument, match="ingen plan att visa"):
        first_plan(store)
    take_in(store, tmp_path / "a", MOTALA)
    take_in(store, tmp_path / "b", KINDA)
    assert first_plan(store) == unnamed_plan(store) == plan_list(store)[0].key
    assert {item.key for item in plan_list(store)} == {MOTALA, KINDA}
