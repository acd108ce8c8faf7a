"""What came in from nobody known; and the rules by which people are reminded."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.core.asking import ask, data_of
from homeward.core.refusals import Refused
from homeward.correspondence import actions, queries
from homeward.correspondence.forms import AssignForm, RuleForm
from homeward.correspondence.models import ReminderRule
from homeward.messages import queries as outbox
from homeward.messages.models import Incoming

SECTION = "incoming"


@page("correspondence.sort")
def incoming(request: Request) -> HttpResponse:
    context = {"section": SECTION, "tab": "incoming", "rows": outbox.unclaimed()}
    return render(request, "correspondence/incoming.html", context)


@page("correspondence.sort")
def assign(request: Request, pk: UUID) -> HttpResponse:
    """By the number of a case that the actor sees; one that they don't see is not found."""
    one = get_object_or_404(Incoming, pk=pk, settled_at__isnull=True)
    form = AssignForm(data_of(request))
    context: dict[str, Any] = {
        "section": SECTION,
        "title": _("Whose message is it?"),
        "lead": f"{one.sender}: {one.text}",
        "crumb": _("Incoming"),
        "back": reverse("correspondence:incoming"),
        "form": form,
        "save": _("Give it to this case"),
    }
    if request.method != "POST":
        return render(request, "core/form.html", context)
    case = None
    if form.is_valid():
        case = queries.cases_by_reference(request.user, form.cleaned_data["reference"])
        if case is None:
            form.add_error("reference", _("You see no open case of this number."))
    if case is None:
        return render(request, "core/form.html", context, status=422)
    try:
        actions.assign(one, case, case.person, by=request.user, at=timezone.now())
    except Refused as refusal:
        context["reasons"] = refusal.reasons
        return render(request, "core/form.html", context, status=409)
    messages.success(request, _("It stands in the case now."))
    return redirect("correspondence:of_case", case.pk)


@page("correspondence.sort")
@require_POST
def throw_away(request: Request, pk: UUID) -> HttpResponse:
    one = get_object_or_404(Incoming, pk=pk, settled_at__isnull=True)
    actions.throw_away(one, by=request.user, at=timezone.now())
    messages.success(request, _("Thrown away, with its number."))
    return redirect("correspondence:incoming")


@page("correspondence.state_reminders")
def reminders(request: Request) -> HttpResponse:
    form = RuleForm(data_of(request))
    return ask(
        request, form,
        lambda given: actions.state_rule(**given, by=request.user, at=timezone.now()),
        back=reverse("correspondence:reminders"),
        done=_("Stated. The next night reminds by it."),
        context={
            "section": "messages",
            "title": _("Reminders"),
            "tab": "reminders",
            "rows": queries.rules_of(request.user.organisation_of_rows.pk),
        },
        template="correspondence/reminders.html",
    )  # fmt: skip


@page("correspondence.state_reminders")
@require_POST
def end_rule(request: Request, pk: UUID) -> HttpResponse:
    rule = get_object_or_404(ReminderRule, pk=pk)
    actions.end_rule(rule, by=request.user, at=timezone.now())
    messages.success(request, _("Ended. Nobody is reminded of it any more."))
    return redirect("correspondence:reminders")
