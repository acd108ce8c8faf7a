"""Playing a scenario, what came of it, and several side by side."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.core.asking import ask as ask_form
from homeward.core.asking import data_of
from homeward.core.forms import BaseForm
from homeward.core.patterns import Consequence
from homeward.core.refusals import Refused
from homeward.scenarios import actions, comparing, queries, results, side_by_side
from homeward.scenarios.choices import UNDER_WAY, Measure, Status
from homeward.scenarios.models import Play, Scenario
from homeward.scenarios.rules import telling
from homeward.scenarios.views.scenarios import SECTION, head, may_keep, own_of, shown

LEAST, MOST = 2, 4


@page("scenarios.keep")
@require_POST
def ask(request: Request, pk: UUID) -> HttpResponse:
    found = own_of(request, pk)
    try:
        made = actions.ask(found, by=request.user, at=timezone.now())
    except Refused as refusal:
        return shown(request, found, list(refusal.reasons), status=409)
    return redirect("scenarios:play", made.pk)


def _play(pk: UUID) -> Play:
    return get_object_or_404(
        Play.objects.select_related("scenario__programme", "scenario__organisation", "asked_by"),
        pk=pk,
    )


@page("scenarios.read")
def play(request: Request, pk: UUID) -> HttpResponse:
    one = _play(pk)
    found = one.scenario
    context = {
        **head(found),
        "play": one,
        "is_under_way": one.status in UNDER_WAY,
        "is_ready": one.status == Status.READY,
        "may_keep": may_keep(request, found),
    }
    if one.result:
        context |= _told(request, one, found)
    return render(request, "scenarios/play.html", context)


def _told(request: Request, one: Play, found: Scenario) -> dict[str, Any]:
    reading = queries.latest_reading(found.programme, request.user)
    seen = queries.observed(found, reading) if reading and reading.figures else {}
    seen = seen if any(any(n is not None for n in row) for row in seen.values()) else {}
    shown_side, result = results.side(one), one.result or {}
    whole = queries.observed_in_all(found, reading) if reading and reading.figures else None
    beside = comparing.beside(found, shown_side, whole) if whole else []
    return {
        "beside": beside,
        "covered": comparing.covered(beside),
        "whole": whole,
        "step": results.question(found, one, request.user),
        "has_changes": result["changed"] is not None,
        "came": results.banded(shown_side["came"]),
        "met": results.banded(shown_side["met"]),
        "unmet": results.banded(shown_side["unmet"]),
        "differs": results.signed((result["difference"] or {}).get("unmet")),
        "waits": results.waits(one),
        "services": results.services(one),
        "donors": results.donors(one, found),
        "criteria": shown_side["criteria"],
        "levers": results.levers(one),
        "lever_runs": result["lever_runs"],
        "charts": results.charts(one, found, seen),
        "reading": reading if seen or whole else None,
        "agreement": [
            (measure.label, *telling.within(seen[measure], shown_side["months"][measure]))
            for measure in Measure
            if seen
        ],
        "is_current": one.inputs == queries.inputs_of(found),
    }


@page("scenarios.keep")
@require_POST
def stop(request: Request, pk: UUID) -> HttpResponse:
    one = get_object_or_404(
        Play.objects.select_related("scenario"), pk=pk,
        scenario__organisation=request.user.organisation_of_rows,
    )  # fmt: skip
    actions.stop(one, by=request.user, at=timezone.now())
    messages.success(request, _("Stopped. Nothing of it is kept."))
    return redirect("scenarios:scenario", one.scenario_id)


@page("scenarios.share")
def share(request: Request, pk: UUID) -> HttpResponse:
    found = own_of(request, pk)
    back = reverse("scenarios:scenario", args=[found.pk])
    return ask_form(
        request, BaseForm(data_of(request)),
        lambda given: actions.share(found, by=request.user, at=timezone.now()),
        back=back, done=_("Others read it from now on."), template="core/confirm.html",
        context={
            **head(found), "title": _("Let others read “%(name)s”") % {"name": found.name},
            "danger": _("Let others read it"), "cancel": _("Keep it to ourselves"),
            "cancel_url": back,
            "consequences": [
                Consequence(
                    _("Staff of every organisation here read its assumptions, changes and results,"
                      " and a committee can decide on it."), icon="eye",
                ),
                Consequence(_("It tells of nobody: of numbers and money alone."), icon="users"),
                Consequence(_("This can’t be taken back."), icon="alert-circle"),
            ],
        },
    )  # fmt: skip


@page("scenarios.read")
def compare(request: Request) -> HttpResponse:
    """Two to four side by side, each as it was played last."""
    asked = [pk for pk in request.GET.getlist("s") if _is_id(pk)][:MOST]
    found = queries.in_order(asked)
    plays = [one for scenario in found if (one := queries.latest_ready(scenario))]
    context = {
        "section": SECTION,
        "plays": plays,
        "enough": len(plays) >= LEAST,
        "rows": [
            (label, list(zip(plays, values, strict=True)))
            for label, values in results.side_by_side(plays)
        ],
        "charts": side_by_side.charts(plays) if len(plays) >= LEAST else [],
        "choices": queries.listed().filter(plays__status=Status.READY).distinct(),
        "asked": asked,
    }
    return render(request, "scenarios/compare.html", context)


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
