"""The workplan: ten steps, each with what is there, what is missing and whose it is."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.digits import are_digits
from homeward.core.patterns import NextStep
from homeward.places.models import Country
from homeward.programmes.models import Programme
from homeward.steering import pages
from homeward.steering.actions import planning as actions
from homeward.steering.forms.asked import ResponsibleForm
from homeward.steering.framework import STEPS
from homeward.steering.models import WorkplanItem
from homeward.steering.queries import workplan as queries
from homeward.steering.queries.workplan import Scope, Workplan
from homeward.steering.views.acting import act_on, form_page

SECTION = "workplan"


def _scope(request: Request) -> Scope | None:
    """As the address names it; without one, the reader's own programme."""
    asked = request.GET
    if are_digits(asked.get("programme", "")):
        return Scope(
            programme=get_object_or_404(
                Programme.objects.select_related("lead_org"), pk=asked["programme"]
            )
        )
    if asked.get("country"):
        host = asked.get("host")
        return Scope(
            country=get_object_or_404(Country, pk=asked["country"]),
            host=get_object_or_404(Country, pk=host) if host else None,
        )
    own = queries.own_programme(request.user)
    return Scope(programme=own) if own else None


def _asked(request: Request) -> Scope:
    found = _scope(request)
    if found is None:
        raise Http404
    return found


def _address(scope: Scope, name: str = "steering:workplan", *args: Any) -> str:
    return f"{reverse(name, args=args)}?{scope.query}"


@page("steering.read")
def workplan(request: Request) -> HttpResponse:
    return _show(request, _scope(request))


def _show(
    request: Request, scope: Scope | None, *, reasons: Any = (), status: int = 200, **_more: Any
) -> HttpResponse:
    today, user = timezone.localdate(), request.user
    plan = queries.workplan(scope, on=today) if scope else None
    context: dict[str, Any] = {
        "section": SECTION,
        "scope": scope,
        "plan": plan,
        "bar": pages.bar(plan) if plan else [],
        "stages": pages.lines(plan, user, today) if plan else [],
        "step": _next(plan, user) if plan else None,
        "may_plan": bool(scope) and queries.may_plan(scope, user) if scope else False,
        "programmes": queries.programmes_run_here(),
        "countries": queries.countries(),
        "hosts": queries.hosts_of(scope.country.pk) if scope and scope.country else [],
        "today": today,
        "reasons": reasons,
    }
    return render(request, "steering/workplan.html", context, status=status)


def _next(plan: Workplan, user: Any) -> NextStep:
    found = plan.next
    if found is None:
        return NextStep(title=_("All ten steps are done"), nothing=True)
    line, judged = found
    condition = judged.condition
    holder = line.item.responsible_org if line.item else plan.scope.lead
    mine = holder is not None and holder.pk == user.organisation_id
    may = can(user, condition.action)
    return NextStep(
        title=condition.missing,
        why=_("Step %(number)d, %(title)s") % {"number": line.stands.number, "title": line.title},
        holder=str(holder) if holder else str(condition.whose.label),
        due=line.item.due_on if line.item else None,
        url=reverse(condition.url) if may else "",
        label=_("Go there") if may else "",
        mine=mine,
    )


@page("steering.read")
def workplan_print(request: Request) -> HttpResponse:
    """On paper: every step with its conditions, without navigation."""
    scope, today = _asked(request), timezone.localdate()
    plan = queries.workplan(scope, on=today)
    context = {
        "scope": scope, "plan": plan, "stages": pages.lines(plan, request.user, today),
        "today": today,
    }  # fmt: skip
    return render(request, "steering/workplan_print.html", context)


@page("steering.plan")
def responsible(request: Request, step: int) -> HttpResponse:
    """Names who is responsible for a step, until when."""
    scope = _asked(request)
    if step not in STEPS:
        raise Http404
    stated = queries.items(scope).get(step)
    initial = (
        {"organisation": stated.responsible_org, "due_on": stated.due_on, "note": stated.note}
        if stated
        else {"organisation": scope.lead}
    )
    form = ResponsibleForm(request.POST or None, initial=initial)
    back = f"{_address(scope)}#step-{step}"
    return form_page(
        request, form,
        lambda: actions.name_responsible(
            scope, step, by=request.user, at=timezone.now(), **form.cleaned_data
        ),
        section=SECTION,
        done=_("Written down. It stands in their work until the step is done."),
        to=lambda _item: back,
        title=_("Step %(number)d, %(title)s") % {"number": step, "title": STEPS[step]},
        lead=_("How far the step is, is read from what is there. You say who sees to it."),
        crumb=str(scope), back=back, save=_("Name them"),
    )  # fmt: skip


def _item(pk: UUID) -> WorkplanItem:
    return get_object_or_404(
        WorkplanItem.objects.select_related("programme", "country", "host_country"), pk=pk
    )


@page("steering.read")
def item(request: Request, workplanitem_pk: UUID) -> HttpResponse:
    """From somebody's work to the step that it is about."""
    found = _item(workplanitem_pk)
    scope = Scope(found.programme, found.country, found.host_country)
    return redirect(f"{_address(scope)}#step-{found.step}")


@page("steering.plan")
@require_POST
def close(request: Request, workplanitem_pk: UUID) -> HttpResponse:
    found = _item(workplanitem_pk)
    scope = Scope(found.programme, found.country, found.host_country)
    return act_on(
        request, None,
        lambda _data: actions.close(found, by=request.user, at=timezone.now()),
        name="", show=lambda **more: _show(request, scope, **more),
        done=_("The wait is over: the step is done."), to=_address(scope),
    )  # fmt: skip
