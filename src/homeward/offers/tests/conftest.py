from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from homeward.access.choices import Role
from homeward.access.models import User
from homeward.offers import actions
from homeward.offers.models import Offer, SeatContract
from homeward.offers.records import OfferRecord


@dataclass
class Market:
    """A centre that offers, and a programme manager who refers to it."""

    cast: Any
    as_app: Callable[..., Any]

    def __post_init__(self) -> None:
        self.trainer: User = self.cast.trainer
        self.manager = self.cast.user("manager", self.cast.partner_org, Role.PROGRAMME_MANAGER)
        self.now = self.cast.now
        self.today: date = self.now.date()

    def offer(self, title: str = "Tailoring course", by: User | None = None, **more: Any) -> Offer:
        by = by or self.trainer
        record = OfferRecord(**{"kind": "training", "title": title, **more})
        with self.as_app(by):
            offer = actions.add(record, by.organisation_of_rows, by=by, at=self.now)
            return actions.move(offer, "open", by=by, at=self.now)  # type: ignore[arg-type]

    def contract(self, **more: Any) -> SeatContract:
        terms = {
            "number": "S1",
            "title": "Seats in rural jobs",
            "partner": self.cast.provider,
            "starts_on": self.today - timedelta(days=200),
            "ends_on": self.today + timedelta(days=100),
            "seats": 20,
            "residents_at_least": 50,
            "report_months": 3,
        } | more
        with self.as_app(self.manager):
            return actions.contract(None, by=self.manager, at=self.now, **terms)  # type: ignore[arg-type]

    def signed(self, **more: Any) -> SeatContract:
        held = self.contract(**more)
        with self.as_app(self.manager):
            actions.send_to_sign(held, by=self.manager, at=self.now)
            actions.sign(held, by=self.manager, at=self.now)
        with self.as_app(self.trainer):
            return actions.sign(held, by=self.trainer, at=self.now)


@pytest.fixture
def market(cast: Any, as_app: Callable[..., Any]) -> Market:
    return Market(cast, as_app)
