"""All data of an organisation leaves by two people's word, made by the worker, noted when taken."""

import io
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test import Client

from homeward.access.choices import ActorKind, Role
from homeward.access.models import Organisation
from homeward.archives import actions, jobs, opening
from homeward.archives.choices import Reason, Status
from homeward.archives.models import Part, Request, Taking
from homeward.core.refusals import Refused
from homeward.tasks.models import Task

PASSPHRASE = "a long way home and back"
JOB = jobs.NAME


@pytest.fixture
def admin(cast: Any) -> Any:
    return cast.user("admin", cast.host, Role.ADMINISTRATOR)


@pytest.fixture
def dpo(cast: Any) -> Any:
    return cast.user("dpo", cast.host, Role.DATA_PROTECTION_OFFICER)


def ask(cast: Any, admin: Any, reason: str = "We move", passphrase: str = PASSPHRASE) -> Request:
    with cast.as_app(admin):
        return actions.ask(reason=reason, passphrase=passphrase, by=admin, at=cast.now)


def decide(cast: Any, request: Request, by: Any, *, approve: bool = True, note: str = "") -> None:
    with cast.as_app(by):
        actions.decide(request, approve=approve, note=note, by=by, at=cast.now)


def make(cast: Any, request: Request, organisation: Organisation | None = None) -> None:
    org = organisation or cast.host
    with cast.as_app(kind=ActorKind.JOB, actor_id=f"{JOB}/{org.pk}"):
        actions.make(request.pk, at=cast.now)


@pytest.fixture
def made(cast: Any, admin: Any, dpo: Any) -> Request:
    cast.family()
    request = ask(cast, admin)
    decide(cast, request, dpo)
    make(cast, request)
    return Request.objects.get(pk=request.pk)


def test_an_administrator_asks_and_the_officer_holds_it(cast: Any, admin: Any, dpo: Any) -> None:
    request = ask(cast, admin)
    wait = Task.objects.get(subject_id=request.pk)
    assert wait.holder == dpo
    assert wait.due_on is not None
    decide(cast, request, dpo)
    wait.refresh_from_db()
    assert wait.done_at is not None


def test_all_reasons_against_asking_come_at_once(cast: Any, admin: Any) -> None:
    with pytest.raises(Refused) as refusal:
        ask(cast, admin, reason=" ", passphrase="short")
    assert set(refusal.value.reasons) == {
        Reason.NO_REASON, Reason.SHORT_PASSPHRASE, Reason.NO_OFFICER,
    }  # fmt: skip


def test_a_second_request_waits_for_the_first(cast: Any, admin: Any, dpo: Any) -> None:
    ask(cast, admin)
    with pytest.raises(Refused) as refusal:
        ask(cast, admin)
    assert refusal.value.reasons == [Reason.UNDER_WAY]


def test_only_an_administrator_asks_and_only_the_officer_decides(
    cast: Any, admin: Any, dpo: Any
) -> None:
    for other in (cast.owner, dpo):
        with pytest.raises(PermissionDenied):
            ask(cast, other)
    request = ask(cast, admin)
    for other in (cast.owner, admin):
        with pytest.raises(PermissionDenied):
            decide(cast, request, other)


def test_nobody_decides_on_what_they_asked_for(cast: Any, dpo: Any) -> None:
    both = cast.user("both", cast.host, Role.ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER)
    request = ask(cast, both)
    with pytest.raises(Refused) as refusal:
        decide(cast, request, both)
    assert refusal.value.reasons == [Reason.SAME_PERSON]


def test_a_no_needs_a_note_and_stands(cast: Any, admin: Any, dpo: Any) -> None:
    request = ask(cast, admin)
    with pytest.raises(Refused) as refusal:
        decide(cast, request, dpo, approve=False)
    assert refusal.value.reasons == [Reason.NOTE_MISSING]
    decide(cast, request, dpo, approve=False, note="Not without the board")
    with pytest.raises(Refused) as again:
        decide(cast, request, dpo)
    assert again.value.reasons == [Reason.DECIDED]
    assert Request.objects.get().passphrase == ""


def test_the_worker_makes_what_two_people_agreed_on(made: Request, tmp_path: Path) -> None:
    assert made.status == Status.READY
    assert made.passphrase == ""
    path = tmp_path / "archive"
    path.write_bytes(b"".join(bytes(part.content) for part in made.parts.all()))
    with opening.opened([path], PASSPHRASE) as archive:
        told = archive.manifest["tables"]
        assert told["persons_person"]["rows"] == 2
        assert told["cases_case"]["own"] == 1
        table = next(one for one in archive.tables if one.name == "persons_person")
        names = {dict(zip((c.name for c in table.columns), row, strict=True))["given_name"]
                 for row in archive.rows(table)}  # fmt: skip
        assert names == {"Efua", "Yaw"}


def test_without_a_yes_the_worker_reads_nothing(cast: Any, admin: Any, dpo: Any) -> None:
    request = ask(cast, admin)
    make(cast, request)
    assert Request.objects.get().status == Status.ASKED
    decide(cast, request, dpo)
    for actor, org in ((JOB, cast.stranger_org), (None, cast.host)):
        with (
            pytest.raises(DatabaseError, match="no archive of this organisation"),
            transaction.atomic(),
            cast.as_app(kind=ActorKind.JOB, actor_id=f"{actor}/{org.pk}")
            if actor
            else cast.as_app(admin),
            connection.cursor() as cursor,
        ):
            cursor.execute("select archives_read(%s, 'persons_person', 'own', '{}')", [request.pk])


