"""Who sees an assessment, and which of its answers: as the app role."""

from typing import Any

from homeward.access.choices import DataClass, Role
from homeward.assessments import queries
from homeward.assessments.models import AnswerSet, Assessment
from homeward.assessments.tests.test_actions import submitted_one


def seen(cast: Any, user: Any) -> tuple[int, int]:
    with cast.as_app(user):
        return Assessment.objects.count(), AnswerSet.objects.count()


def test_the_owner_sees_it_and_a_stranger_finds_nothing(cast: Any, needs: Any) -> None:
    submitted_one(cast)
    assert seen(cast, cast.owner) == (1, 2)
    assert seen(cast, cast.stranger) == (0, 0)


def test_a_partner_sees_the_classes_that_the_clause_opens(cast: Any, needs: Any) -> None:
    case, _done = submitted_one(cast)
    classes = frozenset({DataClass.IDENTITY, DataClass.PROFILE, DataClass.CASE})
    cast.agree(cast.host, cast.partner_org, classes=classes)
    cast.consent(case.person, cast.partner_org, classes=classes)
    assert seen(cast, cast.partner) == (1, 1)
    with cast.as_app(cast.partner):
        found = queries.latest(case, "needs")
        assert found is not None
        assert set(queries.answers(found)) == {"trade", "years", "debts"}


def test_a_colleague_without_clearance_is_not_told_that_health_was_asked(
    cast: Any, needs: Any
) -> None:
    case, _done = submitted_one(cast)
    coordinator = cast.user("coordinator", cast.host, Role.HOST_COORDINATOR)
    assert seen(cast, coordinator) == (1, 1)
    with cast.as_app(coordinator):
        found = queries.latest(case, "needs")
        assert found is not None
        shown = queries.filling(found, now=cast.now, language="en")
        assert {question.name for question, _key in shown.asked()} == {
            "trade", "years", "creditor", "amount",
        }  # fmt: skip


def test_of_a_class_that_no_clause_opens_nothing_is_said_to_be_unanswered(
    cast: Any, needs: Any, client_of: Any
) -> None:
    """The partner is cleared for health by role; whether it was asked is not theirs to know."""
    case, done = submitted_one(cast)
    classes = frozenset({DataClass.IDENTITY, DataClass.PROFILE, DataClass.CASE})
    cast.agree(cast.host, cast.partner_org, classes=classes)
    for person in queries.members(case):
        cast.consent(person, cast.partner_org, classes=classes)
    page = client_of(cast.partner).get(f"/assessments/{done.pk}/").content.decode()
    assert "What work do you know?" in page
    assert "Is there a treatment?" not in page
    assert "Insulin" not in page


def test_a_copy_for_the_person_holds_questions_and_answers_in_words(cast: Any, needs: Any) -> None:
    submitted_one(cast)
    with cast.as_app(cast.owner):
        words = "\n".join(row.get_answers_display() for row in AnswerSet.objects.all())
    assert "What work do you know? Baker" in words
    assert "Is there a treatment? Yes" in words


def test_asylum_is_asked_by_the_host_side_alone(cast: Any) -> None:
    _case, people = cast.family()
    with cast.as_app(cast.owner):
        assert DataClass.ASYLUM in queries.cleared(people[0].pk)
    official = cast.user("official", cast.desk, Role.RETURN_COUNSELLOR)
    with cast.as_app(official):
        assert DataClass.ASYLUM not in queries.cleared(people[0].pk)
