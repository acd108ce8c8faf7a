"""An offer as its pages show it: facts with their day, what is unknown, what to ask."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homeward.core.commas import enumerated
from homeward.core.patterns import Fact
from homeward.core.templatetags.writing import short_date
from homeward.offers import rules
from homeward.offers.choices import OfferStatus
from homeward.offers.models import Offer
from homeward.offers.queries import stale_since
from homeward.places.names import language_name
from homeward.services.choices import Category

STATUS_KINDS = {
    OfferStatus.DRAFT: "draft",
    OfferStatus.OPEN: "ok",
    OfferStatus.FILLED: "no",
    OfferStatus.CLOSED: "shut",
}


@dataclass(frozen=True)
class Line:
    """A status: its kind for the `status` tag, and its words."""

    kind: str
    text: str


@dataclass(frozen=True)
class Shown:
    """One offer of a list."""

    offer: Offer
    needs: list[str]
    place: str
    days: str
    places: Line
    fresh: Line
    tags: list[tuple[str, str]] = field(default_factory=list)
    missing: str = ""


def shown(offer: Offer) -> Shown:
    return Shown(
        offer=offer,
        needs=[str(Category(code).label) for code in offer.needs],
        place=place(offer),
        days=days(offer),
        places=places(offer),
        fresh=fresh(offer),
        tags=tags(offer),
        missing=missing(offer),
    )


def place(offer: Offer) -> str:
    parts = [offer.town.shown_name if offer.town else "", str(offer.area) if offer.area else ""]
    return " · ".join(part for part in parts if part)


def days(offer: Offer) -> str:
    first, last = offer.starts_on, offer.ends_on
    if first and last:
        return _("%(first)s to %(last)s") % {"first": short_date(first), "last": short_date(last)}
    if first:
        return _("from %(first)s") % {"first": short_date(first)}
    return _("until %(last)s") % {"last": short_date(last)} if last else ""


def places(offer: Offer) -> Line:
    if offer.status == OfferStatus.FILLED:
        return Line("no", _("All places taken"))
    if offer.places_free is None:
        return Line("unk", _("Free places unknown"))
    if not offer.places_free:
        return Line("no", _("No free place"))
    words = ngettext("%(n)d free place", "%(n)d free places", offer.places_free)
    return Line("ok", words % {"n": offer.places_free})


def fresh(offer: Offer) -> Line:
    on = offer.last_confirmed_on
    if on is None:
        return Line("unk", _("Never confirmed"))
    words = _("Confirmed on %(day)s") % {"day": short_date(on)}
    return Line("soon" if on < stale_since(timezone.localdate()) else "ok", words)


def tags(offer: Offer) -> list[tuple[str, str]]:
    """What decides who can take it up, where somebody has said it."""
    found = []
    if offer.intensity:
        found.append(("tools", str(offer.get_intensity_display())))
    if offer.weekly_hours is not None:
        found.append(("clock", _("%(n)s hours a week") % {"n": number(offer.weekly_hours)}))
    if offer.child_care:
        found.append(("baby-carriage", _("Children are looked after")))
    if offer.transport:
        found.append(("car", str(offer.get_transport_display())))
    return found


def missing(offer: Offer) -> str:
    """The four that nobody has said, in one sentence."""
    lacks = rules.missing(
        intensity=offer.intensity,
        child_care=offer.child_care,
        weekly_hours=offer.weekly_hours,
        transport=offer.transport,
    )
    return (
        _("Not said: %(what)s.") % {"what": enumerated(str(x.label) for x in lacks)}
        if lacks
        else ""
    )


def number(value: Any) -> str:
    """Without trailing noughts."""
    text = str(number_format(value, use_l10n=True))
    return str(number_format(int(value))) if value == int(value) else text


def _yes_no(value: bool | None) -> str:
    if value is None:
        return ""
    return _("Yes") if value else _("No")


def _age(offer: Offer) -> str:
    first, last = offer.minimum_age, offer.maximum_age
    if first is not None and last is not None:
        return _("%(first)s to %(last)s") % {"first": first, "last": last}
    if first is not None:
        return _("from %(first)s") % {"first": first}
    return _("until %(last)s") % {"last": last} if last is not None else ""


def money(amount: Any, currency: str, period: str = "") -> str:
    if amount is None:
        return ""
    return (
        f"{number_format(amount, decimal_pos=2, force_grouping=True)} {currency} {period}".strip()
    )


def facts(offer: Offer, groups: dict[str, str]) -> list[tuple[str, list[Fact]]]:
    """All that is known of it under headings, each fact with who said it and when."""
    said = _said(offer)

    def fact(label: Any, value: Any) -> Fact:
        known = value not in ("", None)
        return Fact(label, value if known else "", said if known else "",
                    "confirmed" if known else "unknown")  # fmt: skip

    for_whom = enumerated(groups.get(code, code) for code in offer.groups)
    wage = money(offer.wage, offer.currency, str(offer.get_wage_period_display() or ""))
    return [
        (
            _("Who can take it up"),
            [
                fact(_("Who it is for"), for_whom or _("Everybody")),
                fact(_("Age"), _age(offer)),
                fact(_("Languages"), enumerated(language_name(code) for code in offer.languages)),
                fact(_("Years of practice asked for"), _number_or_none(offer.years_asked)),
                fact(_("Local residents may come too"), _yes_no(offer.open_to_residents)),
                fact(_("May begin before departure"), _yes_no(offer.before_departure)),
            ],
        ),
        (
            _("What the days are like"),
            [
                fact(_("How hard the work is"), offer.get_intensity_display()),
                fact(_("Hours a week"), _number_or_none(offer.weekly_hours)),
                fact(_("When in the week"), offer.hours),
                fact(_("Children are looked after"), _yes_no(offer.child_care)),
                fact(_("How one comes there"), offer.get_transport_display()),
            ],
        ),
        (
            _("When and for how much"),
            [
                fact(_("Days"), days(offer)),
                fact(_("Apply by"), short_date(offer.apply_by)),
                fact(_("Wage"), wage),
                fact(_("Cost to the person"), money(offer.cost, offer.currency)),
            ],
        ),
    ]


def _number_or_none(value: Any) -> str:
    return "" if value is None else number(value)


def _said(offer: Offer) -> str:
    if offer.last_confirmed_on is None:
        return ""
    words = {"who": offer.last_confirmed_by, "day": short_date(offer.last_confirmed_on)}
    return _("%(who)s, %(day)s") % words


def warning(found: rules.Warning) -> str:
    """What a contract misses, in a sentence."""
    day = short_date(found.on) if found.on else ""
    sentences = {
        "share_low": _("Fewer than %(n)s of 100 people served are local residents."),
        "share_high": _("More than %(n)s of 100 people served are local residents."),
        "report_late": _("The report due on %(day)s has not come."),
        "visit_late": _("The joint visit due by %(day)s was not held."),
        "findings_late": ngettext(
            "%(n)s finding was not followed up in time.",
            "%(n)s findings were not followed up in time.",
            found.n,
        ),
        "too_many": ngettext(
            "%(n)s person more than there are seats was taken.",
            "%(n)s people more than there are seats were taken.",
            found.n,
        ),
        "seats_unused": ngettext(
            "The contract has ended, and %(n)s seat was not used.",
            "The contract has ended, and %(n)s seats were not used.",
            found.n,
        ),
    }
    return sentences[found.code] % {"n": found.n, "day": day}


def is_over(day: date | None, today: date) -> bool:
    return day is not None and day < today
