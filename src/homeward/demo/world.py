"""What the generator has at hand while it writes cases."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from homeward.demo.cast import Cast
from homeward.demo.ground import DEADLINES, Ground
from homeward.demo.rows import Rows
from homeward.places.models import PointOfEntry
from homeward.plans.models import Session
from homeward.services.models import Service
from homeward.tasks.choices import DayKind, TaskKind
from homeward.tasks.rules import add_working_days


@dataclass(kw_only=True)
class World:
    cast: Cast
    ground: Ground
    services: list[Service]
    sessions: list[Session]
    entry: PointOfEntry
    rng: Random
    now: datetime
    rows: Rows = field(default_factory=Rows)
    # The way of every generated case.
    host_first: int
    cases: int = 0
    referrals: int = 0
    unanswered: int = 0

    @property
    def today(self) -> date:
        return self.now.date()

    def id(self) -> UUID:
        return UUID(int=self.rng.getrandbits(128), version=4)

    def make(self, model: type[Any], **values: Any) -> Any:
        """A row to be written, with an id from the seed."""
        row = model(id=self.id(), **values)
        self.rows.add(row)
        return row

    def often(self, share: float) -> bool:
        return self.rng.random() < share

    def later(self, at: datetime, least: int, most: int) -> datetime:
        """Some days later, and never in the future."""
        return min(at + timedelta(days=self.rng.randint(least, most)), self.now)


def due(kind: TaskKind, start: date) -> date | None:
    """As tasks.queries.due_on says, without asking the database for each of a thousand waits."""
    if kind not in DEADLINES:
        return None
    days, how, _source = DEADLINES[kind]
    if how == DayKind.WORKING:
        return add_working_days(start, days)
    return start + timedelta(days=days)
