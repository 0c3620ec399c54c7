"""Free text where Streamlit reads markdown: messages, captions, labels, tips and options that are drawn as buttons.

Whatever goes there and was written by someone (a name, a role, a reason, an address) goes through `escape`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from prioritering.direction import isolated

_MARKUP = re.compile(r"([\\`*_{}\[\]()#+!|<>~$:=^-])")
_NUMBERED = re.compile(r"^(\d+)([.)])")
# What is replaced after the markup is read, so that no backslash helps: emoji, icons, arrows and dashes, addresses.
_REPLACED = re.compile(r"(?<=:)(?=[\w/+-]+:|//)|(?<=www)(?=\.)|(?<=@)(?=\w)|(?<=[-<>=~])(?=[-<>=~])")
_JOINER = "\u2060"
_Id = TypeVar("_Id")


def escape(text: str) -> str:
    """Return text that is shown as it is written where markdown is read, on one line."""
    # The non-breaking spaces of numbers are kept: they are no markup.
    line = re.sub(r"[^\S\u00a0\u202f]+", " ", isolated(text)).strip()
    return _NUMBERED.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", _REPLACED.sub(_JOINER, line)))


def option(text: str) -> str:
    """Return text as one of a list to choose from, where no markdown is read and nothing is to be turned."""
    return isolated(text)


def in_list(names: Mapping[_Id, str]) -> Callable[[_Id], str]:
    """Return how a list to choose from shows each key: by its name."""
    return lambda key: option(names[key])
