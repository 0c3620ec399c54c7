"""Which rows of a long list the projector shows: those around the frame's line, and in which order they give way.

How many a screen holds is known by the browser alone (`components/steps.fit.js`), so each row says how soon it may go.
"""

from __future__ import annotations

from typing import NamedTuple


class Window(NamedTuple):
    """The rows from `start` up to `stop` of a list are shown, those furthest from row `middle` giving way first.

    `tied` rows from `middle` on are to be chosen among.
    """

    start: int
    stop: int
    middle: int
    tied: int = 0

    def away(self, row: int) -> int:
        """Return how soon a row gives way, the highest first; 0 for the two beside the line, which never do.

        What is below goes twice as soon as what is inside, and what is chosen among as soon.
        """
        below = row - self.middle
        return -below - 1 if below < 0 else below if below < self.tied else 2 * below


def from_the_top(count: int, most: int) -> Window:
    """Return the first rows of a list of `count`, at most `most`."""
    return Window(0, min(count, most), 0)


def around_the_line(count: int, most: int, line: int, second: int | None = None, tied: int = 0) -> Window:
    """Return at most `most` of `count` rows around the line, which stands before row `line` and `tied` equal ones.

    Where a second line stands before row `second` both are shown if there is room for what lies between them and a row
    beside each. What gives way is counted from the first line: above it stands what surely fits.
    """
    both = second is not None and second - line <= most - 2
    middle = (line + second) // 2 if both and second is not None else line
    start = max(0, min(middle - most // 2, count - most))
    return Window(start, min(count, start + most), line, tied)
