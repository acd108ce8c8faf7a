"""Filled forms that came: those to be assigned first, what each holds, and what becomes of it."""

import io
import zipfile
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.core.patterns import Consequence
from homeward.core.refusals import Refused
from homeward.files.answers import attachment, to_keep
from homeward.files.models import StoredFile
from homeward.openrosa import actions, queries, reading, rules
from homeward.openrosa.choices import OPEN, State
from homeward.openrosa.forms import DiscardForm
from homeward.openrosa.models import Delivery
from homeward.surveys.scoring import FaultyAnswers

A_PAGE = 25
MOST_WAVES = 30
NOBODY = "nobody"
SECTION = {"section": "filled_forms"}
KINDS = {
    State.PARTIAL: "wait",
    State.WAITING: "soon",
    State.TAKEN: "ok",
    State.REPLACED: "shut",
    State.LOCKED: "shut",
    State.DISCARDED: "no",
}


@page("openrosa.assign")
def index(request: Request) -> HttpResponse:
    show = request.GET.get("show", "")
    states = [show] if show in State.values else sorted(OPEN)
    found = queries.deliveries() if show == "all" else queries.deliveries().filter(state__in=states)
    shown = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": shown,
        "rows": [(one, KINDS[State(one.state)], reading.reasons(one.why)) for one in shown],
        "show": show,
        "ways": [
            ("", _("To be assigned")),
            (State.TAKEN.value, _("Taken in")),
            (State.LOCKED.value, _("Encrypted")),
            (State.DISCARDED.value, _("Discarded")),
            ("all", _("All")),
        ],
    }
    return render(request, "openrosa/tray.html", SECTION | context)


@page("openrosa.assign")
def detail(request: Request, pk: UUID) -> HttpResponse:
    delivery = get_object_or_404(queries.deliveries(), pk=pk)
    if request.method == "POST":
        return _assign(request, delivery)
    return _detail(request, delivery)


def _assign(request: Request, delivery: Delivery) -> HttpResponse:
    chosen = request.POST.get("wave", "")
    wave = None
    if pk := reading.as_uuid(chosen):
        wave = queries.open_waves(queries.version_of(delivery)).filter(pk=pk).first()
    try:
        actions.assign(
            delivery,
            wave,
            of_nobody=chosen == NOBODY,
            drops_files="drops_files" in request.POST,
            by=request.user,
            at=timezone.now(),
        )
    except Refused as refusal:
        return _detail(request, delivery, reasons=refusal.reasons, status=409)
    except FaultyAnswers as error:
        faults = [f"{fault.item}: {fault.code}" for fault in error.faults]
        return _detail(request, delivery, reasons=faults, status=409)
    messages.success(request, _("Taken in."))
    return redirect("openrosa:tray")


def _detail(
    request: Request, delivery: Delivery, *, reasons: Any = (), status: int = 200
) -> HttpResponse:
    is_open = delivery.state in OPEN
    number = request.GET.get("q", "").strip()
    waves = []
    if is_open:
        version = queries.version_of(delivery)
        waves = list(queries.possible_waves(version, number=number)[: MOST_WAVES + 1])
    files = list(delivery.files.all())
    contents = [(file.name, file.content) for file in files if file.content] if is_open else []
    answers, hidden = reading.in_words(
        delivery, classes=queries.readable(), language=get_language() or "en"
    )
    context = {
        "delivery": delivery,
        "kind": KINDS[State(delivery.state)],
        "why": reading.reasons(delivery.why),
        "is_open": is_open,
        "answers": answers,
        "hidden": hidden,
        "said": reading.references(reading.answers_of(delivery)) if is_open else {},
        "files": files,
        "not_kept": rules.not_kept(contents),
        "waves": waves[:MOST_WAVES],
        "has_more": len(waves) > MOST_WAVES,
        "number": number,
        "chosen": request.POST.get("wave", ""),
        "reasons": reasons,
        "submission": queries.submission_of(delivery),
    }
    return render(request, "openrosa/delivery.html", SECTION | context, status=status)


@page("openrosa.assign")
def discard(request: Request, pk: UUID) -> HttpResponse:
    delivery = get_object_or_404(queries.deliveries(), pk=pk)
    form = DiscardForm(request.POST or None)
    context = SECTION | {
        "title": _("Discard this filled form?"),
        "consequences": [
            Consequence(_("Its answers and files are deleted, and can’t be brought back.")),
            Consequence(_("When the device sends it again, it is known and stays discarded.")),
        ],
        "form": form,
        "danger": _("Discard it"),
        "cancel_url": reverse("openrosa:delivery", args=[delivery.pk]),
    }
    if request.method != "POST":
        return render(request, "core/confirm.html", context)
    form.is_valid()
    try:
        reason = form.cleaned_data.get("reason", "")
        actions.discard(delivery, reason, by=request.user, at=timezone.now())
    except Refused as refusal:
        context["reasons"] = refusal.reasons
        return render(request, "core/confirm.html", context, status=409)
    messages.success(request, _("Discarded."))
    return redirect("openrosa:tray")


@page("openrosa.assign")
def download(request: Request, pk: UUID, file_pk: UUID) -> HttpResponse:
    """A file that came with it: from the person's own where it was moved there."""
    delivery = get_object_or_404(queries.deliveries(), pk=pk)
    file = get_object_or_404(delivery.files, pk=file_pk)
    if file.stored_id:
        return attachment(get_object_or_404(StoredFile, pk=file.stored_id))
    return to_keep(file.content, name=file.name, content_type="application/octet-stream")


@page("openrosa.assign")
def envelope(request: Request, pk: UUID) -> HttpResponse:
    """An encrypted one as it came, for whoever has its form's key: we have not."""
    delivery = get_object_or_404(queries.deliveries(), pk=pk)
    if delivery.state != State.LOCKED:
        raise Http404
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("submission.xml", delivery.content)
        for file in delivery.files.all():
            archive.writestr(file.name, file.content)
    name = f"{delivery.form_version.form.code}-{delivery.pk}.zip"
    return to_keep(out.getvalue(), name=name, content_type="application/zip")
