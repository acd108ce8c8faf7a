"""Facts of a country's labour market."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.digits import are_digits
from homeward.core.forms import BaseForm
from homeward.core.patterns import Consequence
from homeward.core.refusals import Refused
from homeward.countries import actions, queries
from homeward.countries.choices import Demand
from homeward.countries.forms import FactForm, areas_of, one_of
from homeward.countries.models import LabourFact
from homeward.countries.views.countries import LONGEST, SECTION, country_or_404

A_PAGE = 50


@page("countries.read")
def labour(request: Request, country: str) -> HttpResponse:
    """Which occupations are asked for, where, and what they earn: each with its source and day."""
    found, asked = country_or_404(country), request.GET
    area = asked.get("area", "")
    facts = queries.facts(
        found.pk,
        q=asked.get("q", "")[:LONGEST].replace("\x00", "").strip(),
        area=int(area) if are_digits(area) else None,
        demand=one_of(asked.get("demand", ""), Demand.values),
    )
    shown = Paginator(facts, A_PAGE).get_page(asked.get("page"))
    today = timezone.localdate()
    context = SECTION | {
        "country": found,
        "page": shown,
        "rows": [(fact, queries.is_old(fact, on=today)) for fact in shown],
        "asked": {name: asked.get(name, "") for name in ("q", "area", "demand")},
        "areas": areas_of(found.pk),
        "demands": Demand.choices,
        "may_state": can(request.user, "countries.state_fact"),
    }
    return render(request, "countries/labour.html", context)


@page("countries.state_fact")
def state(request: Request, country: str) -> HttpResponse:
    found = country_or_404(country)
    form = FactForm(request.POST if request.method == "POST" else None, country=found)
    reasons: list[object] = []
    if request.method == "POST" and form.is_valid():
        try:
            actions.state_fact(found, **form.given(), by=request.user, at=timezone.now())
        except Refused as refusal:
            reasons = list(refusal.reasons)
        else:
            messages.success(request, _("Kept, with its source and day."))
            return redirect("countries:labour", found.pk)
    context = SECTION | {
        "country": found,
        "form": form,
        "reasons": reasons,
        "currencies": queries.currencies(found.pk),
    }
    status = 409 if reasons else 422 if form.errors else 200
    return render(request, "countries/state.html", context, status=status)


@page("countries.state_fact")
def remove(request: Request, pk: int) -> HttpResponse:
    fact = get_object_or_404(LabourFact.objects.select_related("area"), pk=pk)
    back = reverse("countries:labour", args=[fact.country_id])
    reasons: list[object] = []
    if request.method == "POST":
        try:
            actions.remove_fact(fact, by=request.user)
        except Refused as refusal:
            reasons = list(refusal.reasons)
        else:
            messages.success(request, _("Taken away."))
            return redirect(back)
    context = SECTION | {
        "title": _("Take away: %(fact)s?") % {"fact": fact},
        "consequences": [
            Consequence(_("Nobody finds it any more: %(source)s.") % {"source": fact.source}, "x")
        ],
        "form": BaseForm(),
        "reasons": reasons,
        "danger": _("Take it away"),
        "cancel_url": back,
    }
    return render(request, "core/confirm.html", context, status=409 if reasons else 200)
