"""50 members in one round and 200 viewers, as real websocket sessions with their event streams, on this machine.

Run: python -m tests.bench.bench_mote [viewers [seconds [page]]], the page being prioritera or projektor. A member
changes an answer, and the time until the new picture has arrived is taken for each viewer. Prints p50 and p95 of the
update, the server's CPU and its memory a session; asserts no seconds. Bounded: at most 200 viewers, 50 members and 60
seconds; loopback only. The clients run on the same machine, so the server has less than the whole of it.
"""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from prioritering.criteria.model_file import standard_model
from prioritering.meeting.meeting import Meeting, Naming, setup_from
from prioritering.store import meetings
from prioritering.store.bootstrap import bootstrap
from prioritering.store.connection import Store
from tests.browser.harness import Server, running_server
from tests.browser.socket_client import Session, open_session
from tests.folders import VSO
from tests.store import meeting_steps

MEMBERS, VIEWERS, SECONDS, PER_SECOND = 50, 200, 20.0, 4
PROJECTS = tuple(f"S{number:02}" for number in range(1, 11))
# What each page follows, and where in the version of what it is sent the number of answers stands.
STREAMS = {
    "projektor": ("/direkt/strom?mote={}&bild=rangordning&poang=median&plan=vso-2021&ruta=projektor", -1),
    "prioritera": ("/direkt/strom?vyns_mote={}&poang=median&plan=vso-2021&ruta=tavla", -1),
}
LEVELS = ("Ingen", "Låg", "Medel", "Hög", "Mycket hög")


@dataclass
class Viewer:
    """One screen: its session, and when each number of answers was on it (seconds of the monotonic clock)."""

    session: Session
    seen: dict[int, float] = field(default_factory=dict)

    def at(self, answers: int) -> float | None:
        """Return when a picture with at least that many answers had arrived."""
        return min((when for count, when in self.seen.items() if count >= answers), default=None)


def prepared(database: Path) -> Meeting:
    """Make a database with a meeting whose round is revealed, so that every change shows on all screens."""
    store = Store.open(database)
    bootstrap(store)
    setup = setup_from([f"Roll {number}" for number in range(1, MEMBERS + 1)], Naming.ANONYMOUS)
    meeting = meetings.open_meeting(store, VSO, standard_model(), setup, "objektledare")
    meeting_steps.open_round(store, meeting.id, PROJECTS, "objektledare")
    meeting_steps.reveal(store, meeting.id, "objektledare")
    store.close()
    return meeting


def joined(server: Server, code: str, role: str) -> str:
    """Join over HTTP and return the device's cookie."""
    body = json.dumps({"kod": code, "roll": role}).encode()
    request = urllib.request.Request(f"{server.url}/direkt/anslut", body, {"content-type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return str(answer.headers["set-cookie"]).split(";")[0]


async def watch(server: Server, viewer: Viewer, path: str, place: int) -> None:
    """Follow an event stream as a browser does; `place` is where the version holds the number of answers."""
    host, port = server.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port), limit=2**22)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nAccept: text/event-stream\r\n\r\n".encode())
    name = ""
    try:
        async for line in reader:
            if line.startswith(b"event: "):
                name = line[7:].decode().strip()
            elif line.startswith(b"id: ") and name == "ruta":
                viewer.seen.setdefault(int(line[4:].decode().split("-")[place]), time.monotonic())
    finally:
        writer.close()


async def save(server: Server, cookie: str, body: dict[str, object]) -> None:
    """Send one answer over a connection of its own and wait for the acknowledgement."""
    host, port = server.url.removeprefix("http://").split(":")
    content = json.dumps(body).encode()
    head = (
        f"POST /direkt/svar HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Type: application/json\r\nCookie: {cookie}\r\n"
        f"Content-Length: {len(content)}\r\nConnection: close\r\n\r\n"
    )
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(head.encode() + content)
    answer = await reader.read()
    writer.close()
    assert b" 200 " in answer[:20], answer[:500]


def cpu_seconds(pid: int) -> float:
    """Return the processor time a process has used."""
    parts = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(") ", 1)[1].split()
    return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")


