"""What is asked where the plan has overtaken the group's entries: by names that nobody can take for each other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from prioritering.plan.names import told_apart
from prioritering.plan.object_plan import Tier
from prioritering.plan.project_facts import RUNNING
from prioritering.plan.reader import read_plan
from prioritering.scoring.changes import AmountAssumption
from prioritering.store import entry_log
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan, plan_model
from prioritering.usecases.change_plan import Beside, Signature, assume_cost, assume_level, assume_tier
from prioritering.usecases.picture import picture_of
from prioritering.view.view import View
from tests.folders import HEADER, PROV

BY = Signature("Ekonom", "Kalkyl")
OWN = '[[kriterium]]\nid = "nytta"\nnamn = "Nytta"\nlagsta = 0\nhogsta = 10\n'
RISK = '[[kriterium]]\nid = "risk"\nnamn = "Risk"\nlagsta = 0\nhogsta = 5\n'
Import = Callable[..., None]


@pytest.fixture
def take_in(store: Store, write_plan: Callable[..., Path]) -> Import:
    """Take in a new version of the plan."""

    def given(rows: str, header: str = HEADER, **files: str) -> None:
        import_plan(store, read_plan(write_plan(rows, header=header, **files)))

    return given


def notices(store: Store, assumptions: bool = True) -> list[str]:
    found = picture_of(store, View(plan="prov", assumptions=assumptions)).notices
    return [text.replace("\u00a0", " ") for text in found]


def test_names_that_several_share_have_their_ids_with_them() -> None:
    assert told_apart({"A": "Bro", "B": "Väg", "C": "Bro"}) == {"A": "Bro (A)", "B": "Väg", "C": "Bro (C)"}


def test_one_of_two_with_one_name_that_leaves_the_plan_is_told_by_its_id(store: Store, take_in: Import) -> None:
    take_in("A1,Bro,,,,,\nA2,Bro,,,,,\nA3,Bro,,,,,\n")
    for key in ("A2", "A3"):
        assume_cost(Beside(store, PROV, 1), key, (5, 5), BY)
    take_in("A1,Bro,,,,,\n")
    assert notices(store) == [
        f"Bro ({key}) finns inte längre i planen. Gruppens antagande räknas inte. Behåll det, om projektet kommer "
        "tillbaka, eller släpp?"
        for key in ("A2", "A3")
    ]


@pytest.mark.parametrize("count", [3, 4, 25])
def test_many_values_that_the_plan_has_got_are_one_question_by_name(store: Store, take_in: Import, count: int) -> None:
    take_in("".join(f"B{n},Projekt {n},,?,,,\n" for n in range(count)))
    for number in range(count):
        assume_cost(Beside(store, PROV, 1), f"B{number}", (5, 5), BY)
    take_in("".join(f"B{n},Projekt {n},,7,,,\n" for n in range(count)))
    said = notices(store)
    assert len(said) == (3 if count == 3 else 1)
    if count > 3:
        assert said[0].startswith("Planen anger nu värden som gruppen har antagit för Projekt 0, Projekt 1, ")
        assert ("och 5 till. Behåll" in said[0]) == (count == 25)
    assert notices(store, assumptions=False) == []


@pytest.mark.parametrize(
    ("cost", "asked"),
    [
        ("7", "Planen anger nu 7 tkr för Bro. Behåll 5 tkr eller släpp?"),
        ("5", "Planen anger nu 5 tkr för Bro, som gruppen har antagit. Behåll antagandet eller släpp?"),
    ],
)
def test_a_value_that_is_the_assumed_one_is_said_to_be(store: Store, take_in: Import, cost: str, asked: str) -> None:
    take_in("A1,Bro,,?,,,\n")
    assume_cost(Beside(store, PROV, 1), "A1", (5000, 5000), BY)
    take_in(f"A1,Bro,,{cost},,,\n")
    assert notices(store) == [f"{asked} Tills ni har svarat räknas antagandet; planens värde står bredvid."]


def test_a_level_and_a_class_that_are_the_assumed_ones_are_said_to_be(store: Store, take_in: Import) -> None:
    take_in("A1,Bro,,7,,,\nA2,Väg,,7,,Låg,\n")
    scope = plan_model(store, PROV).criterion("omfattning")
    assume_level(Beside(store, PROV, 1), scope, "A1", ("Hög", "Hög"), BY)
    assume_tier(Beside(store, PROV, 1), "A2", Tier.PRIORITISED, BY)
    take_in("A1,Bro,,7,,Hög,\nA2,Väg,prioriterat,7,,Låg,\n")
    asked = ["Planen anger nu Omfattning Hög för Bro", "Planen anger nu klassen prioriterat för Väg"]
    assert [note.partition("? ")[0] for note in notices(store) if note.startswith("Planen anger nu")] == [
        f"{one}, som gruppen har antagit. Behåll antagandet eller släpp" for one in asked
    ]


@pytest.mark.parametrize(
    ("drift", "asked"),
    [
        ("2", "Planen anger nu Drift (tkr/år) 2 för Bro, som gruppen har antagit. Behåll antagandet eller släpp?"),
        ("9,5", "Planen anger nu Drift (tkr/år) 9,5 för Bro. Behåll 2 tkr eller släpp?"),
        ("2.000", "Planen anger nu Drift (tkr/år) ”2.000” för Bro. Behåll 2 tkr eller släpp?"),
    ],
)
def test_an_assumed_further_amount_is_not_said_to_be_counted(
    store: Store, take_in: Import, drift: str, asked: str
) -> None:
    header = "id,namn,klass,kostnad_tkr,drift_tkr_ar\n"
    take_in('A1,Bro,,3,"1.500"\n', header)
    said = {"role": "Ekonom", "reason": "Kalkyl", "at": datetime.now(UTC)}
    entry_log.keep_entry(store, PROV, AmountAssumption(project_id="A1", column=RUNNING, low=2000, high=2000, **said))
    take_in(f'A1,Bro,,3,"{drift}"\n', header)
    assert notices(store) == [f"{asked} Tills ni har svarat gäller antagandet; planens värde står bredvid."]


def test_of_many_values_where_some_are_further_amounts_it_is_said_what_holds(store: Store, take_in: Import) -> None:
    header = "id,namn,klass,kostnad_tkr,drift_tkr_ar\n"
    take_in("".join(f'B{n},Projekt {n},,?,"1.500"\n' for n in range(4)), header)
    said = {"role": "Ekonom", "reason": "Kalkyl", "at": datetime.now(UTC)}
    entry_log.keep_entry(store, PROV, AmountAssumption(project_id="B0", column=RUNNING, low=2000, high=2000, **said))
    for number in range(4):
        assume_cost(Beside(store, PROV, 1), f"B{number}", (5, 5), BY)
    take_in("".join(f"B{n},Projekt {n},,7,9\n" for n in range(4)), header)
    assert [note.partition("antagandena? ")[2] for note in notices(store)] == [
        "Tills ni har svarat gäller de; planens värden står bredvid."
    ]


@pytest.mark.parametrize("model", [OWN, OWN + RISK.replace("5", "1")])
def test_an_assumed_level_whose_criterion_or_scale_is_gone_is_said_not_to_count(
    store: Store, take_in: Import, model: str
) -> None:
    header = "id,namn,klass,kostnad_tkr,nytta\n"
    take_in("A1,Bro,,,3\n", header, modell__toml=OWN + RISK)
    assume_level(Beside(store, PROV, 1), plan_model(store, PROV).criterion("risk"), "A1", (2.0, 4.0), BY)
    assert notices(store) == []
    take_in("A1,Bro,,,3\n", header, modell__toml=model)
    assert notices(store) == [
        "Kriteriet ”Risk” finns inte längre som det var. Det gruppen har antagit på det räknas inte (Bro)."
    ]
    assert notices(store, assumptions=False) == []


def test_assumed_levels_of_many_criteria_that_are_gone_are_said_in_the_plural(store: Store, take_in: Import) -> None:
    header = "id,namn,klass,kostnad_tkr,nytta\n"
    take_in("A1,Bro,,,3\n", header, modell__toml=OWN + RISK)
    for key, high in (("nytta", 9.0), ("risk", 4.0)):
        assume_level(Beside(store, PROV, 1), plan_model(store, PROV).criterion(key), "A1", (2.0, high), BY)
    take_in("A1,Bro,,,1\n", header, modell__toml=OWN.replace("10", "5"))
    assert notices(store) == [
        "Kriterierna ”Nytta” och ”Risk” finns inte längre som de var. Det gruppen har antagit på dem räknas inte (Bro)."
    ]
