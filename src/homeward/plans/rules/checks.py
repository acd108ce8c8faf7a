"""How a rule says all of its reasons at once."""

from homeward.plans.choices import Reason


def missing(*checks: tuple[bool, Reason]) -> list[Reason]:
    return [reason for holds, reason in checks if not holds]
