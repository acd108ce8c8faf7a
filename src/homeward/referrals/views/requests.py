"""What a person asks for, as their case worker answers it."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.cases import queries as cases
from homeward.cases.models import Case
from homeward.core.patterns import NextStep
from homeward.core.refusals import Refused
from homeward.referrals import actions
from homeward.referrals.choices import RequestStatus
from homeward.referrals.forms import TurnDownForm
from homeward.referrals.models import ServiceRequest
from homeward.tasks import queries as tasks


@page("referrals.draft")
def answer(request: Request, pk: UUID) -> HttpResponse:
    """A draft is made of it, or it is turned down with a reason that the person reads."""
    wanted = get_object_or_404(
        ServiceRequest.objects.select_related("service", "offer", "answered_by"), pk=pk
    )
    form = TurnDownForm(request.POST or None)
    context = _context(request, wanted, form)
    if request.method != "POST" or not form.is_valid():
        status = 400 if request.method == "POST" else 200
        return render(request, "referrals/request.html", context, status=status)
    said = form.cleaned_data
    try:
        actions.turn_down(
            wanted, said["reason"], reply=said["reply"], by=request.user, at=timezone.now()
        )
    except Refused as refusal:
        context["reasons"] = refusal.reasons
        return render(request, "referrals/request.html", context, status=409)
    messages.success(request, _("The person reads your answer on their own pages."))
    return redirect("desk:case", pk=wanted.case_id)


def _context(request: Request, wanted: ServiceRequest, form: TurnDownForm) -> dict[str, Any]:
    case = get_object_or_404(Case, pk=wanted.case_id)
    wait = tasks.open_of_subjects([wanted.pk]).get(wanted.pk)
    is_open = wanted.status == RequestStatus.OPEN
    name = "referrals:new" if wanted.service_id else "referrals:new_for_offer"
    url = reverse(name, args=[wanted.case_id, wanted.service_id or wanted.offer_id])
    step = NextStep(
        title=_("Make a draft of it, or say why not"),
        why=_("The person waits for your answer on their own pages."),
        holder=str(wait.holder or wait.holder_org) if wait else "",
        due=wait.due_on if wait else None,
        url=f"{url}?{urlencode({'request': wanted.pk})}",
        label=_("Make a draft"),
        mine=bool(wait and wait.holder_org_id == request.user.organisation_id),
    )
    return {
        "wanted": wanted,
        "case": case,
        "title": cases.titles([case])[case.pk],
        "step": step if is_open else NextStep(title=wanted.get_status_display(), nothing=True),
        "is_open": is_open,
        "form": form,
        "section": "referrals",
    }
