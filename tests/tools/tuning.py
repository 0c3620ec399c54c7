"""Constants of which one more or less changes how work is parted, remembered or given up, and no answer that is told.

No constant is here that decides an answer, that a document tells, or of which one more or less is more than half. What
the tests ask for by name is rather tried by them.
"""

from __future__ import annotations

GIVES_UP = "work or waiting that is far below it is what happens; past it something is given up"
AT_A_TIME = "how much is done at a time"
REMEMBERED = "how much is remembered"
ROOM = "how much room is made beforehand"

TUNING: dict[str, dict[str, str]] = {
    "prioritering/__main__.py": {"SECONDS_TO_TRY": GIVES_UP},
    "prioritering/analysis/agreed_ties.py": {"SECONDS_FOR_ORDER": GIVES_UP},
    "prioritering/analysis/dependent_break_even.py": {"SECONDS": GIVES_UP},
    "prioritering/analysis/dependent_choice.py": {
        "MOST_BRANCHES": GIVES_UP,
        "ROUNDS": "more gives hardly a better bound",
    },
    "prioritering/analysis/draws.py": {"CELLS_PER_PART": AT_A_TIME},
    "prioritering/analysis/exact.py": {"MOST_PARTS": GIVES_UP},
    "prioritering/analysis/frames.py": {"MOST_PASSED": GIVES_UP},
    "prioritering/analysis/inclusion.py": {"CELLS_PER_BEST_PART": AT_A_TIME},
    "prioritering/analysis/knapsack.py": {
        "CASES_PER_BLOCK": AT_A_TIME,
        "CELLS_PER_BLOCK": AT_A_TIME,
        "LOOK_AHEAD": "items tried for a first bound",
        "MAX_STATES": GIVES_UP,
    },
    "prioritering/analysis/weight_draws.py": {
        "PILOT": "draws that choose the way to draw",
        "STEPS_PER_CRITERION": "steps between draws, enough to forget where they started",
    },
    "prioritering/analysis/worth_knowing.py": {"MOST_WORK": GIVES_UP},
    "prioritering/gateway/client.py": {"SECONDS_TO_GREET": GIVES_UP},
    "prioritering/gateway/messages.py": {"MAX_BYTES": GIVES_UP, "ASK_BYTES": GIVES_UP},
    "prioritering/gateway/server.py": {"SECONDS_TO_ASK": GIVES_UP, "SECONDS_TO_END": GIVES_UP},
    "prioritering/money/outcomes.py": {
        "MAX_INTERVALS": "amounts followed before they are joined",
        "MAX_PARTS": "parts of a tie looked at before they are joined",
        "PARTS_IN_TURN": "parts of a tie followed one by one",
    },
    "prioritering/money/stop_leaves.py": {"MAX_STOPPING_PARTS": GIVES_UP},
    "prioritering/plan/maybe_renamed.py": {"MOST_PAIRS": GIVES_UP},
    "prioritering/plan/unread_files.py": {"_MAX_SEEN": GIVES_UP},
    "prioritering/plan/workbook.py": {"_MAX_PARTS": GIVES_UP, "MAX_CELLS": GIVES_UP, "_CHUNK": AT_A_TIME},
    "prioritering/scoring/tie_choice.py": {"_MET_IN_FULL": "costs tried of long ties, said to be a sample"},
    "prioritering/store/box_files.py": {"_TIMES": "times told apart, more than there are saves under way"},
    "prioritering/store/box_versions.py": {"LEAST_BYTES": ROOM, "_LEAST_SLOT": ROOM},
    "prioritering/store/connection.py": {"_CHECKPOINTS": GIVES_UP},
    "prioritering/store/kept.py": {"MOST_KEPT": REMEMBERED, "_MOST_BYTES": REMEMBERED, "_LOOKED_AT": "parts weighed"},
    "prioritering/store/sealed.py": {"ANSWER_BYTES": ROOM, "PART_BYTES": ROOM},
    "prioritering/usecases/study.py": {"SEARCH_SECONDS": GIVES_UP, "SECONDS_TO_COMPARE": GIVES_UP},
    "prioritering/web/frame/ended_logins.py": {"KNOWN_SECONDS": REMEMBERED},
    "prioritering/web/frame/login.py": {"ASK_AGAIN_SECONDS": "how seldom it is asked anew"},
    "prioritering/web/parts/studies.py": {"_KEPT": REMEMBERED},
    "prioritering/web/pages/robusthet/data.py": {"BEST_AT_ONCE": "work past which one is asked first"},
    "prioritering/web/server/code_pace.py": {"ADDRESSES_KEPT": REMEMBERED},
    "prioritering/web/server/compressed_files.py": {"YEAR": REMEMBERED},
    "prioritering/web/server/giving_back.py": {"_TRIM_SECONDS": "how seldom memory is given back"},
    "prioritering/web/server/log_pace.py": {"MAX_KINDS": REMEMBERED},
    "prioritering/web/server/places.py": {"_KEPT": REMEMBERED},
    "prioritering/web/server/room_listener.py": {"GOES_ON_SECONDS": GIVES_UP},
    "prioritering/web/server/stream.py": {"DRAWINGS_KEPT": REMEMBERED, "DRAWING_BYTES_KEPT": REMEMBERED},
    "prioritering/web/server/stream_route.py": {
        "SLOWEST_SECONDS": "how seldom it is tried again",
        "SEND_SECONDS": GIVES_UP,
        "STOP_SECONDS": GIVES_UP,
    },
}
