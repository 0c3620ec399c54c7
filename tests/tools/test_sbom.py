"""What the app is built on is told whole, with the versions and checksums that are installed."""

from __future__ import annotations

import json
import re
from email.message import Message

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from tests.tools.sbom import LOCK, NOT_STATED, ROOT, as_sbom, licence_of, packages
from tests.tools.test_locks import chosen, locked

FOUND = list(packages(LOCK.read_text(encoding="utf-8")))
LOCKED = locked("requirements.lock")


def test_every_locked_version_is_told_with_its_checksums() -> None:
    assert {f"{one.name}=={one.version}": len(one.hashes) for one in FOUND} == {
        name: len(hashes) for name, hashes in LOCKED.items()
    }
    assert all(one.hashes for one in FOUND)


def test_the_sbom_is_valid_cyclonedx_and_says_what_was_chosen_and_what_came_with_it() -> None:
    text = as_sbom(FOUND)
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    read = json.loads(text)
    told = {
        f"{one['name']}=={one['version']}": [
            f"--hash=sha256:{each['content']}" for each in one["externalReferences"][0]["hashes"]
        ]
        for one in read["components"]
    }
    assert {name: sorted(hashes) for name, hashes in told.items()} == {
        name: sorted(hashes) for name, hashes in LOCKED.items()
    }
    asks = {one["ref"]: set(one.get("dependsOn", ())) for one in read["dependencies"]}
    assert asks["prioritering"] == {f"pkg:pypi/{name.replace('==', '@')}" for name in chosen("requirements.txt")}
    by_name = {ref.split("/")[-1].split("@")[0]: refs for ref, refs in asks.items()}
    assert {ref.split("/")[-1].split("@")[0] for ref in by_name["jinja2"]} == {"markupsafe"}
    # What an extra would ask for is not installed, and not told.
    assert by_name["markupsafe"] == set()


def test_the_page_to_read_is_of_the_lock_as_it_is() -> None:
    page = (ROOT / "docs/drift/beroenden.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([\w.-]+) \| (\d\S*) \| (.+?) \| (ja)? ?\|$", page, re.M)
    assert {f"{name}=={version}" for name, version, _, _ in rows} == set(LOCKED), "kör make sbom"
    assert {f"{name}=={version}" for name, version, _, ours in rows if ours} == chosen("requirements.txt")
    assert [name for name, _, licence, _ in rows if licence == NOT_STATED] == []


@pytest.mark.parametrize(
    ("stated", "licence"),
    [
        ([("License-Expression", "MIT OR Apache-2.0"), ("License", "annat")], "MIT OR Apache-2.0"),
        ([("License", "3-Clause BSD License")], "BSD-3-Clause"),
        ([("License", "Copyright (c) 2015\n\nRedistribution …")], NOT_STATED),
        ([("License", "x" * 200), ("Classifier", "License :: OSI Approved :: MIT License")], "MIT"),
        ([("Classifier", "License :: A"), ("Classifier", "License :: B"), ("Classifier", "Topic :: C")], "A OR B"),
        ([], NOT_STATED),
    ],
)
def test_a_licence_is_told_as_the_package_states_it(stated: list[tuple[str, str]], licence: str) -> None:
    said = Message()
    for name, value in stated:
        said[name] = value
    assert licence_of(said) == licence  # type: ignore[arg-type]
