"""What waits to be sent to a browser never has the content of a block without the block."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue

from prioritering.web.server.app import app_settings
from prioritering.web.server.whole_blocks import keep_blocks_whole

THEIRS = ForwardMsgQueue.clear
PART, DIALOG = "part", "dialog"


@pytest.fixture(params=["once", "more than once"])
def queue(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> ForwardMsgQueue:
    """A session's queue in a process that serves the app."""
    monkeypatch.setattr(ForwardMsgQueue, "clear", getattr(THEIRS, "__wrapped__", THEIRS))
    app_settings()
    if request.param != "once":
        keep_blocks_whole()
    return ForwardMsgQueue()


def block(*path: int, of: str = "") -> ForwardMsg:
    """A block at `path` that was drawn by the part `of` the page, or by the page itself."""
    message = ForwardMsg()
    message.metadata.delta_path.extend(path)
    message.delta.add_block.allow_empty = True
    message.delta.fragment_id = of
    return message


def text(*path: int, of: str = "") -> ForwardMsg:
    """An element at `path`."""
    message = ForwardMsg()
    message.metadata.delta_path.extend(path)
    message.delta.new_element.markdown.body = "Visa svaren"
    message.delta.fragment_id = of
    return message


def known(*path: int) -> ForwardMsg:
    """An element that the browser has been given before: only its name is sent."""
    message = ForwardMsg(ref_hash="known")
    message.metadata.delta_path.extend(path)
    return message


def paths(queue: ForwardMsgQueue) -> list[tuple[int, ...]]:
    """Where what waits is to be drawn."""
    return [tuple(message.metadata.delta_path) for message in queue.flush()]


def wait(queue: ForwardMsgQueue, *messages: ForwardMsg) -> None:
    """Put messages in the queue."""
    for message in messages:
        queue.enqueue(message)


def drawn_anew(queue: ForwardMsgQueue) -> None:
    """Begin to draw the part anew before the browser has been sent what waits."""
    queue.clear(retain_lifecycle_msgs=True, fragment_ids_this_run=[PART])


def test_a_dialog_that_the_browser_has_not_heard_of_goes_with_its_content_when_its_part_is_drawn_anew(
    queue: ForwardMsgQueue,
) -> None:
    wait(queue, block(0, 3, of=PART), block(2, 0, of=PART), block(2, 0, 0, of=DIALOG), text(2, 0, 0, 0, of=DIALOG))
    drawn_anew(queue)
    assert paths(queue) == []


def test_what_the_browser_has_been_given_before_goes_with_its_block(queue: ForwardMsgQueue) -> None:
    wait(queue, text(0, 0), block(0, 3, of=PART), known(0, 3, 0))
    drawn_anew(queue)
    assert paths(queue) == [(0, 0)]


def test_what_others_draw_is_left_also_where_a_lost_block_stood(queue: ForwardMsgQueue) -> None:
    wait(queue, block(2, 0, of=PART), text(2, 0, 0, of=DIALOG), text(0, 1), block(0, 4), text(0, 4, 0))
    # Another part is drawn, with a block in the place of the one that is lost.
    queue.clear(retain_lifecycle_msgs=True, fragment_ids_this_run=["other"])
    wait(queue, block(2, 0, of="other"), block(2, 0, 0, of="other"), text(2, 0, 0, 0, of="other"))
    drawn_anew(queue)
    assert paths(queue) == [(0, 1), (0, 4), (0, 4, 0), (2, 0), (2, 0, 0), (2, 0, 0, 0)]


def test_a_whole_page_drawn_anew_leaves_nothing_of_the_last(queue: ForwardMsgQueue) -> None:
    ended = ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY)
    wait(queue, block(0, 3), text(0, 3, 0), ended)
    queue.clear(retain_lifecycle_msgs=True)
    left = queue.flush()
    assert [message.WhichOneof("type") for message in left] == ["script_finished"]
    assert left[0].script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN


def test_streamlit_itself_still_leaves_the_content_of_a_lost_block(monkeypatch: pytest.MonkeyPatch) -> None:
    """When this fails, Streamlit has mended it: whole_blocks.py has no more use."""
    bare: Callable[..., None] = getattr(THEIRS, "__wrapped__", THEIRS)
    monkeypatch.setattr(ForwardMsgQueue, "clear", bare)
    queue = ForwardMsgQueue()
    wait(queue, block(2, 0, of=PART), text(2, 0, 0, of=DIALOG))
    drawn_anew(queue)
    assert paths(queue) == [(2, 0, 0)]
