"""Beside the shared cast: an airport with somebody to come today, and a visit of the partner."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone, translation

from homeward.access.choices import Purpose
from homeward.cases.models import Arrival, Case
from homeward.counselling import actions as counselling
from homeward.counselling.choices import Location, SessionKind
from homeward.counselling.models import Session
from homeward.offline import actions
from homeward.offline.choices import Kind
from homeward.persons import queries as persons
from homeward.reception.tests.conftest import Airport


@dataclass
class Day:
    """One day's work: the cast, what they take along, and what they send."""

    airport: Airport
    as_app: Callable[..., Any]

    def __post_init__(self) -> None:
        self.cast = self.airport.cast
        self.now: datetime = self.cast.now
        # Inside the day's window at whatever hour the tests run.
        self.soon = self.now + timedelta(minutes=5)

    def expected(self, **changed: Any) -> Arrival:
        told = {"expected_at": self.soon, "needs": ["bed", "wheelchair", "medical_escort"]}
        _case, _people, arrival = self.airport.announced(**(told | changed))
        return arrival

    def visit(self, kind: SessionKind = SessionKind.HOME_VISIT) -> Session:
        case, _people = self.cast.arrived()
        return self.session(case, kind)

    def session(self, case: Case, kind: SessionKind = SessionKind.HOME_VISIT) -> Session:
        by = self.cast.partner
        with self.as_app(by):
            return counselling.plan(
                case,
                counselling.Planned(
                    kind=kind,
                    planned_at=self.soon,
                    location=Location.HOME,
                    place="Behind the blue kiosk",
                    led_by=by,
                    people=persons.members(case.household_id),
                ),
                by=by,
                at=self.now,
            )

    def take(self, kind: Kind = Kind.ARRIVALS) -> actions.Given:
        by, purpose = self.user_of(kind)
        with self.as_app(by, purpose):
            return actions.take(kind, by=by, at=self.now)

    def user_of(self, kind: Kind) -> tuple[Any, Purpose]:
        if kind == Kind.ARRIVALS:
            return self.cast.officer, Purpose.ARRIVAL
        return self.cast.partner, Purpose.CASEWORK

    def send(self, given: actions.Given, *entries: Any) -> list[actions.Answer]:
        by, purpose = self.user_of(Kind(given.taking.kind))
        with self.as_app(by, purpose):
            return actions.receive(given.taking, entries, by=by, at=timezone.now())


def said(given: actions.Given, does: str, number: int = 0, **more: Any) -> dict[str, Any]:
    ref, row = given.rows[number]
    return {
        "key": str(uuid4()),
        "ref": str(ref),
        "seen": row.seen,
        "does": does,
        "said_at": timezone.now().isoformat(),
        **more,
    }


def posted(client: Any, url: str, body: Any, **headers: str) -> Any:
    return client.post(url, json.dumps(body), content_type="application/json", headers=headers)


@pytest.fixture
def day(cast: Any, as_app: Callable[..., Any]) -> Day:
    return Day(Airport(cast, as_app), as_app)


@pytest.fixture(autouse=True)
def no_second_factor(settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """A request in another language leaves its thread in it."""
    with translation.override("en"):
        yield
