"""What may be said of a study, and what may not: codes with their numbers, no words.

A sentence that speaks of an effect is given only where the groups overlap and are balanced, and
says on what it stands. Where either fails, it is a difference and nothing more.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from homeward.estimation import balance
from homeward.estimation.estimates import Estimate
from homeward.estimation.sensitivity import holds_until

if TYPE_CHECKING:
    from homeward.estimation.report import Report

# Under it an interval of large samples promises more than it knows: a convention of textbooks.
SMALL = 30
# Under this share of effective controls, a few people carry the comparison.
THIN = 0.25


class Kind(StrEnum):
    """SAYS: what was found. DOUBT: what can't be concluded, and why."""

    SAYS = "says"
    DOUBT = "doubt"


@dataclass(frozen=True)
class Finding:
    kind: Kind
    code: str
    values: Mapping[str, object] = field(default_factory=dict)


def all_of(report: "Report") -> list[Finding]:
    """In the order in which they are read: the difference first, then the doubts."""
    says = [_difference(report), *_adjusted(report)]
    return [*(found for found in says if found), *_doubts(report)]


def may_be_an_effect(report: "Report") -> bool:
    """Groups overlap and are balanced, or were drawn by lot and are balanced as they are."""
    if report.randomised:
        return (
            balance.worst(report.before) < balance.SMD_LIMIT or report.main.method != "difference"
        )
    return report.overlap is not None and report.overlap.is_enough and not report.unbalanced_after


def _numbers(report: "Report", estimate: Estimate) -> dict[str, object]:
    return {
        "value": estimate.value,
        "low": estimate.low,
        "high": estimate.high,
        "outcome": report.study.outcome_name,
        "treatment": report.study.treatment_name,
        "covariates": list(report.study.asked),
    }


def _difference(report: "Report") -> Finding | None:
    found = report.difference
    if not found.is_there:
        return Finding(Kind.DOUBT, "no_difference", {"why": found.why})
    return Finding(Kind.SAYS, "difference", _numbers(report, found))


def _adjusted(report: "Report") -> list[Finding]:
    main = report.main
    if not main.is_there or (main.method == "difference" and not report.randomised):
        return []
    numbers = _numbers(report, main)
    if report.randomised:
        return [Finding(Kind.SAYS, "effect_by_lot", numbers)]
    if may_be_an_effect(report):
        return [
            Finding(Kind.SAYS, "among_alike", numbers),
            Finding(Kind.DOUBT, "if_nothing_else", numbers),
        ]
    return [Finding(Kind.DOUBT, "not_comparable", numbers)]


def _doubts(report: "Report") -> list[Finding]:
    found = [
        *_of_groups(report),
        *_of_overlap(report),
        *_of_balance(report),
        *_of_strength(report),
        *_of_estimates(report),
    ]
    if report.study.left_out:
        found.append(Finding(Kind.DOUBT, "left_out", {"count": report.study.left_out}))
    return found


def _of_groups(report: "Report") -> list[Finding]:
    smallest = min(report.study.n_treated, report.study.n_controls)
    return [Finding(Kind.DOUBT, "small_groups", {"count": smallest})] if smallest < SMALL else []


def _of_overlap(report: "Report") -> list[Finding]:
    if report.no_propensity:
        return [Finding(Kind.DOUBT, report.no_propensity)]
    overlap = report.overlap
    if overlap is None:
        return []
    found = []
    if not overlap.is_enough:
        found.append(Finding(Kind.DOUBT, "overlap_fails", {"share": 1 - overlap.treated_inside}))
    if overlap.trimmed:
        found.append(Finding(Kind.DOUBT, "trimmed", {"count": overlap.trimmed}))
    if overlap.ess_controls < THIN * overlap.n_controls:
        size = {"count": round(overlap.ess_controls), "of": overlap.n_controls}
        found.append(Finding(Kind.DOUBT, "few_carry", size))
    return found


def _of_balance(report: "Report") -> list[Finding]:
    if report.unbalanced_after:
        return [Finding(Kind.DOUBT, "balance_fails", {"names": report.unbalanced_after})]
    if report.randomised and (names := balance.unbalanced(report.before)):
        return [Finding(Kind.DOUBT, "lot_unbalanced", {"names": names})]
    return []


def _of_strength(report: "Report") -> list[Finding]:
    found: list[Finding] = []
    if report.main.is_there and report.main.holds_zero:
        found.append(Finding(Kind.DOUBT, "holds_zero"))
    if report.e_value and not report.randomised and may_be_an_effect(report):
        values = {"point": report.e_value.point, "limit": report.e_value.limit}
        found.append(Finding(Kind.DOUBT, "e_value", values))
    if report.bounds and not report.randomised:
        until = holds_until(report.bounds)
        code = "bounds_hold" if until else "bounds_fail"
        found.append(Finding(Kind.DOUBT, code, {"gamma": until}))
    return found


def _of_estimates(report: "Report") -> list[Finding]:
    there = [e for e in report.estimates if e.is_there]
    if len({e.value > 0 for e in there if e.value}) > 1:
        return [Finding(Kind.DOUBT, "signs_differ")]
    return []
