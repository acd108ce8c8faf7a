"""Pure: why an archive is not asked for, or not decided on."""

from dataclasses import dataclass
from datetime import timedelta

from homeward.archives.choices import Reason, Status

SHORTEST = 12
# So long it is kept to be taken; then its files are gone.
KEPT = timedelta(days=7)
PART_BYTES = 16 << 20


@dataclass(frozen=True, kw_only=True)
class Asked:
    reason: str
    passphrase: str
    under_way: bool


@dataclass(frozen=True, kw_only=True)
class Decided:
    status: str
    asked_by: int
    by: int
    approve: bool
    note: str


def reasons_not_to_ask(asked: Asked) -> list[Reason]:
    checks = [
        (bool(asked.reason.strip()), Reason.NO_REASON),
        (len(asked.passphrase) >= SHORTEST, Reason.SHORT_PASSPHRASE),
        (not asked.under_way, Reason.UNDER_WAY),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_decide(decided: Decided) -> list[Reason]:
    checks = [
        (decided.status == Status.ASKED, Reason.DECIDED),
        (decided.asked_by != decided.by, Reason.SAME_PERSON),
        (decided.approve or bool(decided.note.strip()), Reason.NOTE_MISSING),
    ]
    return [reason for holds, reason in checks if not holds]
