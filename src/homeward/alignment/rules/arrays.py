"""All pairs at once. Arrays of n x n, symmetric; the diagonal says nothing.

The comparisons are our own; what each means to a programme manager is written in
docs/decisions/0022. Likeness of names: token set ratio of rapidfuzz, 0 to 100.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process, utils

from homeward.alignment.choices import Aspect, Verdict, Why
from homeward.alignment.rules.facts import ENDED, PLANNED, RUNNING, ProgrammeFacts
from homeward.alignment.rules.reasons import bit
from homeward.programmes.rules.criteria import Kind, Meeting, meeting

Flags = npt.NDArray[np.bool_]
Masks = npt.NDArray[np.int64]
Verdicts = npt.NDArray[np.int8]
Days = npt.NDArray[np.float64]

# Set before the labelled pairs were compared (decision 22), and not moved since.
ALIKE = 90
# Of the places that either names, so many are named by both.
NEARLY_SAME = 0.8


@dataclass(frozen=True)
class Comparison:
    """`keys` are the programmes in the order of the arrays' rows and columns.

    `verdicts` is aspect -> n x n of Verdict; `reasons` an n x n mask of Why; `titles` likeness of
    the titles from 0 to 100; `overlaps` and `duplicates` say which pairs are worth a look.
    """

    keys: tuple[int, ...]
    verdicts: dict[Aspect, Verdicts]
    reasons: Masks
    titles: npt.NDArray[np.uint8]
    overlaps: Flags
    duplicates: Flags

    def pairs(self, wanted: Flags) -> list[tuple[int, int]]:
        """Positions of the pairs where `wanted`, each once."""
        first, second = np.nonzero(np.triu(wanted, 1))
        return list(zip(first.tolist(), second.tolist(), strict=True))


def compare(programmes: Sequence[ProgrammeFacts], *, today: date) -> Comparison:
    """Every pair of `programmes`, as known on `today`.

    Memory and time grow with the square of their number; 500 take well under a second.
    """
    count = len(programmes)
    reasons: Masks = np.zeros((count, count), dtype=np.int64)
    verdicts = {
        Aspect.DATES: _dates(programmes, today, reasons),
        Aspect.AREA: _areas(programmes, reasons),
        Aspect.OBJECTIVES: _objectives(programmes, reasons),
        Aspect.MONEY: _money(programmes, reasons),
        Aspect.CRITERIA: _criteria(programmes, reasons),
    }
    titles = _likeness([p.title for p in programmes])
    _note(reasons, titles >= ALIKE, Why.TITLE_ALIKE)
    _note(reasons, _same_lead(programmes), Why.SAME_LEAD)
    _note(reasons, _part(programmes), Why.PART_OF)
    for array in (reasons, titles, *verdicts.values()):
        np.fill_diagonal(array, 0)
    return Comparison(
        keys=tuple(p.key for p in programmes),
        verdicts=verdicts,
        reasons=reasons,
        titles=titles,
        overlaps=_overlaps(verdicts, reasons),
        duplicates=_duplicates(verdicts, reasons),
    )


def has(reasons: Masks, *whys: Why) -> Flags:
    """Where any of these reasons stands."""
    return (reasons & sum(bit(why) for why in whys)) != 0


def _note(reasons: Masks, where: Flags, why: Why) -> Flags:
    reasons |= np.where(where, bit(why), 0)
    return where


def _verdicts(contradict: Flags, meet: Flags) -> Verdicts:
    found = np.where(contradict, Verdict.CONTRADICT, np.where(meet, Verdict.MEET, Verdict.UNKNOWN))
    return found.astype(np.int8)


def _membership(sets: Sequence[Iterable[str]]) -> npt.NDArray[np.float32]:
    """Row for each set, column for each thing that any of them holds."""
    column = {name: number for number, name in enumerate(sorted({n for s in sets for n in s}))}
    found = np.zeros((len(sets), len(column)), dtype=np.float32)
    for row, names in enumerate(sets):
        found[row, [column[name] for name in names]] = 1
    return found


def _shared(sets: Sequence[Iterable[str]]) -> Flags:
    members = _membership(sets)
    return np.asarray(members @ members.T > 0)


def _known(values: Iterable[object]) -> Flags:
    """Where both sides hold something."""
    each = np.array([bool(value) for value in values], dtype=bool)
    return each[:, None] & each[None, :]


# Dates


def _days(values: Iterable[date | None]) -> Days:
    return np.array([np.nan if on is None else on.toordinal() for on in values])


def _dates(programmes: Sequence[ProgrammeFacts], today: date, reasons: Masks) -> Verdicts:
    """What certainly runs lies inside `core`, what may run inside `span`; NaN is unknown."""
    begin, end = _days(p.starts_on for p in programmes), _days(p.ends_on for p in programmes)
    status = np.array([p.status for p in programmes])
    both_dated = ~np.isnan(begin) & ~np.isnan(end)
    dated = both_dated[:, None] & both_dated[None, :]
    ended, other = status == ENDED, np.isin(status, (RUNNING, PLANNED))
    has_ended = (ended[:, None] & other[None, :]) | (other[:, None] & ended[None, :])
    apart = _apart(*_span(begin, end, status, today.toordinal()))
    meet = ~_apart(*_core(begin, end, status, today.toordinal()))
    _note(reasons, apart, Why.DATES_APART)
    _note(reasons, has_ended & ~dated, Why.ONE_HAS_ENDED)
    contradict = apart | (has_ended & ~dated)
    meet &= ~contradict
    _note(reasons, meet, Why.DATES_SHARED)
    _note(reasons, ~contradict & ~meet, Why.DATES_UNSAID)
    return _verdicts(contradict, meet)


def _span(begin: Days, end: Days, status: Any, today: int) -> tuple[Days, Days]:
    """The widest time in which each may run."""
    first = np.where(np.isnan(begin), np.where(status == PLANNED, today + 1, -np.inf), begin)
    last = np.where(np.isnan(end), np.where(status == ENDED, today, np.inf), end)
    return first, last


def _core(begin: Days, end: Days, status: Any, today: int) -> tuple[Days, Days]:
    """The time in which each is known to run; NaN where no day is known."""
    now = np.where(status == RUNNING, today, np.nan)
    first, last = np.fmin(begin, now), np.fmax(end, now)
    first = np.where(np.isnan(begin), np.fmin(end, now), first)
    last = np.where(np.isnan(end), np.fmax(begin, now), last)
    # A day in the past and "running" join; a day to come and "running" contradict, so the day is.
    late = begin > today
    return np.where(late, begin, first), np.where(late & np.isnan(end), begin, last)


def _apart(first: Days, last: Days) -> Flags:
    """No day in common. Where a side is NaN nothing is known to be in common: apart."""
    starts = np.maximum(first[:, None], first[None, :])
    ends = np.minimum(last[:, None], last[None, :])
    return ~(starts <= ends)


# Area


def _areas(programmes: Sequence[ProgrammeFacts], reasons: Masks) -> Verdicts:
    named = [p.places for p in programmes]
    reach = [{up for place in p.places for up in (place, *p.above.get(place, ()))} for p in programmes]
    both = _membership([*named, *reach])
    own, upward = both[: len(named)], both[len(named) :]
    shared = np.asarray(own @ upward.T + upward @ own.T > 0)
    known = _known(named)
    same_country = _shared([p.countries for p in programmes])
    region = _shared([p.wide for p in programmes]) & ~known
    meet = shared | region
    contradict = known & ~shared
    _note(reasons, contradict & ~same_country, Why.OTHER_COUNTRY)
    _note(reasons, contradict & same_country, Why.OTHER_AREA)
    _note(reasons, shared, Why.AREA_SHARED)
    _note(reasons, region, Why.REGION_SHARED)
    somewhere = _known(p.places or p.wide for p in programmes)
    unsaid = ~known & ~region
    _note(reasons, unsaid & somewhere, Why.AREA_WIDER)
    _note(reasons, unsaid & ~somewhere, Why.AREA_UNSAID)
    _note(reasons, _nearly_same(own) & known, Why.PLACES_SAME)
    _note(reasons, contradict & _beside(programmes), Why.PLACES_BESIDE)
    return _verdicts(contradict, meet)


def _nearly_same(members: npt.NDArray[np.float32]) -> Flags:
    """Jaccard's index of the places that two name."""
    shared = members @ members.T
    sizes = members.sum(axis=1)
    either = sizes[:, None] + sizes[None, :] - shared
    return np.asarray(shared >= NEARLY_SAME * np.maximum(either, 1))


