"""docs/hotmodell.md says what the code does: who there is, what each may do, and which doors there are."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from starlette.requests import HTTPConnection

from prioritering.permissions import GRANTS, Permission
from prioritering.web.frame import who
from prioritering.web.server.doorkeeper import SHUT_WITH_LOGIN
from prioritering.web.server.forwarded import unknown_proxy
from prioritering.web.server.house import CLOSED_PATHS
from tests.doors.asking import our_addresses, streamlit_addresses
from tests.doors.identities import HERE, IDENTITIES, LOOP, Identity, standing

ROOT = Path(__file__).parents[2]
MODEL = (ROOT / "docs" / "hotmodell.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`(/[\w/.]*)`", MODEL)


def table(*head: str) -> list[list[str]]:
    """Return the rows of the table with a heading."""
    _, _, after = MODEL.partition("| " + " | ".join(head).lstrip() + " |\n")
    assert after, head
    lines = after.split("\n\n")[0].splitlines()[1:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_the_roles_may_do_what_the_code_grants_them() -> None:
    found = {row[0]: {name for name, cell in zip(Permission, row[1:], strict=True) if cell == "ja"}
             for row in table("roll", *Permission)}  # fmt: skip
    assert found == {role.value: set(granted) for role, granted in GRANTS.items()}


def test_everyone_who_is_tried_is_named_and_nobody_else() -> None:
    assert [row[:2] for row in table("", "vem", "är")] == [[one.letter, one.name] for one in IDENTITIES]


@pytest.mark.parametrize("identity", IDENTITIES, ids=lambda identity: identity.letter)
def test_each_is_what_the_table_says_to_a_request_and_to_a_page(
    identity: Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = {row[0]: row[2] for row in table("", "vem", "är")}[identity.letter]
    with standing(identity, {"det": ("m1", "t1"), "annat": ("m2", "t2")}) as cookies:
        headers = identity.headers(cookies)
        scope: dict[str, Any] = {
            "type": "http",
            "client": (identity.client, 50_000),
            "server": (HERE if identity.host.startswith(HERE) else LOOP, 8501),
            "headers": [(name.encode(), value.encode("latin-1")) for name, value in headers.items()],
        }
        inside = who.may_enter(scope) and unknown_proxy(scope) is None
        user = who.request_user(HTTPConnection(scope))
        assert (user.known_as if inside else "ingen") == expected
        claims = identity.claims() if identity.role is not None else {}
        monkeypatch.setattr(who.st, "user", Claims(claims))
        assert who.page_user() == user


class Claims(dict[str, Any]):
    """What Streamlit says of the person at a page."""

    def to_dict(self) -> dict[str, Any]:
        """Return all of it."""
        return dict(self)


def test_every_address_of_ours_is_among_the_doors_and_those_that_are_named_are_there() -> None:
    ours = {path.partition("/{")[0] for _, path in our_addresses()}
    assert ours - set(NAMED) == set()
    every = ours | {path for _, path in streamlit_addresses()} | set(CLOSED_PATHS)
    assert [name for name in NAMED if not any(path.startswith(name) for path in every)] == []
    assert {path.rstrip("/") for path in SHUT_WITH_LOGIN} - set(NAMED) == {"/direkt"}


def test_it_is_found_from_readme_and_from_the_guide_for_it() -> None:
    assert "](docs/hotmodell.md)" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert "](hotmodell.md)" in (ROOT / "docs" / "drift.md").read_text(encoding="utf-8")
