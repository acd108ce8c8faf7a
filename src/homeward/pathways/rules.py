"""When a market is full, what both sides seek, how a pathway stands: facts in, answers out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from homeward.pathways.choices import (
    ASKED_BY,
    OVER,
    SAID_BY_KIND,
    LeadState,
    Reason,
    RequirementKind,
    Validity,
)


@dataclass(frozen=True, kw_only=True)
class MarketFact:
    """The newest fact of one market; None: not said."""

    vacancies: int | None
    seekers: int | None
    observed_on: date


def ratio(fact: MarketFact) -> Decimal | None:
    """Seekers for each vacancy; None where one is unknown, or there is no vacancy to divide by."""
    if fact.vacancies is None or fact.seekers is None or fact.vacancies == 0:
        return None
    return Decimal(fact.seekers) / fact.vacancies


def is_full(
    fact: MarketFact, *, seekers_per_vacancy: Decimal, oldest_days: int, on: date
) -> bool | None:
    """None: not known, because a number is missing, nobody seeks anything, or the fact is old."""
    if fact.vacancies is None or fact.seekers is None:
        return None
    if fact.observed_on + timedelta(days=oldest_days) < on:
        return None
    if fact.vacancies == 0:
        return True if fact.seekers else None
    return fact.seekers >= seekers_per_vacancy * fact.vacancies


@dataclass(frozen=True, kw_only=True)
class Sought:
    """One side's word, with where it comes from."""

    country: str
    sector: str
    occupation: str
    source: str
    source_url: str
    on: date
    is_host: bool

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(text.strip().casefold() for text in (self.sector, self.occupation) if text)


@dataclass(frozen=True)
class Mutual:
    name: str
    hosts: tuple[Sought, ...]
    origins: tuple[Sought, ...]


def mutual(sought: Iterable[Sought]) -> list[Mutual]:
    """What a side of work and a side of origin both name, word for word; most voices first."""
    sides: dict[str, tuple[list[Sought], list[Sought]]] = {}
    names: dict[str, str] = {}
    for one in sought:
        for text in (one.sector, one.occupation):
            if key := text.strip().casefold():
                names.setdefault(key, text.strip())
                sides.setdefault(key, ([], []))[0 if one.is_host else 1].append(one)
    found = [
        Mutual(names[key], tuple(hosts), tuple(origins))
        for key, (hosts, origins) in sides.items()
        if any(host.country != origin.country for host in hosts for origin in origins)
    ]
    return sorted(found, key=lambda one: (-len(one.hosts) - len(one.origins), one.name.casefold()))


def validity(
    *, opens_on: date | None, closes_on: date | None, verify_by: date, on: date
) -> Validity:
    if closes_on and closes_on < on:
        return Validity.CLOSED
    if verify_by < on:
        return Validity.OLD
    return Validity.TO_COME if opens_on and opens_on > on else Validity.OPEN


@dataclass(frozen=True, kw_only=True)
class PathwayFacts:
    same_country: bool
    opens_on: date | None
    closes_on: date | None
    cost: Decimal | None
    currency: str
    source: str
    verify_by: date
    today: date


def reasons_not_to_keep(facts: PathwayFacts) -> list[Reason]:
    in_order = not (facts.opens_on and facts.closes_on) or facts.opens_on <= facts.closes_on
    checks = [
        (not facts.same_country, Reason.SAME_COUNTRY),
        (in_order, Reason.ENDS_BEFORE_IT_BEGINS),
        (facts.cost is None or bool(facts.currency), Reason.COST_NEEDS_CURRENCY),
        (bool(facts.source.strip()), Reason.NO_SOURCE),
        (facts.verify_by > facts.today, Reason.VERIFY_LATER),
    ]
    return [reason for holds, reason in checks if not holds]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One requirement as it is stated; what its kind is not asked by is left empty."""

    kind: RequirementKind
    least: int | None = None
    most: int | None = None
    language: str = ""
    level: str = ""
    amount: Decimal | None = None
    currency: str = ""
    text: str = ""
    is_must: bool = True
    source: str = ""
    valid_from: date | None = None
    valid_until: date | None = None

    @property
    def is_said(self) -> bool:
        """By a value of its kind, or by words; zero is a value."""
        values = (getattr(self, name) for name in ASKED_BY.get(self.kind, ()))
        by_value = any(value is not None and value != "" for value in values)
        return by_value or bool(self.text.strip()) or self.kind in SAID_BY_KIND


def reasons_not_to_ask_for(asked: Asked) -> list[Reason]:
    in_order = asked.least is None or asked.most is None or asked.least <= asked.most
    ends_later = (
        asked.valid_from is None
        or asked.valid_until is None
        or asked.valid_from <= asked.valid_until
    )
    checks = [
        (asked.is_said, Reason.NOTHING_ASKED),
        (in_order, Reason.LEAST_ABOVE_MOST),
        (asked.amount is None or bool(asked.currency), Reason.COST_NEEDS_CURRENCY),
        (bool(asked.source.strip()), Reason.NO_SOURCE),
        (asked.valid_from is not None, Reason.NO_FIRST_DAY),
        (ends_later, Reason.ENDS_BEFORE_IT_BEGINS),
    ]
    return [reason for holds, reason in checks if not holds]


def is_asked(*, valid_from: date | None, valid_until: date | None, on: date) -> bool:
    """On a day; what has no first day was always asked."""
    return (valid_from is None or valid_from <= on) and (valid_until is None or on <= valid_until)


def reasons_not_to_log(
    *, on: date, today: date, next_step: str, next_on: date | None
) -> list[Reason]:
    """A next step has a day, and a day has a step; none at all is an answer as well."""
    checks = [
        (on <= today, Reason.IN_FUTURE),
        (not next_step.strip() or next_on is not None, Reason.NO_DAY),
        (next_on is None or bool(next_step.strip()), Reason.NO_STEP),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_move(
    *, state: str, to: str, next_step: str, next_on: date | None
) -> list[Reason]:
    goes_on = LeadState(to) not in OVER
    checks = [
        (LeadState(state) not in OVER, Reason.OVER),
        (not goes_on or bool(next_step.strip()), Reason.NO_STEP),
        (not goes_on or next_on is not None, Reason.NO_DAY),
    ]
    return [reason for holds, reason in checks if not holds]
