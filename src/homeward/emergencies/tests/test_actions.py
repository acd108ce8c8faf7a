from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from homeward.access.choices import Role
from homeward.core.refusals import Refused
from homeward.emergencies import actions
from homeward.emergencies.choices import Reason
from homeward.emergencies.models import EmergencyAccess, EmergencyAttempt, EmergencyReview
from homeward.messages.models import Message
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task


def test_opening_alerts_both_organisations_at_once(danger: Any, opened: Any) -> None:
    access = opened()
    assert access.reason
    waits = Task.objects.filter(kind=TaskKind.REVIEW_EMERGENCY)
    assert {wait.holder_org for wait in waits} == {danger.cast.host, danger.cast.partner_org}
    assert all(wait.due_on and wait.person_id is None for wait in waits)
    mails = Message.objects.all()
    assert {mail.to for mail in mails} == {danger.reviewer.email, danger.owners_reviewer.email}
    assert not any("Ansah" in mail.body or danger.case.reference in mail.body for mail in mails)


def test_inside_one_organisation_there_is_one_review(danger: Any) -> None:
    cast = danger.cast
    colleague = cast.user("colleague", cast.host, Role.RECEPTION_OFFICER)
    # Reception sees no case of its own organisation before it is announced.
    danger.opens(colleague)
    assert EmergencyReview.objects.get().org == cast.host


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"reason": "too few words"}, Reason.TOO_FEW_WORDS),
        ({"second_factor_given": False}, Reason.NO_SECOND_FACTOR),
        ({"reference": "GH-26-99999"}, Reason.NOT_OPENED),
    ],
)
def test_each_refusal_is_told_and_kept(danger: Any, fields: Any, reason: Reason) -> None:
    assert danger.opens(**fields) == [reason]
    assert not EmergencyAccess.objects.exists()
    assert not Task.objects.filter(kind=TaskKind.REVIEW_EMERGENCY).exists()
    assert EmergencyAttempt.objects.get().opened is False


def test_one_at_a_time(danger: Any, opened: Any) -> None:
    opened()
    assert danger.opens() == [Reason.OPEN_ALREADY]


def test_the_wrong_role_breaks_no_glass(danger: Any) -> None:
    with pytest.raises(PermissionDenied):
        danger.opens(danger.reviewer)


def test_a_verdict_needs_a_note_and_another_person_and_is_given_once(
    danger: Any, opened: Any
) -> None:
    opened()
    with danger.cast.as_app(danger.reviewer):
        review = EmergencyReview.objects.get()
        with pytest.raises(Refused) as refused:
            actions.review(review, "justified", " ", by=danger.reviewer, at=danger.cast.now)
        assert refused.value.reasons == [Reason.NO_NOTE]
        actions.review(review, "justified", "Night", by=danger.reviewer, at=danger.cast.now)
        with pytest.raises(Refused) as refused:
            actions.review(review, "justified", "Night", by=danger.reviewer, at=danger.cast.now)
        assert refused.value.reasons == [Reason.REVIEWED_ALREADY]
        waits = Task.objects.filter(kind=TaskKind.REVIEW_EMERGENCY, done_at__isnull=True)
        assert not waits.filter(holder_org=danger.cast.partner_org).exists()


def test_nobody_reviews_the_own_access(danger: Any, opened: Any) -> None:
    danger.user.roles = [Role.PROTECTION_FOCAL_POINT]
    danger.user.save()
    opened()
    with danger.cast.as_app(danger.user):
        review = EmergencyReview.objects.get(org=danger.cast.partner_org)
        with pytest.raises(Refused) as refused:
            actions.review(review, "justified", "x", by=danger.user, at=danger.cast.now)
    assert refused.value.reasons == [Reason.OWN_ACCESS]
