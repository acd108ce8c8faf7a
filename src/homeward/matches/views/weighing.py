"""What counts how much, for a programme: the version in force, those before, and the next one."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.refusals import Refused
from homeward.matches import actions, queries
from homeward.matches.choices import Part
from homeward.matches.forms import WeighForm
from homeward.programmes.models import Programme


@page("matches.read_weights")
def ranking(request: Request, pk: int) -> HttpResponse:
    programme = get_object_or_404(Programme, pk=pk)
    now = queries.ranking_on(programme.pk, timezone.localdate())
    own = list(queries.versions(programme.pk))
    context = {
        "section": "programmes",
        "programme": programme,
        "now": now,
        "parts": [(part.label, part.told, now.parts[part.value]) for part in Part],
        "versions": own or list(queries.versions(None)),
        "may_weigh": can(request.user, "matches.weigh")
        and programme.lead_org_id == request.user.organisation_id,
    }
    return render(request, "matches/ranking.html", context)


@page("matches.weigh")
def weigh(request: Request, pk: int) -> HttpResponse:
    programme = get_object_or_404(Programme, pk=pk)
    today = timezone.localdate()
    now = queries.ranking_on(programme.pk, today)
    form = WeighForm(request.POST or None, now=now, initial={"valid_from": today})
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            actions.weigh(
                programme,
                form.parts,
                source=form.cleaned_data["source"],
                valid_from=form.cleaned_data["valid_from"],
                reach_km=form.cleaned_data["reach_km"],
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, _("The new weights hold from their day on."))
            return redirect("matches:ranking", programme.pk)
    context = {
        "section": "programmes",
        "title": _("New weights for %(programme)s") % {"programme": programme},
        "lead": _("They must add up to 100. The version before stays, with what it was used for."),
        "crumb": _("How offers are ranked"),
        "back": reverse("matches:ranking", args=[programme.pk]),
        "form": form,
        "reasons": reasons,
        "save": _("Keep as the next version"),
    }
    status = 409 if reasons else 422 if form.errors else 200
    return render(request, "core/form.html", context, status=status)
