"""One person: what is held, what was put right, and what stands in the way of erasing it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.refusals import Refused
from homeward.persons.models import Person
from homeward.places.names import language_choices
from homeward.rights import actions, queries
from homeward.rights.forms import ChoiceRectifyForm, RectifyForm
from homeward.rights.models import RightsRequest


@page("rights.read")
def person(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Person, pk=pk)
    context = {
        "section": "rights",
        "person": found,
        "case": queries.case_of(found),
        "values": queries.values(found),
        "rectifications": queries.rectifications(found),
        "requests": list(queries.requests().filter(person=found)),
        "holds": queries.holds([found.pk], on=timezone.localdate()),
        "asked": request.GET.get("request", ""),
        "is_own": found.owner_org_id == request.user.organisation_id,
        "may_propose": can(request.user, "rights.propose_erasure"),
    }
    return render(request, "rights/person.html", context)


@page("rights.rectify")
def rectify(request: Request, pk: UUID, subject: str, row: UUID, field: str) -> HttpResponse:
    found = get_object_or_404(Person, pk=pk)
    value = next(
        (
            one
            for one in queries.values(found)
            if (one.subject, one.row_id, one.field) == (subject, row, field)
        ),
        None,
    )
    if value is None:
        raise Http404
    form = _form(request, value)
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            _rectify(request, found, value, form.cleaned_data)
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, _("Put right. What stood there before is kept beside it."))
            return redirect("rights:person", found.pk)
    context = {
        "section": "rights",
        "person": found,
        "value": value,
        "form": form,
        "reasons": reasons,
    }
    status = 409 if reasons else 422 if form.errors else 200
    return render(request, "rights/rectify.html", context, status=status)


def _form(request: Request, value: queries.Value) -> RectifyForm:
    data = request.POST if request.method == "POST" else None
    initial = {"value": value.value}
    model, _fields = queries.CORRECTABLE[value.subject]
    allowed = getattr(model._meta.get_field(value.field), "choices", None)
    if value.field == "language":
        allowed = [("", "—"), *language_choices()]
    if allowed:
        return ChoiceRectifyForm(data, initial=initial, allowed=list(allowed))
    return RectifyForm(data, initial=initial)


def _rectify(request: Request, found: Person, value: queries.Value, data: dict[str, Any]) -> None:
    asked = request.GET.get("request", "")
    actions.rectify(
        found,
        value.subject,
        value.row_id,
        value.field,
        data["value"],
        reason=data["reason"],
        request=get_object_or_404(RightsRequest, pk=asked, person=found) if asked else None,
        by=request.user,
        at=timezone.now(),
    )
