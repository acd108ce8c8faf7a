"""Old entries are asked about: users by a wait, offices without an account by a link."""

import secrets
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.core.tokens import hash_of
from homeward.messages import actions as messages
from homeward.services import queries, rules
from homeward.services.actions import waits
from homeward.services.models import OfficeLink, Service
from homeward.tasks.choices import TaskKind

LINK_DAYS = 30
# An office is asked about so many entries at once; more would be asked of nobody's patience.
AT_ONCE = 20


@dataclass(frozen=True, kw_only=True)
class Asked:
    """`unreachable`: services of organisations with neither users nor an address."""

    waits: int
    links: int
    unreachable: int


@transaction.atomic
def ask_office(service: Service, *, by: User, at: datetime) -> str:
    """Sends the office of one service its link, and returns the link: the only time it is known."""
    require(by, "services.ask")
    return _link(service.organisation, [service], by=by, at=at)


def ask_all(*, at: datetime) -> Asked:
    """Asks about what has grown old, each office once in a while. Run by the worker."""
    by_organisation: dict[Organisation, list[Service]] = defaultdict(list)
    today = timezone.localdate(at)
    asked = _last_asked()
    for service in queries.to_confirm(today).select_related("organisation"):
        if _is_to_ask(service, asked.get(service.organisation_id), today):
            by_organisation[service.organisation].append(service)
    began = sent = unreachable = 0
    for organisation, services in by_organisation.items():
        if queries.has_users(organisation):
            began += _begin_waits(services, at=at)
        elif _address(organisation, services):
            _link(organisation, services[:AT_ONCE], by=None, at=at)
            sent += 1
        else:
            unreachable += len(services)
    return Asked(waits=began, links=sent, unreachable=unreachable)


def _last_asked() -> dict[int, date]:
    links = OfficeLink.objects.values("organisation").annotate(last=Max("made_at"))
    return {row["organisation"]: timezone.localdate(row["last"]) for row in links}


def _is_to_ask(service: Service, asked_on: date | None, today: date) -> bool:
    return rules.is_to_ask(
        last_confirmed_on=service.last_confirmed_on,
        asked_on=asked_on,
        days=queries.FRESH_DAYS,
        today=today,
    )


def _begin_waits(services: Iterable[Service], *, at: datetime) -> int:
    number = 0
    for service in services:
        waits.begin(TaskKind.CONFIRM_SERVICE, service.pk, service, waiter=None, at=at)
        number += 1
    return number


def _address(organisation: Organisation, services: Iterable[Service]) -> str:
    own = next((service.email for service in services if service.email), "")
    return own or organisation.email


@transaction.atomic
def _link(
    organisation: Organisation, services: list[Service], *, by: User | None, at: datetime
) -> str:
    token = secrets.token_urlsafe(24)
    # Whoever has the newest link answers; older ones end, so that a lost mail opens nothing.
    OfficeLink.objects.filter(organisation=organisation, ended_at__isnull=True).update(ended_at=at)
    link = OfficeLink.objects.create(
        organisation=organisation,
        token_hash=hash_of(token),
        email=_address(organisation, services),
        made_by=by,
        made_at=at,
        ends_at=at + timedelta(days=LINK_DAYS),
    )
    link.services.set(services)
    _tell_office(link, services, token, at=at)
    return link_url(token)


def link_url(token: str) -> str:
    return f"{settings.BASE_URL.rstrip('/')}{reverse('services:link', args=[token])}"


def _tell_office(link: OfficeLink, services: list[Service], token: str, *, at: datetime) -> None:
    known = dict(settings.LANGUAGES)
    language = services[0].language if services[0].language in known else "en"
    with translation.override(language):
        number = len(services)
        subject = ngettext(
            "Is your entry in the directory still right?",
            "Are your %(number)d entries in the directory still right?",
            number,
        ) % {"number": number}
        body = _(
            "People who return home, and those who help them, are sent to you by what the"
            " directory of services says. Open this link and say in one minute whether it is"
            " still right, and how many places are free. You need no account. The link is for"
            " your office alone and ends on %(day)s.\n\n%(link)s"
        ) % {"day": link.ends_at.date().isoformat(), "link": link_url(token)}
    messages.queue(to=link.email, subject=subject, body=body, at=at)
