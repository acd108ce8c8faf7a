"""Who sees follow-ups and what hangs on them, as the app role."""

from datetime import timedelta

import pytest

from homeward.access.choices import ActorKind, Purpose, Role
from homeward.followups import actions
from homeward.followups.choices import (
    Channel,
    Loss,
    RelayTask,
    Replacing,
    Result,
    Told,
)
from homeward.followups.models import (
    ContactLoss,
    ContactWish,
    Draw,
    Errand,
    FollowUp,
    Monitoring,
    NamedBody,
    PlanStep,
    Relay,
    Sample,
    Try,
)
from homeward.followups.queries import consents
from homeward.surveys import queries as surveys

OF_PERSONS = (FollowUp, ContactWish, Try, Errand, ContactLoss, Monitoring, Draw)
OWN = (Relay, Sample)
KNOWN = (NamedBody, PlanStep)
ALL = [1] * len(OF_PERSONS)
NONE = [0] * len(OF_PERSONS)


def seen(followed, user, models=OF_PERSONS, **how) -> list[int]:
    with followed.cast.as_app(user, **how):
        return [model.objects.count() for model in models]


@pytest.fixture
def known(followed):
    """One row of each table, all of the partner organisation but the lead's."""
    followed.step(after_months=0)
    followed.act(actions.plan, followed.case)
    followed.wish(Told.FIRST_NAME)
    followed.act(
        actions.ask_relay, followed.case, followed.relay(), task=RelayTask.PASS_WORD,
        told=Told.FIRST_NAME, due_on=followed.today,
    )  # fmt: skip
    given = actions.TryGiven(channel=Channel.CALL, result=Result.NO_ANSWER, at=followed.cast.now)
    followed.act(actions.note_try, followed.case, given)
    followed.act(actions.note_lost, followed.case, Loss.MOVED, since_on=followed.today)
    followed.cast.agree(
        followed.cast.host, followed.cast.partner_org, Purpose.SURVEY, consents.CONTACTED
    )
    followed.agree_to_be_followed(followed.cast.partner_org)
    until = followed.today + timedelta(days=90)
    followed.act(actions.follow, followed.case, followed.body(), until_on=until)
    followed.act(
        actions.draw, followed.cast.programme,
        actions.SampleGiven(
            title="Year", version=surveys.in_force("rss", on=followed.today),
            arrived_from=followed.today - timedelta(days=9), arrived_until=followed.today, size=1,
            strata=[], replacing=Replacing.NEXT,
        ),
    )  # fmt: skip
    return followed


def test_without_an_actor_there_is_no_row(known) -> None:
    assert seen(known, None, (*OF_PERSONS, *OWN, *KNOWN)) == [0] * 11


def test_the_organisation_that_follows_sees_all(known) -> None:
    assert seen(known, known.worker) == ALL
    assert seen(known, known.colleague, (*OWN, *KNOWN)) == [1, 1, 1, 1]


def test_the_host_sees_by_agreement_and_consent_what_its_roles_are_cleared_for(known) -> None:
    # A return counsellor is cleared for contacts and cases, and for no survey.
    assert seen(known, known.cast.owner) == [1, 1, 1, 1, 1, 0, 0]
    assert seen(known, known.cast.owner, (*OWN, *KNOWN)) == [0, 0, 1, 1]


def test_the_stranger_sees_who_is_named_and_nothing_of_anybody(known) -> None:
    assert seen(known, known.cast.stranger) == NONE
    assert seen(known, known.cast.stranger, (*OWN, *KNOWN)) == [0, 0, 1, 1]


def test_the_person_sees_their_own(known) -> None:
    user = known.cast.user("self", known.cast.host, Role.RETURNEE)
    user.person_id, user.organisation = known.case.person_id, None
    user.save()
    assert seen(known, user, kind=ActorKind.PERSON) == ALL
    assert seen(known, user, (*OWN, *KNOWN), kind=ActorKind.PERSON) == [0, 0, 0, 0]


def test_the_day_of_a_sign_in_is_told_to_who_answers_for_the_case_alone(known) -> None:
    from django.db import connection  # noqa: PLC0415

    user = known.cast.user("self", known.cast.host, Role.RETURNEE)
    user.person_id, user.organisation = known.case.person_id, None
    user.last_login = known.cast.now
    user.save()

    def told(who) -> int:
        with known.cast.as_app(who), connection.cursor() as cursor:
            cursor.execute("select * from followups_signed_in(%s)", [[known.case.person_id]])
            return len(cursor.fetchall())

    assert (told(known.worker), told(known.cast.owner), told(known.cast.stranger)) == (1, 0, 0)
