"""The figures of job matching, read under the gate: who sees fewer searches counts fewer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import TruncMonth
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homeward.access.models import User
from homeward.cases import queries as cases
from homeward.cases.models import Case
from homeward.core.charts import Chart, Series, Shape
from homeward.core.digits import are_digits
from homeward.employment.choices import IN_WORK, Retention, RuleKind, Status
from homeward.employment.models import Candidacy, JobSearch, RetentionCheck, Subsidy
from homeward.employment.queries.terms import term, terms
from homeward.employment.rules import funnel as rules
from homeward.offers.choices import OfferKind
from homeward.persons.choices import Sex
from homeward.persons.models import Person

STEPS = rules.STEPS
GROUPS = ("month", "sex", "age", "area", "kind", "subsidy")
DAYS = {
    "agreed": "agreed_on", "shortlisted": "shortlisted_on", "interviewed": "interviewed_on",
    "offered": "offered_on", "placed": "placed_on",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Asked:
    programme_id: int | None = None
    since: date | None = None
    until: date | None = None
    by: str = ""


@dataclass(frozen=True, kw_only=True)
class Funnel:
    figures: Sequence[rules.Figure]
    grouped: Sequence[tuple[str, list[int | str]]]
    smallest: int
    today: date
    all: int | str


def searches_of(asked: Asked) -> QuerySet[JobSearch]:
    """The cohort: searches by the month in which the person was profiled."""
    found = JobSearch.objects.all()
    if asked.programme_id:
        found = found.filter(programme=asked.programme_id)
    if asked.since:
        found = found.filter(began_on__gte=asked.since)
    if asked.until:
        found = found.filter(began_on__lt=_next_month(asked.until))
    return found


def _next_month(on: date) -> date:
    return date(on.year + on.month // 12, on.month % 12 + 1, 1)


def months_known() -> list[str]:
    """The months of profiling that there are, the latest first, as 2026-11."""
    found = JobSearch.objects.annotate(m=TruncMonth("began_on")).values_list("m", flat=True)
    return [f"{month:%Y-%m}" for month in found.distinct().order_by("-m")]


def read(asked: Asked, *, user: User, today: date) -> Funnel:
    paths = list(_paths(asked, user=user, today=today).values())
    smallest = term(RuleKind.SMALLEST_COUNT, on=today, programme_id=asked.programme_id)
    months = [
        rule.value
        for rule in terms(RuleKind.RETENTION_MONTHS, on=today, programme_id=asked.programme_id)
    ]
    by = asked.by or "month"
    named = rules.grouped(paths, by, _order(by), smallest=smallest)
    return Funnel(
        figures=rules.figures(paths, months, smallest=smallest),
        grouped=[(_named(by, name), counts) for name, counts in named],
        smallest=smallest,
        today=today,
        all=rules.written(rules.counted(paths, "profiled"), smallest),
    )


def _paths(asked: Asked, *, user: User | None, today: date) -> dict[UUID, rules.Path]:
    searches = list(searches_of(asked).select_related("area"))
    candidacies: dict[UUID, list[Candidacy]] = {}
    for one in Candidacy.objects.filter(search__in=searches).select_related("offer__area"):
        if one.search_id:
            candidacies.setdefault(one.search_id, []).append(one)
    checks = _checks([one for found in candidacies.values() for one in found])
    people = Person.objects.filter(pk__in={search.person_id for search in searches})
    known = {person.pk: person for person in people}
    subsidised = set(Subsidy.objects.values_list("offer_id", flat=True))
    return {
        search.pk: _path(
            search,
            candidacies.get(search.pk, []),
            checks,
            known.get(search.person_id),
            subsidised,
            own_org=user.organisation_id if user else None,
            today=today,
        )
        for search in searches
    }


def _checks(found: Sequence[Candidacy]) -> dict[UUID, list[RetentionCheck]]:
    rows = RetentionCheck.objects.filter(placement__candidacy__in=found).select_related("placement")
    checks: dict[UUID, list[RetentionCheck]] = {}
    for check in rows:
        checks.setdefault(check.placement.candidacy_id, []).append(check)
    return checks


def _path(
    search: JobSearch,
    found: Sequence[Candidacy],
    checks: Mapping[UUID, Sequence[RetentionCheck]],
    person: Person | None,
    subsidised: set[UUID],
    *,
    own_org: int | None,
    today: date,
) -> rules.Path:
    days = {"profiled": search.began_on}
    if found:
        days["matched"] = min(one.proposed_at.date() for one in found)
    for step, name in DAYS.items():
        if reached := [day for one in found if (day := getattr(one, name))]:
            days[step] = min(reached)
    asked = [check for one in found for check in checks.get(one.pk, [])]
    due = [check for check in asked if check.due_on <= today or check.outcome]
    furthest = _furthest(found)
    area = search.area or (furthest.offer.area if furthest else None)
    return rules.Path(
        days=days,
        is_own=search.owner_org_id == own_org,
        due=frozenset(check.months for check in due),
        in_work=frozenset(check.months for check in due if check.outcome in IN_WORK),
        unknown=frozenset(
            check.months for check in due if check.outcome in {"", Retention.UNKNOWN}
        ),
        groups={
            "month": f"{search.began_on:%Y-%m}",
            "sex": person.sex if person else "unknown",
            "age": rules.age_group(person.age_on(search.began_on) if person else None),
            "area": str(area) if area else "",
            "kind": furthest.offer.kind if furthest else "",
            "subsidy": "" if furthest is None else _yes_no(furthest.offer_id in subsidised),
        },
    )


def _yes_no(holds: bool) -> str:
    return "yes" if holds else "no"


def _furthest(found: Sequence[Candidacy]) -> Candidacy | None:
    """The candidacy that came furthest: the placement, else the one that lasted longest."""
    order = list(Status)
    return max(
        found,
        key=lambda one: (one.placed_on is not None, one.offered_on is not None,
                         one.interviewed_on is not None, one.shortlisted_on is not None,
                         order.index(Status(one.status))),
        default=None,
    )  # fmt: skip


def _order(by: str) -> Sequence[str]:
    return {
        "sex": [sex.value for sex in Sex],
        "age": [name for _below, name in rules.AGES] + ["50_and_over", "unknown"],
        "kind": [kind.value for kind in OfferKind],
        "subsidy": ["yes", "no"],
    }.get(by, [])


def _named(by: str, name: str) -> str:
    if not name:
        return _("No vacancy yet") if by in {"kind", "subsidy"} else _("Unknown")
    if by == "month":
        return date_format(date.fromisoformat(f"{name}-01"), "F Y")
    return str(_names(by).get(name, name))


def _names(by: str) -> dict[str, Any]:
    ages = {
        "under_18": _("under 18"), "18_24": _("18 to 24"), "25_34": _("25 to 34"),
        "35_49": _("35 to 49"), "50_and_over": _("50 and over"), "unknown": _("Unknown"),
    }  # fmt: skip
    named: dict[str, dict[str, Any]] = {
        "sex": dict(Sex.choices),
        "age": ages,
        "kind": dict(OfferKind.choices),
        "subsidy": {"yes": _("With a subsidy"), "no": _("Without a subsidy")},
    }
    return named.get(by, {})


def groups() -> list[tuple[str, str]]:
    return [
        ("month", _("Month of profiling")), ("sex", _("Sex")), ("age", _("Age")),
        ("area", _("Area")), ("kind", _("Kind of work")), ("subsidy", _("Subsidy")),
    ]  # fmt: skip


def label_of(step: str) -> str:
    if step.startswith("in_work_"):
        months = int(step.removeprefix("in_work_"))
        text = ngettext("In work after %(n)d month", "In work after %(n)d months", months)
        return text % {"n": months}
    return {
        "profiled": _("Profiled"), "matched": _("Matched"), "agreed": _("Agreed"),
        "shortlisted": _("Shortlisted"), "interviewed": _("Interviewed"),
        "offered": _("Offered"), "placed": _("Placed"),
    }.get(step, _("Profiled"))  # fmt: skip


def key_of(figure: rules.Figure) -> str:
    return figure.step if figure.months is None else f"in_work_{figure.months}"


def definitions() -> list[tuple[str, str]]:
    """What each word counts; shown on the page."""
    return [
        (_("Profiled"), _("A search for work was begun in the months chosen.")),
        (_("Matched"), _("The person was proposed for a vacancy.")),
        (_("Agreed"), _("The person said yes to a vacancy.")),
        (_("Shortlisted"), _("An employer was shown the candidate.")),
        (_("Interviewed"), _("An interview was held. A place may be offered without one.")),
        (_("Offered"), _("An employer offered the place.")),
        (_("Placed"), _("The person took the place; the first day of work is known.")),
        (
            _("In work"),
            _("At that employer, at another, or working for oneself, of those placed whose day has"
              " come. Who could not be asked counts as unknown, not as out of work."),
        ),
    ]  # fmt: skip


def chart(found: Funnel) -> Chart:
    return Chart(
        key="funnel",
        title=_("From profile to work"),
        count=_("%(n)s searches") % {"n": found.all},
        source=_("The searches that you may see, counted on %(day)s")
        % {"day": date_format(found.today)},
        alternative=_("How many reached each step, from the profile to work a year later."),
        first=_("Step"),
        categories=[label_of(key_of(figure)) for figure in found.figures],
        series=[Series(label=_("People"), values=[figure.count for figure in found.figures])],
        shape=Shape.BARS,
    )


def table(found: Funnel) -> tuple[list[str], list[list[str]]]:
    """The figures and the groups as one sheet."""
    header = [_("Step"), _("People"), _("Of"), _("Percent of all profiled"),
              _("Percent of the step before"), _("Median days since the step before"),
              _("Unknown")]  # fmt: skip
    rows = [
        [
            label_of(key_of(figure)), str(figure.count), str(figure.base),
            _number(figure.of_all), _number(figure.of_base), _number(figure.days),
            str(figure.unknown),
        ]
        for figure in found.figures
    ]  # fmt: skip
    steps = [label_of(step) for step in rules.STEPS]
    groups_of = [[name, *map(str, counts)] for name, counts in found.grouped]
    return header, [*rows, [], [_("Group"), *steps], *groups_of]


def _number(value: float | None) -> str:
    return "" if value is None else number_format(value, 1)


def cases_at(asked: Asked, step: str, *, today: date) -> list[Case]:
    """The cases of those who reached a step, of those that the reader sees."""
    paths = _paths(asked, user=None, today=today)
    reached = {pk for pk, path in paths.items() if _reached(path, step)}
    ids = JobSearch.objects.filter(pk__in=reached).values_list("case_id", flat=True)
    return list(Case.objects.filter(pk__in=list(ids)).order_by("-changed_at"))


def _reached(path: rules.Path, step: str) -> bool:
    if step.startswith("in_work_") and step[8:].isascii() and are_digits(step[8:]):
        return int(step[8:]) in path.in_work
    return (step if step in rules.STEPS else "profiled") in path.days


def titled(found: Iterable[Case]) -> list[tuple[Case, str]]:
    rows = list(found)
    names = cases.titles(rows)
    return [(case, names[case.pk]) for case in rows]
