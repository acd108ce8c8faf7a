"""One run after another, event by event, compiled by Numba.

Each queue is served in the order of joining by servers that may come and go: the recursion of
J. Kiefer and J. Wolfowitz (On the theory of queues with many servers, Transactions of the AMS 78,
1955), with each server's next free day instead of their sorted vector. It is exact: no time step.

Random numbers are a function of seed, run, case and purpose (the mixing function of SplitMix64:
G. L. Steele, D. Lea and C. H. Flood, Fast splittable pseudorandom number generators, OOPSLA 2014).
So a case is the same person in two models that are played with one seed, whatever else differs:
common random numbers, without any bookkeeping of streams.
"""

from functools import lru_cache
from typing import Any

import numba
import numpy as np

from homeward.simulation.model import Shape

GOLD = np.uint64(0x9E3779B97F4A7C15)
# Purposes of a case's random numbers; needs take two each from NEED on.
GAP, AREA, ASSESS, ASSESS_2, APPROVE, PRICE, PRICE_2 = range(7)
READY, READY_2, PASSED = 8, 9, 10
CRITERION, NEED, PER_NEED, BEGINS = 16, 64, 3, 4096
TINY, CENT = 1e-9, 1e-6
# A corridor's cases: numbers of their own for those who wait on the first day.
BEFORE, PER_WAY = 1 << 40, 1 << 42
EXPONENTIAL, LOGNORMAL = int(Shape.EXPONENTIAL), int(Shape.LOGNORMAL)
# Stages that a case waits before, in the order of `joined`, `begun` and `waited`.
ASSESSMENT, COMMISSION, MONEY, SERVICE = range(4)


def _mix(x):  # type: ignore[no-untyped-def]  # Numba infers them
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


def _uniform(base, purpose):  # type: ignore[no-untyped-def]
    """In (0, 1), never an end: a logarithm is taken of it."""
    bits = mix(base + np.uint64(purpose + 1) * GOLD) >> np.uint64(11)
    return (np.float64(bits) + 0.5) * 2.0**-53


def _drawn(base, purpose, mean, shape, spread):  # type: ignore[no-untyped-def]
    """A random amount; a lognormal by the method of Box and Muller (1958)."""
    if shape == EXPONENTIAL:
        return -mean * np.log(uniform(base, purpose))
    if shape == LOGNORMAL and spread > 0 and mean > 0:
        variance = np.log(1.0 + spread * spread)
        radius = np.sqrt(-2.0 * np.log(uniform(base, purpose)))
        normal = radius * np.cos(2.0 * np.pi * uniform(base, purpose + 1))
        return mean * np.exp(np.sqrt(variance) * normal - variance / 2.0)
    return mean


def _month(day, starts, of_day):  # type: ignore[no-untyped-def]
    """The month of a day before the end."""
    m = of_day[int(day)]
    while day >= starts[m + 1]:
        m += 1
    return m


def _first_free(free, most, places, day, starts, of_day):  # type: ignore[no-untyped-def]
    """(when, who): the first day from `day` on which a server is free and there. Infinite: never.

    Server i is there in the months that have more than i; what it has begun it finishes.
    """
    best, who = np.inf, -1
    months = len(starts) - 1
    for i in range(most):
        at = max(day, free[i])
        if at >= best or at >= starts[months]:
            continue
        m = month(at, starts, of_day)
        while m < months and places[m] <= i:
            m += 1
            if m < months:
                at = starts[m]
        if m < months and at < best:
            best, who = at, i
            if best <= day:
                break
    return best, who


def _in_order(times):  # type: ignore[no-untyped-def]
    """Places in `times`, earliest first, equal ones as they stand: a merge sort from below. Numba's
    own argsort takes longer to compile than all else here."""
    n = len(times)
    order, other = np.arange(n), np.empty(n, np.int64)
    width = 1
    while width < n:
        for low in range(0, n, 2 * width):
            middle, high = min(low + width, n), min(low + 2 * width, n)
            i, j = low, middle
            for k in range(low, high):
                if i < middle and (j >= high or times[order[i]] <= times[order[j]]):
                    other[k] = order[i]
                    i += 1
                else:
                    other[k] = order[j]
                    j += 1
        order, other = other, order
        width *= 2
    return order


