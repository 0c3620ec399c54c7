"""Nine things said of a project that a version has removed: answered at once on Prioritera, and undone as one."""

from pathlib import Path

import pytest

from prioritering.scoring.changes import (
    CostAssumption,
    LevelAssumption,
    LockKind,
    LockNote,
    Signed,
    TierAssumption,
)
from prioritering.store import entry_log
from prioritering.store.connection import Store
from tests.folders import PROV
from tests.pages.test_overtaken import BESIDE, FIRST, FOURTH, answer, take_in
from tests.pages.visit import prov, words
from tests.usecases.builders import signed
from tests.usecases.test_answers_back import answered

ASKED = "Finns inte längre i planen. Räknas inte. Behåll, om projektet kommer tillbaka, eller släpp?"
ENTRIES: tuple[Signed, ...] = (
    CostAssumption.model_validate(signed(project_id="B4", low=600_000, high=800_000)),
    LevelAssumption.model_validate(signed(project_id="B4", criterion_id="omfattning", low="Låg", high="Hög")),
    TierAssumption.model_validate(signed(project_id="B4", tier="önskvärt")),
    LockNote.model_validate(signed(project_id="B4", kind=LockKind.MUST)),
)


@pytest.fixture
def gone(database: Store, tmp_path: Path) -> Store:
    """The plan has lost a project that four things are said of."""
    take_in(database, tmp_path / "ett", FIRST + FOURTH)
    for entry in ENTRIES:
        entry_log.keep_entry(database, PROV, entry)
    take_in(database, tmp_path / "två", FIRST)
    return database


def standing(store: Store) -> int:
    changes = entry_log.current(store, PROV)
    return sum(len(getattr(changes, kind)) for kind in ("costs", "levels", "tiers", "locks"))


def test_all_of_it_is_let_go_with_one_reason_and_one_line_takes_it_back(gone: Store) -> None:
    visit = prov(role="objektledare").open(BESIDE)
    # The question is asked once, and each thing has answers of its own below.
    assert visit.text.count(ASKED) == 1
    assert "Ny skolplattform: 4 uppgifter frågor kostnad 600–800 tkr · " in visit.text.replace("\u00a0", " ")
    fold = [item for item in visit.app.expander if not item.proto.expanded][-1]
    assert fold.label == "Vart och ett för sig"
    # All of the single answers are in it: on a phone the list is else many screens long.
    assert [item.label for item in fold.button] == ["Behåll", "Släpp"] * 4
    assert [label for label in visit.labels() if label in ("Behåll", "Släpp")].count("Behåll") == 4
    answer(visit, "allt_slapp_gone_B4", "Släpp allt")
    assert visit.faults == []
    assert (standing(gone), ASKED in visit.text) == (0, False)
    assert "Du sparade 4 ändringar." in visit.text
    visit.press("Ångra")
    assert visit.faults == []
    assert standing(gone) == 4
    assert "4 ändringar är ångrade" in visit.text


def test_a_meetings_answers_about_the_project_are_answered_among_the_single_ones(
    database: Store, tmp_path: Path
) -> None:
    take_in(database, tmp_path / "ett", FIRST + FOURTH)
    answered(database, "B1", "B4")
    entry_log.keep_entry(database, PROV, ENTRIES[0])
    take_in(database, tmp_path / "två", FIRST)
    visit = prov("poang=median", role="objektledare").open(BESIDE)
    fold = [item for item in visit.app.expander if item.label == "Vart och ett för sig"][-1]
    keys = [str(item.key) for item in visit.app.button if "_B4_" in str(item.key) and "allt_" not in str(item.key)]
    assert any(key.startswith("slapp_B4_") for key in keys)
    assert [str(item.key) for item in fold.button] == keys


def test_kept_it_is_listed_with_one_way_to_let_all_of_it_go(gone: Store) -> None:
    visit = prov(role="objektledare").open(BESIDE)
    answer(visit, "allt_behall_gone_B4", "Behåll allt")
    assert visit.faults == []
    assert standing(gone) == 4
    visit = prov(role="objektledare").open(BESIDE)
    assert "Behåll allt" not in visit.labels()
    answer(visit, "allt_slapp_gone_kept_B4", "Släpp allt")
    assert standing(gone) == 0


def test_where_the_questions_differ_each_thing_stands_with_its_own(database: Store, tmp_path: Path) -> None:
    take_in(database, tmp_path / "ett", FIRST + FOURTH.replace("Medel", ""))
    for entry in reversed(ENTRIES[:2]):
        entry_log.keep_entry(database, PROV, entry)
    take_in(database, tmp_path / "två", FIRST + FOURTH.replace("?", "650"))
    visit = prov(role="objektledare").open(BESIDE)
    lines = [words(item.proto.body).replace("\u00a0", " ") for item in visit.app.get("html")]
    told = [line for line in lines if line.startswith("Ny skolplattform: ")]
    assert ["kostnad" in line for line in told[1:]] == [True, False]
    assert ["Planen anger nu 650 tkr." in line for line in told[1:]] == [True, False]
    assert ["Planen anger nu Omfattning Medel." in line for line in told[1:]] == [False, True]


def test_who_may_not_change_anything_sees_the_question_alone(gone: Store) -> None:
    visit = prov(role="läsare").open(BESIDE)
    assert ASKED in visit.text
    assert not {"Behåll allt", "Släpp allt"} & set(visit.labels())
    assert standing(gone) == 4
