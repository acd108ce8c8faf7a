"""Which form a programme asks at which step."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.assessments import actions, queries
from homeward.assessments.forms import UseForm
from homeward.core.refusals import Refused
from homeward.forms import queries as forms
from homeward.forms.choices import FormKind
from homeward.programmes import queries as programmes


@page("assessments.choose_forms")
def uses(request: Request) -> HttpResponse:
    form = UseForm(
        request.POST or None,
        programmes=list(programmes.run_here()),
        offered=list(forms.listed(FormKind.ASSESSMENT)),
        today=timezone.localdate(),
    )
    if request.method != "POST":
        return _page(request, form)
    if not form.is_valid():
        return _page(request, form, status=422)
    data = form.cleaned_data
    try:
        actions.choose_form(
            form.programmes.get(data["programme"]), data["purpose"], form.offered[data["form"]],
            valid_from=data["valid_from"], by=request.user, at=timezone.now(),
        )  # fmt: skip
    except Refused as refusal:
        return _page(request, form, reasons=refusal.reasons, status=409)
    messages.success(request, _("Chosen. It is asked from that day on."))
    return redirect("assessments:uses")


def _page(request: Request, form: UseForm, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "form": form,
        "found": queries.uses(),
        "today": timezone.localdate(),
        "section": "forms",
        **more,
    }
    return render(request, "assessments/uses.html", context, status=status)
