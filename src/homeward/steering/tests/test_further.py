"""What is foreseen, pooled, learned and handed over counts in the workplan."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from homeward.access.choices import Role
from homeward.actors.models import Actor
from homeward.capacity.models import CapacityAssessment, CapacitySheet
from homeward.handovers.models import Criterion
from homeward.ledger.models import Book
from homeward.pathways.models import Pathway
from homeward.pools.models import Commitment, Pool
from homeward.scenarios import actions as scenarios
from homeward.scenarios.models import Play, Reading, Scenario
from homeward.scenarios.tests.conftest import GIVEN, SURGE
from homeward.steering.queries import workplan as queries
from homeward.steering.queries.workplan import Scope
from homeward.steering.rules.workplan import Counted

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(cast: Any) -> Any:
    return cast.user("manager", cast.host, Role.PROGRAMME_MANAGER)


def facts(cast: Any, reader: Any) -> dict[str, Counted]:
    with cast.as_app(reader):
        return queries.facts(Scope(programme=cast.programme), on=cast.now.date())


def verdicts(page: Any, step: int) -> dict[str, str]:
    stands = page.context["plan"].lines[step - 1].stands
    return {each.condition.code: each.verdict for each in stands.conditions}


def played(cast: Any, manager: Any, *, changed: bool) -> Scenario:
    """Begun three months ago, and played; its result is of no matter here."""
    today = cast.now.date()
    begins_on = (today.replace(day=1) - timedelta(days=70)).replace(day=1)
    with cast.as_app(manager):
        made = scenarios.make(
            replace(GIVEN, begins_on=begins_on), cast.programme, by=manager, at=cast.now
        )
    if changed:
        made.changes.create(**vars(SURGE), why="Talks", entered_at=cast.now, entered_by=manager)
    Play.objects.create(
        scenario=made, number=1, status="ready", result={}, fingerprint="0", engine="1",
        asked_at=cast.now, asked_by=manager, ready_at=cast.now,
    )  # fmt: skip
    return made


def test_a_scenario_counts_once_others_read_it(cast: Any, manager: Any, client_of: Any) -> None:
    made = played(cast, manager, changed=False)
    assert facts(cast, manager)["scenarios"].n == 0
    with cast.as_app(manager):
        scenarios.share(made, by=manager, at=cast.now)
    found = facts(cast, cast.stranger)
    assert (found["scenarios"].n, found["scenarios"].latest) == (1, cast.now.date())
    assert (found["scenarios_changed"].n, found["scenarios_seen"].n) == (0, 0)
    assert found["scenarios_seen"].total == 1
    page = client_of(manager).get(reverse("steering:workplan"), {"programme": cast.programme.pk})
    said = verdicts(page, 2)
    assert (said["scenarios"], said["scenarios_changed"]) == ("ok", "no")
    assert reverse("scenarios:index") in page.content.decode()


def test_it_is_compared_once_its_first_month_was_read(cast: Any, manager: Any) -> None:
    made = played(cast, manager, changed=True)
    with cast.as_app(manager):
        scenarios.share(made, by=manager, at=cast.now)
    reading = Reading.objects.create(
        organisation=cast.host, programme=cast.programme, since=made.begins_on,
        until=made.begins_on + timedelta(days=20), asked_at=cast.now, asked_by=manager,
        read_at=cast.now, figures={},
    )  # fmt: skip
    found = facts(cast, manager)
    assert (found["scenarios_changed"].n, found["scenarios_seen"].n) == (1, 0)
    Reading.objects.filter(pk=reading.pk).update(until=made.begins_on + timedelta(days=45))
    assert facts(cast, manager)["scenarios_seen"].n == 1


def test_a_pool_counts_with_two_donors(cast: Any, manager: Any) -> None:
    pool = Pool.objects.create(
        name="Basket", kind="basket", owner_org=cast.host, currency="EUR", source="Charter",
        opened_on=cast.now.date(), opened_by=manager, opened_at=cast.now,
        commitment_book=book(cast), cash_book=book(cast),
    )  # fmt: skip
    pool.programmes.add(cast.programme)
    for name, n in (("Donor One", 0), ("Donor Two", 1)):
        Commitment.objects.create(
            pool=pool, donor=Actor.objects.create(name=name), agreement_number=name,
            currency="EUR", source="Letter", stated_by=manager, stated_at=cast.now,
        )  # fmt: skip
        assert facts(cast, cast.stranger)["pools"].n == n


def book(cast: Any) -> Book:
    return Book.objects.create(owner_org=cast.host, name="Basket", kind="pool", opened_at=cast.now)


def test_what_institutions_and_pathways_of_the_country_hold_counts(
    cast: Any, manager: Any, client_of: Any
) -> None:
    today = cast.now.date()
    sheet = CapacitySheet.objects.order_by("-valid_from").first()
    CapacityAssessment.objects.create(
        organisation=cast.partner_org, sheet=sheet, begun_at=cast.now, begun_by=cast.partner,
        finished_on=today,
    )  # fmt: skip
    Pathway.objects.create(
        owner_org=cast.host, title="Harvest", kind="seasonal", origin_id="GH", host_id="BE",
        ask="Desk", source="Decree", verified_on=today, verify_by=today - timedelta(days=1),
        written_by=manager, written_at=cast.now,
    )  # fmt: skip
    found = facts(cast, cast.stranger)
    assert (found["institutions"].n, found["trained"].n, found["ownership"].n) == (1, 0, 0)
    assert (found["regular_ways"].n, found["regular_ways"].total) == (0, 1)
    page = client_of(manager).get(reverse("steering:workplan"), {"programme": cast.programme.pk})
    assert verdicts(page, 4)["regular_ways"] == "no"
    assert "The step is done without it too." in page.content.decode()


def test_criteria_of_exit_count_until_they_are_dropped(cast: Any, manager: Any) -> None:
    stated = {
        "programme": cast.programme, "code": "staff", "wording": "Staff is trained",
        "reading": "judgement", "about": cast.partner_org, "source": "Plan", "owner_org": cast.host,
        "stated_by": manager, "stated_at": datetime(2026, 1, 1, tzinfo=UTC),
    }  # fmt: skip
    Criterion.objects.create(**stated, valid_from=date(2026, 1, 1))
    assert facts(cast, manager)["exit_criteria"].n == 1
    assert facts(cast, manager)["handed_over"] == Counted(0, 0, None)
    Criterion.objects.create(**stated, valid_from=date(2026, 1, 2), is_dropped=True)
    assert facts(cast, manager)["exit_criteria"].n == 0


def test_nobody_who_is_not_signed_in_counts_anything() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select * from steering_further_facts('{1}', '{GH}')")
        assert cursor.fetchall() == []
