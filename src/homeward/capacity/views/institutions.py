"""What institutions say of themselves, domain by domain, and the gaps in it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.capacity import actions, queries
from homeward.capacity.forms import AnswersForm, FinishForm
from homeward.capacity.models import CapacityAssessment
from homeward.core.asking import data_of
from homeward.core.patterns import NextStep
from homeward.core.refusals import Refused

SECTION = {"section": "capacity"}
PER_PAGE = 20


@page("capacity.read")
def index(request: Request) -> HttpResponse:
    """The latest of each institution that may be read."""
    user = request.user
    seen = {one.organisation_id for one in queries.assessments()}
    latest = sorted(queries.latest_of(seen).values(), key=lambda one: str(one.organisation))
    part = Paginator(latest, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": part,
        "rows": [(one, queries.mean_level(one), queries.gaps(one)[:2]) for one in part],
        "step": _step(user),
        "may_assess": can(user, "capacity.assess"),
    }
    return render(request, "capacity/index.html", SECTION | context)


def _step(user: Any) -> NextStep | None:
    if not can(user, "capacity.assess") or user.organisation_id is None:
        return None
    own = queries.assessments().filter(organisation=user.organisation_id)
    opened = own.filter(finished_on__isnull=True).first()
    if opened:
        return NextStep(
            title=_("Finish what you say of your institution"),
            why=_("It stands once it is finished, with what is unknown in it."),
            url=reverse("capacity:assessment", args=[opened.pk]), label=_("Go on"), mine=True,
        )  # fmt: skip
    if own.exists():
        return None
    return NextStep(
        title=_("Say where your institution stands"),
        why=_("Eight questions with described answers; training is planned from the gaps."),
        url=reverse("capacity:begin"), label=_("Begin"), mine=True, post=True,
    )  # fmt: skip


@page("capacity.assess")
@require_POST
def begin(request: Request) -> HttpResponse:
    made = actions.begin(by=request.user, at=timezone.now())
    return redirect("capacity:assessment", made.pk)


@page("capacity.read")
def assessment(request: Request, capacityassessment_pk: UUID) -> HttpResponse:
    held = get_object_or_404(queries.assessments(), pk=capacityassessment_pk)
    if held.finished_on is None and can(request.user, "capacity.assess"):
        return _ask(request, held)
    context = {
        "assessment": held,
        "answers": queries.answers(held),
        "gaps": queries.gaps(held),
        "mean": queries.mean_level(held),
        "may_plan": can(request.user, "capacity.plan"),
        "may_begin": can(request.user, "capacity.assess")
        and held.organisation_id == request.user.organisation_id,
    }
    return render(request, "capacity/assessment.html", SECTION | context)


def _ask(request: Request, held: CapacityAssessment) -> HttpResponse:
    form = AnswersForm(data_of(request), sheet=held.sheet, initial=AnswersForm.known(held))
    finish = FinishForm(data_of(request) or None)
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid() and finish.is_valid():
        now = timezone.now()
        try:
            actions.answer(held, form.given(), by=request.user, at=now)
            if "finish" not in request.POST:
                messages.success(request, _("Kept; it is not finished yet."))
                return redirect("capacity:assessment", held.pk)
            actions.finish(held, share=finish.cleaned_data["share"], by=request.user, at=now)
        except Refused as refusal:
            reasons = list(refusal.reasons)
        else:
            messages.success(request, _("Finished: it stands as of today."))
            return redirect("capacity:assessment", held.pk)
    context = {"assessment": held, "form": form, "finish_form": finish, "reasons": reasons}
    status = 409 if reasons else 422 if form.errors else 200
    return render(request, "capacity/answer.html", SECTION | context, status=status)
