"""What devices may send, as values that are checked when they are read; each fault is one Swedish line."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StrictFloat,
    StrictInt,
    StrictStr,
    TypeAdapter,
    ValidationError,
)
from starlette.requests import Request

from prioritering.errors import BadArgument

LONGEST_CODE = 100
T = TypeVar("T")


class Body(BaseModel):
    """Base of all bodies. A field that nobody asks for is let through: an older page may still be open in a phone."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class JoinBody(Body):
    """A code and the role to take."""

    kod: StrictStr = Field(max_length=LONGEST_CODE)
    roll: StrictStr


class _InRound(Body):
    """What is said in a round; `skarm` is what the page that sends it calls itself, of no meaning to anyone else."""

    mote: StrictStr
    runda: StrictInt
    skarm: StrictStr = ""


class OrderBody(_InRound):
    """The member's order of the criteria: place by criterion id."""

    slag: Literal["ordning"]
    platser: dict[str, StrictInt]


class _OnProject(_InRound):
    """What is said of a project; `planversion` is the plan's where it was said, and none from an older page."""

    projekt: StrictStr
    planversion: StrictInt | None = None


class ConflictBody(_OnProject):
    """A conflict of interest, said or taken back."""

    slag: Literal["jäv", "inte jäv"]


class ReasonBody(_OnProject):
    """A short reason for the answers on a project; with `bara_dold` it is taken only while the round is blind."""

    slag: Literal["skäl"]
    text: StrictStr
    bara_dold: StrictBool = False


class AnswerBody(_OnProject):
    """An answer on one criterion: a level's name or a number, "vet ej", or an answer taken back."""

    slag: Literal["nivå", "vet ej", "tomt"]
    kriterium: StrictStr
    varde: StrictStr | StrictInt | StrictFloat | None = None


class WeightsBody(Body):
    """Whole percents by criterion, none for those of the address; and the ids of the rows whose reasons are open."""

    vikter: dict[str, StrictInt] | None = None
    oppna: tuple[str, ...] = ()


BallotBody = OrderBody | ConflictBody | ReasonBody | AnswerBody
JOIN: TypeAdapter[JoinBody] = TypeAdapter(JoinBody)
WEIGHTS: TypeAdapter[WeightsBody] = TypeAdapter(WeightsBody)
BALLOT: TypeAdapter[BallotBody] = TypeAdapter(Annotated[BallotBody, Field(discriminator="slag")])

_EXPECTED = {
    "missing": "saknas",
    "string_type": "är inte en text",
    "string_too_long": "är för lång",
    "int_type": "är inte ett heltal",
    "bool_type": "är inte sant eller falskt",
    "float_type": "är inte ett tal",
    "dict_type": "är inte en tabell",
    "tuple_type": "är inte en lista",
    "union_tag_invalid": "är inget slag av svar",
    "union_tag_not_found": "saknas",
}


def checked(adapter: TypeAdapter[T], found: Any) -> T:
    """Return a body as a checked value; BadArgument names the field and what is wrong with it."""
    try:
        return adapter.validate_python(found)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        # A union's faults are placed under the chosen kind; the sender knows the field alone.
        field = next((part for part in reversed(first["loc"]) if part in _FIELDS), "slag")
        raise BadArgument(f"{field} {_EXPECTED.get(first['type'], 'går inte att använda')}") from error


_BODIES = (JoinBody, OrderBody, ConflictBody, ReasonBody, AnswerBody, WeightsBody)
_FIELDS = {field for body in _BODIES for field in body.model_fields}


async def json_body(request: Request) -> dict[str, Any]:
    """Return the JSON object sent. What is too long never comes here: it is refused by `bounds`."""
    try:
        found = json.loads(await request.body())
    except (ValueError, RecursionError):
        raise BadArgument("anropet går inte att läsa") from None
    try:
        json.dumps(found, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        # Half an emoji, cut by a field's limit. No database keeps it, and the device would send it for ever.
        raise BadArgument("texten innehåller ett halvt tecken; skriv om den. Inget av den har sparats") from None
    if not isinstance(found, dict):
        raise BadArgument("anropet ska vara ett JSON-objekt")
    return found
