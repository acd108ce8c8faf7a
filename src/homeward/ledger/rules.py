"""Pure: what may be posted, and how an amount is shared out. Amounts are Decimals to two places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from typing import TypeVar

from homeward.ledger.choices import Reason

CENT = Decimal("0.01")
K = TypeVar("K")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line as the rules see it: its account's book and currency, and its signed amount."""

    book: object
    currency: str
    amount: Decimal


def reasons_not_to_post(entries: Sequence[Entry], *, book: object) -> list[Reason]:
    sums: dict[str, Decimal] = {}
    for entry in entries:
        sums[entry.currency] = sums.get(entry.currency, Decimal(0)) + entry.amount
    checks = [
        (len(entries) > 1, Reason.TOO_FEW_LINES),
        (all(entry.amount for entry in entries), Reason.NOTHING_IN_A_LINE),
        (not any(sums.values()), Reason.UNBALANCED),
        (all(entry.book == book for entry in entries), Reason.ANOTHER_BOOK),
    ]
    return [reason for holds, reason in checks if not holds]


def shared_out(amount: Decimal, shares: Mapping[K, Decimal]) -> dict[K, Decimal]:
    """Parts of an amount by shares of any size, that add up to it to the cent.

    The largest remainder (Hare's quota): each gets its part rounded down, and what is left goes
    cent by cent to those who lost most by that; of two that lost the same, to the first named.
    """
    whole = sum(shares.values(), Decimal(0))
    if whole <= 0 or amount < 0:
        raise ValueError("shares of more than nothing, and an amount that is not negative")
    exact = {key: amount * share / whole for key, share in shares.items()}
    parts = {key: part.quantize(CENT, ROUND_DOWN) for key, part in exact.items()}
    left = int((amount - sum(parts.values(), Decimal(0))) / CENT)
    by_loss = sorted(shares, key=lambda key: parts[key] - exact[key])
    for key in by_loss[:left]:
        parts[key] += CENT
    return parts
