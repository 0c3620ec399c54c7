"""The meeting's HTTP routes on a real server's application: permissions, forged requests, bad bodies, streams."""

from __future__ import annotations

import json

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from prioritering.errors import StoreError
from prioritering.meeting.meeting import Meeting, Naming, setup_from
from prioritering.meeting.rounds import Happening
from prioritering.store import meetings
from prioritering.store.connection import Store
from prioritering.store.sealed import opened
from prioritering.web.limits import BODY_BYTES
from prioritering.web.server import ballot_requests, meeting_routes
from prioritering.web.server.house import House
from prioritering.web.server.stream import HUB
from tests.folders import VSO
from tests.meeting.builders import TWO, WORDS
from tests.store import meeting_steps
from tests.store.meetings_begun import progress
from tests.web.devices import URL, body, device


def test_joining_gives_a_cookie_that_scripts_and_other_sites_cannot_use(meeting: Meeting) -> None:
    answer = device().post("/direkt/anslut", json={"kod": meeting.code.lower(), "roll": "Objektägare"})
    cookie = answer.headers["set-cookie"]
    assert answer.json() == {"mote": meeting.id, "roll": "Objektägare"}
    assert all(part in cookie for part in ("HttpOnly", "SameSite=strict", f"mote_{meeting.id}="))


def test_an_answer_is_saved_and_comes_back_to_its_member_only(meeting: Meeting, member: TestClient) -> None:
    saved = member.post("/direkt/svar", json=body(meeting))
    assert saved.status_code == 200
    assert "sparat" in saved.json()
    mine = member.get("/direkt/mina", params={"mote": meeting.id}).json()
    assert mine["svar"] == {
        "S01": {"svar": {"a": {"slag": "nivå", "varde": "Hög"}}, "jav": False, "skal": "", "sena": []}
    }
    assert mine["forlorat"] == ""
    other = device()
    assert other.get("/direkt/mina", params={"mote": meeting.id}).status_code == 403
    other.post("/direkt/anslut", json={"kod": meeting.code, "roll": "Objektledare"})
    assert other.get("/direkt/mina", params={"mote": meeting.id}).json()["svar"] == {}


def test_a_device_that_is_in_the_meeting_keeps_its_role_and_cannot_take_another(
    meeting: Meeting, member: TestClient, route_store: Store
) -> None:
    again = member.post("/direkt/anslut", json={"kod": meeting.code, "roll": "Objektägare"})
    assert (again.status_code, again.json()["roll"], "set-cookie" in again.headers) == (200, "Objektägare", False)
    other = member.post("/direkt/anslut", json={"kod": meeting.code, "roll": "Objektledare"})
    assert other.status_code == 409
    assert other.json()["fel"].startswith("Du är redan med i mötet som Objektägare och kan inte ta en roll till.")
    assert [item.role for item in meetings.members(route_store, meeting.id)] == ["Objektägare"]
    meetings.record(
        route_store, meeting.id, Happening.MEMBER_LEFT, "x", meetings.members(route_store, meeting.id)[0].id
    )
    assert member.post("/direkt/anslut", json={"kod": meeting.code, "roll": "Objektledare"}).status_code == 200


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"varde": "Jättehög"}, 400),
        ({"varde": ["Hög"]}, 400),
        ({"varde": True}, 400),
        ({"slag": "okänt"}, 400),
        ({"slag": None}, 400),
        ({"runda": "1"}, 400),
        ({"runda": True}, 400),
        ({"runda": 2}, 409),
        ({"projekt": "S09"}, 409),
        ({"projekt": "finns-inte"}, 409),
        ({"kriterium": "finns-inte"}, 400),
        ({"mote": "finns-inte"}, 400),
        ({"mote": 7}, 400),
        ({"slag": "skäl", "text": "x" * 501}, 400),
        ({"slag": "ordning", "platser": {"a": 1}}, 400),
        ({"slag": "ordning", "platser": "a"}, 400),
        ({"slag": "ordning", "platser": {"a": True, "b": 1}}, 400),
    ],
)
def test_what_cannot_be_saved_is_refused_in_swedish(
    change: dict[str, object], status: int, meeting: Meeting, member: TestClient, route_store: Store
) -> None:
    answer = member.post("/direkt/svar", json=body(meeting, **change))
    assert answer.status_code == status
    assert answer.json()["fel"][0].isupper()
    assert opened(route_store, meeting.id, 1) == []


