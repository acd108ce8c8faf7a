"""What keeps entries right: confirmed, asked about, reported; and the office's own link."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page, public_page
from homeward.core.limits import token_page
from homeward.core.refusals import Refused
from homeward.core.tokens import hash_of
from homeward.services import actions, entries, queries
from homeward.services.choices import Fault, LinkAnswer
from homeward.services.forms import AnswerForm, ConfirmForm, ReportForm
from homeward.services.models import FaultReport, OfficeLink, Service
from homeward.services.views.reading import SECTION, entry_seen_by, show

ANSWERS = {answer.value: answer for answer in LinkAnswer}


@page("services.confirm")
def confirm(request: Request, service_pk: UUID) -> HttpResponse:
    """How many places are free today, and that somebody has just asked."""
    service = entry_seen_by(request, service_pk)
    form = ConfirmForm(request.POST or None, initial={"places": service.places_free})
    if not form.is_valid():
        return show(request, service, form=form, status=200 if not form.is_bound else 422)
    try:
        actions.confirm_places(
            service, form.cleaned_data["places"], by=request.user, at=timezone.now()
        )
    except Refused as refusal:
        return show(request, service, form=form, reasons=refusal.reasons, status=409)
    messages.success(request, _("Confirmed. Everybody sees the new number."))
    return redirect("services:detail", service_pk=service.pk)


@page("services.ask")
@require_POST
def ask(request: Request, service_pk: UUID) -> HttpResponse:
    """Sends the office a link; shown once to who sends it, to be passed on by phone."""
    service = entry_seen_by(request, service_pk)
    link = actions.ask_office(service, by=request.user, at=timezone.now())
    return show(request, service, office_link=link)


@page("services.report")
def wrong(request: Request, service_pk: UUID) -> HttpResponse:
    """Something is wrong with the entry: told to whoever keeps it."""
    service = entry_seen_by(request, service_pk)
    form = ReportForm(request.POST or None)
    if form.is_bound and form.is_valid():
        actions.tell(
            service,
            Fault(form.cleaned_data["fault"]),
            form.cleaned_data["text"],
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("Thank you. Whoever keeps the entry looks at it."))
        return redirect("services:detail", service_pk=service.pk)
    context = {"service": service, "entry": entries.entry(service), "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "services/wrong.html", SECTION | context, status=status)


@page("services.mend")
def fault(request: Request, faultreport: UUID) -> HttpResponse:
    """One report: what was told, and what was done about it."""
    report = get_object_or_404(
        FaultReport.objects.select_related("service__organisation", "told_by", "answered_by"),
        pk=faultreport,
    )
    if not queries.keeps(request.user, report.service):
        raise PermissionDenied("services.mend")
    form = AnswerForm(request.POST or None)
    reasons: Any = ()
    if form.is_bound and form.is_valid():
        try:
            actions.answer(report, form.cleaned_data["answer"], by=request.user, at=timezone.now())
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, _("Noted. The report is closed."))
            return redirect("services:detail", service_pk=report.service_id)
    context = {
        "report": report,
        "entry": entries.entry(report.service),
        "form": form,
        "reasons": reasons,
    }
    status = 409 if reasons else 422 if form.errors else 200
    return render(request, "services/fault.html", SECTION | context, status=status)


@public_page
@token_page
def link(request: HttpRequest, token: str) -> HttpResponse:
    """An office without an account goes through what it was asked about, one entry at a time."""
    found = queries.link_of(hash_of(token))
    if found is None:
        return render(request, "services/link_ended.html", status=404)
    waiting = list(queries.asked_at(found))
    refused: Any = ()
    status = 200
    if request.method == "POST":
        service = _asked_for(waiting, request.POST.get("service", ""))
        form = ConfirmForm(request.POST)
        answer = ANSWERS.get(request.POST.get("answer", ""))
        if service is None or answer is None:
            refused, status = [_("This entry was answered already.")], 409
        elif answer == LinkAnswer.CHANGED and not form.is_valid():
            refused, status = [error for errors in form.errors.values() for error in errors], 422
        else:
            try:
                places = form.cleaned_data["places"] if form.is_valid() else None
                actions.answer_by_link(found, service, answer, places, at=timezone.now())
            except Refused as refusal:
                refused, status = refusal.reasons, 409
            else:
                return _answered(request, found, answer)
    return render(
        request, "services/link.html", _link_context(found, waiting, refused), status=status
    )


def _asked_for(waiting: list[Service], pk: str) -> Service | None:
    return next((service for service in waiting if str(service.pk) == pk), None)


def _answered(request: HttpRequest, found: OfficeLink, answer: LinkAnswer) -> HttpResponse:
    if answer == LinkAnswer.WRONG_RECEIVER:
        return render(request, "services/link_wrong.html")
    messages.success(request, _("Thank you. Everybody sees it at once."))
    return redirect(request.path)


def _link_context(found: OfficeLink, waiting: list[Service], reasons: Any) -> dict[str, Any]:
    first = waiting[0] if waiting else None
    return {
        "link": found,
        "service": first,
        "entry": entries.entry(first) if first else None,
        "waiting": len(waiting),
        "reasons": reasons,
    }
