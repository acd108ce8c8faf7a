"""Response rates as the field counts them: pure, counts in, rates out.

After AAPOR, Standard Definitions (10th edition, 2023): RR1 is completed interviews over all
eligible ones; CON1 those with contact, COOP1 completed of those contacted, REF1 refusals over all
eligible. Who died is not eligible; a survey whose time had passed before it was planned was never
asked, and stands apart. Rates are fractions of 1; None where nobody is eligible.
"""

from dataclasses import dataclass
from fractions import Fraction

NOT_ELIGIBLE = frozenset({"died"})
NEVER_ASKED = frozenset({"time_passed"})
REFUSALS = frozenset({"declined"})
NO_CONTACT = frozenset({"not_reached", "left_area", "security", "no_interviewer"})


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How many surveys were held; why the others were not (code -> how many); how many wait."""

    held: int
    not_held: dict[str, int]
    overdue: int = 0
    to_come: int = 0

    def _of(self, codes: frozenset[str]) -> int:
        return sum(count for code, count in self.not_held.items() if code in codes)

    @property
    def refused(self) -> int:
        return self._of(REFUSALS)

    @property
    def not_eligible(self) -> int:
        return self._of(NOT_ELIGIBLE)

    @property
    def never_asked(self) -> int:
        return self._of(NEVER_ASKED)

    @property
    def eligible(self) -> int:
        """Held or not held: what is overdue counts as not held until it is."""
        missed = sum(self.not_held.values()) - self.not_eligible - self.never_asked
        return self.held + missed + self.overdue

    @property
    def response(self) -> Fraction | None:
        return _rate(self.held, self.eligible)

    @property
    def contact(self) -> Fraction | None:
        return _rate(self.held + self.refused, self.eligible)

    @property
    def cooperation(self) -> Fraction | None:
        return _rate(self.held, self.held + self.refused)

    @property
    def refusal(self) -> Fraction | None:
        return _rate(self.refused, self.eligible)


def _rate(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None
