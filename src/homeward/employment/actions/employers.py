"""What is known of employers, who speaks for whom, contacts with them, and their own pages."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from homeward.access import actions as access
from homeward.access.choices import OrganisationKind
from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.core.refusals import Refused, refuse_if
from homeward.core.tokens import hash_of
from homeward.employment import queries
from homeward.employment.choices import Reason, RuleKind
from homeward.employment.models import Employer, EmployerLink, Outreach, Speaking
from homeward.messages import actions as messages
from homeward.places.models import Area, Country


@dataclass(frozen=True, kw_only=True)
class Described:
    """An employer as its form gives it."""

    source: str
    confirmed_on: date
    sector: str = ""
    size_band: str = ""
    headquarters: Country | None = None
    areas: Sequence[Area] = ()
    intermediary: str = ""
    contact: str = ""
    contact_function: str = ""
    email: str = ""
    phone: str = ""
    website: str = ""


OF_EMPLOYER = (
    "source", "confirmed_on", "sector", "size_band", "headquarters", "intermediary", "contact",
    "contact_function", "website",
)  # fmt: skip


@transaction.atomic
def add_employer(
    given: Described,
    *,
    name: str = "",
    country: Country | None = None,
    organisation: Organisation | None = None,
    by: User,
    at: datetime,
) -> Employer:
    """Of an organisation that is known already, or of one that is entered with it."""
    require(by, "employment.keep")
    if organisation is None:
        if country is None:
            raise ValueError("an organisation stands in a country")
        organisation = Organisation.objects.create(
            name=name, kind=OrganisationKind.PROVIDER, country=country
        )
    if Employer.objects.filter(organisation=organisation).exists():
        raise Refused(Reason.KNOWN_ALREADY)
    employer = Employer(organisation=organisation)
    return _described(employer, given, by=by, at=at)


@transaction.atomic
def change_employer(employer: Employer, given: Described, *, by: User, at: datetime) -> Employer:
    require(by, "employment.keep")
    employer = Employer.objects.select_for_update(of=("self",)).get(pk=employer.pk)
    return _described(employer, given, by=by, at=at)


def _described(employer: Employer, given: Described, *, by: User, at: datetime) -> Employer:
    for name in OF_EMPLOYER:
        setattr(employer, name, getattr(given, name))
    employer.written_by, employer.written_at = by, at
    employer.save()
    employer.areas.set(given.areas)
    organisation = employer.organisation
    organisation.email = given.email or organisation.email
    organisation.phone = given.phone or organisation.phone
    organisation.save(update_fields=["email", "phone"])
    return employer


@transaction.atomic
def speaks_for(
    intermediary: Employer,
    employer: Employer,
    *,
    source: str,
    since: date | None = None,
    by: User,
    at: datetime,
) -> Speaking:
    require(by, "employment.keep")
    if not intermediary.intermediary or intermediary.pk == employer.pk:
        raise Refused(Reason.NOT_AN_INTERMEDIARY)
    made, is_new = Speaking.objects.get_or_create(
        intermediary=intermediary,
        employer=employer,
        defaults={
            "source": source, "since": since, "recorded_by": by, "recorded_on": at.date(),
        },
    )  # fmt: skip
    if not is_new:
        raise Refused(Reason.KNOWN_ALREADY)
    return made


@transaction.atomic
def speaks_no_more(speaking: Speaking, *, by: User, at: datetime) -> None:
    require(by, "employment.keep")
    speaking.delete()


@transaction.atomic
def note_contact(
    employer: Employer,
    *,
    on: date,
    way: str,
    said: str,
    next_on: date | None = None,
    by: User,
    at: datetime,
) -> Outreach:
    require(by, "employment.keep")
    checks = [
        (on <= at.date(), Reason.IN_THE_FUTURE),
        (next_on is None or next_on > on, Reason.IN_THE_PAST),
    ]
    refuse_if(reason for holds, reason in checks if not holds)
    return Outreach.objects.create(
        employer=employer, owner_org=by.organisation_of_rows, on=on, way=way, said=said,
        next_on=next_on, by=by, at=at,
    )  # fmt: skip


@transaction.atomic
def make_link(employer: Employer, *, by: User, at: datetime) -> str:
    """Ends the link there is and returns the token of another: the only time that it is known."""
    require(by, "employment.propose")
    Employer.objects.select_for_update(of=("self",)).get(pk=employer.pk)
    end_links(employer, by=by, at=at)
    token = secrets.token_urlsafe(24)
    days = queries.term(RuleKind.LINK_DAYS, on=at.date())
    made = EmployerLink.objects.create(
        employer=employer, owner_org=by.organisation_of_rows, token_hash=hash_of(token),
        expires_at=at + timedelta(days=days), made_at=at, made_by=by,
    )  # fmt: skip
    _tell(employer, made, token, at=at)
    return token


def end_links(employer: Employer, *, by: User, at: datetime) -> int:
    """Ends our links to this employer's page. How many there were."""
    require(by, "employment.propose")
    links = EmployerLink.objects.filter(employer=employer, owner_org=by.organisation_of_rows)
    return access.revoke(links, at=at)


def link_url(token: str) -> str:
    return f"{settings.BASE_URL.rstrip('/')}{reverse('employment:link', args=[token])}"


def _tell(employer: Employer, link: EmployerLink, token: str, *, at: datetime) -> None:
    """The e-mail says nothing of anybody: who sends it, and the link."""
    subject = _("Your page for vacancies and candidates")
    body = _(
        "%(sender)s works with people who look for work. Open this link to enter your vacancies "
        "and to see who is proposed to you. You need no account. The link is for you alone and "
        "ends on %(day)s.\n\n%(link)s"
    ) % {
        "sender": link.owner_org,
        "day": link.expires_at.date().isoformat(),
        "link": link_url(token),
    }
    messages.queue(to=employer.organisation.email, subject=subject, body=body, at=at)
