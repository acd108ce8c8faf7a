"""One sheet: its version in force, its earlier ones, and how they differ."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.models import User
from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.forms import BaseForm
from homeward.core.patterns import Consequence
from homeward.core.refusals import Refused
from homeward.countries import actions, queries
from homeward.countries.choices import SheetKind
from homeward.countries.forms import BeginForm, CommunityForm, DraftForm
from homeward.countries.models import Community, Sheet, SheetVersion
from homeward.countries.views.countries import SECTION, country_or_404


@page("countries.write")
def new(request: Request, country: str) -> HttpResponse:
    found = country_or_404(country)
    form, reasons = BeginForm(request.POST or None, country=found), []
    if request.method == "POST" and form.is_valid():
        try:
            draft = actions.begin_sheet(
                country=found, **form.given(), by=request.user, at=timezone.now()
            )
        except Refused as refusal:
            reasons = list(refusal.reasons)
        else:
            return redirect("countries:edit", draft.pk)
    context = SECTION | {"country": found, "form": form, "reasons": reasons}
    return render(request, "countries/new.html", context, status=_status(form, reasons))


def _status(form: BaseForm, reasons: Sequence[object]) -> int:
    return 409 if reasons else 422 if form.errors else 200


@page("countries.read")
def sheet(request: Request, pk: UUID) -> HttpResponse:
    return _sheet(request, get_object_or_404(queries.sheets(), pk=pk))


def _sheet(request: Request, found: Sheet, *, reasons: list[object] | None = None) -> HttpResponse:
    versions = list(queries.versions().filter(sheet=found))
    published = [one for one in versions if not one.is_draft]
    draft = next((one for one in versions if one.is_draft), None)
    newest = published[0] if published else None
    context = SECTION | {
        "sheet": found,
        "shown": queries.shown(newest, on=timezone.localdate()) if newest else None,
        "community": _community(newest),
        "draft": draft,
        "versions": published,
        "reasons": reasons or [],
        "may_write": _is_ours(found, request.user) and can(request.user, "countries.write"),
        "may_publish": _is_ours(found, request.user) and can(request.user, "countries.publish"),
    }
    return render(request, "countries/sheet.html", context, status=409 if reasons else 200)


def _is_ours(found: Sheet, user: User) -> bool:
    return found.owner_org_id == user.organisation_id


def _community(version: SheetVersion | None) -> Community | None:
    known = Community.objects.prefetch_related("areas", "organisations")
    return known.filter(version=version).first() if version else None


@page("countries.write")
@require_POST
def draft(request: Request, pk: UUID) -> HttpResponse:
    """Drafts the next version from the one in force."""
    found = get_object_or_404(queries.sheets(), pk=pk)
    try:
        drafted = actions.begin_draft(found, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _sheet(request, found, reasons=list(refusal.reasons))
    return redirect("countries:edit", drafted.pk)


@page("countries.publish")
@require_POST
def public(request: Request, pk: UUID) -> HttpResponse:
    """For everybody, or for those who sign in."""
    found = get_object_or_404(queries.sheets(), pk=pk)
    try:
        actions.set_public(found, request.POST.get("public") == "1", by=request.user)
    except Refused as refusal:
        return _sheet(request, found, reasons=list(refusal.reasons))
    messages.success(request, _("Noted. It holds from now on."))
    return redirect(found)


@page("countries.read")
def version(request: Request, pk: int) -> HttpResponse:
    """One version as it was, and word by word what it changed."""
    found = get_object_or_404(queries.versions(), pk=pk)
    previous = queries.before(found)
    newest = queries.current_of(found.sheet)
    context = SECTION | {
        "version": found,
        "sheet": found.sheet,
        "previous": previous,
        "differences": queries.differences(found, previous) if previous else [],
        "superseded_by": newest if newest and newest.number > found.number else None,
        "community": _community(found),
    }
    return render(request, "countries/version.html", context)


@page("countries.write")
def edit(request: Request, pk: int) -> HttpResponse:
    """The draft; saved as it is, or saved and published."""
    found = get_object_or_404(queries.versions(), pk=pk)
    if not found.is_draft or not _is_ours(found.sheet, request.user):
        return redirect("countries:version", pk)
    data = request.POST if request.method == "POST" else None
    form = DraftForm(data, version=found)
    is_community = found.sheet.kind == SheetKind.COMMUNITY
    community = CommunityForm(data, version=found, prefix="community") if is_community else None
    reasons: list[object] = []
    if data and form.is_valid() and (community is None or community.is_valid()):
        _save(request, found, form, community)
        if "publish" not in data:
            messages.success(request, _("The draft is kept. Nobody else sees it yet."))
            return redirect("countries:edit", pk)
        try:
            actions.publish(found, by=request.user, at=timezone.now())
        except Refused as refusal:
            reasons = list(refusal.reasons)
        else:
            messages.success(request, _("Published. The version before it stays readable."))
            return redirect(found.sheet)
    has_errors = form.errors or (community and community.errors)
    context = SECTION | {
        "version": found,
        "sheet": found.sheet,
        "form": form,
        "community": community,
        "reasons": reasons,
        "previous": queries.before(found),
        "may_publish": can(request.user, "countries.publish"),
    }
    status = 409 if reasons else 422 if has_errors else 200
    return render(request, "countries/edit.html", context, status=status)


def _save(
    request: Request, found: SheetVersion, form: DraftForm, community: CommunityForm | None
) -> None:
    actions.save_draft(found, form.texts(), **form.facts(), by=request.user, at=timezone.now())
    if community:
        actions.keep_community(found, **community.cleaned_data, by=request.user)


@page("countries.write")
def discard(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(queries.versions(), pk=pk)
    reasons: list[object] = []
    if request.method == "POST":
        country = found.sheet.country_id
        try:
            actions.discard(found, by=request.user)
        except Refused as refusal:
            reasons = list(refusal.reasons)
        else:
            messages.success(request, _("The draft is gone."))
            return redirect("countries:country", country)
    context = SECTION | {
        "title": _("Discard the draft?"),
        "consequences": [
            Consequence(_("What was written in the draft is gone; nobody else has seen it."), "x"),
            Consequence(_("What is published stays as it is."), "file-check"),
        ],
        "form": BaseForm(),
        "reasons": reasons,
        "danger": _("Discard it"),
        "cancel_url": reverse("countries:edit", args=[pk]),
    }
    return render(request, "core/confirm.html", context, status=409 if reasons else 200)
