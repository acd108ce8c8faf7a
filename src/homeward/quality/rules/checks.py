"""What may be done with a standard and a check, and what a check comes to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from homeward.quality.choices import DrawnFrom, Kind, Reason, SeenAgain, Status, Verdict

NEXT = {
    Status.PLANNED: {Status.REPORTED, Status.CLOSED, Status.CANCELLED},
    Status.REPORTED: {Status.REPLIED, Status.AGREED, Status.CLOSED},
    Status.REPLIED: {Status.AGREED, Status.CLOSED},
    Status.AGREED: {Status.CLOSED},
}
# What asks for a reply and for an improvement.
WANTING = frozenset({Verdict.PARTLY, Verdict.NOT_MET})


def may_follow(now: str, then: Status) -> bool:
    return then in NEXT.get(Status(now), set())


def result_of(verdicts: Iterable[str]) -> Verdict:
    """Of all points together: the worst that was seen; not seen where nothing was."""
    found = {Verdict(one) for one in verdicts}
    for one in (Verdict.NOT_MET, Verdict.PARTLY, Verdict.MET):
        if one in found:
            return one
    return Verdict.NOT_SEEN


@dataclass(frozen=True, kw_only=True)
class PublishingFacts:
    is_ours: bool
    is_draft: bool
    points: int


def reasons_not_to_publish(facts: PublishingFacts) -> list[Reason]:
    checks = [
        (facts.is_ours, Reason.NOT_OURS),
        (facts.is_draft, Reason.PUBLISHED_ALREADY),
        (facts.points > 0, Reason.NO_POINT),
    ]
    return [reason for holds, reason in checks if not holds]


@dataclass(frozen=True, kw_only=True)
class PlanningFacts:
    kind: Kind
    is_adopted: bool
    fits_service: bool
    is_own_service: bool
    has_call_point: bool
    is_drawn: bool
    chosen_because: str
    # Who is to hold it is an active colleague with the verb; and is not of the provider.
    is_colleague: bool
    is_of_provider: bool
    due_on: date
    today: date


def reasons_not_to_plan(facts: PlanningFacts) -> list[Reason]:
    """Every reason at once."""
    checks = [
        (facts.is_adopted, Reason.NOT_ADOPTED),
        (facts.fits_service, Reason.OTHER_KIND),
        (not facts.is_own_service, Reason.OWN_SERVICE),
        (facts.kind != Kind.CALL or facts.has_call_point, Reason.NO_CALL_POINT),
        (facts.is_drawn or bool(facts.chosen_because.strip()), Reason.NO_REASON),
        (facts.is_colleague, Reason.NOT_A_COLLEAGUE),
        (not facts.is_of_provider, Reason.OF_PROVIDER),
        (facts.due_on >= facts.today, Reason.DAY_PAST),
    ]
    return [reason for holds, reason in checks if not holds]


@dataclass(frozen=True, kw_only=True)
class DrawingFacts:
    kind: Kind
    drawn_from: DrawnFrom
    frame: int
    size: int
    from_on: date | None
    until_on: date | None


def reasons_not_to_draw(facts: DrawingFacts) -> list[Reason]:
    ordered = not (facts.from_on and facts.until_on) or facts.from_on <= facts.until_on
    checks = [
        (
            facts.kind != Kind.CALL or facts.drawn_from == DrawnFrom.SERVICES,
            Reason.CALL_OF_REFERRALS,
        ),
        (ordered, Reason.WINDOW),
        (0 < facts.size <= facts.frame, Reason.FRAME_TOO_SMALL),
    ]
    return [reason for holds, reason in checks if not holds]


@dataclass(frozen=True, kw_only=True)
class Said:
    """What was said of one point."""

    verdict: str
    note: str
    may_be: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class ReportingFacts:
    status: str
    is_assigned: bool
    held_on: date
    today: date
    points: Sequence[Said]
    reply_by: date | None


def reasons_not_to_report(facts: ReportingFacts) -> list[Reason]:
    result = result_of(point.verdict for point in facts.points if point.verdict)
    asks = result in WANTING
    checks = [
        (facts.status == Status.PLANNED, Reason.WRONG_STATUS),
        (facts.is_assigned, Reason.NOT_ASSIGNED),
        (facts.held_on <= facts.today, Reason.IN_FUTURE),
        (all(point.verdict in point.may_be for point in facts.points), Reason.POINTS_OPEN),
        (
            all(point.note.strip() for point in facts.points if point.verdict in WANTING),
            Reason.NOTE_MISSING,
        ),
        (not asks or bool(facts.reply_by and facts.reply_by >= facts.today), Reason.NO_REPLY_DAY),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_reply(*, status: str, text: str) -> list[Reason]:
    checks = [
        (status == Status.REPORTED, Reason.WRONG_STATUS),
        (bool(text.strip()), Reason.NO_TEXT),
    ]
    return [reason for holds, reason in checks if not holds]


@dataclass(frozen=True, kw_only=True)
class AgreeingFacts:
    status: str
    reply_by: date | None
    text: str
    due_on: date | None
    today: date


def reasons_not_to_agree(facts: AgreeingFacts) -> list[Reason]:
    """An improvement is agreed after the reply, or when the time to reply is over."""
    in_turn = facts.status in {Status.REPLIED, Status.AGREED, Status.REPORTED}
    checks = [
        (in_turn, Reason.WRONG_STATUS),
        (not reply_time_runs(facts.status, facts.reply_by, facts.today), Reason.REPLY_TIME_RUNS),
        (bool(facts.text.strip()), Reason.NO_TEXT),
        (facts.due_on is not None, Reason.NO_DAY),
        (facts.due_on is None or facts.due_on >= facts.today, Reason.DAY_PAST),
    ]
    return [reason for holds, reason in checks if not holds]


def reply_time_runs(status: str, reply_by: date | None, today: date) -> bool:
    return status == Status.REPORTED and reply_by is not None and reply_by >= today


def reasons_not_to_close(
    *, status: str, reply_by: date | None, why: str, today: date
) -> list[Reason]:
    """Without an improvement, with a reason in words."""
    checks = [
        (status in {Status.REPLIED, Status.REPORTED}, Reason.WRONG_STATUS),
        (not reply_time_runs(status, reply_by, today), Reason.REPLY_TIME_RUNS),
        (bool(why.strip()), Reason.NO_TEXT),
    ]
    return [reason for holds, reason in checks if not holds]


@dataclass(frozen=True, kw_only=True)
class SeeingFacts:
    is_open: bool
    seen: str
    note: str
    seen_on: date
    again_on: date | None
    today: date


def reasons_not_to_see_again(facts: SeeingFacts) -> list[Reason]:
    not_yet = facts.seen == SeenAgain.NOT_YET
    checks = [
        (facts.is_open, Reason.SEEN_ALREADY),
        (facts.seen in SeenAgain.values, Reason.POINTS_OPEN),
        (bool(facts.note.strip()), Reason.NO_TEXT),
        (facts.seen_on <= facts.today, Reason.IN_FUTURE),
        (not not_yet or facts.again_on is not None, Reason.NO_DAY),
        (
            not not_yet or facts.again_on is None or facts.again_on >= facts.today,
            Reason.DAY_PAST,
        ),
    ]
    return [reason for holds, reason in checks if not holds]
