"""The person's papers: what is kept of them, and the letters that a service's answer carries."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request
from homeward.files.answers import attachment
from homeward.papers import queries as papers_queries
from homeward.portal import queries
from homeward.portal.pages import own_page
from homeward.referrals import confirmations
from homeward.referrals import queries as referrals
from homeward.referrals.models import Referral
from homeward.referrals.views import letters


@own_page("portal.read")
def papers(request: Request) -> HttpResponse:
    today = timezone.localdate()
    case = queries.case_of(request.user)
    found = papers_queries.of_person(request.user.person_id) if request.user.person_id else []
    named = {
        confirmations.PLACE: _("Confirmation of a place"),
        confirmations.ATTENDANCE: _("Confirmation of attendance"),
    }
    context = {
        "papers": [papers_queries.shown(one, on=today) for one in papers_queries.current(found)],
        "letters": [
            (referral, letter, named[letter])
            for referral in (referrals.of_case(case) if case else [])
            if referral.sent_at and referral.person_id == request.user.person_id
            for letter in confirmations.letters_of(referral)
        ],
    }
    return render(request, "portal/papers.html", context)


@own_page("portal.read")
def paper(request: Request, pk: UUID) -> HttpResponse:
    one = get_object_or_404(papers_queries.of_pk(pk), person_id=request.user.person_id)
    if one.file is None:
        raise Http404
    return attachment(one.file)


@own_page("portal.read")
def letter(request: Request, pk: UUID, letter: str) -> HttpResponse:
    referral = get_object_or_404(
        Referral.objects.select_related("service", "offer", "receiver_org", "owner_org"),
        pk=pk,
        person_id=request.user.person_id,
    )
    return letters.answer(referral, letter)