@pytest.mark.parametrize("raw", [b"", b"[]", b"{", b'"x"', b"\xff", b"[" * 50_000, b'{"mote": ' + b"1" * 70_000 + b"}"])
def test_a_body_that_is_no_object_or_too_long_is_refused(raw: bytes, member: TestClient) -> None:
    answer = member.post("/direkt/svar", content=raw, headers={"content-type": "application/json"})
    assert answer.status_code == (413 if len(raw) > BODY_BYTES else 400)


def test_another_sites_page_cannot_answer_in_the_members_name(meeting: Meeting, member: TestClient) -> None:
    foreign = member.post("/direkt/svar", json=body(meeting), headers={"origin": "https://evil.example"})
    assert foreign.status_code == 403
    form = member.post("/direkt/svar", content=json.dumps(body(meeting)), headers={"content-type": "text/plain"})
    assert form.status_code == 400
    own = member.post("/direkt/svar", json=body(meeting), headers={"origin": URL})
    assert own.status_code == 200


def test_a_project_taken_out_of_the_plan_is_told_and_not_saved(
    meeting: Meeting, member: TestClient, route_store: Store
) -> None:
    opened = meetings.open_meeting(route_store, VSO, TWO, setup_from(["Objektägare"], Naming.BY_ROLE), "objektledare")
    meeting_steps.open_round(route_store, opened.id, ["borttaget", "S01"], "objektledare")
    member.post("/direkt/anslut", json={"kod": opened.code, "roll": "Objektägare"})
    answer = member.post("/direkt/svar", json=body(opened, projekt="borttaget"))
    assert (answer.status_code, answer.json()["fel"]) == (
        409,
        "Projektet har tagits bort ur planen, så det sparades inte",
    )
    mine = member.get("/direkt/mina", params={"mote": opened.id}).json()
    assert (mine["projekt"], mine["borttagna"]) == (["S01"], 1)


def test_who_is_let_go_is_told_so(meeting: Meeting, member: TestClient, route_store: Store) -> None:
    (person,) = meetings.members(route_store, meeting.id)
    meetings.record(route_store, meeting.id, Happening.MEMBER_LEFT, "objektledare", person.id)
    answer = member.post("/direkt/svar", json=body(meeting))
    told = "Mötesledaren har släppt din roll som Objektägare; gå med igen med koden"
    assert (answer.status_code, answer.json()["fel"]) == (403, told)


def test_the_second_round_shows_what_was_said_before_and_never_what_others_say_now(
    meeting: Meeting, member: TestClient, route_store: Store
) -> None:
    other = device()
    other.post("/direkt/anslut", json={"kod": meeting.code, "roll": "Objektledare"})
    member.post("/direkt/svar", json=body(meeting, varde=WORDS[0]))
    other.post("/direkt/svar", json=body(meeting, varde=WORDS[4]))
    meeting_steps.reveal(route_store, meeting.id, "objektledare")
    meeting_steps.open_round(route_store, meeting.id, ["S01"], "objektledare")
    other.post("/direkt/svar", json=body(meeting, runda=2, varde=WORDS[1]))
    mine = member.get("/direkt/mina", params={"mote": meeting.id}).json()
    assert mine["tidigare"]["S01"]["a"] == {
        "mitt": {"slag": "nivå", "varde": "Ingen"},
        "forut": {"slag": "nivå", "varde": "Ingen"},
        "median": "Medel",
        "spridning": "Ingen till Mycket hög",
        "enades": "",
    }
    assert mine["svar"] == {}
    # What was said before helps who answers now; once the round is closed nobody answers.
    meeting_steps.reveal(route_store, meeting.id, "objektledare")
    assert member.get("/direkt/mina", params={"mote": meeting.id}).json()["tidigare"] == mine["tidigare"]
    meeting_steps.close_round(route_store, meeting.id, "objektledare")
    closed = member.get("/direkt/mina", params={"mote": meeting.id}).json()
    assert (closed["lage"], closed["tidigare"]) == ("stängd", {})


