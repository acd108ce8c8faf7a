from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from homeward.access.choices import DataClass, Purpose, Role
from homeward.access.models import User
from homeward.oversight import actions, queries
from homeward.oversight.choices import Way
from homeward.oversight.models import Affected, Breach, ProcessingRecord
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task

ClientOf = Callable[[Any], Client]
AsApp = Callable[..., Any]


def day(name: str, on: Any) -> dict[str, Any]:
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


@pytest.fixture
def breach(cast: Any, officer: User, as_app: AsApp) -> Breach:
    """Noticed an hour ago by a counsellor."""
    now = timezone.now()
    with as_app(cast.owner, Purpose.OVERSIGHT):
        return actions.report(
            title="A list went to the wrong address", what="An e-mail with a list.",
            happened_at=now - timedelta(days=1), aware_at=now - timedelta(hours=1),
            data_classes=[DataClass.CONTACT], about_persons=2, by=cast.owner, at=now,
        )  # fmt: skip


ASSESSED = {
    "risk": "high", "assessment": "Somebody may call them.", "measures": "The list was deleted.",
    "authority": "tell", "persons": "tell",
}  # fmt: skip


def test_from_the_report_to_the_closing(
    cast: Any, officer: User, breach: Breach, client_of: ClientOf
) -> None:
    case, people = cast.family()
    desk = client_of(officer)
    page = reverse("oversight:breach", args=[breach.pk])
    assert b"Assess the risk" in desk.get(page).content
    answer = desk.post(reverse("oversight:assess", args=[breach.pk]), ASSESSED, follow=True)
    assert b"Tell the supervisory authority" in answer.content
    assert desk.get(reverse("oversight:notice", args=[breach.pk])).status_code == 200
    now = timezone.localtime()
    told = {**day("told_on", now), "told_time": "00:00", "reference": "DPA-1"}
    answer = desk.post(reverse("oversight:authority", args=[breach.pk]), told, follow=True)
    found = {"by": "cases", "cases-references": case.reference}
    answer = desk.post(reverse("oversight:find", args=[breach.pk]), found, follow=True)
    assert b"Efua Ansah" in answer.content
    assert Affected.objects.count() == len(people)
    for row in Affected.objects.all():
        letter = desk.get(reverse("oversight:tell", args=[row.pk])).content.decode()
        assert "Somebody may call them." in letter
        text = {"way": "letter", "text": "We tell you"}
        desk.post(reverse("oversight:tell", args=[row.pk]), text)
    closed = desk.post(
        reverse("oversight:close", args=[breach.pk]), {"lessons": "Two pairs of eyes"}, follow=True
    )
    assert b"The breach is closed" in closed.content
    assert b"Two pairs of eyes" in closed.content
    assert not Task.objects.filter(subject_id=breach.pk, done_at__isnull=True).exists()


def test_the_officer_has_72_hours(officer: User, breach: Breach) -> None:
    wait = Task.objects.get(kind=TaskKind.NOTIFY_AUTHORITY)
    assert wait.holder == officer
    assert wait.due_on == breach.aware_at.date() + timedelta(days=3)


def test_it_does_not_close_before_everything_is_done(
    officer: User, breach: Breach, client_of: ClientOf
) -> None:
    page = reverse("oversight:close", args=[breach.pk])
    answer = client_of(officer).post(page, {"lessons": "typed already"})
    assert answer.status_code == 409
    assert b"The risk is not assessed yet." in answer.content
    assert b"typed already" in answer.content


def test_what_was_typed_stays_when_the_law_asks_for_more(
    officer: User, breach: Breach, client_of: ClientOf
) -> None:
    page = reverse("oversight:assess", args=[breach.pk])
    answer = client_of(officer).post(page, ASSESSED | {"authority": "not"})
    assert answer.status_code == 409
    assert b"Somebody may call them." in answer.content


def test_another_organisation_s_officer_finds_no_breach(
    other_officer: User, breach: Breach, client_of: ClientOf
) -> None:
    other = client_of(other_officer)
    assert breach.title.encode() not in other.get(reverse("oversight:breaches")).content
    assert other.get(reverse("oversight:breach", args=[breach.pk])).status_code == 404


def test_who_reported_it_does_not_read_the_register(
    cast: Any, breach: Breach, client_of: ClientOf
) -> None:
    assert client_of(cast.owner).get(reverse("oversight:breaches")).status_code == 403


