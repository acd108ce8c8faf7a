"""Who sees what of standards, checks and figures, asked of the database as the app role."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from homeward.access.choices import ActorKind, Purpose, Role
from homeward.quality import actions, jobs
from homeward.quality.choices import Kind, Verdict
from homeward.quality.models import (
    Adoption,
    Check,
    CheckDraw,
    CheckedItem,
    CheckedReferral,
    DataFigure,
    Improvement,
    Limit,
    Standard,
    StandardItem,
    StandardVersion,
)
from homeward.quality.tests.conftest import Quality
from homeward.quality.tests.test_actions import begun, draw_one  # noqa: F401 - a fixture
from homeward.referrals.models import Referral

CHECKS = (Check, CheckedItem, Improvement)


def seen(quality: Quality, user, models, purpose: Purpose = Purpose.CASEWORK, **how) -> list[int]:
    with quality.cast.as_app(user, purpose, **how):
        return [model.objects.count() for model in models]


def test_a_draft_is_its_keeper_s_and_a_published_standard_everybody_s(quality: Quality) -> None:
    models = (Standard, StandardVersion, StandardItem)
    version = quality.draft()
    assert seen(quality, quality.manager, models) == [1, 1, 2]
    assert seen(quality, quality.cast.stranger, models) == [0, 0, 0]
    quality.done(actions.publish, version)
    assert seen(quality, quality.cast.stranger, models) == [1, 1, 2]
    assert seen(quality, None, models) == [0, 0, 0]


def test_another_organisation_adopts_and_does_not_write(quality: Quality) -> None:
    version = quality.standard()
    quality.done(actions.adopt, version, from_on=quality.today, by=quality.cast.stranger)
    assert Adoption.objects.count() == 2
    with quality.cast.as_app(quality.cast.stranger):
        assert not StandardItem.objects.update(text="Ours now")
        assert not Adoption.objects.filter(organisation=quality.cast.host).update(
            until_on=quality.today
        )


def test_a_planned_check_is_no_notice_to_its_provider(quality: Quality) -> None:
    check = quality.planned()
    quality.cast.agree(quality.cast.host, quality.cast.partner_org)
    for user in (quality.cast.trainer, quality.cast.partner, quality.cast.stranger, None):
        assert seen(quality, user, (Check,)) == [0]
    said = quality.said(check, Verdict.NOT_MET, Verdict.MET)
    quality.done(actions.report, check, said, by=quality.checker)
    assert seen(quality, quality.cast.trainer, CHECKS) == [1, 2, 0]
    # By an agreement in force, and not without one.
    assert seen(quality, quality.cast.partner, CHECKS) == [1, 2, 0]
    assert seen(quality, quality.cast.stranger, CHECKS) == [0, 0, 0]
    assert seen(quality, None, CHECKS) == [0, 0, 0]


def test_an_agreement_that_ended_shows_no_check(quality: Quality) -> None:
    quality.reported()
    agreement = quality.cast.agree(quality.cast.host, quality.cast.partner_org)
    assert seen(quality, quality.cast.partner, (Check,)) == [1]
    agreement.status = "ended"
    agreement.ends_on = quality.today - timedelta(days=1)
    agreement.save()
    assert seen(quality, quality.cast.partner, (Check,)) == [0]


def test_a_provider_writes_its_reply_and_nothing_else(quality: Quality) -> None:
    check = quality.reported()
    with quality.cast.as_app(quality.cast.trainer):
        for change in ({"result": Verdict.MET}, {"reply_by": quality.today}, {"status": "closed"}):
            with pytest.raises(DatabaseError), transaction.atomic():
                Check.objects.filter(pk=check.pk).update(**change)
        assert not CheckedItem.objects.update(verdict=Verdict.MET)
    quality.done(actions.reply, check, "It hangs now.", by=quality.cast.trainer)


def test_what_was_found_of_a_person_is_the_checker_s_organisation_s_alone(
    quality: Quality,
    begun: Referral,  # noqa: F811
) -> None:
    draw_one(quality, quality.standard())
    quality.cast.agree(quality.cast.host, quality.cast.provider)
    quality.cast.agree(quality.cast.host, quality.cast.partner_org)
    with quality.cast.as_app(quality.cast.owner):
        person = begun.person
    for recipient in (quality.cast.provider, quality.cast.partner_org):
        quality.cast.consent(person, recipient)
    assert seen(quality, quality.checker, (CheckedReferral, CheckDraw)) == [1, 1]
    for user in (quality.cast.trainer, quality.cast.partner, quality.cast.stranger, None):
        assert seen(quality, user, (CheckedReferral, CheckDraw)) == [0, 0]
    # The person, on their own pages.
    own = quality.cast.user("family", quality.cast.host, Role.RETURNEE)
    type(own).objects.filter(pk=own.pk).update(organisation=None, person_id=person.pk)
    assert seen(
        quality, None, (CheckedReferral,), kind=ActorKind.PERSON, actor_id=own.pk
    ) == [1]  # fmt: skip


def test_the_database_keeps_persons_out_of_a_mystery_call(
    quality: Quality,
    begun: Referral,  # noqa: F811
) -> None:
    check = quality.planned(begun.service, kind=Kind.CALL)
    with (
        quality.cast.as_app(quality.manager),
        pytest.raises(DatabaseError),
        transaction.atomic(),
    ):
        CheckedReferral.objects.create(
            check_held=check, case=begun.case, referral=begun, person_id=begun.person_id,
            programme_id=begun.programme_id, owner_org=quality.cast.host,
        )  # fmt: skip


def test_figures_and_limits_are_an_organisation_s_own(quality: Quality) -> None:
    given = actions.LimitGiven(
        line="outcome_entered", value=7, valid_from=quality.today, source="Handbook, 7"
    )
    quality.done(actions.state_limit, given)
    with quality.cast.as_app():
        jobs.examine_as_job(organisation_id=quality.cast.host.pk)
    assert seen(quality, quality.manager, (Limit,)) == [1]
    assert seen(quality, quality.manager, (DataFigure,))[0] > 0
    for user in (quality.cast.partner, quality.cast.stranger, None):
        assert seen(quality, user, (Limit, DataFigure)) == [0, 0]
    with quality.cast.as_app(quality.manager):
        assert not DataFigure.objects.update(found=0)
