"""What a page shows of one offer for one person."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar
from uuid import UUID

from django.utils.translation import gettext as _

from homeward.core.patterns import ReasonLine
from homeward.matches.choices import Standing, Why
from homeward.matches.models import HUNDRED, Placing
from homeward.offers.models import Offer
from homeward.services.models import Service

OK, NO, UNKNOWN = "ok", "no", "unk"


@dataclass(frozen=True)
class PartLine:
    """One part of the score: what it counts, how far it holds, and the points that it gives."""

    label: Any
    weight: int
    value: float
    points: float


@dataclass(frozen=True)
class ShownFact:
    label: Any
    value: Any
    note: Any = ""


@dataclass(frozen=True)
class Match:
    """One offer for one person, with all its reasons."""

    id: UUID
    offer: Offer | None
    service: Service | None
    # From 1 on among those that fit; 0 where it was put there by a worker, or can't take them.
    place: int
    score: float
    parts: Sequence[PartLine]
    lines: Sequence[ReasonLine]
    facts: Sequence[ShownFact]
    has: Sequence[str]
    lacks: Sequence[str]
    refused: Sequence[Why]
    placing: Placing | None

    @property
    def title(self) -> str:
        return str(self.offer.title) if self.offer else self._service.shown_name

    @property
    def organisation(self) -> Any:
        return self.offer.organisation if self.offer else self._service.organisation

    @property
    def _service(self) -> Service:
        if self.service is None:
            raise ValueError("a match is of an offer or of a service")
        return self.service

    @property
    def kind(self) -> Any:
        return self.offer.get_kind_display() if self.offer else _("Service")

    @property
    def where(self) -> str:
        if self.offer is None:
            return ""
        return str(self.offer.town.shown_name if self.offer.town else self.offer.area or "")

    @cached_property
    def met(self) -> list[ReasonLine]:
        return [line for line in self.lines if line.state == OK]

    @cached_property
    def unmet(self) -> list[ReasonLine]:
        return [line for line in self.lines if line.state == NO]

    @cached_property
    def to_ask(self) -> list[ReasonLine]:
        return [line for line in self.lines if line.state == UNKNOWN]

    @property
    def hundredths(self) -> float:
        """The sum of the parts' points."""
        return HUNDRED * self.score

    @property
    def is_first(self) -> bool:
        return self.placing is not None and self.placing.standing == Standing.FIRST

    @property
    def is_aside(self) -> bool:
        return self.placing is not None and self.placing.standing == Standing.ASIDE


class Sayer(Protocol):
    """Keeps what it has put into words; lives as long as one page."""

    kept: dict[tuple[Any, ...], Any]


S = TypeVar("S", bound=Sayer)
P = ParamSpec("P")
T = TypeVar("T")


def said_once(method: Callable[Concatenate[S, P], T]) -> Callable[Concatenate[S, P], T]:
    """Twenty offers say the same few things some three hundred times: the same words for the same
    answers are put together, and translated, once for a page."""

    def once(self: S, /, *args: P.args, **named: P.kwargs) -> T:
        key = (method, *args, *named.items())
        if key not in self.kept:
            self.kept[key] = method(self, *args, **named)
        found: T = self.kept[key]
        return found

    return once
