"""What the server sends and refuses, seen over HTTP and the websocket."""

from __future__ import annotations

import gzip
import http.client
import os
import re
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.harness import ROOT, Server, Visit, running_server
from tests.browser.stillness import PATIENCE
from tests.browser.windows import Opener

pytestmark = pytest.mark.browser


def get(server: Server, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    place = urlsplit(server.url)
    connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=PATIENCE)
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()


def handshake(server: Server, origin: str | None) -> str:
    """Return the first line of the answer to a websocket handshake."""
    place = urlsplit(server.url)
    lines = [
        "GET /_stcore/stream HTTP/1.1",
        f"Host: {place.netloc}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Protocol: streamlit",
        *([f"Origin: {origin}"] if origin else []),
    ]
    with socket.create_connection((place.hostname, place.port), timeout=PATIENCE) as wire:
        wire.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        return wire.recv(4096).split(b"\r\n")[0].decode()


def test_the_page_is_swedish_before_any_script_has_run(server: Server) -> None:
    status, _, body = get(server, "/prioritera")
    html = body.decode("utf-8")
    assert status == 200
    assert '<html lang="sv"' in html
    assert "<title>Prioritering</title>" in html
    assert "behöver JavaScript" in html
    assert "Streamlit app" not in html


def test_the_page_is_the_same_whether_compressed_or_not(server: Server) -> None:
    _, plain_headers, plain = get(server, "/metod")
    _, headers, packed = get(server, "/metod", accept_encoding="gzip, br")
    assert headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain_headers
    assert gzip.decompress(packed) == plain
    assert int(headers["content-length"]) == len(packed)


def test_scripts_are_sent_compressed(server: Server) -> None:
    _, _, page = get(server, "/metod")
    found = re.search(rb'src="(/static/js/index[^"]+)"', page)
    assert found
    path = found[1].decode()
    _, headers, packed = get(server, path, accept_encoding="gzip")
    _, _, plain = get(server, path)
    assert gzip.decompress(packed) == plain
    assert len(packed) < len(plain) / 2
    assert "immutable" in headers["cache-control"]


def test_every_answer_carries_a_strict_policy_and_the_page_obeys_it(server: Server, visit: Visit) -> None:
    for path in ("/oversikt", "/statisk/sprak.js", "/_stcore/health", "/finns/inte", "/_stcore/metrics"):
        headers = get(server, path)[1]
        policy = headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        script_sources = next(part for part in policy.split("; ") if part.startswith("script-src"))
        assert re.fullmatch(r"script-src 'self' 'sha256-[A-Za-z0-9+/=]+' blob:", script_sources)
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
    visit.open("oversikt")
    assert visit.faults() == []


def test_the_first_address_leads_to_the_overview_with_its_parameters(server: Server) -> None:
    status, headers, _ = get(server, "/?plan=ukfa-2022&ram=1%20000")
    assert status == 307
    assert headers["location"] == "/oversikt?plan=ukfa-2022&ram=1%20000"


def test_an_address_that_does_not_exist_is_said_in_swedish_and_leads_back(server: Server, visit: Visit) -> None:
    answer = visit.page.goto(f"{server.url}/finns/inte/alls?plan=ukfa-2022")
    assert answer is not None
    assert answer.status == 404
    assert visit.page.title() == "Sidan finns inte – Prioritering"
    # The browser notes the status in the console, which is as it should be; the policy takes nothing from the page.
    assert [error for error in visit.console_errors if "404" not in error] == []
    assert visit.page.evaluate("getComputedStyle(document.querySelector('main')).maxWidth") == "576px"
    visit.console_errors.clear()
    visit.page.get_by_role("link", name="Till Översikt").click()
    visit.page.get_by_role("heading", name="Översikt", level=1).wait_for()
    visit.settle()
    assert get(server, "/" + "a" * 3000)[0] == 404
    assert get(server, "//example.org/x")[0] in (307, 400, 404)


def test_a_websocket_from_another_site_is_refused_without_looking_it_up(server: Server) -> None:
    assert "403" in handshake(server, "http://example.org")
    assert server.outside_hosts() == []


def test_a_websocket_from_the_page_itself_and_from_a_program_is_let_in(server: Server) -> None:
    assert "101" in handshake(server, server.url)
    assert "101" in handshake(server, None)


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/script-health-check"])
def test_what_the_app_has_no_use_for_is_closed(path: str, server: Server) -> None:
    assert get(server, path)[0] == 404


@pytest.mark.long
def test_under_uvicorn_from_another_folder_the_app_is_the_same_and_without_an_own_plan_it_opens_the_sample(
    tmp_path: Path, new_window: Opener
) -> None:
    with running_server(tmp_path, uvicorn=True) as other:
        visit = new_window(other.url)
        page = visit.open("")
        assert page.title() == "Översikt – Prioritering"
        assert parse_qs(urlsplit(page.url).query)["plan"] == ["vso-2021"]
        assert visit.faults() == []
        assert other.outside_hosts() == []
        background = page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
        assert background == "rgb(251, 251, 248)"  # config.toml is in force
        page.close()


def test_the_icon_is_ours_wherever_it_is_asked_for(server: Server) -> None:
    for path in ("/favicon.png", "/favicon.ico", "/statisk/ikon.svg"):
        status, headers, body = get(server, path)
        assert status == 200
        assert headers["content-type"].startswith("image/svg+xml")
        assert b"<svg" in body


@pytest.mark.long
def test_a_faulty_plan_folder_leaves_the_other_plans_usable(tmp_path: Path, new_window: Opener) -> None:
    broken = tmp_path / "trasig"
    broken.mkdir()
    (broken / "plan.toml").write_text('id = "trasig"\nnamn = "Trasig"\nperiod = "2023"\n', encoding="utf-8")
    (broken / "projekt.csv").write_text("id,namn,klass\n1,A,påhittad\n", encoding="utf-8")
    with running_server(tmp_path, PRIORITERING_PLANER=str(broken)) as other:
        visit = new_window(other.url)
        page = visit.open("oversikt")
        assert page.locator("h1").inner_text() == "Översikt"
        assert visit.faults() == []
        page.close()


def test_the_log_of_outgoing_connections_does_see_them(tmp_path: Path) -> None:
    log = tmp_path / "log"
    code = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('127.0.0.1', 9))"
    variables = {**os.environ, "UTGAENDE_LOGG": str(log), "PYTHONPATH": str(ROOT / "tests" / "browser" / "utgaende")}
    subprocess.run([sys.executable, "-c", code], env=variables, check=True)
    assert "socket.connect 127.0.0.1" in log.read_text(encoding="utf-8")
