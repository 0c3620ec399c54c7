"""What a version does to a project with both a lock and a meeting's answers is asked about once."""

from __future__ import annotations

import re

import pytest

from prioritering.store.connection import Store
from prioritering.usecases import change_plan
from prioritering.usecases.overtaken_ballots import overtaken_ballots
from prioritering.usecases.picture import picture_of
from prioritering.view.asked_sentences import asked_sentences
from prioritering.view.asked_words import held_told_apart
from tests.folders import PROV
from tests.usecases.builders import Import
from tests.usecases.test_answers_back import FIRST, FOURTH, VIEW, answer, answered, away_and_back
from tests.usecases.test_overtaken import BY, beside, lock

OTHER = FOURTH.replace("Ny skolplattform", "Badhus med bassäng")
# More than are told each by itself.
MANY = tuple(f"A{number}" for number in range(4, 9))
ROWS = "".join(
    f"{key},{name},prioriterat,300,Tidsbesparande,Medel,Kort\n" for key, name in zip(MANY, "PQRST", strict=True)
)


def told(store: Store) -> list[str]:
    """What Översikt asks, a meeting's day left out."""
    picture = picture_of(store, VIEW)
    held = [one for item in overtaken_ballots(store, PROV) for one in item.held]
    asked = asked_sentences(picture.basis, picture.model, held)
    return [re.sub(r"mötet den [0-9]+\s[a-z]+\s[0-9]+", "mötet", one) for one in asked]


def test_one_that_leaves_the_plan_is_one_question_and_each_is_answered_by_itself(store: Store, take_in: Import) -> None:
    take_in(FIRST + FOURTH)
    lock(store)
    answered(store, "A1", "A4")
    take_in(FIRST)
    assert told(store) == [
        "Ny skolplattform finns inte längre i planen. Gruppens lås och svar i mötet räknas inte. "
        "Behåll dem, om projektet kommer tillbaka, eller släpp?"
    ]
    answer(store, count=False)
    assert told(store) == [
        "Ny skolplattform finns inte längre i planen. Gruppens lås räknas inte. "
        "Behåll det, om projektet kommer tillbaka, eller släpp?"
    ]
    change_plan.take_back(beside(store), "locks", ("A4", ""), BY)
    assert told(store) == []


def test_one_that_comes_back_is_one_question(store: Store, take_in: Import) -> None:
    take_in(FIRST + FOURTH)
    lock(store)
    answered(store, "A1", "A4")
    away_and_back(take_in)
    assert told(store) == [
        "Planen har åter Ny skolplattform: gäller låset och svaren i mötet fortfarande? "
        "Tills ni har svarat räknas de inte."
    ]
    change_plan.keep_on(beside(store), "locks", ("A4", ""), BY)
    # What is left of the question is about the answers alone.
    (left,) = told(store)
    assert left.startswith("Planen har åter Ny skolplattform, som var borta efter mötet. Gäller gruppens svar om det")


def test_one_with_a_wholly_other_name_is_one_question(store: Store, take_in: Import) -> None:
    take_in(FIRST + FOURTH)
    lock(store)
    answered(store, "A1", "A4")
    take_in(FIRST + OTHER)
    assert told(store) == [
        "A4 heter nu ”Badhus med bassäng” i planen, men hette ”Ny skolplattform”. Gäller låset och svaren i mötet "
        "fortfarande? Tills ni har svarat räknas de inte."
    ]


def test_answers_given_under_another_name_than_the_lock_are_their_own_question(store: Store, take_in: Import) -> None:
    take_in(FIRST + OTHER)
    lock(store)
    take_in(FIRST + FOURTH)
    answered(store, "A1", "A4")
    take_in(FIRST + FOURTH.replace("Ny skolplattform", "Vattentorn på berget"))
    assert [one.partition(".")[0] for one in told(store)] == [
        "A4 heter nu ”Vattentorn på berget” i planen, men hette ”Badhus med bassäng”",
        "A4 heter nu ”Vattentorn på berget” i planen, men hette ”Ny skolplattform” i mötet",
    ]


@pytest.mark.parametrize("locked", [MANY[:4], MANY])
def test_of_many_the_answers_are_asked_about_with_the_locks(
    store: Store, take_in: Import, locked: tuple[str, ...]
) -> None:
    take_in(FIRST + ROWS)
    for key in locked:
        lock(store, project=key)
    answered(store, *MANY)
    take_in(FIRST)
    said, *alone = told(store)
    assert said.endswith(
        "finns inte längre i planen. Gruppens lås och svar i mötet räknas inte. "
        "Behåll dem, om projekten kommer tillbaka, eller släpp dem?"
    )
    assert [one.partition(" ")[0] for one in alone] == ["T"][: len(MANY) - len(locked)]


def test_answers_about_another_project_than_the_locked_one_stand_by_themselves(store: Store, take_in: Import) -> None:
    take_in(FIRST + FOURTH + "A5,Isbana,strategiskt,500,Tidsbesparande,Hög,Kort\n")
    lock(store)
    answered(store, "A5")
    take_in(FIRST)
    assert [one.partition(" finns")[0] for one in told(store)] == ["Ny skolplattform", "Isbana"]


def test_answers_about_one_of_two_of_a_name_say_which(store: Store, take_in: Import) -> None:
    take_in(FIRST + FOURTH)
    answered(store, "A1", "A4")
    take_in(FIRST + FOURTH.replace("A4", "B4"))
    (said,) = told(store)
    assert said.startswith("Ny skolplattform (A4) finns inte längre i planen. Gruppens svar om det i mötet")
    basis = picture_of(store, VIEW).basis
    assert [one.name for one in held_told_apart(basis, basis.held)] == ["Ny skolplattform (A4)"]
