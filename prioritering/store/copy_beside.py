"""A copy of the database beside it, with what belongs to it, made before its schema is changed."""

from __future__ import annotations

from datetime import date
from itertools import count
from pathlib import Path

from prioritering.store.ballot_boxes import BOXES_SUFFIX, boxes_beside, write_boxes
from prioritering.store.round_keys import KEYS_SUFFIX
from prioritering.store.whole_file import copy_whole, take_away

LOG_SUFFIX = ".wal"


def belongs_to(file: Path, suffix: str) -> Path:
    """Return what belongs to a database's file under one of the suffixes."""
    return Path(f"{file}{suffix}")


def copy_beside(file: Path) -> Path:
    """Copy a database that nobody holds, under a name with the day, and return where; no file is ever overwritten.

    Its sealed answers and its keys come along: with them the copy can be put back as it was.
    """
    copy = reserved(file, "fore")
    try:
        boxes = boxes_beside(str(file))
        if found := boxes.contents(boxes.rounds()):
            write_boxes(belongs_to(copy, BOXES_SUFFIX), found)
        if belongs_to(file, KEYS_SUFFIX).exists():
            copy_whole(belongs_to(file, KEYS_SUFFIX), belongs_to(copy, KEYS_SUFFIX))
        # Last, and whole or not there: a copy that was cut short must not look like one.
        copy_whole(file, copy)
    except BaseException:
        for suffix in ("", BOXES_SUFFIX, KEYS_SUFFIX):
            take_away(belongs_to(copy, suffix))
        raise
    return copy


def reserved(file: Path, word: str) -> Path:
    """Return a new, empty file whose name is a database's with a word and the day.

    No other process can take the same name, and nothing lies there that would belong to it.
    """
    for number in count(1):
        again = "" if number == 1 else f"-{number}"
        copy = file.with_name(f"{file.stem}-{word}-{date.today().isoformat()}{again}{file.suffix}")
        if any(belongs_to(copy, suffix).exists() for suffix in (LOG_SUFFIX, BOXES_SUFFIX, KEYS_SUFFIX)):
            continue
        try:
            copy.open("xb").close()
        except FileExistsError:
            continue
        return copy
    raise AssertionError("numbers do not end")
