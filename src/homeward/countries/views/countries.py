"""The countries, and what is known of one of them."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.models import User
from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.patterns import NextStep
from homeward.countries import queries, shelf
from homeward.countries.choices import SheetKind
from homeward.countries.forms import areas_of, one_of
from homeward.places.models import Area, Country
from homeward.places.names import country_choices

SECTION = {"section": "countries"}
LONGEST = 200


def country_or_404(code: str) -> Country:
    return get_object_or_404(Country, pk=code.upper())


@page("countries.read")
def index(request: Request) -> HttpResponse:
    """Countries of which something is known; of every other one a sheet can be begun."""
    asked = request.GET.get("q", "")[:LONGEST].replace("\x00", "")
    context = SECTION | {
        "q": asked,
        "found": queries.countries(asked, on=timezone.localdate()),
        "every": country_choices(),
        "may_write": can(request.user, "countries.write"),
    }
    return render(request, "countries/index.html", context)


@page("countries.read")
def country(request: Request, country: str) -> HttpResponse:
    """Its sheets with their freshness, and the ways to all else that is known of it."""
    found, today = country_or_404(country), timezone.localdate()
    kind = one_of(request.GET.get("kind", ""), SheetKind.values)
    area = _area(found, request.GET.get("area", ""))
    sheets = queries.of_country(found.pk, on=today, kind=kind, area=area)
    everything = sheets if not (kind or area) else queries.of_country(found.pk, on=today)
    returns = queries.by_year(found.pk)
    context = SECTION | {
        "country": found,
        "sheets": sheets,
        "is_narrowed": bool(kind or area),
        "kind": kind,
        "area": area,
        "kinds": SheetKind.choices,
        "areas": areas_of(found.pk),
        "missing": queries.kinds_missing(everything),
        "security": [one for one in everything if one.sheet.kind == SheetKind.SECURITY],
        "step": _step(everything, request.user),
        "returns": returns if returns.years else None,
        "facts": queries.facts(found.pk).count(),
        "shelf": list(shelf.links(found.pk, request.user)),
        "may_write": can(request.user, "countries.write"),
    }
    return render(request, "countries/country.html", context)


def _area(country: Country, given: str) -> Area | None:
    if not given.isdecimal():
        return None
    return Area.objects.select_related("parent").filter(country=country, pk=given).first()


def _step(found: list[Any], user: User) -> NextStep | None:
    """What of the reader's own organisation is out of date, the longest first."""
    ours = [one for one in found if one.sheet.owner_org_id == user.organisation_id and one.is_old]
    if not ours or not can(user, "countries.write"):
        return None
    oldest = min(ours, key=lambda one: one.version.valid_until)
    return NextStep(
        title=_("Renew: %(sheet)s") % {"sheet": oldest.sheet},
        why=_("Others still read it. Ask its source again, or say what is known now."),
        holder=_("Your organisation"),
        due=oldest.version.valid_until,
        url=oldest.sheet.get_absolute_url(),
        label=_("Open the sheet"),
        mine=True,
    )
