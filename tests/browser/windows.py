"""Windows that tests borrow: a page that is used again costs a third of a new one, which must compile every script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser
from playwright.sync_api import Error as PlaywrightError

from tests.browser.harness import Visit, new_visit

Opener = Callable[..., Visit]
LAPTOP = {"width": 1440, "height": 900}


class Windows:
    """The windows of one browser, each with cookies and storage of its own, emptied between two tests.

    Size, colours, motion and what is permitted are set on a window that there is, so that each need not be one more to
    compile for.
    Nothing moves in one unless asked for (`reduced_motion="no-preference"`): that costs a fifth of a page load.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._idle: dict[str, list[Visit]] = {}

    @contextmanager
    def borrowed(self, url: str) -> Iterator[Opener]:
        """Give a function that opens windows on `url`, or on another server, with Playwright's options.

        Afterwards none of them may have shown a traceback, a console error or a foreign request: AssertionError.
        """
        opened: list[tuple[str, Visit]] = []

        def open_window(url: str = url, **options: Any) -> Visit:
            size = options.pop("viewport", LAPTOP)
            scheme, motion = options.pop("color_scheme", "light"), options.pop("reduced_motion", "reduce")
            forced, permissions = options.pop("forced_colors", "none"), options.pop("permissions", [])
            kind = repr((url, sorted(options.items())))
            idle = self._idle.setdefault(kind, [])
            visit = idle.pop() if idle else new_visit(self._browser, url, **options)
            opened.append((kind, visit))
            visit.page.set_viewport_size(size)
            # A window that was last seen as paper hides what is pressed.
            visit.page.emulate_media(media="null", color_scheme=scheme, reduced_motion=motion, forced_colors=forced)
            visit.page.context.grant_permissions(permissions)
            return visit

        try:
            yield open_window
            faults = [fault for _, visit in opened for fault in visit.faults()]
        finally:
            for kind, visit in opened:
                self._take_back(kind, visit)
        assert not faults, "\n".join(faults)

    def _take_back(self, kind: str, visit: Visit) -> None:
        try:
            visit.rest()
        except PlaywrightError:
            # The test closed it, or its server is gone.
            visit.page.context.close()
        else:
            self._idle[kind].append(visit)
