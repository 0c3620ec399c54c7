"""Criteria on fixed scales: worded levels with a printed zero, or a number between a fixed lowest and highest.

A scale never depends on which projects happen to be in the list, so adding or removing a project cannot
reorder the others (Morton 2015, EJOR 245:789-796; Clemen & Smith 2009, Decision Analysis 6:256-262).
"""

from __future__ import annotations

from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Any, Literal, Self

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer, model_validator

from prioritering import swedish
from prioritering.criteria.gate import GateCriterion, Verdict
from prioritering.immutable import Immutable

# Levels whose values are all a thousand times as large give what they gave.
_ROUNDING = 1e-9
MOST_IN_CRITERION, MOST_IN_UNIT = 80, 30
"""How many characters a criterion's name and its unit may have."""
Value = Annotated[float, Field(ge=0, allow_inf_nan=False)]


class Origin(StrEnum):
    """Who brought the criterion: the plan's own table, or the group in the meeting."""

    PLAN = "planen"
    GROUP = "gruppen"


class Level(Immutable):
    """One worded level and its value; only distances between values matter, not their size."""

    name: str = Field(min_length=1)
    value: Value
    description: str = ""


class WordedScale(Immutable):
    """Levels from lowest to highest; the lowest is the printed zero.

    `terms` are effects that are counted: a cell that lists two of them means the third level (none, one, two).
    """

    kind: Literal["ord"] = "ord"
    levels: tuple[Level, ...] = Field(min_length=2)
    terms: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _levels_rise(self) -> Self:
        values = [level.value for level in self.levels]
        if any(low > high for low, high in pairwise(values)) or values[0] == values[-1]:
            raise ValueError("nivåerna ska stå från lägsta till högsta värde, och ytterlägena ska skilja sig åt")
        names = [level.name.casefold() for level in self.levels]
        if len(set(names)) != len(names):
            raise ValueError("två nivåer har samma namn")
        return self

    @property
    def lowest_name(self) -> str:
        """The level that gives no points."""
        return self.levels[0].name

    @property
    def highest_name(self) -> str:
        """The level that gives all of the criterion's points."""
        return self.levels[-1].name

    def unit(self, answer: str | float) -> float:
        """Return the share (0–1) of the criterion's points that a level gives; KeyError on an unknown level."""
        bottom, top = self.levels[0].value, self.levels[-1].value
        for level in self.levels:
            if level.name == answer:
                return (level.value - bottom) / (top - bottom)
        raise KeyError(answer)


