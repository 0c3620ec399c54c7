"""Codes that people type, and secrets that devices keep: the latter, and codes for seats, are stored as hashes only."""

from __future__ import annotations

import hashlib
import secrets

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # without 0, O, 1 and I, which are mistaken for each other


def new_code(length: int) -> str:
    """Return a code of so many letters and digits, drawn at random."""
    return "".join(secrets.choice(_LETTERS) for _ in range(length))


def as_written(typed: str) -> str:
    """Return a code as it was given out, however it is typed: with small letters, or with blanks in it."""
    return "".join(typed.upper().split())


def hashed(secret: str) -> str:
    """Return the form in which secrets and identities are kept: they are long and random, so a plain hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()
