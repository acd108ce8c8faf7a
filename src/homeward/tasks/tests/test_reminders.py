from datetime import datetime, time, timedelta

import pytest
from django.db import ProgrammingError, connection
from django.utils import timezone

from homeward.access.choices import Role
from homeward.cases.models import Case
from homeward.messages.models import Message
from homeward.persons import queries as persons
from homeward.seals import actions as seals
from homeward.seals.models import Seal
from homeward.tasks import jobs
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Absence, ReminderRule, Task


def noon(days: int = 0) -> datetime:
    on = timezone.localdate() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(on, time(12)))


@pytest.fixture
def wait(cast) -> Task:
    """What the partner holds of the family's case, opened long ago and due in four days."""
    cast.arrived()
    Task.objects.update(done_at=noon())
    task = Task.objects.get(kind=TaskKind.CONFIRM_FACTS)
    Task.objects.filter(pk=task.pk).update(done_at=None, due_on=noon(4).date(), opened_at=noon(-20))
    Message.objects.all().delete()
    return task


def said() -> list[tuple[str, str]]:
    """Who heard what, and nothing of it is left for the next question."""
    found = [(m.to, m.body.splitlines()[0]) for m in Message.objects.order_by("pk")]
    Message.objects.all().delete()
    return found


def test_the_holder_is_reminded_before_the_day_and_on_it_once_each(cast, wait) -> None:
    heard = []
    for day in range(6):
        for _again in range(2):
            jobs.remind_all(at=noon(day))
        heard.append(said())
    soon, now = "1 step is due soon.", "1 step is due now."
    mail = cast.partner.email
    assert heard == [[], [], [(mail, soon)], [], [(mail, now)], []]


def test_silence_is_told_to_who_leads_at_the_accountable_organisation_once(cast, wait) -> None:
    manager = cast.user("manager", cast.partner_org, Role.PROGRAMME_MANAGER)
    cast.user("coordinator", cast.partner_org, Role.HOST_COORDINATOR)
    jobs.remind_all(at=noon(10))
    assert said() == []
    jobs.remind_all(at=noon(11))
    jobs.remind_all(at=noon(12))
    assert [to for to, _text in said()] == [manager.email]
    wait.refresh_from_db()
    assert wait.escalated_to == manager


def test_an_escalated_wait_stands_in_the_managers_work(cast, wait, client_of) -> None:
    manager = cast.user("manager", cast.partner_org, Role.PROGRAMME_MANAGER)
    jobs.remind_all(at=noon(11))
    Task.objects.filter(pk=wait.pk).update(due_on=noon(-8).date())
    text = client_of(manager).get("/?group=late").content.decode()
    assert wait.get_kind_display() in text
    assert "without an answer: told to Manager" in text


def test_where_nobody_leads_the_organisation_is_told(cast, wait) -> None:
    cast.partner_org.email = "office@example.org"
    cast.partner_org.save()
    jobs.remind_all(at=noon(11))
    assert [to for to, _text in said()] == ["office@example.org"]
    wait.refresh_from_db()
    assert (wait.escalated_to, wait.escalated_at) == (None, noon(11))


def test_a_message_names_nobody(cast, wait) -> None:
    jobs.remind_all(at=noon(4))
    message = Message.objects.get()
    for word in ("Ansah", "Efua", wait.reference):
        assert word not in message.subject + message.body


def test_the_cover_hears_what_the_absent_would(cast, wait) -> None:
    cover = cast.user("cover", cast.partner_org, Role.CASE_MANAGER)
    Absence.objects.create(
        organisation=cast.partner_org, user=cast.partner, cover=cover, from_on=noon(-1).date(),
        until_on=noon(5).date(), stated_by=cast.partner, stated_at=cast.now,
    )  # fmt: skip
    jobs.remind_all(at=noon(4))
    assert [to for to, _text in said()] == [cover.email]


def test_a_rule_of_the_programme_goes_before_the_one_for_all(cast, wait) -> None:
    ReminderRule.objects.create(
        kind=TaskKind.CONFIRM_FACTS, programme_id=cast.programme.pk, days_before=None,
        on_the_day=False, days_after=1, valid_from=noon(-30).date(), source="test",
    )  # fmt: skip
    manager = cast.user("manager", cast.partner_org, Role.PROGRAMME_MANAGER)
    for day in (2, 4):
        jobs.remind_all(at=noon(day))
    assert said() == []
    jobs.remind_all(at=noon(5))
    assert [to for to, _text in said()] == [manager.email]


def test_of_a_sealed_file_nobody_outside_of_its_team_hears(cast, wait, as_app) -> None:
    focal = cast.user("focal", cast.partner_org, Role.PROTECTION_FOCAL_POINT)
    manager = cast.user("manager", cast.partner_org, Role.PROGRAMME_MANAGER)
    with as_app(focal):
        case = Case.objects.get()
        seals.seal(
            case,
            persons.members(case.household_id),
            [cast.partner],
            "Feared",
            by=focal,
            at=cast.now,
        )
    assert Seal.objects.exists()
    jobs.remind_all(at=noon(11))
    assert manager.email not in [to for to, _text in said()]


def test_only_its_job_may_ask(cast, as_app) -> None:
    ask = "select * from tasks_remind(now())"
    with (
        pytest.raises(ProgrammingError, match="not its job"),
        as_app(cast.partner),
        connection.cursor() as cursor,
    ):
        cursor.execute(ask)
