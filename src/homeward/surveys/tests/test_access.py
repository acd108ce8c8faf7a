"""Who sees a survey, as the app role: its owner, a partner with clause and consent, nobody else."""

import re

import pytest
from django.db import Error, connection, transaction

from homeward.access.choices import DataClass
from homeward.access.models import User
from homeward.cases.models import Case
from homeward.persons import actions as persons
from homeward.persons.models import Consent
from homeward.surveys import actions
from homeward.surveys.models import Score, Submission, Wave
from homeward.surveys.tests.conftest import CASEWORK, HELD_AT, Cast, Share
from homeward.surveys.tests.sample import SAMPLE

SURVEY = (DataClass.SURVEY,)


@pytest.fixture
def held(baseline: Wave, cast: Cast, as_app) -> Wave:
    with as_app(cast.interviewer):
        actions.submit(baseline, SAMPLE, by=cast.interviewer, at=HELD_AT)
    return baseline


def seen(user: User | None, as_app) -> tuple[int, int, int]:
    with as_app(user):
        return Wave.objects.count(), Submission.objects.count(), Score.objects.count()


def test_its_own_organisation_sees_it(held: Wave, cast: Cast, as_app) -> None:
    assert seen(cast.worker, as_app) == (3, 1, 1)


def test_a_role_that_is_not_cleared_sees_nothing(held: Wave, cast: Cast, as_app) -> None:
    assert seen(cast.officer, as_app) == (0, 0, 0)


def test_a_stranger_and_nobody_see_nothing(held: Wave, cast: Cast, as_app) -> None:
    assert seen(cast.outsider, as_app) == (0, 0, 0)
    assert seen(None, as_app) == (0, 0, 0)


def test_the_sender_sees_it_with_clause_and_consent_alone(
    held: Wave, case: Case, cast: Cast, clause: Share, consent: Share, as_app
) -> None:
    clause(cast.receiver, cast.sender, SURVEY)
    without_consent = seen(cast.sender_manager, as_app)
    consent(case.person, cast.sender, SURVEY)
    with_both = seen(cast.sender_manager, as_app)

    assert (without_consent, with_both) == ((0, 0, 0), (3, 1, 1))


def test_consent_without_a_clause_opens_nothing(
    held: Wave, case: Case, cast: Cast, consent: Share, as_app
) -> None:
    consent(case.person, cast.sender, SURVEY)

    assert seen(cast.sender_manager, as_app) == (0, 0, 0)


def test_withdrawal_closes_it_at_the_next_statement(
    held: Wave, case: Case, cast: Cast, clause: Share, consent: Share, as_app
) -> None:
    clause(cast.receiver, cast.sender, SURVEY)
    consent(case.person, cast.sender, SURVEY)
    given = Consent.objects.filter(covers=DataClass.SURVEY)
    with as_app(cast.counsellor):
        persons.withdraw_consent([one.pk for one in given], by=cast.counsellor, at=HELD_AT)

    assert seen(cast.sender_manager, as_app) == (0, 0, 0)


def test_a_stranger_writes_no_wave_on_a_case_it_does_not_see(
    case: Case, cast: Cast, as_app
) -> None:
    with pytest.raises(Error), transaction.atomic(), as_app(cast.outsider):
        actions.plan_waves(case, arrived_on=case.arrived_on, by=cast.outsider, at=HELD_AT)


def test_answers_that_were_kept_are_not_changed(held: Wave, cast: Cast, as_app) -> None:
    with as_app(cast.interviewer), connection.cursor() as cursor:
        cursor.execute("update surveys_submission set answers = '{}'")
        changed = cursor.rowcount

    assert changed == 0


@pytest.mark.parametrize("path", ["", "score/", "not-held/"])
def test_the_outsider_gets_the_404_of_what_is_not_there(
    held: Wave, cast: Cast, client_of, path: str
) -> None:
    answer = client_of(cast.outsider).get(f"/surveys/{held.pk}/{path}")
    missing = client_of(cast.outsider).get(f"/surveys/00000000-0000-4000-8000-000000000000/{path}")

    assert (answer.status_code, missing.status_code) == (404, 404)
    assert without_token(answer) == without_token(missing)


def without_token(answer) -> str:
    """The page but for the request's own address and its token against forged requests."""
    tokens = r'"X-CSRFToken": "\w*"|value="\w{64}"|page_mark" value="[\w-]+"'
    own = rf"{answer.request['PATH_INFO']}|{tokens}"
    return re.sub(own, "", answer.content.decode())


def test_the_pages_of_a_case_are_404_for_the_outsider(case: Case, cast: Cast, client_of) -> None:
    outsider = client_of(cast.outsider)

    assert outsider.get(f"/cases/{case.pk}/surveys/").status_code == 404
    assert outsider.post(f"/cases/{case.pk}/surveys/plan/").status_code == 404


def test_other_roles_get_403(held: Wave, case: Case, cast: Cast, client_of) -> None:
    officer = client_of(cast.officer)

    assert officer.get("/surveys/").status_code == 403
    assert officer.get(f"/surveys/{held.pk}/score/").status_code == 403
    assert officer.post(f"/surveys/{held.pk}/").status_code == 403
    assert officer.post(f"/cases/{case.pk}/surveys/plan/").status_code == 403


def test_a_withdrawn_case_leaves_the_list(
    held: Wave, case: Case, cast: Cast, client_of, as_app
) -> None:
    """The waves are the receiver's own rows, but without the case nobody is to be interviewed."""
    with as_app(cast.counsellor):
        given = [one.pk for one in Consent.objects.filter(covers__in=CASEWORK)]
        persons.withdraw_consent(given, by=cast.counsellor, at=HELD_AT)

    listed = client_of(cast.interviewer).get("/surveys/?show=later")

    assert case.reference not in listed.content.decode()
