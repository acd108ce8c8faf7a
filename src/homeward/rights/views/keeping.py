"""Holds and the rules of retention."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.patterns import Consequence
from homeward.core.refusals import Refused
from homeward.persons.models import Person
from homeward.rights import actions, queries
from homeward.rights.choices import HoldKind
from homeward.rights.forms import EndHoldForm, HoldForm, RetentionForm
from homeward.rights.models import Hold


@page("rights.hold")
def hold(request: Request, pk: UUID) -> HttpResponse:
    person = get_object_or_404(Person, pk=pk)
    form = HoldForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.hold(
                person,
                HoldKind(data["kind"]),
                data["note"],
                until=data["until"],
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refusal:
            for reason in refusal.reasons:
                form.add_error("until", str(reason.label))
        else:
            messages.success(request, _("Held. Nobody erases this file while it stands."))
            return redirect("rights:person", person.pk)
    context = {"section": "rights", "person": person, "form": form}
    return render(request, "rights/hold.html", context, status=422 if form.errors else 200)


@page("rights.hold")
def end_hold(request: Request, pk: UUID) -> HttpResponse:
    held = get_object_or_404(Hold.objects.select_related("person"), pk=pk)
    if request.method == "POST":
        actions.end_hold(held, by=request.user, at=timezone.now())
        messages.success(request, _("The hold has ended."))
        return redirect("rights:person", held.person_id)
    context = {
        "section": "rights",
        "title": _("End the hold?"),
        "consequences": [
            Consequence(_("The file can be erased again, when its time has ended or if asked.")),
            Consequence(_("That there was a hold, and who ended it, stays recorded."), "file"),
        ],
        "form": EndHoldForm(),
        "danger": _("End the hold"),
        "cancel_url": reverse("rights:person", args=[held.person_id]),
    }
    return render(request, "core/confirm.html", context)


@page("rights.set_retention")
def retention(request: Request) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    form = RetentionForm(posted, user=request.user, initial={"valid_from": timezone.localdate()})
    if posted is not None and form.is_valid():
        data = form.cleaned_data
        actions.set_retention(
            data["programme"],
            data["months"],
            valid_from=data["valid_from"],
            source=data["source"],
            by=request.user,
        )
        messages.success(request, _("The rule is set."))
        return redirect("rights:retention")
    context = {
        "section": "rights",
        "form": form,
        "leads": form.fields["programme"].queryset.exists(),  # type: ignore[attr-defined]
        "rules": queries.retention_rules(),
        "due": queries.due_for_erasure(request.user, on=timezone.localdate()),
        "may_propose": can(request.user, "rights.propose_erasure"),
    }
    return render(request, "rights/retention.html", context, status=422 if form.errors else 200)
