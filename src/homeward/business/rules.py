"""Pure: what a business plan's figures come to, and what stands in an action's way."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal

from homeward.business.choices import (
    BusinessState,
    CreditState,
    PlanState,
    Reason,
    StepState,
    Verdict,
)

NOTHING = Decimal(0)
HUNDRED = Decimal(100)
CENT = Decimal("0.01")
MONTHS = 12

# A refused or dropped application is over; another one is a new row.
NEXT_CREDIT = {
    CreditState.ASKED: {CreditState.GRANTED, CreditState.REFUSED, CreditState.DROPPED},
    CreditState.GRANTED: {CreditState.REPAID, CreditState.NOT_REPAID},
    CreditState.NOT_REPAID: {CreditState.REPAID},
    CreditState.REFUSED: set(),
    CreditState.DROPPED: set(),
    CreditState.REPAID: set(),
}


@dataclass(frozen=True, kw_only=True)
class Figures:
    """A plan's figures in its own currency; `sales` is None where nobody has said them."""

    start: Decimal
    monthly: Decimal
    sales: Decimal | None
    goods_share: Decimal
    own_money: Decimal = NOTHING
    support: Decimal = NOTHING
    loan: Decimal = NOTHING

    @property
    def margin(self) -> Decimal:
        """Of 100 of sales so much is left after goods and material."""
        return HUNDRED - self.goods_share

    @property
    def break_even(self) -> Decimal | None:
        """Sales in a month that just cover its costs: monthly costs * 100 / margin, rounded up.

        None where each sale costs as much as it brings.
        """
        if self.margin <= 0:
            return None
        return (self.monthly * HUNDRED / self.margin).quantize(CENT, ROUND_CEILING)

    @property
    def surplus(self) -> Decimal | None:
        """What a month leaves: sales less goods and material, less monthly costs."""
        if self.sales is None:
            return None
        return (self.sales * self.margin / HUNDRED - self.monthly).quantize(CENT)

    @property
    def months_to_pay_back(self) -> int | None:
        """After how many whole months the start is earned; None where it never is."""
        if self.surplus is None or self.surplus <= 0:
            return None
        return int((self.start / self.surplus).to_integral_value(ROUND_CEILING))

    @property
    def means(self) -> Decimal:
        return self.own_money + self.support + self.loan

    @property
    def gap(self) -> Decimal:
        """What is missing of the start; nothing where there is more than enough."""
        return max(self.start - self.means, NOTHING)


@dataclass(frozen=True, kw_only=True)
class SendingFacts:
    case_is_open: bool
    is_draft: bool
    has_activity: bool
    has_sales: bool
    has_costs: bool
    has_margin: bool


def reasons_not_to_send(facts: SendingFacts) -> list[Reason]:
    checks = [
        (facts.case_is_open, Reason.CASE_CLOSED),
        (facts.is_draft, Reason.NOT_A_DRAFT),
        (facts.has_activity, Reason.NO_ACTIVITY),
        (facts.has_sales, Reason.NO_SALES),
        (facts.has_costs, Reason.NO_COSTS),
        (facts.has_margin, Reason.NO_BREAK_EVEN),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_review(
    *, state: PlanState, is_drafter: bool, verdict: Verdict, comment: str
) -> list[Reason]:
    checks = [
        (state == PlanState.IN_REVIEW, Reason.NOT_IN_REVIEW),
        (not is_drafter, Reason.OWN_PLAN),
        (verdict == Verdict.AGREE or bool(comment.strip()), Reason.NO_COMMENT),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_start(
    *, state: BusinessState, is_agreed: bool, on: date, today: date
) -> list[Reason]:
    checks = [
        (state == BusinessState.PLANNED, Reason.WRONG_STATE),
        (is_agreed, Reason.NOT_AGREED),
        (on <= today, Reason.IN_THE_FUTURE),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_stop(
    *, state: BusinessState, started_on: date | None, reason: str, on: date, today: date
) -> list[Reason]:
    checks = [
        (state == BusinessState.RUNNING, Reason.WRONG_STATE),
        (bool(reason), Reason.NO_REASON),
        (started_on is None or on >= started_on, Reason.BEFORE_START),
        (on <= today, Reason.IN_THE_FUTURE),
    ]
    return [why for holds, why in checks if not holds]


def reasons_not_to_mark(
    *, state: StepState, note: str, has_paper: bool, on: date | None, today: date
) -> list[Reason]:
    """What is done has something that shows it; what does not apply has its reason."""
    needs_words = state == StepState.NOT_NEEDED
    is_done = state == StepState.DONE
    checks = [
        (not is_done or bool(note.strip()) or has_paper, Reason.NO_EVIDENCE),
        (not needs_words or bool(note.strip()), Reason.NO_REASON),
        (on is None or on <= today, Reason.IN_THE_FUTURE),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_move_credit(
    *,
    now: CreditState,
    to: CreditState,
    granted: Decimal | None,
    refusal: str,
    on: date,
    since: date,
    today: date,
) -> list[Reason]:
    checks = [
        (to in NEXT_CREDIT[now], Reason.WRONG_STATE),
        (to != CreditState.GRANTED or bool(granted and granted > 0), Reason.NO_AMOUNT),
        (to != CreditState.REFUSED or bool(refusal), Reason.NO_REASON),
        (on >= since, Reason.IN_THE_PAST),
        (on <= today, Reason.IN_THE_FUTURE),
    ]
    return [reason for holds, reason in checks if not holds]


def months_after(start: date, months: int) -> date:
    """The same day so many months later, or that month's last."""
    count = start.year * MONTHS + start.month - 1 + months
    year, month = divmod(count, MONTHS)
    for day in range(start.day, 27, -1):
        try:
            return date(year, month + 1, day)
        except ValueError:
            continue
    return date(year, month + 1, min(start.day, 28))
