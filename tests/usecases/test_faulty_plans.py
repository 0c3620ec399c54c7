"""Two municipalities may have plans of one id: faults in a folder are told of its own plan, never of the other."""

from __future__ import annotations

from pathlib import Path

import pytest

from prioritering.plan.plan_key import OWN, PlanKey
from prioritering.plan.reader import read_plan
from prioritering.store.bootstrap import bootstrap
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases.faulty_plans import FilesNow, faulty_plans, files_now
from tests.folders import GOOD, HEAD, write_plan

BAD = GOOD.replace("500", "5oo")
MOTALA, KINDA = PlanKey("motala", "prov"), PlanKey("kinda", "prov")


MOTALAS = f'{HEAD}kommun = "Motala"\nkommun_id = "motala"\n'


def of(municipality: str) -> str:
    """Return the head of a municipality's plan."""
    return f'{HEAD}kommun = "{municipality}"\n'


def stored_for(store: Store, folder: Path) -> PlanKey | None:
    """Return the plan that a folder's faults are told of."""
    [found] = faulty_plans(store, bootstrap(store, [folder]))
    return found.stored


def test_a_faulty_folder_is_not_taken_for_the_plan_of_a_municipality_whose_own_folder_is_gone(
    store: Store, planer: Path
) -> None:
    import_plan(store, read_plan(write_plan(planer / "motala", plan__toml=of("Motala"))))
    kinda = write_plan(planer / "kinda", BAD, plan__toml=of("Kinda"))
    [found] = faulty_plans(store, bootstrap(store, [kinda]))
    assert (found.stored, found.key, found.id) == (None, KINDA, "kinda")
    import_plan(store, read_plan(write_plan(planer / "kinda", plan__toml=of("Kinda"))))
    write_plan(kinda, BAD, plan__toml=of("Kinda"))
    assert stored_for(store, kinda) == KINDA


@pytest.mark.parametrize(
    ("head", "stored"),
    [
        # One that asks whether it is the same is told beside what it may be.
        (of("Motalla"), MOTALA),
        (HEAD, MOTALA),
        # What cannot be read does not say whose it is.
        (f"{HEAD}kommun = 1\n", MOTALA),
        (of("Kinda"), None),
    ],
)
def test_a_folder_whose_municipality_may_be_the_same_is_told_beside_the_plan_that_is_there(
    head: str, stored: PlanKey | None, store: Store, planer: Path
) -> None:
    import_plan(store, read_plan(write_plan(planer / "prov", plan__toml=of("Motala"))))
    assert stored_for(store, write_plan(planer / "prov", BAD, plan__toml=head)) == stored


def test_a_plan_without_a_municipality_says_nothing_of_how_the_files_of_anothers_stand(
    store: Store, planer: Path
) -> None:
    for name, head in (("a-utan", f'{HEAD}kommun_id = "{OWN}"\n'), ("motala", MOTALAS)):
        import_plan(store, read_plan(write_plan(planer / name, plan__toml=head)))
    assert files_now(store, MOTALA) == FilesNow()
    # Changed are the one's files, faulty the other's.
    write_plan(planer / "motala", GOOD.replace("500", "700"), plan__toml=MOTALAS)
    assert files_now(store, MOTALA) == FilesNow(changed=True)
    write_plan(planer / "a-utan", BAD, plan__toml=f'{HEAD}kommun_id = "{OWN}"\n')
    assert files_now(store, MOTALA) == FilesNow(changed=True)
    write_plan(planer / "motala", plan__toml=MOTALAS)
    assert (files_now(store, MOTALA), files_now(store, PlanKey(OWN, "prov")).faults is None) == (FilesNow(), False)
