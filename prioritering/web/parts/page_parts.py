"""The two parts of Prioritera that are redrawn each by itself: the board with its controls, and what lies beside."""

from __future__ import annotations

LIVE = "prioritera"
BESIDE = "prioritera-bredvid"
ALL_PARTS = (LIVE, BESIDE)
