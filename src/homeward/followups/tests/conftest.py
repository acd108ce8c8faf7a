"""A family that arrived, with a colleague of its case worker, and a programme with a year."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from homeward.access.choices import Purpose, Role
from homeward.access.models import User
from homeward.cases.models import Case
from homeward.conftest import Cast
from homeward.followups import actions
from homeward.followups.choices import Channel, Kind, RelayKind, RelayTask, Time, Told
from homeward.followups.models import NamedBody, PlanStep, Relay
from homeward.followups.queries import consents
from homeward.persons.choices import ConsentWay
from homeward.persons.models import Person
from homeward.surveys.choices import Unit

CONTACTED = frozenset(consents.CONTACTED)


@dataclass
class Followed:
    """`worker` answers for the case; `colleague` holds its surveys; `lead` leads the programme."""

    cast: Cast
    case: Case
    people: list[Person]
    worker: User
    colleague: User
    lead: User

    @property
    def today(self) -> date:
        return self.cast.now.date()

    def act(
        self,
        action: Callable[..., Any],
        *args: Any,
        by: User | None = None,
        purpose: Purpose = Purpose.CASEWORK,
        **more: Any,
    ) -> Any:
        by = by or self.worker
        with self.cast.as_app(by, purpose):
            return action(*args, by=by, **{"at": self.cast.now, **more})

    def step(self, **more: Any) -> PlanStep:
        return PlanStep.objects.create(
            **{
                "programme": self.cast.programme, "kind": Kind.VISIT, "after_months": 1,
                "within_days": 30, "valid_from": date(2020, 1, 1), "source": "Handbook, 4.2",
                "stated_at": self.cast.now, **more,
            }
        )  # fmt: skip

    def wish(self, relays: Told = Told.FIRST_NAME, **more: Any) -> Any:
        given = actions.WishGiven(
            **{
                "channel": Channel.CALL, "best_time": Time.EVENING, "leave_word": False,
                "relays": relays, "way": ConsentWay.WITNESSED_ORAL, "said_on": self.today, **more,
            }
        )  # fmt: skip
        return self.act(actions.say_wish, self.case, given)

    def relay(self) -> Relay:
        given = actions.RelayGiven(
            kind=RelayKind.PERSON, name="Kofi Boateng", phone="+233 24 000", place="Ashaiman",
            tasks=[RelayTask.PASS_WORD], agreed_on=self.today, agreed_how=ConsentWay.SIGNATURE,
        )  # fmt: skip
        return self.act(actions.register_relay, given)

    def body(self, organisation: Any = None, **more: Any) -> NamedBody:
        given = actions.BodyGiven(
            **{
                "organisation": organisation or self.cast.partner_org, "unit": Unit.PERSON,
                "mandate": "Calls once a year", "source": "Agreement 7, article 3",
                "from_on": self.today, **more,
            }
        )  # fmt: skip
        return self.act(actions.name_body, self.cast.programme, given, by=self.lead)

    def agree_to_be_followed(self, organisation: Any, **more: Any) -> None:
        until = self.today + timedelta(days=700)
        self.cast.consent(
            self.people[0], organisation, Purpose.SURVEY, CONTACTED, until=until, **more
        )


@pytest.fixture
def followed(cast: Cast) -> Followed:
    case, people = cast.arrived()
    colleague = cast.user("colleague", cast.partner_org, Role.CASE_MANAGER)
    lead = cast.user("lead", cast.host, Role.PROGRAMME_MANAGER)
    return Followed(cast, case, people, cast.partner, colleague, lead)
