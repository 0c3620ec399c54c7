"""Starts the real app and drives it in a real browser; also used by the pictures and by longer scenarios."""

from __future__ import annotations

import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright
from playwright.sync_api import Error as PlaywrightError

from prioritering.web.loopback import network_address
from tests.browser.stillness import NOTE_WORK, PATIENCE, wait_until_still

ROOT = Path(__file__).parents[2]
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]
# Below the ports that systems give to outgoing connections, which would else be taken before the server has started.
PORTS = range(20_000, 30_000)
DATABASE = "test.duckdb"
"""What a server's database is called in its folder."""
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
NO_BROWSER = (
    "Ingen Chromium hittades. Installera en (apt-get install chromium), ange en i PRIORITERING_CHROMIUM, "
    "eller kör: .venv/bin/python -m playwright install chromium"
)


@dataclass(frozen=True)
class Server:
    """A running app: its address, its log, the database it uses and what it tried to reach outside."""

    url: str
    log: Path
    database: Path
    outgoing: Path
    process: subprocess.Popen[bytes]

    def outside_hosts(self) -> list[str]:
        """Return the hosts other than this machine that the server looked up or connected to."""
        lines = self.outgoing.read_text(encoding="utf-8").splitlines() if self.outgoing.exists() else []
        hosts = {line.split(" ", 1)[1] for line in lines}
        # A socket file on disk and "no host" are this machine as well.
        return sorted(host for host in hosts if host not in LOOPBACK | {"None", "0.0.0.0", "::"} and host[:1] != "/")


def page_addresses() -> list[str]:
    """Return the address of each page that exists, from the files in pages/."""
    return sorted(path.stem for path in (ROOT / "pages").glob("*.py"))


def free_port() -> int:
    """Return a port that a server can take: none listens on it, nor has ended there a moment ago."""
    while True:
        port = random.choice(PORTS)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


@contextmanager
def running_server(
    folder: Path, script: Path = ROOT / "app.py", uvicorn: bool = False, port: int | None = None, **environment: str
) -> Iterator[Server]:
    """Run `streamlit run script` with a database of its own in `folder` until the block ends.

    With `uvicorn` it is `uvicorn app:app` instead, started from another folder than the app's.
    """
    port = port or free_port()
    server_log, outgoing, database = folder / "server.log", folder / "utgaende.log", folder / DATABASE
    variables = {
        **os.environ,
        "PRIORITERING_DB": str(database),
        "UTGAENDE_LOGG": str(outgoing),
        "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent / "utgaende"), str(ROOT)]),
        **environment,
    }
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    if uvicorn:
        target = [f"{script.stem}:app", "--app-dir", str(script.parent)]
        command = [sys.executable, "-m", "uvicorn", *target, "--port", str(port)]
    with server_log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=folder if uvicorn else ROOT, env=variables, stdout=output, stderr=subprocess.STDOUT
        )
    server = Server(f"http://127.0.0.1:{port}", server_log, database, outgoing, process)
    try:
        wait_for_process(process, server_log, lambda: _answers(server))
        yield server
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            # The database is free only when it has ended.
            process.wait()


def _answers(server: Server) -> bool:
    try:
        urllib.request.urlopen(server.url + "/_stcore/health", timeout=PATIENCE).close()
    except OSError:
        return False
    return True


def wait_for_process(process: subprocess.Popen[bytes], log: Path, ready: Callable[[], bool]) -> None:
    """Wait until a process that was just started is ready; RuntimeError with its log when it ends or never is."""
    end = time.monotonic() + 3 * PATIENCE
    while not ready():
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=0.1)
        if process.poll() is not None or time.monotonic() > end:
            raise RuntimeError(f"Servern kom inte igång:\n{log.read_text(encoding='utf-8')[-2000:]}")


def launch(playwright: Playwright) -> Browser:
    """Start Chromium: the one named in PRIORITERING_CHROMIUM, else the system's, else Playwright's own.

    Without a window to draw, the system's headless shell does the same for a fifth less.
    """
    installed = [shutil.which(name) for name in ("chromium-headless-shell", "chromium")]
    candidates = [os.environ.get("PRIORITERING_CHROMIUM"), *installed]
    program = next((path for path in candidates if path and Path(path).exists()), None)
    try:
        return playwright.chromium.launch(executable_path=program, args=QUIET)
    except PlaywrightError as error:
        raise RuntimeError(NO_BROWSER) from error


