"""Filling in in the browser: the form, the draft as it stands, keeping it, and sending."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.choices import Purpose
from homeward.access.pages import Request, page
from homeward.core.digits import are_digits
from homeward.core.refusals import Refused
from homeward.core.templatetags.writing import short_date
from homeward.files.answers import attachment
from homeward.forms import browser, instances
from homeward.forms import queries as forms
from homeward.forms.filling import Filling, path_of
from homeward.interviews import actions, queries
from homeward.interviews.choices import Reason
from homeward.interviews.models import InterviewDraft, InterviewFile
from homeward.interviews.views.about import (
    about,
    asked_in,
    now,
    reasons,
    refused,
    wave_or_404,
)
from homeward.surveys.models import Wave
from homeward.surveys.scoring import FaultyAnswers

XML = "xml_submission_file"


@page("interviews.fill", or_else=Purpose.SURVEY)
def fill(request: Request, wave: UUID) -> HttpResponse:
    """The form in the browser; on plain pages where the browser's part can't ask all of it."""
    found = wave_or_404(wave)
    if not found.is_planned:
        return redirect("surveys:of_case", found.case_id) if found.case_id else _gone()
    if why := reasons(request, found):
        return refused(request, found, why)
    form = queries.definition(found.instrument_version)
    if browser.limits(form):
        return redirect("interviews:plain", found.pk)
    draft = actions.begin(found, by=request.user, at=timezone.now())
    context = {
        **about(found),
        **browser.context(form),
        **_addresses(found, draft),
        "draft": draft,
        "today": timezone.localdate(),
        "files": {"names": list(queries.files_of(found))},
        "revision": draft.revision,
    }
    response = render(request, "interviews/fill.html", context)
    return browser.protect(response, context["nonce"])


def _gone() -> HttpResponse:
    raise Http404


def _addresses(wave: Wave, draft: InterviewDraft) -> dict[str, str]:
    found = {
        f"{name}_url": reverse(f"interviews:{view}", args=[wave.pk])
        for name, view in (
            ("xform", "xform"),
            ("draft", "keep"),
            ("send", "send"),
            ("plain", "plain"),
        )
    }
    found["later_url"] = (
        reverse("surveys:of_case", args=[wave.case_id])
        if wave.case_id
        else reverse("surveys:index")
    )
    if not draft.is_fresh:
        found["instance_url"] = reverse("interviews:instance", args=[wave.pk])
        found["file_url"] = reverse("interviews:instance", args=[wave.pk]) + "files/"
    return found


@page("interviews.fill", or_else=Purpose.SURVEY)
def xform(request: Request, wave: UUID) -> HttpResponse:
    version = wave_or_404(wave).instrument_version.form_version
    if version is None:
        raise Http404
    text = browser.xform(version, forms.read(version))
    return HttpResponse(text, content_type="text/xml; charset=utf-8")


@page("interviews.fill", or_else=Purpose.SURVEY)
def instance(request: Request, wave: UUID) -> HttpResponse:
    """The draft as the browser's part opens it again."""
    found = wave_or_404(wave)
    draft = get_object_or_404(InterviewDraft, wave=found, by_person=False)
    version = found.instrument_version.form_version
    if version is None:
        raise Http404
    filled = _evaluated(request, found, draft.values)
    xml = instances.instance_of(
        filled, instances.head_of_form(version.xform), instance_id=draft.instance_id
    )
    return HttpResponse(xml, content_type="text/xml; charset=utf-8")


@page("interviews.fill", or_else=Purpose.SURVEY)
def file(request: Request, wave: UUID, file_name: str) -> HttpResponse:
    found = get_object_or_404(
        InterviewFile.objects.select_related("file"), wave=wave_or_404(wave), name=file_name
    )
    return attachment(found.file)


def _evaluated(request: Request, wave: Wave, answers: dict[str, str]) -> Filling:
    form = queries.definition(wave.instrument_version)
    return Filling(form, answers, now=now(), language=form.language(asked_in(request)))


