"""What the pages of a business have in common."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from homeward.access.models import User
from homeward.access.permissions import can
from homeward.business import queries
from homeward.business.choices import BusinessState, PlanState
from homeward.business.models import Business, BusinessPlan
from homeward.cases import queries as cases
from homeward.cases.models import Case
from homeward.core.patterns import NextStep
from homeward.tasks.choices import TaskKind

SECTION = {"section": "cases", "tab": "business"}


def business_of(pk: UUID) -> Business:
    found = queries.found(pk).first()
    if found is None:
        raise Http404
    return found


def head(case: Case) -> dict[str, Any]:
    return {**SECTION, "case": case, "title": cases.titles([case])[case.pk]}


def page_url(business: Business) -> str:
    return reverse("business:business", args=[business.pk])


def next_step(business: Business, plan: BusinessPlan | None, user: User) -> NextStep:
    """What to do now: a draft goes to the adviser, an agreed plan begins, one that runs is
    visited."""
    if plan is not None and plan.is_draft:
        return _draft_step(plan, user)
    if plan is not None and plan.state == PlanState.IN_REVIEW:
        return _review_step(business, plan, user)
    if business.state == BusinessState.PLANNED:
        return NextStep(
            _("Say when the business begins"),
            why=_("The plan is agreed."),
            holder=str(_("You")),
            url=reverse("business:start", args=[business.pk]),
            label=_("It has begun"),
            mine=can(user, "business.run"),
        )
    if business.state == BusinessState.STOPPED:
        return NextStep(_("The business has stopped"), nothing=True)
    return _running_step(business, user)


def _draft_step(plan: BusinessPlan, user: User) -> NextStep:
    is_back = plan.state == PlanState.SENT_BACK
    return NextStep(
        _("Mend the plan and send it again") if is_back else _("Finish the plan and send it"),
        why=_("The adviser’s comments stand below.") if is_back else _("An adviser reads it next."),
        holder=str(plan.drafted_by),
        url=reverse("business:send", args=[plan.pk]),
        label=_("Send to the adviser"),
        mine=can(user, "business.draft"),
        post=True,
    )


def _review_step(business: Business, plan: BusinessPlan, user: User) -> NextStep:
    mine = can(user, "business.review") and plan.drafted_by_id != user.pk
    return NextStep(
        _("Review the business plan"),
        why=_("Whoever drafted the plan doesn’t review it."),
        holder=str(_("You") if mine else business.case.accountable_org),
        due=queries.due(TaskKind.REVIEW_BUSINESS, business.pk),
        url=reverse("business:review", args=[plan.pk]),
        label=_("Review it"),
        mine=mine,
        waiting_for="" if mine else str(_("another adviser")),
    )


def _running_step(business: Business, user: User) -> NextStep:
    due = queries.due(TaskKind.VISIT_BUSINESS, business.pk)
    return NextStep(
        _("Visit the business"),
        why=_("The next visit is agreed.") if due else _("No visit is agreed."),
        holder=str(_("You") if can(user, "business.coach") else business.case.accountable_org),
        due=due,
        url=reverse("business:visit", args=[business.pk]),
        label=_("Record a visit"),
        mine=can(user, "business.coach"),
    )
