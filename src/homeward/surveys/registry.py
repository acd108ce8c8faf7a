"""Pages of instruments: the list, one with its versions, what a version asks, what is new."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.refusals import Refused
from homeward.files.answers import to_keep
from homeward.forms.xlsform import Faulty
from homeward.surveys import actions, described, queries
from homeward.surveys.choices import Filler, Topic
from homeward.surveys.forms import InstrumentForm, NextVersionForm, PublishForm, VersionForm
from homeward.surveys.instruments import FaultySheet
from homeward.surveys.models import Instrument, InstrumentVersion

SECTION = "surveys"
WRITE = "surveys.write_instruments"


@page("surveys.read_instruments")
def index(request: Request) -> HttpResponse:
    """Instruments by what they measure, and what can be loaded and is not."""
    found = list(queries.instruments_listed())
    today = timezone.localdate()
    rows = [(one, queries.holding(one, today)) for one in found]
    context = {
        "rows": rows,
        "missing": [
            topic
            for topic in Topic
            if topic != Topic.OTHER and topic not in {o.topic for o in found}
        ],
        "may_write": can(request.user, WRITE),
        "section": SECTION,
    }
    return render(request, "surveys/instruments.html", context)


@page(WRITE)
def new(request: Request) -> HttpResponse:
    topic = request.GET.get("topic", "")
    first = {"topic": topic} if topic in Topic.values else {}
    form = InstrumentForm(request.POST or None, request.FILES or None, initial=first)
    if request.method != "POST" or not form.is_valid():
        return _upload(request, form, status=422 if request.method == "POST" else 200)
    data = form.cleaned_data
    named = ("topic", "unit", "filled_by", "about", "publisher", "licence")
    try:
        version = actions.begin(
            data["code"],
            data["title"],
            first=actions.Upload(version=data["version"], **form.files_given()),
            **{name: data[name] for name in named},
            by=request.user,
            at=timezone.now(),
        )
    except (Refused, Faulty, FaultySheet) as error:
        return _refused(request, form, error)
    messages.success(request, _("Read. Look at it, then publish it."))
    return redirect("surveys:version", version.pk)


def _refused(request: Request, form: VersionForm, error: Exception, **more: Any) -> HttpResponse:
    """Every reason at once, each with its place; what was typed stays."""
    if isinstance(error, Refused):
        return _upload(request, form, reasons=error.reasons, status=409, **more)
    if isinstance(error, FaultySheet):
        return _upload(request, form, sheet_faults=error.faults, status=422, **more)
    faults = error.faults if isinstance(error, Faulty) else []
    return _upload(request, form, faults=faults, status=422, **more)


def _upload(request: Request, form: VersionForm, *, status: int, **more: Any) -> HttpResponse:
    context = {"form": form, "section": SECTION, **more}
    return render(request, "surveys/instrument_upload.html", context, status=status)


@page("surveys.read_instruments")
def instrument(request: Request, pk: UUID) -> HttpResponse:
    shown = _instrument(pk)
    versions = list(queries.versions_of(shown))
    context = {
        "instrument": shown,
        "versions": versions,
        "in_force": queries.holding(shown, timezone.localdate()),
        "fillers": [Filler(one).label for one in shown.filled_by],
        "may_upload": _is_ours(request, shown) and can(request.user, WRITE),
        "section": SECTION,
    }
    return render(request, "surveys/instrument.html", context)


@page(WRITE)
def upload(request: Request, pk: UUID) -> HttpResponse:
    shown = _instrument(pk)
    form = NextVersionForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return _upload(request, form, status=status, instrument=shown)
    given = actions.Upload(
        version=form.cleaned_data["version"],
        changes=form.cleaned_data["changes"],
        **form.files_given(),
    )
    try:
        version = actions.upload(shown, given, by=request.user, at=timezone.now())
    except (Refused, Faulty, FaultySheet) as error:
        return _refused(request, form, error, instrument=shown)
    messages.success(request, _("Read. Look at it, then publish it."))
    return redirect("surveys:version", version.pk)


@page("surveys.read_instruments")
def version(request: Request, pk: UUID) -> HttpResponse:
    shown = _version(pk)
    ours = _is_ours(request, shown.instrument)
    context = {
        **described.whole(shown),
        "before": queries.before(shown),
        "may_publish": ours and not shown.is_published and can(request.user, WRITE),
        "section": SECTION,
    }
    return render(request, "surveys/version.html", context)


@page("surveys.read_instruments")
def compare(request: Request, pk: UUID) -> HttpResponse:
    """Against the version before it, or against another that is named."""
    shown = _version(pk)
    others = list(queries.versions_of(shown.instrument).exclude(pk=shown.pk))
    wanted = request.GET.get("with", "")
    other = next((one for one in others if str(one.number) == wanted), queries.before(shown))
    context = {
        "version": shown,
        "other": other,
        "others": others,
        "changes": described.between(queries.sheet_of(other), queries.sheet_of(shown))
        if other
        else [],
        "section": SECTION,
    }
    return render(request, "surveys/version_compare.html", context)


@page("surveys.read_instruments")
def sheet_file(request: Request, pk: UUID) -> HttpResponse:
    """The scoring sheet as it is kept, to be changed and uploaded again."""
    shown = _version(pk)
    if not shown.sheet:
        raise Http404
    name = f"{shown.instrument.code}-{shown.version}.toml"
    return to_keep(shown.sheet.encode(), name=name, content_type="application/toml")


@page(WRITE)
def publish(request: Request, pk: UUID) -> HttpResponse:
    shown = _version(pk)
    form = PublishForm(request.POST or None, today=timezone.localdate())
    context = {"version": shown, "form": form, "section": SECTION}
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "surveys/version_publish.html", context, status=status)
    try:
        actions.publish(
            shown, valid_from=form.cleaned_data["valid_from"], by=request.user, at=timezone.now()
        )
    except Refused as refusal:
        context["reasons"] = refusal.reasons
        return render(request, "surveys/version_publish.html", context, status=409)
    messages.success(request, _("Published. Surveys are planned by it from its day on."))
    return redirect("surveys:version", pk)


def _instrument(pk: UUID) -> Instrument:
    return get_object_or_404(Instrument.objects.select_related("owner_org"), pk=pk)


def _version(pk: UUID) -> InstrumentVersion:
    return get_object_or_404(
        InstrumentVersion.objects.select_related(
            "instrument__owner_org", "form_version__form", "uploaded_by", "published_by"
        ),
        pk=pk,
    )


def _is_ours(request: Request, shown: Instrument) -> bool:
    return shown.owner_org_id is not None and shown.owner_org_id == request.user.organisation_id
