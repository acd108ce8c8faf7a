"""Pure: facts in, reasons out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Generic, TypeVar

from homeward.funds.choices import (
    Check,
    InstalmentStatus,
    Need,
    ProofRefusal,
    Reason,
    RequestStatus,
    ReturnReason,
    Vulnerability,
    Way,
)
from homeward.programmes.choices import LineKind as Support

NEXT: dict[InstalmentStatus, set[InstalmentStatus]] = {
    InstalmentStatus.PLANNED: {InstalmentStatus.PROVEN, InstalmentStatus.CANCELLED},
    InstalmentStatus.PROVEN: {InstalmentStatus.PAID, InstalmentStatus.REFUSED},
    InstalmentStatus.REFUSED: {InstalmentStatus.PROVEN, InstalmentStatus.CANCELLED},
    InstalmentStatus.PAID: {InstalmentStatus.RETURNED},
    InstalmentStatus.CANCELLED: set(),
    InstalmentStatus.RETURNED: set(),
}
SETTLED = {InstalmentStatus.PAID, InstalmentStatus.CANCELLED, InstalmentStatus.RETURNED}
# What takes nothing of its line any more.
FREED = {InstalmentStatus.CANCELLED, InstalmentStatus.RETURNED}
REASON_OF = {
    Check.INVOICE_MATCHES: Reason.NO_INVOICE_CHECK,
    Check.RECEIPT_SIGNED: Reason.NO_SIGNATURE_CHECK,
    Check.PHOTO_SEEN: Reason.NO_PHOTO_CHECK,
    Check.VISIT_DONE: Reason.NO_VISIT,
    Check.SECOND_PERSON: Reason.NO_SECOND_PERSON,
}
# Made by whoever works with the person, of the thing itself; the others by the fund, of a proof.
MADE_ON_THE_SPOT = {Check.VISIT_DONE}
WHOLE = Decimal(100)
CENT = Decimal("0.01")
B = TypeVar("B")


@dataclass(frozen=True, kw_only=True)
class PlanningFacts:
    """`planned` is what stands already on the line, cancelled instalments left out.

    `left` is what the plan's reservations hold for no instalment yet.
    """

    plan_approved: bool
    line_funded: bool
    money_reserved: bool
    cost: Decimal
    planned: Decimal
    amounts: Sequence[Decimal]
    left: Decimal = Decimal("Infinity")


@dataclass(frozen=True, kw_only=True)
class PayingFacts:
    """`missing` are the checks that are asked for and were not made on this proof."""

    status: InstalmentStatus
    has_proof: bool
    by_another_than_brought_it: bool
    is_the_fund: bool
    left_in_reserve: Decimal
    amount: Decimal
    in_future: bool
    missing: frozenset[Check] = frozenset()
    rate_known: bool = True
    way: Way = Way.SERVICE
    has_voucher: bool = True
    voucher_in_time: bool = True
    handed_out: bool = True


@dataclass(frozen=True, kw_only=True)
class CheckAsked:
    check: Check
    from_amount: Decimal | None


@dataclass(frozen=True, kw_only=True)
class CheckFacts:
    asked: bool
    has_proof: bool
    by_another_than_brought_it: bool
    is_its_side: bool
    made: bool
    settled: bool


@dataclass(frozen=True, kw_only=True)
class AskingFacts:
    """What must hold before a reserve is asked; `ceiling` is None where no rule takes it."""

    plan_open: bool
    amount: Decimal
    ceiling: Decimal | None
    granted: Decimal
    asks_vulnerability: bool
    vulnerability: Vulnerability
    has_reason: bool
    asked_already: bool


@dataclass(frozen=True, kw_only=True)
class Share:
    donor: object
    percent: Decimal


@dataclass(frozen=True, kw_only=True)
class Pot(Generic[B]):
    """A reservation's budget with what is left to plan of it."""

    budget: B
    left: Decimal


@dataclass(frozen=True)
class Draw(Generic[B]):
    part: int
    budget: B
    amount: Decimal


@dataclass(kw_only=True)
class Entitlement:
    """A kind of support: what the package gives, what the plan asks, and what a reserve adds."""

    kind: str
    given: Decimal
    asked: Decimal = field(default=Decimal(0))

    @property
    def label(self) -> str:
        return str(Support(self.kind).label)

    @property
    def over(self) -> Decimal:
        return max(self.asked - self.given, Decimal(0))


@dataclass(frozen=True, kw_only=True)
class BankLine:
    """A line of a bank's statement; money that went out is positive."""

    on: date
    amount: Decimal
    reference: str


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """A payment as it left the bank, with what its line may be known by."""

    key: object
    amount: Decimal
    references: tuple[str, ...]


