"""Answers come in once, whatever way they came, and what is mended replaces what was."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from homeward.collectives.models import Project
from homeward.core.refusals import Refused
from homeward.surveys import actions
from homeward.surveys.choices import Reason, Source, Status, Unit
from homeward.surveys.models import Instrument, InstrumentVersion, Score, Submission, Wave
from homeward.surveys.scoring import FaultyAnswers
from homeward.surveys.tests.conftest import ARRIVED_ON, HELD_AT, Cast
from homeward.surveys.tests.sample import SAMPLE

ONE = "uuid:11111111-1111-4111-8111-111111111111"
TWO = "uuid:22222222-2222-4222-8222-222222222222"


@pytest.fixture
def rss(database: None) -> InstrumentVersion:
    return InstrumentVersion.objects.select_related("instrument").get(instrument__code="rss")


@pytest.fixture
def came(baseline: Wave, rss: InstrumentVersion, cast: Cast, as_app):
    """`came(answers)`: the interviewer's answers to the baseline come in."""

    def come(answers: object = SAMPLE, *, instance_id: str = ONE, **more: object) -> Submission:
        given = {"source": Source.COLLECT, "xml": "<data/>", "by": cast.interviewer} | more
        with as_app(cast.interviewer):
            return actions.receive(
                baseline, rss, answers, instance_id=instance_id, at=HELD_AT, **given
            )

    return come


def test_it_is_kept_as_it_came_and_scored(came, baseline: Wave) -> None:
    kept = came()

    baseline.refresh_from_db()
    kept.refresh_from_db()
    assert (baseline.status, kept.source, kept.xml) == (Status.DONE, Source.COLLECT, "<data/>")
    assert kept.score.composite == Decimal("0.515000")
    assert baseline.submission == kept


def test_its_xml_is_ciphertext_in_the_database(came) -> None:
    kept = came(xml="<data>secret</data>")
    with connection.cursor() as cursor:
        cursor.execute("select xml from surveys_submission where id = %s", [kept.pk])
        raw = bytes(cursor.fetchone()[0])

    assert b"secret" not in raw


def test_the_same_instance_is_one_record(came) -> None:
    first = came()

    assert came() == first
    assert Submission.objects.count() == 1


def test_the_same_instance_with_another_content_is_refused(came) -> None:
    came()
    with pytest.raises(Refused) as refused:
        came(xml="<data><a>1</a></data>")

    assert refused.value.reasons == [Reason.OTHER_ANSWERS]


def test_without_xml_the_answers_are_compared(came) -> None:
    came(xml="")
    came(xml="")
    with pytest.raises(Refused):
        came(SAMPLE | {"working": "no"}, xml="")

    assert Submission.objects.count() == 1


def test_what_is_mended_replaces_and_scores_anew(came, baseline: Wave) -> None:
    first = came()
    second = came(SAMPLE | {"working": "no"}, instance_id=TWO, deprecates=first)

    baseline.refresh_from_db()
    assert baseline.submission == second
    assert Submission.objects.get(pk=first.pk).answers["working"]["codes"] == ["yes"]
    assert Score.objects.get().composite == Decimal("0.485000")


def test_answers_are_mended_once_and_then_those_that_hold(came) -> None:
    first = came()
    second = came(instance_id=TWO, deprecates=first)
    with pytest.raises(Refused) as refused:
        came(instance_id="uuid:3", deprecates=first)

    assert refused.value.reasons == [Reason.REPLACED_ALREADY]
    assert came(instance_id="uuid:4", deprecates=second).deprecates == second


def test_a_wave_takes_one_first_submission(came) -> None:
    came()
    with pytest.raises(Refused) as refused:
        came(instance_id=TWO)

    assert refused.value.reasons == [Reason.ENDED_ALREADY]


def test_the_database_takes_an_instance_once(came, cast: Cast) -> None:
    kept = came()
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.create(
            owner_org=cast.receiver,
            programme=cast.programme,
            instrument_version=kept.instrument_version,
            instance_id=ONE,
            held_on=ARRIVED_ON,
            submitted_at=HELD_AT,
            answers={},
        )


def test_a_faulty_code_is_kept_from_afar_without_a_score_and_refused_here(
    came, baseline: Wave
) -> None:
    faulty = SAMPLE | {"safety": "quite"}
    with pytest.raises(FaultyAnswers):
        came(faulty, source=Source.BROWSER)
    kept = came(faulty)

    baseline.refresh_from_db()
    assert (kept.faults, kept.score, baseline.status) == ([["safety", "quite"]], None, "done")


def test_nothing_answered_is_refused_whatever_way_it_came(came) -> None:
    with pytest.raises(Refused) as refused:
        came({})

    assert refused.value.reasons == [Reason.NO_ANSWERS]


def test_a_link_is_for_instruments_that_the_person_fills_in(came) -> None:
    with pytest.raises(Refused) as refused:
        came(source=Source.LINK, by=None)
    with pytest.raises(PermissionDenied):
        came(source=Source.COLLECT, by=None)

    assert refused.value.reasons == [Reason.NOT_FOR_PERSON]


@pytest.fixture
def about_projects(rss: InstrumentVersion, cast: Cast) -> InstrumentVersion:
    own = Instrument.objects.create(
        code="cohesion", title="Cohesion", owner_org=cast.receiver, unit=Unit.PROJECT,
        begun_at=HELD_AT,
    )  # fmt: skip
    return InstrumentVersion.objects.create(
        instrument=own, number=1, version="1", sheet=rss.sheet.replace('id = "rss"', 'id = "x"', 1),
        status="published", valid_from=ARRIVED_ON, published_at=HELD_AT, uploaded_at=HELD_AT,
    )  # fmt: skip


@pytest.fixture
def project(cast: Cast) -> Project:
    return Project.objects.create(
        owner_org=cast.receiver, programme=cast.programme, name="Poultry", kind="group",
        country_id="GH", currency="GHS", keeper=cast.worker, opened_at=HELD_AT,
    )  # fmt: skip


def test_a_survey_of_a_project_is_its_organisations_alone(
    about_projects: InstrumentVersion, project: Project, cast: Cast, as_app
) -> None:
    about = actions.About(owner_org=cast.receiver, programme=cast.programme, project=project)
    with as_app(cast.interviewer):
        kept = actions.receive(
            None, about_projects, SAMPLE, instance_id=ONE, source=Source.FILE, xml="<data/>",
            by=cast.interviewer, at=HELD_AT, about=about,
        )  # fmt: skip
        found = Submission.objects.get()
        assert (found.project, found.person, found.xml) == (project, None, "<data/>")
        assert found.score is not None
    for other in (cast.sender_manager, cast.outsider):
        with as_app(other):
            assert not Submission.objects.filter(pk=kept.pk).exists()
    with pytest.raises(Exception, match="row-level security"), transaction.atomic():  # noqa: SIM117
        with as_app(cast.outsider):
            actions.receive(
                None, about_projects, SAMPLE, instance_id=TWO, source=Source.FILE,
                by=cast.outsider, at=HELD_AT, held_on=date(2026, 3, 3), about=about,
            )  # fmt: skip
