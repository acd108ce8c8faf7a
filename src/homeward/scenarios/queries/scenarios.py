"""Scenarios, what they assume and change, and how they were played."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from homeward.core.digits import are_digits
from homeward.programmes.models import Programme
from homeward.scenarios.choices import SUBJECT, UNDER_WAY, Kind, Status, Subject
from homeward.scenarios.models import Assumption, Change, Play, Scenario
from homeward.scenarios.rules.checking import whole_length
from homeward.scenarios.rules.facts import Assumed, Changed


def listed(programme: str = "") -> QuerySet[Scenario]:
    last = Play.objects.filter(scenario=OuterRef("pk")).order_by("-number")
    found = Scenario.objects.select_related("programme", "organisation", "made_by").annotate(
        last_status=Subquery(last.values("status")[:1]),
        last_number=Subquery(last.values("number")[:1]),
    )
    return found.filter(programme_id=programme) if are_digits(programme) else found


def in_order(keys: Sequence[str]) -> list[Scenario]:
    found = list(Scenario.objects.filter(pk__in=keys).select_related("programme"))
    return sorted(found, key=lambda one: keys.index(str(one.pk)))


def shared() -> QuerySet[Scenario]:
    """What a committee can have on its agenda, whoever has a seat."""
    return Scenario.objects.filter(shared_at__isnull=False)


def programmes() -> QuerySet[Programme]:
    return Programme.objects.order_by("name")


def assumptions(scenario: Scenario) -> QuerySet[Assumption]:
    return Assumption.objects.filter(scenario=scenario, replaced_at=None).select_related(
        "entered_by"
    )


def versions(one: Assumption) -> QuerySet[Assumption]:
    """All that was assumed of the same thing, the latest first."""
    return Assumption.objects.filter(
        scenario_id=one.scenario_id, kind=one.kind, subject=one.subject, area=one.area,
        month=one.month,
    ).select_related("entered_by").order_by("-version")  # fmt: skip


def changes(scenario: Scenario) -> QuerySet[Change]:
    return Change.objects.filter(scenario=scenario).select_related("entered_by")


def facts_of(rows: Sequence[Assumption] | QuerySet[Assumption]) -> list[Assumed]:
    return [
        Assumed(
            kind=one.kind, subject=one.subject, area=one.area, month=one.month, value=one.value,
            spread=one.spread,
        )
        for one in rows
    ]  # fmt: skip


def changed_of(rows: Sequence[Change] | QuerySet[Change], months: int) -> list[Changed]:
    made = [
        Changed(
            kind=one.kind, subject=one.subject, area=one.area, from_month=one.from_month,
            to_month=one.to_month, factor=one.factor, number=one.number,
        )
        for one in rows
    ]  # fmt: skip
    spans = [whole_length(one, months) for one in made]
    return [
        Changed(**{**vars(one), "from_month": span[0], "to_month": span[1]})
        for one, span in zip(made, spans, strict=True)
    ]


def inputs_of(scenario: Scenario) -> dict[str, Any]:
    """All that a play comes of, in an order of its own: the same where nothing changed."""
    assumed = facts_of(assumptions(scenario))
    changed = changed_of(changes(scenario), scenario.months)
    return {
        "begins_on": scenario.begins_on.isoformat(),
        "months": scenario.months,
        "runs": scenario.runs,
        "seed": scenario.seed,
        "assumed": sorted((vars(one) for one in assumed), key=_order),
        "changes": sorted((vars(one) for one in changed), key=_order),
    }


def _order(one: Mapping[str, Any]) -> list[str]:
    return [str(value) for _name, value in sorted(one.items())]


def latest_play(scenario: Scenario) -> Play | None:
    return Play.objects.filter(scenario=scenario).select_related("asked_by").first()


def latest_ready(scenario: Scenario) -> Play | None:
    return (
        Play.objects.filter(scenario=scenario, status=Status.READY)
        .select_related("asked_by", "scenario__programme")
        .first()
    )


def under_way(scenario: Scenario) -> bool:
    return Play.objects.filter(scenario=scenario, status__in=UNDER_WAY).exists()


def subjects(scenario: Scenario) -> dict[Subject, list[str]]:
    """What is assumed of, by kind of subject: what a change or an assumption can be of."""
    found: dict[Subject, set[str]] = {subject: set() for subject in Subject}
    for kind, subject in assumptions(scenario).values_list("kind", "subject"):
        if subject:
            found[SUBJECT[Kind(kind)]].add(subject)
    return {subject: sorted(names) for subject, names in found.items()}