def test_the_device_is_told_when_the_meeting_has_ended(
    meeting: Meeting, member: TestClient, route_store: Store
) -> None:
    def ended() -> bool:
        return bool(member.get("/direkt/mina", params={"mote": meeting.id}).json()["mote_stangt"])

    assert not ended()
    meetings.record(route_store, meeting.id, meetings.Happening.MEETING_CLOSED, "objektledare")
    assert ended()


def test_who_has_joined_before_the_first_round_waits(route_store: Store) -> None:
    setup = setup_from(["Objektägare"], Naming.BY_ROLE)
    opened = meetings.open_meeting(route_store, VSO, TWO, setup, "objektledare")
    client = device()
    client.post("/direkt/anslut", json={"kod": opened.code, "roll": "Objektägare"})
    mine = client.get("/direkt/mina", params={"mote": opened.id}).json()
    assert (mine["runda"], mine["lage"], mine["projekt"], mine["tidigare"]) == (0, "väntar", [], {})


def test_jav_stands_in_the_next_round_until_it_is_taken_back(
    meeting: Meeting, member: TestClient, route_store: Store
) -> None:
    other = device()
    other.post("/direkt/anslut", json={"kod": meeting.code, "roll": "Objektledare"})
    assert member.post("/direkt/svar", json=body(meeting, slag="jäv")).status_code == 200
    other.post("/direkt/svar", json=body(meeting, varde=WORDS[4]))
    meeting_steps.reveal(route_store, meeting.id, "objektledare")
    meeting_steps.open_round(route_store, meeting.id, ["S01", "S02"], "objektledare")
    mine = member.get("/direkt/mina", params={"mote": meeting.id}).json()
    assert {key: sheet["jav"] for key, sheet in mine["svar"].items()} == {"S01": True}
    assert mine["tidigare"]["S01"]["a"]["median"] == "Mycket hög"
    assert member.post("/direkt/svar", json=body(meeting, runda=2, slag="inte jäv")).status_code == 200
    mine = member.get("/direkt/mina", params={"mote": meeting.id}).json()
    assert not mine["svar"]["S01"]["jav"]


def test_jav_takes_the_place_of_the_answers_from_the_round_before_and_they_do_not_come_back(
    meeting: Meeting, member: TestClient, route_store: Store
) -> None:
    member.post("/direkt/svar", json=body(meeting, varde=WORDS[4]))
    meeting_steps.reveal(route_store, meeting.id, "objektledare")
    meeting_steps.open_round(route_store, meeting.id, ["S01"], "objektledare")

    def earlier() -> list[object]:
        told = member.get("/direkt/mina", params={"mote": meeting.id}).json()["tidigare"]["S01"]["a"]
        return [told["mitt"], told["forut"]]

    assert earlier() == [{"slag": "nivå", "varde": "Mycket hög"}] * 2
    for slag in ("jäv", "inte jäv"):
        member.post("/direkt/svar", json=body(meeting, runda=2, slag=slag))
        assert earlier() == [None, None]


