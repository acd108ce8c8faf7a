"""The four facts by which offers are compared: when, how far, how many places, what money."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from homeward.core.templatetags.writing import short_date
from homeward.matches.queries.people import Known
from homeward.matches.queries.shown import ShownFact, said_once
from homeward.offers.choices import Transport, WagePeriod
from homeward.offers.models import Offer
from homeward.programmes.rules import criteria
from homeward.services.choices import Cost
from homeward.services.models import Service


class Facts:
    """What nobody said is left empty; the page calls it unknown."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.kept: dict[tuple[Any, ...], Any] = {}

    def of_offer(self, offer: Offer, km: float | None) -> list[ShownFact]:
        return [
            self._starts(offer.starts_on, offer.ends_on, offer.apply_by),
            self._far(km, offer.transport),
            self._free(offer.places_free, offer.places_total, offer.places_told_on),
            self._money(offer.wage, offer.wage_period, offer.cost, offer.currency),
        ]

    def of_service(self, service: Service, km: float | None) -> list[ShownFact]:
        return [
            self._any_time(),
            self._far(km, ""),
            self._free(service.places_free, service.places_total, service.places_told_on),
            self._cost(service.cost),
        ]

    @said_once
    def _any_time(self) -> ShownFact:
        return ShownFact(_("Starts"), _("Any time"), _("as the directory says"))

    @said_once
    def _starts(
        self, starts_on: date | None, ends_on: date | None, apply_by: date | None
    ) -> ShownFact:
        if starts_on is None:
            return ShownFact(_("Starts"), "")
        until = _("until %(day)s") % {"day": short_date(ends_on)} if ends_on else ""
        by = _("apply by %(day)s") % {"day": short_date(apply_by)} if apply_by else ""
        notes = " · ".join(filter(None, [until, by]))
        return ShownFact(_("Starts"), short_date(starts_on), notes)

    @said_once
    def _far(self, km: float | None, transport: str) -> ShownFact:
        place = self.known.place
        label = _("From %(place)s") % {"place": place.name} if place else _("Distance")
        value = "" if km is None else _("%(km)s km") % {"km": number_format(round(km))}
        return ShownFact(label, value, str(Transport(transport).label) if transport else "")

    @said_once
    def _free(self, free: int | None, total: int | None, told_on: date | None) -> ShownFact:
        if free is None:
            return ShownFact(_("Free places"), "")
        value = number_format(free)
        if total is not None:
            value = _("%(free)s of %(all)s") % {"free": value, "all": number_format(total)}
        told = _("told on %(day)s") % {"day": short_date(told_on)} if told_on else ""
        return ShownFact(_("Free places"), value, told)

    @said_once
    def _money(
        self, wage: Decimal | None, period: str, cost: Decimal | None, currency: str
    ) -> ShownFact:
        if wage is not None:
            paid = criteria.money(wage, currency)
            return ShownFact(_("Wage"), paid, str(WagePeriod(period).label) if period else "")
        if cost is not None:
            value = _("Free of charge") if cost == 0 else criteria.money(cost, currency)
            return ShownFact(_("Cost"), value)
        return self._nothing()

    @said_once
    def _cost(self, cost: str) -> ShownFact:
        return ShownFact(_("Cost"), Cost(cost).label) if cost else self._nothing()

    @said_once
    def _nothing(self) -> ShownFact:
        return ShownFact(_("Wage or cost"), "")