def _beside(programmes: Sequence[ProgrammeFacts]) -> Flags:
    """Two places under one area, which is no country."""
    parents = [
        {p.above[place][0] for place in p.places if p.above.get(place)} - p.countries
        for p in programmes
    ]
    return _shared(parents)


# Objectives


def _objectives(programmes: Sequence[ProgrammeFacts], reasons: Masks) -> Verdicts:
    shared = _shared([p.sectors for p in programmes])
    known = _known(p.sectors for p in programmes)
    _note(reasons, shared, Why.SECTORS_SHARED)
    _note(reasons, known & ~shared, Why.OTHER_SECTORS)
    _note(reasons, ~known, Why.SECTORS_UNSAID)
    return _verdicts(known & ~shared, shared)


# Money


def _money(programmes: Sequence[ProgrammeFacts], reasons: Masks) -> Verdicts:
    funders = _shared([p.funders for p in programmes])
    other_funders = _known(p.funders for p in programmes) & ~funders
    currency = _shared([p.currencies for p in programmes])
    other_currency = _known(p.currencies for p in programmes) & ~currency
    unfunded = _year_unfunded(programmes)
    contradict = other_funders | other_currency | unfunded
    meet = (funders | currency) & ~contradict
    _note(reasons, other_funders, Why.OTHER_FUNDERS)
    _note(reasons, funders, Why.FUNDERS_SHARED)
    _note(reasons, other_currency, Why.OTHER_CURRENCY)
    _note(reasons, currency & ~other_currency, Why.BUDGETS_MEET)
    _note(reasons, unfunded, Why.YEAR_UNFUNDED)
    _note(reasons, ~contradict & ~meet, Why.MONEY_UNSAID)
    return _verdicts(contradict, meet)


