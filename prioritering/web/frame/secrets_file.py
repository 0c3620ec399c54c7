"""What `.streamlit/secrets.toml` says of who comes in; a fault in it lets nobody in, and is told in a sentence."""

from __future__ import annotations

import difflib
import os
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
from streamlit import config
from streamlit.errors import StreamlitSecretNotFoundError
from streamlit.runtime.secrets import Secrets

from prioritering.errors import BadArgument
from prioritering.permissions import AccessSettings
from prioritering.web.base import base_path

_UNREADABLE = "secrets.toml går inte att läsa, så ingen släpps in"
_TABLES = ("auth", "atkomst")
_LOGIN_TEXTS = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
# No other program's table holds these; a client_id may be anybody's.
_LOGIN_ALONE = {"cookie_secret", "server_metadata_url"}
_POINTED_OUT = "STREAMLIT_SECRETS_FILES"
_CALLBACK = "/oauth2callback"
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
        # Where it is said which file to read, it was to be there. Of the environment only `streamlit run` asks.
        if config.is_manually_set("secrets.files") or os.environ.get(_POINTED_OUT):
            raise BadArgument(f"{_UNREADABLE} ({_POINTED_OUT}, eller secrets.files, leder inte till den)") from error
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
    if table and not _is_our_callback(table["redirect_uri"]):
        raise BadArgument(
            "[auth] i secrets.toml: redirect_uri ska vara hela adressen som webbläsaren använder, med https:// (eller "
            f"http://) och namn, som slutar på {base_path()}{_CALLBACK}"
        )
    return table


def _is_our_callback(address: str) -> bool:
    """Return whether the identity provider can send the browser back to an address: where it answers, written in full.

    A path that is not ours would be answered by a page that logs nobody in, or by no page.
    """
    try:
        parts = urlsplit(address)
        whole = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
    return whole and (parts.path, parts.query, parts.fragment) == (base_path() + _CALLBACK, "", "")


def tell_all_faults() -> None:
    """See to it that Streamlit takes every fault of the file as one: some stop its start halfway, without a word."""
    read = Secrets._parse_file_path

    def parse(secrets: Any, path: str) -> tuple[Mapping[str, Any], bool]:
        """Read a file, or a folder of them, as Streamlit does."""
        try:
            found, there = read(secrets, path)
        except StreamlitSecretNotFoundError:
            raise
        except (OSError, UnicodeDecodeError) as error:
            raise _faulty() from error
        wrong = _misnamed(found) if there else _led_astray(path)
        if wrong:
            raise _faulty() from TypeError(wrong)
        return found, there

    Secrets._parse_file_path = parse  # type: ignore[assignment, method-assign]


def _misnamed(found: Mapping[str, Any]) -> str:
    """Return what is wrong with how the file is divided: a login under another name would be no login at all."""
    for name, value in found.items():
        is_table = isinstance(value, Mapping)
        if name in _TABLES:
            if not is_table:
                return f"{name} ska vara en tabell"
        elif is_table and (meant := _meant_by(name)):
            return f"[{name}] ska heta [{meant}]"
        elif name in _LOGIN_ALONE or (is_table and _LOGIN_ALONE & set(value)):
            return "inloggningen ska stå under [auth]"
        elif name in AccessSettings.model_fields:
            return f"{name} ska stå under [atkomst]"
    return ""


def _meant_by(name: str) -> str:
    """Return which of our tables a name was to be; empty when it is like none, as one of another program."""
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", name.casefold()) if letter.isalnum())
    return next(iter(difflib.get_close_matches(bare, _TABLES, 1, cutoff=0.7)), "")


def _led_astray(path: str) -> str:
    """Return what is wrong where there is no file: that something was to be there, as by a link that leads nowhere."""
    file = Path(path)
    astray = any(part.is_symlink() and not part.exists() for part in (file, file.parent))
    return "en länk som inte leder till någon fil" if astray else ""


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
