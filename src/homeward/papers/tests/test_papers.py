"""A paper's way: kept, renewed, seen by whom its class lets, on pages and beneath them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction

from homeward.access.choices import DataClass, Role
from homeward.core.refusals import Refused
from homeward.papers import actions, jobs, rules
from homeward.papers.choices import CLASSES, ExpiryKnown, PaperKind, Reason
from homeward.papers.models import Paper
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task

TODAY = date(2026, 5, 4)
READY = rules.KeepingFacts(
    is_open=True, of_household=True, cleared=True, replaces_current=True,
    issued_on=date(2020, 1, 1), expiry_known=ExpiryKnown.DAY, expires_on=date(2030, 1, 1),
    today=TODAY,
)  # fmt: skip


def test_what_is_whole_is_kept() -> None:
    assert rules.reasons_not_to_keep(READY) == []


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"is_open": False}, Reason.CLOSED),
        ({"of_household": False}, Reason.NOT_OF_CASE),
        ({"cleared": False}, Reason.NOT_CLEARED),
        ({"replaces_current": False}, Reason.REPLACED),
        ({"issued_on": date(2026, 5, 5)}, Reason.IN_FUTURE),
        ({"expires_on": None}, Reason.NO_DAY),
        ({"expires_on": date(2019, 1, 1)}, Reason.ENDS_BEFORE_ISSUE),
    ],
)
def test_each_fault_alone_stops_it(changed, reason) -> None:
    assert rules.reasons_not_to_keep(replace(READY, **changed)) == [reason]


def test_each_kind_has_its_class() -> None:
    assert set(CLASSES) == set(PaperKind)


@pytest.fixture
def keep(cast):
    def act(case, person, kind=PaperKind.PASSPORT, *, by=None, replaces=None, **more):
        by = by or cast.owner
        with cast.as_app(by):
            said = actions.Said(kind=kind, person=person, number="P 123", **more)
            return actions.keep(case, said, replaces=replaces, by=by, at=cast.now)

    return act


def seen(cast, user) -> list[str]:
    with cast.as_app(user):
        return sorted(Paper.objects.values_list("kind", flat=True))


def test_the_owner_sees_it_the_stranger_and_no_actor_don_t(cast, keep) -> None:
    case, people = cast.family()
    keep(case, people[0])
    assert seen(cast, cast.owner) == ["passport"]
    assert seen(cast, cast.stranger) == []
    with cast.as_app():
        assert not Paper.objects.exists()


def test_the_partner_sees_the_classes_that_agreement_and_consent_open(cast, keep) -> None:
    case, people = cast.family()
    keep(case, people[0])
    keep(case, people[0], PaperKind.MEDICAL)
    keep(case, people[0], PaperKind.COURT)
    assert seen(cast, cast.partner) == []
    opened = frozenset({DataClass.IDENTITY, DataClass.HEALTH})
    cast.agree(cast.host, cast.partner_org, classes=opened)
    assert seen(cast, cast.partner) == []
    cast.consent(people[0], cast.partner_org, classes=opened)
    assert seen(cast, cast.partner) == ["medical", "passport"]


def test_a_colleague_who_is_not_cleared_for_health_does_not_see_the_medical_paper(
    cast, keep
) -> None:
    coordinator = cast.user("coordinator", cast.host, Role.HOST_COORDINATOR)
    case, people = cast.family()
    keep(case, people[0])
    keep(case, people[0], PaperKind.MEDICAL)
    assert seen(cast, coordinator) == ["passport"]
    with pytest.raises(PermissionDenied):
        keep(case, people[0], by=coordinator)


def test_a_newer_paper_takes_the_place_of_the_older_once(cast, keep) -> None:
    case, people = cast.family()
    older = keep(case, people[0])
    newer = keep(case, people[0], replaces=older)
    with pytest.raises(Refused) as refused:
        keep(case, people[0], replaces=older)
    assert refused.value.reasons == [Reason.REPLACED]
    assert newer.replaces_id == older.pk


def test_a_person_of_another_household_is_refused(cast, keep) -> None:
    case, _people = cast.family()
    _other, others = cast.family()
    with pytest.raises(Refused) as refused:
        keep(case, others[0])
    assert refused.value.reasons == [Reason.NOT_OF_CASE]


def test_what_ends_soon_is_asked_for_once_and_ends_with_the_newer_paper(cast, keep) -> None:
    case, people = cast.family()
    today = cast.now.date()
    ends = {"expiry_known": ExpiryKnown.DAY}
    soon = keep(case, people[0], expires_on=today + timedelta(days=30), **ends)
    keep(case, people[1], expires_on=today + timedelta(days=400), **ends)
    keep(case, people[1], PaperKind.DIPLOMA, expiry_known=ExpiryKnown.NEVER)
    with cast.as_app():
        assert jobs.ask_to_renew(at=cast.now) == 1
    with cast.as_app():
        assert jobs.ask_to_renew(at=cast.now) == 0
    wait = Task.objects.get(kind=TaskKind.RENEW_PAPER)
    assert (wait.subject_id, wait.holder_id, wait.due_on) == (
        soon.pk, cast.owner.pk, soon.expires_on,
    )  # fmt: skip
    keep(case, people[0], replaces=soon, expires_on=today + timedelta(days=3000), **ends)
    wait.refresh_from_db()
    assert wait.done_at


def test_nobody_but_the_job_opens_the_waits(cast) -> None:
    with (
        cast.as_app(cast.owner),
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("select papers_ask_to_renew(current_date, now())")


def test_a_paper_is_kept_and_read_on_its_pages(cast, client_of) -> None:
    case, people = cast.family()
    client = client_of(cast.owner)
    address = f"/cases/{case.pk}/papers/"
    assert "No paper yet" in client.get(address).text
    given = {
        "kind": "passport", "person": str(people[0].pk), "number": "G 700", "expiry_known": "day",
        "original": "person", "issued_on_day": "1", "issued_on_month": "2",
        "issued_on_year": "2021",
    }  # fmt: skip
    refused = client.post(f"{address}new/", given)
    assert refused.status_code == 409
    assert "Give the day on which the paper ends." in refused.text
    assert "G 700" in refused.text
    given |= {"expires_on_day": "1", "expires_on_month": "2", "expires_on_year": "2031"}
    copy = SimpleUploadedFile("pass.txt", b"A copy of the passport")
    assert client.post(f"{address}new/", {**given, "file": copy}).status_code == 302
    shown = client.get(address).text
    assert "G 700" in shown
    assert "pass.txt" in shown
    paper = Paper.objects.get()
    assert client.get(f"/papers/{paper.pk}/file/").content == b"A copy of the passport"
    assert client_of(cast.stranger).get(f"/papers/{paper.pk}/file/").status_code == 404
    assert client_of(cast.officer).get(address).status_code == 403


def test_the_kinds_offered_are_those_of_the_role(cast, client_of) -> None:
    case, _people = cast.family()
    shown = client_of(cast.owner).get(f"/cases/{case.pk}/papers/new/").text
    assert 'value="medical"' in shown
    assert 'value="bank"' not in shown
