"""Asks whether any locked version has a known vulnerability: ``python -m tests.tools.granska requirements.lock``.

Exit code 1 means that something was found. A machine that cannot ask says so and passes: the answer is unknown, and the
work at hand must not stop for it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

COULD_NOT_ASK = "Kunde inte fråga om kända sårbarheter: tjänsten svarar inte härifrån."


def ask(lock: str) -> dict[str, Any] | None:
    """pip-audit's report on a lock file, or None if it gave none."""
    command = [sys.executable, "-m", "pip_audit", "--disable-pip", "--require-hashes", "--requirement", lock]
    done = subprocess.run(
        [*command, "--format", "json", "--progress-spinner", "off"], capture_output=True, text=True, check=False
    )
    try:
        return json.loads(done.stdout)
    except json.JSONDecodeError:
        return None


def verdict(report: dict[str, Any] | None) -> tuple[int, list[str]]:
    """Exit code and Swedish lines for a report."""
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
    code, lines = verdict(ask(sys.argv[1]))
    print(*lines, sep="\n")
    sys.exit(code)
