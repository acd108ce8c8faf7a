"""Reads of messages, gateways, texts and hours."""

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from babel import Locale
from babel.core import get_global
from django.conf import settings
from django.db.models import Count, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from homeward.access.keys import store
from homeward.access.models import Organisation
from homeward.messages import delivery
from homeward.messages.choices import Channel, Occasion, State
from homeward.messages.models import Gateway, Incoming, Message, QuietHours, Text
from homeward.messages.rules import Quiet
from homeward.places.models import Country

STARTS, ENDS = time(20), time(8)


def digest_of(organisation_id: int, channel: str, address: str) -> str:
    """A keyed hash of a telephone or e-mail address: one telephone, whatever channel it uses.

    Without the organisation's key it tells nothing.
    """
    kind = "mail" if channel == Channel.EMAIL else "phone"
    key = store.org_secret(organisation_id, "messages")
    return hmac.new(key, f"{kind}|{address}".encode(), hashlib.sha256).hexdigest()


def gateways() -> QuerySet[Gateway]:
    return Gateway.objects.select_related("made_by")


def gateway_for(organisation_id: int | None, channel: str) -> Gateway | None:
    """The one in use that was made last."""
    if organisation_id is None:
        return None
    return (
        Gateway.objects.filter(organisation_id=organisation_id, channel=channel, is_active=True)
        .order_by("-made_at")
        .first()
    )


def sent_since(gateway: Gateway, since: datetime) -> int:
    return Message.objects.filter(gateway=gateway, sent_at__gt=since).count()


def texts() -> list[Text]:
    """The newest version of each."""
    found: dict[tuple[str, str], Text] = {}
    for text in Text.objects.select_related("written_by").order_by("-version"):
        found.setdefault((text.occasion, text.language), text)
    return sorted(found.values(), key=lambda text: (text.occasion, text.language))


def versions(occasion: str, language: str) -> QuerySet[Text]:
    return Text.objects.filter(occasion=occasion, language=language).select_related("written_by")


def wording(organisation_id: int, occasion: str, language: str) -> tuple[str, str]:
    """Text and its language: the organisation's own, else the house's words in the language, else
    the organisation's in English, else the house's in English."""
    own = _own(organisation_id, occasion, language)
    if own:
        return own, language
    if language in dict(settings.LANGUAGES):
        return of_house(occasion, language), language
    return _own(organisation_id, occasion, "en") or of_house(occasion, "en"), "en"


def _own(organisation_id: int, occasion: str, language: str) -> str:
    found = (
        Text.objects.filter(organisation_id=organisation_id, occasion=occasion, language=language)
        .order_by("-version")
        .values_list("body", flat=True)
        .first()
    )
    return found or ""


def of_house(occasion: str, language: str) -> str:
    with translation.override(language):
        return {
            Occasion.APPOINTMENT: _("You have an appointment on {day} at {time}. {office}"),
            Occasion.FOLLOW_UP: _("We would like to talk with you by {day}. {office}"),
            Occasion.CALL_US: _("Please call us or come to us. {office}"),
            Occasion.NEWS: _("Something new waits for you. Sign in: {link}"),
            Occasion.WELCOME: _("You get messages of {office} here. To end them, answer STOP."),
            Occasion.STOPPED: _("You get no more messages of {office} here."),
        }[Occasion(occasion)]


@lru_cache(maxsize=1)
def _zones() -> dict[str, tuple[str, ...]]:
    """Time zones by country, from the Unicode CLDR as Babel brings it."""
    found: dict[str, list[str]] = {}
    for zone, country in get_global("zone_territories").items():
        found.setdefault(country, []).append(zone)
    return {country: tuple(sorted(zones)) for country, zones in found.items()}


def zones_of(country: str) -> tuple[str, ...]:
    return _zones().get(country, ("UTC",))


def quiet_of(organisation_id: int | None, country: str) -> Quiet:
    """As the organisation stated it last; else from 20 to 8 in every zone of the country."""
    stated = (
        QuietHours.objects.filter(organisation_id=organisation_id or 0, country_id=country)
        .order_by("-stated_at")
        .first()
    )
    if stated is None:
        return Quiet(STARTS, ENDS, zones_of(country))
    return Quiet(stated.starts, stated.ends, (stated.zone,))


