"""Places that visitors hold for as long as something of theirs goes on: bounded for each, and in all."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from ipaddress import IPv6Address, ip_address

from starlette.requests import HTTPConnection
from starlette.types import Scope

from prioritering.errors import PrioriteringError
from prioritering.web import limits
from prioritering.web.frame.who import login_is_on, request_user
from prioritering.web.limits import Bound, Pace
from prioritering.web.server.page_messages import MessageTurns

Key = tuple[str, str]
_ALL, _STRANGERS = ("alla", ""), ("okända", "")
_PERSON, _ADDRESS = "person", "adress"
PAGE_PACES = {
    _PERSON: limits.PAGE_MESSAGES.person,
    _ADDRESS: limits.PAGE_MESSAGES.address,
    _ALL[0]: limits.PAGE_MESSAGES.total,
    _STRANGERS[0]: limits.Pace(limits.PAGE_MESSAGES.total.at_once // 3, limits.PAGE_MESSAGES.total.a_second / 3),
}
LOGIN_PACES = {_PERSON: limits.LOGINS, _ADDRESS: limits.LOGINS}
# Bounded, for whoever comes from a new address each time. To forget lets a few more messages in at once.
_KEPT = 1000


class NoPlace(Exception):
    """Everything is taken: by whoever asks (`own`), or by all together."""

    def __init__(self, own: bool) -> None:
        super().__init__()
        self.own = own


class Places:
    """The places of one kind. For one event loop: it is never asked by two at once."""

    def __init__(self, bound: Bound) -> None:
        self.bound = bound
        self.taken: Counter[Key] = Counter()
        self.ever = 0

    @contextmanager
    def held(self, scope: Scope) -> Iterator[None]:
        """Hold a place for whoever sends a request until the block ends; NoPlace when there is none."""
        keys = self.keys(scope)
        for key, most in keys.items():
            if self.taken[key] >= most:
                raise NoPlace(own=key not in (_ALL, _STRANGERS))
        self.taken.update(keys.keys())
        self.ever += 1
        try:
            yield
        finally:
            self.taken.subtract(keys.keys())
            # Nothing is kept of those who have left.
            for key in keys:
                if not self.taken[key]:
                    del self.taken[key]

    def keys(self, scope: Scope) -> dict[Key, int]:
        """Return whom a request is counted for, with how many places each may hold."""
        person = _person(scope)
        if person:
            return {(_PERSON, person): self.bound.person, _ALL: self.bound.total}
        keys = {(_ADDRESS, _address(scope)): self.bound.address, _ALL: self.bound.total}
        if login_is_on():
            # Who has not logged in comes to do so, and takes no place from those who have.
            keys[_STRANGERS] = self.bound.total // 3
        return keys


class SharedTurns:
    """The turns that all of one visitor's share, and those of all together; kept when a page is closed."""

    def __init__(self, paces: Mapping[str, Pace]) -> None:
        self._paces = paces
        self._turns: OrderedDict[Key, MessageTurns] = OrderedDict()

    def of(self, keys: Collection[Key]) -> list[MessageTurns]:
        """Return the turns of each of these that has a pace."""
        paced = [key for key in keys if key[0] in self._paces]
        found = [self._turns.setdefault(key, MessageTurns(self._paces[key[0]])) for key in paced]
        for key in paced:
            self._turns.move_to_end(key)
        while len(self._turns) > _KEPT:
            self._turns.popitem(last=False)
        return found


def _person(scope: Scope) -> str:
    try:
        return request_user(HTTPConnection(scope)).subject or ""
    except PrioriteringError:
        # Settings that cannot be used are told of by whoever answers.
        return ""


def _address(scope: Scope) -> str:
    """Return whom an address stands for: a whole network where one machine may take any address in it."""
    client = scope.get("client")
    text = str(client[0]) if client else ""
    try:
        found = ip_address(text)
    except ValueError:
        return text
    if isinstance(found, IPv6Address) and found.ipv4_mapped is None:
        return found.exploded[:19]
    return text
