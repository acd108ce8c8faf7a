"""What the person says to the plan, the health needs that it answers, and how it is weighed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.core.digits import are_digits
from homeward.core.refusals import Refused
from homeward.plans import actions, queries
from homeward.plans.choices import Answer, AnswerWay, CommentKind
from homeward.plans.forms import AnswerForm, NeedForm, SettleForm, WeighForm
from homeward.plans.models import Comment
from homeward.plans.views import shown
from homeward.plans.views.base import case_of, context_of, form_page, plan_of


@page("plans.record_answer")
def answer(request: Request, case_pk: UUID) -> HttpResponse:
    """On the worker's screen: the plan as a story, and the person's yes or no to it."""
    case = case_of(case_pk)
    plan = plan_of(case)
    form = AnswerForm(request.POST if request.method == "POST" else None)

    def save() -> None:
        said = form.cleaned_data
        actions.answer(
            plan, Answer(said["answer"]), way=AnswerWay(said["way"]), witness=said["witness"],
            said=said["said"], revision=_revision(request), by=request.user, at=timezone.now(),
        )  # fmt: skip

    return form_page(
        request, case, form, save, done=_("The answer is written down."),
        template="plans/answer.html", heading=_("The person's answer to the plan"),
        lead=_("Read the plan with the person, in their language, line by line."),
        plan=plan, goals=queries.goals(plan), groups=shown.groups(queries.lines(plan)),
    )  # fmt: skip


def _revision(request: Request) -> int | None:
    given = request.POST.get("revision", "")
    return int(given) if are_digits(given) else None


@page("plans.draft")
def settle(request: Request, case_pk: UUID, comment_pk: UUID) -> HttpResponse:
    case = case_of(case_pk)
    said = get_object_or_404(
        Comment.objects.select_related("plan", "line"), pk=comment_pk, plan__case=case
    )
    form = SettleForm(request.POST if request.method == "POST" else None)
    takes = "take" in request.POST and said.kind == CommentKind.PROPOSAL

    def save() -> None:
        reply = form.cleaned_data["reply"]
        actions.settle(said, reply, take=takes, by=request.user, at=timezone.now())

    return form_page(
        request, case, form, save, template="plans/settle.html", said=said,
        done=_("Taken into the plan. Fill in the line.") if takes else _("Answered."),
        heading=_("What the person says"),
    )  # fmt: skip


@page("plans.draft")
@require_POST
def heard(request: Request, case_pk: UUID) -> HttpResponse:
    """The worker has read the person's no and goes on with the plan."""
    case = case_of(case_pk)
    actions.heard_refusal(plan_of(case), by=request.user, at=timezone.now())
    messages.success(request, _("Noted. Change the plan, then ask the person again."))
    return redirect("plans:plan", case.pk)


@page("plans.answer_needs")
def needs(request: Request, case_pk: UUID) -> HttpResponse:
    """Each open health need of the household, with its line or its reason."""
    case = case_of(case_pk)
    plan = plan_of(case)
    lines = queries.lines(plan)
    found = queries.needs(plan)
    wanted = request.POST.get("need", "")
    rows = []
    reasons: list[Any] = []
    for one in found:
        is_said = request.method == "POST" and str(one.id) == wanted
        form = NeedForm(
            request.POST if is_said else None, lines=lines, prefix=f"n{one.id}",
            initial=_said(one),
        )  # fmt: skip
        if is_said and form.is_valid():
            try:
                actions.answer_need(
                    plan, one.id, line=form.line(), reason=form.cleaned_data["reason"],
                    by=request.user, at=timezone.now(),
                )  # fmt: skip
            except Refused as refusal:
                reasons = refusal.reasons
            else:
                messages.success(request, _("Saved."))
                return redirect("plans:needs", case.pk)
        rows.append((one, form))
    if request.method == "POST" and wanted not in {str(one.id) for one in found}:
        raise Http404
    context = context_of(
        case, rows=rows, reasons=reasons, plan=plan, heading=_("Health needs and the plan"),
        lead=_("Each open need has a line of the plan, or the reason why it has none."),
    )  # fmt: skip
    return render(request, "plans/needs.html", context, status=409 if reasons else 200)


def _said(need: queries.Need) -> dict[str, Any]:
    if need.answer is None:
        return {}
    return {"line": str(need.answer.line_id or ""), "reason": need.answer.reason}


@page("plans.draft")
def weigh(request: Request, case_pk: UUID) -> HttpResponse:
    """The feasibility grid: each criterion with a rating and its reason."""
    case = case_of(case_pk)
    plan = plan_of(case)
    weighed = queries.weighed(plan, on=timezone.localdate())
    if weighed is None:
        raise Http404
    form = WeighForm(request.POST if request.method == "POST" else None, rows=weighed.rows)

    def save() -> None:
        actions.weigh(plan, form.ratings(), by=request.user, at=timezone.now())

    return form_page(
        request, case, form, save, done=_("The ratings are saved."),
        template="plans/weigh.html", heading=_("Feasibility of the plan"), weighed=weighed,
        lead=_("The commission reads the ratings and their reasons. The sum decides nothing."),
    )  # fmt: skip
