"""Pages for whoever runs the installation: its health, jobs, statements, alerts and their rules."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.choices import Purpose
from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.patterns import Consequence
from homeward.core.refusals import Refused
from homeward.monitoring import actions, forms, queries, readiness, rules, shown
from homeward.monitoring.choices import JobState, Statements
from homeward.monitoring.models import Alert

View = TypeVar("View", bound=Callable[..., HttpResponse])
SECTION = "installation"
PER_PAGE = 50
READ, WATCH = "installation.read", "installation.watch"


def watched(action: str) -> Callable[[View], View]:
    """A page of whoever runs the installation: to others it is not there."""

    def declare(view: View) -> View:
        @wraps(view)
        def opened(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
            if not queries.watches():
                raise Http404
            return view(request, *args, **kwargs)

        return cast(View, page(action, purpose=Purpose.OVERSIGHT)(opened))

    return declare


def _page(request: Request, name: str, tab: str, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "section": SECTION, "tab": tab, "tabs": shown.tabs(request.user), **more,
    }  # fmt: skip
    return render(request, f"monitoring/{name}.html", context, status=status)


@watched(READ)
def health(request: Request) -> HttpResponse:
    now = timezone.now()
    found = readiness.parts()
    waiting = queries.waiting_alerts(request.user)
    return _page(
        request, "health", "health", parts=found, is_ready=readiness.is_ready(found),
        figures=shown.figures(now), check=queries.last_check(), waiting=waiting,
        step=shown.next_step(found, waiting, queries.backup()),
    )  # fmt: skip


@watched(WATCH)
def jobs(request: Request) -> HttpResponse:
    return _jobs(request)


def _jobs(request: Request, reasons: list[Any] | None = None) -> HttpResponse:
    state = request.GET.get("state", "")
    state = state if state in JobState.values else ""
    figures = queries.job_figures()
    sheet = Paginator(queries.JobList(state), PER_PAGE).get_page(request.GET.get("page"))
    return _page(
        request, "jobs", "jobs", status=409 if reasons else 200, state=state, sheet=sheet,
        states=[(one.value, one.label, figures[one].count) for one in JobState],
        total=sum(each.count for each in figures.values()),
        rows=[(one, shown.MARKS[one.state]) for one in sheet], reasons=reasons,
        beat=queries.heartbeat(), silent=shown.is_silent(timezone.now()),
    )  # fmt: skip


@watched("installation.try_again")
def try_again(request: Request, job_number: int) -> HttpResponse:
    """Asks once more: a job may send something."""
    found = queries.job(job_number)
    if found is None:
        raise Http404
    reasons: list[Any] = []
    if request.method == "POST":
        try:
            actions.try_again(job_number, by=request.user, at=timezone.now())
        except Refused as refusal:
            reasons = list(refusal.reasons)
        else:
            messages.success(request, _("It waits again, and is done within a minute."))
            return redirect("monitoring:jobs")
    context = {
        "section": SECTION,
        "title": _("Do job %(number)s again?") % {"number": found.id},
        "consequences": [
            Consequence(
                _("%(task)s is done from its beginning.") % {"task": found.task}, "refresh"
            ),
            Consequence(
                _("What it wrote before it failed was taken back; what it sent may be sent twice."),
                "send",
            ),
        ],
        "danger": _("Do it again"),
        "cancel": _("Leave it"),
        "cancel_url": reverse("monitoring:jobs"),
        "form": None,
        "reasons": reasons,
        "refused": _("That was not done. What stands in the way:"),
    }
    return render(request, "core/confirm.html", context, status=409 if reasons else 200)


@watched(WATCH)
def statements(request: Request) -> HttpResponse:
    state = queries.statements_state()
    found = queries.statements() if state == Statements.ON else []
    return _page(
        request, "statements", "statements", state=state, is_on=state == Statements.ON, rows=found
    )


@watched(READ)
def alerts(request: Request) -> HttpResponse:
    return _alerts(request)


def _alerts(request: Request, reasons: list[Any] | None = None) -> HttpResponse:
    sheet = Paginator(queries.alerts(), PER_PAGE).get_page(request.GET.get("page"))
    return _page(
        request, "alerts", "alerts", status=409 if reasons else 200, sheet=sheet,
        rows=[shown.alert(one) for one in sheet], reasons=reasons,
        may_acknowledge=can(request.user, "installation.acknowledge"),
    )  # fmt: skip


@watched("installation.acknowledge")
@require_POST
def acknowledge(request: Request, alert_pk: UUID) -> HttpResponse:
    alert = get_object_or_404(Alert, pk=alert_pk)
    try:
        actions.acknowledge(alert, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _alerts(request, list(refusal.reasons))
    messages.success(request, _("It is in your hands. It ends by itself once the figure is good."))
    return redirect("monitoring:alerts")


@watched(READ)
def alert_rules(request: Request) -> HttpResponse:
    now = timezone.now()
    in_force = {rule.pk for rule in queries.rules_in_force(now).values()}
    found = [
        (rule, rules.UNITS[shown.kind_of(rule)].label, rule.pk in in_force, shown.roles(rule))
        for rule in queries.alert_rules()
    ]
    return _page(
        request, "rules", "rules", rows=found, today=now.date(),
        may_state=can(request.user, "installation.state_rules"),
    )  # fmt: skip


@watched("installation.state_rules")
def state_rule(request: Request) -> HttpResponse:
    form = forms.RuleForm(request.POST or None, initial={"valid_from": timezone.localdate()})
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            actions.state_rule(**form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            reasons = list(refusal.reasons)
        else:
            messages.success(request, _("Stated. It holds from its day on."))
            return redirect("monitoring:rules")
    status = 409 if reasons else 200
    return _page(request, "state_rule", "rules", status=status, form=form, reasons=reasons)
