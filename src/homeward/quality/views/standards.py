"""Standards: the list, one with its versions, a version with its points, adoption."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.asking import ask, data_of
from homeward.core.forms import BaseForm
from homeward.core.patterns import Consequence, NextStep
from homeward.core.refusals import Refused
from homeward.core.spreadsheets import XLSX_TYPE, xlsx
from homeward.quality import actions, forms, queries, standard_files
from homeward.quality.models import Standard, StandardItem, StandardVersion
from homeward.quality.views.shown import around

REFUSED, UNREADABLE = 409, 422


@page("quality.read")
def index(request: Request) -> HttpResponse:
    today = timezone.localdate()
    held = {
        one.standard_id: one.version
        for one in queries.standards.adoptions(today, organisation=request.user.organisation_id)
    }
    rows = [(one, held.get(one.pk)) for one in queries.standards.listed()]
    context = {"rows": rows, "may_keep": can(request.user, "quality.keep_standards")}
    return render(request, "quality/standards.html", around(request, "standards") | context)


@page("quality.keep_standards")
def new(request: Request) -> HttpResponse:
    def act(said: Any) -> StandardVersion:
        return actions.begin(actions.StandardGiven(**said), by=request.user, at=timezone.now())

    return ask(
        request, forms.StandardForm(data_of(request)), act, back=StandardVersion.get_absolute_url,
        done=_("Now enter its points, or upload them as a sheet."),
        context=around(request) | {
            "title": _("Write a standard"),
            "lead": _("What services of one kind are held to, as it is written somewhere."),
            "crumb": _("Standards"), "back": reverse("quality:standards"),
        },
    )  # fmt: skip


def _standard(pk: UUID) -> Standard:
    return get_object_or_404(queries.standards.listed(), pk=pk)


@page("quality.read")
def standard(request: Request, standard_pk: UUID) -> HttpResponse:
    held = _standard(standard_pk)
    versions = list(queries.standards.versions_of(held))
    ours = held.owner_org_id == request.user.organisation_id
    context = {
        "standard": held,
        "versions": versions,
        "adopters": queries.standards.adopters(versions, timezone.localdate()),
        "may_continue": ours
        and can(request.user, "quality.keep_standards")
        and all(one.is_published for one in versions),
    }
    return render(request, "quality/standard.html", around(request, "standards") | context)


@page("quality.keep_standards")
def new_version(request: Request, standard_pk: UUID) -> HttpResponse:
    held = _standard(standard_pk)

    def act(said: Any) -> StandardVersion:
        return actions.begin_version(held, by=request.user, at=timezone.now(), **said)

    return ask(
        request, forms.VersionForm(data_of(request)), act, back=StandardVersion.get_absolute_url,
        done=_("The next version begins with the points of the one before."),
        context=around(request) | {
            "title": _("Begin the next version"), "lead": held.title, "crumb": held.title,
            "back": held.get_absolute_url(),
        },
    )  # fmt: skip


def _version(pk: UUID) -> StandardVersion:
    return get_object_or_404(queries.standards.versions(), pk=pk)


@page("quality.read")
def version(request: Request, standardversion_pk: UUID) -> HttpResponse:
    return show(request, _version(standardversion_pk))


def show(
    request: Request, held: StandardVersion, *, status: int = 200, **more: Any
) -> HttpResponse:
    user = request.user
    may_write = (
        can(user, "quality.keep_standards")
        and held.standard.owner_org_id == user.organisation_id
        and not held.is_published
    )
    adopted = list(queries.standards.adoptions(timezone.localdate()).filter(version=held))
    is_ours = any(one.organisation_id == user.organisation_id for one in adopted)
    items = queries.standards.items(held)
    context = {
        "version": held,
        "items": items,
        "adopted": adopted,
        "may_write": may_write,
        "form": forms.PointForm() if may_write else None,
        "sheet_form": forms.SheetForm() if may_write else None,
        "step": _step(held, may_write=may_write, points=len(items), is_ours=is_ours,
                      may_keep=can(user, "quality.keep_standards")),
    }  # fmt: skip
    return render(
        request, "quality/version.html", around(request, "standards") | context | more,
        status=status,
    )  # fmt: skip


def _step(
    held: StandardVersion, *, may_write: bool, points: int, is_ours: bool, may_keep: bool
) -> NextStep | None:
    if may_write and not points:
        return NextStep(
            title=_("Enter the first point, or upload a sheet"), mine=True, url="#point",
            label=_("Enter it"), why=_("A standard has at least one point to look at."),
        )  # fmt: skip
    if may_write:
        return NextStep(
            title=_("Publish this version"), mine=True,
            url=reverse("quality:publish", args=[held.pk]), label=_("Publish it"),
            holder=_("Your organisation"),
            why=_("Checks are held along published standards alone."),
        )  # fmt: skip
    if held.is_published and may_keep and not is_ours:
        return NextStep(
            title=_("Adopt it for your organisation"), mine=True,
            url=reverse("quality:adopt", args=[held.pk]), label=_("Adopt it"),
            holder=_("Your organisation"),
            why=_("You check services along standards that your organisation has adopted."),
        )  # fmt: skip
    if held.is_published and may_keep:
        return NextStep(
            title=_("Draw services to check"), mine=True, url=reverse("quality:draw"),
            label=_("Draw"), why=_("Your organisation holds services to this standard."),
        )  # fmt: skip
    return None


@page("quality.keep_standards")
@require_POST
def add_point(request: Request, standardversion_pk: UUID) -> HttpResponse:
    held = _version(standardversion_pk)
    form = forms.PointForm(request.POST)
    if not form.is_valid():
        return show(request, held, form=form, status=UNREADABLE)
    try:
        actions.add_point(held, standard_files.Point(**form.cleaned_data), by=request.user)
    except Refused as refusal:
        return show(request, held, form=form, reasons=refusal.reasons, status=REFUSED)
    messages.success(request, _("The point is added."))
    return redirect(held)


@page("quality.keep_standards")
@require_POST
def remove_point(request: Request, standarditem_pk: UUID) -> HttpResponse:
    item = get_object_or_404(
        StandardItem.objects.select_related("version__standard"), pk=standarditem_pk
    )
    try:
        actions.remove_point(item, by=request.user)
    except Refused as refusal:
        return show(request, _version(item.version_id), reasons=refusal.reasons, status=REFUSED)
    messages.success(request, _("The point is removed."))
    return redirect(item.version)


@page("quality.keep_standards")
@require_POST
def upload(request: Request, standardversion_pk: UUID) -> HttpResponse:
    """The sheet's points take the place of the draft's; with a fault nothing is taken."""
    held = _version(standardversion_pk)
    form = forms.SheetForm(request.POST, request.FILES)
    if not form.is_valid():
        return show(request, held, sheet_form=form, status=UNREADABLE)
    try:
        reading = actions.load_points(held, form.cleaned_data["file"].read(), by=request.user)
    except Refused as refusal:
        return show(request, held, sheet_form=form, reasons=refusal.reasons, status=REFUSED)
    if reading.faults:
        return show(request, held, sheet_form=form, faults=reading.faults, status=UNREADABLE)
    number = len(reading.points)
    messages.success(
        request,
        ngettext("%(n)d point is read in.", "%(n)d points are read in.", number) % {"n": number},
    )
    return redirect(held)


@page("quality.read")
def sheet(request: Request) -> HttpResponse:
    """An example to fill in; its headings are those that are read."""
    content = xlsx(_("Standard"), standard_files.COLUMNS, standard_files.SAMPLE)
    return HttpResponse(
        content,
        content_type=XLSX_TYPE,
        headers={"Content-Disposition": 'attachment; filename="standard.xlsx"'},
    )


@page("quality.keep_standards")
def publish(request: Request, standardversion_pk: UUID) -> HttpResponse:
    held = _version(standardversion_pk)
    return ask(
        request, BaseForm(data_of(request)),
        lambda _said: actions.publish(held, by=request.user, at=timezone.now()),
        back=held.get_absolute_url(), done=_("The standard is published."),
        context=around(request) | {
            "title": _("Publish this version?"),
            "consequences": [
                Consequence(_("It can't be changed any more; the next version can.")),
                Consequence(_("Everybody who works here can read it, and may adopt it.")),
            ],
            "danger": _("Publish it"), "cancel_url": held.get_absolute_url(),
        },
        template="core/confirm.html",
    )  # fmt: skip


@page("quality.keep_standards")
def adopt(request: Request, standardversion_pk: UUID) -> HttpResponse:
    held = _version(standardversion_pk)
    return ask(
        request, forms.AdoptForm(data_of(request), initial={"from_on": timezone.localdate()}),
        lambda said: actions.adopt(
            held, from_on=said["from_on"], by=request.user, at=timezone.now()
        ),
        back=held.get_absolute_url(), done=_("Your organisation has adopted this standard."),
        context=around(request) | {
            "title": _("Adopt the standard"),
            "lead": _("An earlier version that you adopted ends on the same day."),
            "crumb": str(held), "save": _("Adopt it"),
        },
    )  # fmt: skip
