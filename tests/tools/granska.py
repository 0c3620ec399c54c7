"""Asks whether any locked version has a known vulnerability: ``python -m tests.tools.granska requirements.lock``.

Exit code 1 means that something was found, 2 that the lock cannot be audited. A machine that cannot ask says so and
passes: the answer is unknown, and the work at hand must not stop for it.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

COULD_NOT_ASK = "Kunde inte fråga om kända sårbarheter: tjänsten svarar inte härifrån."
# What pip-audit ends with when it is the network or the service that fails: its own words, or an error of theirs.
_UNREACHED = re.compile(r"network may be blocking|ServiceError|requests\.exceptions\.")


def fault_of(lock: str) -> str | None:
    """Why a lock cannot be audited, in Swedish; None when it can."""
    path = Path(lock)
    if not path.is_file():
        return f"Låsfilen {lock} finns inte."
    entries = re.split(r"^(?=[\w.-]+==)", path.read_text(encoding="utf-8"), flags=re.M)[1:]
    without = [entry.split()[0] for entry in entries if "--hash=" not in entry]
    if without or not entries:
        return f"{lock} låser inte {without[0] if without else 'något'} med kontrollsumma; lås på nytt med make las."
    return None


def ask(lock: str) -> tuple[dict[str, Any] | None, str]:
    """pip-audit's report on a lock file, None if it gave none, and what it said beside it."""
    command = [sys.executable, "-m", "pip_audit", "--disable-pip", "--require-hashes", "--requirement", lock]
    done = subprocess.run(
        [*command, "--format", "json", "--progress-spinner", "off"], capture_output=True, text=True, check=False
    )
    try:
        return json.loads(done.stdout), done.stderr
    except json.JSONDecodeError:
        return None, done.stderr


def verdict(report: dict[str, Any] | None, said: str = "") -> tuple[int, list[str]]:
    """Exit code and Swedish lines for a report, or for what was said where there is none."""
    if report is None and not _UNREACHED.search(said):
        last = (said.strip().splitlines() or ["utan ett ord"])[-1]
        return 2, [f"pip-audit gav inget svar: {last}"]
    packages = report["dependencies"] if report else []
    asked = [package for package in packages if "skip_reason" not in package]
    if not asked:
        return 0, [COULD_NOT_ASK]
    found = [
        f"{package['name']} {package['version']}: {flaw['id']}, "
        f"rättad i {', '.join(flaw['fix_versions']) or 'ingen version'}"
        for package in asked
        for flaw in package["vulns"]
    ]
    unknown = len(packages) - len(asked)
    summary = f"{len(asked)} versioner granskade, {len(found)} kända sårbarheter."
    if unknown:
        summary += f" {unknown} kunde inte granskas."
    return int(bool(found)), [*found, summary]


if __name__ == "__main__":
    fault = fault_of(sys.argv[1])
    code, lines = (2, [fault]) if fault else verdict(*ask(sys.argv[1]))
    print(*lines, sep="\n")
    sys.exit(code)
