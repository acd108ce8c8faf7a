"""Makes services of the paired records of the directory of Jordan."""

import csv
import re
from collections.abc import Iterable
from datetime import time
from functools import lru_cache
from importlib.resources import files
from typing import Any

from django.utils.translation import gettext as _

from homeward.access.choices import OrganisationKind
from homeward.actors.records import OrganisationRecord
from homeward.exchange.readers.jordan import Pair, Wordings, read_pairs
from homeward.exchange.readings import File, Reading
from homeward.services.choices import Category, Dimension, LocationType
from homeward.services.records import (
    AreaRecord,
    DirectoryRecord,
    LabelRecord,
    LocationRecord,
    PlaceRecord,
    ScheduleRecord,
    ServiceRecord,
    TaxonomyRecord,
    TermRecord,
    WordsRecord,
)

SOURCE = "services-jordan"
COUNTRY = "JO"
INDICATORS = "indicators"
OFFERED = ("What is offered", {"fr": "Ce qui est offert", "ar": "ما يُقدَّم"})
DAYS, OPENS, CLOSES = "availability-day", "office-open-at", "office-close-at"
FOR_WHOM = ("registration-type-requirement", "nationality", "intake-criteria")
HOW_TO_APPLY = (
    "referral-method",
    "immediate-next-step-response-after-referal",
    "response-delay-after-referrals",
)
IN_WORDING = {DAYS, OPENS, CLOSES, *FOR_WHOM, *HOW_TO_APPLY}
KNOWN = {
    "id",
    "locationName",
    "partnerName",
    "comments",
    "activity",
    "activityCategory",
    "activityName",
    "startDate",
    "endDate",
    INDICATORS,
    "Referral required",
}

CATEGORIES = {
    "CASH": (Category.CASH, Dimension.ECONOMIC),
    "EDUCATION": (Category.EDUCATION, Dimension.SOCIAL),
    "FOOD": (Category.FOOD, Dimension.SOCIAL),
    "HEALTH": (Category.HEALTH, Dimension.SOCIAL),
    "NFI": (Category.BASIC_ITEMS, Dimension.SOCIAL),
    "PROTECTION": (Category.PROTECTION, Dimension.SOCIAL),
    "SHELTER": (Category.HOUSING, Dimension.SOCIAL),
    "WASH": (Category.WATER, Dimension.SOCIAL),
}
# Activities whose need is narrower than their sector's.
ACTIVITIES = {
    "Child Protection": (Category.CHILDREN, Dimension.SOCIAL),
    "Community-focused Protection": (Category.COMMUNITY, Dimension.SOCIAL),
    "Nutrition Services": (Category.FOOD, Dimension.SOCIAL),
    "Psychosocial & Mental Health": (Category.PSYCHOSOCIAL, Dimension.PSYCHOSOCIAL),
    "Refugee Right": (Category.LEGAL, Dimension.SOCIAL),
    "Women Safe Spaces": (Category.WOMEN, Dimension.PSYCHOSOCIAL),
}
WEEK = {
    "Sun-Thurs": ("SU", "MO", "TU", "WE", "TH"),
    "Mon-Thurs and Sat": ("MO", "TU", "WE", "TH", "SA"),
    "Mondays only": ("MO",),
    "Tuesdays only": ("TU",),
    "Thursdays only": ("TH",),
    "Saturdays only": ("SA",),
    "Sundays only": ("SU",),
}
INTERNATIONAL = {"UNHCR", "WFP", "Un Women"}


def read(english: File, arabic: File) -> tuple[DirectoryRecord, Reading]:
    """The directory, or nothing of it where the files have a fault."""
    reading = Reading()
    pairs, wordings = read_pairs(english, arabic, reading)
    for of, wording, shared in wordings.doubtful():
        text = _("The Arabic wording “%(wording)s” stands for %(terms)s: it is left out.")
        terms = ", ".join(f"“{term}”" for term in shared)
        reading.note(arabic.name, text % {"wording": wording, "terms": terms}, field=of)
    services = tuple(_service(pair, wordings) for pair in pairs)
    if reading.faults:
        return DirectoryRecord(source=SOURCE), reading
    return DirectoryRecord(
        source=SOURCE,
        organisations=tuple(_organisations(pairs)),
        locations=tuple({_location_id(pair): _location(pair) for pair in pairs}.values()),
        taxonomies=tuple(_taxonomies(wordings)),
        services=services,
    ), reading


def _organisations(pairs: Iterable[Pair]) -> Iterable[OrganisationRecord]:
    for name in dict.fromkeys(_tidy(pair.en["partnerName"]) for pair in pairs):
        is_international = name in INTERNATIONAL
        kind = OrganisationKind.INTERNATIONAL if is_international else OrganisationKind.NGO
        yield OrganisationRecord(source_id=name, name=name, country=COUNTRY, kind=kind.value)


def _location_id(pair: Pair) -> str:
    point = f"{pair.point[0]},{pair.point[1]}" if pair.point else ""
    return f"{_tidy(pair.en['locationName'])}|{point}"


def _location(pair: Pair) -> LocationRecord:
    name, arabic = _tidy(pair.en["locationName"]), _tidy(pair.ar["locationName"])
    area = _governorate(name)
    if area is None:
        pair.cells.note(
            "locationName", _("No governorate is known for “%(name)s”.") % {"name": name}
        )
    latitude, longitude = pair.point or (None, None)
    return LocationRecord(
        source_id=_location_id(pair),
        kind=LocationType.PHYSICAL.value,
        name=name,
        names={"ar": arabic} if arabic != name else {},
        country=COUNTRY,
        area=area,
        latitude=latitude,
        longitude=longitude,
    )


