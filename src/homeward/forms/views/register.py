"""The register of forms, and the versions of one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.refusals import Refused
from homeward.forms import actions, queries
from homeward.forms.choices import FormKind
from homeward.forms.forms import NewForm, UploadForm
from homeward.forms.models import Form
from homeward.forms.xlsform import Fault, Faulty


@page("forms.read")
def index(request: Request) -> HttpResponse:
    today = timezone.localdate()
    rows = [
        (form, _in_force(form, today), sum(not v.is_published for v in form.versions.all()))
        for form in queries.listed()
    ]
    context = {"rows": rows, "may_write": can(request.user, "forms.write"), "section": "forms"}
    return render(request, "forms/index.html", context)


def _in_force(form: Form, today: Any) -> Any:
    """Of what the list has read already."""
    begun = [v for v in form.versions.all() if v.is_published and v.valid_from <= today]
    return max(begun, key=lambda v: (v.valid_from, v.number), default=None)


@page("forms.write")
def new(request: Request) -> HttpResponse:
    form = NewForm(request.POST or None, request.FILES or None)
    faults: list[Fault] = []
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            version = actions.begin(
                form.cleaned_data["title"], file.read(), file.name,
                kind=FormKind(form.cleaned_data["kind"]), by=request.user, at=timezone.now(),
            )  # fmt: skip
        except Faulty as faulty:
            faults = faulty.faults
        except Refused as refusal:
            return _new(request, form, faults, reasons=refusal.reasons, status=409)
        else:
            messages.success(request, _("Read. Look at it, then publish it."))
            return redirect("forms:version", version.pk)
    status = 422 if request.method == "POST" else 200
    return _new(request, form, faults, status=status)


def _new(
    request: Request, form: NewForm, faults: list[Fault], *, status: int, **more: Any
) -> HttpResponse:
    context = {"form": form, "faults": faults, "section": "forms", **more}
    return render(request, "forms/new.html", context, status=status)


@page("forms.read")
def form(request: Request, pk: UUID) -> HttpResponse:
    return _form(request, get_object_or_404(Form.objects.select_related("owner_org"), pk=pk))


def _form(request: Request, shown: Form, *, status: int = 200, **more: Any) -> HttpResponse:
    ours = shown.owner_org_id == request.user.organisation_id
    context = {
        "form": shown,
        "versions": queries.versions(shown),
        "in_force": queries.in_force(shown.pk, on=timezone.localdate()),
        "upload": more.pop("upload", UploadForm()),
        "may_upload": ours and can(request.user, "forms.write"),
        "may_copy": not ours and can(request.user, "forms.write"),
        "section": "forms",
        **more,
    }
    return render(request, "forms/form.html", context, status=status)


@page("forms.write")
def upload(request: Request, pk: UUID) -> HttpResponse:
    shown = get_object_or_404(Form.objects.select_related("owner_org"), pk=pk)
    if request.method != "POST":
        return redirect("forms:form", pk)
    sent = UploadForm(request.POST, request.FILES)
    if not sent.is_valid():
        return _form(request, shown, upload=sent, status=422)
    file = sent.cleaned_data["file"]
    try:
        version = actions.upload(shown, file.read(), file.name, by=request.user, at=timezone.now())
    except Faulty as faulty:
        return _form(request, shown, upload=sent, faults=faulty.faults, status=422)
    except Refused as refusal:
        return _form(request, shown, upload=sent, reasons=refusal.reasons, status=409)
    messages.success(request, _("Read. Look at it, then publish it."))
    return redirect("forms:version", version.pk)
