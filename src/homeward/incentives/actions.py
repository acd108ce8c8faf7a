"""Every write on incentive funds: opened, added to, remarked on. Nothing is taken back."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import Refused, refuse_if
from homeward.incentives import queries, rules
from homeward.incentives.choices import Entry, Reason
from homeward.incentives.models import IncentiveFund, Measure
from homeward.places.models import Country


@transaction.atomic
def open_fund(
    *, name: str, currency: str, about: str, source: str, by: User, at: datetime
) -> IncentiveFund:
    require(by, "incentives.keep")
    checks = [(source, Reason.NO_SOURCE), (about, Reason.NO_TEXT)]
    refuse_if(reason for text, reason in checks if not text.strip())
    return IncentiveFund.objects.create(
        name=name, currency=currency, about=about, source=source,
        owner_org=by.organisation_of_rows, opened_by=by, opened_at=at,
    )  # fmt: skip


@transaction.atomic
def enter(
    fund: IncentiveFund,
    entry: Entry,
    country: Country,
    *,
    what: str,
    amount: Decimal,
    on: date,
    source: str,
    key: str,
    by: User,
    at: datetime,
) -> Measure:
    """Adds what was agreed with a state, put into a budget for it or paid to it."""
    require(by, "incentives.keep")
    fund = _own(fund, by)
    refuse_if(
        rules.reasons_not_to_enter(
            entry, amount, queries.of_state(fund, country), on=on, today=at.date(),
            has_source=bool(source.strip()), has_text=bool(what.strip()),
            known=Measure.objects.filter(fund=fund, key=key).exists(),
        )
    )  # fmt: skip
    return Measure.objects.create(
        fund=fund, entry=entry, country=country, what=what, amount=amount, on=on, source=source,
        key=key, entered_by=by, entered_at=at,
    )  # fmt: skip


@transaction.atomic
def remark(
    measure: Measure, *, what: str, source: str, key: str, by: User, at: datetime
) -> Measure:
    """Says what was meant by an entry. The entry stands, and no sum changes."""
    require(by, "incentives.keep")
    fund = _own(measure.fund, by)
    if Measure.objects.filter(fund=fund, key=key).exists():
        raise Refused(Reason.ENTERED_ALREADY)
    checks = [(what, Reason.NO_TEXT), (source, Reason.NO_SOURCE)]
    refuse_if(reason for text, reason in checks if not text.strip())
    return Measure.objects.create(
        fund=fund, entry=Entry.REMARK, country_id=measure.country_id, what=what, on=at.date(),
        source=source, remarks=measure, key=key, entered_by=by, entered_at=at,
    )  # fmt: skip


def _own(fund: IncentiveFund, by: User) -> IncentiveFund:
    """Read again; two who enter at once are told apart by their keys."""
    found = IncentiveFund.objects.get(pk=fund.pk)
    if found.owner_org_id != by.organisation_id:
        raise Refused(Reason.NOT_OURS)
    return found
