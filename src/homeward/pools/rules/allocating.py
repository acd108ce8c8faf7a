"""How a round is shared out, so that anybody can do it again with paper and pencil.

1. Each criterion gives each line a part: its figure over the sum of all figures; where less is
   more, the largest and the smallest figure together less its own, over the sum of these. A
   criterion whose figures are all nothing gives everybody the same.
2. A line's share is the sum of its parts, each times the criterion's weight, over all weights.
3. Its target is that share of the round's money, rounded by the largest remainder to the cent.
4. Earmarked money goes first, each pot to the lines that it may go to, by what is left of their
   targets (by the targets, once nothing is left of them). It may lift a line above its target.
   A pot that fits no line stays with its donor and is not part of the round's money.
5. What is not earmarked goes to the lines by what is left of their targets, line by line, from
   each donor in the measure of what that donor has left.

Every rounding is by the largest remainder (Hare's quota), so all sums are exact to the cent.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from typing import TypeVar

from homeward.ledger.rules import shared_out
from homeward.pools.choices import Direction, EarmarkKind, Reason

CENT = Decimal("0.01")
NOTHING = Decimal(0)
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, kw_only=True)
class Criterion:
    key: Hashable
    weight: Decimal
    direction: Direction
    stated: bool = True


@dataclass(frozen=True, kw_only=True)
class Line:
    """Who may receive. `figures` by criterion; None is a figure that nobody knows."""

    key: Hashable
    figures: Mapping[Hashable, Decimal | None]
    sources: Mapping[Hashable, str]
    target: Mapping[EarmarkKind, object]


@dataclass(frozen=True, kw_only=True)
class Pot:
    """A part of a donor's money; with `kind` it may go only to lines of that `target`."""

    key: Hashable
    giver: Hashable
    amount: Decimal
    kind: EarmarkKind | None = None
    target: object = None


@dataclass(frozen=True)
class Placed:
    """An amount of one pot for one line."""

    line: Hashable
    pot: Hashable
    giver: Hashable
    amount: Decimal


@dataclass(frozen=True, kw_only=True)
class Calculation:
    """Everything that was worked out on the way, in the order in which it was."""

    parts: Mapping[tuple[Hashable, Hashable], Fraction]
    shares: Mapping[Hashable, Fraction]
    total: Decimal
    targets: Mapping[Hashable, Decimal]
    earmarked: Mapping[Hashable, Decimal]
    placed: Sequence[Placed]
    unplaced: Mapping[Hashable, Decimal]

    def given(self, line: Hashable) -> Decimal:
        return sum((each.amount for each in self.placed if each.line == line), NOTHING)


def fitting(pot: Pot, lines: Sequence[Line]) -> list[Hashable]:
    if pot.kind is None:
        return [line.key for line in lines]
    return [line.key for line in lines if line.target.get(pot.kind) == pot.target]


def reasons_not_to_draw_up(
    criteria: Sequence[Criterion],
    lines: Sequence[Line],
    pots: Sequence[Pot],
    *,
    over_free: bool,
    all_served: bool,
    line_twice: bool,
    until_past: bool = False,
) -> list[Reason]:
    """Every reason at once: the figures come from several offices."""
    asked = [(line, criterion) for line in lines for criterion in criteria]
    known = [line.figures.get(criterion.key) for line, criterion in asked]
    unsourced = any(
        criterion.stated
        and line.figures.get(criterion.key) is not None
        and not line.sources.get(criterion.key, "").strip()
        for line, criterion in asked
    )
    checks = [
        (bool(criteria), Reason.NO_CRITERION),
        (bool(lines), Reason.NO_LINE),
        (not line_twice, Reason.LINE_TWICE),
        (all_served, Reason.NOT_SERVED),
        (not until_past, Reason.UNTIL_PAST),
        (sum((pot.amount for pot in pots), NOTHING) > 0, Reason.NO_AMOUNT),
        (not over_free, Reason.NOTHING_FREE),
        (all(value is not None for value in known), Reason.FIGURE_UNKNOWN),
        (all(value is None or value >= 0 for value in known), Reason.FIGURE_NEGATIVE),
        (not unsourced, Reason.NO_FIGURE_SOURCE),
    ]
    return [reason for holds, reason in checks if not holds]


def calculate(
    criteria: Sequence[Criterion], lines: Sequence[Line], pots: Sequence[Pot]
) -> Calculation:
    """See above. Figures are known and not negative; amounts are to the cent."""
    parts = _parts(criteria, lines)
    weights = sum((Fraction(criterion.weight) for criterion in criteria), Fraction(0))
    shares = {
        line.key: sum((Fraction(c.weight) * parts[line.key, c.key] for c in criteria), Fraction(0))
        / weights
        for line in lines
    }
    unplaced = {pot.key: pot.amount for pot in pots if not fitting(pot, lines)}
    used = [pot for pot in pots if pot.key not in unplaced and pot.amount > 0]
    total = sum((pot.amount for pot in used), NOTHING)
    targets = _rounded(total, shares)
    placed = _earmarked([pot for pot in used if pot.kind], lines, targets)
    earmarked = {
        line.key: sum((p.amount for p in placed if p.line == line.key), NOTHING) for line in lines
    }
    placed += _free([pot for pot in used if not pot.kind], targets, earmarked)
    return Calculation(
        parts=parts, shares=shares, total=total, targets=targets, earmarked=earmarked,
        placed=placed, unplaced=unplaced,
    )  # fmt: skip


