"""What stops an action, how gaps are ranked, how ownership is counted: facts in, answers out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from homeward.capacity.choices import (
    OPEN,
    PART_OF,
    Came,
    Level,
    Part,
    PlanStatus,
    Reason,
    SessionStatus,
    Step,
)
from homeward.disclosure.single import hidden

MONTHS = 12
PER_QUARTER = 3


@dataclass(frozen=True, kw_only=True)
class Answered:
    code: str
    position: int
    level: int | None
    wished: int | None
    evidence: str


def reasons_not_to_finish(*, is_finished: bool, answers: Sequence[Answered]) -> list[Reason]:
    """Unknown is an answer, and "nothing in place" needs no proof; any level above it does."""
    checks = [
        (not is_finished, Reason.FINISHED),
        (any(one.level is not None for one in answers), Reason.NOTHING_ANSWERED),
        (all(one.evidence.strip() for one in answers if one.level), Reason.NO_EVIDENCE),
    ]
    return [reason for holds, reason in checks if not holds]


@dataclass(frozen=True)
class Gap:
    """`width` levels are missing; None: the level is unknown, so the gap is."""

    answer: Answered
    width: int | None


def gaps(answers: Iterable[Answered]) -> list[Gap]:
    """The widest first, among equals the lowest level; what is unknown comes after, to be asked.

    Where no level is wished, the wish is that it works.
    """
    found = []
    for one in answers:
        wished = Level.WORKS if one.wished is None else one.wished
        if one.level is None:
            found.append(Gap(one, None))
        elif one.level < wished:
            found.append(Gap(one, wished - one.level))
    return sorted(
        found,
        key=lambda gap: (gap.width is None, -(gap.width or 0), gap.answer.level or 0,
                         gap.answer.position),
    )  # fmt: skip


def reasons_not_to_propose(*, status: str, days: Sequence[date | None]) -> list[Reason]:
    checks = [
        (status in OPEN, Reason.NOT_A_DRAFT),
        (bool(days), Reason.NO_GOALS),
        (all(days), Reason.NO_DAYS),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_approve(*, status: str, is_partner: bool, is_writer: bool) -> list[Reason]:
    checks = [
        (status == PlanStatus.PROPOSED, Reason.NOT_PROPOSED),
        (is_partner, Reason.NOT_THE_PARTNER),
        (not is_writer, Reason.OWN_PLAN),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_meet(*, status: str, is_met: bool, note: str) -> list[Reason]:
    checks = [
        (status == PlanStatus.APPROVED, Reason.NOT_APPROVED),
        (not is_met, Reason.MET_ALREADY),
        (bool(note.strip()), Reason.NO_NOTE),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_enrol(
    *, status: str, seats_left: int, is_enrolled: bool, is_named: bool, is_colleague: bool
) -> list[Reason]:
    checks = [
        (status == SessionStatus.PLANNED, Reason.NOT_PLANNED),
        (seats_left > 0, Reason.NO_SEATS),
        (not is_enrolled, Reason.ENROLLED_ALREADY),
        (is_named, Reason.NOBODY_NAMED),
        (is_colleague, Reason.NOT_A_COLLEAGUE),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_record(
    *, status: str, has_begun: bool, came: Iterable[str | None]
) -> list[Reason]:
    said = {code.value for code in Came} - {Came.ENROLLED.value}
    checks = [
        (status == SessionStatus.PLANNED, Reason.NOT_PLANNED),
        (has_begun, Reason.NOT_BEGUN),
        (all(one in said for one in came), Reason.NOT_ALL_SAID),
    ]
    return [reason for holds, reason in checks if not holds]


def lapses_on(issued_on: date, valid_months: int | None) -> date | None:
    """The same day so many months on, or the month's last; None: it does not lapse."""
    if valid_months is None:
        return None
    months = issued_on.month - 1 + valid_months
    year, month = issued_on.year + months // MONTHS, months % MONTHS + 1
    for day in range(issued_on.day, 0, -1):
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return None


def quarter_of(day: date) -> date:
    """Its first day."""
    return date(day.year, (day.month - 1) // PER_QUARTER * PER_QUARTER + 1, 1)


def quarters_back(day: date, many: int) -> list[date]:
    """First days of this quarter and the ones before it, the newest first."""
    found, start = [], quarter_of(day)
    for _each in range(many):
        found.append(start)
        start = quarter_of(date(start.year - (start.month == 1), (start.month - 2) % MONTHS + 1, 1))
    return found


def next_quarter(start: date) -> date:
    return lapses_on(start, PER_QUARTER) or start


@dataclass(frozen=True, kw_only=True)
class Counted:
    """One step as it was counted: amounts, and how many rows stand behind each."""

    step: str
    currency: str
    own: Decimal
    abroad: Decimal
    unknown: Decimal
    own_n: int
    abroad_n: int
    unknown_n: int
    organisation: int | None = None


@dataclass(frozen=True, kw_only=True)
class Line:
    """One step as it may be told. None in all three: too few."""

    step: str
    currency: str = ""
    own: Decimal | None
    abroad: Decimal | None
    unknown: Decimal | None
    organisation: int | None = None

    @property
    def part(self) -> Part:
        return PART_OF[Step(self.step)]

    @property
    def whole(self) -> Decimal | None:
        return None if self.own is None or self.abroad is None else self.own + self.abroad

    @property
    def share(self) -> Decimal | None:
        """own / (own + abroad); unknown where it is hidden, or nothing is known to be done."""
        whole = self.whole
        return self.own / whole if whole and self.own is not None else None


def told(counted: Sequence[Counted], *, smallest: int) -> list[Line]:
    """The lines of one origin and quarter: a step with a side of too few is not told at all.

    Of a step that is told, its organisations are, but for those of too few and whatever would give
    them away.
    """
    lines = []
    wholes = [one for one in counted if one.organisation is None]
    for one in wholes:
        sides = (one.own_n, one.abroad_n, one.unknown_n)
        few = any(0 < side < smallest for side in sides)
        lines.append(_line(one, few=few))
        actors: dict[tuple[str, ...], int] = {
            (str(actor.organisation),): actor.own_n
            for actor in counted
            if actor.organisation is not None and actor.step == one.step
        }
        away = set(actors) if few or not actors else hidden(actors, smallest=smallest)
        lines += [
            _line(actor, few=(str(actor.organisation),) in away)
            for actor in counted
            if actor.organisation is not None and actor.step == one.step
        ]
    return lines


def _line(one: Counted, *, few: bool) -> Line:
    return Line(
        step=one.step, currency=one.currency, organisation=one.organisation,
        own=None if few else one.own, abroad=None if few else one.abroad,
        unknown=None if few else one.unknown,
    )  # fmt: skip


@dataclass(frozen=True)
class Index:
    """`parts`: the mean of each part's shares; `value`: their mean by weight. None: unknown."""

    parts: Mapping[Part, Decimal | None]
    value: Decimal | None


def index(lines: Iterable[Line], *, weights: Mapping[str, int]) -> Index:
    """A part is the mean of its lines' shares, the index the weighted mean of the known parts."""
    shares: dict[Part, list[Decimal]] = {}
    for line in lines:
        if line.organisation is None and line.share is not None:
            shares.setdefault(line.part, []).append(line.share)
    parts = {
        part: sum(shares[part], Decimal(0)) / len(shares[part]) if part in shares else None
        for part in Part
    }
    known = [(value, weights.get(part, 0)) for part, value in parts.items() if value is not None]
    total = sum(weight for _value, weight in known)
    if not total:
        return Index(parts, None)
    return Index(parts, sum((value * weight for value, weight in known), Decimal(0)) / total)
