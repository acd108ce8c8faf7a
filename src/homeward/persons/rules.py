"""Pure: facts in, reasons out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from homeward.persons.choices import ConsentWay, HouseholdRole, NoticeAnswer, Reason


@dataclass(frozen=True, kw_only=True)
class ConsentFacts:
    """What a consent is about to say. `lines` counts pairs of recipient, purpose and class."""

    lines: int
    way: ConsentWay
    witness: str
    guardian: str
    given_on: date
    until: date | None
    asylum_to_origin_authority: bool


def reasons_not_to_give(facts: ConsentFacts) -> list[Reason]:
    """Every reason at once, so that the counsellor can mend them before the person leaves."""
    checks = [
        (facts.lines > 0, Reason.NOTHING_CHOSEN),
        (facts.way != ConsentWay.WITNESSED_ORAL or bool(facts.witness), Reason.WITNESS_MISSING),
        (facts.way != ConsentWay.GUARDIAN or bool(facts.guardian), Reason.GUARDIAN_MISSING),
        (facts.until is None or facts.until >= facts.given_on, Reason.ENDS_BEFORE_IT_BEGINS),
        (not facts.asylum_to_origin_authority, Reason.ASYLUM_NEVER),
    ]
    return [reason for holds, reason in checks if not holds]


ADULT_AT = 18


def is_minor(*, age: int | None, place: HouseholdRole) -> bool:
    """Whose guardian consents. Where the age is unknown, the place in the household decides."""
    return place == HouseholdRole.CHILD if age is None else age < ADULT_AT


def reasons_not_to_register(places: Sequence[HouseholdRole]) -> list[Reason]:
    """A household has exactly one head; a person alone is the head."""
    return [] if places.count(HouseholdRole.HEAD) == 1 else [Reason.NO_ADULT]


def reasons_not_to_withdraw(
    *, withdrawn_already: bool, said_in_the_future: bool = False, before_it_began: bool = False
) -> list[Reason]:
    checks = [
        (not withdrawn_already, Reason.ALREADY_WITHDRAWN),
        (not said_in_the_future, Reason.TOLD_IN_THE_FUTURE),
        (not before_it_began, Reason.BEFORE_IT_BEGAN),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_narrow(
    *, withdrawn_already: bool, widens: bool, ends_before_it_begins: bool
) -> list[Reason]:
    checks = [
        (not withdrawn_already, Reason.ALREADY_WITHDRAWN),
        (not widens, Reason.WIDENS),
        (not ends_before_it_begins, Reason.ENDS_BEFORE_IT_BEGINS),
    ]
    return [reason for holds, reason in checks if not holds]


@dataclass(frozen=True, kw_only=True)
class BasisFacts:
    """Another ground than consent, as it is asked for."""

    classes: int
    reason: str
    until: date | None
    today: date
    ground_is_there: bool
    agreement_covers: bool
    asylum_to_origin_authority: bool


def reasons_not_to_request(facts: BasisFacts) -> list[Reason]:
    checks = [
        (facts.classes > 0, Reason.NO_CLASS),
        (bool(facts.reason), Reason.NO_REASON),
        (facts.until is not None and facts.until >= facts.today, Reason.NO_END),
        (facts.ground_is_there, Reason.GROUND_NOT_AGREED),
        (facts.agreement_covers, Reason.NOT_COVERED),
        (not facts.asylum_to_origin_authority, Reason.ASYLUM_NEVER),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_decide(
    *, waiting: bool, by_the_asker: bool, refused_without_reason: bool, has_run_out: bool
) -> list[Reason]:
    checks = [
        (waiting, Reason.DECIDED_ALREADY),
        (not by_the_asker, Reason.SAME_PERSON),
        (not refused_without_reason, Reason.NO_REASON),
        (not has_run_out, Reason.NO_END),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_block(*, somebody_chosen: bool, blocked_already: bool) -> list[Reason]:
    checks = [
        (somebody_chosen, Reason.NOBODY_CHOSEN),
        (not blocked_already, Reason.BLOCKED_ALREADY),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_answer_notice(
    *, answer: str, text: str, done_on: date | None, today: date
) -> list[Reason]:
    checks = [
        (answer in NoticeAnswer.values, Reason.NO_ANSWER),
        (done_on is not None and done_on <= today, Reason.NO_DAY),
        (answer != NoticeAnswer.MUST_KEEP or bool(text), Reason.NO_REASON),
    ]
    return [reason for holds, reason in checks if not holds]