class NumberScale(Immutable):
    """A number between a fixed lowest and highest, in `measure` if it has a unit.

    The highest gives all points and the lowest none; where `lower_is_better`, as of a cost, it is the other way round.
    """

    kind: Literal["tal"] = "tal"
    lowest: float = Field(allow_inf_nan=False)
    highest: float = Field(allow_inf_nan=False)
    measure: str = Field(default="", max_length=MOST_IN_UNIT)
    lower_is_better: bool = False

    @model_validator(mode="after")
    def _rises(self) -> Self:
        if self.lowest >= self.highest:
            raise ValueError("lagsta ska vara mindre än hogsta; lagre_ar_battre = true ger det lägsta talet alla poäng")
        return self

    @model_serializer(mode="wrap")
    def _without_what_is_not_used(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        # Hashes of models are kept in databases: a field that a model does not use may not change them.
        found: dict[str, Any] = write(self)
        return {key: value for key, value in found.items() if value or key not in ("measure", "lower_is_better")}

    @property
    def lowest_name(self) -> str:
        """The number that gives no points, as text."""
        return self.words(self.highest if self.lower_is_better else self.lowest)

    @property
    def highest_name(self) -> str:
        """The number that gives all of the criterion's points, as text."""
        return self.words(self.lowest if self.lower_is_better else self.highest)

    @property
    def range_words(self) -> str:
        """The whole scale as text, the lowest number first: '0 till 5 000 kr/år'."""
        return f"{swedish.short(self.lowest)} till {self.words(self.highest)}"

    def words(self, number: float) -> str:
        """Return a number with its unit: '1 200 kr/år'."""
        return swedish.with_unit(swedish.short(number), self.measure)

    def number(self, share: float) -> float:
        """Return the number that gives a share (0–1) of the criterion's points."""
        return self.lowest + (1 - share if self.lower_is_better else share) * (self.highest - self.lowest)

    def unit(self, answer: str | float) -> float:
        """Return the share (0–1) of the criterion's points that a number gives; KeyError outside the scale."""
        number = float(answer)
        if not self.lowest <= number <= self.highest:
            raise KeyError(answer)
        share = (number - self.lowest) / (self.highest - self.lowest)
        return 1 - share if self.lower_is_better else share


def gives_otherwise(then: WordedScale | NumberScale, now: WordedScale | NumberScale, answer: str | float) -> bool:
    """Return whether an answer that both scales have gives other points on one, or is a number of something else."""
    if isinstance(then, NumberScale) or isinstance(now, NumberScale):
        return then != now
    return abs(then.unit(answer) - now.unit(answer)) > _ROUNDING


class Criterion(Immutable):
    """One thing that projects are judged by."""

    id: str = Field(pattern=r"^[a-zåäö0-9_-]{1,40}$")
    name: str = Field(min_length=1, max_length=MOST_IN_CRITERION)
    scale: Annotated[WordedScale | NumberScale, Field(discriminator="kind")]
    source: Origin = Origin.GROUP
    description: str = ""
    undefined_in_plan: str = ""

    @property
    def measure(self) -> str:
        """The unit that its numbers are in; empty for levels in words and for numbers without one."""
        return self.scale.measure if isinstance(self.scale, NumberScale) else ""

    def rises(self, low: str | float, high: str | float) -> bool:
        """Return whether two answers stand as a range is written, lowest first; KeyError when one is no answer."""
        first, last = self.scale.unit(low), self.scale.unit(high)
        # Of numbers where lower is better the lowest gives the most points.
        return last <= first if isinstance(self.scale, NumberScale) and self.scale.lower_is_better else first <= last


class Model(Immutable):
    """The criteria in use and the gates beside them, in the order they are shown."""

    criteria: tuple[Criterion, ...] = Field(min_length=1)
    gates: tuple[GateCriterion, ...] = ()

    @model_validator(mode="after")
    def _ids_differ(self) -> Self:
        ids = self.ids
        if len(set(ids)) != len(ids):
            raise ValueError("två kriterier har samma id")
        if len({*ids, *self.gate_ids}) != len(ids) + len(self.gates):
            raise ValueError("ett krav har samma id som ett annat krav eller ett kriterium")
        return self

    @model_serializer(mode="wrap")
    def _without_what_is_not_used(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        # As of a scale: hashes of models without gates may not change.
        found: dict[str, Any] = write(self)
        return {key: value for key, value in found.items() if value or key != "gates"}

    @property
    def ids(self) -> tuple[str, ...]:
        """The criteria's ids in order."""
        return tuple(criterion.id for criterion in self.criteria)

    def takes(self, criterion_id: str, low: str | float, high: str | float) -> bool:
        """Return whether an answer, from lowest to highest, has a meaning here."""
        if criterion_id in self.ids:
            try:
                # Reversed is a slip of the pen or a scale turned round since: nothing says which, so it has none.
                return self.criterion(criterion_id).rises(low, high)
            except (KeyError, ValueError):
                return False
        return criterion_id in self.gate_ids and low == high and low in tuple(Verdict)

    def changes(self, now: Model, criterion_id: str, low: str | float, high: str | float) -> bool:
        """Return whether an answer that has a meaning here and in a later model gives other points there."""
        if criterion_id not in self.ids or criterion_id not in now.ids:
            return False
        if not (self.takes(criterion_id, low, high) and now.takes(criterion_id, low, high)):
            return False
        scales = self.criterion(criterion_id).scale, now.criterion(criterion_id).scale
        return any(gives_otherwise(*scales, end) for end in (low, high))

    @property
    def gate_ids(self) -> tuple[str, ...]:
        """The gates' ids in order."""
        return tuple(gate.id for gate in self.gates)

    @property
    def judged(self) -> tuple[Criterion | GateCriterion, ...]:
        """All that projects are judged by: the criteria and then the gates."""
        return (*self.criteria, *self.gates)

    @property
    def names(self) -> dict[str, str]:
        """What criteria and gates are called, by id."""
        return {item.id: item.name for item in self.judged}

    @property
    def measures(self) -> dict[str, str]:
        """The units of the criteria that have one, by criterion id."""
        return {criterion.id: criterion.measure for criterion in self.criteria if criterion.measure}

    def criterion(self, criterion_id: str) -> Criterion:
        """Return a criterion by id; KeyError when there is none."""
        for criterion in self.criteria:
            if criterion.id == criterion_id:
                return criterion
        raise KeyError(criterion_id)

    def with_values(self, criterion_id: str, values: tuple[float, ...]) -> Model:
        """Return a copy in which a worded criterion's levels have new values, lowest level first.

        Raises ValueError (pydantic's) when the values do not rise or their number is wrong.
        """
        criterion = self.criterion(criterion_id)
        scale = criterion.scale
        if not isinstance(scale, WordedScale) or len(values) != len(scale.levels):
            raise ValueError("antalet värden stämmer inte med antalet nivåer")
        levels = tuple(
            Level(name=level.name, value=value, description=level.description)
            for level, value in zip(scale.levels, values, strict=True)
        )
        # Made and not copied: a copy of pydantic's is not checked.
        new_scale = WordedScale(levels=levels, terms=scale.terms)
        new = criterion.model_copy(update={"scale": new_scale})
        criteria = tuple(new if item.id == criterion_id else item for item in self.criteria)
        return Model(criteria=criteria, gates=self.gates)
