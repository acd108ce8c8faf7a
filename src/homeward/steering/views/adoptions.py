"""Countries by versions of procedures: who adopted which, who lags, what differs and why."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.places.models import Country
from homeward.procedures.models import SopVersion
from homeward.steering import pages
from homeward.steering.actions import adopting as actions
from homeward.steering.choices import AdoptionStatus, DifferenceState
from homeward.steering.forms.stated import AdoptionForm, DifferenceForm, SettleForm
from homeward.steering.models import KeptDifference
from homeward.steering.queries import adoptions as queries
from homeward.steering.views.acting import act_on

SECTION = "adoptions"


@page("steering.read")
def adoptions(request: Request) -> HttpResponse:
    every = request.GET.get("all", "")
    places, rows = queries.matrix(request.user, all_versions=bool(every))
    context = {
        "section": SECTION,
        "countries": places,
        "rows": [
            (
                row,
                [
                    (cell, pages.ADOPTION_KINDS[AdoptionStatus(cell.adoption.status)])
                    if cell.adoption
                    else (cell, "draft")
                    for cell in row.cells
                ],
            )
            for row in rows
        ],
        "every": every,
    }
    return render(request, "steering/adoptions.html", context)


def _asked(sopversion_pk: int, country_code: str) -> tuple[SopVersion, Country]:
    versions = {each.pk: each for each in queries.versions()}
    version = versions.get(sopversion_pk)
    if version is None:
        version = get_object_or_404(SopVersion.objects.none(), pk=sopversion_pk)
    return version, get_object_or_404(Country, pk=country_code)


@page("steering.read")
def adoption(request: Request, sopversion_pk: int, country_code: str) -> HttpResponse:
    version, country = _asked(sopversion_pk, country_code)
    return _show(request, version, country)


def _show(
    request: Request, version: SopVersion, country: Country, *, forms: Any = None,
    reasons: Any = (), status: int = 200,
) -> HttpResponse:  # fmt: skip
    user, today = request.user, timezone.localdate()
    speaks = can(user, "steering.adopt") and queries.speaks_for(user, country)
    stated = list(queries.of_country(version, country))
    context = {
        "section": SECTION,
        "version": version,
        "country": country,
        "standing": stated[0] if stated else None,
        "kind": pages.ADOPTION_KINDS[AdoptionStatus(stated[0].status)] if stated else "",
        "before": stated[1:],
        "differences": [
            (
                each,
                pages.DIFFERENCE_KINDS[DifferenceState(each.state)],
                SettleForm(prefix=f"d{str(each.pk)[:8]}")
                if speaks and each.state != DifferenceState.CLOSED
                else None,
            )
            for each in queries.differences(version, country)
        ],
        "adoption_form": AdoptionForm(initial={"on": today}) if speaks else None,
        "difference_form": _difference_form(version) if speaks else None,
        "reasons": reasons,
        **(forms or {}),
    }
    return render(request, "steering/adoption.html", context, status=status)


def _difference_form(version: SopVersion, data: Any = None) -> DifferenceForm:
    steps = [(step.code, f"{step.code} {step.title}") for step in version.steps.all()]
    return DifferenceForm(data, steps=steps)


@page("steering.adopt")
@require_POST
def state_adoption(request: Request, sopversion_pk: int, country_code: str) -> HttpResponse:
    version, country = _asked(sopversion_pk, country_code)
    return act_on(
        request, AdoptionForm(request.POST),
        lambda data: actions.state(
            version, country, by=request.user, at=timezone.now(), **data
        ),
        name="adoption_form", show=lambda **more: _show(request, version, country, **more),
        done=_("Stated. What was said before stays beneath it."),
        to=reverse("steering:adoption", args=[version.pk, country.pk]),
    )  # fmt: skip


@page("steering.adopt")
@require_POST
def note_difference(request: Request, sopversion_pk: int, country_code: str) -> HttpResponse:
    version, country = _asked(sopversion_pk, country_code)
    return act_on(
        request, _difference_form(version, request.POST),
        lambda data: actions.note_difference(
            version, country, by=request.user, at=timezone.now(), **data
        ),
        name="difference_form", show=lambda **more: _show(request, version, country, **more),
        done=_("Noted. It is open until it is kept with a reason, or closed."),
        to=reverse("steering:adoption", args=[version.pk, country.pk]),
    )  # fmt: skip


def _difference(pk: UUID) -> KeptDifference:
    return get_object_or_404(
        KeptDifference.objects.select_related("version__agreement", "country"), pk=pk
    )


@page("steering.adopt")
def settle(request: Request, keptdifference_pk: UUID) -> HttpResponse:
    """From the wait to the page of the country; posted, it is settled."""
    held = _difference(keptdifference_pk)
    if request.method != "POST":
        return _show(request, held.version, held.country)
    return act_on(
        request, SettleForm(request.POST, prefix=f"d{str(held.pk)[:8]}"),
        lambda data: actions.settle(
            held, DifferenceState(data["state"]), why=data["why"], by=request.user,
            at=timezone.now(),
        ),
        name="refused_form", show=lambda **more: _show(request, held.version, held.country, **more),
        done=_("Settled, with its reason."),
        to=reverse("steering:adoption", args=[held.version_id, held.country_id]),
    )  # fmt: skip