def _year_unfunded(programmes: Sequence[ProgrammeFacts]) -> Flags:
    """A year in which both run and both are budgeted at all, and only one of them has money.

    A year that a programme with a budget doesn't name has none; one without any is unknown.
    """
    years = sorted({year for p in programmes for year in p.budgets})
    funded = np.array(
        [[p.budgets.get(year, 0) > 0 for year in years] for p in programmes], dtype=np.float32
    ).reshape(len(programmes), len(years))
    runs = np.array(
        [[_runs_in(p, year) for year in years] for p in programmes], dtype=np.float32
    ).reshape(len(programmes), len(years))
    has_money, has_none = funded * runs, (1 - funded) * runs
    lone = has_money @ has_none.T
    return np.asarray((lone + lone.T) > 0) & _known(p.budgets for p in programmes)


def _runs_in(programme: ProgrammeFacts, year: int) -> bool:
    """By its dates, both of them known."""
    if programme.starts_on is None or programme.ends_on is None:
        return False
    return programme.starts_on.year <= year <= programme.ends_on.year


# Criteria


def _criteria(programmes: Sequence[ProgrammeFacts], reasons: Masks) -> Verdicts:
    """Kind by kind. They meet only where each kind that one of them states, both state."""
    count = len(programmes)
    apart = np.zeros((count, count), dtype=bool)
    unsaid = ~_known(p.bounds.by_kind for p in programmes)
    for kind in {kind for p in programmes for kind in p.bounds.by_kind}:
        table = _meetings(programmes, kind)
        apart |= table == Meeting.APART
        stated = np.array([kind in p.bounds.by_kind for p in programmes])
        unsaid |= (stated[:, None] | stated[None, :]) & (table == Meeting.UNKNOWN)
    meet = ~apart & ~unsaid
    _note(reasons, apart, Why.CRITERIA_APART)
    _note(reasons, meet, Why.CRITERIA_MEET)
    _note(reasons, ~apart & unsaid, Why.CRITERIA_UNSAID)
    return _verdicts(apart, meet)


