"""What is frozen is read at its own address: with login by who may read, without only where that is allowed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest

from prioritering.permissions import Role
from prioritering.plan.plan_key import PlanKey
from prioritering.plan.reader import read_plan
from prioritering.store import frozen_links
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases.change_plan import Beside, Signature, assume_cost
from prioritering.usecases.frozen_links import (
    FrozenLink,
    LinkWish,
    freeze,
    let_read_without_login,
    rename_link,
    withdraw_link,
)
from prioritering.usecases.picture import picture_of
from prioritering.view.document import FORMAT, document_of, to_json
from prioritering.view.view import View
from prioritering.web.server import frozen_route
from tests.folders import VSO
from tests.web.frozen.reader import ROLE, SECRET, VIEW, browser, page, remembered


@pytest.mark.usefixtures("login")
def test_who_may_read_sees_the_page_with_its_reasons_and_others_nothing(link: FrozenLink) -> None:
    status, text = page(link, Role.READER)
    assert status == 200
    assert SECRET in text
    assert ROLE in text
    assert "Ramen &lt;i&gt;i mars&lt;/i&gt;" in text
    # It stands in more than one place.
    assert "<i>i mars" not in text
    gone = browser().get("/fryst/finns-inte-alls-alls-alls")
    for nobody in (None, "en okänd grupp"):
        answer = browser(nobody).get(f"/fryst/{link.name}")
        assert (answer.status_code, answer.text, answer.headers) == (404, gone.text, gone.headers)


@pytest.mark.usefixtures("login")
def test_what_is_unknown_withdrawn_ended_or_not_allowed_is_answered_alike(link: FrozenLink, route_store: Store) -> None:
    withdrawn, ended = (
        freeze(route_store, VSO, document_of(picture_of(route_store, VIEW)), LinkWish(name), ROLE)
        for name in ("Återkallad", "Utgången")
    )
    for one in (withdrawn, ended):
        let_read_without_login(route_store, one.name, ROLE, allowed=True)
    # It is open in a browser when it is withdrawn.
    reader = browser()
    assert reader.get(f"/fryst/{withdrawn.name}").status_code == 200
    withdraw_link(route_store, withdrawn.name, ROLE)
    with route_store.write() as cursor:
        yesterday = date.today() - timedelta(days=1)
        cursor.execute("update frozen set ends_on = ? where name = ? and ends_on is null", [yesterday, ended.name])
    names = ("inget-sadant-namn-har-", withdrawn.name, ended.name, link.name, "%00", "a" * 3000, "å")
    answers = [reader.get(f"/fryst/{name}") for name in names]
    assert {(answer.status_code, answer.text, str(answer.headers)) for answer in answers} == {
        (404, answers[0].text, str(answers[0].headers))
    }
    files = [reader.get(f"/fryst/{name}/json") for name in names]
    assert {(answer.status_code, answer.text) for answer in files} == {(404, answers[0].text)}
    # Whoever is not logged in gets on from there, whatever the link is.
    assert '<a href="?logga-in">logga in</a>' in answers[0].text
    assert browser(Role.READER).get(f"/fryst/{withdrawn.name}").status_code == 404


@pytest.mark.usefixtures("login")
def test_who_logs_in_from_a_link_is_led_back_to_it(link: FrozenLink) -> None:
    for name in (link.name, "finns-inte-alls"):
        led = browser().get(f"/fryst/{name}?logga-in")
        assert (led.status_code, led.headers["location"]) == (303, f"/oversikt?fryst={name}")
        assert "set-cookie" not in led.headers
        assert remembered(led.headers["location"]) == f"/fryst/{name}"
    for other in ("//example.org", "../oversikt", "a" * 65, "å"):
        assert remembered(f"/oversikt?fryst={quote(other)}") == f"/oversikt?fryst={quote(other)}"
    # Who may read already is shown what there is.
    assert browser(Role.READER).get(f"/fryst/{link.name}?logga-in").status_code == 200


@pytest.mark.usefixtures("login")
def test_todays_answer_is_told_beside_the_line_of_the_frozen_link_and_not_below_the_picture(link: FrozenLink) -> None:
    text = page(link, Role.READER)[1]
    assert text.index("f-strip") < text.index("Dagens svar är detsamma") < text.index("Visa dagens svar")
    assert text.index("Visa dagens svar") < text.index("<h1>")


@pytest.mark.usefixtures("login")
def test_without_login_a_link_that_allows_it_shows_the_figures_but_no_reason_and_no_role(
    link: FrozenLink, route_store: Store
) -> None:
    rename_link(route_store, link.name, "För alla", ROLE)
    let_read_without_login(route_store, link.name, ROLE, allowed=True)
    answer = browser().get(f"/fryst/{link.name}")
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers
    document = document_of(picture_of(route_store, VIEW))
    assert document.summary.headline in answer.text
    assert all(row.name in answer.text for row in document.rows)
    assert SECRET not in answer.text
    assert ROLE not in answer.text
    assert "Varför" not in answer.text
    assert "I dag" not in answer.text
    assert page(link, rest="/json")[0] == 404
    let_read_without_login(route_store, link.name, ROLE, allowed=False)
    assert page(link)[0] == 404


def test_it_is_kept_nowhere_indexed_nowhere_and_runs_nothing(link: FrozenLink) -> None:
    for path in (link.name, "finns-inte", f"{link.name}/json"):
        headers = browser(Role.READER).get(f"/fryst/{path}").headers
        assert headers["cache-control"] == "no-store"
        assert "noindex" in headers["x-robots-tag"]
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["content-security-policy"].startswith("default-src 'none'")
        assert "script" not in headers["content-security-policy"]
    text = page(link, Role.READER)[1]
    assert "<script" not in text
    assert not re.search(r"""(src|href)=["'](https?:)?//""", text)


