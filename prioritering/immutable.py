"""The base of all values: immutable, and an unknown field is a mistake."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Immutable(BaseModel):
    """Base of all values: immutable, and unknown fields are a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")
