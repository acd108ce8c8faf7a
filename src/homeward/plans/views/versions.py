"""Versions of a plan: what differs, the next one on the fallback, the plan on paper; appeals."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.core.forms import BaseForm
from homeward.core.patterns import Consequence
from homeward.core.refusals import Refused
from homeward.documents import pdf
from homeward.plans import actions, queries
from homeward.plans.choices import Route
from homeward.plans.forms import AppealForm
from homeward.plans.models import Plan
from homeward.plans.views import paper
from homeward.plans.views.base import case_of, context_of, form_page, plan_of


@page("plans.read")
def differences(request: Request, case_pk: UUID) -> HttpResponse:
    """Two versions beside each other; without a choice the last two."""
    case = case_of(case_pk)
    versions = queries.versions(case)
    if not versions:
        raise Http404
    after = _version(versions, request.GET.get("to"), versions[-1])
    before = _version(versions, request.GET.get("from"), versions[max(0, len(versions) - 2)])
    context = context_of(
        case, versions=versions, before=before, after=after,
        heading=_("What changed between two versions"),
        changes=queries.differences(before, after) if before != after else None,
    )  # fmt: skip
    return render(request, "plans/differences.html", context)


def _version(versions: list[Plan], wanted: str | None, otherwise: Plan) -> Plan:
    return next((plan for plan in versions if str(plan.version) == wanted), otherwise)


@page("plans.read")
def on_paper(request: Request, case_pk: UUID) -> HttpResponse:
    """The plan as a PDF with its signatures, in the language asked for."""
    case = case_of(case_pk)
    plan = plan_of(case)
    with translation.override(paper.language(request)):
        data = paper.of_plan(plan)
        made: HttpResponse = pdf.answer(
            "plans/plan", data, at=timezone.now(), name=f"plan-{case.reference}"
        )
    return made


@page("plans.draft")
def fall_back(request: Request, case_pk: UUID) -> HttpResponse:
    case = case_of(case_pk)
    plan = plan_of(case)
    if not queries.is_to_fall_back_on(plan):
        raise Http404
    form = BaseForm(request.POST if request.method == "POST" else None)

    def save() -> None:
        actions.fall_back(
            case, why=str(Route(plan.fallback).label), by=request.user, at=timezone.now()
        )

    title = _("Go on with the other way: %(route)s?") % {"route": plan.get_fallback_display()}
    return form_page(
        request, case, form, save, done=_("The next plan is begun. It takes the other way."),
        template="core/confirm.html", title=title, danger=_("Begin the next plan"),
        cancel=_("Stay with this way"), cancel_url=reverse("plans:plan", args=[case.pk]),
        consequences=[
            Consequence(_("What is under way goes on.")),
            Consequence(_("What has not begun is taken along into the next plan.")),
            Consequence(_("The person agrees to it, and the commission decides on it, anew.")),
        ],
    )  # fmt: skip


@page("plans.appeal")
def appeal(request: Request, case_pk: UUID) -> HttpResponse:
    """The case manager appeals for the family against the rejection."""
    case = case_of(case_pk)
    plan = plan_of(case)
    decision = queries.rejection(plan)
    if decision is None:
        raise Http404
    form = AppealForm(request.POST if request.method == "POST" else None)

    def save() -> None:
        actions.appeal(plan, form.cleaned_data["grounds"], by=request.user, at=timezone.now())

    until = queries.appeal_until(decision)
    return form_page(
        request, case, form, save, done=_("The appeal is made. The commission hears it."),
        heading=_("Appeal against the decision"), lead=_until(until),
    )  # fmt: skip


def _until(until: Any) -> str:
    if until is None:
        return _("No end is agreed in which an appeal must be made.")
    return _("It can be made until %(day)s.") % {"day": paper.day(until)}


@page("plans.take_over")
@require_POST
def take_over(request: Request, case_pk: UUID) -> HttpResponse:
    case = case_of(case_pk)
    try:
        actions.take_over(plan_of(case), by=request.user, at=timezone.now())
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason.label)
    else:
        messages.success(request, _("Taken over. The support begins with you."))
    return redirect("plans:plan", case.pk)
