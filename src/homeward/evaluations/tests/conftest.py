"""An evaluation of the host organisation's aid, and twenty-four returnees in its cohort."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from homeward.access.choices import DataClass, OrganisationKind, Purpose, Role
from homeward.access.jobs import acting_job
from homeward.access.models import Organisation, User
from homeward.cases.models import Case
from homeward.conftest import Cast
from homeward.evaluations import actions
from homeward.evaluations.choices import Told, Treatment
from homeward.evaluations.models import Evaluation, Extract, Question
from homeward.persons import actions as persons
from homeward.persons.choices import ConsentWay
from homeward.persons.models import Consent, ConsentSheet, Household, Person
from homeward.referrals.models import Referral
from homeward.surveys.models import InstrumentVersion, Score, Submission, Wave

ARRIVED = date(2025, 2, 10)
SHARED = frozenset({DataClass.PROFILE, DataClass.CASE, DataClass.SURVEY})
MANY, AIDED = 24, 12


@dataclass
class Study:
    """The parties, and people by number; the even ones have had aid."""

    cast: Cast
    as_app: Callable[..., Any]
    people: list[Person] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)

    def __post_init__(self) -> None:
        cast = self.cast
        self.evaluator_org: Organisation = cast.organisation(
            "Institute of Evaluation", OrganisationKind.EVALUATOR, "BE"
        )
        self.evaluator: User = cast.user("evaluator", self.evaluator_org, Role.EVALUATOR)
        self.asker: User = cast.user("asker", cast.fund, Role.PROGRAMME_MANAGER)
        self.manager: User = cast.user("manager", cast.host, Role.PROGRAMME_MANAGER)
        self.version = InstrumentVersion.objects.filter(instrument__code="rss").first()
        cast.agree(cast.host, self.evaluator_org, Purpose.SURVEY, SHARED)

    def populate(self) -> None:
        """Rows as the owner of the database writes them: what is tested is what comes of them."""
        self.service = self.cast.service(places_free=None)
        case, (first, _child) = self.cast.family()
        for number in range(MANY):
            self._person(number, case, first)

    def _person(self, number: int, case: Case, like: Person) -> None:
        cast = self.cast
        person = Person(
            owner_org=cast.host, programme=cast.programme, given_name="Kojo",
            family_name=f"Asare {number}", sex="male" if number % 4 < 2 else "female",
            birth_known="year", birth_year=1990 if number % 3 else 2003, origin_countries=["GH"],
            household_role="head", recorded_by=cast.owner,
        )  # fmt: skip
        household = Household(owner_org=cast.host, programme=cast.programme, head=person)
        person.household = household
        household.save()
        person.save()
        made = Case.objects.get(pk=case.pk)
        made.pk, made.person, made.household = uuid4(), person, household
        made.reference, made.arrived_on = f"T-{number}", ARRIVED + timedelta(days=number)
        made._state.adding = True
        made.save(force_insert=True)
        self.consent(person)
        self.people.append(person)
        self.cases.append(made)
        self.score(number, "baseline", 0.3 + number / 100)
        if number % 2 == 0:
            self.aid(number)
        if number % 6:
            self.score(number, "final", 0.45 + number / 90)

    def consent(self, person: Person) -> None:
        common: dict[str, Any] = {
            "owner_org": self.cast.host, "programme": self.cast.programme, "person": person,
            "given_on": ARRIVED, "recorded_by": self.cast.owner,
        }  # fmt: skip
        sheet = ConsentSheet.objects.create(**common, language="en", way=ConsentWay.SIGNATURE)
        for covers in SHARED:
            Consent.objects.create(
                **common, sheet=sheet, recipient_org=self.evaluator_org, purpose=Purpose.SURVEY,
                covers=covers,
            )  # fmt: skip

    def withdraw(self, person: Person, **which: Any) -> None:
        """The person takes it back, through the real action."""
        held = Consent.objects.filter(
            person=person, recipient_org=self.evaluator_org, known_until=None, **which
        )
        consents = list(held.values_list("pk", flat=True))
        with self.as_app(self.cast.owner):
            persons.withdraw_consent(consents, by=self.cast.owner, at=self.cast.now)

    def aid(self, number: int) -> None:
        """A service that was completed."""
        Referral.objects.create(
            owner_org=self.cast.host, programme=self.cast.programme, person=self.people[number],
            case=self.cases[number], number=f"R{number}", service=self.service,
            receiver_org=self.cast.provider, status="completed", drafted_at=self.cast.now,
            drafted_by=self.cast.owner, outcome="finished",
            ended_on=self.cast.now.date(), first_day=self.cast.now.date(),
        )  # fmt: skip

    def score(self, number: int, kind: str, value: float) -> None:
        case, person = self.cases[number], self.people[number]
        day = case.arrived_on + timedelta(days=20 if kind == "baseline" else 380)
        common: dict[str, Any] = {
            "owner_org": self.cast.host, "programme": self.cast.programme, "person": person,
            "instrument_version": self.version, "instrument": "rss",
        }  # fmt: skip
        wave = Wave.objects.create(
            **common, case=case, kind=kind, opens_on=day, closes_on=day, latest_on=day,
            status="done", planned_at=self.cast.now, planned_by=self.cast.owner,
            ended_at=self.cast.now, ended_by=self.cast.owner,
        )  # fmt: skip
        Score.objects.create(
            **common, wave=wave, held_on=day, options={}, composite=Decimal(f"{value:.6f}"),
            dimensions={"economic": f"{value:.6f}"}, band="middle", unknown=0, refused=0,
            not_applicable=0, not_asked=0, warning=False,
        )  # fmt: skip

    def resident(self, number: int, value: float) -> None:
        """Somebody of the neighbourhood who was surveyed: no registered person, no case."""
        common: dict[str, Any] = {
            "owner_org": self.cast.host, "programme": self.cast.programme,
            "instrument_version": self.version, "held_on": ARRIVED + timedelta(days=number),
        }  # fmt: skip
        score = Score.objects.create(
            **common, instrument="rss", options={}, composite=Decimal(f"{value:.6f}"),
            dimensions={}, band="middle", unknown=0, refused=0, not_applicable=0, not_asked=0,
            warning=False,
        )  # fmt: skip
        Submission.objects.create(
            **common, score=score, submitted_at=self.cast.now,
            answers={"work": {"codes": ["farm"], "state": "answered"}},
        )  # fmt: skip

    def begin(self, **values: Any) -> Evaluation:
        with self.as_app(self.asker):
            return actions.begin(
                by=self.asker, at=self.cast.now,
                **{
                    "title": "Does aid help?", "about": "Of the first year",
                    "evaluator_org": self.evaluator_org, "assessed_org": self.cast.host,
                    "programme": self.cast.programme, **values,
                },
            )  # fmt: skip

    def state(self, evaluation: Evaluation, **values: Any) -> Question:
        with self.as_app(self.evaluator):
            return actions.state(
                evaluation, by=self.evaluator, at=self.cast.now,
                **{
                    "text": "Are those with aid better off after a year?",
                    "outcome": "final_composite", "treatment": Treatment.AIDED_NO_AID,
                    "covariates": ["sex"], **values,
                },
            )  # fmt: skip

    def declare(self, evaluation: Evaluation) -> None:
        with self.as_app(self.evaluator):
            actions.declare(evaluation, by=self.evaluator, at=self.cast.now)

    def ask(self, evaluation: Evaluation, **values: Any) -> Extract:
        with self.as_app(self.evaluator):
            return actions.ask(
                evaluation, by=self.evaluator, at=self.cast.now,
                **{
                    "instrument": "rss", "arrived_from": date(2025, 1, 1),
                    "arrived_until": date(2025, 12, 31), "smallest": 5,
                    "facts": list(Told.values), **values,
                },
            )  # fmt: skip

    def freeze(self, extract: Extract) -> Extract:
        with self.as_app(), acting_job("freeze_extract"):
            actions.freeze(Extract.objects.get(pk=extract.pk), at=self.cast.now)
        return Extract.objects.get(pk=extract.pk)

    def frozen(self, **values: Any) -> tuple[Evaluation, Question, Extract]:
        evaluation = self.begin()
        question = self.state(evaluation, **values)
        self.declare(evaluation)
        return evaluation, question, self.freeze(self.ask(evaluation))


@pytest.fixture
def study(cast: Cast, as_app: Callable[..., Any]) -> Study:
    return Study(cast, as_app)


@pytest.fixture
def cohort(study: Study) -> Study:
    """With its people, of whom every second one has had a service to its end."""
    study.populate()
    return study
