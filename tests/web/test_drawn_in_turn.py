"""What is drawn outside the pages is drawn a few at a time: a crowd that asks for it leaves time for everybody else."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from httpx import ASGITransport, AsyncClient
from starlette.applications import Starlette

from prioritering.web.frame.frozen_address import FROZEN_PATH
from prioritering.web.limits import PAGES_AT_ONCE
from prioritering.web.server import frozen_route, meeting_routes
from prioritering.web.server.threads import drawers
from prioritering.web.server.weigh_route import WEIGH, weigh_routes
from tests.web.devices import URL

CROWD = 40


@pytest.fixture(autouse=True)
def nobody_has_guessed() -> Iterator[None]:
    yield
    frozen_route.LINK_PACE.forget()


@pytest.mark.usefixtures("route_store")
@pytest.mark.parametrize(
    ("of", "method", "address"),
    [(WEIGH, "POST", f"{WEIGH}?plan=vso-2021"), (FROZEN_PATH, "GET", f"{FROZEN_PATH}finns-inte")],
)
def test_a_crowd_is_drawn_in_turn_and_leaves_room_for_whoever_saves(of: str, method: str, address: str) -> None:
    async def asked() -> None:
        routes = [*weigh_routes(), *frozen_route.frozen_routes(), *meeting_routes.routes()]
        app = ASGITransport(Starlette(routes=routes), client=("127.0.0.1", 50_000))
        async with AsyncClient(transport=app, base_url=URL) as client:
            turns, taken = drawers(of), [object() for _ in range(PAGES_AT_ONCE)]
            for one in taken:
                turns.acquire_on_behalf_of_nowait(one)
            crowd = [
                asyncio.ensure_future(client.request(method, address, json={} if method == "POST" else None))
                for _ in range(CROWD)
            ]
            while turns.statistics().tasks_waiting < CROWD:
                await asyncio.sleep(0.01)
                assert not any(one.done() for one in crowd)
            assert "Mötet finns inte" in (await client.get("/direkt/mina?mote=abcdef")).text
            assert not any(one.done() for one in crowd)
            for one in taken:
                turns.release_on_behalf_of(one)
            assert {found.status_code for found in await asyncio.gather(*crowd)} == {200 if of == WEIGH else 404}

    asyncio.run(asked())
