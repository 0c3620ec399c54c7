"""A meeting held through the app: opened on Möte, joined and answered in its own database."""

from prioritering.meeting.meeting import Answer, Kind, Meeting, Member, Naming
from prioritering.store import ballots, meetings
from prioritering.store.ballots import Voter
from prioritering.store.connection import Store
from tests.folders import VSO
from tests.pages.visit import Visit

# The steps that ask first, and the button in the dialog that takes them.
CONFIRMED = {
    "Öppna": "Stäng och öppna nästa",
    "Släpp Linjechef": "Släpp rollen",
    "Visa svaren": "Visa svaren för alla",
    "Stäng": "Stäng rundan",
    "Avsluta mötet": "Avsluta mötet nu",
    "Öppna ett nytt möte": "Till det nya mötet",
}


def open_one(roles: tuple[str, ...] = (), projects: tuple[str, ...] = (), naming: Naming = Naming.BY_ROLE) -> Visit:
    """Open a meeting as its leader does."""
    visit = Visit("mote")
    if roles:
        visit.widget("Roller i mötet").set_value(list(roles))
    if projects:
        visit.widget("Projekt i runda 1").set_value(list(projects))
    visit.widget("När svaren visas").set_value(naming)
    return visit.press("Öppna mötet och runda 1")


def take(visit: Visit, step: str) -> Visit:
    """Press the button of a step and then the one in its dialog that takes it.

    Drawn anew first when the button is not there, as the page is by itself when somebody joins.
    """
    if step not in visit.labels():
        visit.run()
    return visit.press(step).press(CONFIRMED[step.split(" runda ", maxsplit=1)[0].removesuffix(" i")])


def newest(store: Store) -> Meeting:
    return meetings.meetings_of(store, VSO)[0]


def join(store: Store, role: str, subject: str | None = None) -> Member:
    return meetings.join(store, newest(store).code, role, subject)[0]


def answer(store: Store, member: Member, project: str, **answers: str) -> None:
    meeting = newest(store)
    for key, level in answers.items():
        voter = Voter(meeting.id, member, len(meeting.rounds))
        ballots.save_answer(store, voter, project, key, Answer(kind=Kind.LEVEL, value=level))
