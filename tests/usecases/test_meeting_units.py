"""What the numbers of a meeting's files are counted in."""

import io

from python_calamine import CalamineWorkbook

from prioritering.criteria.model import Criterion, Model, NumberScale
from prioritering.criteria.model_file import standard_model
from prioritering.meeting.meeting import Answer, Kind, Naming, setup_from
from prioritering.plan.reader import read_plan
from prioritering.store import ballots, meetings
from prioritering.store.ballots import Voter
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases.meeting_document import meeting_document
from prioritering.view.meeting_workbook import meeting_workbook
from tests.folders import DATA, VSO
from tests.store import meeting_steps


def test_an_answer_that_is_a_number_has_its_unit_in_the_files_of_the_meeting(store: Store) -> None:
    import_plan(store, read_plan(DATA / "vso-2021"))
    scale = NumberScale(lowest=0, highest=100, measure="timmar/år")
    number = Criterion(id="tid", name="Tid", scale=scale)
    model = Model(criteria=(number, standard_model().criterion("omfattning")))
    meeting = meetings.open_meeting(store, VSO, model, setup_from(["Linjechef"], Naming.BY_ROLE), "objektledare")
    meeting_steps.open_round(store, meeting.id, ["S01"], "objektledare")
    voter = Voter(meeting.id, meetings.join(store, meeting.code, "Linjechef")[0], 1)
    ballots.save_answer(store, voter, "S01", "tid", Answer(kind=Kind.LEVEL, value=9.0))
    ballots.save_answer(store, voter, "S01", "omfattning", Answer(kind=Kind.LEVEL, value="Hög"))
    meeting_steps.reveal(store, meeting.id, "objektledare")
    document = meeting_document(store, meeting.id)
    told = [(item["id"], item["enhet"]) for item in document["kriterier"]]
    assert told == [("tid", "timmar/år"), ("omfattning", None)]
    book = CalamineWorkbook.from_filelike(io.BytesIO(meeting_workbook(document)))
    heading, *rows = book.get_sheet_by_name("Svar").to_python()
    columns = heading.index("Kriterium"), heading.index("Svar"), heading.index("Enhet")
    assert [[row[column] for column in columns] for row in rows] == [
        ["Omfattning", "Hög", ""],
        ["Tid", 9, "timmar/år"],
    ]
