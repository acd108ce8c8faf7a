"""Money by stream, and services by side."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.alignment import actions, forms, pages
from homeward.alignment.choices import Side
from homeward.alignment.queries import funding as streams
from homeward.alignment.queries import sides as queries
from homeward.alignment.views.parts import form_page, show
from homeward.core.refusals import Refused
from homeward.places.models import Country
from homeward.programmes.choices import Category

A_PAGE = 50


@page("alignment.read")
def funding(request: Request) -> HttpResponse:
    form = forms.FundingForm(request.GET, years=_years())
    asked = form.asked
    found = streams.funding(form.group, year=asked["year"] or None, country=asked["country"])
    sheet = Paginator(found.rows, A_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "found": found, "sheet": sheet, "by": form.group}
    return show(request, "funding", "funding", context)


def _years() -> list[int]:
    return list(streams.years())


def _chosen(request: Request) -> tuple[Country, Country]:
    """The corridor that was asked for, else the first one."""
    known = queries.corridors()
    if not known:
        raise Http404
    wanted = request.GET.get("corridor", "")
    return next((pair for pair in known if f"{pair[0].pk}-{pair[1].pk}" == wanted), known[0])


@page("alignment.read")
def sides(request: Request) -> HttpResponse:
    known = queries.corridors()
    host, origin = _chosen(request) if known else (None, None)
    form = forms.CorridorForm(request.GET or None, corridors=known)
    context: dict[str, Any] = {"form": form, "host": host, "origin": origin, "lines": []}
    if host and origin:
        context["lines"] = queries.lines(host, origin)
        context["corridor"] = f"{host.pk}-{origin.pk}"
        context["step"] = pages.sides_step(context["lines"], context["corridor"], request.user)
    context["may_judge"] = can(request.user, "alignment.judge")
    context["today"] = timezone.localdate()
    return show(request, "sides", "sides", context)


@page("alignment.judge")
def judge(request: Request) -> HttpResponse:
    host, origin = _chosen(request)
    today = timezone.localdate()
    initial = {
        "category": request.GET.get("need", ""),
        "review_on": forms.in_a_year(today),
    }
    form = forms.JudgeForm(request.POST or None, initial=initial)
    reasons: list[Any] = []
    back = f"{reverse('alignment:sides')}?corridor={host.pk}-{origin.pk}"
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.judge(
                Category(given["category"]),
                Side(given["side"]),
                host=host,
                origin=origin,
                reason=given["reason"],
                review_on=given["review_on"],
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, _("Kept. The judgement before stays readable."))
            return redirect(back)
    return form_page(
        request,
        "sides",
        title=_("Which side serves better?"),
        form=form,
        reasons=reasons,
        button=_("Keep this judgement"),
        back=(back, f"{host} → {origin}"),
    )
