"""Pages on who works on a case: naming somebody, handing out a colleague's work, undoing it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from homeward.access.models import User
from homeward.access.pages import Request, page
from homeward.cases import actions, queries, workload
from homeward.cases.choices import Reason, Stage
from homeward.cases.forms import AssignForm, ShareForm
from homeward.cases.models import Case, Reassignment
from homeward.core.refusals import Refused


@page("cases.assign")
def assign(request: Request, pk: UUID) -> HttpResponse:
    """Who works on the case: a colleague by name, or the reader."""
    case = get_object_or_404(Case.objects.select_related("worker"), pk=pk)
    people = workload.takers(request.user, leaving=case.worker or request.user)
    if actions.works_on_cases(request.user) and request.user not in people:
        people = [request.user, *people]
    form = AssignForm(request.POST or None, people=people, reader=request.user)
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        worker = form.cleaned_data["worker"]
        try:
            actions.assign(case, worker, by=request.user, at=timezone.now())
        except Refused as refusal:
            reasons = list(refusal.reasons)
        else:
            messages.success(request, _("%(name)s works on the case now.") % {"name": worker})
            return redirect("desk:case", pk=case.pk)
    context = {
        "section": "cases",
        "case": case,
        "title": queries.titles([case])[case.pk],
        "form": form,
        "reasons": reasons,
        "is_ours": case.accountable_org_id == request.user.organisation_id and case.is_open,
    }
    status = 409 if reasons else 422 if form.errors else 200
    return render(request, "cases/assign.html", context, status=status)


@page("cases.hand_out")
def reassign(request: Request) -> HttpResponse:
    """Whose work is handed out, and what was handed over within the day."""
    now = timezone.now()
    context = {
        "section": "my_work",
        "loads": workload.loads(request.user, on=timezone.localdate()),
        "recent": workload.recent(request.user, at=now),
        "sees_files": workload.sees_files(request.user),
    }
    return render(request, "cases/reassign.html", context)


@page("cases.hand_out")
def hand_out(request: Request, user: int) -> HttpResponse:
    """One colleague's open work, and who takes it. An administrator sees counts alone."""
    leaving = get_object_or_404(workload.people(request.user), pk=user)
    act = _by_hand if workload.sees_files(request.user) else _by_count
    return act(request, leaving)


def _by_hand(request: Request, leaving: User) -> HttpResponse:
    given = request.POST if request.method == "POST" else request.GET
    takers = workload.takers(request.user, leaving=leaving)
    chosen = [each for each in takers if str(each.pk) in given.getlist("to")]
    found = workload.to_hand_out(
        leaving, request.user, programme=given.get("programme", ""), stage=given.get("stage", "")
    )
    cases = list(found[: workload.AT_ONCE])
    form = ShareForm(
        request.POST if request.method == "POST" else None,
        shares=workload.evenly(cases, chosen),
        takers=takers,
    )
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            batch = actions.hand_out(
                leaving, form.shares(), rest_to=form.rest_to(), by=request.user, at=timezone.now()
            )
        except Refused as refusal:
            reasons = list(refusal.reasons)
        else:
            return _done(request, leaving, len(batch.cases))
    context = {
        "section": "my_work",
        "leaving": leaving,
        "takers": takers,
        "chosen": {each.pk for each in chosen},
        "form": form,
        "rows": form.rows(queries.titles(cases)),
        "more": found.count() - len(cases),
        "rest": workload.waits_besides(leaving, request.user, cases=cases),
        "filters": given,
        "programmes": sorted(
            {
                (case.programme_id, str(case.programme))
                for case in workload.to_hand_out(leaving, request.user)
            }
        ),
        "stages": Stage.choices,
        "reasons": reasons,
    }
    return render(request, "cases/hand_out.html", context, status=409 if reasons else 200)


def _by_count(request: Request, leaving: User) -> HttpResponse:
    takers = workload.takers(request.user, leaving=leaving)
    reasons: list[Any] = []
    if request.method == "POST":
        chosen = [each for each in takers if str(each.pk) in request.POST.getlist("to")]
        try:
            _batch, count = actions.hand_out_evenly(
                leaving, chosen, by=request.user, at=timezone.now()
            )
        except Refused as refusal:
            reasons = list(refusal.reasons)
        else:
            return _done(request, leaving, count)
    loads = workload.loads(request.user, on=timezone.localdate())
    context = {
        "section": "my_work",
        "leaving": leaving,
        "takers": takers,
        "load": next((load for load in loads if load.user.pk == leaving.pk), None),
        "reasons": reasons,
    }
    return render(request, "cases/hand_out_counts.html", context, status=409 if reasons else 200)


def _done(request: Request, leaving: User, count: int) -> HttpResponse:
    text = ngettext(
        "%(n)d case of %(name)s was handed over. It can be undone within a day.",
        "%(n)d cases of %(name)s were handed over. It can be undone within a day.",
        count,
    )
    messages.success(request, text % {"n": count, "name": leaving})
    return redirect("cases:reassign")


@page("cases.hand_out")
@require_POST
def take_back(request: Request, pk: UUID) -> HttpResponse:
    batch = get_object_or_404(Reassignment, pk=pk)
    try:
        count = actions.take_back(batch, by=request.user, at=timezone.now())
    except Refused:
        messages.error(request, str(Reason.TOO_LATE.label))
    else:
        text = ngettext("%(n)d case was given back.", "%(n)d cases were given back.", count)
        messages.success(request, text % {"n": count})
    return redirect("cases:reassign")