def hours() -> list[QuietHours]:
    """What holds of each country."""
    found: dict[str, QuietHours] = {}
    for each in QuietHours.objects.select_related("country", "stated_by").order_by("-stated_at"):
        found.setdefault(each.country_id, each)
    return sorted(found.values(), key=lambda each: str(each.country))


@lru_cache(maxsize=8)
def languages(shown_in: str) -> list[tuple[str, str]]:
    """Languages of two letters, by their name in the page's."""
    named = Locale.parse(shown_in).languages
    return sorted(
        ((code, name) for code, name in named.items() if len(code) == 2),  # noqa: PLR2004
        key=lambda one: one[1],
    )


def language_name(code: str) -> str:
    return dict(languages(translation.get_language() or "en")).get(code, code)


def countries() -> QuerySet[Country]:
    return Country.objects.order_by("name")


def queue(*, state: str = "", channel: str = "") -> QuerySet[Message]:
    found = Message.objects.filter(organisation__isnull=False).select_related("gateway")
    if state:
        found = found.filter(state=state)
    if channel:
        found = found.filter(channel=channel)
    return found.order_by("-queued_at")


def counts() -> dict[str, int]:
    rows = Message.objects.filter(organisation__isnull=False).order_by()
    return dict(rows.values_list("state").annotate(Count("pk")))


def given_up() -> int:
    return Message.objects.filter(organisation__isnull=False, state=State.DEAD).count()


def unclaimed() -> QuerySet[Incoming]:
    """What came in and is of nobody known; a job looked for whom it is from."""
    return Incoming.objects.filter(settled_at__isnull=True, sorted_at__isnull=False).select_related(
        "gateway"
    )


def door_of(token_hash: str) -> Gateway | None:
    """Before there is an actor: by a function of the database, since no row is seen."""
    columns = (
        "id", "organisation_id", "channel", "is_active", "in_check", "in_header", "in_secret",
        "in_from", "in_text", "in_id", "in_status",
    )  # fmt: skip
    found = list(
        Gateway.objects.raw(
            f"select {', '.join(columns)} from outbox_door(%s)",  # noqa: S608 - our own columns
            [token_hash],
        )
    )
    return found[0] if found else None


@dataclass(frozen=True)
class Telephone:
    address: str
    channel: str
    gateway: UUID
    lines: list[dict[str, Any]]

    @property
    def channel_label(self) -> str:
        return str(Channel(self.channel).label)


def telephones(of: Iterable[Gateway]) -> list[Telephone]:
    """What the demo's telephones of these gateways received, the newest first."""
    own = {str(gateway.pk) for gateway in of}
    found: dict[tuple[str, str], Telephone] = {}
    path = delivery.telephones()
    if not path.exists():
        return []
    for written in path.read_text(encoding="utf-8").splitlines():
        line = json.loads(written)
        if line["gateway"] in own:
            line["at"] = datetime.fromisoformat(line["at"])
            key = (line["to"], line["channel"])
            found.setdefault(key, Telephone(*key, UUID(line["gateway"]), []))
            found[key].lines.insert(0, line)
    return sorted(found.values(), key=lambda one: one.lines[0]["at"], reverse=True)


def office_of(organisation: Organisation) -> str:
    """How an office calls itself in a message: name and telephone of the directory of users."""
    return ", ".join(part for part in (str(organisation), organisation.phone) if part)


def sent_by_month(since: datetime) -> list[tuple[Gateway, int, int]]:
    """Gateways with messages and parts since then."""
    rows: dict[Any, list[int]] = {}
    for gateway_id, parts in Message.objects.filter(
        sent_at__gte=since, gateway__isnull=False
    ).values_list("gateway_id", "parts"):
        sums = rows.setdefault(gateway_id, [0, 0])
        sums[0] += 1
        sums[1] += parts
    return [(gateway, *rows.get(gateway.pk, [0, 0])) for gateway in gateways()]  # type: ignore[misc]


MONTH = timedelta(days=30)
