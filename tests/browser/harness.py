"""Starts the real app and drives it in a real browser; also used by the pictures and by longer scenarios."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright
from playwright.sync_api import Error as PlaywrightError

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
DONE = '[data-testid="stApp"][data-test-connection-state="CONNECTED"][data-test-script-state="notRunning"]'
PENDING = '[data-testid="stSkeleton"], [data-testid="stAppSkeleton"]'
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
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_server(
    folder: Path, script: Path = ROOT / "app.py", uvicorn: bool = False, port: int | None = None, **environment: str
) -> Iterator[Server]:
    """Run `streamlit run script` with a database of its own in `folder` until the block ends.

    With `uvicorn` it is `uvicorn app:app` instead, started from another folder than the app's.
    """
    port = port or free_port()
    server_log, outgoing, database = folder / "server.log", folder / "utgaende.log", folder / "test.duckdb"
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
        _wait_until_up(server)
        yield server
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait_until_up(server: Server, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end and server.process.poll() is None:
        try:
            urllib.request.urlopen(server.url + "/_stcore/health", timeout=2).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"Servern kom inte igång:\n{server.log.read_text(encoding='utf-8')[-2000:]}")


def launch(playwright: Playwright) -> Browser:
    """Start Chromium: the one named in PRIORITERING_CHROMIUM, else the system's, else Playwright's own."""
    candidates = [os.environ.get("PRIORITERING_CHROMIUM"), "/usr/bin/chromium", shutil.which("chromium")]
    program = next((path for path in candidates if path and Path(path).exists()), None)
    try:
        return playwright.chromium.launch(executable_path=program, args=QUIET)
    except PlaywrightError as error:
        raise RuntimeError(NO_BROWSER) from error


def settle(page: Page) -> None:
    """Wait until the script is done and the page has been still for a moment."""
    page.wait_for_timeout(60)
    page.wait_for_selector(DONE, timeout=30_000)
    page.wait_for_timeout(120)
    page.wait_for_selector(DONE, timeout=30_000)
    page.wait_for_selector(PENDING, state="detached", timeout=30_000)


def grow(page: Page) -> Page:
    """Make the window as tall as the content, since Streamlit scrolls inside the page and hides the rest."""
    size = page.viewport_size or {"width": 1440, "height": 900}
    needed = page.evaluate("Math.ceil(document.querySelector('[data-testid=\"stMain\"]').scrollHeight)")
    page.set_viewport_size({"width": size["width"], "height": min(max(size["height"], needed), 12_000)})
    page.wait_for_timeout(300)
    settle(page)
    return page


@dataclass
class Visit:
    """One browser window on the app, which notes everything that went wrong or left the machine."""

    page: Page
    url: str
    console_errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    sockets: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.console_errors.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("websocket", lambda websocket: self.sockets.append(websocket.url))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.console_errors.append(message.text)

    def open(self, path: str) -> Page:
        """Go to a path of the app and wait until the page is drawn."""
        self.page.goto(f"{self.url}/{path.lstrip('/')}")
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until the script is done and the page has been still for a moment."""
        settle(self.page)

    def outside_hosts(self) -> list[str]:
        """Return the hosts other than this machine that the page asked for anything."""
        asked = [urlsplit(url) for url in self.requests + self.sockets]
        return sorted({part.netloc for part in asked if part.hostname and part.hostname not in LOOPBACK})

    def faults(self) -> list[str]:
        """Return what no page may ever show or do: errors in the console, tracebacks, requests to elsewhere."""
        shown = self.page.locator('[data-testid="stException"]').all_inner_texts()
        if "Traceback" in self.page.inner_text("body"):
            shown.append("Traceback")
        return [*self.console_errors, *shown, *self.outside_hosts()]


def new_visit(browser: Browser, url: str, **options: Any) -> tuple[BrowserContext, Visit]:
    """Open a window with Swedish settings; `options` are Playwright's (viewport, color_scheme …)."""
    settings: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}, "locale": "sv-SE", **options}
    context = browser.new_context(**settings)
    return context, Visit(context.new_page(), url)
