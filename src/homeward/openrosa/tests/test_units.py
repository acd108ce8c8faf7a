"""Households, collective projects and communities: their surveys are filled in on plain pages, as
the browser sends them, and by Collect, and come out the same."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from homeward.access.choices import Role
from homeward.access.models import User
from homeward.collectives.models import Project
from homeward.forms import instances
from homeward.forms import queries as form_queries
from homeward.forms.filling import Filling
from homeward.forms.tests import sheets
from homeward.interviews.tests import walk
from homeward.openrosa.choices import State
from homeward.openrosa.models import Delivery
from homeward.openrosa.tests.conftest import Field
from homeward.places.models import Area
from homeward.surveys import actions as surveys
from homeward.surveys import queries as survey_queries
from homeward.surveys.choices import Unit
from homeward.surveys.models import Instrument, InstrumentVersion, Submission, Wave
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task

CODE = "cohesion"
CASES = Role.CASE_MANAGER
FILE = sheets.form(
    [
        ["type", "name", "label", "calculation"],
        ["select_one_from_file homeward_waves.csv", "homeward_wave", "Which survey?", ""],
        ["select_one well", "well", "How are you together?", ""],
        ["begin repeat", "member", "Members", ""],
        ["integer", "age", "Age", ""],
        ["end repeat", "", "", ""],
        ["calculate", "ages", "", "sum(${age})"],
    ],
    [["list_name", "name", "label"], ["well", "good", "Good"], ["well", "bad", "Bad"]],
    form_id=CODE,
)
WAYS = ("pages", "browser", "collect")
WINDOWS = [{"code": way, "opens": 0, "closes": 2, "latest": 4} for way in WAYS]
ANSWERS = {"well": "good", "member[1]/age": "40", "member[2]/age": "7"}
KEPT = ANSWERS | {"ages": "47"}


@dataclass
class Unitary:
    """One survey for each way, about what the instrument asks."""

    field: Field
    version: InstrumentVersion
    about: Any

    @property
    def interviewer(self) -> User:
        return self.field.enumerator

    def wave(self, way: str) -> Wave:
        return Wave.objects.get(kind=way)

    def xml(self, wave: Wave, **more: str) -> bytes:
        assert self.version.form_version
        form = form_queries.read(self.version.form_version)
        filled = Filling(form, ANSWERS | more, now=self.field.cast.now.replace(tzinfo=None))
        head = instances.Head(form_id=CODE, version="1")
        return instances.instance_of(filled, head, instance_id=f"uuid:{wave.pk}")


@pytest.fixture
def about(visits: Field) -> Callable[[Unit], Unitary]:
    def make(unit: Unit) -> Unitary:
        cast = visits.cast
        instrument = Instrument.objects.create(
            code=CODE, title="Living together", owner_org=cast.partner_org, unit=unit,
            begun_at=cast.now,
        )  # fmt: skip
        version = visits.another_version(instrument, FILE, number=1)
        InstrumentVersion.objects.filter(pk=version.pk).update(waves=WINDOWS)
        version = InstrumentVersion.objects.get(pk=version.pk)
        subject: Any = visits.case
        if unit == Unit.PROJECT:
            subject = Project.objects.create(
                owner_org=cast.partner_org, programme=cast.programme, name="Poultry of Ada",
                kind="group", country_id="GH", currency="GHS", keeper=cast.partner,
                opened_at=cast.now,
            )  # fmt: skip
        elif unit == Unit.COMMUNITY:
            subject = Area.objects.create(country_id="GH", pcode="GH-ADA", name="Ada", level=1)
        return Unitary(visits, version, subject)

    return make


def plan(one: Unitary) -> None:
    cast = one.field.cast
    begins = cast.now.date() - timedelta(days=1)
    with cast.as_app(cast.partner):
        if one.about == one.field.case:
            surveys.plan_waves(
                one.about, arrived_on=begins, version=one.version, by=cast.partner, at=cast.now
            )
        else:
            surveys.plan_of(
                one.about, cast.programme, one.version, begins_on=begins, by=cast.partner,
                at=cast.now,
            )  # fmt: skip


def by_browser(one: Unitary, wave: Wave, client: Any) -> None:
    assert client.get(reverse("interviews:fill", args=[wave.pk])).status_code == 200
    sent = SimpleUploadedFile("xml_submission_file", one.xml(wave), "text/xml")
    answer = client.post(reverse("interviews:send", args=[wave.pk]), {"xml_submission_file": sent})
    assert answer.status_code == 200, answer.content


def by_collect(one: Unitary, wave: Wave) -> None:
    collect = one.field.collect(instruments=[one.version.instrument_id])
    (form,) = collect.forms()
    assert form.form_id == CODE
    assert str(wave.pk) in form.media["homeward_waves.csv"].decode()
    collect.send(one.xml(wave, homeward_wave=str(wave.pk)))
    assert Delivery.objects.get().state == State.TAKEN


@pytest.mark.parametrize("unit", [Unit.HOUSEHOLD, Unit.PROJECT, Unit.COMMUNITY])
def test_three_ways_keep_the_same_answers_about_the_same(
    about: Callable[[Unit], Unitary], client_of: Any, unit: Unit
) -> None:
    one = about(unit)
    plan(one)
    client = client_of(one.interviewer)
    listed = client.get(reverse("surveys:index")).content.decode()
    assert listed.count(str(survey_queries.titles([one.wave("pages")])[one.wave("pages").pk])) >= 3
    opened = client.get(reverse("surveys:fill", args=[one.wave("pages").pk]))
    assert opened.status_code == 302

    walk.fill_in(client, one.wave("pages"), ANSWERS)
    assert walk.sent(client, one.wave("pages")).status_code == 302
    by_browser(one, one.wave("browser"), client)
    by_collect(one, one.wave("collect"))

    kept = Submission.objects.all()
    values = [{k: v for k, v in found.values.items() if k != "homeward_wave"} for found in kept]
    assert values == [KEPT] * 3
    assert {(found.unit, found.interviewer) for found in kept} == {(unit, one.interviewer)}
    about_them = {(found.case_id, found.project_id, found.area_id) for found in kept}
    assert len(about_them) == 1
    assert one.about.pk in about_them.pop()
    assert not Wave.objects.filter(instrument=CODE).exclude(status="done").exists()
    assert not Task.objects.filter(
        kind=TaskKind.FILL_SURVEY, done_at=None, subject_id__in=kept.values("wave")
    ).exists()


def test_what_names_no_survey_is_given_to_the_project_s(
    about: Callable[[Unit], Unitary], client_of: Any
) -> None:
    one = about(Unit.PROJECT)
    plan(one)
    collect = one.field.collect(instruments=[one.version.instrument_id])
    collect.send(one.xml(one.wave("collect")))
    delivery = Delivery.objects.get()
    client = client_of(one.interviewer)
    page = reverse("openrosa:delivery", args=[delivery.pk])
    assert "Poultry of Ada" in client.get(page, {"q": "poultry"}).content.decode()
    assert "Poultry of Ada, " not in client.get(page, {"q": "bakery"}).content.decode()
    assert client.post(page, {"wave": one.wave("collect").pk}).status_code == 302
    assert Submission.objects.get().project == one.about


def test_another_organisation_finds_no_survey_of_a_project(
    about: Callable[[Unit], Unitary], client_of: Any
) -> None:
    one = about(Unit.PROJECT)
    plan(one)
    for user in (one.field.cast.stranger, one.field.cast.user("h", one.field.cast.host, CASES)):
        client = client_of(user)
        for name in ("surveys:fill", "surveys:not_held", "interviews:fill", "interviews:plain"):
            address = reverse(name, args=[one.wave("pages").pk])
            assert client.get(address).status_code == 404
        assert "Poultry" not in client.get(reverse("surveys:index")).content.decode()


def test_a_survey_of_a_project_is_noted_as_not_held(
    about: Callable[[Unit], Unitary], client_of: Any
) -> None:
    one = about(Unit.PROJECT)
    plan(one)
    client = client_of(one.interviewer)
    address = reverse("surveys:not_held", args=[one.wave("pages").pk])
    assert "Poultry of Ada" in client.get(address).content.decode()
    assert client.post(address, {"reason": "security"})["Location"] == reverse("surveys:index")
    assert one.wave("pages").not_done_reason == "security"


def test_another_survey_of_a_household_is_planned_on_its_case(
    about: Callable[[Unit], Unitary], client_of: Any
) -> None:
    one = about(Unit.HOUSEHOLD)
    client = client_of(one.field.cast.partner)
    page = reverse("surveys:of_case", args=[one.field.case.pk])
    assert "Living together" in client.get(page).content.decode()
    address = reverse("surveys:plan", args=[one.field.case.pk])
    assert client.post(address, {"version": ""}).status_code == 400
    assert client.post(address, {"version": one.version.pk}).status_code == 302
    assert Wave.objects.filter(instrument=CODE, unit=Unit.HOUSEHOLD).count() == 3
    # Planned once, it is offered no more.
    assert f'value="{one.version.pk}"' not in client.get(page).content.decode()
