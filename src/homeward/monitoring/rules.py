"""When an incident begins and when it is over. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from homeward.monitoring.choices import Kind, Reason, Unit

UNITS = {
    Kind.BREAK_GLASS: Unit.TIMES,
    Kind.REFUSALS: Unit.TIMES,
    Kind.JOBS_FAILED: Unit.TIMES,
    Kind.ANCHOR_LATE: Unit.MINUTES,
    Kind.BACKUP_LATE: Unit.MINUTES,
    Kind.WORKER_SILENT: Unit.MINUTES,
    Kind.REPLICA_LAG: Unit.SECONDS,
    Kind.DISK_LOW: Unit.PERCENT,
}
COUNTED = frozenset(kind for kind, unit in UNITS.items() if unit == Unit.TIMES)
# Percent that are free are bad when they are few.
LOW = frozenset({Kind.DISK_LOW})
# A job that took its worker along so often is given up.
MOST_ATTEMPTS = 5


@dataclass(frozen=True, kw_only=True)
class Measured:
    """One figure: `value` is None where it is not known, and `is_missing` where that is bad."""

    value: float | None
    is_missing: bool = False


def is_bad(kind: Kind, measured: Measured, threshold: int) -> bool | None:
    """Whether it is an incident; None where nobody knows, and nothing begins or ends."""
    if measured.is_missing:
        return True
    if measured.value is None:
        return None
    return measured.value < threshold if kind in LOW else measured.value >= threshold


def worse(kind: Kind, before: float | None, now: float | None) -> float | None:
    """The worst figure of an incident so far."""
    known = [value for value in (before, now) if value is not None]
    if not known:
        return None
    return min(known) if kind in LOW else max(known)


def silence(looked_at: datetime | None, at: datetime) -> timedelta:
    """How long nobody looked; the first look of all follows no silence."""
    return at - looked_at if looked_at else timedelta(0)


def reasons_not_to_state(*, source: str, valid_from: date, today: date) -> list[Reason]:
    checks = [
        (bool(source.strip()), Reason.NO_SOURCE),
        (valid_from >= today, Reason.PAST_DAY),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_acknowledge(*, ended: bool, acknowledged: bool) -> list[Reason]:
    checks = [(not ended, Reason.ENDED), (not acknowledged, Reason.ACKNOWLEDGED)]
    return [reason for holds, reason in checks if not holds]


def valid(rules: Sequence[tuple[Kind, date, int]], today: date) -> dict[Kind, int]:
    """Of each kind the number of the rule that holds: the latest day, then the latest stated."""
    best: dict[Kind, tuple[date, int]] = {}
    for kind, begins, number in rules:
        if begins <= today and (kind not in best or (begins, number) > best[kind]):
            best[kind] = (begins, number)
    return {kind: number for kind, (_begins, number) in best.items()}
