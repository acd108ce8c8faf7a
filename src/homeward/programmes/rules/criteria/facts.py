"""What is known of a person or household on a day. What is absent is unknown, and stays so."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from homeward.programmes.choices import PublishedWay
from homeward.programmes.rules.criteria.nodes import End
from homeward.programmes.rules.criteria.vocabulary import Kind

MONTHS = 12


@dataclass(frozen=True)
class Span:
    """Somewhere between two ends, both included: a year of birth alone gives two ages.

    `currency` goes with money. An end that is None is not known.
    """

    least: End | None
    most: End | None
    currency: str = ""

    @classmethod
    def of(cls, value: End, currency: str = "") -> "Span":
        return cls(value, value, currency)


@dataclass(frozen=True)
class Traits:
    """Values that hold, and those that don't; with `closed`, no other holds."""

    has: frozenset[str] = frozenset()
    lacks: frozenset[str] = frozenset()
    closed: bool = True


@dataclass(frozen=True)
class Aid:
    on: date
    amount: Decimal | None = None
    currency: str = ""


Value = Span | Traits | None


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Facts of one person as of `on`. Every other field is None until somebody said it.

    `area` is the way down from the country ("GH/GH09/GH0907"), as far as it is known. `aid` is
    empty where it is known that there was none. `skills` are ESCO addresses or words.
    """

    on: date
    age: Span | None = None
    sex: str | None = None
    household_size: Span | None = None
    household: Traits | None = None
    vulnerabilities: Traits | None = None
    area: str | None = None
    nationalities: frozenset[str] | None = None
    returns_on: Span | None = None
    aid: tuple[Aid, ...] | None = None
    languages: frozenset[str] | None = None
    skills: frozenset[str] | None = None
    residence: Traits | None = None
    months_in_area: Span | None = None

    def value(self, kind: Kind) -> Value:
        """What a leaf of this kind rests on, None where it is unknown."""
        return _VALUES[kind](self)


@dataclass(frozen=True, kw_only=True)
class PackageFacts(Facts):
    """For the table of a published package alone: no decision on a person builds one."""

    published_way: PublishedWay | None = None


def months_between(first: date, last: date) -> int:
    """Whole months from one day to another; negative where the second comes first."""
    months = (last.year - first.year) * MONTHS + last.month - first.month
    return months - (last.day < first.day)


def _closed(values: frozenset[str] | None) -> Traits | None:
    return None if values is None else Traits(values)


def _sex(facts: Facts) -> Traits | None:
    return None if facts.sex is None else Traits(frozenset({facts.sex}))


def _area(facts: Facts) -> Traits | None:
    """Every area above the person's holds; what lies below it is open."""
    if not facts.area:
        return None
    steps = facts.area.split("/")
    return Traits(frozenset("/".join(steps[: n + 1]) for n in range(len(steps))), closed=False)


def _months_since_return(facts: Facts) -> Span | None:
    """Unknown before the return: nobody knows yet whether the plan holds."""
    span = facts.returns_on
    if span is None or not isinstance(span.most, date) or span.most > facts.on:
        return None
    first = span.least if isinstance(span.least, date) else None
    return Span(
        months_between(span.most, facts.on),
        None if first is None else months_between(first, facts.on),
    )


def _months_since_aid(facts: Facts) -> Span | None:
    if facts.aid is None:
        return None
    past = [months_between(aid.on, facts.on) for aid in facts.aid if aid.on <= facts.on]
    return Span.of(min(past)) if past else NEVER


def _earlier_aid(facts: Facts) -> Span | None:
    """The sum; unknown where amounts are missing or of several currencies."""
    if facts.aid is None:
        return None
    currencies = {aid.currency for aid in facts.aid}
    amounts = [aid.amount for aid in facts.aid]
    if not amounts:
        return Span.of(Decimal(0))
    if len(currencies) != 1 or any(amount is None for amount in amounts):
        return None
    known = [amount for amount in amounts if amount is not None]
    return Span.of(sum(known, Decimal(0)), currencies.pop())


def _way(facts: Facts) -> Traits | None:
    way = facts.published_way if isinstance(facts, PackageFacts) else None
    return None if way is None or way == PublishedWay.ANY else Traits(frozenset({way.value}))


# Who never had aid has waited longer than anybody can ask for.
NEVER = Span.of(10_000)

_VALUES: Mapping[Kind, Callable[[Facts], Value]] = {
    Kind.AGE: lambda facts: facts.age,
    Kind.SEX: _sex,
    Kind.HOUSEHOLD_SIZE: lambda facts: facts.household_size,
    Kind.HOUSEHOLD: lambda facts: facts.household,
    Kind.VULNERABILITY: lambda facts: facts.vulnerabilities,
    Kind.AREA: _area,
    Kind.NATIONALITY: lambda facts: _closed(facts.nationalities),
    Kind.RETURN_DATE: lambda facts: facts.returns_on,
    Kind.MONTHS_SINCE_RETURN: _months_since_return,
    Kind.MONTHS_SINCE_AID: _months_since_aid,
    Kind.EARLIER_AID: _earlier_aid,
    Kind.LANGUAGE: lambda facts: _closed(facts.languages),
    Kind.SKILL: lambda facts: _closed(facts.skills),
    Kind.RESIDENCE: lambda facts: facts.residence,
    Kind.MONTHS_IN_AREA: lambda facts: facts.months_in_area,
    Kind.WAY_OF_RETURN: _way,
}