@dataclass(frozen=True)
class Reconciled:
    pairs: list[tuple[BankLine, Outgoing]]
    lines_left: list[BankLine]
    paid_left: list[Outgoing]


def reasons_not_to_plan(facts: PlanningFacts) -> list[Reason]:
    sound = bool(facts.amounts) and all(amount > 0 for amount in facts.amounts)
    more = sum(facts.amounts, Decimal(0))
    within = facts.planned + more <= facts.cost
    # What is more than the line is mended there, whatever the reservations hold.
    held = more <= facts.left or not (within and facts.money_reserved)
    return _missing(
        (facts.plan_approved, Reason.PLAN_NOT_APPROVED),
        (facts.line_funded, Reason.LINE_NOT_FUNDED),
        (facts.money_reserved, Reason.NOTHING_RESERVED),
        (sound, Reason.NO_AMOUNT),
        (within or not facts.line_funded, Reason.OVER_LINE),
        (held, Reason.NO_BUDGET),
    )


def drawn(amounts: Sequence[Decimal], pots: Sequence[Pot[B]]) -> list[Draw[B]]:
    """From which budget each part comes, the first pot before the others.

    A part that no pot holds whole is drawn from two: each instalment is paid from one budget.
    """
    left = [pot.left for pot in pots]
    draws: list[Draw[B]] = []
    for part, amount in enumerate(amounts):
        whole = next((n for n, pot in enumerate(left) if pot >= amount), None)
        order = [whole] if whole is not None else range(len(pots))
        open_amount = amount
        for number in order:
            taken = min(left[number], open_amount)
            if taken > 0:
                draws.append(Draw(part, pots[number].budget, taken))
                left[number] -= taken
                open_amount -= taken
    return draws


def reasons_not_to_bring(
    status: InstalmentStatus,
    *,
    way: Way = Way.SERVICE,
    has_voucher: bool = True,
    handed_out: bool = True,
) -> list[Reason]:
    return _missing(
        (InstalmentStatus.PROVEN in NEXT[status], Reason.WRONG_STATUS),
        (way != Way.VOUCHER or has_voucher, Reason.NO_VOUCHER),
        (way != Way.GOODS or handed_out, Reason.NOT_HANDED_OUT),
    )


def checks_asked(rules: Iterable[CheckAsked], amount: Decimal) -> frozenset[Check]:
    """Of an instalment of this amount, by the rules in force for it."""
    return frozenset(
        rule.check for rule in rules if rule.from_amount is None or amount >= rule.from_amount
    )


def reasons_not_to_check(facts: CheckFacts) -> list[Reason]:
    return _missing(
        (facts.asked, Reason.NOT_ASKED_FOR),
        (not facts.settled, Reason.WRONG_STATUS),
        (facts.has_proof, Reason.NO_PROOF),
        (facts.by_another_than_brought_it, Reason.SAME_PERSON),
        (facts.is_its_side, Reason.NOT_THE_FUND),
        (not facts.made, Reason.DONE_ALREADY),
    )


def reasons_not_to_pay(facts: PayingFacts) -> list[Reason]:
    """A second click finds the first one's payment, and hears of that alone.

    Every check that is missing is named, so that all can be made in one go.
    """
    if facts.status in {InstalmentStatus.PAID, InstalmentStatus.RETURNED}:
        return [Reason.PAID_ALREADY]
    waits = facts.status in {InstalmentStatus.PLANNED, InstalmentStatus.REFUSED}
    return [
        *_missing(
            (facts.has_proof and not waits, Reason.NO_PROOF),
            (waits or facts.status == InstalmentStatus.PROVEN, Reason.WRONG_STATUS),
            (facts.by_another_than_brought_it, Reason.SAME_PERSON),
            (facts.is_the_fund, Reason.NOT_THE_FUND),
            (facts.amount <= facts.left_in_reserve, Reason.NO_BUDGET),
            (not facts.in_future, Reason.PAID_IN_FUTURE),
            (facts.rate_known, Reason.NO_RATE),
            (facts.way != Way.VOUCHER or facts.has_voucher, Reason.NO_VOUCHER),
            (facts.way != Way.VOUCHER or facts.voucher_in_time, Reason.VOUCHER_EXPIRED),
            (facts.way != Way.GOODS or facts.handed_out, Reason.NOT_HANDED_OUT),
        ),
        *[REASON_OF[check] for check in Check if check in facts.missing],
    ]


def converted(amount: Decimal, rate: Decimal) -> Decimal:
    """In the other currency, to the cent; half a cent goes to the even one."""
    return (amount * rate).quantize(CENT, ROUND_HALF_EVEN)


