"""A service as the directory's pages show it: each text in the reader's language or its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from babel.dates import format_skeleton, get_day_names
from babel.lists import format_list
from django.utils import formats, timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from homeward.core.templatetags.writing import short_date
from homeward.places.names import language_name
from homeward.programmes.models import TargetGroup
from homeward.services import queries
from homeward.services.models import CostOption, Schedule, Service
from homeward.services.queries import FRESH_DAYS, Said
from homeward.services.rules import Open
from homeward.services.rules.hours import WEEKDAYS

DAYS_OF_MONTH = 30
# Two days are told by their names, more of them as from and to.
SHORT = 2
Names = dict[str, str] | None


@dataclass(frozen=True)
class Line:
    """A status: its kind for the `status` tag, and its words."""

    kind: str
    text: str


@dataclass(frozen=True)
class Entry:
    """One line of the list."""

    service: Service
    name: Said
    place: Said
    summary: Said
    places: Line
    fresh: Line
    is_confidential: bool
    hours: Line | None
    distance: str
    groups: list[str]


def entry(
    service: Service, *, km: float | None = None, hours: Line | None = None, names: Names = None
) -> Entry:
    """`names` says what the codes of groups mean; asked once for a whole list."""
    said = queries.said
    names = group_names() if names is None else names
    return Entry(
        service=service,
        name=said(service, "name"),
        place=queries.place_name(service),
        summary=_one_line(said(service, "description") or said(service, "eligibility")),
        places=places_line(service),
        fresh=freshness(service, timezone.localdate()),
        is_confidential=queries.is_confidential(service),
        hours=hours,
        distance=distance(service, km),
        groups=[names.get(code, code) for code in service.groups],
    )


def group_names() -> dict[str, str]:
    return {group.code: str(group) for group in TargetGroup.objects.all()}


def distance(service: Service, km: float | None) -> str:
    """As the crow flies; nothing for a confidential place, whose area alone may be known."""
    if km is None or queries.is_confidential(service):
        return ""
    if km < 1:
        return _("less than 1 km away")
    number = formats.number_format(km, decimal_pos=0 if km >= 10 else 1)  # noqa: PLR2004
    return _("%(km)s km away") % {"km": number}


OPEN_LINES = {
    Open.OPEN: ("ok", gettext_lazy("Open now")),
    Open.CLOSED: ("no", gettext_lazy("Closed now")),
    Open.UNKNOWN: ("unk", gettext_lazy("Hours unknown")),
}


def open_line(state: Open) -> Line:
    kind, words = OPEN_LINES[state]
    return Line(kind, str(words))


def _one_line(said: Said) -> Said:
    return Said(" · ".join(line for line in said.text.splitlines() if line.strip()), said.language)


def places_line(service: Service) -> Line:
    free, all_places = service.places_free, service.places_total
    if free is None:
        return Line("unk", _("Free places: unknown"))
    if free == 0:
        return Line("no", _("No place free"))
    if all_places is None:
        words = ngettext("%(free)d place free", "%(free)d places free", free)
        return Line("ok", words % {"free": free})
    words = _("%(free)d of %(all)d places free")
    return Line("ok", words % {"free": free, "all": all_places})


def freshness(service: Service, today: date) -> Line:
    """How much the entry can be relied on, and what to do where it can't."""
    on = service.last_confirmed_on
    if queries.has_run_out(service, today):
        words = _("Offered until %(date)s: ask whether it still is")
        return Line("soon", words % {"date": short_date(service.valid_until)})
    if on is None:
        return Line("unk", _("Never confirmed: ask before going"))
    days = (today - on).days
    if days > FRESH_DAYS:
        months = days // DAYS_OF_MONTH
        words = ngettext(
            "Not confirmed for %(months)d month: call before you go",
            "Not confirmed for %(months)d months: call before you go",
            months,
        )
        return Line("soon", words % {"months": months})
    if days <= 0:
        return Line("ok", _("Confirmed today"))
    words = ngettext("Confirmed %(days)d day ago", "Confirmed %(days)d days ago", days)
    return Line("ok", words % {"days": days})


@dataclass(frozen=True)
class Row:
    """A labelled text of the detail page."""

    label: Any
    said: Said


def wording(service: Service) -> list[Row]:
    rows = [
        Row(_("For whom"), queries.said(service, "eligibility")),
        Row(_("Not for"), queries.said(service, "ineligibility")),
        Row(_("Age"), Said(_ages(service))),
        Row(_("How to apply"), queries.said(service, "application_process")),
        Row(_("Fees"), queries.said(service, "fees")),
        Row(_("Waiting time"), waiting(service)),
        Row(_("Law it rests on"), queries.said(service, "legal_basis")),
        Row(_("Interpreting"), queries.said(service, "interpretation")),
        Row(_("Languages spoken"), Said(_list(map(language_name, service.languages)))),
        Row(_("Area served"), Said(service.coverage, _own(service))),
        Row(_("Part of"), part_of(service)),
        Row(_("Accreditations"), Said(service.accreditations, _own(service))),
    ]
    return [row for row in rows if row.said]


