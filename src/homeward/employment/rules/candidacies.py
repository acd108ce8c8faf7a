"""The life of a candidacy: both sides agree, step by step, or one of them says no and why."""

from dataclasses import dataclass

from homeward.employment.choices import OF_CANDIDATE, OF_EMPLOYER, Reason, Side, Status

NEXT: dict[Status, set[Status]] = {
    Status.PROPOSED: {Status.AGREED, Status.REFUSED, Status.WITHDRAWN},
    Status.AGREED: {Status.SHORTLISTED, Status.REFUSED, Status.WITHDRAWN},
    Status.SHORTLISTED: {Status.WANTED, Status.OFFERED, Status.REFUSED, Status.WITHDRAWN},
    Status.WANTED: {Status.INTERVIEW, Status.OFFERED, Status.REFUSED, Status.WITHDRAWN},
    # Another day may be agreed.
    Status.INTERVIEW: {Status.INTERVIEW, Status.OFFERED, Status.REFUSED, Status.WITHDRAWN},
    Status.OFFERED: {Status.PLACED, Status.REFUSED, Status.WITHDRAWN},
}
OVER = {Status.PLACED, Status.REFUSED, Status.WITHDRAWN}
# At the employer: it knows of the candidate and may answer.
SHOWN = {Status.SHORTLISTED, Status.WANTED, Status.INTERVIEW, Status.OFFERED}


def reasons_not_to_move(status: str, to: Status) -> list[Reason]:
    return [] if to in NEXT.get(Status(status), set()) else [Reason.WRONG_STATUS]


@dataclass(frozen=True, kw_only=True)
class ShortlistFacts:
    case_is_open: bool
    vacancy_is_open: bool
    has_places: bool
    candidate_agrees: bool
    facts_chosen: bool
    consent_covers_employer: bool
    agreement_in_force: bool


def reasons_not_to_shortlist(facts: ShortlistFacts) -> list[Reason]:
    """Every reason at once, so that an adviser can mend them in one visit."""
    checks = [
        (facts.case_is_open, Reason.CASE_CLOSED),
        (facts.vacancy_is_open, Reason.VACANCY_NOT_OPEN),
        (facts.has_places, Reason.NO_PLACES),
        (facts.candidate_agrees, Reason.NO_YES),
        (facts.facts_chosen, Reason.NO_FACTS),
        (facts.consent_covers_employer, Reason.NO_CONSENT),
        (facts.agreement_in_force, Reason.NO_AGREEMENT),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_refuse(side: str, refusal: str) -> list[Reason]:
    known = OF_EMPLOYER if side == Side.EMPLOYER else OF_CANDIDATE
    return [] if refusal in known else [Reason.NO_REASON]


def reasons_not_to_place(status: str, *, places_free: int | None) -> list[Reason]:
    checks = [
        (status == Status.OFFERED, Reason.WRONG_STATUS),
        # None: nobody has said how many there are.
        (places_free is None or places_free > 0, Reason.NO_PLACES),
    ]
    return [reason for holds, reason in checks if not holds]
