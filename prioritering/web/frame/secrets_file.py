"""What `.streamlit/secrets.toml` says of who comes in; a fault in it lets nobody in, and is told in a sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError
from streamlit.runtime.secrets import Secrets

from prioritering.errors import BadArgument

_UNREADABLE = "secrets.toml går inte att läsa, så ingen släpps in"
_TABLES = ("auth", "atkomst")
_LOGIN_TEXTS = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
SHORTEST_SECRET = 32
"""Whoever guesses the secret is anyone they like, so the text that the guide shows in its place is too short."""


def secrets_table(name: str) -> Mapping[str, Any]:
    """Return a table of secrets.toml, empty when there is no such file; BadArgument when it cannot be read."""
    try:
        table = st.secrets.get(name, {})
    except StreamlitSecretNotFoundError as error:
        # Streamlit says so of a broken file too, and then nobody knows whether there is to be a login.
        if error.error_id != "no-secrets-found":
            raise BadArgument(_UNREADABLE + _place_in(error.__cause__)) from error
        return {}
    return dict(table)


def login_settings() -> Mapping[str, Any]:
    """Return the table `[auth]`, empty when there is to be no login; BadArgument when nobody could log in by it."""
    table = secrets_table("auth")
    wrong = [name for name in _LOGIN_TEXTS if table and not (isinstance(text := table.get(name), str) and text.strip())]
    if wrong:
        raise BadArgument(f"[auth] i secrets.toml: {', '.join(wrong)} saknas, eller är ingen text")
    if table and len(table["cookie_secret"]) < SHORTEST_SECRET:
        raise BadArgument(
            f"[auth] i secrets.toml: cookie_secret ska vara slumpad och minst {SHORTEST_SECRET} tecken, som openssl "
            "rand -hex 32 skriver; den som gissar den kan logga in som vem som helst"
        )
    return table


def tell_all_faults() -> None:
    """See to it that Streamlit takes every fault of the file as one: some stop its start halfway, without a word."""
    read = Secrets._parse_toml_file

    def parse(secrets: Any, path: str) -> tuple[Mapping[str, Any], bool]:
        """Read the file as Streamlit does."""
        try:
            found, there = read(secrets, path)
        except StreamlitSecretNotFoundError:
            raise
        except (OSError, UnicodeDecodeError) as error:
            raise _faulty() from error
        for name in _TABLES:
            if not isinstance(found.get(name, {}), Mapping):
                raise _faulty() from TypeError(f"{name} ska vara en tabell")
        return found, there

    Secrets._parse_toml_file = parse  # type: ignore[assignment, method-assign]


def _faulty() -> StreamlitSecretNotFoundError:
    return StreamlitSecretNotFoundError("The secrets file cannot be used", error_id="failed-parsing-secrets-file")


def _place_in(error: BaseException | None) -> str:
    """Return what is wrong with a file, or on which line, where that is told; what stands there is nobody's to see."""
    if isinstance(error, UnicodeDecodeError):
        return " (den är inte sparad som UTF-8)"
    if isinstance(error, OSError):
        return f" ({error.strerror})"
    found = re.search(r"at line (\d+)", str(error))
    return f" (rad {found[1]})" if found else f" ({error})" if type(error) is TypeError else ""
