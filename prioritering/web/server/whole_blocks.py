"""Keeps what waits to be sent to a browser whole: what lies in a block goes with the block when that is taken out.

Streamlit takes out what one part of a page has not yet sent when the part is drawn anew, but leaves what the parts
within it have not sent, such as the content of a dialog that it opened: the browser then gets content for a block that
it has never heard of, and shows an empty page ("Cannot set a node at a delta path"). That happens where a live stream
has a part drawn anew in the blink of a press in it. Seen in Streamlit 1.67.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import wraps

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue


def keep_blocks_whole() -> None:
    """Let every session of this process take out a block together with what lies in it; once or more, as it comes."""
    theirs = ForwardMsgQueue.clear
    if hasattr(theirs, "__wrapped__"):
        return

    @wraps(theirs)
    def clear(
        self: ForwardMsgQueue, retain_lifecycle_msgs: bool = False, fragment_ids_this_run: list[str] | None = None
    ) -> None:
        """Take out what Streamlit takes out, and what lay in it."""
        waiting = self._queue
        theirs(self, retain_lifecycle_msgs, fragment_ids_this_run)
        self._queue = without_lost(waiting, self._queue)

    ForwardMsgQueue.clear = clear  # type: ignore[method-assign]


def without_lost(waiting: Iterable[ForwardMsg], left: Iterable[ForwardMsg]) -> list[ForwardMsg]:
    """Return of the messages that are `left` of those `waiting` the ones whose blocks are left, in their order."""
    kept = {id(message) for message in left}
    lost: set[tuple[int, ...]] = set()
    whole = []
    for message in waiting:
        path = tuple(message.metadata.delta_path)
        if id(message) not in kept:
            # Only a block can have anything in it.
            if message.delta.WhichOneof("type") == "add_block":
                lost.add(path)
        elif not any(path[:depth] in lost for depth in range(1, len(path))):
            lost.discard(path)
            whole.append(message)
    return whole
