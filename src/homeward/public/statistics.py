"""Published statistics for everybody: no sign-in, and the same tables as files."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone, translation

from homeward.core import spreadsheets
from homeward.indicators.queries import smallest
from homeward.public import answers
from homeward.public.answers import show
from homeward.statistics import queries, shown
from homeward.statistics.models import Release

PER_PAGE = 20


@answers.page
def releases(request: HttpRequest) -> HttpResponse:
    page = Paginator(queries.out(), PER_PAGE).get_page(request.GET.get("page"))
    return show(request, "public/releases.html", {"page": page, "section": "statistics"})


def _published(pk: UUID) -> Release:
    found = queries.published(pk)
    if found is None:
        raise Http404("not published")
    return found


@answers.page
def release(request: HttpRequest, release_pk: UUID) -> HttpResponse:
    found = _published(release_pk)
    context = {
        "release": found,
        "tables": shown.tables(found.content, source=_source(found)),
        "correction": queries.correction_of(found),
        "least": smallest(),
        "section": "statistics",
    }
    return show(request, "public/release.html", context)


def _source(found: Release) -> str:
    return f"{found.owner_org}, {timezone.localdate(found.published_at):%d.%m.%Y}"


@answers.page
def csv(request: HttpRequest, release_pk: UUID) -> HttpResponse:
    found = _published(release_pk)
    header, rows = shown.file_rows(found.content)
    content = spreadsheets.csv_table(header, rows)
    return _file(content, spreadsheets.CSV_TYPE, f"statistics-{found.number}.csv")


@answers.page
def xlsx(request: HttpRequest, release_pk: UUID) -> HttpResponse:
    found = _published(release_pk)
    header, rows = shown.file_rows(found.content)
    content = spreadsheets.xlsx(
        found.title, header, rows, right_to_left=translation.get_language_bidi()
    )
    return _file(content, spreadsheets.XLSX_TYPE, f"statistics-{found.number}.xlsx")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=kind,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
        },
    )


@answers.page
def json(request: HttpRequest, release_pk: UUID) -> HttpResponse:
    """The tables as they are kept, for programs; `hidden` says what of a row is not told."""
    found = _published(release_pk)
    told: dict[str, Any] = {
        "id": str(found.pk),
        "publisher": str(found.owner_org),
        "number": found.number,
        "title": found.title,
        "note": found.note,
        "status": found.status,
        "published_at": found.published_at,
        "corrects": str(found.corrects_id) if found.corrects_id else None,
        "withdrawn": found.why_withdrawn,
        "fingerprint": found.digest,
        **found.content,
    }
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})
