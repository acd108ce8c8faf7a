"""The pages of a project: who opens which, and what they write."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from homeward.access.choices import Role
from homeward.access.models import User
from homeward.collectives import actions
from homeward.collectives.choices import EntryKind
from homeward.collectives.models import Contribution, Exit, LogEntry, PayoutRun, Project

OK, REFUSED, NOT_FOUND, FORBIDDEN, FOUND = 200, 409, 404, 403, 302


def url(name: str, *args: Any) -> str:
    return reverse(f"collectives:{name}", args=args)


def day(on: Any, name: str = "on") -> dict[str, int]:
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


@pytest.fixture
def page(group: Any, client_of: Any) -> Any:
    return client_of(group.keeper)


@pytest.fixture
def running(group: Any) -> Any:
    """A returnee and a resident, money, a harvest, a sale, an asset."""
    group.ama, group.kofi = group.returnee(), group.resident()
    group.act(actions.move, group.project, "active")
    group.put_in(group.ama, 100)
    group.log(EntryKind.PURCHASE, "Seed", quantity=2, unit="kg", price=20)
    group.log(EntryKind.HARVEST, "Sunflower", quantity=90, unit="kg")
    group.log(EntryKind.SALE, "Sunflower", quantity=80, unit="kg", price=4)
    given = actions.AssetGiven(
        what="Plough", origin="given", value=Decimal(300), kept_at="the store",
        acquired_on=group.first,
    )  # fmt: skip
    group.asset = group.act(actions.acquire, group.project, given)
    return group


def test_every_page_of_a_project_opens_for_its_keeper(running: Any, page: Any) -> None:
    project, season = running.project.pk, running.season.pk
    of_project = (
        "project", "change", "move", "new_season", "add_partner", "members", "find_case",
        "admit_resident", "log", "book", "assets", "new_asset", "new_meeting", "new_output",
        "new_training", "new_count", "new_photo",
    )  # fmt: skip
    paths = [url("index"), url("new"), *[url(name, project) for name in of_project]]
    of_season = ("close_season", "new_entry", "pay_out", "season_sheet", "season_paper")
    paths += [url(name, season) for name in of_season]
    of_member = ("member", "change_member", "contribute", "leave")
    paths += [url(name, running.ama.pk) for name in of_member]
    paths += [url("look_at", running.asset.pk), url("dispose", running.asset.pk)]
    paths += [url("admit", project, running.ama.case_id), url("of_case", running.ama.case_id)]
    paths += [url("cancel", LogEntry.objects.get(kind="sale").pk), reverse("desk:projects_map")]
    assert {path: page.get(path).status_code for path in paths} == dict.fromkeys(paths, OK)


def test_an_entry_is_noted_once_however_often_it_is_sent(running: Any, page: Any) -> None:
    data = {
        "once": str(uuid4()), "kind": "cost", "what": "Tractor", "total": "25",
        **day(running.first),
    }  # fmt: skip
    before = LogEntry.objects.count()
    for _click in range(2):
        answer = page.post(url("new_entry", running.season.pk), data)
        assert answer.status_code == FOUND
    assert LogEntry.objects.count() == before + 1


def test_what_was_typed_stays_when_the_store_holds_less(running: Any, page: Any) -> None:
    data = {
        "once": str(uuid4()), "kind": "sale", "what": "Sunflower", "quantity": "11", "unit": "kg",
        "price": "4", **day(running.first),
    }  # fmt: skip
    answer = page.post(url("new_entry", running.season.pk), data)
    assert answer.status_code == REFUSED
    assert "There is less of it in store" in answer.content.decode()
    assert 'value="11"' in answer.content.decode()


def test_two_clicks_pay_once(running: Any, page: Any) -> None:
    data = {"total": "100", "number": "1", **day(running.cast.now.date())}
    first = page.post(url("pay_out", running.season.pk), data)
    second = page.post(url("pay_out", running.season.pk), data)
    assert (first.status_code, second.status_code) == (FOUND, REFUSED)
    assert "This payout was made already." in second.content.decode()
    assert PayoutRun.objects.count() == 1
    shown = page.get(first["Location"]).content.decode()
    assert "50.00 GHS" in shown


def test_who_leaves_reads_before_what_is_owed(running: Any, page: Any) -> None:
    path = url("leave", running.ama.pk)
    assert "100.00 GHS are owed: 100.00 put in, 0 of the result." in page.get(path).content.decode()
    answer = page.post(path, {"reason": "Work in town", **day(running.cast.now.date())})
    assert answer.status_code == FOUND
    gone = Exit.objects.get()
    assert page.post(url("pay_leaver", gone.pk), day(running.cast.now.date())).status_code == FOUND
    gone.refresh_from_db()
    assert gone.paid_on == running.cast.now.date()


def test_money_is_put_in_once_however_often_it_is_sent(running: Any, page: Any) -> None:
    data = {"once": str(uuid4()), "kind": "money", "quantity": "7", **day(running.first)}
    for _click in range(2):
        assert page.post(url("contribute", running.kofi.pk), data).status_code == FOUND
    assert Contribution.objects.filter(membership=running.kofi).count() == 1


def test_a_partner_reads_numbers_and_nobody_s_name(running: Any, client_of: Any) -> None:
    cast = running.cast
    other = cast.user("reader", cast.host, Role.HOST_COORDINATOR)
    assert client_of(other).get(url("project", running.project.pk)).status_code == NOT_FOUND
    cast.agree(cast.partner_org, cast.host)
    running.act(actions.add_partner, running.project, cast.host)
    shown = client_of(other).get(url("project", running.project.pk))
    assert shown.status_code == OK
    assert "&lt;10" in shown.content.decode()
    assert "Boateng" not in shown.content.decode()
    assert client_of(other).get(url("log", running.project.pk)).status_code == OK
    assert client_of(other).get(url("book", running.project.pk)).status_code == FORBIDDEN


def test_the_workbook_names_no_member(running: Any, page: Any) -> None:
    answer = page.get(url("season_sheet", running.season.pk))
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"Boateng" not in answer.content


def test_a_project_is_opened_and_its_season_begun_on_the_pages(group: Any, page: Any) -> None:
    cast = group.cast
    data = {
        "name": "Well of the village", "kind": "community", "programme": cast.programme.pk,
        "country": "GH", "currency": "ghs", "payout_rule": "equal", "exit_rule": "nothing",
    }  # fmt: skip
    assert page.post(url("new"), data).status_code == FOUND
    project = Project.objects.get(name="Well of the village")
    assert (project.currency, project.owner_org) == ("GHS", cast.partner_org)
    shown = page.get(url("project", project.pk)).content.decode()
    assert "Say when the project begins" in shown


def test_roles_without_the_verb_open_nothing(group: Any, client_of: Any) -> None:
    cast = group.cast
    officer = cast.user("gate", cast.partner_org, Role.RECEPTION_OFFICER)
    assert client_of(officer).get(url("index")).status_code == FORBIDDEN
    reader = cast.user("reader", cast.partner_org, Role.HOST_COORDINATOR)
    assert client_of(reader).get(url("members", group.project.pk)).status_code == FORBIDDEN
    assert client_of(reader).get(url("new_entry", group.season.pk)).status_code == FORBIDDEN


def test_a_member_reads_their_group_on_their_own_pages(running: Any, client_of: Any) -> None:
    user = User.objects.create(
        email="self@example.org", name="Ama", roles=[Role.RETURNEE],
        person_id=running.ama.person_id,
    )  # fmt: skip
    shown = client_of(user).get(reverse("portal:home")).content.decode()
    assert "Sunrise cooperative" in shown
    assert "You put in <bdi>100.00 GHS</bdi>" in shown
    assert "Kwabena" not in shown


def test_the_map_places_groups_and_counts_businesses_by_area(running: Any, page: Any) -> None:
    shown = page.get(reverse("desk:projects_map")).content.decode()
    assert "Sunrise cooperative" in shown
    assert (
        "Projects without a point"
        not in page.get(reverse("desk:projects_map"), {"what": "business"}).content.decode()
    )
