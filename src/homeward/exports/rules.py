"""Pure: why a list is not exported."""

from dataclasses import dataclass

from homeward.exports.choices import Format, Reason

# So many are answered at once; more are made by the worker, in parts of this size.
AT_ONCE = 2_000
MOST_ROWS = 100_000
MOST_OPEN = 3


@dataclass(frozen=True, kw_only=True)
class Asked:
    rows: int
    format: str
    open_exports: int


def reasons_not_to_export(asked: Asked) -> list[Reason]:
    checks = [
        (asked.format in Format.values, Reason.WRONG_FORMAT),
        (asked.rows > 0, Reason.NOTHING),
        (asked.rows <= MOST_ROWS, Reason.TOO_MANY_ROWS),
        (asked.rows <= AT_ONCE or asked.open_exports < MOST_OPEN, Reason.TOO_MANY_AT_ONCE),
    ]
    return [reason for holds, reason in checks if not holds]
