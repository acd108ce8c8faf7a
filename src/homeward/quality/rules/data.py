"""Lines of data quality: each names two facts, or one and what needs it, in words. As data.

What a line says is read here for one row, and by queries.data for all rows at once; a test holds
the two to each other. Nothing is decided by them about a person: each says what to put right.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Any

from django.utils.translation import gettext_lazy as _

from homeward.quality.choices import Group


class Of(Enum):
    """Which rows a line looks at. The words are those of their figures."""

    CASES = "cases"
    ARRIVALS = "arrivals"
    REFERRALS = "referrals"
    WAVES = "waves"
    ANSWERS = "answers"


class Is(Enum):
    """What is asked of a fact that no value names."""

    UNKNOWN = "unknown"
    KNOWN = "known"
    PAST = "past"


Wanted = Is | frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line.

    where     fact -> what it has to be for the line to look at the row
    lacks     the fact that is missing (of a missing line)
    after     two facts, days or moments: wrong where the first is later than the second
    found     fact -> what it must not be, where the rows of `where` have it
    delay     when it happened and when it was entered (of a late line)
    shown     the facts that are shown of a row
    """

    code: str
    group: Group
    of: Of
    words: Any
    todo: Any
    where: Mapping[str, Wanted] = field(default_factory=dict)
    lacks: str = ""
    after: tuple[str, str] | None = None
    found: Mapping[str, Wanted] = field(default_factory=dict)
    delay: tuple[str, str] | None = None

    @property
    def facts(self) -> list[str]:
        pair = self.after or self.delay or ()
        names = [*self.where, self.lacks, *pair, *self.found]
        return [name for name in dict.fromkeys(names) if name]

    @property
    def shown(self) -> tuple[str, ...]:
        return self.after or self.delay or ()


def is_known(value: Any) -> bool:
    return value is not None and value != ""