def _meetings(programmes: Sequence[ProgrammeFacts], kind: Kind) -> Any:
    """Each bound is compared once with each other: programmes share few different ones."""
    bounds = [p.bounds.by_kind.get(kind) for p in programmes]
    distinct = list(dict.fromkeys(bounds))
    place = {bound: number for number, bound in enumerate(distinct)}
    table = np.array([[meeting(one, other) for other in distinct] for one in distinct])
    rows = np.array([place[bound] for bound in bounds])
    return table[np.ix_(rows, rows)]


# Likeness


def _likeness(texts: Sequence[str]) -> npt.NDArray[np.uint8]:
    """0 to 100; an empty text is like nothing."""
    found = process.cdist(
        texts, texts, scorer=fuzz.token_set_ratio, processor=utils.default_process, dtype=np.uint8
    )
    empty = np.array([not text.strip() for text in texts], dtype=bool)
    found[empty, :] = 0
    found[:, empty] = 0
    return found


def _same_lead(programmes: Sequence[ProgrammeFacts]) -> Flags:
    return _shared([{p.lead_key} - {""} for p in programmes]) | (
        _likeness([p.lead for p in programmes]) >= ALIKE
    )


def _part(programmes: Sequence[ProgrammeFacts]) -> Flags:
    """One is a part of the other, at any depth."""
    parent = {p.key: p.part_of for p in programmes}
    above = [{str(up) for up in _above(p.key, parent)} for p in programmes]
    both = _membership([*above, *[{str(p.key)} for p in programmes]])
    up, own = both[: len(above)], both[len(above) :]
    found = up @ own.T
    return np.asarray((found + found.T) > 0)


def _above(key: int, parent: dict[int, int | None]) -> Iterable[int]:
    seen = {key}
    while (up := parent.get(key)) is not None and up not in seen:
        yield up
        seen.add(up)
        key = up


# Findings


def _overlaps(verdicts: dict[Aspect, Verdicts], reasons: Masks) -> Flags:
    """Same place, same time, same purpose; a part and its whole are none."""
    every = (Aspect.DATES, Aspect.AREA, Aspect.OBJECTIVES)
    meet: Callable[[Aspect], Flags] = lambda aspect: verdicts[aspect] == Verdict.MEET  # noqa: E731
    return np.logical_and.reduce([meet(aspect) for aspect in every]) & ~has(reasons, Why.PART_OF)


def _duplicates(verdicts: dict[Aspect, Verdicts], reasons: Masks) -> Flags:
    """One undertaking entered twice: same lead and purpose, no country apart, and beside that

    nearly the same places; or places that are shared or beside each other, with no other funder;
    or titles alike with a funder in common.
    """
    possible = (
        has(reasons, Why.SAME_LEAD)
        & (verdicts[Aspect.OBJECTIVES] == Verdict.MEET)
        & (verdicts[Aspect.DATES] != Verdict.CONTRADICT)
        & ~has(reasons, Why.PART_OF, Why.OTHER_COUNTRY)
    )
    close = has(reasons, Why.AREA_SHARED, Why.PLACES_BESIDE)
    beside = close & ~has(reasons, Why.OTHER_FUNDERS)
    alike = has(reasons, Why.TITLE_ALIKE) & has(reasons, Why.FUNDERS_SHARED)
    alike &= verdicts[Aspect.AREA] != Verdict.CONTRADICT
    return possible & (has(reasons, Why.PLACES_SAME) | beside | alike)
