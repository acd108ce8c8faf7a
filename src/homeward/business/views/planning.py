"""The businesses of a case, the plan in versions, and its review."""

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
from homeward.access.permissions import can
from homeward.business import actions, forms, queries
from homeward.business.choices import BusinessState, CostKind, PlanState, Verdict
from homeward.business.models import Business, BusinessPlan, CostLine
from homeward.business.views import shown
from homeward.cases.models import Case
from homeward.core.asking import ask, data_of
from homeward.core.refusals import Refused


@page("business.read")
def of_case(request: Request, case_pk: UUID) -> HttpResponse:
    case = get_object_or_404(Case.objects.select_related("programme", "origin_country"), pk=case_pk)
    rows = [(one, queries.latest(one)) for one in queries.of_case(case)]
    context = {
        **shown.head(case),
        "rows": rows,
        "may_draft": can(request.user, "business.draft") and case.is_open,
    }
    return render(request, "business/of_case.html", context)


@page("business.draft")
def new(request: Request, case_pk: UUID) -> HttpResponse:
    case = get_object_or_404(Case.objects.select_related("origin_country", "programme"), pk=case_pk)
    form = forms.PlanForm(
        data_of(request), people=queries.people_of(case), country=case.origin_country_id,
        initial={"currency": case.origin_country.currency, "person": str(case.person_id)},
    )  # fmt: skip

    def begin(said: Any) -> BusinessPlan:
        return actions.begin(
            case, form.person_chosen(), _planned(said), by=request.user, at=timezone.now()
        )

    return ask(
        request, form, begin, back=lambda plan: shown.page_url(plan.business),
        done=_("The draft is kept. Add the costs next."), template="business/plan_form.html",
        context={
            **shown.head(case), "heading": _("Business plan"), "save": _("Keep the draft"),
            "back": reverse("business:of_case", args=[case.pk]),
        },
    )  # fmt: skip


def _planned(said: Any) -> actions.Planned:
    return actions.Planned(**{name: value for name, value in said.items() if name != "person"})


@page("business.read")
def business(request: Request, business_pk: UUID) -> HttpResponse:
    return _business(request, shown.business_of(business_pk))


def _business(
    request: Request,
    found: Business,
    *,
    reasons: Any = (),
    cost_form: Any = None,
    status: int = 200,
) -> HttpResponse:
    user, today = request.user, timezone.localdate()
    versions = queries.plans(found)
    plan = queries.counted(versions[0]) if versions else None
    steps = queries.steps_of(found)
    may_run = can(user, "business.run") and found.case.is_open
    context = {
        **shown.head(found.case),
        "business": found,
        "plan": plan,
        "earlier": versions[1:],
        "step": shown.next_step(found, versions[0] if versions else None, user),
        "reasons": reasons,
        "may_draft": can(user, "business.draft") and found.case.is_open,
        "may_run": may_run,
        "may_stop": may_run and found.state == BusinessState.RUNNING,
        "is_agreed": plan is not None and plan.plan.state == PlanState.AGREED,
        "cost_form": cost_form or forms.CostForm(),
        "steps": steps,
        "steps_done": queries.done_of(steps),
        "to_take_up": len(queries.steps_to_take_up(found, on=today)) if may_run else 0,
        "taxes": queries.taxes_in_force(found.case.origin_country_id, found.area, on=today),
        "credits": queries.credits(found) if can(user, "business.read_credit") else [],
        "sees_credit": can(user, "business.read_credit"),
        "may_lend": can(user, "business.lend") and found.case.is_open,
        "visits": queries.visits(found),
        "checks": queries.checks(found),
        "may_coach": can(user, "business.coach"),
        "groups": queries.groups_of(found),
        "may_group": can(user, "business.keep_groups"),
        "bodies": queries.trade_bodies(
            found.case.origin_country_id, found.area, found.sector, by=user
        ),
    }
    return render(request, "business/business.html", context, status=status)


@page("business.draft")
def change(request: Request, businessplan_pk: UUID) -> HttpResponse:
    plan = get_object_or_404(BusinessPlan.objects.select_related("business"), pk=businessplan_pk)
    found = shown.business_of(plan.business_id)
    case = found.case
    form = forms.PlanForm(
        data_of(request), people=[found.person], country=case.origin_country_id,
        initial=forms.said_before(found, plan),
    )  # fmt: skip

    def write(said: Any) -> Any:
        return actions.change(plan, _planned(said), by=request.user, at=timezone.now())

    return ask(
        request, form, write, back=shown.page_url(found), done=_("The draft is kept."),
        template="business/plan_form.html",
        context={**shown.head(case), "heading": _("Business plan"), "save": _("Keep the draft")},
    )  # fmt: skip


@page("business.draft")
@require_POST
def add_cost(request: Request, businessplan_pk: UUID) -> HttpResponse:
    plan = get_object_or_404(BusinessPlan.objects.select_related("business"), pk=businessplan_pk)
    form = forms.CostForm(request.POST)
    reasons: list[Any] = []
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.add_cost(
                plan, CostKind(said["kind"]), said["what"], said["amount"], by=request.user,
                at=timezone.now(),
            )  # fmt: skip
            return redirect(f"{shown.page_url(plan.business)}#costs")
        except Refused as refusal:
            reasons = list(refusal.reasons)
    found = shown.business_of(plan.business_id)
    return _business(request, found, reasons=reasons, cost_form=form, status=409)


@page("business.draft")
@require_POST
def remove_cost(request: Request, cost_pk: UUID) -> HttpResponse:
    line = get_object_or_404(CostLine.objects.select_related("plan__business"), pk=cost_pk)
    url = shown.page_url(line.plan.business)
    try:
        actions.remove_cost(line, by=request.user, at=timezone.now())
    except Refused as refusal:
        found = shown.business_of(line.plan.business_id)
        return _business(request, found, reasons=refusal.reasons, status=409)
    return redirect(f"{url}#costs")


@page("business.draft")
@require_POST
def send(request: Request, businessplan_pk: UUID) -> HttpResponse:
    plan = get_object_or_404(
        BusinessPlan.objects.select_related("business__case"), pk=businessplan_pk
    )
    try:
        actions.send(plan, by=request.user, at=timezone.now())
    except Refused as refusal:
        found = shown.business_of(plan.business_id)
        return _business(request, found, reasons=refusal.reasons, status=409)
    messages.success(request, _("Sent. An adviser who did not draft it reviews it next."))
    return redirect(shown.page_url(plan.business))


@page("business.review")
def review(request: Request, businessplan_pk: UUID) -> HttpResponse:
    plan = get_object_or_404(
        BusinessPlan.objects.select_related("business__case"), pk=businessplan_pk
    )
    form = forms.ReviewForm(data_of(request))

    def decide(said: Any) -> Any:
        return actions.review(
            plan, Verdict(said["verdict"]), comment=said["comment"], by=request.user,
            at=timezone.now(),
        )  # fmt: skip

    found = shown.business_of(plan.business_id)
    return ask(
        request, form, decide, back=shown.page_url(found), done=_("Your review is kept."),
        template="business/review.html",
        context={**shown.head(found.case), "business": found, "plan": queries.counted(plan)},
    )  # fmt: skip


@page("business.draft")
@require_POST
def new_version(request: Request, business_pk: UUID) -> HttpResponse:
    found = shown.business_of(business_pk)
    try:
        plan = actions.new_version(found, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _business(request, found, reasons=refusal.reasons, status=409)
    messages.success(request, _("A new version is begun; the agreed one stays as it is."))
    return redirect("business:change", plan.pk)
