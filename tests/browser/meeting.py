"""Plays the parts of a meeting in real browsers: the leader, the members, and someone who tries to peek."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Locator, Page, Response, WebSocket, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests.browser.harness import Visit
from tests.browser.plan_copies import LaidMeeting
from tests.browser.stillness import PATIENCE

PRESSES = 6
CRITERIA = ("effekttyp", "omfattning", "tidsperspektiv")
LEVELS = {
    "effekttyp": ("Ingen effekt", "En effekt", "Två effekter"),
    "omfattning": ("Ingen", "Låg", "Medel", "Hög", "Mycket hög"),
    "tidsperspektiv": ("Ingen effekthemtagning", "Lång", "Medel", "Kort"),
}
SAVED = """() => Object.keys(localStorage).every((key) => !key.startsWith('prioritering.'))
  && document.querySelector('.v-saved-text').textContent.startsWith('Sparat')"""
POST_EACH = """([path, bodies]) => Promise.all(bodies.map(async (body) => {
  const answer = await fetch(path, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  return [answer.status, await answer.json()];
}))"""
# A stream tells how everything stands in its first message, and then waits for something to happen.
STREAMED = """(paths) => Promise.all(paths.map(async (path) => {
  const abort = new AbortController();
  const reader = (await fetch(path, { signal: abort.signal })).body.getReader();
  let text = '';
  while (!/^event: stand$.*\\n\\n/ms.test(text)) {
    const { done, value } = await reader.read();
    if (done) break;
    text += new TextDecoder().decode(value, { stream: true });
  }
  abort.abort();
  return text;
}))"""


@dataclass
class Watched:
    """A window in which everything that reaches the browser is kept."""

    visit: Visit
    frames: list[bytes] = field(default_factory=list)
    answers: list[Response] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.visit.listen("websocket", self._listen)
        self.visit.listen("response", self._keep)

    def _keep(self, answer: Response) -> None:
        self.answers.append(answer)

    def _listen(self, socket: WebSocket) -> None:
        socket.on(
            "framereceived", lambda frame: self.frames.append(frame if isinstance(frame, bytes) else frame.encode())
        )

    @property
    def page(self) -> Page:
        return self.visit.page

    def everything(self) -> str:
        """Return all that this browser has been given: page source, address, HTTP answers, websocket frames."""
        bodies = [_body(answer) for answer in self.answers if "/static/" not in answer.url]
        frames = b"".join(self.frames).decode("utf-8", "replace")
        return "\n".join([self.page.content(), self.page.url, *bodies, frames])


def _body(answer: Response) -> str:
    # A stream has no end to wait for; it is read by STREAMED instead.
    if "text/event-stream" in answer.headers.get("content-type", "") or answer.status >= 300:
        return ""
    try:
        return answer.text()
    except PlaywrightError as error:
        # What came before the window moved on; in these plays that is before anyone has answered.
        if "navigated away" in str(error):
            return ""
        raise


def open_meeting(
    leader: Watched, plan: str, naming: str = "med roll", more_roles: Sequence[str] = ()
) -> tuple[str, str]:
    """Open the plan's first meeting, with its scored projects in round 1; return the meeting's id and code."""
    page = leader.visit.open(f"mote?plan={plan}")
    for role in more_roles:
        write_role(page, "Roller i mötet", role)
        page.get_by_label(f"Remove {role}").or_(page.get_by_text(role, exact=True)).first.wait_for()
    page.get_by_text(naming).click()
    page.get_by_role("button", name="Öppna mötet och runda 1").click()
    code = shown_code(page)
    page.wait_for_url("**mote=*")
    leader.visit.settle()
    return page.url.split("mote=")[1].split("&")[0], code


def open_on_all(leader: Watched, plan: str) -> tuple[str, str]:
    """Open a meeting with a round about all that the plan has; return the meeting's id and code."""
    page = leader.visit.open(f"mote?plan={plan}")
    begin_now = page.get_by_role("button", name="Öppna mötet och runda 1")
    press(leader, "Välj alla projekt", begin_now.and_(page.locator(":enabled")))
    leader.visit.settle()
    begin_now.click()
    code = shown_code(page)
    page.wait_for_url("**mote=*")
    leader.visit.settle()
    return page.url.split("mote=")[1].split("&")[0], code


def take(leader: Watched, step: str, confirm: str) -> None:
    """Press the button of a step, and then the one in its dialog that takes it."""
    dialog = leader.page.get_by_role("dialog")
    press(leader, step, dialog)
    # What a member does in the same blink draws the dialog anew, as any of the page.
    press(leader, confirm, dialog, gone=True)


def reveal(leader: Watched) -> None:
    """Show the first round's answers, and return once the result is there."""
    take(leader, "Visa svaren i runda 1", "Visa svaren för alla")
    leader.page.get_by_role("heading", name="Gruppens bedömning").wait_for()


def press(leader: Watched, button: str, leads_to: Locator, gone: bool = False) -> None:
    """Press a button until what it leads to is there, or `gone`: a press while the page redraws is lost."""
    a_while = PATIENCE * 1000 / PRESSES
    why = ""
    for _ in range(PRESSES):
        leader.visit.settle()
        try:
            leader.page.get_by_role("button", name=button, exact=True).click(timeout=a_while)
            leads_to.wait_for(state="detached" if gone else "attached", timeout=a_while)
        except PlaywrightTimeout as error:
            why = error.message
            # A dialog that came late lies over the button, and one that went late has taken it away.
            if gone == bool(leads_to.count()):
                continue
        return
    raise AssertionError(f"{button} gör inget: {why}\n{leader.page.locator('body').aria_snapshot()}")


def open_part(leader: Watched, part: Locator) -> None:
    """Open a folded part of the page: a press while the page redraws is lost."""
    for _ in range(PRESSES):
        leader.visit.settle()
        if part.get_attribute("open") is None:
            part.locator("summary").click()
        try:
            expect(part).to_have_attribute("open", "", timeout=PATIENCE * 1000 / PRESSES)
        except AssertionError:
            continue
        return
    raise AssertionError("delen öppnas inte")


def write_role(page: Page, label: str, role: str) -> None:
    """Write a role that nobody has suggested."""
    field = page.get_by_role("combobox", name=label)
    field.fill(role)
    field.press("Enter")


def seat_link(leader: Watched, role: str) -> str:
    """Ask for the code that moves a member's seat to another device, and return the address that has it."""
    button = f"Byt enhet för {role}"
    dialog = leader.page.get_by_role("dialog")
    press(leader, button, dialog)
    link = dialog.locator(".p-break").inner_text()
    press(leader, "Gå tillbaka", dialog, gone=True)
    return link


def shown_code(page: Page) -> str:
    """Return the code to join with, when it is shown."""
    return page.locator(".m-code").inner_text().removeprefix("Kod").replace(" ", "").replace("\u00a0", "")


def join(member: Watched, plan: str, code: str, role: str) -> Page:
    """Join by the link and choose a role; returns when the ballot is drawn."""
    page = member.visit.open(f"poangsatt?kod={code}&plan={plan}")
    page.get_by_label(role, exact=True).check()
    page.get_by_role("button", name="Gå med i mötet").click()
    page.wait_for_selector("#v-projekt")
    return page


def take_seat(member: Watched, code: str, role: str) -> Page:
    """Join by the address that the page joins by, with no page open: for a member who only answers by `post`."""
    member.page.goto(f"{member.visit.url}/_stcore/health")
    status, content = ask_to_join(member.page, code, role)
    assert status == 200, content
    return member.page


def join_at_once(member: Watched, plan: str, code: str, role: str) -> Page:
    """Join as `take_seat` and then open the ballot, where the form to join with is not what is tried."""
    take_seat(member, code, role)
    page = member.visit.open(f"poangsatt?kod={code}&plan={plan}")
    page.wait_for_selector("#v-projekt")
    return page


@dataclass(frozen=True)
class Begun:
    """A meeting whose first round has begun, with one member in it; `page` is the member's."""

    member: Watched
    page: Page
    plan: str
    meeting_id: str
    code: str


@dataclass(frozen=True)
class Led(Begun):
    """Such a meeting with its leader's window open."""

    leader: Watched


def begin(watched: Callable[..., Watched], laid: LaidMeeting, role: str, **options: Any) -> Led:
    """Open the leader's page of a meeting and let a member join at once; `options` are those of the member's window."""
    leader = watched()
    leader.visit.open(f"mote?plan={laid.plan}&mote={laid.meeting_id}")
    return Led(**vars(begin_unwatched(watched, laid, role, **options)), leader=leader)


def begin_unwatched(watched: Callable[..., Watched], laid: LaidMeeting, role: str, **options: Any) -> Begun:
    """Let a member join at once in a meeting whose leader is not looked at."""
    member = watched(**options)
    return Begun(member, join_at_once(member, laid.plan, laid.code, role), *laid)


def second_tab(member: Watched, plan: str, code: str) -> Page:
    """Open the ballot in another tab of the same browser, which is the same member."""
    page = member.page.context.new_page()
    page.goto(f"{member.visit.url}/poangsatt?kod={code}&plan={plan}")
    page.wait_for_selector("#v-projekt")
    return page


def ask_to_join(page: Page, code: str, role: str) -> tuple[int, dict[str, Any]]:
    """Ask the server for a role as the page does; return status and content."""
    [(status, content)] = page.evaluate(POST_EACH, ["/direkt/anslut", [{"kod": code, "roll": role}]])
    return status, content


def choose(page: Page, criterion: str, level: str) -> None:
    """Choose a level on the project that is shown and wait for the server's word that it is saved."""
    page.locator(f'fieldset[data-criterion="{criterion}"] input[value="nivå/{level}"]').click()
    page.wait_for_function(SAVED)


def post(page: Page, **body: Any) -> tuple[int, dict[str, Any]]:
    """Send an answer as the page itself does; return status and content."""
    [(status, content)] = page.evaluate(POST_EACH, ["/direkt/svar", [body]])
    return status, content


def mine(page: Page, meeting_id: str) -> dict[str, Any]:
    """Return what the server gives this member."""
    return dict(page.evaluate("async (id) => (await fetch(`/direkt/mina?mote=${id}`)).json()", meeting_id))


def answer_all(
    page: Page, meeting_id: str, round_number: int, level: Callable[[str, str], str]
) -> list[tuple[str, str, str]]:
    """Answer everything in the round that is not answered, through the same address as the ballot uses.

    Return what was answered, as project, criterion and level. What the member has a conflict of interest on is left.
    """
    found = mine(page, meeting_id)
    bodies = [
        {
            "mote": meeting_id,
            "runda": round_number,
            "projekt": project,
            "kriterium": criterion,
            "slag": "nivå",
            "varde": level(project, criterion),
        }
        for project in found["projekt"]
        for criterion in found["fragar"][project]
        if criterion not in found["svar"].get(project, {}).get("svar", {})
        and not found["svar"].get(project, {}).get("jav")
    ]
    for status, content in page.evaluate(POST_EACH, ["/direkt/svar", bodies]):
        assert status == 200, json.dumps(content)
    return [(body["projekt"], body["kriterium"], body["varde"]) for body in bodies]
