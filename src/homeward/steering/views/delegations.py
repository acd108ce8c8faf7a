"""What national bodies delegate to municipalities, and who works outside any mechanism."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.places import queries as places
from homeward.steering.actions import delegating as actions
from homeward.steering.choices import Task
from homeward.steering.forms.stated import DelegationForm, EndForm
from homeward.steering.models import Delegation
from homeward.steering.queries import stated as queries
from homeward.steering.queries import workplan as plans
from homeward.steering.views.acting import PER_PAGE, act_on, form_page

SECTION = "delegations"


@page("steering.read")
def delegations(request: Request) -> HttpResponse:
    country, task = request.GET.get("country", ""), request.GET.get("task", "")
    ended = request.GET.get("ended", "")
    today = timezone.localdate()
    found = queries.delegations(
        country=country, task=task if task in Task.values else "", on=None if ended else today
    )
    context = {
        "section": SECTION,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "country": country,
        "countries": plans.countries(),
        "task": task,
        "task_choices": Task.choices,
        "ended": ended,
        "today": today,
        "may_delegate": can(request.user, "steering.delegate"),
    }
    return render(request, "steering/delegations.html", context)


@page("steering.delegate")
def new_delegation(request: Request) -> HttpResponse:
    user = request.user
    form = DelegationForm(request.POST or None, by=user)
    return form_page(
        request, form,
        lambda: actions.delegate(
            user.organisation_of_rows.country, by=user, at=timezone.now(), **form.cleaned_data
        ),
        section=SECTION,
        done=_("Recorded. It is shown with the referral system and the areas."),
        to=lambda made: reverse("steering:delegation", args=[made.pk]),
        title=_("Record a delegation"),
        lead=_("Of your own country, by an act that others can find."),
        crumb=_("Delegations"), back=reverse("steering:delegations"), save=_("Record it"),
    )  # fmt: skip


def _given(pk: UUID) -> Delegation:
    return get_object_or_404(queries.delegations(), pk=pk)


@page("steering.read")
def delegation(request: Request, delegation_pk: UUID) -> HttpResponse:
    return _show(request, _given(delegation_pk))


def _show(
    request: Request, given: Delegation, *, forms: Any = None, reasons: Any = (),
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    user, today = request.user, timezone.localdate()
    holds = given.valid_from <= today and (given.valid_until is None or given.valid_until >= today)
    ends = (
        can(user, "steering.delegate")
        and given.recorded_org_id == user.organisation_id
        and (given.valid_until is None or given.valid_until >= today)
    )
    context = {
        "section": SECTION, "given": given, "holds": holds, "today": today,
        "end_form": EndForm(initial={"on": today}) if ends else None, "reasons": reasons,
        **(forms or {}),
    }  # fmt: skip
    return render(request, "steering/delegation.html", context, status=status)


@page("steering.delegate")
@require_POST
def end_delegation(request: Request, delegation_pk: UUID) -> HttpResponse:
    given = _given(delegation_pk)
    return act_on(
        request, EndForm(request.POST),
        lambda data: actions.end(given, by=request.user, at=timezone.now(), **data),
        name="end_form", show=lambda **more: _show(request, given, **more),
        done=_("It ends on that day. That it was given is kept."),
        to=reverse("steering:delegation", args=[given.pk]),
    )  # fmt: skip


@page("steering.read")
def outside(request: Request) -> HttpResponse:
    """Actors of a country in no referral system and on no committee: on the map and in the list."""
    own = request.user.organisation
    code = request.GET.get("country", "") or (own.country_id if own else "")
    country = plans.country(code)
    found = queries.outsiders(country.pk, on=timezone.localdate()) if country else []
    counts = queries.presences(found, country.pk) if country else {}
    context = {
        "section": "outside",
        "country": country,
        "countries": sorted({*plans.countries(), *([country] if country else [])}, key=str),
        "page": Paginator(list(found), PER_PAGE).get_page(request.GET.get("page")),
        "points": places.as_points(counts),
        "off_map": len(counts) - len(places.as_points(counts)),
        "codes": [country.pk] if country else [],
        "may_register": can(request.user, "mechanisms.keep"),
    }
    return render(request, "steering/outside.html", context)
