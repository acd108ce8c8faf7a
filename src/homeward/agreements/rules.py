"""Pure: facts in, reasons out."""

from dataclasses import dataclass
from datetime import date

from homeward.agreements.choices import Reason, Status

NEXT: dict[Status, set[Status]] = {
    Status.DRAFT: {Status.SIGNING},
    # Taken back to be mended: what was signed is no longer what stands there.
    Status.SIGNING: {Status.DRAFT, Status.IN_FORCE},
    Status.IN_FORCE: {Status.SUSPENDED, Status.ENDED},
    Status.SUSPENDED: {Status.IN_FORCE, Status.ENDED},
    Status.ENDED: set(),
}

Checks = list[tuple[bool, Reason]]


def _failing(checks: Checks) -> list[Reason]:
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_draft(
    *, starts_on: date, ends_on: date | None, number_is_free: bool
) -> list[Reason]:
    return _failing(
        [
            (ends_on is None or ends_on >= starts_on, Reason.ENDS_BEFORE_IT_BEGINS),
            (number_is_free, Reason.NUMBER_TAKEN),
        ]
    )


def reasons_not_to_change(*, status: Status, is_lead: bool) -> list[Reason]:
    """What is offered or signed is never changed: it is taken back, or another is drafted."""
    return _failing([(is_lead, Reason.NOT_THE_LEAD), (status == Status.DRAFT, Reason.WRONG_STATUS)])


def reasons_not_to_move(*, status: Status, to: Status, is_lead: bool) -> list[Reason]:
    return _failing([(is_lead, Reason.NOT_THE_LEAD), (to in NEXT[status], Reason.WRONG_STATUS)])


@dataclass(frozen=True, kw_only=True)
class ClauseFacts:
    between_parties: bool
    to_itself: bool
    names_data: bool
    names_purpose: bool
    article_is_free: bool
    asylum_to_authority: bool


def reasons_not_to_add_clause(facts: ClauseFacts) -> list[Reason]:
    return _failing(
        [
            (facts.between_parties, Reason.CLAUSE_OUTSIDE_PARTIES),
            (not facts.to_itself, Reason.CLAUSE_TO_ITSELF),
            (facts.names_data and facts.names_purpose, Reason.NOTHING_SHARED),
            (facts.article_is_free, Reason.ARTICLE_TAKEN),
            (not facts.asylum_to_authority, Reason.ASYLUM_NEVER),
        ]
    )


def reasons_not_to_offer(*, parties: int, clauses: int) -> list[Reason]:
    return _failing([(parties > 1, Reason.NO_PARTIES), (clauses > 0, Reason.NO_CLAUSES)])


def reasons_not_to_sign(*, status: Status, is_party: bool, has_signed: bool) -> list[Reason]:
    return _failing(
        [
            (status == Status.SIGNING, Reason.WRONG_STATUS),
            (is_party, Reason.NOT_A_PARTY),
            (not has_signed, Reason.ALREADY_SIGNED),
        ]
    )


def reasons_not_to_record_paper(
    *, signs_by_itself: bool, signatory: str, signed_on: date, today: date
) -> list[Reason]:
    return _failing(
        [
            (not signs_by_itself, Reason.SIGNS_BY_ITSELF),
            (bool(signatory.strip()), Reason.NO_SIGNATORY),
            (signed_on <= today, Reason.SIGNED_IN_FUTURE),
        ]
    )
