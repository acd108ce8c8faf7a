"""A changed security sheet reaches who holds an open case there, and nobody else."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from homeward.access.choices import Role
from homeward.access.jobs import acting_job
from homeward.cases import actions, jobs, queries
from homeward.cases.models import Case, SecurityAlert, SecurityReading
from homeward.core.refusals import Refused
from homeward.countries import actions as countries
from homeward.countries.choices import SheetKind
from homeward.countries.models import Sheet
from homeward.desk import links
from homeward.places.models import Area, Country
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task

CALM = {"en": ("Security", "Quiet.")}
WORSE = {"en": ("Security", "Not quiet.")}


@pytest.fixture
def publish(cast, as_app):
    """Publishes the next version of the security sheet of Ghana, or of an area of it."""
    manager = cast.user("manager", cast.stranger_org, Role.PROGRAMME_MANAGER)

    def act(severity: int, texts: dict = CALM, area: Area | None = None, country: str = "GH"):
        with as_app(manager):
            sheet = Sheet.objects.filter(area=area, country=country).first()
            if sheet:
                draft = countries.begin_draft(sheet, by=manager, at=cast.now)
            else:
                where = Country.objects.get(pk=country)
                draft = countries.begin_sheet(
                    SheetKind.SECURITY, where, area=area, by=manager, at=cast.now
                )
            countries.save_draft(
                draft, texts, source="Radio", source_date=cast.now.date(),
                valid_until=cast.now.date() + timedelta(days=30), severity=severity,
                by=manager, at=cast.now,
            )  # fmt: skip
            return countries.publish(draft, by=manager, at=cast.now)

    act.manager = manager
    return act


@pytest.fixture
def tell(cast, as_app):
    def act() -> int:
        with as_app():
            return jobs.tell_holders(at=cast.now)

    return act


def waits() -> list[Task]:
    return list(Task.objects.filter(kind=TaskKind.READ_SECURITY_SHEET, done_at=None))


def test_the_holder_is_told_what_changed_and_who_said_it(cast, as_app, publish, tell) -> None:
    case, _people = cast.family()
    publish(2)
    tell()
    publish(3, WORSE)
    assert tell() == 1
    with as_app(cast.owner):
        (wait,) = waits()
        assert (wait.holder, wait.case_id) == (cast.owner, case.pk)
        assert wait.due_on > cast.now.date()
        said = "Ghana: from “Some risk” to “High risk”. Published by Another NGO."
        assert links.note(wait) == said


def test_who_published_it_and_other_organisations_see_nothing_of_the_case(
    cast, as_app, publish, tell
) -> None:
    cast.family()
    publish(3)
    tell()
    for user in (publish.manager, cast.stranger, cast.partner, cast.finance):
        with as_app(user):
            assert waits() == []
            assert not SecurityReading.objects.exists()


def test_it_goes_with_the_case_to_the_partner_who_holds_it(cast, as_app, publish, tell) -> None:
    case, _people = cast.arrived()
    publish(3)
    tell()
    with as_app(cast.partner):
        (wait,) = waits()
        assert wait.holder == cast.partner
        actions.read_security(Case.objects.get(pk=case.pk), by=cast.partner, at=cast.now)
        assert waits() == []
        (said,) = [e for e in history(case) if "security" in e.text]
        assert "Partner" in said.detail
    with as_app(cast.stranger):
        assert not SecurityReading.objects.exists()


def test_what_is_not_read_goes_on_with_the_case(cast, as_app, publish, tell) -> None:
    case, _people = cast.family()
    publish(3)
    tell()
    Case.objects.filter(pk=case.pk).update(accountable_org=cast.partner_org, worker=None)
    with as_app(cast.partner):
        (wait,) = waits()
        assert (wait.holder_org, wait.holder) == (cast.partner_org, None)


def history(case: Case) -> list:
    case = Case.objects.get(pk=case.pk)
    return queries.history(case, changes=queries.stage_changes(case), known=[])


def test_the_former_holder_who_still_sees_the_case_does_not_read_for_it(
    cast, as_app, publish, tell
) -> None:
    case, _people = cast.arrived()
    publish(3)
    tell()
    with as_app(cast.owner), pytest.raises(Refused):
        actions.read_security(Case.objects.get(pk=case.pk), by=cast.owner, at=cast.now)


def test_reading_twice_is_reading_once(cast, as_app, publish, tell) -> None:
    case, _people = cast.family()
    publish(3)
    tell()
    with as_app(cast.owner):
        for _click in range(2):
            actions.read_security(Case.objects.get(pk=case.pk), by=cast.owner, at=cast.now)
        assert SecurityReading.objects.count() == 1


def test_reading_takes_a_verb(cast, as_app, publish, tell) -> None:
    case, _people = cast.family()
    publish(3)
    tell()
    officer = cast.user("dpo", cast.host, Role.DATA_PROTECTION_OFFICER)
    with as_app(officer), pytest.raises(PermissionDenied):
        actions.read_security(case, by=officer, at=cast.now)


def test_a_newer_version_takes_the_place_of_one_not_read(cast, as_app, publish, tell) -> None:
    cast.family()
    publish(2)
    publish(3, WORSE)
    tell()
    with as_app(cast.owner):
        (wait,) = waits()
        assert "High risk" in links.note(wait)


def test_a_closed_case_and_another_country_are_not_told(cast, as_app, publish, tell) -> None:
    case, _people = cast.family()
    Case.objects.filter(pk=case.pk).update(closed_at=cast.now, closure_reason="completed")
    publish(3)
    assert tell() == 0
    Case.objects.filter(pk=case.pk).update(closed_at=None, closure_reason="")
    publish(3, country="BE")
    assert tell() == 0


@pytest.fixture
def areas() -> dict[str, Area]:
    ghana = Country.objects.get(pk="GH")
    north = Area.objects.create(country=ghana, name="Northern", level=1)
    tamale = Area.objects.create(country=ghana, name="Tamale", parent=north, level=2)
    coast = Area.objects.create(country=ghana, name="Central", level=1, names={"fr": "Centre"})
    return {"north": north, "tamale": tamale, "coast": coast}


@pytest.mark.parametrize(
    ("destination", "sheet_of", "told"),
    [
        ("Northern", "north", 1),
        ("tamale ", "north", 1),
        ("Tamale, Northern", "north", 1),
        ("Northern", "tamale", 1),
        ("Central", "north", 0),
        ("centre", "north", 0),
        ("Nobody knows this place", "north", 1),
        ("", "north", 1),
    ],
)
def test_an_area_s_sheet_spares_only_cases_known_to_lie_elsewhere(
    cast, publish, tell, areas, destination: str, sheet_of: str, told: int
) -> None:
    case, _people = cast.family()
    Case.objects.filter(pk=case.pk).update(destination=destination)
    publish(3, area=areas[sheet_of])
    assert tell() == told


def test_two_sheets_are_two_waits_and_read_together(cast, as_app, publish, tell, areas) -> None:
    case, _people = cast.family()
    publish(3)
    publish(4, area=areas["north"])
    tell()
    with as_app(cast.owner):
        assert len(waits()) == 2
        actions.read_security(Case.objects.get(pk=case.pk), by=cast.owner, at=cast.now)
        assert waits() == []


def test_an_alert_waits_until_it_is_told_and_is_told_once(cast, publish, tell) -> None:
    cast.family()
    publish(3)
    assert SecurityAlert.objects.get().told_at is None
    assert tell() == 1
    assert SecurityAlert.objects.get().told_at == cast.now
    assert tell() == 0


def test_nobody_but_the_job_tells(cast, as_app, publish) -> None:
    publish(3)
    alert = SecurityAlert.objects.get()
    with (
        as_app(publish.manager),
        connection.cursor() as cursor,
        pytest.raises(DatabaseError),
        transaction.atomic(),
    ):
        cursor.execute("select cases_tell_of_security(%s, now())", [alert.pk])
    with as_app(), acting_job(jobs.TELL):
        assert waits() == []


def test_the_page_shows_the_difference_and_is_read_there(cast, client_of, publish, tell) -> None:
    case, _people = cast.family()
    publish(2)
    tell()
    with_old = client_of(cast.owner)
    with_old.post(f"/cases/{case.pk}/security/")
    publish(3, WORSE)
    tell()
    page = client_of(cast.owner).get(f"/cases/{case.pk}/security/")
    text = page.content.decode()
    assert "from “Some risk” to “High risk”" in text
    assert "<ins>Not quiet." in text
    assert client_of(cast.owner).post(f"/cases/{case.pk}/security/").status_code == 302
    after = client_of(cast.owner).get(f"/cases/{case.pk}/security/").content.decode()
    assert "Nothing changed that is not read" in after
    assert client_of(cast.stranger).get(f"/cases/{case.pk}/security/").status_code == 404
    assert client_of(cast.trainer).get(f"/cases/{case.pk}/security/").status_code == 403
