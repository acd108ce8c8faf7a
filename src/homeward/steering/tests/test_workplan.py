"""The workplan's state is read: of a fresh programme, and after something was done."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from homeward.access.choices import Purpose, Role
from homeward.agreements import actions as agreements
from homeward.agreements.models import Agreement, Party
from homeward.core.refusals import Refused
from homeward.programmes.models import Programme
from homeward.referrals import actions as referrals
from homeward.referrals import queries as of_referrals
from homeward.steering.actions import planning as actions
from homeward.steering.choices import Reason, StepState
from homeward.steering.models import WorkplanItem
from homeward.steering.queries import workplan as queries
from homeward.steering.queries.workplan import Scope
from homeward.tasks.models import Task

ClientOf = Callable[..., Any]
WORKPLAN = reverse("steering:workplan")


@pytest.fixture
def fresh(cast: Any) -> Programme:
    return Programme.objects.create(code="fresh", name="Just begun", lead_org=cast.host)


@pytest.fixture
def manager(cast: Any) -> Any:
    return cast.user("manager", cast.host, Role.PROGRAMME_MANAGER)


def states(cast: Any, reader: Any, scope: Scope) -> list[StepState]:
    with cast.as_app(reader):
        plan = queries.workplan(scope, on=cast.now.date())
    return [line.stands.state for line in plan.lines]


def test_of_a_fresh_programme_no_step_is_begun_and_the_first_comes_next(
    cast: Any, fresh: Programme, manager: Any, client_of: ClientOf
) -> None:
    assert states(cast, manager, Scope(programme=fresh)) == [StepState.NOT_BEGUN] * 10
    page = client_of(manager).get(WORKPLAN, {"programme": fresh.pk}).content.decode()
    assert page.count("Not begun") == 10
    assert "State where the programme works" in page
    assert "Step 1, Programme mapping" in page


def test_signing_an_agreement_turns_the_step_at_the_next_load(
    cast: Any, manager: Any, client_of: ClientOf
) -> None:
    programme = cast.programme
    partner = cast.user("signer", cast.partner_org, Role.PROGRAMME_MANAGER)
    agreement = Agreement.objects.create(
        number="M1", title="Memorandum", kind="mou", lead_org=cast.host, status="signing",
        starts_on=cast.now.date(), programmes=[programme.pk],
    )  # fmt: skip
    for org, day in ((cast.host, cast.now.date()), (cast.partner_org, None)):
        Party.objects.create(agreement=agreement, organisation=org, signed_on=day, signatory="S")
    client = client_of(cast.stranger)
    asked = {"programme": programme.pk}
    before = client.get(WORKPLAN, asked).context["plan"].lines[3].stands
    assert {each.condition.code: each.verdict for each in before.conditions}["agreements"] == "no"
    with cast.as_app(partner):
        agreements.sign(agreement, by=partner, at=cast.now)
    after = client.get(WORKPLAN, asked).context["plan"].lines[3].stands
    found = {each.condition.code: each for each in after.conditions}["agreements"]
    assert (found.verdict, found.counted.n, after.state) == ("ok", 1, StepState.BEGUN)
    # Who is no party reads the count and the day, and finds no agreement.
    with cast.as_app(cast.stranger):
        assert not Agreement.objects.filter(pk=agreement.pk).exists()


def test_few_referrals_are_told_as_few(cast: Any) -> None:
    service = cast.service(is_public_service=True)
    cast.agree(cast.host, cast.provider, Purpose.REFERRAL)
    case, people = cast.family()
    cast.consent(people[0], cast.provider, Purpose.REFERRAL)
    with cast.as_app(cast.owner):
        offered = of_referrals.facts_to_choose(case, people[0], on=cast.now.date())
        referral = referrals.draft(
            case, service, person=people[0], facts=offered[:1], by=cast.owner, at=cast.now
        )
        referrals.send(referral, by=cast.owner, at=cast.now)
    with cast.as_app(cast.stranger):
        facts = queries.facts(Scope(programme=cast.programme), on=cast.now.date())
    assert facts["referred"].is_few
    assert facts["referred"].latest is None


def test_whoever_is_named_has_it_in_their_work_until_the_step_is_done(
    cast: Any, manager: Any, fresh: Programme
) -> None:
    scope, due = Scope(programme=fresh), cast.now.date() + timedelta(days=30)
    with cast.as_app(manager):
        first = actions.name_responsible(
            scope, 1, cast.partner_org, due_on=due, by=manager, at=cast.now
        )
        second = actions.name_responsible(
            scope, 1, cast.desk, due_on=due, note="By the desk", by=manager, at=cast.now
        )
        with pytest.raises(Refused) as refused:
            actions.close(second, by=manager, at=cast.now)
    assert refused.value.reasons == [Reason.NOT_DONE]
    waits = Task.objects.filter(kind="do_workplan_step")
    assert waits.get(subject_id=first.pk).done_at is not None
    wait = waits.get(subject_id=second.pk)
    assert (wait.holder_org, wait.due_on, wait.done_at) == (cast.desk, due, None)
    with cast.as_app(manager):
        assert queries.items(scope)[1] == second


def test_nobody_but_the_lead_names_for_a_programme_and_no_day_is_past(
    cast: Any, manager: Any, fresh: Programme, client_of: ClientOf
) -> None:
    scope = Scope(programme=fresh)
    other = cast.user("other", cast.partner_org, Role.PROGRAMME_MANAGER)
    given = {"due_on": cast.now.date() - timedelta(days=1), "at": cast.now}
    with cast.as_app(other), pytest.raises(Refused) as refused:
        actions.name_responsible(scope, 1, cast.desk, by=other, **given)
    assert refused.value.reasons == [Reason.NOT_YOURS, Reason.NO_DUE_DAY]
    with cast.as_app(cast.stranger), pytest.raises(PermissionDenied):
        actions.name_responsible(scope, 1, cast.desk, by=cast.stranger, **given)
    url = reverse("steering:responsible", args=[1]) + f"?programme={fresh.pk}"
    assert client_of(cast.stranger).get(url).status_code == 403
    day = cast.now.date() + timedelta(days=9)
    posted = client_of(manager).post(
        url,
        {"organisation": cast.desk.pk, "due_on_day": day.day, "due_on_month": day.month,
         "due_on_year": day.year},
    )  # fmt: skip
    assert posted.status_code == 302
    item = WorkplanItem.objects.get()
    to_step = client_of(cast.stranger).get(reverse("steering:item", args=[item.pk]))
    assert to_step.url.endswith("#step-1")


def test_a_country_has_a_workplan_and_it_prints(
    cast: Any, manager: Any, client_of: ClientOf
) -> None:
    client = client_of(manager)
    page = client.get(WORKPLAN, {"country": "GH", "host": "BE"})
    assert page.status_code == 200
    assert page.context["plan"].lines[0].stands.state == StepState.NOT_BEGUN
    printed = client.get(reverse("steering:workplan_print"), {"country": "GH"})
    assert "0 of 10 steps done" in printed.content.decode()
    assert client.get(WORKPLAN, {"country": "XX"}).status_code == 404


def test_beside_the_programme_stands_where_we_stand(
    cast: Any, manager: Any, client_of: ClientOf
) -> None:
    page = client_of(manager).get(reverse("programmes:detail", args=[cast.programme.pk]))
    assert "Where we stand" in page.content.decode()
