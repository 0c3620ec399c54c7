"""The web server around Streamlit: Swedish page, strict headers, own files, refused foreign websockets.

Streamlit's page is one ASGI application; `settings()` is handed to `st.App` in app.py.
"""

from __future__ import annotations

import atexit
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from anyio import to_thread
from starlette.middleware import Middleware
from starlette.responses import FileResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from streamlit.runtime.pages_manager import PagesManager

from prioritering.errors import BadArgument
from prioritering.gateway.serving import stop_serving_commands
from prioritering.web.base import take_base_path
from prioritering.web.frame import context
from prioritering.web.frame.boundary import show_error
from prioritering.web.frame.carried_through import carry_callbacks_through
from prioritering.web.frame.long_work import stop_long_work
from prioritering.web.frame.secrets_file import tell_all_faults
from prioritering.web.pages.mote import panels, said
from prioritering.web.pages.projektor import steps
from prioritering.web.parts import board_live
from prioritering.web.server import meeting_routes
from prioritering.web.server.access_log import AccessLog
from prioritering.web.server.addresses import not_found
from prioritering.web.server.bounds import Bounds
from prioritering.web.server.compressed_files import CompressedFiles
from prioritering.web.server.connections import swept_connections
from prioritering.web.server.disk_watch import watching_disk
from prioritering.web.server.doorkeeper import Doorkeeper
from prioritering.web.server.frozen_route import frozen_routes
from prioritering.web.server.giving_back import giving_back
from prioritering.web.server.health import READY, health_routes
from prioritering.web.server.house import ICONS, STREAMLIT_FILES, House
from prioritering.web.server.kept_presses import keep_presses_in_dialogs
from prioritering.web.server.leader_link_told import forget_leader_link
from prioritering.web.server.leader_route import leader_routes
from prioritering.web.server.log import set_up_log
from prioritering.web.server.looking import looking_at_folders
from prioritering.web.server.refused_start import Start
from prioritering.web.server.room_listener import LISTENER
from prioritering.web.server.settling import settling
from prioritering.web.server.started_with import check_started_with
from prioritering.web.server.weigh_route import weigh_routes
from prioritering.web.server.whole_blocks import keep_blocks_whole

OWN_FILES = Path(__file__).parents[1] / "static"
# Imported here since a drawing is registered by its module. Screens that were open when the server stopped ask for
# theirs as soon as it is back, before anybody has opened a page.
WITH_DRAWINGS = (board_live, panels, said, steps)


def app_settings() -> dict[str, Any]:
    """Return what `st.App` is made with, and see to it that every page is reached through app.py only."""
    # Else Streamlit takes the files in pages/ for pages of their own until app.py has run once, and the first
    # visitor meets a page without frame, theme, plan and permission.
    PagesManager.uses_pages_directory = False
    keep_blocks_whole()
    keep_presses_in_dialogs()
    carry_callbacks_through()
    return {
        "routes": our_routes(),
        "middleware": middleware(),
        "lifespan": lifespan,
        "exception_handlers": {404: not_found, 405: not_found},
        "on_script_error": show_error,
    }


def prepare() -> None:
    """Set up the log and take up the base path, once `st.App` is made and before the first connection."""
    tell_all_faults()
    # A faulty choice is told when the server starts, in one sentence.
    with suppress(BadArgument):
        set_up_log()
    take_base_path()
    # Once more: Streamlit has set its loggers, and uvicorn's, by the options that were read now.
    with suppress(BadArgument):
        set_up_log()
    # What has been imported stays to the end: to look for garbage in it stops every visitor for a while.
    gc.freeze()
    # But for the end itself: what is never taken apart DuckDB tells of in fifty lines, below the reason of the stop.
    atexit.register(gc.unfreeze)


@asynccontextmanager
async def lifespan(app: object) -> AsyncIterator[None]:
    """What is done beside Streamlit's own start and stop: the database is opened and the plans are taken in.

    Before anybody is answered, so that a second process of the same database ends at once; the command line is let in.
    At the stop there is no more long work and no more commands, and all that is written stands in the file.
    """
    # A faulty choice ends the start here.
    set_up_log()
    check_started_with()
    store = await to_thread.run_sync(context.store)
    LISTENER.attach(app)
    LISTENER.open_at_start()
    async with settling(store), watching_disk(store), swept_connections(), giving_back(), looking_at_folders():
        READY.set()
        yield
        READY.clear()
        LISTENER.close()
        forget_leader_link()
        stop_long_work()
        # Here and not when Python ends: a server that is told to stop by a signal may never come so far.
        stop_serving_commands()


def our_routes() -> list[BaseRoute]:
    """Return our own HTTP routes, which go before Streamlit's."""
    return [
        Mount("/statisk", StaticFiles(directory=OWN_FILES), name="statisk"),
        # One is put in the page by Streamlit's script, one asked for by a browser that shows no page of ours.
        *(Route(path, lambda _: FileResponse(OWN_FILES / "ikon.svg")) for path in ICONS),
        *health_routes(),
        *meeting_routes.routes(),
        *weigh_routes(),
        *leader_routes(),
        *frozen_routes(),
    ]


def middleware() -> list[Middleware]:
    """Return the middleware that every request passes, outermost first.

    No option of Streamlit's may be read before `st.App` is made: it would be read without config.toml, and for good,
    when the server is started from another folder. So the middleware reads them as it is built.
    """
    return [
        Middleware(Start),
        Middleware(AccessLog),
        Middleware(House),
        Middleware(Doorkeeper),
        Middleware(Bounds),
        Middleware(CompressedFiles, directory=STREAMLIT_FILES),
    ]
