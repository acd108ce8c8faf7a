"""Pages of releases for those who prepare and publish them."""

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
from homeward.core.forms import BaseForm
from homeward.core.patterns import Consequence, NextStep
from homeward.core.refusals import Refused
from homeward.indicators.choices import PeriodKind
from homeward.indicators.dashboards.views.shown import head
from homeward.indicators.queries import smallest
from homeward.statistics import actions, forms, joining, queries, shown
from homeward.statistics.choices import Reason, Status
from homeward.statistics.models import Release

SECTION = {"section": "dashboards"}
HERE = "statistics:index"
TONES = {
    Status.DRAFT: "draft",
    Status.PROPOSED: "wait",
    Status.PUBLISHED: "ok",
    Status.WITHDRAWN: "no",
}


@page("statistics.read", may_lag=True)
def index(request: Request) -> HttpResponse:
    mine = queries.own(request.user.organisation_of_rows)
    context = {
        "ours": [(one, TONES[Status(one.status)]) for one in mine],
        "others": queries.out().exclude(owner_org=request.user.organisation_of_rows),
        "taken": queries.taken(),
        "may_prepare": can(request.user, "statistics.prepare"),
    }
    return render(request, "statistics/index.html", head(request.user, HERE) | context)


@page("statistics.prepare")
def new(request: Request) -> HttpResponse:
    return _asked(request, None)


@page("statistics.prepare")
def correct(request: Request, pk: UUID) -> HttpResponse:
    """A new release that says which one it corrects; the old one stays."""
    return _asked(request, _own(request, pk))


def _asked(request: Request, corrects: Release | None) -> HttpResponse:
    initial: dict[str, Any] = {"period": PeriodKind.ALL}
    if corrects:
        names = ("title", "codes", "cuts", "period", "note")
        initial = {name: getattr(corrects, name) for name in names}
    form = forms.ReleaseForm(request.POST or None, initial=initial)
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {"period": PeriodKind(form.cleaned_data["period"])}
        try:
            made = actions.draft(**given, corrects=corrects, by=request.user, at=timezone.now())
            return redirect("statistics:release", pk=made.pk)
        except Refused as refusal:
            reasons = refusal.reasons
    context = {
        "title": _("Correct a release") if corrects else _("Prepare statistics"),
        "lead": _("Next you see what would be hidden, before anybody else sees anything."),
        "form": form,
        "reasons": reasons,
        "save": _("Show the preview"),
        "crumb": _("Published statistics"),
        "back": reverse("statistics:index"),
    }
    return render(request, "core/form.html", SECTION | context, status=409 if reasons else 200)


def _own(request: Request, pk: UUID) -> Release:
    return get_object_or_404(queries.own(request.user.organisation_of_rows), pk=pk)


@page("statistics.read", may_lag=True)
def release(request: Request, pk: UUID) -> HttpResponse:
    return _release(request, get_object_or_404(queries.releases(), pk=pk), [])


def _release(request: Request, found: Release, reasons: list[Any]) -> HttpResponse:
    content = found.content
    hindering: list[Reason] = []
    if found.status == Status.DRAFT:
        checked = queries.checked(found)
        content, hindering = checked.content, checked.reasons
    context = {
        "release": found,
        "tone": TONES[Status(found.status)],
        "tables": shown.tables(content, source=_source(found)),
        "step": _step(request, found, hindering),
        "hindering": hindering,
        "reasons": reasons,
        "least": smallest(),
        "is_ours": found.owner_org_id == request.user.organisation_id,
        "may_prepare": can(request.user, "statistics.prepare"),
        "may_publish": can(request.user, "statistics.publish"),
        "correction": queries.correction_of(found),
    }
    return render(
        request, "statistics/release.html", SECTION | context, status=409 if reasons else 200
    )


def _source(found: Release) -> str:
    day = timezone.localdate(found.published_at or found.prepared_at)
    return f"{found.owner_org}, {day:%d.%m.%Y}"