def reasons_not_to_refuse(
    *, status: InstalmentStatus, reason: str, by_another_than_brought_it: bool, is_the_fund: bool
) -> list[Reason]:
    return _missing(
        (status == InstalmentStatus.PROVEN, Reason.WRONG_STATUS),
        (reason in ProofRefusal.values, Reason.NO_REASON),
        (by_another_than_brought_it, Reason.SAME_PERSON),
        (is_the_fund, Reason.NOT_THE_FUND),
    )


def reasons_not_to_return(
    *, status: InstalmentStatus, reason: str, is_the_fund: bool, in_future: bool
) -> list[Reason]:
    return _missing(
        (status == InstalmentStatus.PAID, Reason.NOT_PAID),
        (reason in ReturnReason.values, Reason.NO_REASON),
        (is_the_fund, Reason.NOT_THE_FUND),
        (not in_future, Reason.PAID_IN_FUTURE),
    )


def reasons_not_to_share(shares: Sequence[Share]) -> list[Reason]:
    """No share at all is fine: the money is the fund's own then."""
    whole = sum((share.percent for share in shares), Decimal(0))
    sound = not shares or (whole == WHOLE and all(share.percent > 0 for share in shares))
    once = len({share.donor for share in shares}) == len(shares)
    return _missing((sound, Reason.NOT_100_PERCENT), (once, Reason.DONOR_TWICE))


def reasons_not_to_ask(facts: AskingFacts) -> list[Reason]:
    within = facts.ceiling is None or facts.granted + facts.amount <= facts.ceiling
    met = facts.vulnerability == Vulnerability.MET
    return _missing(
        (facts.plan_open, Reason.PLAN_DECIDED),
        (facts.amount > 0, Reason.NO_AMOUNT),
        (facts.ceiling is not None, Reason.NO_RESERVE),
        (within, Reason.OVER_RESERVE_CEILING),
        (met or not facts.asks_vulnerability, Reason.VULNERABILITY_UNKNOWN),
        (facts.has_reason, Reason.NO_REASON),
        (not facts.asked_already, Reason.ASKED_ALREADY),
    )


def reasons_not_to_decide(
    *,
    status: RequestStatus,
    is_the_fund: bool,
    by_another_than_asked: bool,
    has_reason: bool,
    enough_left: bool,
) -> list[Reason]:
    return _missing(
        (status == RequestStatus.WAITING, Reason.DONE_ALREADY),
        (is_the_fund, Reason.NOT_THE_FUND),
        (by_another_than_asked, Reason.SECOND_DECIDES),
        (has_reason, Reason.NO_REASON),
        (enough_left, Reason.NO_BUDGET),
    )


def entitlements(given: Mapping[str, Decimal], asked: Mapping[str, Decimal]) -> list[Entitlement]:
    kinds = dict.fromkeys([*given, *asked])
    return [
        Entitlement(kind=kind, given=given.get(kind, Decimal(0)), asked=asked.get(kind, Decimal(0)))
        for kind in kinds
    ]


def over_package(given: Mapping[str, Decimal] | None, asked: Mapping[str, Decimal]) -> Decimal:
    """By how much a plan is above its package, over all kinds of support."""
    if given is None:
        return Decimal(0)
    return sum((each.over for each in entitlements(given, asked)), Decimal(0))


def need_of(*, over: Decimal) -> Need:
    return Need.OVER_PACKAGE if over else Need.BUDGET_EMPTY


def reconciled(lines: Sequence[BankLine], paid: Sequence[Outgoing]) -> Reconciled:
    """Lays a bank's lines beside payments; each is used once.

    First by amount and a reference that the line's text holds, then by the amount alone where
    exactly one line and one payment of it are left. What is in doubt is left to a person.
    """
    open_lines, open_paid = list(lines), list(paid)
    pairs: list[tuple[BankLine, Outgoing]] = []
    for line in lines:
        named = [p for p in open_paid if p.amount == line.amount and _names(line, p)]
        if named:
            pairs.append((line, named[0]))
            open_lines.remove(line)
            open_paid.remove(named[0])
    for line in list(open_lines):
        same = [p for p in open_paid if p.amount == line.amount]
        if len(same) == 1 and sum(each.amount == line.amount for each in open_lines) == 1:
            pairs.append((line, same[0]))
            open_lines.remove(line)
            open_paid.remove(same[0])
    return Reconciled(pairs, open_lines, open_paid)


def _names(line: BankLine, paid: Outgoing) -> bool:
    text = line.reference.casefold()
    return any(reference.casefold() in text for reference in paid.references if reference)


def _missing(*checks: tuple[bool, Reason]) -> list[Reason]:
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_say(*, has_come_back: bool) -> list[Reason]:
    """Whether somebody may say of a payment that it has come, or has not."""
    return [Reason.CAME_BACK] if has_come_back else []