def waiting(service: Service) -> Said:
    """In days where they are counted, with the source's own words beside them."""
    words = queries.said(service, "wait_time")
    days = service.wait_days
    if days is None:
        return words
    counted = _("None") if days == 0 else ngettext("%(n)d day", "%(n)d days", days) % {"n": days}
    return Said(f"{counted} · {words.text}", words.language) if words else Said(counted)


def part_of(service: Service) -> Said:
    if service.programme:
        return Said(service.programme.name)
    return Said(service.programme_name, _own(service))


def _own(service: Service) -> str:
    return "" if service.language == queries.reader_language() else service.language


def _ages(service: Service) -> str:
    low, high = (_years(age) for age in (service.minimum_age, service.maximum_age))
    if low and high:
        return _("%(low)s to %(high)s years") % {"low": low, "high": high}
    if low:
        return _("from %(low)s years") % {"low": low}
    return _("up to %(high)s years") % {"high": high} if high else ""


def _years(age: Any) -> str:
    return "" if age is None else formats.number_format(age.normalize(), use_l10n=True)


@dataclass(frozen=True)
class Hours:
    days: str
    hours: str
    said: Said
    notes: Said


def opening(schedules: Iterable[Schedule]) -> list[Hours]:
    """Days and hours where they are given in parts, else the source's own words."""
    shown = []
    for schedule in schedules:
        days, hours = _days(schedule), _hours(schedule)
        said = Said("") if days and hours else queries.hours_said(schedule)
        own = queries.own_language(schedule)
        notes = Said(schedule.notes, "" if own == queries.reader_language() else own)
        if days or hours or said:
            shown.append(Hours(days, hours, said, notes))
    return shown


def _days(schedule: Schedule) -> str:
    names = get_day_names("wide", locale=get_language() or "en")
    if (run := _run(schedule.byday)) is not None:
        first, last = run
        return _("%(first)s to %(last)s") % {"first": names[first], "last": names[last]}
    return _list(_day(day, names) for day in schedule.byday if day[-2:] in WEEKDAYS)


def _run(byday: list[str]) -> tuple[int, int] | None:
    """The first and last of days that follow each other, three at least, as Monday to Friday."""
    days = [WEEKDAYS.index(day) for day in byday if day in WEEKDAYS]
    follow = days == list(range(days[0], days[0] + len(days))) if days else False
    return (days[0], days[-1]) if follow and len(days) == len(byday) > SHORT else None


def _day(code: str, names: Any) -> str:
    """ "MO", or "2TU": the second Tuesday of a month."""
    name = str(names[WEEKDAYS.index(code[-2:])])
    words = {
        "1": _("first %(day)s of the month"),
        "2": _("second %(day)s of the month"),
        "3": _("third %(day)s of the month"),
        "4": _("fourth %(day)s of the month"),
        "-1": _("last %(day)s of the month"),
    }
    return words[code[:-2]] % {"day": name} if code[:-2] in words else name


def _list(parts: Iterable[str]) -> str:
    return format_list(list(parts), style="unit-short", locale=get_language() or "en")


def _hours(schedule: Schedule) -> str:
    opens, closes = schedule.opens_at, schedule.closes_at
    if opens and closes:
        return _("%(opens)s to %(closes)s") % {"opens": _hour(opens), "closes": _hour(closes)}
    return _("from %(opens)s") % {"opens": _hour(opens)} if opens else ""


def _hour(value: time) -> str:
    return format_skeleton("Hm", value, locale=get_language() or "en")


@dataclass(frozen=True)
class Cost:
    option: Said
    amount: str
    note: Said


def costs(service: Service) -> list[Cost]:
    own, first = _own(service), service.language
    return [
        Cost(
            queries.named(cost.option, cost.options, own=first),
            _amount(cost),
            Said(cost.description, own),
        )
        for cost in service.cost_options.all()
    ]


def _amount(cost: CostOption) -> str:
    if cost.amount is None:
        return ""
    amount = formats.number_format(cost.amount, decimal_pos=2, use_l10n=True)
    return f"{amount} {cost.currency}".strip()


def papers(service: Service) -> list[tuple[Said, str]]:
    """What to bring, and where to read more."""
    return [
        (queries.named(paper.document, paper.documents, own=service.language), paper.url)
        for paper in service.required_documents.all()
    ]


def has_contact(service: Service) -> bool:
    own = service.email or service.url or service.phones.all() or service.contacts.all()
    return bool(own or service.organisation.email or service.organisation.phone)
