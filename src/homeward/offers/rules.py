"""What may be written of an offer, what it leaves unsaid, and what a contract for seats lacks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from homeward.offers.choices import ContractStatus, Missing, OfferKind, OfferStatus, Reason

HUNDRED = 100
MONTHS = 12

NEXT = {
    OfferStatus.DRAFT: {OfferStatus.OPEN, OfferStatus.CLOSED},
    OfferStatus.OPEN: {OfferStatus.FILLED, OfferStatus.CLOSED},
    OfferStatus.FILLED: {OfferStatus.OPEN, OfferStatus.CLOSED},
    OfferStatus.CLOSED: {OfferStatus.OPEN},
}


@dataclass(frozen=True, kw_only=True)
class WritingFacts:
    title: str
    kind: str
    starts_on: date | None
    ends_on: date | None
    minimum_age: int | None
    maximum_age: int | None
    places_free: int | None
    places_total: int | None
    amounts: Sequence[Decimal | None]
    currency: str
    contract_in_force: bool


def reasons_not_to_write(facts: WritingFacts) -> list[Reason]:
    checks = [
        (bool(facts.title.strip()), Reason.NO_TITLE),
        (_in_order(facts.starts_on, facts.ends_on), Reason.ENDS_BEFORE),
        (_in_order(facts.minimum_age, facts.maximum_age), Reason.AGES_CROSS),
        (_in_order(facts.places_free, facts.places_total), Reason.MORE_THAN_ALL),
        (bool(facts.currency) or not any(facts.amounts), Reason.NO_CURRENCY),
        (facts.kind != OfferKind.SEAT or facts.contract_in_force, Reason.SEAT_WITHOUT_CONTRACT),
    ]
    return [reason for holds, reason in checks if not holds]


def _in_order(first: int | date | None, last: int | date | None) -> bool:
    return first is None or last is None or first <= last  # type: ignore[operator]


def reasons_not_to_move(status: str, to: str) -> list[Reason]:
    return [] if to in NEXT.get(OfferStatus(status), set()) else [Reason.WRONG_STATUS]


def missing(
    *, intensity: str, child_care: bool | None, weekly_hours: Decimal | None, transport: str
) -> list[Missing]:
    """What nobody has said of the four things that decide who can take an offer up."""
    said = [
        (bool(intensity), Missing.INTENSITY),
        (child_care is not None, Missing.CHILD_CARE),
        (weekly_hours is not None, Missing.HOURS),
        (bool(transport), Missing.TRANSPORT),
    ]
    return [what for known, what in said if not known]


# Contracts for seats.


@dataclass(frozen=True, kw_only=True)
class Terms:
    starts_on: date
    ends_on: date
    at_least: int | None
    at_most: int | None
    is_same_side: bool
    number_is_taken: bool


def reasons_not_to_contract(terms: Terms) -> list[Reason]:
    shares = [share for share in (terms.at_least, terms.at_most) if share is not None]
    checks = [
        (terms.starts_on <= terms.ends_on, Reason.ENDS_BEFORE),
        (all(share <= HUNDRED for share in shares), Reason.MORE_THAN_A_HUNDRED),
        (_in_order(terms.at_least, terms.at_most), Reason.SHARES_CROSS),
        (not terms.is_same_side, Reason.SAME_SIDES),
        (not terms.number_is_taken, Reason.NUMBER_TAKEN),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_sign(status: str, *, has_signed: bool) -> list[Reason]:
    checks = [
        (status == ContractStatus.SIGNING, Reason.WRONG_STATUS),
        (not has_signed, Reason.SIGNED_ALREADY),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_report(
    *,
    status: str,
    period: tuple[date, date],
    contract: tuple[date, date],
    today: date,
    is_reported: bool,
    served: int,
    residents: int,
) -> list[Reason]:
    first, last = period
    checks = [
        (status == ContractStatus.IN_FORCE, Reason.NOT_IN_FORCE),
        (first <= last, Reason.ENDS_BEFORE),
        (contract[0] <= first and last <= contract[1], Reason.OUTSIDE_CONTRACT),
        (last <= today, Reason.IN_FUTURE),
        (not is_reported, Reason.REPORTED_ALREADY),
        (residents <= served, Reason.RESIDENTS_ABOVE_ALL),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_hold(*, is_held: bool, on: date, today: date) -> list[Reason]:
    checks = [(not is_held, Reason.HELD_ALREADY), (on <= today, Reason.IN_FUTURE)]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_confirm_visit(
    *, is_held: bool, is_confirmed: bool, is_own_side: bool
) -> list[Reason]:
    checks = [
        (is_held, Reason.NOT_HELD),
        (not is_confirmed, Reason.DONE_ALREADY),
        (not is_own_side, Reason.OWN_WORDS),
    ]
    return [reason for holds, reason in checks if not holds]


def share_of_residents(reports: Sequence[tuple[int, int]]) -> Decimal | None:
    """Local residents among a hundred served, of (served, residents); None: nobody was counted."""
    served = sum(each for each, _residents in reports)
    if not served:
        return None
    return Decimal(sum(residents for _served, residents in reports)) * HUNDRED / served


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the month's last."""
    year, month = divmod(day.year * MONTHS + day.month - 1 + months, MONTHS)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise ValueError(day)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How a contract in force stands today."""

    today: date
    starts_on: date
    ends_on: date
    seats: int
    taken: int
    at_least: int | None
    at_most: int | None
    share: Decimal | None
    report_months: int | None
    reported_until: date | None
    visit_months: int | None
    visited_on: date | None
    findings_late: int


@dataclass(frozen=True)
class Warning:
    """`code` is what is missed; `on` the day it was due, `n` the figure that misses it."""

    code: str
    on: date | None = None
    n: int = 0


def next_due(starts_on: date, last: date | None, months: int | None, ends_on: date) -> date | None:
    """When the next report or visit is due; None where none was agreed."""
    if not months:
        return None
    return min(months_after(last or starts_on, months), ends_on)


def warnings(standing: Standing) -> list[Warning]:
    """All that a contract misses: share, reports, visits, findings, seats that nobody takes."""
    found = []
    share = standing.share
    if share is not None and standing.at_least is not None and share < standing.at_least:
        found.append(Warning("share_low", n=standing.at_least))
    if share is not None and standing.at_most is not None and share > standing.at_most:
        found.append(Warning("share_high", n=standing.at_most))
    report = next_due(
        standing.starts_on, standing.reported_until, standing.report_months, standing.ends_on
    )
    if report and report < standing.today and standing.reported_until != standing.ends_on:
        found.append(Warning("report_late", on=report))
    visit = next_due(
        standing.starts_on, standing.visited_on, standing.visit_months, standing.ends_on
    )
    if visit and visit < standing.today:
        found.append(Warning("visit_late", on=visit))
    if standing.findings_late:
        found.append(Warning("findings_late", n=standing.findings_late))
    if standing.taken > standing.seats:
        found.append(Warning("too_many", n=standing.taken - standing.seats))
    elif standing.ends_on < standing.today and standing.taken < standing.seats:
        found.append(Warning("seats_unused", n=standing.seats - standing.taken))
    return found
