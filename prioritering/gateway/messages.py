"""What the two ends say to each other, as values that are checked when they are read."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictInt, StrictStr

NUMBER = 32
MAX_BYTES = 64_000_000
ASK_BYTES = 4_000_000
"""Enough for any command line, and little enough to take in from somebody who has not proved anything yet."""


class Message(BaseModel):
    """Base of all messages. A field that nobody asks for is let through: the two ends may be of different versions."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    longest: ClassVar[int] = MAX_BYTES


class Command(Message):
    """A command: what was typed, the folder it was typed in, and the number to sign its answer over."""

    longest: ClassVar[int] = ASK_BYTES

    argument: tuple[StrictStr, ...]
    mapp: StrictStr
    nummer: StrictStr = Field(pattern=f"^[0-9a-f]{{{2 * NUMBER}}}$")

    @property
    def number(self) -> bytes:
        """The number to sign the answer over."""
        return bytes.fromhex(self.nummer)


class CommandTaken(Message):
    """The command has been taken; the answer comes when its turn has come and it is done."""

    mottaget: Literal[True] = True


class CommandAnswer(Message):
    """The exit code, what is printed, and what is said beside it."""

    kod: StrictInt
    text: StrictStr
    sagt: StrictStr = ""
