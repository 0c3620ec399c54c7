"""How the order depends on each weight, and one project's place on all that is uncertain about it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from prioritering.analysis import sensitivity
from prioritering.analysis.draws import ReportProgress, no_progress
from prioritering.view.picture import Picture


def weight_scans(shown: Picture, told: ReportProgress = no_progress) -> tuple[sensitivity.Scan, ...]:
    """Return the board at each whole percent of each weight."""
    return sensitivity.scans(shown.board, told)


def order_changes(shown: Picture, scans: Sequence[sensitivity.Scan]) -> tuple[sensitivity.OrderChange, ...]:
    """Return how much the whole order depends on each weight, most first."""
    return sensitivity.order_changes(shown.board, scans)


def tornado(shown: Picture, index: int) -> tuple[sensitivity.TornadoBar, ...]:
    """Return what one project's place hangs on, widest first."""
    return sensitivity.tornado(shown.board, index)


def flips(shown: Picture, scan: sensitivity.Scan, index: int) -> tuple[sensitivity.Flip, ...]:
    """Return where one weight moves a project in or out."""
    return sensitivity.flips(shown.board, scan, index)


def nearest(scan: sensitivity.Scan, index: int, count: int) -> list[int]:
    """Return a project and those whose points come closest to it anywhere in a scan, `count` in all, in plan order."""
    distance = np.abs(scan.points - scan.points[:, [index]]).min(axis=0)
    return sorted(int(i) for i in np.argsort(distance, kind="stable")[:count])
