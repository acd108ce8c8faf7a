"""Pure: facts in, reasons out; and the work of a person, added up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from homeward.careers.choices import Reason
from homeward.careers.profile import Held

DAYS_A_YEAR = Decimal("365.25")
TENTH = Decimal("0.1")


@dataclass(frozen=True, kw_only=True)
class Period:
    """One time in one occupation; what is not known is None."""

    occupation_id: int
    years: Decimal | None = None
    from_on: date | None = None
    to_on: date | None = None
    is_current: bool = False


def years_of(period: Period, *, today: date) -> Decimal | None:
    """As they were said, else the time between the two days. None where neither is known."""
    if period.years is not None:
        return period.years
    end = today if period.is_current else period.to_on
    if period.from_on is None or end is None or end < period.from_on:
        return None
    return (Decimal((end - period.from_on).days) / DAYS_A_YEAR).quantize(TENTH)


def added_up(periods: Iterable[Period], *, today: date) -> tuple[Held, ...]:
    """One line an occupation: the years of all its times, and the latest day known.

    Years that are known count; a time of unknown length adds nothing to them. The longest first.
    """
    years: dict[int, Decimal | None] = {}
    last: dict[int, date | None] = {}
    for period in periods:
        pk = period.occupation_id
        some, before = years_of(period, today=today), years.get(pk)
        years[pk] = before if some is None else some + (before or 0)
        ends = today if period.is_current else period.to_on
        known = [day for day in (last.get(pk), ends) if day is not None]
        last[pk] = max(known, default=None)
    held = [Held(occupation_id=pk, years=years[pk], last_on=last[pk]) for pk in years]
    return tuple(sorted(held, key=lambda one: (-(one.years or 0), one.occupation_id)))


@dataclass(frozen=True, kw_only=True)
class CaseFacts:
    """`is_open` and `of_household` are true where the person states it on their own pages."""

    is_open: bool
    of_household: bool


def _of_case(facts: CaseFacts) -> list[tuple[bool, Reason]]:
    return [(facts.is_open, Reason.CLOSED), (facts.of_household, Reason.NOT_OF_CASE)]


def _failed(checks: list[tuple[bool, Reason]]) -> list[Reason]:
    return [reason for holds, reason in checks if not holds]


def reasons_of_case(facts: CaseFacts) -> list[Reason]:
    return _failed(_of_case(facts))


def reasons_not_to_add_work(
    case: CaseFacts, period: Period, *, is_named: bool, is_new: bool, today: date
) -> list[Reason]:
    ordered = not (period.from_on and period.to_on) or period.to_on >= period.from_on
    past = all(day is None or day <= today for day in (period.from_on, period.to_on))
    from_days = years_of(
        Period(
            occupation_id=0,
            from_on=period.from_on,
            to_on=period.to_on,
            is_current=period.is_current,
        ),
        today=today,
    )
    # A year over: months are rounded by whoever tells them.
    fits = period.years is None or from_days is None or period.years <= from_days + 1
    return _failed(
        [
            *_of_case(case),
            (is_named, Reason.NOTHING_SAID),
            (ordered, Reason.ENDS_BEFORE_IT_BEGINS),
            (past, Reason.IN_FUTURE),
            (fits or not ordered, Reason.TOO_MANY_YEARS),
            (is_new, Reason.ANSWERED_ALREADY),
        ]
    )


@dataclass(frozen=True, kw_only=True)
class CertificateFacts:
    has_title: bool
    issued_on: date | None
    ends_on: date | None
    is_https: bool
    says_who_recognises: bool
    is_their_paper: bool
    is_new: bool = True


def reasons_not_to_keep_certificate(
    case: CaseFacts, facts: CertificateFacts, *, today: date
) -> list[Reason]:
    ordered = not (facts.issued_on and facts.ends_on) or facts.ends_on >= facts.issued_on
    return _failed(
        [
            *_of_case(case),
            (facts.has_title, Reason.NO_TITLE),
            (facts.issued_on is None or facts.issued_on <= today, Reason.IN_FUTURE),
            (ordered, Reason.ENDS_BEFORE_ISSUE),
            (facts.is_https, Reason.NOT_HTTPS),
            (facts.says_who_recognises, Reason.NOT_RECOGNISED_BY),
            (facts.is_their_paper, Reason.NOT_THEIR_PAPER),
            (facts.is_new, Reason.ANSWERED_ALREADY),
        ]
    )


def reasons_not_to_wish(
    case: CaseFacts,
    *,
    says_something: bool,
    has_currency: bool,
    review_on: date | None,
    today: date,
) -> list[Reason]:
    return _failed(
        [
            *_of_case(case),
            (says_something, Reason.NOTHING_WISHED),
            (has_currency, Reason.NO_CURRENCY),
            (review_on is None or review_on > today, Reason.NOT_LATER),
        ]
    )
