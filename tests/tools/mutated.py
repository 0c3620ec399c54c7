"""Faults as people, programs and attackers make them in files and addresses, drawn by a seeded random number."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

NUMBERS = (
    *("0", "-1", "1e400", "1e308", "-1e308", "1e-400", "nan", "inf", "1_000", "１２", "٣", "0x1F", "0x" + "f" * 5000),
    *(
        "9" * 20,
        "9" * 400,
        "9" * 5000,
        "1.500",
        "1,500",
        "1 500,5",
        "0." + "0" * 500 + "1",
        "+5",
        "5e-324",
        "½",
        "1..2",
    ),
)
TEXTS = (
    *("", " ", "?", "–", "får inte visas", "#REFERENS!", "\ufeff", "\u202e", "\u200b", "A\u030a", "\x00", "\x1b[31m"),
    *("[Logga in](https://a.example)", "$\\frac{1}{0}$", "<script>alert(1)</script>", ":material/delete:", "x" * 5000),
    *(
        "=cmd|' /C calc'!A0",
        "@SUM(1)",
        "~",
        "a~b",
        "../..",
        "S01",
        "strategiskt",
        "Hög..Låg",
        "En effekt",
        "2024-02-30",
    ),
    *('"', '""', "'", ",", ";", "\t", "\n", "\r", "\u2028", "\\", "a" * 200_000, "🜁", "ﬁ", "İ", "ß"),
)
VALUES = (
    *(
        "true",
        "false",
        "[]",
        "{}",
        '""',
        "[1]",
        "{a = 1}",
        "1979-05-27T07:32:00Z",
        "07:32:00",
        "'x'",
        '"""x"""',
        "[[]]",
    ),
    *("[" * 50 + "]" * 50, "[" * 3000 + "]" * 3000, "{a = " * 400 + "1" + "}" * 400, '["S01", 3]', '"\\u0000"'),
    *NUMBERS,
)
KEYS = (".".join("a" * 20_000), "[[ram]]", "[ram]", "[[kriterium]]", "[[krav]]", "[klasser]", "id = 1", "x", "a = ")
Change = Callable[[random.Random, str], str]


def _place(rng: random.Random, text: str) -> int:
    return rng.randrange(len(text) + 1)


def _inserted(rng: random.Random, text: str) -> str:
    at = _place(rng, text)
    return text[:at] + rng.choice((*TEXTS, *NUMBERS)) + text[at:]


def _cut(rng: random.Random, text: str) -> str:
    at = _place(rng, text)
    return text[:at] + text[at + rng.choice((1, 2, 10, 200)) :]


def _ended(rng: random.Random, text: str) -> str:
    return text[: _place(rng, text)]


def _number(rng: random.Random, text: str) -> str:
    return _swapped(rng, text, r"\d+", NUMBERS)


def _cell(rng: random.Random, text: str) -> str:
    return _swapped(rng, text, r"(?<=[,;\t])[^,;\t\n]*", (*TEXTS, *NUMBERS))


def _value(rng: random.Random, text: str) -> str:
    return _swapped(rng, text, r"(?<== ).*", VALUES)


def _swapped(rng: random.Random, text: str, pattern: str, instead: Sequence[str]) -> str:
    found = list(re.finditer(pattern, text))
    if not found:
        return text
    one = rng.choice(found)
    return text[: one.start()] + rng.choice(instead) + text[one.end() :]


def _lines(rng: random.Random, text: str) -> str:
    lines = text.split("\n")
    at, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    how = rng.randrange(5)
    if how == 0:
        del lines[at]
    elif how == 1:
        lines[at], lines[other] = lines[other], lines[at]
    elif how == 2:
        lines[at:at] = [lines[other]] * rng.choice((1, 2, 500))
    elif how == 3:
        lines[at] += lines[other] * rng.choice((1, 2, 100))
    else:
        lines.insert(at, rng.choice(KEYS))
    return "\n".join(lines)


def _separators(rng: random.Random, text: str) -> str:
    return text.replace(rng.choice(",;\t\n\"'[]{}=."), rng.choice((",", ";", "\t", "\r\n", '"', "", " ", "==")))


CHANGES: tuple[Change, ...] = (_inserted, _cut, _ended, _number, _cell, _value, _lines, _separators)


def mutated_text(rng: random.Random, text: str) -> str:
    """A text with one to four faults."""
    for _ in range(rng.choice((1, 1, 1, 2, 4))):
        text = rng.choice(CHANGES)(rng, text)
    return text


def mutated_bytes(rng: random.Random, data: bytes) -> bytes:
    """A file with one to four faults, sometimes in another encoding, or with bytes that are no text."""
    how = rng.randrange(20)
    if how == 0 or b"\0" in data:
        return _bytes_changed(rng, data)
    text = mutated_text(rng, data.decode("utf-8", errors="replace"))
    encoding = {1: "utf-16", 2: "cp1252", 3: "utf-8-sig", 4: "utf-16-le"}.get(how, "utf-8")
    return text.encode(encoding, errors="replace")


def _bytes_changed(rng: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice((1, 5, 50))):
        at = rng.randrange(len(changed) + 1)
        changed[at : at + rng.randrange(3)] = rng.randbytes(rng.randrange(3))
    return bytes(changed)
