"""A list is taken away by whoever sees it, and ends with what opened it."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from openpyxl import load_workbook

from homeward.access.choices import Purpose
from homeward.access.models import User
from homeward.cases.models import Case
from homeward.core import spreadsheets
from homeward.core.refusals import Refused
from homeward.exports import actions, jobs, rules
from homeward.exports.choices import Ending, Reason, Status
from homeward.exports.models import ExportDownload, ExportedPerson, ExportJob, ExportPart
from homeward.persons import actions as persons
from homeward.persons.models import Consent

INDEX = reverse("exports:index")


def table(content: bytes) -> list[list[str]]:
    text = content.decode("utf-8-sig")
    read = csv.reader(io.StringIO(text, newline=""))
    return [[spreadsheets.read_csv_cell(cell) for cell in row] for row in read]


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each case is a part of its own, so that two of them are a long list."""
    monkeypatch.setattr(rules, "AT_ONCE", 1)


@pytest.fixture
def shared(cast: Any) -> list[Case]:
    """Two families of the owner, both open to the partner."""
    cast.agree(cast.host, cast.partner_org)
    found = []
    for _ in range(2):
        case, people = cast.family()
        for person in people:
            cast.consent(person, cast.partner_org)
        found.append(case)
    return found


def ask(cast: Any, user: User) -> ExportJob:
    with cast.as_app(user):
        made = actions.ask("cases", {}, "csv", by=user, at=cast.now)
        assert isinstance(made, ExportJob)
        return made


def work(cast: Any, job: ExportJob) -> None:
    """What the worker does, as the app role, until nothing is left to do."""
    for _ in range(job.total):
        with cast.as_app():
            jobs.make_part(str(job.pk), job.user_id)


def reread(job: ExportJob) -> ExportJob:
    return ExportJob.objects.get(pk=job.pk)


def withdraw(cast: Any, person_id: Any) -> None:
    with cast.as_app(cast.owner):
        held = Consent.objects.filter(person_id=person_id, recipient_org=cast.partner_org)
        persons.withdraw_consent([c.pk for c in held], by=cast.owner, at=cast.now)


def test_a_short_list_comes_at_once_as_its_page_shows_it(
    cast: Any, client_of: Any, shared: list[Case]
) -> None:
    url = reverse("desk:export_cases")
    answer = client_of(cast.owner).post(url, {"format": "csv"})
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="cases-')
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    head, *rows = table(answer.content)
    assert head[0] == "Case"
    assert [row[0] for row in rows] == ["Ansah family", "Ansah family"]
    book = client_of(cast.owner).post(f"{url}?stage=counselling", {"format": "xlsx"})
    assert load_workbook(io.BytesIO(book.content)).active.max_row == 3
    none = client_of(cast.owner).post(f"{url}?stage=closure", {"format": "xlsx"})
    assert none.status_code == 409
    assert "The list is empty" in none.content.decode()
    assert client_of(cast.stranger).post(url, {"format": "csv"}).status_code == 409
    assert client_of(cast.officer).post(url, {"format": "csv"}).status_code == 403
    assert not ExportJob.objects.exists()


def test_a_name_that_would_be_a_formula_stays_a_name(cast: Any, client_of: Any) -> None:
    case, _people = cast.family()
    Case.objects.filter(pk=case.pk).update(destination='=HYPERLINK("https://example.org")')
    url = reverse("desk:export_cases")
    book = client_of(cast.owner).post(url, {"format": "xlsx"})
    cells = [c for row in load_workbook(io.BytesIO(book.content)).active.iter_rows() for c in row]
    assert {c.data_type for c in cells if c.value is not None} == {"s"}
    plain = client_of(cast.owner).post(url, {"format": "csv"}).content.decode()
    assert "\"'=HYPERLINK" in plain


@pytest.mark.usefixtures("small_parts")
def test_a_long_list_is_made_in_parts_and_each_taking_is_noted(
    cast: Any, client_of: Any, shared: list[Case]
) -> None:
    partner = client_of(cast.partner)
    asked = partner.post(reverse("desk:export_cases"), {"format": "csv"}, follow=True)
    assert "0 of 2 rows" in asked.content.decode()
    (job,) = ExportJob.objects.all()
    with cast.as_app():
        jobs.make_part(str(job.pk), job.user_id)
    assert "1 of 2 rows" in partner.get(INDEX).content.decode()
    assert ExportPart.objects.count() == 1
    with cast.as_app(cast.partner), pytest.raises(Refused):
        actions.take_part(ExportPart.objects.get(), by=cast.partner, at=cast.now)
    work(cast, job)
    page = partner.get(INDEX).content.decode()
    assert "Part 2, 1 row<" in page
    for part in ExportPart.objects.all():
        taken = partner.get(reverse("exports:part", args=[part.pk]))
        assert table(taken.content)[1][0] == "Ansah family"
        assert client_of(cast.owner).get(reverse("exports:part", args=[part.pk])).status_code == 404
    assert [d.part for d in ExportDownload.objects.all()] == [1, 2]


