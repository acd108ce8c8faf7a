"""How many surveys were held, why the others were not, and who stays wave after wave."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import Count, Q

from homeward.access.models import User
from homeward.followups.models import Try
from homeward.followups.response import Counts
from homeward.surveys.choices import RECALLED, NotDone, Status, WaveKind
from homeward.surveys.models import Instrument, Wave

# In the order of their times; those of other instruments come after, by name.
WAVES = [WaveKind.BASELINE, RECALLED, WaveKind.MIDTERM, WaveKind.FINAL]
BY = ("wave", "place", "interviewer")


@dataclass(frozen=True, kw_only=True)
class Line:
    """One cut of the figures."""

    label: str
    counts: Counts
    tries: int

    @property
    def response(self) -> int | None:
        return _per_cent(self.counts.response)

    @property
    def contact(self) -> int | None:
        return _per_cent(self.counts.contact)

    @property
    def cooperation(self) -> int | None:
        return _per_cent(self.counts.cooperation)

    @property
    def refusal(self) -> int | None:
        return _per_cent(self.counts.refusal)


def _per_cent(rate: Fraction | None) -> int | None:
    return None if rate is None else round(rate * 100)


@dataclass(frozen=True, kw_only=True)
class Kept:
    """Of those held in the first wave, how many were held in a later one too."""

    code: str
    held: int
    of_first: int

    @property
    def gone(self) -> int:
        return self.of_first - self.held


def figures(user: User, *, instrument: str, cut: str, on: date) -> list[Line]:
    """The reader's organisation's own surveys, whose time has begun, in the cuts of `cut`."""
    rows = (
        _begun(user, instrument, on)
        .order_by()
        .values(*_columns(cut), "status", "not_done_reason")
        .annotate(n=Count("pk"), late=Count("pk", filter=Q(status="planned", closes_on__lt=on)))
    )
    parts: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        parts[_name(row, cut)].append(row)
    tries = _tries(user, instrument, cut, on)
    return [
        Line(label=name, counts=_counts(parts[name]), tries=tries.get(name, 0))
        for name in sorted(parts, key=_order(cut))
    ]


def _begun(user: User, instrument: str, on: date) -> Any:
    return Wave.objects.filter(
        owner_org=user.organisation_id, instrument=instrument, opens_on__lte=on
    )


def _columns(by: str) -> tuple[str, ...]:
    return {
        "wave": ("kind",),
        "place": ("case__destination",),
        "interviewer": ("ended_by__name", "interviewer__name"),
    }[by]


def _name(row: dict[str, Any], by: str, prefix: str = "") -> str:
    values = [row[f"{prefix}{column}"] for column in _columns(by)]
    return next((value for value in values if value), "")


def _order(by: str) -> Any:
    """Waves by the order of their times; places and people by name, the unknown last."""
    if by != "wave":
        return lambda name: (not name, name)
    return lambda name: (WAVES.index(name) if name in WAVES else len(WAVES), name)


def _counts(rows: Sequence[dict[str, Any]]) -> Counts:
    missed: Counter[str] = Counter()
    held = overdue = planned = 0
    for row in rows:
        if row["status"] == Status.DONE:
            held += row["n"]
        elif row["status"] == Status.NOT_DONE:
            missed[row["not_done_reason"]] += row["n"]
        else:
            overdue += row["late"]
            planned += row["n"] - row["late"]
    return Counts(held=held, not_held=dict(missed), overdue=overdue, to_come=planned)


def _tries(user: User, instrument: str, by: str, on: date) -> dict[str, int]:
    rows = (
        Try.objects.filter(wave__in=_begun(user, instrument, on))
        .order_by()
        .values(*(f"wave__{column}" for column in _columns(by)))
        .annotate(n=Count("pk"))
    )
    found: Counter[str] = Counter()
    for row in rows:
        found[_name(row, by, "wave__")] += row["n"]
    return dict(found)


def reasons(lines: Sequence[Line]) -> list[tuple[str, int]]:
    """Why surveys were not held, the most frequent first."""
    total: Counter[str] = Counter()
    for line in lines:
        total.update(line.counts.not_held)
    return [(str(NotDone(code).label), count) for code, count in total.most_common()]


def panel(user: User, *, instrument: str, on: date) -> list[Kept]:
    """The same people, wave after wave: of the first wave's, who was held again in each."""
    rows = _begun(user, instrument, on).filter(status=Status.DONE).order_by()
    held: dict[str, set[Any]] = defaultdict(set)
    for kind, case_id in rows.values_list("kind", "case_id"):
        held[kind].add(case_id)
    # What is asked from memory is no wave of the panel.
    waves = sorted(held.keys() - {RECALLED}, key=_order("wave"))
    if not waves:
        return []
    first = held[waves[0]]
    return [Kept(code=kind, held=len(held[kind] & first), of_first=len(first)) for kind in waves]


def instruments_of(user: User) -> dict[str, str]:
    """Short names with titles, of those that the organisation planned surveys with."""
    planned = Wave.objects.filter(owner_org=user.organisation_id).values("instrument")
    return {one.code: str(one) for one in Instrument.objects.filter(code__in=planned)}
