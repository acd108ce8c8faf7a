"""Ownership is counted from work done; a paper alone never counts."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from homeward.access.choices import Role
from homeward.agreements.models import Agreement
from homeward.capacity import actions, jobs, queries, rules
from homeward.capacity.models import OwnershipFigure, OwnershipFormula
from homeward.cases.models import Case
from homeward.programmes.models import Policy
from homeward.seals import actions as seals

from .test_training import School, school

__all__ = ["school"]


def low(cast: Any) -> None:
    """A formula that tells small figures, so that a few cases suffice."""
    manager = cast.user("manager", cast.host, Role.PROGRAMME_MANAGER)
    with cast.as_app(manager):
        actions.state_formula(
            weights={"started": 1, "decided": 1, "staffed": 1, "paid": 1}, smallest=1,
            source="Test", valid_from=cast.now.date() - timedelta(days=1), by=manager, at=cast.now,
        )  # fmt: skip


def count(cast: Any) -> list[rules.Line]:
    with cast.as_app():
        jobs.compute(at=cast.now)
    with cast.as_app(cast.stranger):
        return queries.lines("GH", rules.quarter_of(cast.now.date()))


def line(lines: list[rules.Line], step: str, organisation: int | None = None) -> rules.Line:
    return next(x for x in lines if x.step == step and x.organisation == organisation)


def test_a_strategy_paper_never_counts(cast: Any, school: School) -> None:
    low(cast)
    cast.family()
    before = count(cast)
    cast.agree(cast.host, cast.desk)
    Agreement.objects.create(
        number="S1", title="National strategy", kind="mou", lead_org=cast.desk,
        status="in_force", starts_on=cast.now.date(),
    )  # fmt: skip
    Policy.objects.create(
        title="Strategy of reintegration", kind="strategy", country_id="GH", source="Gazette"
    )
    school.plan()
    school.assess()
    assert count(cast) == before


def test_who_opened_and_who_answers_is_counted_by_side(cast: Any) -> None:
    low(cast)
    cast.family()
    cast.family(by=cast.partner)
    lines = count(cast)
    cases = line(lines, "cases")
    assert (cases.own, cases.abroad, cases.share) == (1, 1, Decimal("0.5"))
    assert line(lines, "cases", cast.partner_org.pk).own == 1
    with cast.as_app(cast.stranger):
        formula = queries.formula(cast.now.date())
    staffed = line(lines, "casework")
    assert (staffed.own or 0) + (staffed.abroad or 0) + (staffed.unknown or 0) == 2
    found = rules.index(lines, weights=formula.weights)
    parts = [value for value in found.parts.values() if value is not None]
    assert found.value == sum(parts) / len(parts)


def test_a_sealed_file_is_counted_nowhere(cast: Any) -> None:
    low(cast)
    cast.family()
    case, people = cast.family(by=cast.partner)
    guard = cast.user("guard", cast.partner_org, Role.PROTECTION_FOCAL_POINT)
    with cast.as_app(guard):
        seals.seal(Case.objects.get(pk=case.pk), people[:1], [], "Threats", by=guard, at=cast.now)
    assert line(count(cast), "cases").own == 0


def test_small_figures_are_not_even_stored(cast: Any) -> None:
    cast.family()
    assert line(count(cast), "cases").own is None
    assert not OwnershipFigure.objects.filter(own__isnull=False).exists()


def test_nobody_but_the_job_asks_the_database_or_writes_a_figure(cast: Any) -> None:
    with cast.as_app(cast.owner), pytest.raises(DatabaseError), transaction.atomic():
        queries.counted(cast.now.date(), cast.now.date())
    with cast.as_app(cast.owner), pytest.raises(DatabaseError), transaction.atomic():
        OwnershipFigure.objects.create(
            origin_id="GH", quarter=cast.now.date(), step="cases", own=1, computed_at=cast.now
        )
    with cast.as_app(cast.owner), pytest.raises(DatabaseError), transaction.atomic():
        OwnershipFormula.objects.create(
            valid_from=cast.now.date(), weights={}, smallest=1, source="x"
        )
