"""What changed in the security sheets of a case's place of return, and its reading."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.cases import actions, queries
from homeward.cases.models import Case
from homeward.core.refusals import Refused
from homeward.countries import notes
from homeward.countries import queries as countries


@page("cases.read_security")
def security(request: Request, pk: UUID) -> HttpResponse:
    """Each changed sheet with its difference; reading it is what ends the wait."""
    case = get_object_or_404(Case, pk=pk)
    reasons = []
    if request.method == "POST":
        try:
            actions.read_security(case, by=request.user, at=timezone.now())
        except Refused as refusal:
            reasons = list(refusal.reasons)
        else:
            messages.success(request, _("Noted in the history of the case."))
            return redirect(case)
    waiting = queries.security_to_read(case)
    context = {
        "section": "cases",
        "case": case,
        "title": queries.titles([case])[case.pk],
        "reasons": reasons,
        "waiting": [
            (
                one,
                notes.security_in_words(one.task.note),
                countries.differences(one.version, one.previous) if one.previous else [],
            )
            for one in waiting
        ],
        "may_read": any(one.task.holder_org_id == request.user.organisation_id for one in waiting),
    }
    return render(request, "cases/security.html", context, status=409 if reasons else 200)
