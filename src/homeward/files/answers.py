"""A stored file as an answer: always to keep, never opened by the browser as a page."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from homeward.files.models import StoredFile


def attachment(file: StoredFile) -> HttpResponse:
    return to_keep(file.content, name=file.name, content_type=file.content_type)


def to_keep(content: bytes, *, name: str, content_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    named = content_disposition_header(as_attachment=True, filename=name or "file")
    response.headers["Content-Disposition"] = named or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
