"""A real OpenID Connect provider on loopback, and the app set up to use it."""

from __future__ import annotations

import fcntl
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.harness import Server, Visit, free_port, running_server, wait_for_process

OIDC = Path(__file__).parents[1] / "oidc"
ACCOUNTS = {
    "lasare": "läsare",
    "medlem": "medlem",
    "objektledare": "objektledare",
    "objektagare": "objektägare",
    "administrator": "administratör",
}
_SECRETS = """
[auth]
redirect_uri = "{app}/oauth2callback"
cookie_secret = "en lång hemlighet som bara används i testet"
client_id = "prioritering"
client_secret = "bara-for-test"
server_metadata_url = "{provider}/.well-known/openid-configuration"
client_kwargs = {{ prompt = "login" }}

[atkomst]
ansprak = ["groups"]

[atkomst.roller]
"läsare" = ["11111111-0000-0000-0000-000000000001"]
medlem = ["11111111-0000-0000-0000-000000000002"]
objektledare = ["11111111-0000-0000-0000-000000000003"]
"objektägare" = ["11111111-0000-0000-0000-000000000004"]
"administratör" = ["11111111-0000-0000-0000-000000000005"]
"""


@contextmanager
def server_with_login(folder: Path, **environment: str) -> Iterator[Server]:
    """Run the provider and the app with login until the block ends; skips with the reason when node is lacking."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        pytest.skip("node och npm saknas på maskinen, så ingen OpenID Connect-tjänst kan startas (apt-get install npm)")
    with (OIDC / "package.json").open("rb") as package:
        fcntl.flock(package, fcntl.LOCK_EX)  # tests in another process may be fetching it at this moment
        if not (OIDC / "node_modules" / "oidc-provider").is_dir():
            subprocess.run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=OIDC, check=True)
    app_port, provider_port = free_port(), free_port()
    app, provider = f"http://127.0.0.1:{app_port}", f"http://127.0.0.1:{provider_port}"
    secrets = folder / ".streamlit" / "secrets.toml"
    secrets.parent.mkdir()
    secrets.write_text(_SECRETS.format(app=app, provider=provider), encoding="utf-8")
    command = [node, "provider.js", str(provider_port), f"{app}/oauth2callback"]
    with (folder / "oidc.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=OIDC, stdout=log, stderr=subprocess.STDOUT)
    try:
        wait_for_process(process, folder / "oidc.log", lambda: "redo" in (folder / "oidc.log").read_text("utf-8"))
        with running_server(folder, port=app_port, HOME=str(folder), **environment) as server:
            yield server
    finally:
        process.terminate()
        process.wait(timeout=10)


def give_account(page: Page, account: str) -> None:
    """Say who one is on the provider's page."""
    page.wait_for_selector('input[name="konto"]')
    page.fill('input[name="konto"]', account)
    page.get_by_role("button", name="Logga in").click()


def log_in(visit: Visit, account: str, path: str) -> Page:
    """Open a path, log in at the provider, and wait until the app has drawn where that leads."""
    page = visit.open(path)
    page.get_by_role("button", name="Logga in").click()
    give_account(page, account)
    page.wait_for_url(f"{visit.url}/**")
    visit.settle()
    return page
