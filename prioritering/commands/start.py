"""`start`: the server, for this machine or for a room; it goes on until it is stopped."""

from __future__ import annotations

import argparse
import errno
import os
import socket
import subprocess
import sys
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import Any

from prioritering.commands.plans import Plans
from prioritering.errors import BadArgument, PrioriteringError, shorten
from prioritering.settings import ROOM_SETTING
from prioritering.typed_numbers import typed_whole

APP = Path(__file__).resolve().parents[2] / "app.py"
PORT, _LAST_PORT = 8501, 65_535
ADDRESS_SETTING = "STREAMLIT_SERVER_ADDRESS"
_BASE_SETTING = "STREAMLIT_SERVER_BASE_URL_PATH"


def add_parser(commands: Any) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("start", help="starta servern, för den här datorn eller för ett rum")
    parser.add_argument("--rummet", action="store_true", help="släpp in det lokala nätet utan inloggning")
    parser.add_argument("--port", type=_port, default=PORT, metavar="PORT", help=f"port (annars {PORT})")
    parser.set_defaults(answer=answer)


def _port(text: str) -> int:
    try:
        return typed_whole(text, 1, _LAST_PORT)
    except ValueError:
        raise argparse.ArgumentTypeError(f"ska vara ett heltal från 1 till {_LAST_PORT}, inte ”{text}”") from None


def answer(args: argparse.Namespace, plans: Plans) -> str:
    """Run the server until it is stopped; PrioriteringError when it could not go on. It writes for itself meanwhile."""
    del plans
    _check_port(args.port)
    # Nobody may be there to read it (`| head`); the server starts all the same.
    with suppress(BrokenPipeError):
        print(f"Prioritering startar på {_address(args.port)} (Ctrl-C stoppar).", flush=True)
    if os.name == "posix":
        # In the place of this process, so that whoever stops it stops the server.
        os.execve(sys.executable, command(args), surroundings(args))  # noqa: S606 - our own words and a number
    code = subprocess.call(command(args), env=surroundings(args))  # noqa: S603 - the same
    # Stopped by Ctrl-C or by a signal it has ended as it should.
    if code > 0:
        raise PrioriteringError(f"servern slutade med kod {code}")
    return "Servern är stoppad."


def _check_port(port: int) -> None:
    """Raise BadArgument when the server could not listen at the port: it would say so in its own way."""
    try:
        socket.getaddrinfo(_host(), port)
        with socket.create_server((_host(), port), family=socket.AF_INET6 if ":" in _host() else socket.AF_INET):
            pass
    except socket.gaierror:
        raise BadArgument(f"{ADDRESS_SETTING} är ”{shorten(_host())}”, som inte är någon adress.") from None
    except PermissionError:
        raise BadArgument(f"Porten {port} får bara systemets egna program använda; välj en över 1023.") from None
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise BadArgument(f"Datorn svarar inte på {_host()}: {error.strerror}.") from None
        raise BadArgument(
            f"Porten {port} är upptagen, kanske av Prioritering som redan är igång. Stäng det som använder den, eller "
            "välj en annan med --port."
        ) from None


def _host() -> str:
    return _option(ADDRESS_SETTING, "address") or "127.0.0.1"


def _address(port: int) -> str:
    anywhere, host = _host() in ("0.0.0.0", "::"), _host()  # noqa: S104 - compared with, not listened to
    base = _option(_BASE_SETTING, "baseUrlPath").strip("/ ")
    named = "127.0.0.1" if anywhere else f"[{host}]" if ":" in host else host
    return f"http://{named}:{port}/{f'{base}/' if base else ''}"


def _option(variable: str, name: str) -> str:
    """Return what the server will be told of an option of its section, by the environment or a config.toml."""
    return os.environ.get(variable, "").strip() or _configured(name)


def _configured(name: str) -> str:
    # As Streamlit reads them: the app's own goes before that of the folder where one stands, and that before one's own.
    for folder in (APP.parent, Path.cwd(), Path.home()):
        # One that cannot be read the server tells of, in the next moment.
        with suppress(OSError, ValueError, AttributeError):
            server = tomllib.loads((folder / ".streamlit/config.toml").read_text(encoding="utf-8")).get("server", {})
            if said := str(server.get(name, "")).strip():
                return said
    return ""


def command(args: argparse.Namespace) -> list[str]:
    """Return how the server is started."""
    quiet = ("--logger.hideWelcomeMessage", "true")
    return [sys.executable, "-m", "streamlit", "run", str(APP), "--server.port", str(args.port), *quiet]


def surroundings(args: argparse.Namespace) -> dict[str, str]:
    """Return the environment of the server, which opens the room itself beside the machine's own address."""
    return {**os.environ, ROOM_SETTING: "1"} if args.rummet else dict(os.environ)
