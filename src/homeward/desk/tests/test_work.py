from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from homeward.access.choices import OrganisationKind, Role
from homeward.agreements import actions as agreements
from homeward.agreements import pages as agreement_steps
from homeward.agreements.choices import Kind
from homeward.desk import actions, mywork
from homeward.messages.models import Message
from homeward.persons import actions as persons
from homeward.tasks import queries as tasks
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task
from homeward.users.actions import changing


def page(client, path: str = "/", status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def test_what_i_hold_stands_first_and_leads_to_its_page(cast, client_of) -> None:
    case, _people = cast.family()
    text = page(client_of(cast.owner))
    assert "Ansah family. Nothing is shared with anybody" in text
    assert f'href="/cases/{case.pk}/consent/"' in text


def test_overdue_goes_before_all_whoever_holds_it(cast, as_app) -> None:
    cast.family()
    Task.objects.update(due_on=timezone.localdate() - timedelta(days=2))
    with as_app(cast.owner):
        work = mywork.work(cast.owner, on=timezone.localdate())
    assert [group.count for group in work.groups] == ["1", "0", "0", "0"]
    assert work.first is not None
    assert work.first.is_mine


def test_who_waits_sees_who_holds_it_and_may_remind(cast, client_of) -> None:
    case, _people = cast.arrived()
    client = client_of(cast.owner)
    text = page(client)
    assert "I wait for others" in text
    task = Task.objects.get(case_id=case.pk, kind=TaskKind.CONFIRM_FACTS)
    answer = client.post(f"/work/{task.pk}/remind/", {"from": "work"}, follow=True)
    assert "Reminded." in answer.content.decode()
    assert Message.objects.get().to == cast.partner.email
    answer = client.post(f"/work/{task.pk}/remind/", {"from": "work"}, follow=True)
    assert "within the last day already" in answer.content.decode()
    assert Message.objects.count() == 1


def test_a_reminder_tells_no_name_of_a_person(cast, as_app) -> None:
    cast.arrived()
    with as_app(cast.owner):
        task = tasks.may_be_reminded_by(cast.owner).get(kind=TaskKind.CONFIRM_FACTS)
        assert actions.remind(task, by=cast.owner, at=cast.now)
    message = Message.objects.get()
    assert "Ansah" not in message.subject + message.body
    assert "Efua" not in message.subject + message.body


def test_a_stranger_reminds_nobody(cast, client_of) -> None:
    case, _people = cast.arrived()
    task = Task.objects.get(case_id=case.pk, kind=TaskKind.CONFIRM_FACTS)
    assert client_of(cast.stranger).post(f"/work/{task.pk}/remind/").status_code == 404


def test_a_returnee_reminds_nobody(cast) -> None:
    returnee = cast.user("returnee", cast.host, Role.RETURNEE)
    with pytest.raises(PermissionDenied):
        actions.remind(Task(), by=returnee, at=cast.now)


def test_without_work_the_page_says_so(cast, client_of) -> None:
    assert "Nothing waits for you" in page(client_of(cast.stranger))


def test_a_provider_is_sent_to_the_inbox(cast, client_of) -> None:
    answer = client_of(cast.trainer).get("/")
    assert (answer.status_code, answer["Location"]) == (302, "/inbox/")


def test_a_programme_manager_sees_where_the_cases_stand(cast, client_of) -> None:
    cast.arrived()
    manager = cast.user("manager", cast.host, Role.PROGRAMME_MANAGER)
    text = page(client_of(manager))
    assert "Where the cases stand" in text
    assert 'href="/cases/?stage=plan"' in text
    assert "Ansah" not in text


def test_an_outside_manager_counts_nothing(cast, client_of) -> None:
    cast.arrived()
    manager = cast.user("manager", cast.stranger_org, Role.PROGRAMME_MANAGER)
    assert "No open case" in page(client_of(manager))


def test_the_data_protection_officer_sees_withdrawals(cast, client_of, as_app) -> None:
    _case, people = cast.family()
    sheet = cast.consent(people[0], cast.partner_org)
    with as_app(cast.owner):
        one = sheet.consents.first()
        persons.withdraw_consent([one.pk], by=cast.owner, at=cast.now)
    officer = cast.user("dpo", cast.host, Role.DATA_PROTECTION_OFFICER)
    text = page(client_of(officer))
    assert "Consents withdrawn" in text
    assert str(cast.partner_org) in text


def test_an_evaluator_has_a_first_page_without_any_person(cast, client_of) -> None:
    cast.arrived()
    org = cast.organisation("Institute", OrganisationKind.EVALUATOR, "GH")
    text = page(client_of(cast.user("eva", org, Role.EVALUATOR)))
    assert "What Homeward does at each step" in text


def test_what_others_changed_is_told(cast, client_of) -> None:
    cast.arrived()
    text = page(client_of(cast.owner))
    assert "Arrived, and taken over by the case manager" in text


def test_a_long_group_shows_its_rest_on_demand(cast, client_of, monkeypatch) -> None:
    monkeypatch.setattr(mywork, "SHOWN", 1)
    cast.family()
    cast.family()
    client = client_of(cast.owner)
    assert "All 2" in page(client)
    assert "All 2" not in page(client, "/?group=mine")


def test_my_work_asks_the_database_the_same_number_of_times(
    cast, client_of, django_assert_max_num_queries
) -> None:
    for _ in range(4):
        cast.family()
    client = client_of(cast.owner)
    with django_assert_max_num_queries(30):
        client.get("/")


def test_what_nobody_is_named_for_stands_apart(cast, client_of) -> None:
    cast.arrived()
    Task.objects.filter(kind=TaskKind.CONFIRM_FACTS).update(holder=None)
    text = page(client_of(cast.partner))
    assert "Nobody is named yet" in text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind=confirm_facts", True),
        ("kind=draft_plan", False),
        ("kind=nonsense", True),
        ("text=gh-", True),
        ("text=zz", False),
        ("due=week", False),
        ("due=none", True),
        ("programme=0999", False),
        ("programme=x", True),
        # Only who leads reads what waits for others.
        ("whose=team", True),
    ],
)
def test_the_filters_of_my_work(cast, client_of, query: str, found: bool) -> None:
    case, _people = cast.arrived()
    shown = f'href="/cases/{case.pk}/facts/"' in page(client_of(cast.partner), f"/?{query}")
    assert shown is found


