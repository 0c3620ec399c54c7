"""The board while a hand moves the weights: asked for with the weights, answered with the rows, without a script run.

Nothing is saved. The address is the view's own; the body holds the weights that the hand has got to.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from prioritering.permissions import Permission, User
from prioritering.usecases import weigh
from prioritering.usecases.picture import weighed_criteria
from prioritering.view.view import from_address
from prioritering.web.frame import context
from prioritering.web.parts.board_live import drawn_board
from prioritering.web.server.bodies import WEIGHTS, WeightsBody, checked, json_body
from prioritering.web.server.guarded import guarded
from prioritering.web.server.threads import drawn_in_turn

WEIGH = "/direkt/tavla"


def weigh_routes() -> list[BaseRoute]:
    """Return the route that answers with the board."""
    return [Route(WEIGH, guarded(Permission.READ, _board), methods=["POST"])]


async def _board(request: Request, user: User) -> Response:
    body = checked(WEIGHTS, await json_body(request))
    asked = dict(request.query_params)
    drawn = await drawn_in_turn(WEIGH, _drawn, asked, body, user.may(Permission.CHANGE))
    return Response(drawn, media_type="application/json", headers={"cache-control": "no-store"})


def _drawn(parameters: dict[str, str], body: WeightsBody, can_assume: bool) -> str:
    view, _ = from_address(parameters)
    if body.vikter is not None:
        ids = weighed_criteria(context.store(), view)
        view = view.model_copy(update={"weights": weigh.by_hand(ids, body.vikter)})
    return drawn_board(view, frozenset(body.oppna), can_assume)