def test_the_worker_reads_no_file_of_another_organisation(cast: Any, admin: Any, dpo: Any) -> None:
    other = cast.user("second", cast.stranger_org, Role.RETURN_COUNSELLOR)
    cast.programme.lead_org = cast.host
    _case, people = cast.family(by=other)
    request = ask(cast, admin)
    decide(cast, request, dpo)
    with cast.as_app(kind=ActorKind.JOB, actor_id=f"{JOB}/{cast.host.pk}"):
        with connection.cursor() as cursor:
            cursor.execute(
                "select archives_read(%s, 'persons_person', 'whole', %s)",
                [request.pk, [str(people[0].pk)]],
            )
            assert cursor.fetchall() == []
        for table, how in (("persons_person", "pk"), ("access_seal", "own"), ("mfa_x", "own")):
            with (
                pytest.raises(DatabaseError),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute("select archives_read(%s, %s, %s, '{}')", [request.pk, table, how])


def test_each_part_that_is_taken_is_noted_before_it_leaves(
    cast: Any, admin: Any, made: Request
) -> None:
    part = Part.objects.get()
    with cast.as_app(admin):
        content = actions.take_part(part, by=admin, at=cast.now)
    assert content == bytes(part.content)
    assert [(t.part, t.by) for t in Taking.objects.all()] == [(1, admin)]


def test_what_is_over_is_not_taken_and_its_files_are_gone(
    cast: Any, admin: Any, made: Request
) -> None:
    late = cast.now + timedelta(days=8)
    with cast.as_app(admin), pytest.raises(Refused) as refusal:
        actions.take_part(Part.objects.get(), by=admin, at=late)
    assert refusal.value.reasons == [Reason.NOT_READY]
    assert actions.sweep() == 0
    Request.objects.update(ends_at=cast.now - timedelta(days=8))
    assert actions.sweep() == 1
    assert not Part.objects.exists()
    assert Request.objects.get().status == Status.ENDED


def test_an_archive_is_ended_by_hand_and_a_second_click_changes_nothing(
    cast: Any, admin: Any, made: Request
) -> None:
    for _click in range(2):
        with cast.as_app(admin):
            actions.end(made, by=admin)
    assert not Part.objects.exists()


def test_the_pages_lead_from_asking_to_taking(
    cast: Any, admin: Any, dpo: Any, client_of: Any
) -> None:
    cast.family()
    asker: Client = client_of(admin)
    assert asker.get("/archives/").status_code == 200
    refused = asker.post("/archives/ask/", {"reason": "We move", "passphrase": "short"})
    assert refused.status_code == 409
    assert "We move" in refused.content.decode()
    asked = asker.post("/archives/ask/", {"reason": "We move", "passphrase": PASSPHRASE})
    request = Request.objects.get()
    where = f"/archives/{request.pk}/"
    assert asked.headers["Location"] == where
    assert asker.post(f"{where}decide/", {"word": "approve"}).status_code == 403
    decider: Client = client_of(dpo)
    assert "sealed cases too" in decider.get(where).content.decode()
    assert decider.post(f"{where}decide/", {"word": "refuse"}).status_code == 409
    assert decider.post(f"{where}decide/", {"word": "approve"}).status_code == 302
    assert decider.post(f"{where}decide/", {"word": "approve"}).status_code == 409
    make(cast, request)
    part = Part.objects.get()
    assert decider.get(f"/archives/parts/{part.pk}/").status_code == 403
    taken = asker.get(f"/archives/parts/{part.pk}/")
    assert taken.content.startswith(b"homeward-sealed/1")
    assert not zipfile.is_zipfile(io.BytesIO(taken.content))
    assert "Admin" in asker.get(where).content.decode()
    assert asker.get(f"{where}end/").status_code == 200
    assert asker.post(f"{where}end/").status_code == 302
    assert asker.get(f"/archives/parts/{part.pk}/").status_code == 404


def test_a_stranger_finds_nothing_and_a_counsellor_may_not(
    cast: Any, made: Request, client_of: Any
) -> None:
    stranger = client_of(cast.user("chief", cast.stranger_org, Role.ADMINISTRATOR))
    part = Part.objects.get()
    for path in (
        f"/archives/{made.pk}/",
        f"/archives/parts/{part.pk}/",
        f"/archives/{made.pk}/end/",
    ):
        assert stranger.get(path).status_code == 404
        assert client_of(cast.owner).get(path).status_code == 403
    assert str(made.pk) not in stranger.get("/archives/").content.decode()
    assert stranger.get(f"/archives/arrivals/{uuid4()}/").status_code == 404


def test_the_database_lets_nobody_approve_their_own(cast: Any, admin: Any, dpo: Any) -> None:
    request = ask(cast, admin)
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        cast.as_app(admin),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "update archives_request set status = 'approved', decided_by_id = %s where id = %s",
            [admin.pk, request.pk],
        )
