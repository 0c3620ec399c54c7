"""Writes what the app is built on: ``python -m tests.tools.sbom sbom.json docs/drift/beroenden.md``.

The versions and checksums are those of requirements.lock, the licences those that the installed packages state. The
first file is an SBOM in CycloneDX's JSON, the second the same as a table to read.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path

from cyclonedx.contrib.hash.factories import HashTypeFactory
from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from prioritering import __version__

ROOT = Path(__file__).parents[2]
LOCK, CHOSEN = ROOT / "requirements.lock", ROOT / "requirements.txt"
NOT_STATED = "anges inte av paketet"
# What packages write in their own words, by the name that SPDX gives the same licence.
SPDX = {"3-Clause BSD License": "BSD-3-Clause", "Apache License 2.0": "Apache-2.0", "MIT License": "MIT"}
# A longer one is the licence itself, where its name was asked for.
LONGEST_NAME = 60


@dataclass(frozen=True)
class Package:
    """A locked package: its licence as stated, its checksums, and which other packages it asks for."""

    name: str
    version: str
    condition: str
    hashes: tuple[str, ...]
    licence: str
    home: str
    needs: tuple[str, ...]


def packages(lock: str) -> Iterator[Package]:
    """Yield the packages of a lock file in its order."""
    for block in re.split(r"\n(?=[A-Za-z0-9])", lock):
        found = re.match(r"([\w.-]+)(?:\[.*?\])?==(\S+?)(?: ; (.*?))? \\\n", block)
        if found:
            name, version, condition = found.groups(default="")
            hashes = tuple(re.findall(r"--hash=sha256:([0-9a-f]{64})", block))
            try:
                said = metadata(name)
            except PackageNotFoundError:
                # Of another system than this one.
                yield Package(name, version, condition, hashes, NOT_STATED, "", ())
            else:
                yield Package(name, version, condition, hashes, licence_of(said), _home(said), _needs(said))


def licence_of(said: PackageMetadata) -> str:
    """Return the licence that a package states: as SPDX writes it where it can be told, else in its own words."""
    field = (said.get("License") or "").strip()
    short = field if len(field) <= LONGEST_NAME and "\n" not in field else ""
    classes = [one.rsplit(" :: ", 1)[-1] for one in said.get_all("Classifier") or [] if one.startswith("License ::")]
    stated = said.get("License-Expression") or short or " OR ".join(classes)
    return SPDX.get(stated, stated) or NOT_STATED


def _home(said: PackageMetadata) -> str:
    links = dict(line.split(", ", 1) for line in said.get_all("Project-URL") or [] if ", " in line)
    named = {name.lower(): url for name, url in links.items()}
    wanted = ("source", "source code", "repository", "homepage", "home", "github")
    return next((named[name] for name in wanted if name in named), said.get("Home-page") or "")


def _needs(said: PackageMetadata) -> tuple[str, ...]:
    asked = map(Requirement, said.get_all("Requires-Dist") or [])
    return tuple(
        canonicalize_name(one.name) for one in asked if one.marker is None or one.marker.evaluate({"extra": ""})
    )


def chosen() -> set[str]:
    """Return the names of the packages that we have chosen ourselves; the rest came with them."""
    return {canonicalize_name(name) for name in re.findall(r"^([\w-]+)==", CHOSEN.read_text(encoding="utf-8"), re.M)}


def as_sbom(found: list[Package]) -> str:
    """Return the packages as an SBOM, in CycloneDX 1.6."""
    app = Component(name="prioritering", version=__version__, type=ComponentType.APPLICATION, bom_ref="prioritering")
    bom = Bom()
    bom.metadata.component = app
    components = {package.name: _component(package) for package in found}
    for package in found:
        bom.components.add(components[package.name])
        bom.register_dependency(
            components[package.name], [components[name] for name in package.needs if name in components]
        )
    bom.register_dependency(app, [components[name] for name in sorted(chosen())])
    return JsonV1Dot6(bom).output_as_string(indent=2)


def _component(package: Package) -> Component:
    licences, hashing = LicenseFactory(), HashTypeFactory()
    where = PackageURL("pypi", name=package.name, version=package.version)
    # The checksums are those of all files that the lock allows, of which one is installed.
    files = ExternalReference(
        type=ExternalReferenceType.DISTRIBUTION,
        url=XsUri(f"https://pypi.org/simple/{package.name}/"),
        hashes=[hashing.from_composite_str(f"sha256:{one}") for one in package.hashes],
    )
    return Component(
        name=package.name,
        version=package.version,
        type=ComponentType.LIBRARY,
        bom_ref=str(where),
        purl=where,
        licenses=[] if package.licence == NOT_STATED else [licences.make_from_string(package.licence)],
        external_references=[files],
    )


def as_table(found: list[Package]) -> str:
    """Return the packages as a page to read."""
    ours = chosen()
    rows = [
        f"| {package.name} | {package.version} | {package.licence} | {'ja' if package.name in ours else ''} |"
        for package in found
    ]
    return "\n".join(
        (
            "# Det som Prioritering bygger på",
            "",
            "Skrivs av `make sbom` ur `requirements.lock` och det som paketen själva anger. ”Vald” är de som står i",
            "`requirements.txt`; de andra följer med dem. Streamlits och Plotlys del i webbläsaren har i sin tur",
            "beroenden, vars licenser följer med i paketen. Python och operativsystemet är inte med.",
            "",
            "| paket | version | licens | vald |",
            "| --- | --- | --- | --- |",
            *rows,
            "",
        )
    )


if __name__ == "__main__":
    locked = list(packages(LOCK.read_text(encoding="utf-8")))
    Path(sys.argv[1]).write_text(as_sbom(locked) + "\n", encoding="utf-8")
    Path(sys.argv[2]).write_text(as_table(locked), encoding="utf-8")
