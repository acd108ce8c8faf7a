"""Consultations, definitions, delegations, adoptions, findings: works, refuses, stays."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse

from homeward.access.choices import Role
from homeward.actors.models import Actor
from homeward.agreements.models import Agreement
from homeward.committees.models import AgendaItem
from homeward.core.refusals import Refused
from homeward.indicators.models import Indicator
from homeward.mechanisms.models import Mechanism
from homeward.places.models import Country
from homeward.procedures.models import SopStep, SopVersion
from homeward.steering.actions import adopting, consulting, defining, delegating, finding
from homeward.steering.choices import DifferenceState, Reason
from homeward.steering.models import (
    Adoption,
    Consultation,
    Delegation,
    FeedbackFinding,
    Saying,
    SustainabilityDefinition,
)
from homeward.steering.queries import adoptions, stated
from homeward.tasks.models import Task

ClientOf = Callable[..., Any]


@pytest.fixture
def manager(cast: Any) -> Any:
    return cast.user("manager", cast.host, Role.PROGRAMME_MANAGER)


@pytest.fixture
def keeper(cast: Any) -> Any:
    return cast.user("keeper", cast.desk, Role.HOST_COORDINATOR)


def refused(*reasons: Reason) -> Any:
    return pytest.raises(Refused, match="^" + ", ".join(reasons) + "$")


def consulted(cast: Any, by: Any, **said: Any) -> Consultation:
    with cast.as_app(by):
        return consulting.record(
            cast.programme,
            **{
                "title": "Market day", "method": "meeting", "held_on": cast.now.date(),
                "groups": {"returnees": 12, "local_authority": None},
                "sayings": [("returnees", "The course is too far")], "by": by, "at": cast.now,
                **said,
            },
        )  # fmt: skip


def test_what_was_said_is_weighed_by_the_lead_with_a_reason(
    cast: Any, manager: Any, keeper: Any
) -> None:
    held = consulted(cast, keeper)
    said = held.sayings.get()
    wait = Task.objects.get(kind="weigh_consultation")
    assert wait.holder_org == cast.host
    with cast.as_app(keeper), pytest.raises(PermissionDenied):
        consulting.weigh(said, "no", why="Too dear", by=keeper, at=cast.now)
    with cast.as_app(manager):
        with refused(Reason.NO_REASON):
            consulting.weigh(said, "no", why=" ", by=manager, at=cast.now)
        consulting.weigh(said, "no", why="No money this year", by=manager, at=cast.now)
        with pytest.raises(DatabaseError), transaction.atomic():
            Saying.objects.filter(pk=said.pk).update(text="Never said")
    wait.refresh_from_db()
    assert wait.done_at is not None


def test_a_consultation_of_nobody_or_of_tomorrow_is_refused(cast: Any, keeper: Any) -> None:
    tomorrow = cast.now.date() + timedelta(days=2)
    with refused(Reason.NOBODY_CONSULTED, Reason.HELD_LATER):
        consulted(cast, keeper, groups={}, held_on=tomorrow)
    with pytest.raises(PermissionDenied):
        consulted(cast, cast.stranger)


def test_a_consultation_is_recorded_weighed_and_told_back_on_pages(
    cast: Any, manager: Any, client_of: ClientOf
) -> None:
    client, today = client_of(manager), cast.now.date()
    day = {"held_on_day": today.day, "held_on_month": today.month, "held_on_year": today.year}
    new = reverse("steering:new_consultation") + f"?programme={cast.programme.pk}"
    form = {"title": "Hearing", "method": "meeting", "said_1": "More places", "by_1": "community"}
    assert client.post(new, form | day).status_code == 409
    client.post(new, form | day | {"kinds": ["community"], "n_community": "40"})
    held = Consultation.objects.get()
    said = Saying.objects.get()
    here = reverse("steering:consultation", args=[held.pk])
    assert "Say what the design makes" in client.get(here).content.decode()
    weigh = reverse("steering:weigh", args=[said.pk])
    answer = {f"w{said.pk}-taken_up": "yes", f"w{said.pk}-why": ""}
    assert client.post(weigh, answer).status_code == 409
    client.post(weigh, answer | {f"w{said.pk}-why": "Ten more"})
    told = reverse("steering:tell_back", args=[held.pk])
    client.post(told, {"on_day": today.day, "on_month": today.month, "on_year": today.year})
    held.refresh_from_db()
    assert held.told_back_on == today
    listed = client_of(cast.stranger).get(reverse("steering:consultations"))
    assert "All weighed" in listed.content.decode()


def put_in_force(cast: Any, by: Any, value: str, valid_from: date) -> SustainabilityDefinition:
    indicator = Indicator.objects.order_by("pk").first()
    with cast.as_app(by):
        drafted = defining.draft(cast.programme, by=by, at=cast.now)
        for one in drafted.thresholds.all():
            defining.take_threshold_out(one, by=by, at=cast.now)
        defining.write(drafted, text="Stays by choice", dimensions=["social"], by=by, at=cast.now)
        assert indicator is not None
        defining.set_threshold(drafted, indicator, "at_least", Decimal(value), by=by, at=cast.now)
        return defining.put_in_force(
            drafted, valid_from=valid_from, basis="Protocol 3", by=by, at=cast.now
        )


def test_a_new_version_never_rewrites_the_one_before(
    cast: Any, manager: Any, client_of: ClientOf
) -> None:
    today = cast.now.date()
    first = put_in_force(cast, manager, "0.5", today - timedelta(days=100))
    second = put_in_force(cast, manager, "0.6", today - timedelta(days=10))
    with cast.as_app(manager):
        assert stated.in_force(cast.programme, today) == second
        assert stated.in_force(cast.programme, today - timedelta(days=50)) == first
        with refused(Reason.IN_FORCE_ALREADY):
            defining.write(first, text="Else", dimensions=[], by=manager, at=cast.now)
        assert SustainabilityDefinition.objects.filter(pk=first.pk).update(text="Else") == 0
        indicator = first.thresholds.get().indicator
        [cited] = stated.citing(indicator, today - timedelta(days=50))
        assert cited.value == Decimal("0.5")
    page = client_of(manager).get(reverse("indicators:indicator", args=[indicator.code]))
    assert "What counts as sustainable" in page.content.decode()
    both = client_of(cast.stranger).get(reverse("steering:definition", args=[cast.programme.pk]))
    assert "Two versions side by side" in both.content.decode()


def test_a_draft_is_the_lead_s_alone_and_needs_text_threshold_and_basis(
    cast: Any, manager: Any, client_of: ClientOf
) -> None:
    other = cast.user("other", cast.partner_org, Role.PROGRAMME_MANAGER)
    with cast.as_app(other), refused(Reason.NOT_THE_LEAD):
        defining.draft(cast.programme, by=other, at=cast.now)
    with cast.as_app(manager):
        drafted = defining.draft(cast.programme, by=manager, at=cast.now)
        with refused(Reason.DRAFT_ALREADY):
            defining.draft(cast.programme, by=manager, at=cast.now)
        with refused(Reason.NO_TEXT, Reason.NO_THRESHOLD, Reason.NO_BASIS):
            defining.put_in_force(drafted, valid_from=cast.now.date(), by=manager, at=cast.now)
    with cast.as_app(other):
        assert not SustainabilityDefinition.objects.exists()
    write = reverse("steering:write_definition", args=[drafted.pk])
    assert client_of(other).post(write, {"text": "x"}).status_code == 404
    assert client_of(cast.stranger).post(write, {"text": "x"}).status_code == 403
    client_of(manager).post(reverse("steering:discard_definition", args=[drafted.pk]))
    assert not SustainabilityDefinition.objects.exists()


def test_a_delegation_gives_areas_and_tasks_until_it_ends(
    cast: Any, keeper: Any, region: Any, client_of: ClientOf
) -> None:
    today = cast.now.date()
    giver, town = (
        Actor.objects.create(name=name, country_id="GH") for name in ("Ministry", "Town")
    )
    system = Mechanism.objects.create(
        name="Hub", level="hub", country_id="GH", owner_org=cast.desk, written_by=keeper,
        written_at=cast.now,
    )  # fmt: skip
    act: dict[str, Any] = {
        "tasks": ["reception"], "areas": [region], "act": "Order 4", "act_on": today,
        "valid_from": today, "mechanism": system, "by": keeper, "at": cast.now,
    }  # fmt: skip
    ghana, belgium = Country.objects.get(pk="GH"), Country.objects.get(pk="BE")
    with cast.as_app(keeper):
        with refused(Reason.SAME_ACTOR, Reason.NO_TASK, Reason.OTHER_COUNTRY, Reason.NO_SOURCE):
            delegating.delegate(belgium, giver, giver, **(act | {"tasks": [], "act": " "}))
        given = delegating.delegate(ghana, giver, town, **act)
        assert stated.may(town, "reception", region, today) == given
        assert stated.may(town, "hub", region, today) is None
        with refused(Reason.NO_REASON):
            delegating.end(given, on=today, because=" ", by=keeper, at=cast.now)
        delegating.end(given, on=today, because="New law", by=keeper, at=cast.now)
        assert stated.may(town, "reception", region, today + timedelta(days=1)) is None
    other = cast.user("other", cast.partner_org, Role.PROGRAMME_MANAGER)
    with cast.as_app(other), pytest.raises(PermissionDenied):
        delegating.end(given, on=today, because="x", by=other, at=cast.now)
    reader = client_of(cast.stranger)
    assert "Order 4" in reader.get(reverse("mechanisms:detail", args=[system.pk])).content.decode()
    assert "New law" in reader.get(reverse("steering:delegation", args=[given.pk])).content.decode()
    assert "Town" in reader.get(reverse("steering:delegations")).content.decode()
    assert reader.get(reverse("steering:new_delegation")).status_code == 403
    assert client_of(keeper).get(reverse("steering:new_delegation")).status_code == 200
    assert Delegation.objects.count() == 1


@pytest.fixture
def version(cast: Any) -> SopVersion:
    agreement = Agreement.objects.create(
        number="S1", title="Arrival procedure", kind="sop", lead_org=cast.host,
        status="in_force", starts_on=date(2024, 1, 1), programmes=[cast.programme.pk],
    )  # fmt: skip
    agreement.parties.create(organisation=cast.desk, signed_on=date(2024, 1, 1), signatory="S")
    made = SopVersion.objects.create(
        agreement=agreement, number=1, status="published", valid_from=date(2024, 1, 1)
    )
    SopStep.objects.create(
        version=made, position=1, code="A1", titles={"en": "Meet"}, stage="arrival",
        part="reception", days=1, day_kind="calendar",
    )  # fmt: skip
    return made


def test_a_country_adopts_with_differences_kept_or_closed(
    cast: Any, keeper: Any, manager: Any, version: SopVersion, client_of: ClientOf
) -> None:
    ghana, today = Country.objects.get(pk="GH"), cast.now.date()
    by: dict[str, Any] = {"by": keeper, "at": cast.now}
    with cast.as_app(manager), refused(Reason.OTHER_COUNTRY):
        adopting.state(
            version, ghana, "adopted", on=today, source="Gazette", by=manager, at=cast.now
        )
    with cast.as_app(keeper):
        noted = adopting.note_difference(version, ghana, "Two days", step_code="A1", **by)
        with refused(Reason.DIFFERENCES_OPEN):
            adopting.state(version, ghana, "adopted", on=today, source="Gazette", **by)
        adopting.state(version, ghana, "with_differences", on=today, source="Gazette", **by)
        with refused(Reason.NO_REASON):
            adopting.settle(noted, DifferenceState.KEPT, why="", **by)
        adopting.settle(noted, DifferenceState.KEPT, why="One flight a week", **by)
        adopting.settle(noted, DifferenceState.CLOSED, why="Two flights now", **by)
        with refused(Reason.WRONG_STATUS):
            adopting.settle(noted, DifferenceState.KEPT, why="Again", **by)
        by["at"] += timedelta(days=1)
        adopting.state(version, ghana, "adopted", on=today, source="Gazette 2", **by)
        assert Adoption.objects.update(status="declined") == 0
        _places, [row] = adoptions.matrix(keeper)
        cell = next(each for each in row.cells if each.country == ghana)
        assert cell.adoption is not None
        assert (cell.adoption.status, cell.open) == ("adopted", 0)
    assert Task.objects.get(kind="settle_difference").done_at is not None
    page = client_of(keeper).get(reverse("steering:adoption", args=[version.pk, "GH"]))
    assert "Gazette 2" in page.content.decode()
    assert "Adopted" in client_of(keeper).get(reverse("steering:adoptions")).content.decode()
    here = reverse("procedures:version", args=[version.pk])
    assert "Who adopted it" in client_of(keeper).get(here).content.decode()
    stranger = client_of(cast.stranger)
    assert stranger.get(reverse("steering:adoption", args=[version.pk, "GH"])).status_code == 404
    assert (
        stranger.post(reverse("steering:state_adoption", args=[version.pk, "GH"]), {}).status_code
        == 403
    )


def test_a_finding_of_feedback_stands_on_the_committee_s_list(
    stage: Any, client_of: ClientOf
) -> None:
    cast = stage.cast
    client = client_of(stage.manager)
    new = reverse("steering:new_finding")
    assert "The last year" in client.get(new).content.decode()
    form = {
        "source": "complaints", "title": "Waiting times", "text": "",
        "committee": stage.committee.pk,
    }  # fmt: skip
    assert client.post(new, form).status_code == 409
    client.post(new, form | {"text": "Half of them wait over a month"})
    found = FeedbackFinding.objects.get()
    assert AgendaItem.objects.get(subject_kind="feedback_finding").subject_key == str(found.pk)
    assert "Waiting times" in client.get(reverse("steering:feedback")).content.decode()
    with cast.as_app(cast.stranger):
        assert not FeedbackFinding.objects.exists()
    with cast.as_app(cast.stranger), pytest.raises(PermissionDenied):
        finding.put_on_agenda(
            stage.committee, source="checks", title="t", text="t", by=cast.stranger, at=cast.now
        )


def test_who_takes_part_nowhere_is_outside(cast: Any, keeper: Any, client_of: ClientOf) -> None:
    alone = Actor.objects.create(name="Alone NGO", country_id="GH")
    within = Actor.objects.create(name="Within NGO", country_id="GH", organisation=cast.provider)
    Mechanism.objects.create(
        name="Hub", level="hub", country_id="GH", owner_org=cast.provider, written_by=keeper,
        written_at=cast.now,
    )  # fmt: skip
    page = client_of(cast.stranger).get(reverse("steering:outside"), {"country": "GH"})
    assert alone.name in page.content.decode()
    assert within.name not in page.content.decode()
