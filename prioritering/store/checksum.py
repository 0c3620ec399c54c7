"""The checksum of a copy of the database, in a file beside it of the form that `sha256sum --check` reads."""

from __future__ import annotations

import hashlib
from pathlib import Path

from prioritering.errors import StoreError
from prioritering.store.whole_file import write_whole

CHECKSUM_SUFFIX = ".sha256"


def write_checksum(file: Path, copy: Path) -> Path:
    """Write the checksum of a file that is to have the name of a copy, and return where it stands. OSError."""
    written = Path(f"{copy}{CHECKSUM_SUFFIX}")
    write_whole(written, f"{_checksum(file)}  {copy.name}\n".encode())
    return written


def is_as_made(copy: Path) -> bool:
    """Return whether a copy has its checksum beside it; StoreError when it is no longer what it was."""
    beside = Path(f"{copy}{CHECKSUM_SUFFIX}")
    if not beside.is_file():
        return False
    said = beside.read_bytes()[:64].decode("ascii", errors="replace").lower()
    if said != _checksum(copy):
        raise StoreError(
            f"{copy} är inte som när den gjordes: den har skadats eller ändrats sedan dess, för kontrollsumman i "
            f"{beside} stämmer inte. Ta en annan kopia. Har den ändrats med mening, ta bort {beside.name}."
        )
    return True


def _checksum(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
