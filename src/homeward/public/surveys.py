"""The public pages of instruments: what is asked, how a score is made, and guidance."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from homeward.public import answers
from homeward.public.answers import show
from homeward.surveys import described, queries
from homeward.surveys.models import InstrumentVersion


@answers.page
def index(request: HttpRequest) -> HttpResponse:
    return show(request, "public/surveys.html", {"versions": queries.published()})


@answers.page
def version(request: HttpRequest, version_pk: UUID) -> HttpResponse:
    return show(request, "public/survey.html", described.whole(_published(version_pk)))


@answers.page
def sheet(request: HttpRequest, version_pk: UUID) -> HttpResponse:
    """The scoring sheet, which is a file of ours: never the wording of the questions."""
    found = _published(version_pk)
    if not found.sheet:
        raise Http404
    response = HttpResponse(found.sheet, content_type="application/toml; charset=utf-8")
    name = f"{found.instrument.code}-{found.version}.toml"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = f"public, max-age={answers.SECONDS}"
    return response


def _published(pk: UUID) -> InstrumentVersion:
    return get_object_or_404(queries.published(), pk=pk)