def _parts(
    criteria: Sequence[Criterion], lines: Sequence[Line]
) -> dict[tuple[Hashable, Hashable], Fraction]:
    found = {}
    for criterion in criteria:
        figures = {line.key: Fraction(line.figures[criterion.key] or 0) for line in lines}
        if criterion.direction == Direction.LESS:
            ends = max(figures.values()) + min(figures.values())
            figures = {key: ends - figure for key, figure in figures.items()}
        whole = sum(figures.values(), Fraction(0))
        for key, figure in figures.items():
            found[key, criterion.key] = figure / whole if whole else Fraction(1, len(lines))
    return found


def _rounded(amount: Decimal, shares: Mapping[Hashable, Fraction]) -> dict[Hashable, Decimal]:
    """By the largest remainder, in whole cents and without a rounding on the way."""
    cents = int(amount / CENT)
    exact = {key: share * cents for key, share in shares.items()}
    whole = {key: part.numerator // part.denominator for key, part in exact.items()}
    by_loss = sorted(shares, key=lambda key: whole[key] - exact[key])
    for key in by_loss[: cents - sum(whole.values())]:
        whole[key] += 1
    return {key: Decimal(number) * CENT for key, number in whole.items()}


def _by(amount: Decimal, measures: Mapping[Hashable, Decimal]) -> dict[Hashable, Decimal]:
    """Shared out by measures; where all are nothing, in equal parts."""
    if not any(measures.values()):
        measures = dict.fromkeys(measures, Decimal(1))
    return shared_out(amount, measures)


def _earmarked(
    pots: Sequence[Pot], lines: Sequence[Line], targets: Mapping[Hashable, Decimal]
) -> list[Placed]:
    left = dict(targets)
    placed: list[Placed] = []
    for pot in pots:
        may = fitting(pot, lines)
        wanted = {key: max(left[key], NOTHING) for key in may}
        measures = wanted if any(wanted.values()) else {key: targets[key] for key in may}
        for key, amount in _by(pot.amount, measures).items():
            if amount:
                placed.append(Placed(key, pot.key, pot.giver, amount))
                left[key] -= amount
    return placed


def _free(
    pots: Sequence[Pot],
    targets: Mapping[Hashable, Decimal],
    earmarked: Mapping[Hashable, Decimal],
) -> list[Placed]:
    """Line by line: the last one takes exactly what the donors have left."""
    whole = sum((pot.amount for pot in pots), NOTHING)
    if not whole:
        return []
    wanted = {key: max(target - earmarked[key], NOTHING) for key, target in targets.items()}
    left = {pot.key: pot.amount for pot in pots}
    giver = {pot.key: pot.giver for pot in pots}
    placed: list[Placed] = []
    for line, amount in _by(whole, wanted).items():
        if not amount:
            continue
        for pot, part in shared_out(amount, left).items():
            if part:
                placed.append(Placed(line, pot, giver[pot], part))
                left[pot] -= part
    return placed


def pots_of(
    giver: Hashable,
    amount: Decimal,
    marks: Sequence[tuple[Hashable, EarmarkKind, object, Decimal | None, Decimal | None]],
) -> list[Pot]:
    """What a giver puts in, parted by its earmarks: key, kind, target, percent, amount still open.

    Percentages are of what goes into this round. In the order in which the earmarks were stated,
    none takes more than is left; the rest is free.
    """
    left, found = amount, []
    for key, kind, target, part, still in marks:
        wanted = (
            (amount * part / 100).quantize(CENT, ROUND_HALF_EVEN)
            if part is not None
            else still or NOTHING
        )
        taken = max(min(wanted, left), NOTHING)
        if taken:
            found.append(Pot(key=key, giver=giver, amount=taken, kind=kind, target=target))
            left -= taken
    if left:
        found.append(Pot(key=giver, giver=giver, amount=left))
    return found


def percentages(amounts: Mapping[K, Decimal]) -> dict[K, Decimal]:
    """A budget's shares to two places, 100 together; who gave anything has a share."""
    parts = shared_out(Decimal(100), amounts)
    for key, part in parts.items():
        if not part:
            parts[key] += CENT
            parts[max(parts, key=lambda each: parts[each])] -= CENT
    return parts


def percent(share: Fraction) -> Decimal:
    """For the eye, to four places of a hundred; the calculation itself keeps the fraction."""
    exact = Decimal(share.numerator) * 100 / Decimal(share.denominator)
    return exact.quantize(Decimal("0.0001"), ROUND_HALF_EVEN)
