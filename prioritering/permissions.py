"""Who may do what: roles, permissions, and how a login's claims become roles. Pure; the web layer asks it.

Without login one machine's user may do everything. With login the claims of the identity decide, by the table
`[atkomst]` in `.streamlit/secrets.toml`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import Field, ValidationError

from prioritering.errors import BadArgument, NotAllowed
from prioritering.immutable import Immutable


class Permission(StrEnum):
    """What a page, a button or a route asks for."""

    READ = "läsa"
    VOTE = "bedöma"
    CHANGE = "ändra"
    LEAD = "leda möte"
    REMOVE = "ta bort texter"
    OPEN = "låta andra läsa utan inloggning"


class Role(StrEnum):
    """What a person is in the tool."""

    READER = "läsare"
    MEMBER = "medlem"
    LEADER = "objektledare"
    OWNER = "objektägare"
    ADMINISTRATOR = "administratör"


GRANTS: Mapping[Role, frozenset[Permission]] = {
    Role.READER: frozenset({Permission.READ}),
    Role.MEMBER: frozenset({Permission.READ, Permission.VOTE}),
    Role.LEADER: frozenset({Permission.READ, Permission.VOTE, Permission.CHANGE, Permission.LEAD}),
    Role.OWNER: frozenset({Permission.READ, Permission.VOTE, Permission.CHANGE, Permission.OPEN}),
    Role.ADMINISTRATOR: frozenset(Permission),
}


@dataclass(frozen=True, slots=True)
class User:
    """Someone at the door. `subject` identifies the person when login is on; nobody has no roles.

    `login` is the mark of the very login (see `login_mark`), and `runs_out` when it does, in seconds since 1970.
    """

    roles: frozenset[Role] = frozenset()
    subject: str | None = None
    login: str = ""
    runs_out: float = 0.0

    def may(self, permission: Permission) -> bool:
        """True when one of the roles grants the permission."""
        return any(permission in GRANTS[role] for role in self.roles)

    @property
    def known_as(self) -> str:
        """The role with the widest permissions, for signing what is done; roles, never names."""
        # The roles stand from the narrowest to the widest.
        order = list(Role)
        return max(self.roles, key=order.index).value if self.roles else "ingen"


NOBODY = User()
# Without a login nobody can be told apart: who sits at the machine where it runs is its one user.
THIS_MACHINE = User(frozenset({Role.ADMINISTRATOR}))
# Anybody in the network, and nobody has proved who they are: to join by a code is all there is to give.
NEIGHBOUR = User(frozenset({Role.MEMBER}))


class AccessSettings(Immutable):
    """The table `[atkomst]`.

    `ansprak` are the claims that hold groups or app roles; `roller` lists, for each role, the values that give it;
    `alla` is the role of everyone who is logged in (empty: nobody gets in without a listed group). `timmar` is how
    long a login lasts. Without login, `natverk` lets other machines in as members who join by a code; `adresser` are
    names that they may know this one by, beside its own.
    """

    ansprak: tuple[str, ...] = ("roles", "groups")
    roller: dict[Role, tuple[str, ...]] = Field(default_factory=dict)
    alla: Role | None = None
    timmar: float = Field(default=12, gt=0, le=24 * 30)
    natverk: bool = False
    adresser: tuple[str, ...] = ()


def settings_from(table: Mapping[str, Any]) -> AccessSettings:
    """Return the settings of `[atkomst]`; BadArgument that names what cannot be used."""
    try:
        return AccessSettings.model_validate(dict(table))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"] if part != "[key]")
        roles = ", ".join(Role)
        raise BadArgument(
            f"[atkomst] i secrets.toml: {place} går inte att använda. Rollerna är {roles}; ansprak, adresser och "
            "varje roll är listor av texter, alla är en roll, timmar ett tal och natverk true eller false."
        ) from error


def roles_from(claims: Mapping[str, Any], settings: AccessSettings) -> frozenset[Role]:
    """Return the roles that an identity's claims give; group ids are compared exactly."""
    # Exactly: a group whose name begins like another must not open the same door.
    held = {value for name in settings.ansprak for value in _texts(claims.get(name))}
    given = {role for role, values in settings.roller.items() if held & set(values)}
    return frozenset(given | ({settings.alla} if settings.alla is not None else set()))


def user_from(claims: Mapping[str, Any], settings: AccessSettings, now: float) -> User:
    """Return the logged-in user, or nobody when not logged in, without a subject, or logged in too long ago.

    `now` is seconds since 1970. The identity is issuer and subject together: a subject is unique only within its
    issuer (OpenID Connect Core 1.0, section 2).
    """
    if not is_a_login(claims):
        return NOBODY
    runs_out = claims["iat"] + settings.timmar * 3600
    if now > runs_out:
        return NOBODY
    subject = f"{claims.get('iss', '')}|{claims['sub']}"
    return User(roles_from(claims, settings), subject, login_mark(claims), runs_out)


def is_a_login(claims: Mapping[str, Any]) -> bool:
    """Return whether claims say who has logged in and when, however long ago."""
    # Without a time of issue nobody can tell how old the login is.
    return bool(claims.get("is_logged_in") and claims.get("sub") and isinstance(claims.get("iat"), int | float))


def login_mark(claims: Mapping[str, Any]) -> str:
    """Return a checksum that tells one login from another, also of the same person; it gives nothing of either away."""
    told_apart = [str(claims.get(name, "")) for name in ("iss", "sub", "iat", "sid", "jti", "nonce", "at_hash")]
    return hashlib.sha256(json.dumps(told_apart).encode()).hexdigest()


def check_allowed(user: User, permission: Permission) -> None:
    """Raise NotAllowed unless the user may."""
    if not user.may(permission):
        raise NotAllowed(f"det krävs rätten att {permission.value}, och din roll ({user.known_as}) har den inte")


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        return (value,)
    return (item for item in value if isinstance(item, str)) if isinstance(value, list | tuple) else ()
