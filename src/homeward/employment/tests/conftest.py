"""A family after arrival, an adviser, an employer with a vacancy, and what a shortlist needs."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from homeward.access.choices import ActorKind, OrganisationKind, Purpose, Role
from homeward.access.models import Organisation, User
from homeward.cases.models import Case
from homeward.employment import actions
from homeward.employment.choices import InterviewOutcome, Wish
from homeward.employment.models import Candidacy, Employer, EmployerLink, Interview, Placement
from homeward.offers.models import Offer
from homeward.persons.models import Person
from homeward.referrals import queries as referrals


@dataclass
class Agency:
    """Its methods act as the adviser, or as the employer's link, through the real actions."""

    cast: Any
    case: Case
    people: list[Person]
    adviser: User
    company: Organisation
    employer: Employer
    offer: Offer

    def act(self, what: Any, *args: Any, by: User | None = None, **given: Any) -> Any:
        by = by or self.adviser
        with self.cast.as_app(by):
            return what(*args, **given, by=by, at=self.cast.now)

    def link(self) -> EmployerLink:
        found = EmployerLink.objects.filter(employer=self.employer, revoked_at=None).first()
        if found is None:
            self.act(actions.make_link, self.employer)
            found = EmployerLink.objects.get(employer=self.employer, revoked_at=None)
        return found

    def as_link(self) -> Any:
        return self.cast.as_app(
            kind=ActorKind.LINK, actor_id=self.link().pk, purpose=Purpose.REFERRAL
        )

    def by_link(self, what: Any, *args: Any, **given: Any) -> Any:
        with self.as_link():
            return what(*args, **given, by=None, at=self.cast.now)

    def proposed(self) -> Candidacy:
        found: Candidacy = self.act(actions.propose, self.case, self.people[0], self.offer)
        return found

    def agreed(self, *, may_be_named: bool = False) -> Candidacy:
        found = self.proposed()
        self.act(actions.record_wish, found, Wish.YES, may_be_named=may_be_named)
        return Candidacy.objects.get(pk=found.pk)

    def facts(self) -> list[Any]:
        with self.cast.as_app(self.adviser):
            return referrals.facts_to_choose(self.case, self.people[0], on=self.cast.now.date())

    def shortlisted(self, *, may_be_named: bool = False) -> Candidacy:
        found = self.agreed(may_be_named=may_be_named)
        self.act(actions.shortlist, found, self.facts())
        return Candidacy.objects.get(pk=found.pk)

    def interview(self, **given: Any) -> Interview:
        found = self.shortlisted(**given)
        meeting = actions.Meeting(on=self.cast.now.date(), place="Gate 2")
        self.by_link(actions.want, found, meeting)
        made: Interview = self.act(actions.agree_interview, found, meeting, may_be_named=True)
        return made

    def offered(self) -> Candidacy:
        found = self.interview()
        self.by_link(actions.report_interview, found, InterviewOutcome.HIRE)
        return Candidacy.objects.get(pk=found.candidacy_id)

    def placed(self, **given: Any) -> Placement:
        found = self.offered()
        said = actions.Placed(starts_on=self.cast.now.date(), **{"contract": "fixed_term", **given})
        made: Placement = self.act(actions.place, found, said)
        return made

    def later(self, days: int) -> None:
        self.cast.now += timedelta(days=days)

    def status(self, found: Candidacy) -> str:
        return str(Candidacy.objects.get(pk=found.pk).status)


@pytest.fixture
def agency(cast: Any) -> Agency:
    """Nothing is agreed or consented with the employer yet."""
    case, people = cast.arrived()
    adviser = cast.user("adviser", cast.partner_org, Role.EMPLOYMENT_ADVISER)
    company = cast.organisation("Cocoa works", OrganisationKind.PROVIDER, "GH")
    given = actions.Described(
        source="Visit", confirmed_on=cast.now.date(), sector="C", size_band="medium",
        email="works@example.org",
    )  # fmt: skip
    with cast.as_app(adviser):
        employer = actions.add_employer(given, organisation=company, by=adviser, at=cast.now)
        offer = actions.open_vacancy(
            company, actions.Vacant(kind="vacancy", title="Packer", places_total=2),
            by=adviser, at=cast.now,
        )  # fmt: skip
    return Agency(cast, case, people, adviser, company, employer, offer)


@pytest.fixture
def ready(agency: Agency) -> Agency:
    """Agreement and consent cover the employer."""
    cast = agency.cast
    cast.agree(cast.partner_org, agency.company, Purpose.REFERRAL)
    cast.consent(agency.people[0], agency.company, Purpose.REFERRAL, by=cast.partner)
    return agency