def _come(  # type: ignore[no-untyped-def]
    run, starts, is_random, arrivals, waiting, key, came, by_way
):
    """Who comes, and how many: those who wait already, and the times of a Poisson process of
    changing rate, found by its expected number so far. -1 where there is no room for all."""
    months, n = len(starts) - 1, 0
    for c in range(arrivals.shape[0]):
        for i in range(waiting[c]):
            if n == len(key):
                return -1
            key[n] = mix(run + np.uint64(c * PER_WAY + BEFORE + i) * GOLD)
            came[n], by_way[n] = 0.0, c
            n += 1
        level, passed, m, i = 0.0 if is_random else -0.5, 0.0, 0, 0
        while True:
            base = mix(run + np.uint64(c * PER_WAY + i) * GOLD)
            level += -np.log(uniform(base, GAP)) if is_random else 1.0
            while m < months and passed + arrivals[c, m] < level - TINY:
                passed += arrivals[c, m]
                m += 1
            if m == months:
                break
            part = (level - passed) / arrivals[c, m]
            at = starts[m] + part * (starts[m + 1] - starts[m])
            if at >= starts[months]:
                break
            if n == len(key):
                return -1
            key[n], by_way[n], came[n] = base, c, at
            n += 1
            i += 1
    return n


def _assess(  # type: ignore[no-untyped-def]
    r, starts, of_day, key, came, staff, takes, criteria, asked, ready, who_ready,
    joined, begun, counted, waited, load, opened, fell, lone, prepares,
):  # fmt: skip
    """Assesses all who came, in their order, and lets go who does not meet a criterion that is
    asked when it is done; returns how many files are ready for the commission. Of who waited
    already on the first day a part of the preparation has passed."""
    months = len(starts) - 1
    most = staff.max()
    free = np.zeros(most)
    n_ready = 0
    for case in in_order(came):
        base, m = key[case], month(came[case], starts, of_day)
        joined[r, ASSESSMENT, m] += 1
        opened[r, m] += 1
        at, who = first_free(free, most, staff, came[case], starts, of_day)
        if who < 0:
            continue
        done = at + drawn(base, ASSESS, takes[0], takes[1], takes[2])
        free[who] = done
        waited[r, ASSESSMENT, m] += at - came[case]
        counted[r, ASSESSMENT, m] += 1
        m = month(at, starts, of_day)
        begun[r, ASSESSMENT, m] += 1
        # Work on a case fills the days of the months that it lies in.
        while m < months and at < done:
            until = min(done, starts[m + 1])
            load[r, m] += until - at
            at = until
            m += 1
        if done >= starts[months]:
            continue
        m = month(done, starts, of_day)
        failed, which = 0, -1
        for j in range(len(criteria)):
            if asked[j, m] and uniform(base, CRITERION + j) >= criteria[j]:
                failed += 1
                fell[r, j] += 1
                which = j
        if failed == 1:
            lone[r, which] += 1
        if failed:
            opened[r, m] -= 1
            continue
        takes_on = drawn(base, READY, prepares[0], prepares[1], prepares[2])
        if came[case] <= 0:
            takes_on *= uniform(base, PASSED)
        if done + takes_on >= starts[months]:
            continue
        ready[n_ready], who_ready[n_ready] = done + takes_on, case
        n_ready += 1
    return n_ready


def _count(r, which, m, days, is_known, passed, through):  # type: ignore[no-untyped-def]
    """How long somebody was on the way; of who was there on the first day, nobody knows."""
    if is_known:
        passed[r, which, m] += 1
        through[r, which, m] += days


def _pay(  # type: ignore[no-untyped-def]
    decided, m, spent, starts, shares, money, paid_by, so_far, dry
):
    """The day on which each donor's part of all prices so far has come; what is decided earlier is
    paid earlier. Notes the month in which a donor's money first did not suffice."""
    granted = decided
    for d in range(len(shares)):
        if shares[d] <= 0:
            continue
        while paid_by[d] < len(starts) - 1 and so_far[d] < spent * shares[d] - CENT:
            paid_by[d] += 1
            if paid_by[d] < len(starts) - 1:
                so_far[d] += money[d, paid_by[d]]
        there = starts[paid_by[d]]
        if there > decided and dry[d] < 0:
            dry[d] = m
        granted = max(granted, there)
    return granted


def _serve(  # type: ignore[no-untyped-def]
    r, base, granted, a, wanted, starts, of_day, services, patience, places, most, server,
    joined, begun, counted, waited, pools, pool_waited, passed, through, begins,
):  # fmt: skip
    """Each need in its own queue, from the day on which it can begin: the money is there, and what
    a service takes to begin has passed; returns the day on which the last of them is over."""
    end, last = starts[-1], granted
    m = month(granted, starts, of_day)
    for k in range(places.shape[0]):
        purpose = NEED + PER_NEED * k
        if uniform(base, purpose) >= wanted[k]:
            continue
        pools[r, 0, k, a] += 1
        joined[r, SERVICE, m] += 1
        free = server[k, a]
        can = granted + drawn(base, BEGINS + 2 * k, begins[k, 0], begins[k, 1], begins[k, 2])
        at, who = first_free(free, most[k, a], places[k, a], can, starts, of_day)
        if min(at, end) - can > patience[k]:
            pools[r, 2, k, a] += 1
            last = max(last, can + patience[k])
            continue
        if who < 0:
            last = end
            continue
        pools[r, 1, k, a] += 1
        pool_waited[r, k, a] += at - can
        waited[r, SERVICE, m] += at - can
        counted[r, SERVICE, m] += 1
        now = month(at, starts, of_day)
        begun[r, SERVICE, now] += 1
        count(r, 1, now, at - granted, True, passed, through)
        free[who] = at + drawn(base, purpose + 1, services[k, 0], services[k, 1], services[k, 2])
        last = max(last, free[who])
    return last


