"""A stored file as an answer: always to keep, never opened by the browser as a page."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from homeward.files.models import StoredFile


def attachment(file: StoredFile) -> HttpResponse:
    response = HttpResponse(file.content, content_type=file.content_type)
    named = content_disposition_header(as_attachment=True, filename=file.name or "file")
    response.headers["Content-Disposition"] = named or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
