"""Several referrals for one set of needs: drafted and sent as one act, all of them or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases.models import Case
from homeward.core.refusals import Refused
from homeward.offers.models import Offer
from homeward.persons import actions as persons
from homeward.persons.models import Person
from homeward.referrals import queries, rules
from homeward.referrals.actions.moving import locked
from homeward.referrals.actions.send import discard, draft, send
from homeward.referrals.choices import Reason, Status
from homeward.referrals.models import Bundle, Referral
from homeward.referrals.queries import Offered
from homeward.services.models import Service


@dataclass(frozen=True)
class Part:
    """One receiver of a bundle, with the facts chosen for it alone."""

    to: Service | Offer
    facts: Sequence[Offered]


class RefusedTogether(Refused):
    """One that can't be sent keeps all of them back; each with its own reasons."""

    def __init__(self, found: Sequence[tuple[Referral, list[Reason]]]) -> None:
        self.found = list(found)
        super().__init__(*(reason for _referral, reasons in found for reason in reasons))


@transaction.atomic
def draft_together(
    case: Case,
    parts: Sequence[Part],
    *,
    person: Person,
    about: str = "",
    message: str = "",
    answer_due_on: date | None = None,
    by: User,
    at: datetime,
) -> Bundle:
    """One draft a receiver, tied together. Nothing leaves the house yet."""
    require(by, "referrals.draft")
    if len(parts) < rules.FEWEST_TOGETHER:
        raise Refused(Reason.NOTHING_CHOSEN)
    bundle = Bundle.objects.create(
        case=case,
        person=person,
        programme_id=case.programme_id,
        owner_org=by.organisation_of_rows,
        about=about,
        drafted_at=at,
        drafted_by=by,
    )
    for part in parts:
        draft(
            case, part.to, person=person, facts=part.facts, message=message, bundle=bundle,
            answer_due_on=answer_due_on, by=by, at=at,
        )  # fmt: skip
    return bundle


@transaction.atomic
def send_together(bundle: Bundle, *, by: User, at: datetime) -> dict[UUID, str]:
    """Sends every draft of the bundle, or none: the tokens of the receivers' links, by referral."""
    require(by, "referrals.send")
    persons.hold_person(bundle.person_id)
    bundle = Bundle.objects.select_for_update(of=("self",)).get(pk=bundle.pk)
    drafts = [locked(one) for one in bundle.referrals.filter(status=Status.DRAFT).order_by("pk")]
    if not drafts:
        raise Refused(Reason.WRONG_STATUS)
    found = [
        (one, rules.reasons_not_to_send(queries.sending_facts(one, on=at.date()))) for one in drafts
    ]
    if wrong := [(one, reasons) for one, reasons in found if reasons]:
        raise RefusedTogether(wrong)
    bundle.sent_at = bundle.sent_at or at
    bundle.save(update_fields=["sent_at"])
    return {one.pk: send(one, by=by, at=at) for one in drafts}


@transaction.atomic
def discard_together(bundle: Bundle, *, by: User, at: datetime) -> None:
    """Removes the drafts of a bundle, and the bundle where nothing of it was sent."""
    require(by, "referrals.draft")
    bundle = Bundle.objects.select_for_update(of=("self",)).get(pk=bundle.pk)
    for one in bundle.referrals.filter(status=Status.DRAFT):
        discard(one, by=by, at=at)
    if not bundle.referrals.exists():
        bundle.delete()