@page("interviews.fill", or_else=Purpose.SURVEY)
@require_POST
def keep(request: Request, wave: UUID) -> HttpResponse:
    """The draft as it stands in the browser, every few seconds and at leaving."""
    found = wave_or_404(wave)
    draft = get_object_or_404(InterviewDraft.objects.select_related("saved_by"), wave=found)
    try:
        _store_files(request, found)
        kept = actions.keep(
            draft,
            instances.answers_of(_xml(request), queries.definition(found.instrument_version)),
            revision=_number(request.POST.get("revision", "")),
            over="over" in request.POST,
            by=request.user,
            at=timezone.now(),
        )
    except instances.NotAnInstance:
        return JsonResponse({"reasons": [Reason.NOT_A_FORM.label]}, status=400)
    except Refused as refusal:
        return JsonResponse(_said(draft, refusal), status=409)
    return JsonResponse({"revision": kept.revision})


def _said(draft: InterviewDraft, refusal: Refused) -> dict[str, Any]:
    """Why the draft was not kept; of a conflict, who kept it meanwhile and when."""
    body: dict[str, Any] = {"reasons": [str(reason.label) for reason in refusal.reasons]}
    if Reason.CHANGED_MEANWHILE in refusal.reasons:
        body["other"] = _("%(who)s kept this draft on %(day)s at %(time)s, in another window.") % {
            "who": draft.saved_by or _("Somebody"),
            "day": short_date(draft.saved_at),
            "time": f"{timezone.localtime(draft.saved_at):%H:%M}",
        }
    return body


@page("interviews.fill", or_else=Purpose.SURVEY)
@require_POST
def send(request: Request, wave: UUID) -> HttpResponse:
    """The answers for good. What the server finds wrong is said with its question."""
    found = wave_or_404(wave)
    form = queries.definition(found.instrument_version)
    try:
        _store_files(request, found)
        xml = _xml(request).decode()
        actions.send(
            found,
            instances.answers_of(xml, form),
            by=request.user,
            at=timezone.now(),
            code=asked_in(request),
            xml=xml,
            held_on=_held_on(request),
        )
    except (instances.NotAnInstance, UnicodeDecodeError):
        return JsonResponse({"reasons": [Reason.NOT_A_FORM.label]}, status=400)
    except actions.Incomplete as incomplete:
        return JsonResponse({"reasons": _in_words(request, found, incomplete)}, status=422)
    except FaultyAnswers as faulty:
        said = [f"{fault.item}: {fault.code}" for fault in faulty.faults]
        return JsonResponse({"reasons": said}, status=422)
    except Refused as refusal:
        return JsonResponse({"reasons": [str(one.label) for one in refusal.reasons]}, status=409)
    messages.success(request, _("The answers are kept."))
    return JsonResponse({"next": after(found)})


def after(wave: Wave) -> str:
    """Where sending leads: to the case's surveys, with the scores where there are any."""
    if wave.case_id:
        return reverse("surveys:of_case", args=[wave.case_id])
    return reverse("surveys:index")


def _in_words(request: Request, wave: Wave, incomplete: actions.Incomplete) -> list[str]:
    filled = _evaluated(request, wave, {})
    found = []
    for key, said in incomplete.faults.items():
        question = filled.form.by_path.get(path_of(key))
        label = question.label.plain(filled.language) if question else ""
        found.append(f"{label or key}: {' '.join(said)}")
    return found


def _xml(request: Request) -> bytes:
    sent = request.FILES.get(XML)
    if not isinstance(sent, UploadedFile):
        raise instances.NotAnInstance
    return bytes(sent.read())


def _store_files(request: Request, wave: Wave) -> None:
    for name, sent in request.FILES.items():
        if name != XML and isinstance(sent, UploadedFile):
            attached = actions.Attached(name=name, content=sent.read())
            actions.attach(wave, attached, by=request.user)


def _held_on(request: Request) -> date | None:
    try:
        return parse_date(request.POST.get("held_on", ""))
    except ValueError:
        return None


def _number(text: str) -> int:
    return int(text) if are_digits(text) else -1