def day(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value


def holds(value: Any, wanted: Wanted, today: date) -> bool:
    if wanted is Is.UNKNOWN:
        return not is_known(value)
    if wanted is Is.KNOWN:
        return is_known(value)
    if wanted is Is.PAST:
        return is_known(value) and day(value) < today
    return value in wanted


def is_looked_at(line: Line, facts: Mapping[str, Any], today: date) -> bool:
    """Can the line be told of this row at all?"""
    pair = line.after or line.delay or ()
    return all(holds(facts.get(name), wanted, today) for name, wanted in line.where.items()) and (
        all(is_known(facts.get(name)) for name in pair)
    )


def is_wrong(line: Line, facts: Mapping[str, Any], today: date, limit: int | None = None) -> bool:
    """Is the row of these facts one that the line finds? Late is nothing without a limit."""
    if not is_looked_at(line, facts, today):
        return False
    if line.lacks:
        return not is_known(facts.get(line.lacks))
    if line.after:
        first, second = line.after
        return day(facts[first]) > day(facts[second])
    if line.delay:
        return limit is not None and delay_of(line, facts) > limit
    return all(holds(facts.get(name), wanted, today) for name, wanted in line.found.items())


def delay_of(line: Line, facts: Mapping[str, Any]) -> int:
    """Days between what happened and its entry; what was entered before counts as at once."""
    happened, entered = line.delay or ("", "")
    return max(0, (day(facts[entered]) - day(facts[happened])).days)


SENT = frozenset({"sent", "info_asked", "waiting_list"})
DELIVERED = frozenset({"completed", "not_completed", "confirmed"})
GOOD = frozenset({"certificate", "finished", "employed", "enrolled", "treated"})

LINES: tuple[Line, ...] = (
    Line(
        code="no_worker", group=Group.MISSING, of=Of.CASES,
        words=_("An open case, and nobody is named who works on it"),
        todo=_("Name who works on it"),
        where={"closed_at": Is.UNKNOWN}, lacks="worker_id",
    ),
    Line(
        code="no_destination", group=Group.MISSING, of=Of.CASES,
        words=_("A day of travel, and no place to which they return"),
        todo=_("Write down the place of return"),
        where={"closed_at": Is.UNKNOWN, "travels_on": Is.KNOWN}, lacks="destination",
    ),
    Line(
        code="no_day_to_answer", group=Group.MISSING, of=Of.REFERRALS,
        words=_("A referral was sent, and no day is agreed for its answer"),
        todo=_("Agree a day with the receiver"),
        where={"status": SENT}, lacks="answer_due_on",
    ),
    Line(
        code="no_first_day", group=Group.MISSING, of=Of.REFERRALS,
        words=_("A referral was accepted, and nobody knows the first day"),
        todo=_("Ask the receiver for the first day"),
        where={"status": frozenset({"accepted"})}, lacks="first_day",
    ),
    Line(
        code="no_word_of_person", group=Group.MISSING, of=Of.REFERRALS,
        words=_("A service has ended, and the person was not asked whether it was so"),
        todo=_("Ask the person, and write down what they say"),
        where={"status": frozenset({"completed", "not_completed"})}, lacks="person_says",
    ),
    Line(
        code="survey_time_over", group=Group.MISSING, of=Of.WAVES,
        words=_("The time of a survey is over: neither answers nor a reason are there"),
        todo=_("Say why it was not held"),
        where={"latest_on": Is.PAST}, found={"status": frozenset({"planned"})},
    ),
    Line(
        code="arrival_entered", group=Group.LATE, of=Of.ARRIVALS,
        words=_("From the arrival to its entry"),
        todo=_("Ask the reception desk how arrivals are noted"),
        where={"status": frozenset({"arrived"})}, delay=("case__arrived_on", "confirmed_at"),
    ),
    Line(
        code="outcome_entered", group=Group.LATE, of=Of.REFERRALS,
        words=_("From the end of a service to the entry of its outcome"),
        todo=_("Remind the provider to report at once"),
        where={"status": DELIVERED}, delay=("outcome_on", "reported_at"),
    ),
    Line(
        code="answers_entered", group=Group.LATE, of=Of.ANSWERS,
        words=_("From the interview to the entry of its answers"),
        todo=_("Ask the interviewer to send answers on the day"),
        delay=("held_on", "submitted_at"),
    ),
    Line(
        code="arrived_before_travel", group=Group.CONTRADICTORY, of=Of.CASES,
        words=_("Arrived before the day of travel"),
        todo=_("Ask which of the two days is right"),
        after=("travels_on", "arrived_on"),
    ),
    Line(
        code="closed_before_arrival", group=Group.CONTRADICTORY, of=Of.CASES,
        words=_("Closed before the arrival"),
        todo=_("Ask which of the two days is right"),
        after=("arrived_on", "closed_at"),
    ),
    Line(
        code="arrived_not_departed", group=Group.CONTRADICTORY, of=Of.CASES,
        words=_("Closed because they did not depart, and a day of arrival stands"),
        todo=_("Ask whether they are here"),
        where={"closure_reason": frozenset({"not_departed"})},
        found={"arrived_on": Is.KNOWN},
    ),
    Line(
        code="desk_says_not_arrived", group=Group.CONTRADICTORY, of=Of.ARRIVALS,
        words=_("The desk says that they did not arrive, and the case has a day of arrival"),
        todo=_("Ask the desk and the case manager"),
        where={"status": frozenset({"not_arrived"})},
        found={"case__arrived_on": Is.KNOWN},
    ),
    Line(
        code="began_before_sent", group=Group.CONTRADICTORY, of=Of.REFERRALS,
        words=_("A service began before the referral to it was sent"),
        todo=_("Ask the receiver for the first day"),
        after=("sent_at", "started_on"),
    ),
    Line(
        code="ended_before_began", group=Group.CONTRADICTORY, of=Of.REFERRALS,
        words=_("A service ended before it began"),
        todo=_("Ask the receiver which of the two days is right"),
        after=("started_on", "outcome_on"),
    ),
    Line(
        code="good_and_denied", group=Group.CONTRADICTORY, of=Of.REFERRALS,
        words=_("The provider reports a good outcome, and the person says it was not so"),
        todo=_("Speak with both, and have the outcome put right"),
        where={"outcome": GOOD, "person_says": Is.KNOWN},
        found={"person_says": frozenset({"no"})},
    ),
    Line(
        code="sent_after_closure", group=Group.CONTRADICTORY, of=Of.REFERRALS,
        words=_("A referral was sent after the case was closed"),
        todo=_("Open the case again, or withdraw the referral"),
        after=("sent_at", "case__closed_at"),
    ),
    Line(
        code="interview_before_arrival", group=Group.CONTRADICTORY, of=Of.ANSWERS,
        words=_("An interview after arrival was held before the arrival"),
        todo=_("Ask the interviewer for the day"),
        after=("wave__case__arrived_on", "held_on"),
    ),
    Line(
        code="interview_after_death", group=Group.CONTRADICTORY, of=Of.ANSWERS,
        words=_("An interview was held after the case was closed by a death"),
        todo=_("Ask the interviewer whom they spoke with"),
        where={"case__closure_reason": frozenset({"died"})},
        after=("held_on", "case__closed_at"),
    ),
)  # fmt: skip
BY_CODE: Mapping[str, Line] = {line.code: line for line in LINES}
# A limit in minutes; all others are of days.
SHORT_INTERVIEW = "short_interview"
LIMITED: Mapping[str, Any] = {
    **{line.code: line.words for line in LINES if line.delay},
    SHORT_INTERVIEW: _("From the beginning of an interview to its end"),
}
