"""Pure: facts in, reasons out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from homeward.agreements.choices import Kind, Reason, Status

NEXT: dict[Status, set[Status]] = {
    Status.DRAFT: {Status.SIGNING},
    # Taken back to be mended: what was signed is no longer what stands there.
    Status.SIGNING: {Status.DRAFT, Status.IN_FORCE},
    Status.IN_FORCE: {Status.SUSPENDED, Status.ENDED},
    Status.SUSPENDED: {Status.IN_FORCE, Status.ENDED},
    Status.ENDED: set(),
}
# What was open and is not any more.
SHUT = {Status.SUSPENDED, Status.ENDED}


def leading_to(to: str) -> list[Status]:
    return [status for status, following in NEXT.items() if to in following]


Checks = list[tuple[bool, Reason]]


def _failing(checks: Checks) -> list[Reason]:
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_draft(
    *, starts_on: date, ends_on: date | None, review_on: date | None, number_is_free: bool
) -> list[Reason]:
    return _failing(
        [
            (ends_on is None or ends_on >= starts_on, Reason.ENDS_BEFORE_IT_BEGINS),
            (review_on is None or review_on > starts_on, Reason.REVIEW_TOO_EARLY),
            (number_is_free, Reason.NUMBER_TAKEN),
        ]
    )


def reasons_not_to_change(*, status: Status, is_lead: bool) -> list[Reason]:
    """What is offered or signed is never changed: it is taken back, or another is drafted."""
    return _failing([(is_lead, Reason.NOT_THE_LEAD), (status == Status.DRAFT, Reason.WRONG_STATUS)])


def reasons_not_to_name_contact(*, status: Status, is_lead: bool, is_own: bool) -> list[Reason]:
    """Who answers changes while an agreement runs: each party names its own, the drafter any."""
    return _failing(
        [
            (is_own or (is_lead and status == Status.DRAFT), Reason.NOT_A_PARTY),
            (status != Status.ENDED, Reason.WRONG_STATUS),
        ]
    )


def reasons_not_to_move(*, status: Status, to: Status, is_lead: bool) -> list[Reason]:
    return _failing([(is_lead, Reason.NOT_THE_LEAD), (to in NEXT[status], Reason.WRONG_STATUS)])


@dataclass(frozen=True, kw_only=True)
class ClauseFacts:
    between_parties: bool
    to_itself: bool
    names_data: bool
    names_purpose: bool
    article_is_free: bool
    asylum_to_origin_authority: bool
    crosses_border: bool
    names_transfer_ground: bool


def reasons_not_to_add_clause(facts: ClauseFacts) -> list[Reason]:
    return _failing(
        [
            (facts.between_parties, Reason.CLAUSE_OUTSIDE_PARTIES),
            (not facts.to_itself, Reason.CLAUSE_TO_ITSELF),
            (facts.names_data and facts.names_purpose, Reason.NOTHING_SHARED),
            (facts.article_is_free, Reason.ARTICLE_TAKEN),
            (not facts.asylum_to_origin_authority, Reason.ASYLUM_NEVER),
            (
                facts.names_transfer_ground or not facts.crosses_border,
                Reason.NO_TRANSFER_GROUND,
            ),
        ]
    )


def reasons_not_to_offer(
    *, kind: Kind, parties: int, clauses: int, controllers: int, crosses_without_ground: bool
) -> list[Reason]:
    """A memorandum or a procedure may share nothing; an agreement on sharing has to."""
    return _failing(
        [
            (parties > 1, Reason.NO_PARTIES),
            (clauses > 0 or kind != Kind.DATA_SHARING, Reason.NO_CLAUSES),
            (controllers > 0, Reason.NO_CONTROLLER),
            (not crosses_without_ground, Reason.CROSSES_WITHOUT_GROUND),
        ]
    )


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


def reasons_not_to_review(
    *, status: Status, is_lead: bool, outcome_known: bool, next_on: date | None, today: date
) -> list[Reason]:
    return _failing(
        [
            (is_lead, Reason.NOT_THE_LEAD),
            (status == Status.IN_FORCE, Reason.NOT_IN_FORCE),
            (outcome_known, Reason.NO_OUTCOME),
            (next_on is None or next_on > today, Reason.REVIEW_NOT_AHEAD),
        ]
    )


@dataclass(frozen=True)
class Way:
    """A clause as far as it matters for being followed: from whom, to whom, and onward or not."""

    from_org: int
    to_org: int
    onward: bool


def followed(ways: Iterable[Way], *, owner: int) -> set[Way]:
    """The clauses by which what is written about a person of `owner` may reach anybody.

    The owner's own always. A recipient's own clauses open what the recipient writes: to those from
    whom it received they are followed always, since an answer goes back to who asked; to others
    only where a clause that reached the recipient allows onward sharing.
    """
    ways = set(ways)
    senders: dict[int, set[int]] = {owner: set()}
    onward, found = {owner}, set[Way]()
    while True:
        new = {
            way
            for way in ways - found
            if way.from_org in onward
            or (way.from_org in senders and way.to_org in senders[way.from_org])
        }
        if not new:
            return found
        found |= new
        for way in new:
            senders.setdefault(way.to_org, set()).add(way.from_org)
            if way.onward:
                onward.add(way.to_org)
