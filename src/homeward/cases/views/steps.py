"""A step of a procedure in one case: what is asked, and how it ended."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.cases import actions
from homeward.cases.choices import StepState
from homeward.cases.forms import StepForm
from homeward.cases.models import CaseStep
from homeward.core.refusals import Refused


@page("cases.do_step")
def step(request: Request, pk: UUID) -> HttpResponse:
    """Open: done with its evidence, or not applicable with the reason. Ended: what was said."""
    found = get_object_or_404(
        CaseStep.objects.select_related("step__version", "owner_org", "by"), pk=pk
    )
    form, reasons = StepForm(request.POST or None), []
    if request.method == "POST" and form.is_valid():
        act = actions.skip_step if "skip" in request.POST else actions.do_step
        try:
            act(found, form.cleaned_data["text"], by=request.user, at=timezone.now())
        except Refused as refusal:
            reasons = list(refusal.reasons)
        else:
            messages.success(request, _("Noted. What comes after it is open now."))
            return redirect("desk:my_work")
    context = {
        "section": "my_work",
        "one": found,
        "form": form,
        "reasons": reasons,
        "is_open": found.state == StepState.OPEN
        and found.owner_org_id == request.user.organisation_id,
        "may_read_case": can(request.user, "cases.read"),
    }
    return render(request, "cases/step.html", context, status=409 if reasons else 200)