def _step(request: Request, found: Release, hindering: list[Reason]) -> NextStep | None:
    if found.owner_org_id != request.user.organisation_id or hindering:
        return None
    if found.status == Status.DRAFT and can(request.user, "statistics.prepare"):
        return NextStep(
            _("Look at the tables, then propose them"),
            _("A second person publishes them. Until then nobody outside sees anything."),
            url=reverse("statistics:propose", args=[found.pk]),
            label=_("Propose to publish"),
            mine=True,
            post=True,
        )
    if found.status == Status.PROPOSED:
        is_other = found.prepared_by_id != request.user.pk
        mine = is_other and can(request.user, "statistics.publish")
        return NextStep(
            _("Publish these tables, or send them back"),
            _("What is published is never changed; it can be corrected or withdrawn."),
            url=reverse("statistics:publish", args=[found.pk]) if mine else "",
            label=_("Publish") if mine else "",
            mine=mine,
            post=mine,
            waiting_for=""
            if mine
            else _("Waits for somebody else than %(who)s") % {"who": found.prepared_by},
        )
    return None


@page("statistics.prepare")
@require_POST
def propose(request: Request, pk: UUID) -> HttpResponse:
    found = _own(request, pk)
    try:
        actions.propose(found, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _release(request, _own(request, pk), refusal.reasons)
    messages.success(request, _("Proposed. A second person looks at it now."))
    return redirect("statistics:release", pk=pk)


@page("statistics.publish")
@require_POST
def publish(request: Request, pk: UUID) -> HttpResponse:
    found = _own(request, pk)
    try:
        made = actions.publish(found, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _release(request, _own(request, pk), refusal.reasons)
    messages.success(request, _("Published as number %(n)d.") % {"n": made.number})
    return redirect("statistics:release", pk=pk)


@page("statistics.publish")
@require_POST
def send_back(request: Request, pk: UUID) -> HttpResponse:
    found = _own(request, pk)
    try:
        actions.send_back(found, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _release(request, _own(request, pk), refusal.reasons)
    messages.success(request, _("Sent back. It is a draft again."))
    return redirect("statistics:release", pk=pk)


@page("statistics.prepare")
def discard(request: Request, pk: UUID) -> HttpResponse:
    found = _own(request, pk)
    reasons: list[Any] = []
    if request.method == "POST":
        try:
            actions.discard(found, by=request.user, at=timezone.now())
            return redirect("statistics:index")
        except Refused as refusal:
            reasons = refusal.reasons
    context = {
        "title": _("Discard “%(title)s”?") % {"title": found.title},
        "consequences": [
            Consequence(_("The draft is gone. Figures and other releases stay."), "trash")
        ],
        "form": BaseForm(),
        "danger": _("Discard"),
        "reasons": reasons,
        "cancel_url": reverse("statistics:release", args=[pk]),
    }
    return render(request, "core/confirm.html", SECTION | context, status=409 if reasons else 200)


@page("statistics.publish")
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    found = _own(request, pk)
    form = forms.WhyForm(request.POST or None)
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw(
                found, why=form.cleaned_data["why"], by=request.user, at=timezone.now()
            )
            return redirect("statistics:release", pk=pk)
        except Refused as refusal:
            reasons = refusal.reasons
    context = {
        "title": _("Withdraw “%(title)s”?") % {"title": found.title},
        "consequences": [
            Consequence(_("Its page says that it is withdrawn, by whom and why."), "eye-off"),
            Consequence(
                _("Whoever has a copy keeps it. What it told still counts as known."), "history"
            ),
        ],
        "form": form,
        "danger": _("Withdraw"),
        "reasons": reasons,
        "cancel_url": reverse("statistics:release", args=[pk]),
    }
    return render(request, "core/confirm.html", SECTION | context, status=409 if reasons else 200)


@page("statistics.read", may_lag=True)
def regional(request: Request) -> HttpResponse:
    """Figures of this and of other installations added up."""
    parts = queries.joined_parts()
    context = {
        "joined": joining.join(parts, least=smallest()),
        "contributors": [who for who, _tables in parts],
        "taken": queries.taken(),
        "may_take": can(request.user, "statistics.take"),
    }
    return render(request, "statistics/regional.html", SECTION | context)
