from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from homeward.access.choices import Role
from homeward.access.models import User
from homeward.core.refusals import Refused
from homeward.tasks import actions, rules
from homeward.tasks.choices import Reason, TaskKind
from homeward.tasks.models import Absence, Task


def today() -> date:
    """Asked each time: the tests may be read on one day and run on the next."""
    return timezone.localdate()


GOOD = rules.AbsenceFacts(
    from_on=date(2026, 3, 2), until_on=date(2026, 3, 6), today=date(2026, 3, 1),
    is_somebody_else=True, are_colleagues=True, overlaps=False, cover_is_away=False,
    covers_somebody=False,
)  # fmt: skip


@pytest.fixture
def cover(cast) -> User:
    return cast.user("cover", cast.partner_org, Role.CASE_MANAGER)


def state(cast, cover: User, first: int = 0, last: int = 5, **given) -> Absence:
    who = given.pop("user", cast.partner)
    by = given.pop("by", cast.partner)
    return actions.state_absence(
        who, cover, from_on=today() + timedelta(days=first),
        until_on=today() + timedelta(days=last), by=by, at=cast.now,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"until_on": date(2026, 3, 1)}, Reason.UNTIL_BEFORE_FROM),
        ({"today": date(2026, 3, 7)}, Reason.OVER_ALREADY),
        ({"until_on": date(2027, 4, 1)}, Reason.TOO_LONG),
        ({"is_somebody_else": False}, Reason.COVERS_ONESELF),
        ({"are_colleagues": False}, Reason.NOT_A_COLLEAGUE),
        ({"overlaps": True}, Reason.OVERLAPS),
        ({"cover_is_away": True}, Reason.COVER_AWAY),
        ({"covers_somebody": True}, Reason.COVERS_SOMEBODY),
    ],
)
def test_each_reason_alone_stops_it(change, reason: Reason) -> None:
    facts = rules.AbsenceFacts(**(GOOD.__dict__ | change))
    assert rules.reasons_not_to_be_away(facts) == [reason]


def test_the_cover_has_what_waits_until_it_ends_by_itself(cast, cover, as_app, client_of) -> None:
    cast.arrived()
    with as_app(cast.partner):
        absence = state(cast, cover)
    text = client_of(cover).get("/").content.decode()
    assert "Confirm the facts" in text
    assert "for Partner, away until" in text
    yesterday = today() - timedelta(days=1)
    Absence.objects.filter(pk=absence.pk).update(from_on=yesterday, until_on=yesterday)
    assert "Confirm the facts" not in client_of(cover).get("/").content.decode()


def test_whoever_is_back_earlier_ends_it(cast, cover, as_app, client_of) -> None:
    with as_app(cast.partner):
        absence = state(cast, cover)
    with as_app(cover), pytest.raises(PermissionDenied):
        actions.end_absence(absence, by=cover, at=cast.now)
    client_of(cast.partner).post(f"/work/absences/{absence.pk}/end/")
    absence.refresh_from_db()
    assert absence.ended_at


def test_covers_that_overlap_are_refused(cast, cover, as_app) -> None:
    third = cast.user("third", cast.partner_org, Role.CASE_MANAGER)
    with as_app(cast.partner):
        state(cast, cover, 0, 5)
        with pytest.raises(Refused) as again:
            state(cast, third, 3, 8)
    with as_app(cover), pytest.raises(Refused) as away:
        state(cast, third, 5, 9, user=cover, by=cover)
    with as_app(third), pytest.raises(Refused) as absent:
        state(cast, cast.partner, 5, 9, user=third, by=third)
    assert again.value.reasons == [Reason.OVERLAPS]
    assert away.value.reasons == [Reason.COVERS_SOMEBODY]
    assert absent.value.reasons == [Reason.COVER_AWAY]


def test_the_database_itself_refuses_two_absences_on_a_day(cast, cover) -> None:
    given = {
        "organisation": cast.partner_org, "user": cast.partner, "cover": cover,
        "stated_by": cast.partner, "stated_at": cast.now,
    }  # fmt: skip
    Absence.objects.create(from_on=today(), until_on=today(), **given)
    with pytest.raises(IntegrityError, match="share_no_day"), transaction.atomic():
        Absence.objects.create(from_on=today(), until_on=today() + timedelta(days=1), **given)


def test_a_manager_states_it_for_somebody_who_is_ill(cast, cover, client_of) -> None:
    manager = cast.user("manager", cast.partner_org, Role.PROGRAMME_MANAGER)
    given = {"user": cast.partner.pk, "cover": cover.pk}
    for name, on in (("from_on", today()), ("until_on", today() + timedelta(days=2))):
        given |= {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}
    answer = client_of(manager).post("/work/absences/", given, follow=True)
    assert "stated by Manager" in answer.content.decode()
    # One of the staff states their own alone, whatever the form says.
    client_of(cover).post("/work/absences/", given | {"cover": manager.pk})
    assert not Absence.objects.exclude(user=cast.partner).filter(user=manager).exists()


def test_another_organisation_sees_and_states_nothing(cast, cover, as_app, client_of) -> None:
    with as_app(cast.partner):
        absence = state(cast, cover)
    assert client_of(cast.stranger).post(f"/work/absences/{absence.pk}/end/").status_code == 404
    with as_app(cast.stranger), pytest.raises((PermissionDenied, Refused)):
        state(cast, cover, 20, 21, by=cast.stranger)


def test_a_covered_wait_of_a_kind_that_the_cover_may_not_end_is_only_watched(
    cast, as_app, client_of
) -> None:
    case, _people = cast.arrived()
    helper = cast.user("helper", cast.partner_org, Role.FINANCE_OFFICER)
    Task.objects.filter(kind=TaskKind.CONFIRM_FACTS).update(holder=cast.partner)
    with as_app(cast.partner):
        state(cast, helper)
    assert f"/cases/{case.pk}/facts/" not in client_of(helper).get("/").content.decode()
