"""What must hold before an entry is made."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from homeward.incentives.choices import Entry, Reason

NOTHING = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class Sums:
    """Of one state, or of all together."""

    agreed: Decimal = NOTHING
    entered: Decimal = NOTHING
    paid: Decimal = NOTHING

    @property
    def open(self) -> Decimal:
        return self.agreed - self.paid


def sums(rows: Iterable[tuple[str, Decimal]]) -> Sums:
    found = dict.fromkeys((Entry.AGREED, Entry.ENTERED, Entry.PAID), NOTHING)
    for entry, amount in rows:
        found[Entry(entry)] += amount
    return Sums(agreed=found[Entry.AGREED], entered=found[Entry.ENTERED], paid=found[Entry.PAID])


def reasons_not_to_enter(
    entry: Entry, amount: Decimal, of_state: Sums, *, on: date, today: date, has_source: bool,
    has_text: bool, known: bool,
) -> list[Reason]:  # fmt: skip
    """A second click hears that it was entered, and of nothing else."""
    if known:
        return [Reason.ENTERED_ALREADY]
    before = {Entry.ENTERED: of_state.entered, Entry.PAID: of_state.paid}
    agreed = entry == Entry.AGREED or before.get(entry, NOTHING) + amount <= of_state.agreed
    checks = [
        (amount > 0, Reason.NO_AMOUNT),
        (on <= today, Reason.IN_FUTURE),
        (has_source, Reason.NO_SOURCE),
        (has_text, Reason.NO_TEXT),
        (agreed, Reason.NOT_AGREED),
    ]
    return [reason for holds, reason in checks if not holds]
