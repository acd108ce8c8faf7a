"""A form tried out in the browser, as an interviewer will see it. Nothing of it is kept."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.forms import browser, instances, queries
from homeward.forms.definition import Question
from homeward.forms.filling import Filling, path_of
from homeward.forms.models import FormVersion

MOST_BYTES = 2_000_000


def _version(pk: UUID) -> FormVersion:
    found = queries.light().select_related("form__owner_org")
    version: FormVersion = get_object_or_404(found, pk=pk)
    return version


@page("forms.read")
def in_browser(request: Request, pk: UUID) -> HttpResponse:
    shown = _version(pk)
    form = queries.read(shown)
    context = {
        "version": shown,
        "limits": browser.limits(form),
        "section": "forms",
        **browser.context(form),
        "xform_url": reverse("forms:xform", args=[shown.pk]),
        "send_url": reverse("forms:tried", args=[shown.pk]),
        "plain_url": reverse("forms:preview", args=[shown.pk]),
    }
    response = render(request, "forms/in_browser.html", context)
    return browser.protect(response, context["nonce"])


@page("forms.read")
def xform(request: Request, pk: UUID) -> HttpResponse:
    """The questions alone, as the browser's part reads them."""
    shown = _version(pk)
    return HttpResponse(
        browser.xform(shown, queries.read(shown)), content_type="text/xml; charset=utf-8"
    )


@page("forms.read")
@require_POST
def tried(request: Request, pk: UUID) -> HttpResponse:
    """What would arrive, and whether it would be taken."""
    form = queries.read(_version(pk))
    sent = request.FILES.get("xml_submission_file")
    try:
        answers = instances.answers_of(sent.read(MOST_BYTES) if sent else b"", form)
    except instances.NotAnInstance:
        return JsonResponse({"reasons": [_("What was sent is no filled form.")]}, status=400)
    now = timezone.localtime().replace(tzinfo=None)
    filled = Filling(form, answers, now=now, language=form.language(get_language() or "en"))
    context = {"rows": _in_words(filled)}
    return JsonResponse({"shown": render_to_string("forms/parts/arrived.html", context, request)})


def _in_words(filled: Filling) -> list[dict[str, Any]]:
    found = []
    for key in filled.answers():
        question = filled.form.by_path.get(path_of(key))
        if isinstance(question, Question):
            label, value = filled.label(question, key), filled.shown(question, key)
            found.append({"label": label, "value": value, "key": key})
    return found