def test_a_worker_reports_one(cast: Any, officer: User, client_of: ClientOf) -> None:
    today = timezone.localdate()
    given = {
        "title": "Lost paper", "what": "A file in a bus", **day("happened_on", today),
        **day("aware_on", today), "aware_time": "00:00", "data_classes": [DataClass.CASE.value],
    }  # fmt: skip
    answer = client_of(cast.owner).post(reverse("oversight:report"), given)
    assert answer.status_code == 302, answer.content.decode()
    assert Breach.objects.get().number == f"B-{today.year}-01"


@pytest.mark.parametrize("who", ["owner", "partner", "stranger", "other_officer"])
def test_only_its_officer_reads_whom_a_breach_affects(
    who: str, cast: Any, officer: User, other_officer: User, breach: Breach, as_app: AsApp
) -> None:
    cast.agree(cast.host, cast.partner_org)
    _case, people = cast.family()
    cast.consent(people[0], cast.partner_org)
    with as_app(officer, Purpose.OVERSIGHT):
        actions.add_affected(breach, people[:1], source="x", by=officer, at=timezone.now())
        assert Affected.objects.count() == 1
    reader = other_officer if who == "other_officer" else getattr(cast, who)
    with as_app(reader):
        # The owner's own worker is cleared for identity; nobody outside is told.
        assert Affected.objects.count() == (1 if who == "owner" else 0)


def test_the_read_log_is_asked_as_the_officer(cast: Any, officer: User, as_app: AsApp) -> None:
    now = timezone.now()
    with as_app(officer, Purpose.OVERSIGHT):
        assert queries.read_by(cast.owner, now - timedelta(days=1), now) == []


def test_the_record_begins_with_what_is_known(
    cast: Any, officer: User, client_of: ClientOf
) -> None:
    cast.agree(cast.host, cast.partner_org)
    page = reverse("oversight:edit_record", args=[cast.programme.pk])
    html = client_of(officer).get(page).content.decode()
    assert "Return Counselling" in html
    assert "Reintegration NGO: Identity" in html, "a recipient with its classes"
    assert "GH: Reintegration NGO" in html or "Ghana: Reintegration NGO" in html, "a transfer"


def test_each_saving_is_a_version(cast: Any, officer: User, client_of: ClientOf) -> None:
    desk = client_of(officer)
    page = reverse("oversight:edit_record", args=[cast.programme.pk])
    for purpose in ("First words", "Second words"):
        given = {
            "controller": "We", "purposes": purpose, "persons": "Those who return",
            "categories": "Identity", **day("reviewed_on", timezone.localdate()),
        }  # fmt: skip
        assert desk.post(page, given).status_code == 302
    record = reverse("oversight:record", args=[cast.programme.pk])
    assert b"Second words" in desk.get(record).content
    assert b"First words" in desk.get(f"{record}?version=1").content
    assert ProcessingRecord.objects.count() == 2
    assert b"First words" not in desk.get(record).content


def test_a_record_is_its_organisation_s_own(
    cast: Any, officer: User, other_officer: User, as_app: AsApp
) -> None:
    with as_app(officer):
        actions.keep_record(
            cast.programme, {"controller": "We"}, reviewed_on=timezone.localdate(), by=officer,
            at=timezone.now(),
        )  # fmt: skip
    with as_app(other_officer):
        assert queries.record(cast.programme) is None


@pytest.mark.parametrize("role", [Role.CASE_MANAGER, Role.ADMINISTRATOR])
def test_other_roles_do_not_open_the_overview(role: Role, cast: Any, client_of: ClientOf) -> None:
    user = cast.user("x", cast.host, role)
    assert client_of(user).get(reverse("oversight:index")).status_code == 403


def test_the_overview_says_what_is_due(officer: User, breach: Breach, client_of: ClientOf) -> None:
    html = client_of(officer).get(reverse("oversight:index")).content.decode()
    assert breach.title in html
    assert "Not written yet" in html


def test_the_person_reads_the_notice_on_their_own_page(
    cast: Any, officer: User, breach: Breach, client_of: ClientOf, as_app: AsApp
) -> None:
    _case, people = cast.family()
    with as_app(officer, Purpose.OVERSIGHT):
        actions.add_affected(breach, people[:1], source="x", by=officer, at=timezone.now())
        row = Affected.objects.get()
        actions.note_told(
            row, way=Way.PORTAL, text="A list went astray.", by=officer, at=timezone.now()
        )
    person = User.objects.create(
        email="efua@example.org", name="Efua", roles=[Role.RETURNEE], person_id=people[0].pk
    )
    assert b"A list went astray." in client_of(person).get("/portal/").content
