"""An argument parser whose help and errors are Swedish: one clear line, exit code 2."""

from __future__ import annotations

import argparse
import re
from typing import Any, NoReturn

from prioritering.errors import BadArgument

# The sentences of argparse itself, which has none in Swedish; one that is missing here is shown in English.
_TRANSLATED = (
    (
        r"unrecognized arguments: (--vikt(?:info|ordning|spann))\b.*",
        r"\1 gäller bara robusthet, som prövar flera viktningar; här räknas vikterna som de är",
    ),
    (r"argument (\S+): expected one argument", r"\1 behöver ett värde"),
    (r"unrecognized arguments: (.*)", r"okänt argument: \1"),
    (r"argument (\S+): ignored explicit argument .*", r"\1 tar inget värde"),
    (r"argument (\S+): invalid choice: (\S+) \(choose from (.*)\)", r"\1: \2 finns inte; välj bland \3"),
    (r"the following arguments are required: (.*)", r"\1 behövs"),
)


class Parser(argparse.ArgumentParser):
    """An argument parser whose help and errors are Swedish, one line each."""

    def __init__(self, **kwargs: Any) -> None:
        # An abbreviated flag in someone's script would mean another as soon as we add one that begins alike.
        super().__init__(**{"allow_abbrev": False, "add_help": False, "formatter_class": Help, **kwargs})
        # argparse has no public way to name these two groups.
        self._optionals.title = "flaggor"
        self._positionals.title = "kommandon"
        self.add_argument("-h", "--help", action="help", help="visa den här hjälpen")

    def error(self, message: str) -> NoReturn:
        """Raise BadArgument with the reason in Swedish."""
        for pattern, swedish in _TRANSLATED:
            message = re.sub(f"^{pattern}$", swedish, message)
        raise BadArgument(message)


class Help(argparse.HelpFormatter):
    """Help that begins with the Swedish word for usage."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """Add the usage line."""
        super().add_usage(usage, actions, groups, "användning: " if prefix is None else prefix)


class HelpAsWritten(Help, argparse.RawDescriptionHelpFormatter):
    """The same, with an epilog whose lines stay as they are."""
