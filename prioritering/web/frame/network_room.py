"""The room: other machines of the local network come in without login, as members, and the leader sits at this one."""

from __future__ import annotations

import secrets

from prioritering.web.loopback import plain_address

LEADER = "ledare"
"""The cookie of whoever sits at this machine and has come in through its network address."""


class NetworkRoom:
    """The key that keeps the buttons with whoever sits at the machine, and where the room answers.

    `listening` is the address that is open for others; empty while none is, or none that is known. `at_home` is where
    the leader goes on when it closes; empty where the server does not answer at the machine's own address. `moved`
    grows each time that it is opened or closed, for screens that show where one joins.
    """

    def __init__(self) -> None:
        self.key = secrets.token_urlsafe(24)
        self.listening = ""
        self.at_home = ""
        self.moved = 0
        self._led_from: set[str] = set()

    def admit(self, shown: str, client: str, server: str) -> bool:
        """Let whoever shows the key lead; only from the machine itself, which calls from the address that it calls."""
        here = plain_address(client) == plain_address(server) != ""
        if not (here and secrets.compare_digest(shown.encode(), self.key.encode())):
            return False
        self._led_from.add(plain_address(client))
        return True

    def leads(self, cookie: str | None, client: str | None) -> bool:
        """Return whether a browser has been let in to lead."""
        known = client is not None and plain_address(client) in self._led_from
        return known and secrets.compare_digest((cookie or "").encode(), self.key.encode())


ROOM = NetworkRoom()
"""Of this process: with a new start there is a new key."""
