"""Pages of the rules that date waits and break silence: read by everybody, stated by who leads."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.refusals import Refused
from homeward.programmes import queries as programmes
from homeward.programmes.models import Programme
from homeward.tasks import actions, queries
from homeward.tasks.actions import DeadlineGiven, ReminderGiven
from homeward.tasks.choices import DayKind, TaskKind
from homeward.tasks.forms import DeadlineForm, ReminderForm


def _programme(request: Request) -> Programme | None:
    """The programme of the address, else the first that the reader's organisation leads."""
    run = list(programmes.run_here())
    given = request.GET.get("programme", "")
    if given:
        return next((each for each in run if str(each.pk) == given), None)
    ours = [each for each in run if each.lead_org_id == request.user.organisation_id]
    return next(iter(ours or run), None)


@page("tasks.read_rules")
def deadlines(request: Request) -> HttpResponse:
    chosen = _programme(request)
    pk = chosen.pk if chosen else 0
    rules = queries.deadlines(pk, on=timezone.localdate())
    context = {
        "section": "deadlines",
        "programme": chosen,
        "programmes": list(programmes.run_here()),
        "ruled": [rule for rule in rules if rule.versions],
        "unruled": [rule for rule in rules if not rule.versions],
        "reminders": queries.reminders(pk),
        "may_state": may_state(request, chosen),
        "today": timezone.localdate(),
    }
    return render(request, "desk/deadlines.html", context)


def may_state(request: Request, programme: Programme | None) -> bool:
    return (
        programme is not None
        and can(request.user, "tasks.state_rules")
        and programme.lead_org_id == request.user.organisation_id
    )


def _own(request: Request) -> Programme:
    """The programme that the reader may state rules for; another's is not there."""
    chosen = _programme(request)
    if chosen is None or chosen.lead_org_id != request.user.organisation_id:
        raise Http404
    return chosen


@page("tasks.state_rules")
def state(request: Request) -> HttpResponse:
    """A new version of how long one kind of wait may take."""
    programme, given = _own(request), request.GET.get("kind", "")
    if given not in TaskKind.values:
        raise Http404
    kind = TaskKind(given)
    now = next(
        rule for rule in queries.deadlines(programme.pk, on=timezone.localdate())
        if rule.kind == kind
    )  # fmt: skip
    initial = {
        "days": now.now.days if now.now else None,
        "day_kind": now.now.day_kind if now.now else DayKind.WORKING,
        "source": now.now.source if now.now else "",
        "valid_from": timezone.localdate(),
    }
    form = DeadlineForm(request.POST or None, initial=initial)
    if request.method != "POST" or not form.is_valid():
        return _page(request, programme, form, kind=kind, rules=now)
    data = form.cleaned_data
    try:
        actions.state_deadline(
            DeadlineGiven(
                kind=kind,
                programme_id=programme.pk,
                days=data["days"],
                day_kind=DayKind(data["day_kind"]),
                source=data["source"],
                valid_from=data["valid_from"],
            ),
            by=request.user,
            at=timezone.now(),
        )
    except Refused as refusal:
        return _page(request, programme, form, kind=kind, rules=now, reasons=refusal.reasons)
    return _kept(request, programme)


@page("tasks.state_rules")
def remind(request: Request) -> HttpResponse:
    """A new version of when one is reminded, and of when silence is told."""
    programme = _own(request)
    initial = {"on_the_day": True, "days_before": 2, "valid_from": timezone.localdate()}
    form = ReminderForm(request.POST or None, initial=initial)
    if request.method != "POST" or not form.is_valid():
        return _page(request, programme, form)
    data = form.cleaned_data
    try:
        actions.state_reminders(
            ReminderGiven(
                kind=data["kind"],
                programme_id=programme.pk,
                days_before=data["days_before"],
                on_the_day=data["on_the_day"],
                days_after=data["days_after"],
                day_kind=DayKind(data["day_kind"]),
                source=data["source"],
                valid_from=data["valid_from"],
            ),
            by=request.user,
            at=timezone.now(),
        )
    except Refused as refusal:
        return _page(request, programme, form, reasons=refusal.reasons)
    return _kept(request, programme)


def _kept(request: Request, programme: Programme) -> HttpResponse:
    messages.success(request, _("Kept as a new version. Waits that run keep their day."))
    return redirect(f"{reverse('desk:deadlines')}?programme={programme.pk}")


def _page(
    request: Request,
    programme: Programme,
    form: Any,
    *,
    kind: TaskKind | None = None,
    rules: Any = None,
    reasons: Any = (),
) -> HttpResponse:
    context = {
        "section": "deadlines",
        "programme": programme,
        "form": form,
        "kind": kind,
        "versions": rules.versions if rules else (),
        "reasons": reasons,
    }
    status = 409 if reasons else 422 if form.errors else 200
    return render(request, "desk/state_deadline.html", context, status=status)
