"""What the pages of a scenario show: assumptions and changes in words, and what is next."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from homeward.access.models import User
from homeward.access.permissions import can
from homeward.core.commas import enumerated
from homeward.core.patterns import NextStep
from homeward.programmes.choices import Category
from homeward.programmes.models import Programme
from homeward.scenarios import queries, results
from homeward.scenarios.choices import OF, SUBJECT, Change, Kind, Subject
from homeward.scenarios.models import Assumption, Play, Reading, Scenario
from homeward.scenarios.models import Change as ChangeRow
from homeward.scenarios.rules import history
from homeward.scenarios.rules.building import missing
from homeward.scenarios.rules.facts import Missing
from homeward.scenarios.words import day, in_words, month_names, name_of, number, percent


def named(scenario: Scenario) -> dict[Subject, list[tuple[str, str]]]:
    """What a change can be of: what is assumed."""
    known = queries.subjects(scenario)
    return {
        subject: [(text, name_of(subject, text)) for text in texts]
        for subject, texts in known.items()
    }


def to_name(scenario: Scenario) -> dict[Subject, list[tuple[str, str]]]:
    """As `named`, with the programme's ways and all needs beside those that are assumed."""
    known = named(scenario)
    ways = dict(known[Subject.WAY])
    for way in ways_of(scenario.programme):
        ways.setdefault(way, name_of(Subject.WAY, way))
    return known | {
        Subject.WAY: sorted(ways.items()),
        Subject.NEED: [(value, str(label)) for value, label in Category.choices],
    }


def ways_of(programme: Programme) -> list[str]:
    return [
        f"{one.host_country_id}-{one.origin_country_id}"
        for one in programme.corridors.all()
        if one.host_country_id and one.origin_country_id
    ]


@dataclass(frozen=True, kw_only=True)
class Line:
    """An assumption as it is read; `url` corrects it."""

    row: Assumption
    of: str
    value: str
    spread: str
    origin: str
    url: str


def lines(scenario: Scenario) -> list[tuple[str, list[Line]]]:
    """By kind, in the order of the way through."""
    rows = list(queries.assumptions(scenario))
    found = []
    for kind in Kind:
        own = [line(scenario, row) for row in rows if row.kind == kind]
        if own:
            found.append((str(kind.label), own))
    return found


def line(scenario: Scenario, row: Assumption) -> Line:
    parts = [name_of(SUBJECT.get(Kind(row.kind)), row.subject) if row.subject else ""]
    parts.append(name_of(Subject.AREA, row.area) if row.area else "")
    if row.month:
        parts.append(dict(month_names(scenario)).get(row.month, ""))
    return Line(
        row=row,
        of=enumerated(filter(None, parts)),
        value=in_words(row.kind, row.value, scenario.currency),
        spread=_("spread %(n)s") % {"n": percent(row.spread)} if row.spread is not None else "",
        origin=origin(row),
        url=assume_url(scenario, row),
    )


def origin(row: Assumption) -> str:
    if row.since and row.until:
        return _("Own history: n = %(n)s, %(since)s to %(until)s") % {
            "n": number(row.counted), "since": day(row.since), "until": day(row.until),
        }  # fmt: skip
    return _("Stated by %(who)s: %(why)s") % {"who": row.stated_by, "why": row.why}


def assume_url(scenario: Scenario, one: Assumption | Missing) -> str:
    asked = {"kind": one.kind, "subject": one.subject, "area": one.area}
    if isinstance(one, Assumption) and one.month:
        asked["month"] = str(one.month)
    given = urlencode({name: value for name, value in asked.items() if value})
    return f"{reverse('scenarios:assume', args=[scenario.pk])}?{given}"


def lacks(scenario: Scenario) -> list[tuple[str, str]]:
    """(what lacks, where it is stated)."""
    found = missing(queries.facts_of(queries.assumptions(scenario)))
    return [(missing_name(one), assume_url(scenario, one)) for one in found]


def missing_name(one: Missing) -> str:
    kind = Kind(one.kind)
    parts = [name_of(SUBJECT.get(kind), one.subject) if one.subject else ""]
    parts.append(name_of(Subject.AREA, one.area) if one.area else "")
    of = enumerated(filter(None, parts))
    return f"{kind.label}: {of}" if of else str(kind.label)


def change_words(scenario: Scenario, row: ChangeRow) -> tuple[str, str, str]:
    """(what, how much, when)."""
    kind = Change(row.kind)
    months = dict(month_names(scenario))
    parts = [str(kind.label), name_of(OF.get(kind), row.subject) if row.subject else ""]
    parts.append(name_of(Subject.AREA, row.area) if row.area else "")
    if row.factor is not None:
        much = _("%(percent)s of what is assumed") % {"percent": percent(row.factor)}
    else:
        much = f"{row.number:+d}" if row.number else ""
    when = _("%(first)s to %(last)s") % {
        "first": months.get(row.from_month, ""), "last": months.get(row.to_month, ""),
    }  # fmt: skip
    return ": ".join(filter(None, parts)), much, when


def borne(scenario: Scenario, reading: Reading) -> list[tuple[str, str, str]]:
    """What a history bears: what, how much, and of how many."""
    found = history.found(
        reading.figures or {}, since=reading.since, until=reading.until, currency=scenario.currency
    )
    return [
        (
            missing_name(
                Missing(kind=one.assumed.kind, subject=one.assumed.subject, area=one.assumed.area)
            ),
            in_words(one.assumed.kind, one.assumed.value, scenario.currency),
            number(one.counted),
        )
        for one in found
    ]


def step(scenario: Scenario, last: Play | None, user: User) -> NextStep:
    """State what lacks; play it; or answer what the figures ask."""
    mine = can(user, "scenarios.keep") and scenario.organisation_id == user.organisation_id
    if not mine:
        if last is not None and last.result:
            return results.question(scenario, last, user)
        return NextStep(
            title=_("Not played yet"), holder=str(scenario.organisation),
            waiting_for=_("Who keeps it plays it."),
        )  # fmt: skip
    left = lacks(scenario)
    if left:
        return NextStep(
            title=_("State what lacks: %(n)d assumptions") % {"n": len(left)},
            why=_("Nothing is made up for you. Own history may bear some of them."),
            url=reverse("scenarios:history", args=[scenario.pk]),
            label=_("Read own history"), mine=True,
        )  # fmt: skip
    if last is not None and last.result and last.inputs == queries.inputs_of(scenario):
        return results.question(scenario, last, user)
    return NextStep(
        title=_("Play it through"),
        why=_("%(runs)d runs of %(months)d months, as it is and with the changes.")
        % {"runs": scenario.runs, "months": scenario.months},
        url=reverse("scenarios:ask", args=[scenario.pk]), label=_("Play it"),
        mine=True, post=True,
    )  # fmt: skip
