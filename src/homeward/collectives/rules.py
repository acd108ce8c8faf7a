"""Pure: facts in, reasons out; and what a season earned."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from homeward.collectives.choices import (
    OF_GOODS,
    OF_MONEY,
    EntryKind,
    ExitRule,
    ProjectStatus,
    Reason,
)

NEXT = {
    ProjectStatus.PLANNED: {ProjectStatus.ACTIVE, ProjectStatus.ENDED},
    ProjectStatus.ACTIVE: {ProjectStatus.PAUSED, ProjectStatus.ENDED},
    ProjectStatus.PAUSED: {ProjectStatus.ACTIVE, ProjectStatus.ENDED},
    ProjectStatus.ENDED: set(),
}
NOTHING = Decimal(0)
CENT = Decimal("0.01")


@dataclass(frozen=True, kw_only=True)
class Result:
    """What a season earned so far, and what of it is still there to be paid out."""

    sales: Decimal = NOTHING
    inputs: Decimal = NOTHING
    costs: Decimal = NOTHING
    paid: Decimal = NOTHING
    to_leavers: Decimal = NOTHING

    @property
    def earned(self) -> Decimal:
        return self.sales - self.inputs - self.costs

    @property
    def spent(self) -> Decimal:
        return self.inputs + self.costs

    @property
    def to_members(self) -> Decimal:
        return self.paid + self.to_leavers

    @property
    def left(self) -> Decimal:
        return self.earned - self.paid - self.to_leavers


@dataclass(frozen=True, kw_only=True)
class JoiningFacts:
    is_ours: bool
    is_open: bool
    has_members: bool
    not_yet_a_member: bool
    person_fits_case: bool
    has_agreed: bool
    on: date
    today: date


def reasons_not_to_join(facts: JoiningFacts) -> list[Reason]:
    checks = [
        (facts.is_ours, Reason.NOT_OURS),
        (facts.is_open, Reason.HAS_ENDED),
        (facts.has_members, Reason.HAS_NO_MEMBERS),
        (facts.not_yet_a_member, Reason.MEMBER_ALREADY),
        (facts.person_fits_case, Reason.CASE_NOT_OF_PERSON),
        (facts.has_agreed, Reason.NOT_AGREED),
        (facts.on <= facts.today, Reason.IN_THE_FUTURE),
    ]
    return [reason for holds, reason in checks if not holds]


@dataclass(frozen=True, kw_only=True)
class TogetherFacts:
    how_many: int
    # Of the residents who are to join, and of those who are members: as one folded name.
    names: Sequence[str]
    there: frozenset[str]


def reasons_not_to_join_together(facts: TogetherFacts) -> list[Reason]:
    """A list that is sent twice would record its residents twice: nothing else tells them apart."""
    once = len(set(facts.names)) == len(facts.names) and not facts.there.intersection(facts.names)
    checks = [(facts.how_many > 0, Reason.NOBODY_NAMED), (once, Reason.NAMED_TWICE)]
    return [reason for holds, reason in checks if not holds]


@dataclass(frozen=True, kw_only=True)
class LoggingFacts:
    kind: EntryKind
    is_ours: bool
    season_open: bool
    in_season: bool
    today: date
    on: date
    what: str
    quantity: Decimal | None
    unit: str
    amount: Decimal | None
    in_store: Decimal
    cash: Decimal


def reasons_not_to_log(facts: LoggingFacts) -> list[Reason]:
    """In store: what was bought less what was handed out, or what was harvested less what was sold,
    of this thing in this unit."""
    of_money, of_goods = facts.kind in OF_MONEY, facts.kind in OF_GOODS
    takes_goods = facts.kind in {EntryKind.DISTRIBUTION, EntryKind.SALE}
    takes_money = facts.kind in {EntryKind.PURCHASE, EntryKind.COST}
    quantity, amount = facts.quantity or NOTHING, facts.amount or NOTHING
    checks = [
        (facts.is_ours, Reason.NOT_OURS),
        (facts.season_open, Reason.SEASON_CLOSED),
        (facts.in_season, Reason.OUTSIDE_SEASON),
        (facts.on <= facts.today, Reason.IN_THE_FUTURE),
        (bool(facts.what.strip()), Reason.NO_WHAT),
        (not of_goods or (quantity > 0 and bool(facts.unit.strip())), Reason.NO_QUANTITY),
        (not of_money or amount > 0, Reason.NO_AMOUNT),
        (not takes_goods or quantity <= facts.in_store, Reason.NOT_IN_STORE),
        (not takes_money or amount <= facts.cash, Reason.NOT_IN_CASH),
    ]
    return [reason for holds, reason in checks if not holds]


@dataclass(frozen=True, kw_only=True)
class PayingFacts:
    is_ours: bool
    season_open: bool
    is_next: bool
    amount: Decimal
    left: Decimal
    cash: Decimal
    weights: Decimal


def reasons_not_to_pay_out(facts: PayingFacts) -> list[Reason]:
    checks = [
        (facts.is_ours, Reason.NOT_OURS),
        (facts.season_open, Reason.SEASON_CLOSED),
        (facts.is_next, Reason.PAID_ALREADY),
        (facts.amount > 0, Reason.NO_AMOUNT),
        (facts.amount <= facts.left, Reason.MORE_THAN_RESULT),
        (facts.amount <= facts.cash, Reason.NOT_IN_CASH),
        (facts.weights > 0, Reason.NO_WEIGHT),
    ]
    return [reason for holds, reason in checks if not holds]


@dataclass(frozen=True, kw_only=True)
class Leaving:
    """What a member takes along by the group's rule, and what it was computed from."""

    capital: Decimal
    part: Decimal

    @property
    def amount(self) -> Decimal:
        return self.capital + self.part


def on_leaving(
    rule: ExitRule, *, put_in: Decimal, left: Decimal, weight: Decimal, weights: Decimal
) -> Leaving:
    """The money put in, and weight / weights of what the season has left; never less than nothing.

    Rounded down to the cent: what can't be halved stays with the group.
    """
    capital = put_in if rule in {ExitRule.CONTRIBUTION, ExitRule.PART} else NOTHING
    has_part = rule == ExitRule.PART and left > 0 and weights > 0
    part = (left * weight / weights // CENT * CENT) if has_part else NOTHING
    return Leaving(capital=capital, part=part)


def reasons_not_to_leave(
    *, is_ours: bool, is_member: bool, on: date, joined_on: date, today: date
) -> list[Reason]:
    checks = [
        (is_ours, Reason.NOT_OURS),
        (is_member, Reason.HAS_LEFT),
        (on >= joined_on, Reason.JOINS_LATER),
        (on <= today, Reason.IN_THE_FUTURE),
    ]
    return [reason for holds, reason in checks if not holds]


def shown(count: int, *, smallest: int, is_own: bool) -> str:
    """A count as it may be written: whoever does not own it reads no small number."""
    return f"<{smallest}" if not is_own and 0 < count < smallest else str(count)


def told(counts: dict[str, int], *, smallest: int, is_own: bool) -> dict[str, str]:
    """Counts that add up to a whole which is told beside them.

    Where one of them is small, the next smallest is hidden as well: else the whole tells it.
    """
    small = {key for key, count in counts.items() if 0 < count < smallest}
    if is_own or not small:
        return {key: str(count) for key, count in counts.items()}
    others = sorted((key for key in counts if key not in small and counts[key]), key=counts.get)  # type: ignore[arg-type]
    hidden = small | (set(others[:1]) if len(small) == 1 else set())
    return {
        key: f"<{smallest}" if key in small else "" if key in hidden else str(count)
        for key, count in counts.items()
    }