def test_who_leads_reads_the_teams_work_and_a_colleagues(cast, client_of) -> None:
    cast.arrived()
    client = client_of(cast.user("manager", cast.partner_org, Role.PROGRAMME_MANAGER))
    assert "<bdi" not in page(client).split("Nothing waits for you")[-1].split("Changed")[0]
    for whose in ("team", str(cast.partner.pk)):
        assert "Confirm the facts" in page(client, f"/?whose={whose}").split("Case</th>")[-1]


def test_a_long_group_has_pages_and_keeps_the_filter(cast, client_of, monkeypatch) -> None:
    monkeypatch.setattr(mywork, "PER_PAGE", 1)
    cast.family()
    cast.family()
    text = page(client_of(cast.owner), "/?group=mine&kind=record_consent")
    assert "kind=record_consent&amp;page=2" in text
    assert page(client_of(cast.owner), "/?group=mine&page=2") != text


def test_who_asks_for_a_second_person_waits_for_whoever_runs_the_installation(
    cast, as_app, client_of
) -> None:
    asker = cast.user("alone", cast.partner_org, Role.ADMINISTRATOR)
    with as_app(asker):
        changing.change_roles(
            cast.partner, [Role.PROTECTION_FOCAL_POINT], reason="r", by=asker, at=timezone.now()
        )
    shown = page(client_of(asker))
    assert "homeward users approve" in shown
    assert "you are the second" not in shown
    assert ">Remind<" not in shown


def test_an_agreement_is_held_by_the_same_and_until_the_same_day_as_on_its_page(
    cast, as_app, client_of
) -> None:
    manager = cast.user("drafting", cast.host, Role.PROGRAMME_MANAGER)
    signer = cast.user("signing", cast.partner_org, Role.PROGRAMME_MANAGER)
    today = timezone.localdate()
    with as_app(manager):
        drafted = agreements.draft(
            number="M-1", title="Seen twice", kind=Kind.MOU, starts_on=today, by=manager
        )
        agreements.add_party(drafted, cast.partner_org, by=manager)
        agreements.name_controllers(drafted, [cast.host], by=manager)
    with as_app(manager):
        held = dict(agreement_steps.held_by(manager, on=today))
        assert (held[drafted].holder, held[drafted].due) == ("You", today)
    assert "Seen twice" in page(client_of(manager))
    assert "Seen twice" not in page(client_of(signer))
    with as_app(manager):
        agreements.offer_for_signature(drafted, by=manager)
    for user in (manager, signer):
        shown = page(client_of(user))
        assert "Seen twice" in shown
        assert "Sign the agreement" in shown
    with as_app(signer):
        held = dict(agreement_steps.held_by(signer, on=today))
        assert held[drafted].due == today
