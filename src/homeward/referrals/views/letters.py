"""Letters that a receiver gives the person, and that the sender may give as well."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from homeward.access.pages import Request, page
from homeward.documents import pdf
from homeward.referrals import confirmations
from homeward.referrals.models import Referral


def answer(referral: Referral, letter: str) -> HttpResponse:
    """The letter as a PDF; one that the referral's state does not carry is not there."""
    if letter not in confirmations.letters_of(referral):
        raise Http404
    said = confirmations.of(referral, letter)
    name = f"{referral.number}-{letter}"
    return pdf.answer("referrals/confirmation", said, at=timezone.now(), name=name)


@page("referrals.read")
def sent(request: Request, pk: UUID, letter: str) -> HttpResponse:
    referral = get_object_or_404(
        Referral.objects.select_related("service", "offer", "receiver_org", "owner_org"), pk=pk
    )
    return answer(referral, letter)
