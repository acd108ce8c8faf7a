"""Each aspect of all pairs: a verdict, and the reasons noted in the mask.

Arrays of n x n, symmetric; the diagonal says nothing.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import combinations_with_replacement
from typing import Any

import numpy as np

from homeward.alignment.choices import Why
from homeward.alignment.rules.arrays import (
    Days,
    Flags,
    Masks,
    Members,
    Verdicts,
    any_shared,
    both_known,
    decided,
    membership,
    note,
)
from homeward.alignment.rules.facts import ENDED, PLANNED, RUNNING, ProgrammeFacts
from homeward.programmes.rules.criteria import Kind, Meeting, meeting

# Of the places that either names, so many are named by both.
NEARLY_SAME = 0.8


# Dates


def _days(values: Iterable[date | None]) -> Days:
    return np.array([np.nan if on is None else on.toordinal() for on in values])


def dates(programmes: Sequence[ProgrammeFacts], today: date, reasons: Masks) -> Verdicts:
    """What certainly runs lies inside `core`, what may run inside `span`; NaN is unknown."""
    begin, end = _days(p.starts_on for p in programmes), _days(p.ends_on for p in programmes)
    status = np.array([p.status for p in programmes])
    both_dated = ~np.isnan(begin) & ~np.isnan(end)
    dated = both_dated[:, None] & both_dated[None, :]
    ended, other = status == ENDED, np.isin(status, (RUNNING, PLANNED))
    has_ended = (ended[:, None] & other[None, :]) | (other[:, None] & ended[None, :])
    apart = _apart(*_span(begin, end, status, today.toordinal()))
    meet = ~_apart(*_core(begin, end, status, today.toordinal()))
    note(reasons, apart, Why.DATES_APART)
    note(reasons, has_ended & ~dated, Why.ONE_HAS_ENDED)
    contradict = apart | (has_ended & ~dated)
    meet &= ~contradict
    note(reasons, meet, Why.DATES_SHARED)
    note(reasons, ~contradict & ~meet, Why.DATES_UNSAID)
    return decided(contradict, meet)


def _span(begin: Days, end: Days, status: Any, today: int) -> tuple[Days, Days]:
    """The widest time in which each may run."""
    first = np.where(np.isnan(begin), np.where(status == PLANNED, today + 1, -np.inf), begin)
    last = np.where(np.isnan(end), np.where(status == ENDED, today, np.inf), end)
    return first, last


def _core(begin: Days, end: Days, status: Any, today: int) -> tuple[Days, Days]:
    """From the first to the last day on which each is known to run; NaN where none is."""
    fits = ~(begin > today) & ~(end < today)
    now = np.where((status == RUNNING) & fits, today, np.nan)
    return np.fmin(np.fmin(begin, now), end), np.fmax(np.fmax(begin, now), end)


def _apart(first: Days, last: Days) -> Flags:
    """No day in common. Where a side is NaN nothing is known to be in common: apart."""
    starts = np.maximum(first[:, None], first[None, :])
    ends = np.minimum(last[:, None], last[None, :])
    return ~(starts <= ends)


# Area


def areas(programmes: Sequence[ProgrammeFacts], reasons: Masks) -> Verdicts:
    named = [p.places for p in programmes]
    reach = [
        {up for place in p.places for up in (place, *p.above.get(place, ()))} for p in programmes
    ]
    both = membership([*named, *reach])
    own, upward = both[: len(named)], both[len(named) :]
    shared = np.asarray(own @ upward.T + upward @ own.T > 0)
    known = both_known(named)
    same_country = any_shared([p.countries for p in programmes])
    region = any_shared([p.wide for p in programmes]) & ~known
    meet = shared | region
    contradict = known & ~shared
    note(reasons, contradict & ~same_country, Why.OTHER_COUNTRY)
    note(reasons, contradict & same_country, Why.OTHER_AREA)
    note(reasons, shared, Why.AREA_SHARED)
    note(reasons, region, Why.REGION_SHARED)
    somewhere = both_known(p.places or p.wide for p in programmes)
    unsaid = ~known & ~region
    note(reasons, unsaid & somewhere, Why.AREA_WIDER)
    note(reasons, unsaid & ~somewhere, Why.AREA_UNSAID)
    note(reasons, _nearly_same(own) & known, Why.PLACES_SAME)
    note(reasons, contradict & _beside(programmes), Why.PLACES_BESIDE)
    return decided(contradict, meet)


def _nearly_same(members: Members) -> Flags:
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
    return any_shared(parents)


# Objectives


def objectives(programmes: Sequence[ProgrammeFacts], reasons: Masks) -> Verdicts:
    shared = any_shared([p.sectors for p in programmes])
    known = both_known(p.sectors for p in programmes)
    note(reasons, shared, Why.SECTORS_SHARED)
    note(reasons, known & ~shared, Why.OTHER_SECTORS)
    note(reasons, ~known, Why.SECTORS_UNSAID)
    return decided(known & ~shared, shared)


# Money


def money(programmes: Sequence[ProgrammeFacts], reasons: Masks) -> Verdicts:
    funders = any_shared([p.funders for p in programmes])
    other_funders = both_known(p.funders for p in programmes) & ~funders
    currency = any_shared([p.currencies for p in programmes])
    other_currency = both_known(p.currencies for p in programmes) & ~currency
    unfunded = _year_unfunded(programmes)
    contradict = other_funders | other_currency | unfunded
    meet = (funders | currency) & ~contradict
    note(reasons, other_funders, Why.OTHER_FUNDERS)
    note(reasons, funders, Why.FUNDERS_SHARED)
    note(reasons, other_currency, Why.OTHER_CURRENCY)
    note(reasons, currency & ~other_currency, Why.BUDGETS_MEET)
    note(reasons, unfunded, Why.YEAR_UNFUNDED)
    note(reasons, ~contradict & ~meet, Why.MONEY_UNSAID)
    return decided(contradict, meet)


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
    return np.asarray((lone + lone.T) > 0) & both_known(p.budgets for p in programmes)


def _runs_in(programme: ProgrammeFacts, year: int) -> bool:
    """By its dates, both of them known."""
    if programme.starts_on is None or programme.ends_on is None:
        return False
    return programme.starts_on.year <= year <= programme.ends_on.year


# Criteria


def criteria(programmes: Sequence[ProgrammeFacts], reasons: Masks) -> Verdicts:
    """Kind by kind. They meet only where each kind that one of them states, both state.

    One that says it is open to everybody meets whatever the other states.
    """
    count = len(programmes)
    apart = np.zeros((count, count), dtype=bool)
    unsaid = np.zeros((count, count), dtype=bool)
    for kind in {kind for p in programmes for kind in p.bounds.by_kind}:
        table = _meetings(programmes, kind)
        apart |= table == Meeting.APART
        stated = np.array([kind in p.bounds.by_kind for p in programmes])
        unsaid |= (stated[:, None] | stated[None, :]) & (table == Meeting.UNKNOWN)
    is_open = np.array([p.bounds.stated and not p.bounds.by_kind for p in programmes], dtype=bool)
    unsaid &= ~(is_open[:, None] | is_open[None, :])
    unsaid |= ~both_known(p.bounds.stated for p in programmes)
    meet = ~apart & ~unsaid
    note(reasons, apart, Why.CRITERIA_APART)
    note(reasons, meet, Why.CRITERIA_MEET)
    note(reasons, ~apart & unsaid, Why.CRITERIA_UNSAID)
    return decided(apart, meet)


def _meetings(programmes: Sequence[ProgrammeFacts], kind: Kind) -> Any:
    """Each bound is compared once with each other: programmes share few different ones."""
    bounds = [p.bounds.by_kind.get(kind) for p in programmes]
    distinct = list(dict.fromkeys(bounds))
    place = {bound: number for number, bound in enumerate(distinct)}
    table = np.full((len(distinct), len(distinct)), Meeting.UNKNOWN, dtype=object)
    for (i, one), (j, other) in combinations_with_replacement(enumerate(distinct), 2):
        table[i, j] = table[j, i] = meeting(one, other)
    rows = np.array([place[bound] for bound in bounds])
    return table[np.ix_(rows, rows)]
