"""The projector's steps say what the board says: lanes, what hangs on a level, and each thing once."""

import pytest

from prioritering.commands.plans import Plans
from prioritering.commands.run import run
from prioritering.store.connection import Store
from prioritering.view.picture import NOTHING_SHOWN
from prioritering.web.pages.projektor.steps import STEPS
from tests.pages.test_dialogs import project
from tests.pages.visit import Visit, as_read, words

pytestmark = pytest.mark.usefixtures("shared")


def projector(address: str) -> str:
    return Visit("projektor", address).text


def test_a_plan_where_nothing_is_ranked_shows_no_sums_and_no_line() -> None:
    state = projector("plan=ukfa-2022&bild=lage")
    assert "inga är rangordnade" in state and "kända kostnader" not in state
    frame = projector("plan=ukfa-2022&bild=ram")
    assert "räcker till alla" not in frame
    # Nor is there a table with a head and no rows.
    assert "Inget projekt i planen har något underlag" in frame and "Plats Projekt" not in frame
    # No frame to choose would help there.
    decided = projector("plan=ukfa-2022&ram=ingen&bild=beslut")
    assert "Inget projekt i planen har något underlag" in decided and "Välj en ram" not in decided
    assert "Välj en ram på sidan Prioritera, så visas" in projector("plan=vso-2021&ram=ingen&bild=beslut")
    board = Visit("prioritera", "plan=ukfa-2022").text
    assert "Kända kostnader – inget projekt är rangordnat" in board
    assert "Ryms – inget projekt är rangordnat" in board


def test_what_hangs_on_a_level_is_marked_on_the_projector_and_in_the_printed_list(shared: Store) -> None:
    assert "beror på nivå" in projector("plan=vso-2021&ram=2000&bild=ram")
    assert "beror på nivå" not in projector("plan=vso-2021&ram=3547&bild=ram")
    for frame, marks in (("2000", 1), ("3547", 0), ("5000", 1)):
        text = run(("rangordna", "--plan", "vso-2021", "--ram", frame), Plans(shared)).text
        assert text.count("beror på nivå") == marks


def test_per_krona_the_decision_lists_the_lane_and_the_ranking_says_what_it_is_ordered_by() -> None:
    decision = projector("plan=prov&ram=1000&ordning=per-krona&bild=beslut")
    assert "Oklart avgörs innan det beslutas Beror på okänd kostnad Epsilon" in decision
    ranking = projector("plan=prov&ordning=per-krona&bild=rangordning")
    assert "i poäng per krona efter planens bedömning" in ranking and "poäng per mnkr" in ranking


def test_a_tie_is_named_once_and_the_board_says_by_the_line_that_there_is_something_to_choose() -> None:
    address = "plan=vso-2021&ordning=per-krona&ram=3900"
    named = "Införande nya e-tjänster och Beslutsstöd - QlikSense är lika; ett av dem ryms."
    assert projector(f"{address}&bild=ram").count(named) == 1
    board = Visit("prioritera", address)
    assert board.text.count(named) == 1
    rows = "".join(row["html"] for row in board.board)
    assert named not in rows and rows.count("Nedanför är projekt lika: ni måste välja vilka som ryms.") == 1


def test_nobody_is_asked_by_name_for_a_price() -> None:
    advice = "Sätt ett spann för de okända kostnaderna först"
    for text in (projector("plan=vso-2021&ram=3547&bild=ram"), Visit("prioritera", "plan=vso-2021&ram=3547").text):
        assert advice in text and "ett pris" not in text
    assert advice not in projector("plan=vso-2021&ram=3547&bild=ram&okand_lagst=100&okand_hogst=900")


def test_the_command_line_prints_no_table_where_nothing_is_ranked(shared: Store) -> None:
    text = run(("rangordna", "--plan", "ukfa-2022"), Plans(shared)).text
    assert "inget projekt är rangordnat" in text and "plats  id" not in text


def test_where_the_group_has_shown_nothing_the_ranking_goes_by_the_plan_and_says_so() -> None:
    ranking = projector("plan=prov&poang=median&bild=rangordning")
    assert "står först efter planens bedömning." in ranking and "styrgruppens median" not in ranking
    assert NOTHING_SHOWN in ranking


@pytest.mark.parametrize("step", STEPS)
def test_each_step_says_what_of_the_view_could_not_be_used_as_prioritera_does(step: str) -> None:
    address = "plan=prov&ram=1000&poang=medel&med=BORTA&fro=x"
    said = [as_read(item.value) for item in Visit("prioritera", address).app.info]
    assert len(said) == 3
    shown = projector(f"{address}&bild={step}")
    assert [text for text in said if words(text) not in shown] == []


def test_a_view_that_could_all_be_used_has_no_notices_on_the_projector() -> None:
    assert "s-notice" not in Visit("projektor", "plan=prov&ram=1000&bild=ram").html


def test_a_step_that_has_nothing_to_show_yet_says_what_it_takes() -> None:
    empty = Visit("projektor", "plan=vso-2021&bild=behov", "läsare").text
    assert "Så prövas ett nytt behov" in empty
    assert "Anta en kostnad och hur det bedöms i Effekttyp, Omfattning och Tidsperspektiv." in empty
    assert "Så prövas" not in Visit("projektor", "plan=prov&bild=behov", "läsare").text
    assert "Var och en bedömer projekten för sig." in Visit("projektor", "plan=prov&bild=oenighet", "läsare").text


def test_the_plans_projects_are_as_many_on_the_projector_as_on_oversikt_and_those_added_stand_beside(
    database: Store,
) -> None:
    assert "27 projekt i planen 2 ryms" in projector("plan=vso-2021&ram=3547&bild=lage")
    project(Visit("prioritera"))
    assert "27 projekt i planen och 1 tillagt 2 ryms" in projector("plan=vso-2021&ram=3547&bild=lage")
    assert "Projekt i planen 27" in Visit("oversikt").text