def _play(  # type: ignore[no-untyped-def]
    seed, first, starts, of_day, is_random,
    arrivals, waiting, areas, needs, prices, criteria, asked,
    staff, assess, days, seats, approved, shares, money, services, patience, places,
    room, joined, begun, counted, waited, agreed, pools, pool_waited, burnt, dry, load, opened,
    fell, lone, passed, through, prepares, begins,
):  # fmt: skip
    """Fills the arrays of outcomes, a row for each run; False where `room` was too small."""
    end, most = starts[-1], np.zeros(places.shape[:2], np.int64)
    for k in range(places.shape[0]):
        for a in range(places.shape[1]):
            most[k, a] = places[k, a].max()
    key, came = np.empty(room, np.uint64), np.empty(room)
    by_way, who_ready, ready = np.empty(room, np.int64), np.empty(room, np.int64), np.empty(room)
    for r in range(joined.shape[0]):
        run = mix(np.uint64(seed) * GOLD + mix(np.uint64(first + r) + GOLD))
        n = come(run, starts, is_random, arrivals, waiting, key, came, by_way)
        if n < 0:
            return False
        n_ready = assess_all(
            r, starts, of_day, key, came[:n], staff, assess, criteria, asked, ready, who_ready,
            joined, begun, counted, waited, load, opened, fell, lone, prepares,
        )  # fmt: skip
        session, taken, spent = 0, 0, 0.0
        paid_by, so_far = np.zeros(len(shares), np.int64), money[:, 0].copy()
        server = np.zeros((places.shape[0], places.shape[1], most.max() if most.size else 0))
        # The commission: the first session that has a seat, in the order of being ready.
        for index in in_order(ready[:n_ready]):
            case, since = who_ready[index], ready[index]
            base, c, m = key[case], by_way[case], month(since, starts, of_day)
            joined[r, COMMISSION, m] += 1
            while session < len(days) and (days[session] < since or taken >= seats[session]):
                session += 1
                taken = 0
            if session == len(days) or days[session] >= end:
                continue
            taken += 1
            decided = days[session]
            waited[r, COMMISSION, m] += decided - since
            counted[r, COMMISSION, m] += 1
            m = month(decided, starts, of_day)
            begun[r, COMMISSION, m] += 1
            count(r, 0, m, decided - came[case], came[case] > 0, passed, through)
            if uniform(base, APPROVE) >= approved:
                opened[r, m] -= 1
                continue
            agreed[r, m] += 1
            joined[r, MONEY, m] += 1
            price = drawn(base, PRICE, prices[c, 0], prices[c, 1], prices[c, 2])
            spent += price
            granted = pay(decided, m, spent, starts, shares, money, paid_by, so_far, dry[r])
            if granted >= end:
                continue
            waited[r, MONEY, m] += granted - decided
            counted[r, MONEY, m] += 1
            m = month(granted, starts, of_day)
            begun[r, MONEY, m] += 1
            for d in range(len(shares)):
                burnt[r, d, m] += shares[d] * price
            u, a = uniform(base, AREA), 0
            while a < areas.shape[1] - 1 and u >= areas[c, a]:
                u -= areas[c, a]
                a += 1
            last = serve(
                r, base, granted, a, needs[c], starts, of_day, services, patience, places, most,
                server, joined, begun, counted, waited, pools, pool_waited, passed, through, begins,
            )  # fmt: skip
            if last < end:
                opened[r, month(last, starts, of_day)] -= 1
    return True


mix: Any = numba.njit(nogil=True)(_mix)
uniform: Any = numba.njit(nogil=True)(_uniform)
drawn: Any = numba.njit(nogil=True)(_drawn)
month: Any = numba.njit(nogil=True)(_month)
first_free: Any = numba.njit(nogil=True)(_first_free)
in_order: Any = numba.njit(nogil=True)(_in_order)
come: Any = numba.njit(nogil=True)(_come)
assess_all: Any = numba.njit(nogil=True)(_assess)
count: Any = numba.njit(nogil=True)(_count)
pay: Any = numba.njit(nogil=True)(_pay)
serve: Any = numba.njit(nogil=True)(_serve)


@lru_cache(maxsize=1)
def compiled() -> Any:
    """Kept for the next process where there is a place to write it to."""
    try:
        return numba.njit(nogil=True, cache=True)(_play)
    except RuntimeError:
        return numba.njit(nogil=True)(_play)