@pytest.mark.usefixtures("login")
def test_guesses_are_slowed_down_and_then_refused(link: FrozenLink, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []

    async def no_wait(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr(frozen_route.asyncio, "sleep", no_wait)
    guesser = browser()
    statuses = [guesser.get(f"/fryst/gissning-{number}").status_code for number in range(40)]
    assert waited[0] == 0
    assert waited[-1] > 1
    assert statuses[0] == 404
    assert statuses[-1] == 429
    # Right and wrong alike, from there; and nobody else waits.
    assert guesser.get(f"/fryst/{link.name}").status_code == 429
    assert browser(Role.READER, client="10.0.0.10").get(f"/fryst/{link.name}").status_code == 200


@pytest.mark.usefixtures("login")
def test_who_is_logged_in_waits_for_no_guesser_behind_the_same_address_and_is_none(
    link: FrozenLink, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: set[float] = set()

    async def no_wait(seconds: float) -> None:
        waited.add(seconds)

    monkeypatch.setattr(frozen_route.asyncio, "sleep", no_wait)
    reader = browser(Role.READER)
    # One who opens a link that has been withdrawn, again and again, makes nobody wait.
    assert {reader.get("/fryst/en-som-inte-finns").status_code for _ in range(20)} == {404}
    for _ in range(20):
        frozen_route.LINK_PACE.note_miss("10.0.0.9")
    assert reader.get(f"/fryst/{link.name}").status_code == 200
    assert waited == {0.0}


def test_without_a_login_it_is_for_whoever_sits_at_the_machine(link: FrozenLink, route_store: Store) -> None:
    let_read_without_login(route_store, link.name, ROLE, allowed=True)
    here = browser(base="http://127.0.0.1:8501", client="127.0.0.1")
    assert SECRET in here.get(f"/fryst/{link.name}").text
    # Where nobody can log in, that is offered to nobody.
    gone = here.get("/fryst/AAAAAAAAAAAAAAAAAAAAAA")
    assert (gone.status_code, "Länken öppnar inget" in gone.text, "logga in" in gone.text) == (404, True, False)
    elsewhere = browser(base="http://192.168.1.5:8501", client="192.168.1.20")
    assert elsewhere.get(f"/fryst/{link.name}").status_code == 403


@pytest.mark.usefixtures("login")
def test_the_page_says_how_todays_answer_differs_and_leads_there(link: FrozenLink, route_store: Store) -> None:
    assert "Dagens svar är detsamma" in page(link, Role.READER)[1]
    assume_cost(Beside(route_store, VSO), "S09", (4_321_000, 4_321_000), Signature(ROLE, "prov"))
    text = page(link, Role.READER)[1]
    assert "Dagens svar skiljer sig" in text
    assert "gruppen har gjort ändringar" in text
    assert re.search(r'href="/prioritera\?[^"]*plan=vso-2021[^"]*ram=3547', text)
    before = document_of(picture_of(route_store, VIEW))
    assert "4 321" in next(row.cost for row in before.rows if row.id == "S09").replace("\u00a0", " ")
    # What is frozen is not touched by it.
    assert "4 321" not in re.sub("\u00a0", " ", text.split("<tbody>")[1].split("</tbody>")[0])


@pytest.mark.usefixtures("login")
def test_the_document_is_given_out_as_it_was_frozen(link: FrozenLink, route_store: Store) -> None:
    answer = browser(Role.READER).get(f"/fryst/{link.name}/json")
    assert answer.text == to_json(document_of(picture_of(route_store, VIEW)))
    assert "attachment" in answer.headers["content-disposition"]


@pytest.mark.usefixtures("login")
def test_the_file_says_whose_plan_it_is_of_when_another_municipality_has_one_with_its_id(
    link: FrozenLink, route_store: Store, write_plan: Callable[..., Path]
) -> None:
    def name() -> str:
        held = browser(Role.READER).get(f"/fryst/{link.name}/json").headers["content-disposition"]
        return held.partition("''fryst-")[2]

    assert name().endswith("-vso-2021.json")
    assert "linkoping" not in name()
    head = 'id = "vso-2021"\nnamn = "VSO"\nperiod = "2021"\nkommun = "Motala kommun"\n'
    import_plan(route_store, read_plan(write_plan(plan__toml=head)))
    assert name().endswith("-linkoping-vso-2021.json")


@pytest.mark.usefixtures("login")
@pytest.mark.parametrize(("plan_id", "called"), [("åsele", "%C3%A5sele"), ("giron-čálli", "giron-%C4%8D%C3%A1lli")])
def test_the_document_of_a_plan_whose_id_has_any_letters_is_given_out_under_its_name(
    route_store: Store, write_plan: Callable[..., Path], plan_id: str, called: str
) -> None:
    import_plan(route_store, read_plan(write_plan(plan__toml=f'id = "{plan_id}"\nnamn = "Plan"\nperiod = "2026"\n')))
    picture = picture_of(route_store, View(plan=plan_id))
    own = freeze(route_store, PlanKey("egen", plan_id), document_of(picture), LinkWish("Egen"), ROLE)
    answer = browser(Role.READER).get(f"/fryst/{own.name}/json")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].endswith(f"{called}.json")


@pytest.mark.usefixtures("login")
def test_what_cannot_be_shown_is_said_to_who_may_read_and_to_nobody_else(link: FrozenLink, route_store: Store) -> None:
    newer = json.dumps({"format": FORMAT + 1}).encode()
    name = frozen_links.keep_frozen(route_store, VSO, frozen_links.ToFreeze("prioritera", newer, "Ny", None, ROLE))
    with route_store.write() as cursor:
        cursor.execute("update frozen set document = '{}'::blob where name = ?", [link.name])
    for one, said in ((name, "<p>Dokumentet är sparat i format"), (link.name, "inte det som frystes")):
        let_read_without_login(route_store, one, ROLE, allowed=True)
        answer = browser(Role.READER).get(f"/fryst/{one}")
        assert (answer.status_code, said in answer.text) == (500, True)
        assert browser().get(f"/fryst/{one}").status_code == 404
    # The file of it neither, though it is given out without being read as a document.
    answer = browser(Role.READER).get(f"/fryst/{link.name}/json")
    assert (answer.status_code, "inte det som frystes" in answer.text) == (500, True)


@pytest.mark.usefixtures("login")
def test_every_field_of_a_row_is_on_the_page_as_it_is_in_the_document(link: FrozenLink, route_store: Store) -> None:
    document = document_of(picture_of(route_store, VIEW))
    rows = re.findall(r'<tr class="b-row b-(?!line)\w+">(.*?)</tr>', page(link, Role.READER)[1], re.S)
    drawn = [[plain(cell) for cell in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.S)] for row in rows]
    assert len(drawn) == len(document.rows)
    for cells, row in zip(drawn, document.rows, strict=True):
        place, project, points, cost, running, state = cells
        assert place.split()[0] == str(row.place)
        assert project.startswith(row.name)
        assert f"Klass: {row.tier_name}" in project
        assert points.startswith(plain(row.answers))
        assert f"{row.points} av 100" in points
        assert cost.startswith(plain(row.cost))
        assert running == plain(row.running)
        assert state.startswith(f"{row.state[1]} {row.state[2]}")
        assert row.because in state


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("\u00a0", " ").replace("\u2068", "").split())
