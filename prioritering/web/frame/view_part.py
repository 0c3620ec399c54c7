"""The part of a page that shows the view, and in which it is changed."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from prioritering.web.frame import address
from prioritering.web.frame.boundary import boundary
from prioritering.web.frame.still_in import Draw, P, page_part


def view_part(key: str) -> Callable[[Draw[P]], Draw[P]]:
    """Make a function such a part (see `page_part`): the address follows the view, and what fails in it ends there.

    Drawn by itself, so that a dialog that stands open stays so when others change something.
    """

    def decorated(draw: Draw[P]) -> Draw[P]:
        return page_part(key=key)(_in_step(draw))

    return decorated


def _in_step(draw: Draw[P]) -> Draw[P]:
    @wraps(draw)
    def drawn(*arguments: P.args, **named: P.kwargs) -> None:
        """Write the address, and draw it."""
        with boundary():
            address.publish()
            draw(*arguments, **named)

    return drawn
