"""A named body of another organisation holds the surveys of a closed case: as the app role."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from homeward.access.choices import Purpose, Role
from homeward.cases import actions as cases
from homeward.cases.choices import ClosureReason
from homeward.followups import actions
from homeward.followups.models import Monitoring, NamedBody
from homeward.followups.queries import consents
from homeward.followups.tests.conftest import Followed
from homeward.persons import actions as persons
from homeward.persons.models import Consent
from homeward.surveys import actions as surveys
from homeward.surveys.choices import Filler
from homeward.surveys.models import Instrument, Submission, Wave
from homeward.surveys.tests.sample import SAMPLE
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task


@dataclass
class After:
    """A case with its surveys planned, and a body that agreement and consent would let follow."""

    followed: Followed
    body: NamedBody
    wave: Wave
    page: Any

    def follow(self) -> Monitoring:
        until = self.followed.today + timedelta(days=90)
        return self.followed.act(actions.follow, self.followed.case, self.body, until_on=until)

    def close(self) -> None:
        Task.objects.filter(kind=TaskKind.CLOSE_CASE).delete()
        self.followed.case = self.followed.act(
            cases.close, self.followed.case, ClosureReason.TIME_ENDED
        )

    def answer(self) -> Any:
        day = self.followed.today
        held = {"held_on_day": day.day, "held_on_month": day.month, "held_on_year": day.year}
        return self.page.post(self.address, SAMPLE | held)

    @property
    def address(self) -> str:
        return reverse("surveys:fill", args=[self.wave.pk])


@pytest.fixture
def still_open(followed: Followed, client_of: Any) -> After:
    cast = followed.cast
    waves = followed.act(
        lambda by, at: surveys.plan_waves(
            followed.case, arrived_on=followed.case.arrived_on, by=by, at=at
        )
    )
    body = followed.body(cast.stranger_org)
    for owner in (cast.host, cast.partner_org):
        cast.agree(owner, cast.stranger_org, Purpose.SURVEY, consents.CONTACTED)
    followed.agree_to_be_followed(cast.stranger_org)
    return After(followed, body, waves[0], client_of(cast.stranger))


@pytest.fixture
def after(still_open: After) -> After:
    still_open.close()
    return still_open


def waits() -> list[tuple[Any, int]]:
    found = Task.objects.filter(kind=TaskKind.FILL_SURVEY, done_at=None)
    return [(one.subject_id, one.holder_org_id) for one in found]


def test_closing_leaves_no_wait_and_following_makes_it_the_body_s(after: After) -> None:
    assert waits() == []
    monitoring = after.follow()
    assert waits() == [(after.wave.pk, after.followed.cast.stranger_org.pk)]
    after.followed.act(actions.end_following, monitoring)
    assert waits() == []


def test_what_was_agreed_before_closure_begins_with_it(still_open: After) -> None:
    cast = still_open.followed.cast
    still_open.follow()
    assert waits() == [(still_open.wave.pk, cast.partner_org.pk)]
    still_open.close()
    assert waits() == [(still_open.wave.pk, cast.stranger_org.pk)]


def test_the_body_holds_the_owner_s_survey_and_waits_for_the_next(after: After) -> None:
    after.follow()
    year = after.page.get(reverse("followups:after_of_case", args=[after.followed.case.pk]))
    assert after.address in year.content.decode()
    assert after.page.get(after.address).status_code == 200
    assert after.answer().status_code == 302
    kept = Submission.objects.get()
    assert (kept.owner_org, kept.interviewer) == (
        after.followed.cast.partner_org,
        after.followed.cast.stranger,
    )
    assert str(kept.score.composite) == "0.515000"
    score = after.page.get(reverse("surveys:score", args=[after.wave.pk]))
    assert ">0.515<" in score.content.decode()
    following = Wave.objects.order_by("opens_on")[1]
    assert waits() == [(following.pk, after.followed.cast.stranger_org.pk)]


def test_it_says_that_a_survey_was_not_held(after: After) -> None:
    after.follow()
    address = reverse("surveys:not_held", args=[after.wave.pk])
    assert after.page.get(address).status_code == 200
    assert after.page.post(address, {"reason": "declined"}).status_code == 302
    after.wave.refresh_from_db()
    assert after.wave.not_done_reason == "declined"


def test_agreement_and_consent_alone_let_nobody_ask_after_closure(after: After) -> None:
    refused = after.page.get(after.address)
    assert refused.status_code == 409
    assert "no consent lets your organisation follow it" in refused.content.decode()
    assert after.answer().status_code == 409
    assert not Submission.objects.exists()


@pytest.mark.parametrize("ends", ["following", "mandate", "days"])
def test_the_database_keeps_no_answers_of_a_body_that_follows_no_longer(
    after: After, ends: str
) -> None:
    monitoring, followed = after.follow(), after.followed
    yesterday = followed.today - timedelta(days=1)
    if ends == "following":
        followed.act(actions.end_following, monitoring)
    elif ends == "mandate":
        NamedBody.objects.update(from_on=yesterday, until_on=yesterday)
    else:
        Monitoring.objects.update(from_on=yesterday, until_on=yesterday)
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        followed.cast.as_app(followed.cast.stranger, Purpose.SURVEY),
    ):
        Submission.objects.create(
            owner_org=followed.cast.partner_org, person_id=after.wave.person_id,
            programme=followed.cast.programme, wave=after.wave, case=followed.case,
            instrument_version=after.wave.instrument_version, held_on=followed.today,
            submitted_at=followed.cast.now, answers={},
        )  # fmt: skip
    assert after.answer().status_code == 409


def test_a_withdrawal_closes_it_at_the_next_request(after: After) -> None:
    after.follow()
    given = Consent.objects.filter(recipient_org=after.followed.cast.stranger_org)
    after.followed.act(
        persons.withdraw_consent, [one.pk for one in given], by=after.followed.cast.owner
    )
    assert after.page.get(after.address).status_code == 404
    assert after.answer().status_code == 404


def test_an_instrument_that_asks_no_partner_is_not_filled_in_by_one(after: After) -> None:
    after.follow()
    Instrument.objects.update(filled_by=[Filler.COLLEAGUE])
    assert "not filled in by a partner" in after.page.get(after.address).content.decode()


def test_its_own_organisation_goes_on_where_a_body_follows_and_not_else(
    after: After, client_of: Any
) -> None:
    colleague = client_of(after.followed.colleague)
    assert colleague.get(after.address).status_code == 409
    after.follow()
    assert colleague.get(after.address).status_code == 200


def test_who_is_named_for_nobody_finds_nothing(after: After, client_of: Any) -> None:
    after.follow()
    cast = after.followed.cast
    provider = client_of(cast.user("other", cast.provider, Role.CASE_MANAGER))
    for name in ("surveys:fill", "surveys:not_held", "interviews:fill", "interviews:plain"):
        assert provider.get(reverse(name, args=[after.wave.pk])).status_code == 404


def test_a_closed_case_is_on_no_list_but_of_who_follows_it(after: After, client_of: Any) -> None:
    colleague = client_of(after.followed.colleague)
    number = after.followed.case.reference
    lists = [reverse("surveys:index"), reverse("followups:mine")]
    assert [number in colleague.get(one).content.decode() for one in lists] == [False, False]
    after.follow()
    assert number in colleague.get(lists[1]).content.decode()
