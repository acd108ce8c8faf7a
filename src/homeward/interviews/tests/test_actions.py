"""A draft is begun, kept and sent; a link is made, used once and revoked."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from homeward.access.choices import ActorKind, Purpose, Role
from homeward.cases.models import Case
from homeward.config import again
from homeward.core.refusals import Refused
from homeward.core.tests.restoring import undone
from homeward.forms import instances
from homeward.interviews import actions, jobs, queries
from homeward.interviews.choices import Reason
from homeward.interviews.models import InterviewDraft, InterviewLink
from homeward.interviews.tests.conftest import ANSWERS, KEPT, Held
from homeward.surveys import actions as surveys
from homeward.surveys.choices import NotDone, Source, Status
from homeward.surveys.choices import Reason as SurveyReason
from homeward.surveys.models import Submission, Wave


def wave(held: Held) -> Wave:
    return queries.waves().get(pk=held.wave.pk)


def begin(held: Held) -> InterviewDraft:
    return actions.begin(wave(held), by=held.interviewer, at=held.cast.now)


def send(held: Held, answers: dict[str, str] = ANSWERS, **more: Any) -> Submission:
    return actions.send(
        wave(held), answers, by=held.interviewer, at=held.cast.now, code="en", **more
    )


def test_an_interview_is_begun_kept_and_sent(held: Held) -> None:
    with held.cast.as_app(held.interviewer):
        draft = begin(held)
        kept = actions.keep(
            draft, {"living/work": "maybe"}, revision=0, by=held.interviewer, at=held.cast.now
        )
        assert (kept.revision, begin(held).values) == (1, {"living/work": "maybe"})
        submission = send(held)
        assert submission.values == KEPT
        assert (submission.source, submission.interviewer) == (Source.BROWSER, held.interviewer)
        assert not InterviewDraft.objects.exists()
        assert wave(held).status == Status.DONE


def test_a_second_press_of_the_button_finds_the_same_answers(held: Held) -> None:
    with held.cast.as_app(held.interviewer):
        begin(held)
        xml = as_xml(held)
        assert send(held, xml=xml) == send(held, xml=xml)
        assert Submission.objects.count() == 1


def as_xml(held: Held) -> str:
    form_version = held.version.form_version
    assert form_version is not None
    filled = queries.filling(
        InterviewDraft(instrument_version=held.version), now=held.cast.now.replace(tzinfo=None),
        code="en", given=ANSWERS,
    )  # fmt: skip
    head = instances.head_of_form(form_version.xform)
    return instances.instance_of(filled, head, instance_id="uuid:a-client").decode()


def test_what_is_missing_or_does_not_fit_is_said_all_at_once(held: Held) -> None:
    with held.cast.as_app(held.interviewer):
        begin(held)
        with pytest.raises(actions.Incomplete) as missing:
            send(held, {})
        with pytest.raises(actions.Incomplete) as wrong:
            send(held, ANSWERS | {"living/hours": "200"})
    assert list(missing.value.faults) == ["living/work"]
    assert wrong.value.faults == {"living/hours": ["No week is that long."]}


def test_a_draft_that_somebody_else_kept_is_not_overwritten_in_silence(held: Held) -> None:
    other = held.cast.user("other", held.cast.partner_org, Role.CASE_MANAGER)
    with held.cast.as_app(held.interviewer):
        draft = begin(held)
        actions.keep(draft, {"ages": "1"}, revision=0, by=held.interviewer, at=held.cast.now)
    with held.cast.as_app(other):
        with pytest.raises(Refused) as refused:
            actions.keep(draft, {"ages": "2"}, revision=0, by=other, at=held.cast.now)
        assert refused.value.reasons == [Reason.CHANGED_MEANWHILE]
        over = actions.keep(draft, {"ages": "2"}, revision=0, by=other, at=held.cast.now, over=True)
        assert over.values == {"ages": "2"}


def test_the_own_case_worker_does_not_interview(held: Held) -> None:
    Case.objects.filter(pk=held.case.pk).update(worker=held.worker)
    with held.cast.as_app(held.worker), pytest.raises(Refused) as refused:
        actions.begin(wave(held), by=held.worker, at=held.cast.now)
    assert refused.value.reasons == [SurveyReason.OWN_CASE_WORKER]


def test_an_instrument_says_whether_colleagues_fill_it_in(plan: Any, version_of: Any) -> None:
    held = plan(version_of(filled_by=["person"]))
    with held.cast.as_app(held.interviewer), pytest.raises(Refused) as refused:
        begin(held)
    assert refused.value.reasons == [Reason.NOT_FOR_COLLEAGUES]


def test_who_lacks_the_verb_neither_fills_in_nor_invites(held: Held) -> None:
    officer = held.cast.user("cashier", held.cast.partner_org, Role.FINANCE_OFFICER)
    with held.cast.as_app(officer):
        with pytest.raises(PermissionDenied):
            actions.begin(held.wave, by=officer, at=held.cast.now)
        with pytest.raises(PermissionDenied):
            actions.invite(held.wave, language="en", by=officer, at=held.cast.now)


# By the person's link


def invite(held: Held) -> str:
    with held.cast.as_app(held.worker):
        return actions.invite(wave(held), language="fr", by=held.worker, at=held.cast.now)


def test_a_person_fills_it_in_by_a_link_and_a_job_takes_it_in(held: Held) -> None:
    token = invite(held)
    draft = by_person(held, token)
    with held.cast.as_app(None):
        jobs.take_as_job(draft.pk, organisation_id=held.cast.partner_org.pk)
    submission = Submission.objects.get()
    assert submission.values == KEPT
    assert (submission.source, submission.interviewer) == (Source.LINK, None)
    assert not InterviewDraft.objects.exists()
    found = queries.link_of_token(token)
    assert found is not None
    assert found.is_sent


def by_person(held: Held, token: str) -> InterviewDraft:
    found = queries.link_of_token(token)
    assert found is not None
    with held.cast.as_app(None, Purpose.SURVEY, kind=ActorKind.LINK, actor_id=found.link):
        draft = queries.draft_of_link()
        draft = actions.keep(draft, ANSWERS, revision=0, by=None, at=held.cast.now, language="fr")
        actions.send_by_link(draft, ANSWERS, at=held.cast.now, code="fr")
    return draft


def test_what_can_not_be_taken_in_stays_with_its_reason(held: Held) -> None:
    token = invite(held)
    draft = by_person(held, token)
    with held.cast.as_app(held.worker):
        surveys.end_without_answers(held.wave, NotDone.LEFT_AREA, by=held.worker, at=held.cast.now)
    with held.cast.as_app(None):
        jobs.take_as_job(draft.pk, organisation_id=held.cast.partner_org.pk)
    draft.refresh_from_db()
    assert draft.refused == ["ended_already"]
    assert draft.values == ANSWERS


def test_while_the_person_has_the_link_nobody_else_fills_it_in(held: Held) -> None:
    invite(held)
    with held.cast.as_app(held.interviewer), pytest.raises(Refused) as refused:
        begin(held)
    assert refused.value.reasons == [Reason.WITH_PERSON]


def test_a_link_that_was_revoked_after_a_backup_is_revoked_in_it_again(held: Held) -> None:
    token = invite(held)
    with undone(), held.cast.as_app(held.worker):
        actions.revoke(InterviewLink.objects.get(), by=held.worker, at=held.cast.now)
    assert queries.link_of_token(token) is not None
    assert again.restrict(at=held.cast.now)["links and codes"] == 1
    assert queries.link_of_token(token) is None


def test_a_revoked_link_opens_nothing_and_what_was_typed_goes(held: Held) -> None:
    token = invite(held)
    with held.cast.as_app(held.worker):
        link = InterviewLink.objects.get()
        actions.revoke(link, by=held.worker, at=held.cast.now)
        actions.revoke(link, by=held.worker, at=held.cast.now)
        assert not InterviewDraft.objects.exists()
    assert queries.link_of_token(token) is None
    with (
        pytest.raises(Exception, match="nobody of that kind"),
        held.cast.as_app(None, Purpose.SURVEY, kind=ActorKind.LINK, actor_id=link.pk),
    ):
        pass
    with held.cast.as_app(held.interviewer):
        assert begin(held).is_fresh


def test_a_draft_of_a_colleague_stands_before_a_link(held: Held) -> None:
    with held.cast.as_app(held.interviewer):
        actions.keep(begin(held), ANSWERS, revision=0, by=held.interviewer, at=held.cast.now)
    with pytest.raises(Refused) as refused:
        invite(held)
    assert refused.value.reasons == [Reason.BEGUN_HERE]


def test_a_second_link_ends_the_first(held: Held) -> None:
    first, second = invite(held), invite(held)
    assert queries.link_of_token(first) is None
    assert queries.link_of_token(second) is not None


def test_an_instrument_says_whether_the_person_fills_it_in(plan: Any, version_of: Any) -> None:
    held = plan(version_of(filled_by=["colleague"]))
    with pytest.raises(Refused) as refused:
        invite(held)
    assert refused.value.reasons == [Reason.NOT_FOR_PERSON]
