"""The nginx example of docs/drift as a process of its own, with its ports, certificate and log moved into a folder."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import ssl
import subprocess
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.client import HTTPResponse, HTTPSConnection
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

EXAMPLE = Path(__file__).parents[2] / "docs" / "drift" / "nginx.conf"
NAME = "prioritering.kommunen.se"
# Debian keeps it where only root looks for programs.
PROGRAM = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
PATIENCE_SECONDS = 30


@dataclass(frozen=True)
class Proxy:
    """A running nginx: its ports with and without TLS, and the port of the app behind it."""

    tls: int
    plain: int
    app: int

    def wire(self, source: str = "127.0.0.1") -> ssl.SSLSocket:
        """Open an encrypted connection from an address of this machine."""
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        plain = socket.create_connection(("127.0.0.1", self.tls), PATIENCE_SECONDS, (source, 0))
        return context.wrap_socket(plain)

    def ask(self, path: str, source: str = "127.0.0.1", **headers: str) -> HTTPResponse:
        """Return the answer to a request as a browser on the named host sends it, its body unread."""
        connection = self.connection(source)
        _send(connection, path, headers)
        return connection.getresponse()

    def connection(self, source: str = "127.0.0.1") -> HTTPSConnection:
        """Return a connection that can be asked several times."""
        connection = HTTPSConnection("127.0.0.1", self.tls)
        connection.sock = self.wire(source)
        return connection

    def statuses(self, asked: Iterable[tuple[str, dict[str, str]]]) -> Iterator[tuple[str, int]]:
        """Yield each path with the status that it is answered with, over as few connections as it takes."""
        connection = self.connection()
        for path, headers in asked:
            _send(connection, path, headers)
            answer = connection.getresponse()
            answer.read()
            yield path, answer.status
            if answer.will_close:
                connection = self.connection()


def _send(connection: HTTPSConnection, path: str, headers: Mapping[str, str]) -> None:
    connection.putrequest("GET", path, skip_host=True, skip_accept_encoding=True)
    for name, value in {"host": NAME, **{name.replace("_", "-"): value for name, value in headers.items()}}.items():
        connection.putheader(name, value)
    connection.endheaders()


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def proxied(folder: Path, app: int) -> Iterator[Proxy]:
    """Run the example in front of the app until the block ends."""
    proxy = Proxy(free_port(), free_port(), app)
    with _running(folder, _whole(folder, proxy), proxy.tls):
        yield proxy


@contextmanager
def told_nothing(folder: Path, app: int) -> Iterator[int]:
    """Run an nginx that is told nothing but where the app is, and give its port."""
    port = free_port()
    server = f"server {{ listen 127.0.0.1:{port}; location / {{ proxy_pass http://127.0.0.1:{app}; }} }}"
    with _running(folder, _inside(folder, server), port):
        yield port


@contextmanager
def _running(folder: Path, text: str, port: int) -> Iterator[None]:
    conf = folder / "nginx.conf"
    conf.write_text(text, encoding="utf-8")
    log = folder / "nginx.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [str(PROGRAM), "-p", str(folder), "-c", str(conf), "-e", "stderr"], stdout=output, stderr=output
        )
    try:
        until = time.monotonic() + PATIENCE_SECONDS
        while not _listens(port):
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError("nginx kom inte igång:\n" + log.read_text(encoding="utf-8"))
            time.sleep(0.02)
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE_SECONDS)


def _whole(folder: Path, proxy: Proxy) -> str:
    """Return the example with its places moved."""
    certificate, key = _certificate(folder)
    text = EXAMPLE.read_text(encoding="utf-8")
    for there, here in (
        ("127.0.0.1:8501", f"127.0.0.1:{proxy.app}"),
        ("listen 80;", f"listen 127.0.0.1:{proxy.plain};"),
        ("listen 443 ssl http2;", f"listen 127.0.0.1:{proxy.tls} ssl http2;"),
        ("/etc/ssl/certs/prioritering.pem", str(certificate)),
        ("/etc/ssl/private/prioritering.key", str(key)),
        ("/var/log/nginx/prioritering.log", str(folder / "fel.log")),
    ):
        assert text.count(there) == 1, there
        text = text.replace(there, here)
    return _inside(folder, text)


def _inside(folder: Path, text: str) -> str:
    """Return what stands in a file of its own inside what a system's own nginx.conf holds."""
    own = "".join(
        f"{name}_temp_path {folder}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;\n" if os.getuid() == 0 else ""
    return f"{user}daemon off;\nworker_processes 1;\npid {folder}/pid;\nevents {{}}\nhttp {{\n{own}{text}}}\n"


def _certificate(folder: Path) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(days=1))
    ).sign(key, hashes.SHA256())
    paths = folder / "cert.pem", folder / "cert.key"
    paths[0].write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    paths[1].write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return paths


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
