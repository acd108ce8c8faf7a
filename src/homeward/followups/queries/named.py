"""Which body is named to follow up, and whom it follows."""

from datetime import date
from typing import Protocol

from django.db.models import Q, QuerySet

from homeward.access.models import Organisation, User
from homeward.cases.models import Case
from homeward.followups import rules
from homeward.followups.models import Monitoring, NamedBody
from homeward.followups.queries.consents import agreement_covers, consent_covers
from homeward.places.models import Area
from homeward.programmes.models import Programme
from homeward.surveys.choices import Unit


class Naming(Protocol):
    """What `bodies_overlap` asks of a body that is to be named."""

    @property
    def area(self) -> Area | None: ...
    @property
    def unit(self) -> Unit: ...
    @property
    def from_on(self) -> date: ...
    @property
    def until_on(self) -> date | None: ...


def bodies(*, on: date | None = None) -> QuerySet[NamedBody]:
    """All, or those whose mandate holds on a day."""
    found = NamedBody.objects.select_related(
        "programme__lead_org", "area", "organisation", "named_by"
    )
    return found if on is None else found.filter(_lasts(on), from_on__lte=on)


def _lasts(on: date) -> Q:
    return Q(until_on__isnull=True) | Q(until_on__gte=on)


def bodies_for(case: Case, *, on: date) -> list[NamedBody]:
    """The bodies that may follow a case of this programme from this day on."""
    return list(bodies(on=on).filter(programme=case.programme_id, unit=Unit.PERSON))


def body_to_follow(
    programme: Programme, area: Area | None, unit: Unit, from_on: date
) -> NamedBody | None:
    """The body without an end that a new one takes over from."""
    return NamedBody.objects.filter(
        programme=programme, area=area, unit=unit, until_on__isnull=True, from_on__lt=from_on
    ).first()


def bodies_overlap(programme: Programme, given: Naming, *, leaving_out: NamedBody | None) -> bool:
    found = NamedBody.objects.filter(_lasts(given.from_on), programme=programme, area=given.area)
    found = found.filter(unit=given.unit)
    if given.until_on is not None:
        found = found.filter(from_on__lte=given.until_on)
    if leaving_out is not None:
        found = found.exclude(pk=leaving_out.pk)
    return found.exists()


def following_facts(
    case: Case, body: NamedBody, *, until_on: date, today: date
) -> rules.FollowingFacts:
    return rules.FollowingFacts(
        followed_already=Monitoring.objects.filter(case=case, ended_at__isnull=True).exists(),
        is_of_programme=body.programme_id == case.programme_id,
        is_of_persons=body.unit in {Unit.PERSON, Unit.HOUSEHOLD},
        mandate_lasts=body.from_on <= today
        and (body.until_on is None or body.until_on >= until_on),
        consent_covers=consent_covers(case, body.organisation, until_on=until_on),
        agreement_covers=agreement_covers(case, body.organisation),
        until_on=until_on,
        today=today,
    )


def followed_by(body: NamedBody) -> QuerySet[Monitoring]:
    """Whom a body follows, as far as the reader sees them."""
    return (
        Monitoring.objects.filter(body=body, ended_at__isnull=True)
        .select_related("case__worker", "owner_org", "body")
        .order_by("until_on", "pk")
    )


def monitorings(user: User, *, on: date) -> QuerySet[Monitoring]:
    """Those whom the reader's organisation lets be followed, by itself or by another."""
    return (
        Monitoring.objects.filter(
            owner_org=user.organisation_id,
            ended_at__isnull=True,
            until_on__gte=on,
        )
        .select_related("case__worker", "body__organisation", "owner_org")
        .order_by("until_on", "pk")
    )


def organisations() -> list[Organisation]:
    return list(Organisation.objects.order_by("name"))


def areas() -> list[Area]:
    """The largest areas of each country."""
    return list(Area.objects.filter(level=1).order_by("country", "name"))


def nobody() -> QuerySet[Monitoring]:
    return Monitoring.objects.none()