@pytest.mark.usefixtures("small_parts")
def test_the_queue_is_told_ids_and_the_purpose_alone(cast: Any, shared: list[Case]) -> None:
    job = ask(cast, cast.partner)
    queued = apps.get_model("procrastinate", "ProcrastinateJob").objects.get()
    assert queued.args == {
        "job_id": str(job.pk),
        "user_id": cast.partner.pk,
        "purpose": Purpose.CASEWORK,
    }


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize("made", [False, True], ids=["queued", "ready"])
def test_a_withdrawal_closes_what_is_queued_and_what_is_ready(
    cast: Any, client_of: Any, shared: list[Case], made: bool
) -> None:
    job = ask(cast, cast.partner)
    if made:
        work(cast, job)
    withdraw(cast, shared[0].person_id)
    work(cast, job)
    assert (reread(job).status, reread(job).ending) == (Status.CANCELLED, Ending.WITHDRAWN)
    assert not ExportPart.objects.exists()
    page = client_of(cast.partner).get(INDEX).content.decode()
    assert "no longer consents" in page


@pytest.mark.usefixtures("small_parts")
def test_a_withdrawal_from_another_organisation_closes_nothing(
    cast: Any, shared: list[Case]
) -> None:
    job = ask(cast, cast.owner)
    withdraw(cast, shared[0].person_id)
    assert reread(job).status == Status.QUEUED


@pytest.mark.usefixtures("small_parts")
def test_an_erased_person_takes_the_files_along(cast: Any, shared: list[Case]) -> None:
    job = ask(cast, cast.partner)
    work(cast, job)
    ExportedPerson.objects.filter(person_id=shared[1].person_id).delete()
    assert (reread(job).status, reread(job).ending) == (Status.CANCELLED, Ending.ERASED)
    assert not ExportPart.objects.exists()


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize(
    "changed", [{"is_active": False}, {"roles": ["provider"]}, {"organisation": None}]
)
def test_it_ends_with_the_user_s_role(
    cast: Any, shared: list[Case], changed: dict[str, Any]
) -> None:
    ready, queued = ask(cast, cast.partner), ask(cast, cast.partner)
    work(cast, ready)
    User.objects.filter(pk=cast.partner.pk).update(**changed)
    work(cast, queued)
    with cast.as_app():
        actions.sweep()
    for job in (ready, queued):
        assert (reread(job).status, reread(job).ending) == (Status.CANCELLED, Ending.ROLE)
    assert not ExportPart.objects.exists()


@pytest.mark.usefixtures("small_parts")
def test_after_seven_days_its_files_are_gone(cast: Any, shared: list[Case]) -> None:
    job = ask(cast, cast.partner)
    work(cast, job)
    part = ExportPart.objects.first()
    with cast.as_app(cast.partner), pytest.raises(Refused) as refusal:
        actions.take_part(part, by=cast.partner, at=cast.now + timedelta(days=8))
    assert refusal.value.reasons == [Reason.NOT_READY]
    ExportJob.objects.update(expires_at=cast.now - timedelta(hours=1))
    with cast.as_app():
        assert actions.sweep() == 1
        assert actions.sweep() == 0
    assert reread(job).status == Status.EXPIRED
    assert not ExportPart.objects.exists()


@pytest.mark.usefixtures("small_parts")
def test_what_closed_in_between_is_not_in_the_next_part(cast: Any, shared: list[Case]) -> None:
    job = ask(cast, cast.partner)
    with connection.cursor() as cursor:
        cursor.execute("update agreements_agreement set status = 'suspended'")
    work(cast, job)
    with cast.as_app(cast.partner):
        for part in ExportPart.objects.all():
            file = actions.take_part(part, by=cast.partner, at=cast.now)
            assert len(table(file.content)) == 1


@pytest.mark.usefixtures("small_parts")
def test_its_user_cancels_it_on_a_page_of_its_own(
    cast: Any, client_of: Any, shared: list[Case]
) -> None:
    job = ask(cast, cast.partner)
    url = reverse("exports:cancel", args=[job.pk])
    assert client_of(cast.stranger).get(url).status_code == 404
    partner = client_of(cast.partner)
    assert "Cancel this export?" in partner.get(url).content.decode()
    for _ in range(2):
        assert "You cancelled it." in partner.post(url, follow=True).content.decode()
    work(cast, job)
    assert reread(job).status == Status.CANCELLED


@pytest.mark.usefixtures("small_parts")
def test_three_at_once_are_enough(cast: Any, shared: list[Case]) -> None:
    for _ in range(rules.MOST_OPEN):
        ask(cast, cast.partner)
    with pytest.raises(Refused) as refusal:
        ask(cast, cast.partner)
    assert refusal.value.reasons == [Reason.TOO_MANY_AT_ONCE]


@pytest.mark.usefixtures("small_parts")
def test_the_line_of_a_taking_can_t_be_changed_or_removed(cast: Any, shared: list[Case]) -> None:
    job = ask(cast, cast.partner)
    work(cast, job)
    with cast.as_app(cast.partner):
        actions.take_part(job.parts.all()[0], by=cast.partner, at=cast.now)
        assert ExportDownload.objects.update(part=9) == 0
        assert ExportDownload.objects.all().delete()[0] == 0
    with cast.as_app(cast.owner):
        assert not ExportDownload.objects.exists()
        assert not ExportJob.objects.exists()
        assert not ExportedPerson.objects.exists()


def test_nobody_closes_exports_by_hand(cast: Any) -> None:
    with (
        cast.as_app(cast.stranger),
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("select exports_close(gen_random_uuid(), 'cancelled', 'withdrawn')")
