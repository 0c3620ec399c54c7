"""A start that cannot be made ends the server with the reason in one sentence."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from prioritering.errors import PrioriteringError


class Start:
    """Tells the web server why the start failed: our own errors in their own words, in the place of a traceback."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection, or the start and stop of the server."""
        if scope["type"] != "lifespan":
            await self.app(scope, receive, send)
            return

        failed: list[Message] = []

        async def hold_failure(message: Message) -> None:
            """Pass a message on, but for the one that the start has failed."""
            if message["type"] == "lifespan.startup.failed":
                failed.append(message)
            else:
                await send(message)

        try:
            await self.app(scope, receive, hold_failure)
        except BaseException as error:
            for message in failed:
                ours = isinstance(error, PrioriteringError)
                await send({**message, "message": str(error)} if ours else message)
            # Our own has been told in full; a server that hears more would print the traceback.
            if not (failed and isinstance(error, PrioriteringError)):
                raise
