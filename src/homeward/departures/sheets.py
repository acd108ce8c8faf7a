"""The travel and arrival sheet: how they travel, and of the manifest what the desk has too."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from homeward.cases import queries as cases
from homeward.cases.choices import ArrivalNeed
from homeward.cases.models import Case
from homeward.core.commas import enumerated
from homeward.core.templatetags.writing import short_date
from homeward.departures import queries
from homeward.persons.models import Person
from homeward.places.names import language_name


def data(case: Case, people: Sequence[Person], *, on: date) -> dict[str, Any]:
    """What the reception desk sees by its clause, and no more: no health, no facts, no remark."""
    arrival = queries.arrival_of(case)
    adults, children = cases.party(people, on=on)
    needs = [str(ArrivalNeed(code).label) for code in arrival.needs] if arrival else []
    return {
        "title": _("Travel and arrival"),
        "reference": case.reference,
        "organisation": str(case.owner_org),
        "heading_people": _("Who travels"),
        "header_people": [_("Name"), _("Age"), _("Language")],
        "rows_people": [
            [str(person), _age(person, on), _language(person)]
            for person in people
        ],
        "heading_travel": _("How they travel"),
        "header_travel": [_("From"), _("To"), _("Carrier and number"), _("Departs"), _("Arrives")],
        "rows_travel": [
            [
                leg.from_place, leg.to_place, f"{leg.carrier} {leg.number}".strip(),
                *queries.local(leg),
            ]
            for leg in queries.legs_of(case)
        ],
        "no_travel": _("No ticket is entered yet."),
        "heading_arrival": _("On arrival"),
        "facts_arrival": [
            [_("Adults and children"), f"{adults} + {children}"],
            [_("Point of entry"), arrival.point_of_entry if arrival else ""],
            [_("Received by"), str(arrival.reception_org) if arrival else ""],
            [_("Goes on to"), arrival.onward_to if arrival else case.destination],
            [_("Languages"), arrival.languages if arrival else ""],
            [_("Needs"), enumerated(needs)],
            [_("Case goes to"), str(arrival.case_org) if arrival else ""],
            [_("Day of travel"), short_date(case.travels_on) if case.travels_on else ""],
        ],
        "note": _("Times are those of the clocks of each place."),
    }  # fmt: skip


def _language(person: Person) -> str:
    return language_name(person.language) if person.language else ""


def _age(person: Person, on: date) -> str:
    age = person.age_on(on)
    return "" if age is None else str(age)
