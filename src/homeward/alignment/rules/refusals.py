"""Why an action is refused; every reason at once."""

from datetime import date

from homeward.alignment.choices import Reason


def reasons_not_to_decide(*, is_same: bool, reason: str) -> list[Reason]:
    checks = [(not is_same, Reason.SAME_PROGRAMME), (bool(reason.strip()), Reason.NO_REASON)]
    return [why for holds, why in checks if not holds]


def reasons_not_to_propose(
    *, is_same: bool, text: str, has_lead: bool, is_lead: bool
) -> list[Reason]:
    checks = [
        (not is_same, Reason.SAME_PROGRAMME),
        (bool(text.strip()), Reason.NO_REASON),
        (has_lead, Reason.NO_LEAD_HERE),
        (is_lead or not has_lead, Reason.LEAD_DOES_NOT_WORK_HERE),
    ]
    return [why for holds, why in checks if not holds]


def reasons_not_to_answer(*, is_asked: bool, is_answered: bool, reason: str) -> list[Reason]:
    checks = [
        (is_asked, Reason.NOT_YOURS),
        (not is_answered, Reason.ANSWERED_ALREADY),
        (bool(reason.strip()), Reason.NO_REASON),
    ]
    return [why for holds, why in checks if not holds]


def reasons_not_to_judge(*, reason: str, review_on: date, today: date) -> list[Reason]:
    checks = [(bool(reason.strip()), Reason.NO_REASON), (review_on > today, Reason.NO_REVIEW_DAY)]
    return [why for holds, why in checks if not holds]
