"""Who sees a draft and a link, as the database answers: owner, partner, stranger, the link."""

from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, connection, transaction

from homeward.access.choices import ActorKind, Purpose, Role
from homeward.interviews import actions, queries
from homeward.interviews.models import InterviewDraft, InterviewLink
from homeward.interviews.tests.conftest import ANSWERS, KEPT, Held
from homeward.persons.models import Person
from homeward.seals import actions as seals
from homeward.surveys.models import Submission, Wave


@pytest.fixture
def draft(held: Held) -> InterviewDraft:
    with held.cast.as_app(held.interviewer):
        begun = actions.begin(
            queries.waves().get(pk=held.wave.pk), by=held.interviewer, at=held.cast.now
        )
        return actions.keep(begun, ANSWERS, revision=0, by=held.interviewer, at=held.cast.now)


def sees(held: Held, user: Any, purpose: Purpose = Purpose.CASEWORK) -> tuple[int, int]:
    with held.cast.as_app(user, purpose):
        return InterviewDraft.objects.count(), Wave.objects.count()


def test_colleagues_see_the_draft_and_a_stranger_sees_nothing(
    held: Held, draft: InterviewDraft
) -> None:
    assert sees(held, held.worker) == (1, 1)
    assert sees(held, held.cast.stranger) == (0, 0)
    assert sees(held, held.cast.officer, Purpose.ARRIVAL) == (0, 0)


def test_its_answers_are_ciphertext_in_the_database(held: Held, draft: InterviewDraft) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select answers from interviews_interviewdraft")
        assert b"Ama" not in bytes(cursor.fetchone()[0])


def test_a_partner_fills_in_where_agreement_and_consent_let_it_write(held: Held) -> None:
    """The host's organisation is a partner of the one that planned the wave."""
    counsellor = held.cast.user("visitor", held.cast.host, Role.CASE_MANAGER)
    with held.cast.as_app(counsellor):
        wave = queries.waves().get(pk=held.wave.pk)
        actions.begin(wave, by=counsellor, at=held.cast.now)
        kept = actions.send(wave, ANSWERS, by=counsellor, at=held.cast.now, code="en")
        assert kept.values == KEPT
        assert kept.owner_org == held.cast.partner_org
    assert not InterviewDraft.objects.exists()


def test_a_stranger_can_not_write_a_draft_or_answers(held: Held) -> None:
    stranger = held.cast.stranger
    with held.cast.as_app(stranger):
        with pytest.raises(ObjectDoesNotExist):
            actions.begin(held.wave, by=stranger, at=held.cast.now)
        with pytest.raises(DatabaseError), transaction.atomic():
            Submission.objects.create(
                owner_org=held.cast.partner_org, person_id=held.wave.person_id,
                programme=held.cast.programme, instrument_version=held.version, wave=held.wave,
                case=held.case, held_on=held.cast.now.date(), submitted_at=held.cast.now,
                answers={},
            )  # fmt: skip


def test_a_link_sees_its_own_draft_and_nothing_else(held: Held) -> None:
    with held.cast.as_app(held.worker):
        actions.invite(
            queries.waves().get(pk=held.wave.pk), language="en", by=held.worker, at=held.cast.now
        )
    link = InterviewLink.objects.get()
    with held.cast.as_app(None, Purpose.SURVEY, kind=ActorKind.LINK, actor_id=link.pk):
        assert InterviewDraft.objects.count() == 1
        with connection.cursor() as cursor:
            for table in (
                "surveys_wave", "surveys_submission", "cases_case", "persons_person",
                "persons_contact", "interviews_interviewlink", "tasks_task", "files_storedfile",
            ):  # fmt: skip
                cursor.execute(f"select count(*) from {table}")
                assert cursor.fetchone()[0] == 0, table
            cursor.execute("update interviews_interviewdraft set owner_org_id = owner_org_id")
            assert cursor.rowcount == 1


def test_a_link_changes_nothing_after_it_was_sent(held: Held) -> None:
    with held.cast.as_app(held.worker):
        actions.invite(
            queries.waves().get(pk=held.wave.pk), language="en", by=held.worker, at=held.cast.now
        )
    link = InterviewLink.objects.get()
    InterviewDraft.objects.update(sent_at=held.cast.now)
    with (
        held.cast.as_app(None, Purpose.SURVEY, kind=ActorKind.LINK, actor_id=link.pk),
        connection.cursor() as cursor,
    ):
        cursor.execute("update interviews_interviewdraft set revision = 9")
        assert cursor.rowcount == 0


def test_nothing_of_a_sealed_file_shows(held: Held, draft: InterviewDraft) -> None:
    focal = held.cast.user("focal", held.cast.partner_org, Role.PROTECTION_FOCAL_POINT)
    people = list(Person.objects.filter(pk=held.wave.person_id))
    with held.cast.as_app(focal):
        seals.seal(held.case, people, [focal], "Threats", by=focal, at=held.cast.now)
    assert sees(held, held.interviewer)[0] == 0
