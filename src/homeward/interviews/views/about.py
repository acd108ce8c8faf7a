"""What the pages of one wave have in common."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language

from homeward.access.pages import Request
from homeward.cases import queries as cases
from homeward.interviews import queries
from homeward.surveys.models import Wave

SECTION = "surveys"
# Kept for the sitting, so that each page of the form stands in it.
LANGUAGE_KEY = "interview_in"


def wave_or_404(pk: UUID) -> Wave:
    wave: Wave = get_object_or_404(queries.waves(), pk=pk)
    if wave.instrument_version.form_version_id is None:
        raise Http404
    if wave.case_id and wave.case is None:
        # The case is hidden from the reader, and so is its survey.
        raise Http404
    return wave


def now() -> datetime:
    return timezone.localtime().replace(tzinfo=None)


def asked_in(request: HttpRequest) -> str:
    """The language in which the questions stand: the person's, whatever the page's is."""
    if code := request.GET.get("language", ""):
        request.session[LANGUAGE_KEY] = code
    return str(request.session.get(LANGUAGE_KEY) or get_language() or "en")


def about(wave: Wave) -> dict[str, Any]:
    return {
        "wave": wave,
        "case": wave.case,
        "title": cases.titles([wave.case])[wave.case.pk] if wave.case else _named(wave),
        "instrument": wave.instrument_version.instrument,
        "section": SECTION,
    }


def _named(wave: Wave) -> str:
    return str(wave.project or wave.area or "")


def reasons(request: Request, wave: Wave) -> Sequence[Any]:
    return queries.reasons_not_to_fill(
        wave, by=request.user, at=timezone.now(), today=timezone.localdate()
    )


def refused(request: Request, wave: Wave, found: Sequence[Any]) -> HttpResponse:
    context = about(wave) | {"reasons": found, "draft": queries.draft_of(wave)}
    return render(request, "interviews/refused.html", context, status=409)
