from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.agreements.choices import Status
from homeward.core.refusals import Refused
from homeward.procedures import actions, forms, pages, queries, rules
from homeward.procedures.choices import Aspect, VersionStatus
from homeward.procedures.models import SopStep, SopVersion

SECTION = {"section": "procedures"}


@page("procedures.read")
def index(request: Request) -> HttpResponse:
    user = request.user
    context = {
        "found": list(queries.listed()),
        "may_draft": can(user, "procedures.draft"),
        "org": user.organisation_id,
        "ended": Status.ENDED,
        "compare_form": forms.CompareForm(),
    }
    return render(request, "procedures/index.html", SECTION | context)


@page("procedures.read")
def version(request: Request, pk: int) -> HttpResponse:
    return _show(request, get_object_or_404(queries.versions(), pk=pk))


def _show(
    request: Request,
    version: SopVersion,
    *,
    step_form: forms.StepForm | None = None,
    publish_form: forms.PublishForm | None = None,
    reasons: list[Any] | None = None,
) -> HttpResponse:
    user = request.user
    is_lead = version.agreement.lead_org_id == user.organisation_id
    context = {
        "version": version,
        "steps": queries.steps(version),
        "may_change": is_lead
        and can(user, "procedures.draft")
        and version.status == VersionStatus.DRAFT,
        "step_form": step_form or forms.StepForm(),
        "publish_form": publish_form or forms.PublishForm(prefix="publish"),
        "panels": pages.BESIDE.shown(version, user),
        "refused_form": step_form or publish_form,
        "reasons": reasons,
    }
    return render(
        request, "procedures/version.html", SECTION | context, status=409 if reasons else 200
    )


@page("procedures.draft")
@require_POST
def begin(request: Request, agreement_pk: int) -> HttpResponse:
    """Drafts the next version of a checklist from the newest."""
    agreement = get_object_or_404(queries.listed(), pk=agreement_pk)
    try:
        drafted = actions.begin_version(agreement, by=request.user)
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, str(reason.label))
        return redirect("procedures:index")
    messages.success(request, _("Drafted from the newest version. Cases keep theirs."))
    return redirect("procedures:version", pk=drafted.pk)


@page("procedures.draft")
@require_POST
def add_step(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(queries.versions(), pk=pk)
    form = forms.StepForm(request.POST)
    if not form.is_valid():
        return _show(request, found, step_form=form)
    try:
        actions.add_step(found, **form.given(), by=request.user)
    except Refused as refusal:
        return _show(request, found, step_form=form, reasons=list(refusal.reasons))
    messages.success(request, _("Step added at the end of the checklist."))
    return redirect("procedures:version", pk=pk)


@page("procedures.draft")
@require_POST
def remove_step(request: Request, pk: int, step_pk: int) -> HttpResponse:
    step = get_object_or_404(SopStep, pk=step_pk, version=pk)
    try:
        actions.remove_step(step, by=request.user)
    except Refused as refusal:
        found = get_object_or_404(queries.versions(), pk=pk)
        return _show(request, found, reasons=list(refusal.reasons))
    messages.success(request, _("Step removed."))
    return redirect("procedures:version", pk=pk)


@page("procedures.draft")
@require_POST
def publish(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(queries.versions(), pk=pk)
    form = forms.PublishForm(request.POST, prefix="publish")
    if not form.is_valid():
        return _show(request, found, publish_form=form)
    try:
        actions.publish(found, **form.cleaned_data, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _show(request, found, publish_form=form, reasons=list(refusal.reasons))
    messages.success(request, _("Published. Cases that begin from that day on follow it."))
    return redirect("procedures:version", pk=pk)


@page("procedures.read")
def compare(request: Request) -> HttpResponse:
    """Two checklists side by side: every difference with both values."""
    form = forms.CompareForm(request.GET or None)
    context: dict[str, Any] = {"form": form}
    if request.GET and form.is_valid():
        left, right = form.cleaned_data["left"], form.cleaned_data["right"]
        found = rules.differences(queries.compared(left), queries.compared(right))
        aspect = form.cleaned_data["aspect"]
        shown = [each for each in found if aspect in {"", each.aspect}]
        count = Counter(each.aspect for each in found)
        context |= {
            "left": left,
            "right": right,
            "rows": queries.titles(shown, get_language() or ""),
            "count": len(found),
            "by_aspect": [(Aspect(a).label, n) for a, n in count.most_common()],
        }
    return render(request, "procedures/compare.html", SECTION | context)
