"""One real server and one real browser for all browser tests; a window of its own for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser.harness import Server, Visit, launch, new_visit, running_server


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running_server(tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = launch(playwright)
        yield started
        started.close()


@pytest.fixture
def new_window(browser: Browser, server: Server) -> Iterator[Callable[..., Visit]]:
    """Open windows; afterwards none of them may have shown a traceback, a console error or a foreign request."""
    opened: list[tuple[BrowserContext, Visit]] = []

    def open_window(url: str = server.url, **options: Any) -> Visit:
        context, visit = new_visit(browser, url, **options)
        opened.append((context, visit))
        return visit

    yield open_window
    faults = [fault for _, visit in opened if not visit.page.is_closed() for fault in visit.faults()]
    for context, _ in opened:
        context.close()
    assert faults == []


@pytest.fixture
def visit(new_window: Callable[..., Visit]) -> Visit:
    """One window of a laptop's size."""
    return new_window()
