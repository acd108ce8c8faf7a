"""What a recipient is told to stop or delete, and what it answers."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.models import User
from homeward.access.pages import Request, page
from homeward.core.refusals import Refused
from homeward.persons import actions, ledger
from homeward.persons.actions import NoticeAnswered
from homeward.persons.ledger_forms import NoticeForm
from homeward.persons.models import DeletionNotice

PAGE = 30


@page("persons.answer_notice")
def notices(request: Request) -> HttpResponse:
    """What came to the actor's organisation, what waits for an answer first."""
    found = ledger.notices_to(request.user.organisation_id or 0)
    context = {
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "today": timezone.localdate(),
        "section": "notices",
    }
    return render(request, "persons/notices.html", context)


@page("persons.answer_notice")
def notice(request: Request, pk: UUID) -> HttpResponse:
    """Answered by the recipient, or for it by whoever told it, where it has no account."""
    one = get_object_or_404(
        DeletionNotice.objects.select_related("owner_org", "recipient_org", "answered_by"), pk=pk
    )
    form = NoticeForm(request.POST or None, initial={"done_on": timezone.localdate()})
    if request.method != "POST":
        return _page(request, one, form)
    if not form.is_valid():
        return _page(request, one, form, status=422)
    data = form.cleaned_data
    said = NoticeAnswered(answer=data["answer"], text=data["text"], done_on=data["done_on"])
    try:
        actions.answer_notice(one, said, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _page(request, one, form, reasons=refusal.reasons, status=409)
    messages.success(request, _("Answered. Whoever shared the data sees it."))
    return redirect("persons:notice", one.pk)


def _page(
    request: Request, one: DeletionNotice, form: NoticeForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "one": one,
        "form": form,
        "is_recipient": one.recipient_org_id == request.user.organisation_id,
        "may_answer": one.answered_at is None,
        "section": "notices",
        **more,
    }
    return render(request, "persons/notice.html", context, status=status)


def waiting(user: User) -> int:
    """How many wait for an answer of the user's organisation."""
    return ledger.notices_to(user.organisation_id or 0).filter(answered_at=None)[:100].count()
