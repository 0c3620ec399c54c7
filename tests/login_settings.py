"""A login as secrets.toml sets it up, with a provider that nobody asks."""

from __future__ import annotations

SECRET = "en hemlighet som är lång nog och bara för provet"


def login_table(home: str) -> dict[str, str]:
    """Return the table `[auth]` of an app that answers at `home`."""
    return {
        "redirect_uri": f"{home}/oauth2callback",
        "cookie_secret": SECRET,
        "client_id": "x",
        "client_secret": "x",
        "server_metadata_url": "http://127.0.0.1:9/openid",
    }


def login_toml(home: str) -> str:
    """Return the same as it is written."""
    return "\n".join(["[auth]", *(f'{name} = "{text}"' for name, text in login_table(home).items()), ""])
