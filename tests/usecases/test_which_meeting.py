"""Which of a plan's meetings is meant: by its answers, and by the role that somebody holds there."""

from prioritering.commands.plans import Plans
from prioritering.commands.run import run
from prioritering.criteria.model_file import standard_model
from prioritering.meeting.meeting import Naming, setup_from
from prioritering.meeting.rounds import Happening
from prioritering.plan.reader import read_plan
from prioritering.store import meetings
from prioritering.store.connection import Store
from prioritering.store.meetings import Credential
from prioritering.store.plans import import_plan
from prioritering.usecases.gather import shown_meeting
from prioritering.usecases.meeting_room import role_taken
from prioritering.usecases.picture import picture_of
from prioritering.view.ballot_words import ANOTHER_MEETING
from prioritering.view.view import View
from tests.folders import DATA, VSO
from tests.usecases.builders import shown_round


def test_a_role_is_held_while_its_meeting_goes_on(store: Store) -> None:
    import_plan(store, read_plan(DATA / "vso-2021"))
    opened = meetings.open_meeting(store, VSO, standard_model(), setup_from(["Linjechef"], Naming.BY_ROLE), "ledaren")
    _, token = meetings.join(store, opened.code, "Linjechef")

    def held() -> str:
        return role_taken(store, VSO, "", lambda _: Credential(token=token))

    assert held() == "Linjechef"
    meetings.record(store, opened.id, Happening.MEETING_CLOSED, "ledaren")
    assert held() == ""


def test_of_the_roles_in_two_meetings_that_of_the_one_asked_for_is_meant_and_else_of_the_newest(store: Store) -> None:
    import_plan(store, read_plan(DATA / "vso-2021"))
    roles, tokens = ("Linjechef", "Ekonom"), {}
    for role in roles:
        opened = meetings.open_meeting(store, VSO, standard_model(), setup_from(roles, Naming.BY_ROLE), "ledaren")
        tokens[opened.id] = meetings.join(store, opened.code, role)[1]
    for asked, role in (*zip(tokens, roles, strict=True), ("", "Ekonom"), ("nej", "Ekonom")):
        assert role_taken(store, VSO, asked, lambda key: Credential(token=tokens[key])) == role, asked


def test_the_answers_of_the_meeting_that_is_named_are_meant_and_else_those_of_the_newest(store: Store) -> None:
    import_plan(store, read_plan(DATA / "vso-2021"))
    older, newer = shown_round(store), shown_round(store)
    for named, meant in ((older.id, older), (newer.id, newer), ("", newer), ("nej", newer)):
        found = shown_meeting(store, View(plan="vso-2021", meeting="".join(named)))
        assert found is not None and found.id == meant.id, named


def test_where_another_meetings_answers_count_than_the_address_names_it_is_said(store: Store) -> None:
    import_plan(store, read_plan(DATA / "vso-2021"))
    older, newer = shown_round(store), shown_round(store)

    def said(named: str, source: str = "median") -> bool:
        shown = picture_of(store, View(plan="vso-2021", meeting=named, source=source))
        return ANOTHER_MEETING in shown.notices

    assert not any(said(named) for named in ("", older.id, newer.id))
    assert said("nej") and said("nej", "medel")
    # The plan's own points are nobody's answers.
    assert not said("nej", "planen")


def test_half_an_emoji_as_the_id_is_said_of_what_was_typed_and_not_of_the_database(
    store: Store,
) -> None:
    # As a command line gives it that was cut in the middle of a letter.
    done = run(["mote", "--id", b"abc\xf0\x9f".decode(errors="surrogateescape")], Plans(store))
    assert (done.code, done.text) == (2, "fel: det som skrevs innehåller ett halvt tecken, så det finns inte här")
