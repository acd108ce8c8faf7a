"""From assumptions and changes to what the engine plays. What lacks is named, never made up."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from homeward.scenarios.choices import Change, Kind, Reason
from homeward.scenarios.rules.facts import Assumed, Changed, Missing
from homeward.simulation.model import (
    NEVER,
    Amount,
    Assessment,
    Commission,
    Corridor,
    Criterion,
    Donor,
    Floats,
    Ints,
    Model,
    Need,
    Shape,
)

# Shares that were rounded may miss one by so much; they are made to add up.
ROUNDED = 0.011
ALWAYS = (
    Kind.STAFF, Kind.ASSESS, Kind.READY, Kind.EVERY, Kind.SEATS, Kind.APPROVED, Kind.PRICE,
    Kind.START,
)  # fmt: skip


@dataclass(frozen=True)
class Book:
    """Assumptions by kind, each by its subject in the order in which the engine numbers them."""

    assumed: tuple[Assumed, ...]

    def of(self, kind: Kind) -> dict[str, Assumed]:
        return {one.subject: one for one in self.assumed if one.kind == kind}

    def value(self, kind: Kind, subject: str = "") -> float:
        return self.of(kind)[subject].value

    def names(self, kind: Kind) -> tuple[str, ...]:
        return tuple(sorted(self.of(kind)))

    @property
    def places(self) -> dict[tuple[str, str], float]:
        return {(a.subject, a.area): a.value for a in self.assumed if a.kind == Kind.PLACES}


def missing(assumed: Iterable[Assumed]) -> list[Missing]:
    """All that has to be assumed still."""
    book = Book(tuple(assumed))
    found = [
        Missing(kind=kind)
        for kind in (Kind.ARRIVALS, Kind.AREA, *ALWAYS, Kind.DONOR, Kind.NEED)
        if not book.of(kind)
    ]
    found += [
        Missing(kind=Kind.MONEY, subject=donor)
        for donor in book.names(Kind.DONOR)
        if donor not in book.of(Kind.MONEY)
    ]
    for need in book.names(Kind.NEED):
        if need not in book.of(Kind.TAKES):
            found.append(Missing(kind=Kind.TAKES, subject=need))
        found += [
            Missing(kind=Kind.PLACES, subject=need, area=area)
            for area in book.names(Kind.AREA)
            if (need, area) not in book.places
        ]
    return found


def reasons_not_to_play(assumed: Sequence[Assumed], *, is_under_way: bool) -> list[Reason]:
    book = Book(tuple(assumed))
    checks = [
        (not is_under_way, Reason.UNDER_WAY),
        (not missing(assumed), Reason.MISSING),
        (all(_adds_up(book, kind) for kind in (Kind.AREA, Kind.DONOR)), Reason.SHARES),
    ]
    return [reason for holds, reason in checks if not holds]


def _adds_up(book: Book, kind: Kind) -> bool:
    values = [one.value for one in book.of(kind).values()]
    return not values or abs(sum(values) - 1) < ROUNDED


def months_of(begins_on: date, months: int) -> list[date]:
    """The first day of each month."""
    start = begins_on.year * 12 + begins_on.month - 1
    return [date((start + m) // 12, (start + m) % 12 + 1, 1) for m in range(months)]


def build(
    assumed: Sequence[Assumed], changes: Sequence[Changed], *, begins_on: date, months: int
) -> Model:
    """The model of a scenario; nothing of what `missing` names may lack."""
    book = Book(tuple(assumed))
    days = [monthrange(day.year, day.month)[1] for day in months_of(begins_on, months)]
    starts = np.concatenate([[0.0], np.cumsum(days)])
    areas, needs, ways = (book.names(kind) for kind in (Kind.AREA, Kind.NEED, Kind.ARRIVALS))
    to = _shares(book, Kind.AREA)
    wants = np.array([
        min(1.0, book.value(Kind.NEED, need) * _factor(changes, Change.NEED, need, months)[0])
        for need in needs
    ])  # fmt: skip
    price = _amount(book.of(Kind.PRICE)[""], _factor(changes, Change.PRICE, "", months)[0])
    return Model(
        starts=starts,
        areas=areas,
        corridors=tuple(
            Corridor(
                name=way, arrivals=_arrivals(book, changes, way, months), areas=to, needs=wants,
                price=price, waiting=int(book.of(Kind.WAITING)[way].value)
                if way in book.of(Kind.WAITING) else 0,
            )
            for way in ways
        ),
        criteria=tuple(
            Criterion(
                name=name, met=book.value(Kind.CRITERION, name),
                asked=~_held(changes, Change.CRITERION, name, "", months),
            )
            for name in book.names(Kind.CRITERION)
        ),
        assessment=Assessment(
            staff=_whole(book.value(Kind.STAFF), _more(changes, Change.STAFF, "", "", months)),
            takes=_amount(book.of(Kind.ASSESS)[""]),
            ready=_amount(book.of(Kind.READY)[""]),
        ),
        commission=_commission(book, changes, starts),
        donors=tuple(
            Donor(name=name, share=float(share), money=_money(book, changes, name, months))
            for name, share in zip(
                book.names(Kind.DONOR), _shares(book, Kind.DONOR), strict=True
            )
        ),
        needs=tuple(
            Need(
                name=name, takes=_amount(book.of(Kind.TAKES)[name]),
                begins=_amount(book.of(Kind.START)[""]),
                patience=book.of(Kind.PATIENCE)[name].value
                if name in book.of(Kind.PATIENCE) else NEVER,
            )
            for name in needs
        ),
        places=np.array([
            [_places(book, changes, need, area, months) for area in areas] for need in needs
        ]),
    )  # fmt: skip


def _shares(book: Book, kind: Kind) -> Floats:
    values = np.array([book.value(kind, name) for name in book.names(kind)])
    shares: Floats = values / values.sum()
    return shares


def _amount(one: Assumed, factor: float = 1.0) -> Amount:
    """Lognormal where a spread is known, memoryless where none is."""
    if one.spread is None:
        return Amount(mean=one.value * factor, shape=Shape.EXPONENTIAL)
    return Amount(mean=one.value * factor, shape=Shape.LOGNORMAL, spread=one.spread)


def _arrivals(book: Book, changes: Sequence[Changed], way: str, months: int) -> Floats:
    trend = book.of(Kind.TREND).get(way)
    grows = 1 + (trend.value if trend else 0.0) / 100
    plain = book.value(Kind.ARRIVALS, way) * max(grows, 0.0) ** np.arange(months)
    came: Floats = plain * _factor(changes, Change.SURGE, way, months)
    return came


def _commission(book: Book, changes: Sequence[Changed], starts: Floats) -> Commission:
    every = book.value(Kind.EVERY)
    days = np.arange(every, starts[-1], every)
    month = np.searchsorted(starts, days, "right") - 1
    seats = _whole(
        book.value(Kind.SEATS), _more(changes, Change.SEATS, "", "", len(starts) - 1)[month]
    )
    return Commission(days=days, seats=seats, approved=book.value(Kind.APPROVED))


def _money(book: Book, changes: Sequence[Changed], donor: str, months: int) -> Floats:
    money = np.zeros(months)
    for one in book.assumed:
        if one.kind == Kind.MONEY and one.subject == donor and one.month:
            money[one.month - 1] += one.value
    return money * _factor(changes, Change.MONEY, donor, months)


def _places(book: Book, changes: Sequence[Changed], need: str, area: str, months: int) -> Ints:
    places = _whole(book.places[need, area], _more(changes, Change.PLACES, need, area, months))
    return np.where(_held(changes, Change.CLOSURE, need, area, months), 0, places)


def _whole(value: float, more: Ints) -> Ints:
    return np.maximum(int(value) + more, 0)


def _concerns(one: Changed, kind: Change, subject: str, area: str) -> bool:
    """What names no subject or area is of all."""
    return one.kind == kind and one.subject in ("", subject) and one.area in ("", area)


def _span(one: Changed) -> slice:
    return slice(one.from_month - 1, one.to_month)


def _factor(changes: Sequence[Changed], kind: Change, subject: str, months: int) -> Floats:
    found = np.ones(months)
    for one in changes:
        if _concerns(one, kind, subject, "") and one.factor is not None:
            found[_span(one)] *= one.factor
    return found


def _more(changes: Sequence[Changed], kind: Change, subject: str, area: str, months: int) -> Ints:
    found = np.zeros(months, dtype=np.int64)
    for one in changes:
        if _concerns(one, kind, subject, area) and one.number is not None:
            found[_span(one)] += one.number
    return found


def _held(
    changes: Sequence[Changed], kind: Change, subject: str, area: str, months: int
) -> "np.typing.NDArray[np.bool_]":
    found = np.zeros(months, dtype=bool)
    for one in changes:
        if _concerns(one, kind, subject, area):
            found[_span(one)] = True
    return found
