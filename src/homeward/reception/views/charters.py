"""Charters: their list, their page, and how far they are."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.patterns import NextStep
from homeward.core.refusals import Refused
from homeward.core.templatetags.writing import short_date
from homeward.reception import actions, queries
from homeward.reception.choices import CharterStatus
from homeward.reception.forms import CharterForm
from homeward.reception.models import Charter

SECTION = {"section": "charters"}
A_PAGE = 40


@page("reception.read_charters")
def index(request: Request) -> HttpResponse:
    """Charters to come, or those of the past."""
    past = request.GET.get("when") == "past"
    found = queries.charters()
    coming = queries.to_come(timezone.localdate())
    found = found.exclude(coming) if past else found.filter(coming).order_by("lands_at")
    listed = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {"charters": listed, "past": past, "may_make": _may_make(request), **SECTION}
    return render(request, "reception/charters.html", context)


def _may_make(request: Request) -> bool:
    return can(request.user, "reception.make_charter")


@page("reception.make_charter")
def new(request: Request) -> HttpResponse:
    form = _form(request, None)
    if request.method != "POST" or not form.is_valid():
        return _edit(request, form, status=422 if form.errors else 200)
    try:
        charter = actions.make_charter(_flight(form), by=request.user, at=timezone.now())
    except Refused as refusal:
        return _edit(request, form, reasons=refusal.reasons, status=409)
    messages.success(request, _("The charter is there. Now put its people on the manifest."))
    return redirect(charter)


@page("reception.make_charter")
def change(request: Request, pk: int) -> HttpResponse:
    charter = get_object_or_404(Charter, pk=pk, host_org=request.user.organisation_id)
    form = _form(request, charter)
    if request.method != "POST" or not form.is_valid():
        return _edit(request, form, charter=charter, status=422 if form.errors else 200)
    try:
        actions.change_charter(charter, _flight(form), by=request.user, at=timezone.now())
    except Refused as refusal:
        return _edit(request, form, charter=charter, reasons=refusal.reasons, status=409)
    messages.success(request, _("Changed. Whoever is still expected is expected then."))
    return redirect(charter)


def _form(request: Request, charter: Charter | None) -> CharterForm:
    corridors = list(queries.corridors())
    countries = {one.origin_country_id for one in corridors}
    return CharterForm(
        request.POST if request.method == "POST" else None,
        corridors=corridors,
        entries=queries.entries_in(countries),
        organisations=list(queries.receiving_organisations(countries)),
        initial=_said(charter) if charter else {},
    )


def _said(charter: Charter) -> dict[str, Any]:
    lands = timezone.localtime(charter.lands_at)
    departs = timezone.localtime(charter.departs_at) if charter.departs_at else None
    return {
        "corridor": charter.corridor_id,
        "flight": charter.flight,
        "carrier": charter.carrier,
        "from_place": charter.from_place,
        "entry": charter.entry_id,
        "departs_on": departs.date() if departs else None,
        "departs_at": departs.strftime("%H:%M") if departs else "",
        "lands_on": lands.date(),
        "lands_at": lands.strftime("%H:%M"),
        "reception_org": charter.reception_org_id,
        "case_org": charter.case_org_id,
    }


def _flight(form: CharterForm) -> actions.Flight:
    data = form.cleaned_data
    return actions.Flight(
        corridor=data["corridor"],
        reception_org=data["reception_org"],
        case_org=data["case_org"],
        flight=data["flight"],
        entry=data["entry"],
        lands_at=form.lands or timezone.now(),
        departs_at=form.departs,
        carrier=data["carrier"],
        from_place=data["from_place"],
    )


def _edit(
    request: Request,
    form: CharterForm,
    *,
    charter: Charter | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = {"form": form, "charter": charter, **more, **SECTION}
    return render(request, "reception/charter_form.html", context, status=status)


@page("reception.read_charters")
def charter(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(queries.charters(), pk=pk)
    return charter_page(request, found)


def charter_page(
    request: Request, found: Charter, *, status: int = 200, **more: Any
) -> HttpResponse:
    entries = found.entries.select_related("case", "person").order_by(
        "case__reference", "person__position"
    )
    listed = Paginator(entries, A_PAGE).get_page(request.GET.get("page"))
    figures = queries.figures(found)
    context = {
        "charter": found,
        "listed": listed,
        "lines": queries.lines(found, listed.object_list, on=timezone.localdate()),
        "figures": figures,
        "step": _step(request, found, figures),
        "may_fill": found.is_open and can(request.user, "reception.fill_manifest"),
        "may_change": found.is_open and _may_make(request),
        **more,
        **SECTION,
    }
    return render(request, "reception/charter.html", context, status=status)


def _step(request: Request, found: Charter, figures: queries.Figures) -> NextStep:
    """What is open on the charter now, and who holds it."""
    if found.is_open and not figures.people:
        return NextStep(
            title=_("Put its people on the manifest"),
            why=_("From a sheet of any layout, or row by row on a page."),
            holder=str(found.host_org),
            due=found.departs_at or found.lands_at,
            url=reverse("reception:sheet", args=[found.pk]),
            label=_("Open a sheet"),
            mine=can(request.user, "reception.fill_manifest"),
        )
    if found.is_open and figures.not_announced:
        return NextStep(
            title=_("Announce it to %(desk)s") % {"desk": found.reception_org},
            why=ngettext(
                "%(n)d party is not announced yet.", "%(n)d parties are not announced yet.",
                figures.not_announced,
            ) % {"n": figures.not_announced},
            holder=str(found.host_org),
            due=found.departs_at or found.lands_at,
            url=reverse("reception:announce_charter", args=[found.pk]),
            label=_("Announce it"),
            mine=can(request.user, "reception.announce_charter"),
            post=True,
        )  # fmt: skip
    return _after_announcing(request, found, figures)


def _after_announcing(request: Request, found: Charter, figures: queries.Figures) -> NextStep:
    left = figures.announced - figures.arrived - figures.absent
    if left or found.status == CharterStatus.DRAFT:
        return NextStep(
            title=_("The desk says who arrived"),
            why=ngettext(
                "%(n)d party is still expected.", "%(n)d parties are still expected.", left
            )
            % {"n": left},
            holder=str(found.reception_org),
            due=found.lands_at,
            waiting_for=str(found.reception_org),
        )
    if found.status != CharterStatus.CLOSED:
        landed = found.status == CharterStatus.LANDED
        return NextStep(
            title=_("Close the charter") if landed else _("Say that it landed"),
            why=_("Of everybody announced it is said whether they arrived."),
            holder=str(found.host_org),
            url=reverse(
                "reception:close_charter" if landed else "reception:landed", args=[found.pk]
            ),
            label=_("Close it") if landed else _("It landed"),
            mine=_may_make(request),
            post=True,
        )
    return NextStep(
        title=_("Closed on %(day)s") % {"day": short_date(found.closed_at)}, nothing=True
    )


@page("reception.announce_charter")
@require_POST
def announce(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(queries.charters(), pk=pk, host_org=request.user.organisation_id)
    try:
        done = actions.announce_charter(found, by=request.user, at=timezone.now())
    except Refused as refusal:
        return charter_page(request, found, reasons=refusal.reasons, status=409)
    told = ngettext(
        "%(n)d party announced to the desk.", "%(n)d parties announced to the desk.", done.parties
    ) % {"n": done.parties}
    if done.refused:
        left = ngettext(
            "%(n)d could not be announced: the reason stands beside each.",
            "%(n)d could not be announced: the reasons stand beside each.",
            len(done.refused),
        ) % {"n": len(done.refused)}
        messages.warning(request, f"{told} {left}")
    else:
        messages.success(request, told)
    return redirect(found)


@page("reception.make_charter")
@require_POST
def landed(request: Request, pk: int) -> HttpResponse:
    return _moved(request, pk, actions.charter_landed, _("Landed."))


@page("reception.make_charter")
@require_POST
def close(request: Request, pk: int) -> HttpResponse:
    return _moved(request, pk, actions.close_charter, _("The charter is closed."))


def _moved(request: Request, pk: int, move: Any, told: str) -> HttpResponse:
    found = get_object_or_404(queries.charters(), pk=pk, host_org=request.user.organisation_id)
    try:
        move(found, by=request.user, at=timezone.now())
    except Refused as refusal:
        return charter_page(request, found, reasons=refusal.reasons, status=409)
    messages.success(request, told)
    return redirect(found)
