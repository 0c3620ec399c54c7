"""The changes of the view in their order: each is taken back in turn, and made again until something else changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from prioritering.view.view import View

_MOST = 20


class ViewChange(NamedTuple):
    """A change of the view: from what to what, and of which fields."""

    before: View
    after: View
    fields: tuple[str, ...]

    def reversed(self) -> ViewChange:
        """Return the same change as it is when it is taken back."""
        return ViewChange(self.after, self.before, self.fields)

    def at(self, updates: Mapping[str, Any]) -> ViewChange:
        """Return the same change where something that it is not about stands otherwise, before and after."""
        return self._replace(before=self.before.model_copy(update=updates), after=self.after.model_copy(update=updates))


class ViewSteps(NamedTuple):
    """Changes that stand, those taken back (the latest of each last), and whether the latest step was back.

    `is_open` is whether the latest that stands may go on: not once it is gone, or was taken back and made again.
    """

    made: tuple[ViewChange, ...] = ()
    undone: tuple[ViewChange, ...] = ()
    went_back: bool = False
    is_open: bool = False

    def led_to(self, view: View) -> bool:
        """Return whether the view is what these changes made of it, and nothing else has changed it since."""
        stands = self.undone[-1].before if self.undone else self.made[-1].after if self.made else None
        return stands == view

    def then(self, change: ViewChange) -> ViewSteps:
        """Return these and one more; what was taken back before it cannot be made again."""
        return ViewSteps((*self.made, change)[-_MOST:], is_open=True)

    def further(self, after: View) -> ViewSteps:
        """Return these where the latest change has gone on; it is gone when it has come all the way back."""
        before, last = self.made[:-1], self.made[-1]
        if after == last.before:
            return ViewSteps(before)
        return ViewSteps((*before, last._replace(after=after)), is_open=True)

    def at(self, updates: Mapping[str, Any]) -> ViewSteps:
        """Return the same changes, looked at from elsewhere."""
        made, undone = (tuple(one.at(updates) for one in part) for part in (self.made, self.undone))
        return self._replace(made=made, undone=undone)

    def back(self) -> ViewSteps:
        """Return these with the latest change taken back."""
        return ViewSteps(self.made[:-1], (*self.undone, self.made[-1]), went_back=True)

    def again(self) -> ViewSteps:
        """Return these with the one that was taken back last made again."""
        return ViewSteps((*self.made, self.undone[-1]), self.undone[:-1])
