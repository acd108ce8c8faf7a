"""The copy: made by the officer, opened by the person with its link."""

from uuid import UUID

from cryptography.exceptions import InvalidTag
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page, public_page
from homeward.core.refusals import Refused
from homeward.rights import actions, queries
from homeward.rights.copies import DOWNLOAD_HEADERS
from homeward.rights.views.requests import show


@page("rights.answer")
@require_POST
def make(request: Request, pk: UUID) -> HttpResponse:
    asked = get_object_or_404(queries.requests(), pk=pk)
    try:
        made, token = actions.answer_with_copy(
            asked,
            language=queries.language_of(asked) or request.user.language,
            by=request.user,
            at=timezone.now(),
        )
    except Refused as refusal:
        return show(request, asked, status=409, reasons=refusal.reasons)
    link = request.build_absolute_uri(reverse("rights:copy", args=[token]))
    context = {"section": "rights", "asked": asked, "copy": made, "link": link}
    return render(request, "rights/hand_over.html", context)


@public_page
def opened(request: HttpRequest, token: str) -> HttpResponse:
    """First what it is, then the archive: a preview of the link by some messenger opens nothing."""
    until = queries.copy_until(token)
    if until is None:
        raise Http404
    if request.method != "POST":
        return render(request, "rights/open.html", {"until": until})
    try:
        content = actions.open_copy(token)
    except InvalidTag as error:
        raise Http404 from error
    if content is None:
        raise Http404
    return HttpResponse(content, content_type="application/zip", headers=DOWNLOAD_HEADERS)
