"""What a returnee gets beside what a resident gets, so that aid does no harm where it lands."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from homeward.programmes.choices import Counted, Period, PublishedWay
from homeward.programmes.rules import packages

MONTHS_A_YEAR = 12
# Less than a tenth apart is called about the same.
ABOUT = Decimal("0.1")


class Entitlement(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def amount(self) -> Decimal | None: ...
    @property
    def currency(self) -> str: ...
    @property
    def period(self) -> str: ...
    @property
    def counted(self) -> str: ...


class Verdict(TextChoices):
    MORE = "more", _("Returnees get more in the first year.")
    SAME = "same", _("About the same in the first year.")
    LESS = "less", _("Residents get more in a year.")
    ONLY_RETURNEES = "only_returnees", _("No entitlement of residents is recorded: unknown.")
    ONLY_RESIDENTS = "only_residents", _("The package holds nothing of this kind.")
    OTHER_CURRENCY = (
        "other_currency",
        _("Not compared: the currencies differ and no rate was stated."),
    )
    NO_AMOUNT = "no_amount", _("Not compared: what residents get has no amount.")


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """One kind of help for one household, over the first year; amounts in the package's currency.

    `residents` is None where it can't be said.
    """

    kind: str
    returnee: Decimal
    resident: Decimal | None
    verdict: Verdict

    @property
    def difference(self) -> Decimal | None:
        return None if self.resident is None else abs(self.returnee - self.resident)


def a_year(entitlement: Entitlement, *, members: int) -> Decimal | None:
    """What a household can claim in a year, in the entitlement's own currency."""
    if entitlement.amount is None:
        return None
    times = MONTHS_A_YEAR if entitlement.period == Period.MONTH else 1
    heads = members if entitlement.counted == Counted.PERSON else 1
    return entitlement.amount * times * heads


def compared(
    lines: Iterable[packages.Line],
    entitlements: Iterable[Entitlement],
    *,
    currency: str,
    adults: int,
    members: int,
    way: str = PublishedWay.ANY,
    rate: Decimal | None = None,
) -> list[Comparison]:
    """Kind by kind, for a household of this size.

    `rate` is how much of the entitlements' other currency one unit of the package's buys. It is
    given by who compares: the software knows no rates. Without it nothing is converted.
    """
    given = packages.ceiling(lines, adults=adults, members=members, way=way)
    by_kind: dict[str, list[Entitlement]] = {}
    for entitlement in entitlements:
        by_kind.setdefault(entitlement.kind, []).append(entitlement)
    return [
        _compared(kind, given.get(kind), by_kind.get(kind, []), currency, members, rate)
        for kind in dict.fromkeys([*given, *by_kind])
    ]


def _compared(
    kind: str,
    given: Decimal | None,
    entitlements: list[Entitlement],
    currency: str,
    members: int,
    rate: Decimal | None,
) -> Comparison:
    sums = [_in_currency(each, currency, members, rate) for each in entitlements]
    known = [each for each in sums if isinstance(each, Decimal)]
    resident = sum(known, Decimal(0)) if entitlements and len(known) == len(sums) else None
    missing = next((each for each in sums if isinstance(each, Verdict)), None)
    if not entitlements:
        verdict = Verdict.ONLY_RETURNEES
    elif given is None:
        verdict = Verdict.ONLY_RESIDENTS
    else:
        verdict = missing or _verdict(given, resident or Decimal(0))
    return Comparison(kind=kind, returnee=given or Decimal(0), resident=resident, verdict=verdict)


def _in_currency(
    entitlement: Entitlement, currency: str, members: int, rate: Decimal | None
) -> Decimal | Verdict:
    amount = a_year(entitlement, members=members)
    if amount is None:
        return Verdict.NO_AMOUNT
    if entitlement.currency == currency:
        return amount
    if rate is None:
        return Verdict.OTHER_CURRENCY
    return (amount / rate).quantize(Decimal("0.01"))


def _verdict(returnee: Decimal, resident: Decimal) -> Verdict:
    if abs(returnee - resident) <= ABOUT * max(returnee, resident):
        return Verdict.SAME
    return Verdict.MORE if returnee > resident else Verdict.LESS