def grow(page: Page) -> Page:
    """Make the window as tall as the content, since Streamlit scrolls inside the page and hides the rest."""
    size = page.viewport_size or {"width": 1440, "height": 900}
    needed = page.evaluate("Math.ceil(document.querySelector('[data-testid=\"stMain\"]').scrollHeight)")
    page.set_viewport_size({"width": size["width"], "height": min(max(size["height"], needed), 12_000)})
    wait_until_still(page)
    return page


Listener = Callable[[Any], None]


@dataclass
class Visit:
    """One browser window on the app, which notes everything that went wrong or left the machine."""

    page: Page
    url: str
    console_errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    sockets: list[str] = field(default_factory=list)
    listeners: list[tuple[str, Listener]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.size = self.page.viewport_size
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.console_errors.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("websocket", lambda websocket: self.sockets.append(websocket.url))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            address = str(message.location.get("url", ""))
            self.console_errors.append(f"{message.text} {address}".strip())

    def open(self, path: str) -> Page:
        """Go to a path of the app and wait until the page is drawn."""
        self.page.goto(f"{self.url}/{path.lstrip('/')}")
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until what was asked for is done and the page stands still."""
        wait_until_still(self.page)

    def listen(self, event: str, listener: Listener) -> None:
        """Call `listener` at an event of the page (Playwright's names) until the visit rests."""
        self.page.on(event, listener)  # type: ignore[call-overload]
        self.listeners.append((event, listener))

    def rest(self) -> None:
        """Leave the app for a picture, where nothing runs, and forget all that was done, seen and stored."""
        context = self.page.context
        for other in context.pages:
            if other is not self.page:
                other.close()
        context.set_offline(False)
        context.clear_permissions()
        while self.listeners:
            self.page.remove_listener(*self.listeners.pop())
        self.page.unroute_all(behavior="ignoreErrors")
        # A page of the same server, since the browser would else throw away the app's compiled scripts.
        self.page.goto(f"{self.url}/statisk/ikon.svg")
        self.page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        context.clear_cookies()
        self.page.mouse.move(0, 0)
        if self.size:
            self.page.set_viewport_size(self.size)
        for noted in (self.console_errors, self.requests, self.sockets):
            noted.clear()

    def outside_hosts(self) -> list[str]:
        """Return the hosts other than this machine that the page asked for anything."""
        asked = [urlsplit(url) for url in self.requests + self.sockets]
        here = {*LOOPBACK, network_address()}
        return sorted({part.netloc for part in asked if part.hostname and part.hostname not in here})

    def faults(self) -> list[str]:
        """Return what no page may ever show or do: errors in the console, tracebacks, requests to elsewhere."""
        shown = [] if self.page.is_closed() else self.page.locator('[data-testid="stException"]').all_inner_texts()
        if not self.page.is_closed() and "Traceback" in self.page.inner_text("body"):
            shown.append("Traceback")
        return [*self.console_errors, *shown, *self.outside_hosts()]


def add_project(visit: Visit, name: str) -> None:
    """Add a project to the plan on the board that is open."""
    page, dialog = visit.page, visit.page.get_by_role("dialog")
    page.get_by_role("button", name="Lägg till projekt").click()
    dialog.get_by_label("Projektets namn").fill(name)
    dialog.get_by_label("Varför kommer det upp nu?").fill("Nytt lagkrav")
    visit.settle()
    dialog.get_by_role("button", name="Lägg till", exact=True).click()
    dialog.wait_for(state="hidden")
    visit.settle()


def new_visit(browser: Browser, url: str, **options: Any) -> Visit:
    """Open a window with Swedish settings; `options` are Playwright's (viewport, color_scheme …)."""
    settings: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}, "locale": "sv-SE", **options}
    context = browser.new_context(**settings)
    context.set_default_timeout(PATIENCE * 1000)
    context.add_init_script(NOTE_WORK)
    return Visit(context.new_page(), url)
