"""A copy of the database beside it, with what belongs to it, made before its schema is changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import count
from pathlib import Path

from prioritering.store.ballot_boxes import BOXES_SUFFIX, boxes_beside
from prioritering.store.box_versions import VERSIONS_SUFFIX
from prioritering.store.checksum import CHECKSUM_SUFFIX, write_checksum
from prioritering.store.round_keys import KEYS_SUFFIX
from prioritering.store.whole_file import copy_whole, keep_names, take_away, unfinished_beside, write_whole

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
        write_versions(copy, boxes.versions.written())
        if belongs_to(file, KEYS_SUFFIX).exists():
            copy_whole(belongs_to(file, KEYS_SUFFIX), belongs_to(copy, KEYS_SUFFIX))
        write_checksum(file, copy)
        # Last, and whole or not there: a copy that was cut short must not look like one.
        copy_whole(file, copy)
    except BaseException:
        for suffix in ("", BOXES_SUFFIX, VERSIONS_SUFFIX, KEYS_SUFFIX, CHECKSUM_SUFFIX):
            take_away(belongs_to(copy, suffix))
        raise
    return copy


def write_boxes(folder: Path, boxes: Mapping[str, Mapping[str, bytes]]) -> None:
    """Write sealed answers in a new folder, which is there once all of them are on disk."""
    unfinished = unfinished_beside(folder)
    try:
        unfinished.mkdir(mode=0o700)
        for round_name, files in boxes.items():
            of_round = unfinished / round_name
            of_round.mkdir(mode=0o700)
            for name, content in files.items():
                write_whole(of_round / name, content)
        keep_names(unfinished)
        unfinished.rename(folder)
    except BaseException:
        take_away(unfinished)
        raise
    keep_names(folder.parent)


def write_versions(copy: Path, versions: bytes) -> None:
    """Write beside a copy which of its sealed answers are the newest, if there is anything to say of it."""
    if versions:
        write_whole(belongs_to(copy, VERSIONS_SUFFIX), versions)


def reserved(file: Path, word: str) -> Path:
    """Return a new, empty file whose name is a database's with a word and the day.

    No other process can take the same name, and nothing lies there that would belong to it.
    """
    suffixes = (LOG_SUFFIX, BOXES_SUFFIX, VERSIONS_SUFFIX, KEYS_SUFFIX, CHECKSUM_SUFFIX)
    for number in count(1):
        again = "" if number == 1 else f"-{number}"
        copy = file.with_name(f"{file.stem}-{word}-{date.today().isoformat()}{again}{file.suffix}")
        if any(belongs_to(copy, suffix).exists() for suffix in suffixes):
            continue
        try:
            copy.open("xb").close()
        except FileExistsError:
            continue
        return copy
    raise AssertionError("numbers do not end")
