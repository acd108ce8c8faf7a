"""A loan is asked for, and what becomes of it."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.business import rules
from homeward.business.actions.locking import belongs, locked
from homeward.business.choices import CreditState, Reason
from homeward.business.models import Business, Credit
from homeward.core.refusals import refuse_if
from homeward.referrals.models import Referral


@transaction.atomic
def ask_credit(
    business: Business,
    *,
    lender: Organisation,
    asked: Decimal,
    currency: str,
    asked_on: date,
    referral: Referral | None = None,
    note: str = "",
    by: User,
    at: datetime,
) -> Credit:
    """Notes that a loan was asked for; what the lender is told goes with the referral, if any."""
    require(by, "business.lend")
    business = locked(business)
    checks = [
        (asked > 0, Reason.NO_AMOUNT),
        (asked_on <= at.date(), Reason.IN_THE_FUTURE),
        (referral is None or referral.case_id == business.case_id, Reason.NOT_OF_CASE),
    ]
    refuse_if(reason for holds, reason in checks if not holds)
    return Credit.objects.create(
        business=business, lender=lender, referral=referral, asked=asked, currency=currency,
        asked_on=asked_on, state_on=asked_on, note=note, recorded_by=by, **belongs(business, by),
    )  # fmt: skip


@transaction.atomic
def move_credit(
    credit: Credit,
    to: CreditState,
    *,
    on: date,
    granted: Decimal | None = None,
    refusal: str = "",
    note: str = "",
    by: User,
    at: datetime,
) -> Credit:
    require(by, "business.lend")
    locked(credit.business)
    credit = Credit.objects.get(pk=credit.pk)
    refuse_if(
        rules.reasons_not_to_move_credit(
            now=CreditState(credit.state),
            to=to,
            granted=granted,
            refusal=refusal,
            on=on,
            since=credit.state_on,
            today=at.date(),
        )
    )
    credit.state, credit.state_on = to, on
    if to == CreditState.GRANTED:
        credit.granted = granted
    if to == CreditState.REFUSED:
        credit.refusal = refusal
    credit.note = note or credit.note
    credit.save()
    return credit