@lru_cache(maxsize=1)
def _places() -> tuple[dict[str, AreaRecord], list[tuple[str, str]]]:
    """Governorates by P-code; and beginnings of places' names with their governorate's P-code."""
    folder = files("homeward.exchange") / "tables"
    with (folder / "jordan_governorates.csv").open(encoding="utf-8") as file:
        areas = {
            row["pcode"]: AreaRecord(
                name=row["name"], pcode=row["pcode"], names={"ar": row["name_ar"]}
            )
            for row in csv.DictReader(file)
        }
    with (folder / "jordan_places.csv").open(encoding="utf-8") as file:
        places = [(row["place"].casefold(), row["pcode"]) for row in csv.DictReader(file)]
    # The longest beginning that fits decides.
    return areas, sorted(places, key=lambda pair: -len(pair[0]))


def _governorate(place: str) -> AreaRecord | None:
    areas, places = _places()
    folded = place.casefold()
    return next((areas[pcode] for start, pcode in places if folded.startswith(start)), None)


def _taxonomies(wordings: Wordings) -> Iterable[TaxonomyRecord]:
    for of, (english, arabic) in wordings.lists.items():
        name, names = OFFERED if of == INDICATORS else (english, {"ar": arabic})
        yield TaxonomyRecord(
            source_id=of,
            name=name,
            names=names,
            is_in_wording=of in IN_WORDING,
            terms=tuple(
                TermRecord(source_id=term, name=_tidy(term), names=wordings.names(of, term))
                for term in wordings.terms[of]
            ),
        )


def _service(pair: Pair, wordings: Wordings) -> ServiceRecord:
    cells = pair.cells
    said = dict(pair.said())
    category, dimension = _need(pair)
    return ServiceRecord(
        source_id="/".join(pair.key),
        organisation=_tidy(pair.en["partnerName"]),
        language="en",
        words=WordsRecord(
            name=_tidy(pair.en["activityName"]),
            description=cells.text("comments"),
            eligibility=_lines(said, FOR_WHOM, wordings, "en"),
            application_process=_lines(said, HOW_TO_APPLY, wordings, "en"),
        ),
        texts={
            "ar": WordsRecord(
                name=_tidy(pair.ar["activityName"]),
                eligibility=_lines(said, FOR_WHOM, wordings, "ar"),
                application_process=_lines(said, HOW_TO_APPLY, wordings, "ar"),
            )
        },
        category=category,
        dimension=dimension,
        valid_from=cells.date("startDate"),
        valid_until=cells.date("endDate"),
        at_locations=(PlaceRecord(location=_location_id(pair)),),
        schedules=tuple(_schedules(said, wordings)),
        terms=tuple(
            LabelRecord(taxonomy=of, term=term) for of, terms in said.items() for term in terms
        ),
        extra=_extra(pair),
    )


def _need(pair: Pair) -> tuple[str, str]:
    sector, activity = pair.cells.text("activityCategory"), _tidy(pair.en["activityName"])
    found = ACTIVITIES.get(activity) or CATEGORIES.get(sector)
    if found is None:
        pair.cells.note(
            "activityCategory", _("The sector “%(name)s” is not known.") % {"name": sector}
        )
        return "", ""
    return found[0].value, found[1].value


def _lines(
    said: dict[str, list[str]], lists: Iterable[str], wordings: Wordings, language: str
) -> str:
    """One line a question, in one language; a term without a wording there stays English."""
    lines = []
    for of in lists:
        if terms := said.get(of):
            name = wordings.lists[of][0 if language == "en" else 1]
            lines.append(f"{name}: {', '.join(_wording(wordings, of, t, language) for t in terms)}")
    return "\n".join(lines)


def _wording(wordings: Wordings, of: str, term: str, language: str) -> str:
    return wordings.names(of, term).get(language, _tidy(term))


def _schedules(said: dict[str, list[str]], wordings: Wordings) -> Iterable[ScheduleRecord]:
    days, opens, closes = (said.get(of, []) for of in (DAYS, OPENS, CLOSES))
    if not (days or opens or closes):
        return
    words = {
        language: ", ".join(
            _wording(wordings, of, term, language)
            for of, terms in ((DAYS, days), (OPENS, opens), (CLOSES, closes))
            for term in terms
        )
        for language in ("en", "ar")
    }
    # Two opening times are two shifts; which closing time is whose isn't said.
    is_plain = len(days) == 1 and len(opens) <= 1 and len(closes) <= 1
    yield ScheduleRecord(
        freq="WEEKLY" if is_plain and _tidy(days[0]) in WEEK else "",
        byday=WEEK.get(_tidy(days[0]), ()) if is_plain else (),
        opens_at=_hour(opens[0]) if is_plain and opens else None,
        closes_at=_hour(closes[0]) if is_plain and closes else None,
        description=words["en"],
        descriptions={"ar": words["ar"]},
    )


def _hour(text: str) -> time | None:
    """The source writes 24 hours and am or pm behind; "12:00am" could be noon or midnight."""
    found = re.search(r"(\d{1,2}):(\d{2})", text)
    if not found or text.startswith("12:"):
        return None
    return time(int(found[1]), int(found[2]))


def _extra(pair: Pair) -> dict[str, Any]:
    extra: dict[str, Any] = {"referral_required": pair.cells.text("Referral required")}
    for name, value in pair.en.items():
        if name not in KNOWN and not isinstance(value, dict):
            pair.cells.reading.note(
                pair.cells.file, _("The field isn't known: kept as it is."), field=name
            )
            extra[name] = value
    return extra


def _tidy(text: Any) -> str:
    return " ".join(str(text).split())