def test_a_round_that_asks_about_some_criteria_takes_answers_on_those_alone(
    meeting: Meeting, member: TestClient, route_store: Store
) -> None:
    meeting_steps.reveal(route_store, meeting.id, "objektledare")
    meeting_steps.open_round(route_store, meeting.id, {"S01": ("b",), "S02": ("a", "b")}, "objektledare")
    mine = member.get("/direkt/mina", params={"mote": meeting.id}).json()
    assert mine["fragar"] == {"S01": ["b"], "S02": ["a", "b"]}
    refused = member.post("/direkt/svar", json=body(meeting, runda=2, varde=WORDS[4]))
    assert (refused.status_code, "frågar inte om A" in refused.json()["fel"]) == (409, True)
    number = body(meeting, runda=2, kriterium="b", varde=5)
    assert member.post("/direkt/svar", json=number).status_code == 200
    standing = meetings.get_meeting(route_store, meeting.id)
    assert [item.stage for item in progress(route_store, standing, ["S01", "S02"])] == ["på väg"]


@pytest.mark.parametrize(
    "query",
    [
        "mote=finns-inte",
        "plan=finns-inte",
        "plan=vso-2021&mote=finns-inte",
        "plan=vso-2021&ruta=finns-inte",
        "plan=vso-2021&ruta=resultat",
        "plan=vso-2021&ruta=fynd",
        "plan=vso-2021&ruta=skal",
        "for=medlem&mote=finns-inte",
    ],
)
def test_a_stream_of_what_is_not_there_is_refused_and_nothing_is_looked_up_for_it(
    query: str, route_store: Store
) -> None:
    answer = device().get(f"/direkt/strom?{query}")
    assert (answer.status_code, bool(answer.json()["fel"])) == (404, True)
    assert len(HUB) == 0


def test_a_board_of_a_meeting_alone_is_not_there(meeting: Meeting) -> None:
    assert device().get(f"/direkt/strom?mote={meeting.id}&ruta=tavla").status_code == 404


@pytest.mark.parametrize("query", ["", "for=medlem", "plan=" + "x" * 5_000])
def test_an_address_that_names_nothing_or_is_too_long_is_refused(query: str, route_store: Store) -> None:
    assert device().get(f"/direkt/strom?{query}").status_code == 400


def test_someone_from_elsewhere_gets_nothing_without_login(meeting: Meeting) -> None:
    stranger = TestClient(Starlette(routes=meeting_routes.routes()), base_url=URL, client=("192.168.1.9", 1))
    assert stranger.get(f"/direkt/strom?mote={meeting.id}").status_code == 401
    assert stranger.post("/direkt/anslut", json={"kod": meeting.code, "roll": "Objektägare"}).status_code == 401


def test_a_token_is_kept_for_a_week_and_sent_over_tls_alone_where_there_is_tls(meeting: Meeting) -> None:
    for scheme, secure in (("http", False), ("https", True)):
        app = House(Starlette(routes=meeting_routes.routes()))
        client = TestClient(app, base_url=f"{scheme}://127.0.0.1:8501", client=("127.0.0.1", 50_000))
        role = "Objektledare" if secure else "Objektägare"
        cookie = client.post("/direkt/anslut", json={"kod": meeting.code, "roll": role}).headers["set-cookie"]
        assert ("Secure" in cookie) is secure
        assert "Max-Age=604800" in cookie


def test_a_fault_of_the_servers_own_is_told_as_one(member: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object) -> None:
        raise StoreError("databasen /srv/prioritering.duckdb är upptagen")

    monkeypatch.setattr(ballot_requests, "mine", busy)
    answer = member.get("/direkt/mina", params={"mote": "x"})
    assert (answer.status_code, answer.json()) == (500, {"fel": "Servern kan inte ta emot det just nu; försök igen"})
    assert answer.headers["cache-control"] == "no-store"


def test_a_body_of_sixty_four_thousand_characters_is_read_and_a_longer_is_refused(member: TestClient) -> None:
    for length, said in ((64_000, "slag saknas"), (64_001, "för stort")):
        raw = b'{"x": "' + b"y" * (length - 9) + b'"}'
        answer = member.post("/direkt/svar", content=raw, headers={"content-type": "application/json"})
        assert said in answer.json()["fel"].lower()
