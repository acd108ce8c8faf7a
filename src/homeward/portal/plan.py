"""The person's own plan: read as a story, commented, agreed to or not; its decision, an appeal."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request
from homeward.core.digits import are_digits
from homeward.core.refusals import Refused
from homeward.plans import actions
from homeward.plans import queries as plans
from homeward.plans import rules as plan_rules
from homeward.plans.choices import Answer, AnswerWay, Dimension, PlanStatus
from homeward.plans.forms import AppealForm, CommentForm, PortalAnswerForm, ProposalForm
from homeward.plans.models import Plan
from homeward.plans.views import shown
from homeward.portal import queries
from homeward.portal.pages import own_page
from homeward.signins.choices import Part


@own_page("portal.read", part=Part.PLAN)
def story(request: Request) -> HttpResponse:
    return _show(request, _plan(request))


@own_page("plans.say_own", back="portal:plan")
@require_POST
def answer(request: Request) -> HttpResponse:
    """Yes or no, to the plan as it was shown. A no ends nothing."""
    plan = _plan(request)
    form = PortalAnswerForm(request.POST)
    given = Answer.AGREED if "agree" in request.POST else Answer.REFUSED
    revision = request.POST.get("revision", "")
    if not form.is_valid():
        return _show(request, plan, answer_form=form)
    try:
        actions.answer(
            plan,
            given,
            way=AnswerWay.PORTAL,
            revision=int(revision) if are_digits(revision) else 0,
            said=form.cleaned_data["said"],
            by=request.user,
            at=timezone.now(),
        )
    except Refused as refusal:
        return _show(request, plan, reasons=refusal.reasons, answer_form=form)
    if given == Answer.AGREED:
        messages.success(request, _("Thank you. Your case manager sees that you agree."))
    else:
        messages.success(
            request, _("Your case manager reads why. You keep the help that you have.")
        )
    return redirect("portal:plan")


@own_page("plans.say_own", back="portal:plan")
@require_POST
def comment(request: Request) -> HttpResponse:
    plan = _plan(request)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _show(request, plan, comment_form=form)
    wanted = request.POST.get("line", "")
    line = next((one for one in plans.lines(plan) if str(one.pk) == wanted), None)
    actions.comment(plan, form.cleaned_data["text"], line=line, by=request.user, at=timezone.now())
    messages.success(request, _("Sent to your case manager. You read the answer here."))
    return redirect("portal:plan")


@own_page("plans.say_own", back="portal:plan")
@require_POST
def propose(request: Request) -> HttpResponse:
    plan = _plan(request)
    form = ProposalForm(request.POST)
    if not form.is_valid():
        return _show(request, plan, proposal_form=form)
    said = form.cleaned_data
    actions.propose(
        plan, said["text"], Dimension(said["dimension"]), by=request.user, at=timezone.now()
    )
    messages.success(request, _("Sent to your case manager. You read the answer here."))
    return redirect("portal:plan")


@own_page("plans.say_own", back="portal:plan")
@require_POST
def appeal(request: Request) -> HttpResponse:
    plan = _plan(request)
    form = AppealForm(request.POST)
    if not form.is_valid():
        return _show(request, plan, appeal_form=form)
    try:
        actions.appeal(plan, form.cleaned_data["grounds"], by=request.user, at=timezone.now())
    except Refused as refusal:
        return _show(request, plan, reasons=refusal.reasons, appeal_form=form)
    messages.success(request, _("Your appeal is made. The commission hears it."))
    return redirect("portal:plan")


def _plan(request: Request) -> Plan:
    plan = queries.plan(request.user)
    if plan is None:
        raise Http404
    return plan


def _show(request: Request, plan: Plan, *, reasons: Any = None, **forms: Any) -> HttpResponse:
    lines = plans.lines(plan)
    rejected = plans.rejection(plan) if plan.status == PlanStatus.REJECTED else None
    appealed = plans.appeal_of(plan)
    context: dict[str, Any] = {
        "plan": plan,
        "lines": lines,
        "goals": plans.goals(plan),
        "groups": shown.groups(lines),
        "comments": plans.comments(plan),
        "last": plans.portal_answer(plan),
        "may_answer": plan.status in plan_rules.SENDABLE and bool(lines),
        "decisions": [(d, *shown.outcome(d)) for d in plans.decisions(plan)],
        "appeal": appealed,
        "may_appeal": rejected is not None and appealed is None,
        "appeal_until": plans.appeal_until(rejected) if rejected else None,
        "reasons": reasons,
        "answer_form": forms.get("answer_form") or PortalAnswerForm(),
        "comment_form": forms.get("comment_form") or CommentForm(auto_id="comment_%s"),
        "proposal_form": forms.get("proposal_form") or ProposalForm(auto_id="proposal_%s"),
        "appeal_form": forms.get("appeal_form") or AppealForm(auto_id="appeal_%s"),
    }
    refused = reasons or any(form.errors for form in forms.values())
    return render(request, "portal/plan.html", context, status=409 if refused else 200)