def memory_mb(pid: int) -> float:
    """Return the memory a process holds."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="utf-8").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


async def play(server: Server, meeting: Meeting, viewers: int, seconds: float, page: str) -> None:
    """Open all sessions, let the members change their answers for a while, and print what was measured."""
    pid = server.process.pid
    query = f"mote={meeting.id}&poang=median" + ("&bild=rangordning" if page == "projektor" else "")
    warm = await open_session(server.url, page, query)
    await warm.socket.close()
    before = memory_mb(pid)
    screens = [Viewer(await open_session(server.url, page, query)) for _ in range(viewers)]
    cookies = [await asyncio.to_thread(joined, server, meeting.code, role) for role in meeting.roles]
    members = []
    for cookie in cookies:
        name, token = cookie.split("=", 1)
        members.append(Viewer(await open_session(server.url, "poangsatt", f"kod={meeting.code}", {name: token})))
    path, place = STREAMS[page]
    tasks = [asyncio.create_task(watch(server, screen, path.format(meeting.id), place)) for screen in screens]
    tasks += [
        asyncio.create_task(watch(server, member, f"/direkt/strom?mote={meeting.id}&ruta=fynd", 2))
        for member in members
    ]
    await asyncio.sleep(3)
    sessions = viewers + MEMBERS
    print(f"minne: {before:.0f} MB tom, {memory_mb(pid):.0f} MB med {sessions} sessioner,", end=" ")
    print(f"{(memory_mb(pid) - before) / sessions * 1000:.0f} kB per session")
    idle_cpu, idle_from = cpu_seconds(pid), time.monotonic()
    await asyncio.sleep(5)
    print(f"i vila: {(cpu_seconds(pid) - idle_cpu) / (time.monotonic() - idle_from):.0%} av en kärna")

    sent: list[float] = []
    cpu, started = cpu_seconds(pid), time.monotonic()
    while time.monotonic() - started < seconds:
        number = len(sent)
        body = {
            "mote": meeting.id,
            "runda": 1,
            "projekt": PROJECTS[number % len(PROJECTS)],
            "kriterium": "omfattning",
            "slag": "nivå",
            # Each time round another level than the last: an answer sent again changes nothing on any screen.
            "varde": LEVELS[(number * 7 + number // 10 + number // MEMBERS) % len(LEVELS)],
        }
        sent.append(time.monotonic())
        await save(server, cookies[number % MEMBERS], body)
        await asyncio.sleep(max(0.0, started + len(sent) / PER_SECOND - time.monotonic()))
    await asyncio.sleep(3)
    busy = (cpu_seconds(pid) - cpu) / (time.monotonic() - started)
    for task in tasks:
        task.cancel()
    report(sent, screens, busy, seconds)
    for one in (*screens, *members):
        await one.session.socket.close()


def report(sent: list[float], screens: list[Viewer], busy: float, seconds: float) -> None:
    """Print the time from a member's change to each screen's new picture."""
    times = [screen.at(answers) for answers in range(1, len(sent) + 1) for screen in screens]
    starts = [moment for moment in sent for _ in screens]
    missing = sum(moment is None for moment in times)
    delays = sorted(seen - start for seen, start in zip(times, starts, strict=True) if seen is not None)
    p50, p95 = statistics.median(delays), delays[int(len(delays) * 0.95)]
    print(f"{len(sent)} ändringar under {seconds:.0f} s till {len(screens)} skärmar, {missing} uteblev")
    print(f"uppdatering: p50 {p50 * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms, längst {delays[-1] * 1000:.0f} ms")
    cores = os.cpu_count() or 1
    print(f"processor: {busy:.0%} av en kärna, {busy / cores:.0%} av maskinens {cores}")


def main(viewers: int = VIEWERS, seconds: float = SECONDS, page: str = "prioritera") -> None:
    """Run the meeting with the viewers on a page: projektor or prioritera."""
    print(f"{MEMBERS} medlemmar och {viewers} åskådare på {page}")
    with tempfile.TemporaryDirectory() as folder:
        meeting = prepared(Path(folder) / "test.duckdb")
        with running_server(Path(folder)) as server:
            asyncio.run(play(server, meeting, min(viewers, VIEWERS), min(seconds, 60.0), page))


if __name__ == "__main__":
    main(*(kind(text) for kind, text in zip((int, float, str), sys.argv[1:], strict=False)))
