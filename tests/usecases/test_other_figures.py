"""What the group has said of a figure that can be read in two ways is asked about when another stands there."""

from __future__ import annotations

from pathlib import Path

import pytest

from prioritering.plan.reader import read_plan
from prioritering.scoring.asked import Why
from prioritering.scoring.changes import AmountAssumption
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan, plan_model
from prioritering.usecases import change_plan
from tests.folders import write_plan
from tests.usecases.test_overtaken import BY, assume, beside, lock, shown

HEADER = "id,namn,klass,kostnad_tkr,svar,drift_tkr_ar\n"
CRITERION = """[[kriterium]]
id = "svar"
namn = "Svarstid"
lagsta = 0
hogsta = 10000
"""


def take_in(store: Store, folder: Path, cost: str, answer: str, running: str, note: str = "") -> None:
    rows = f"A4,Skolplattform{note},prioriterat,{cost},{answer},{running}\n"
    import_plan(store, read_plan(write_plan(folder, rows, HEADER, modell__toml=CRITERION)))


@pytest.mark.parametrize(
    ("kind", "now", "said"),
    [
        ("costs", ("9.500", "1.500", "1.500"), "Planen anger nu ”9.500” för Skolplattform. Behåll 600"),
        ("levels", ("1.500", "9.500", "1.500"), "Planen anger nu Svarstid ”9.500” för Skolplattform. Behåll 1 500"),
        ("levels", ("1.500", "9500", "1.500"), "Planen anger nu Svarstid 9 500 för Skolplattform. Behåll 1 500"),
        (
            "amounts",
            ("1.500", "1.500", "9.500"),
            "Planen anger nu Drift (tkr/år) ”9.500” för Skolplattform. Behåll 2",
        ),
        (
            "amounts",
            ("1.500", "1.500", "9 500"),
            "Planen anger nu Drift (tkr/år) 9 500 för Skolplattform. Behåll 2",
        ),
    ],
)
def test_another_figure_is_asked_about_and_the_same_is_not(
    store: Store, tmp_path: Path, kind: str, now: tuple[str, str, str], said: str
) -> None:
    take_in(store, tmp_path, "1.500", "1.500", "1.500")
    (criterion,) = plan_model(store, beside(store).plan_key).criteria
    assume(store)
    lock(store)
    change_plan.assume_level(beside(store), criterion, "A4", (1500.0, 1500.0), BY)
    beside(store).keep(AmountAssumption, BY, project_id="A4", column="drift_tkr_ar", low=2_000, high=2_000)
    take_in(store, tmp_path, "1.500", "1.500", "1.500", " 2")
    assert shown(store).basis.asked == ()
    take_in(store, tmp_path, *now)
    (asked,) = shown(store).basis.asked
    assert (asked.kind, asked.why) == (kind, Why.VALUE)
    assert any(note.replace("\u00a0", " ").startswith(said) for note in shown(store).notices)
    target = "A4", {"costs": "", "levels": "svar", "amounts": "drift_tkr_ar"}[kind]
    change_plan.keep_on(beside(store), kind, target, BY)
    assert shown(store).basis.asked == ()
