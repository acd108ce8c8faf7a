"""Between sent and ended: questions, waiting lists, beginnings, the person's word, silence."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection

from homeward.access.choices import ActorKind, Purpose, Role
from homeward.cases import actions as cases
from homeward.cases.choices import ClosureReason
from homeward.core.refusals import Refused
from homeward.referrals import actions, jobs, queries
from homeward.referrals.choices import (
    ExpireReason,
    Outcome,
    PersonSays,
    Reason,
    SaidWay,
    Status,
    WithdrawReason,
)
from homeward.referrals.models import AnswerLink, Referral, SharedFact
from homeward.referrals.rules import Answer
from homeward.tasks.choices import TaskKind
from homeward.tasks.jobs import remind_all
from homeward.tasks.models import Task


@pytest.fixture
def sent(ready: Any) -> Any:
    ready.referral, _token = ready.send(ready.draft("name", "age", "phone"))
    ready.self = ready.cast.user("self", ready.cast.host, Role.RETURNEE)
    ready.self.person_id, ready.self.organisation = ready.people[0].pk, None
    ready.self.save()
    return ready


def by_receiver(sent: Any, act: Any, *args: Any, **kwargs: Any) -> None:
    cast = sent.cast
    with cast.as_app(cast.trainer, Purpose.REFERRAL):
        act(Referral.objects.get(), *args, by=cast.trainer, at=cast.now, **kwargs)


def by_sender(sent: Any, act: Any, *args: Any, **kwargs: Any) -> None:
    cast = sent.cast
    with cast.as_app(cast.partner):
        act(Referral.objects.get(), *args, by=cast.partner, at=cast.now, **kwargs)


def accept(sent: Any) -> None:
    by_receiver(sent, actions.answer, Answer(accepts=True, first_day=sent.cast.now.date()))


def waits(sent: Any) -> list[tuple[str, str]]:
    found = Task.objects.filter(subject_id=sent.referral.pk, done_at=None).order_by("kind")
    assert all(one.due_on for one in found)
    return [(one.kind, str(one.holder_org)) for one in found]


def facts(sent: Any) -> set[str]:
    with sent.cast.as_app(sent.cast.trainer, Purpose.REFERRAL):
        return set(SharedFact.objects.values_list("kind", flat=True))


def test_a_draft_is_held_by_whoever_wrote_it(ready: Any) -> None:
    ready.referral = ready.draft()
    assert waits(ready) == [(TaskKind.SEND_REFERRAL, "Reintegration NGO")]


def test_a_question_goes_back_to_the_sender_and_its_answer_to_the_receiver(sent: Any) -> None:
    by_receiver(sent, actions.ask, "Can she read?")
    assert waits(sent) == [(TaskKind.GIVE_INFORMATION, "Reintegration NGO")]
    with sent.cast.as_app(sent.cast.partner):
        referral = Referral.objects.get()
        assert [question.text for question in queries.questions(referral)] == ["Can she read?"]
        more = queries.facts_to_add(referral, sent.case, sent.people[0], on=sent.cast.now.date())
        assert "name" not in {fact.kind for fact in more}
        trade = [fact for fact in more if fact.kind == "trade"]
    by_sender(sent, actions.tell, "Yes, both languages.", facts=trade)
    assert waits(sent) == [(TaskKind.ANSWER_REFERRAL, "Training centre")]
    assert facts(sent) == {"name", "age", "trade", "reply"}


def test_an_answer_to_a_question_passes_the_gate_as_the_referral_did(sent: Any) -> None:
    by_receiver(sent, actions.ask, "Can she read?")
    with connection.cursor() as cursor:
        cursor.execute("update agreements_agreement set status = 'suspended'")
    with pytest.raises(Refused) as refusal:
        by_sender(sent, actions.tell, "Yes")
    assert refusal.value.reasons == [Reason.NO_AGREEMENT]
    with pytest.raises(Refused) as refusal:
        by_sender(sent, actions.tell, " ")
    assert refusal.value.reasons == [Reason.NO_REPLY, Reason.NO_AGREEMENT]


def test_a_waiting_list_is_looked_at_again_on_its_day(sent: Any) -> None:
    later = sent.cast.now.date() + timedelta(days=20)
    by_receiver(sent, actions.put_on_waiting_list, later)
    assert waits(sent) == [(TaskKind.REVIEW_WAITING_LIST, "Training centre")]
    by_receiver(sent, actions.put_on_waiting_list, later + timedelta(days=20))
    wait = Task.objects.get(subject_id=sent.referral.pk, done_at=None)
    assert wait.due_on == later + timedelta(days=20)
    with pytest.raises(Refused) as refusal:
        by_receiver(sent, actions.put_on_waiting_list, sent.cast.now.date())
    assert refusal.value.reasons == [Reason.DAY_IN_THE_PAST]
    accept(sent)
    assert waits(sent) == [(TaskKind.START_SERVICE, "Training centre")]


def test_a_service_begins_lasts_and_ends_with_an_outcome(sent: Any) -> None:
    accept(sent)
    today = sent.cast.now.date()
    by_receiver(sent, actions.start, on=today, ends_on=today + timedelta(days=60))
    wait = Task.objects.get(subject_id=sent.referral.pk, done_at=None)
    assert (wait.kind, wait.due_on) == (TaskKind.REPORT_OUTCOME, today + timedelta(days=60))
    with sent.cast.as_app(sent.cast.partner), pytest.raises(Refused) as refusal:
        cases.close(sent.case, ClosureReason.COMPLETED, by=sent.cast.partner, at=sent.cast.now)
    assert Reason.NO_OUTCOME_YET in refusal.value.reasons
    by_receiver(sent, actions.report, Outcome.CERTIFICATE, on=today)
    assert waits(sent) == [(TaskKind.READ_OUTCOME, "Reintegration NGO")]
    told = [change.to for change in Referral.objects.get().history.all()]
    assert told == [Status.SENT, Status.ACCEPTED, Status.STARTED, Status.COMPLETED]


def test_the_person_confirms_on_their_own_pages(sent: Any) -> None:
    accept(sent)
    by_receiver(sent, actions.report, Outcome.CERTIFICATE, on=sent.cast.now.date())
    cast = sent.cast
    with cast.as_app(sent.self, kind=ActorKind.PERSON):
        actions.confirm(
            Referral.objects.get(), PersonSays.YES, way=SaidWay.PORTAL, by=sent.self, at=cast.now
        )
    referral = Referral.objects.get()
    assert (referral.status, referral.outcome) == (Status.CONFIRMED, Outcome.CERTIFICATE)
    # The worker still reads the outcome.
    assert waits(sent) == [(TaskKind.READ_OUTCOME, "Reintegration NGO")]
    with cast.as_app(cast.partner):
        assert "the person, on their own pages" in [who for _c, who in queries.changes(referral)]


def test_a_no_changes_nothing_and_is_read_by_the_sender(sent: Any) -> None:
    accept(sent)
    by_receiver(sent, actions.report, Outcome.CERTIFICATE, on=sent.cast.now.date())
    by_sender(sent, actions.read_outcome)
    assert waits(sent) == []
    with sent.cast.as_app(sent.self, kind=ActorKind.PERSON):
        actions.confirm(
            Referral.objects.get(), PersonSays.NO, text="I never got it", way=SaidWay.PORTAL,
            by=sent.self, at=sent.cast.now,
        )  # fmt: skip
    referral = Referral.objects.get()
    assert (referral.status, referral.person_says) == (Status.COMPLETED, PersonSays.NO)
    wait = Task.objects.get(subject_id=referral.pk, done_at=None)
    assert (wait.kind, wait.note) == (TaskKind.READ_OUTCOME, actions.PERSON_SAYS_NO)


def test_the_worker_writes_down_what_the_person_said(sent: Any) -> None:
    accept(sent)
    by_receiver(sent, actions.report, Outcome.NEVER_CAME, on=sent.cast.now.date())
    by_sender(sent, actions.confirm, PersonSays.YES, way=SaidWay.ASKED)
    referral = Referral.objects.get()
    assert (referral.status, referral.person_said_to) == (Status.CONFIRMED, sent.cast.partner)


def test_nobody_confirms_what_has_no_outcome(sent: Any) -> None:
    with pytest.raises(Refused) as refusal:
        by_sender(sent, actions.confirm, "", way=SaidWay.ASKED)
    assert refusal.value.reasons == [Reason.WRONG_STATUS, Reason.NO_WORD]


def silence(sent: Any, *days: int) -> int:
    """Both morning jobs on each of these days after the wait's own; how many expired in all."""
    wait = Task.objects.get(subject_id=sent.referral.pk, done_at=None)
    ended = 0
    for day in days:
        at = sent.cast.now + (wait.due_on - sent.cast.now.date()) + timedelta(days=day)
        with sent.cast.as_app():
            remind_all(at=at)
        with sent.cast.as_app():
            ended += jobs.expire_silent(at=at)
    return ended


def test_silence_is_reminded_escalated_and_expires(sent: Any) -> None:
    assert silence(sent, 0) == 0
    assert Task.objects.get(subject_id=sent.referral.pk, done_at=None).reminded_at
    assert silence(sent, 8) == 0
    assert Task.objects.get(subject_id=sent.referral.pk, done_at=None).escalated_at
    assert silence(sent, 14) == 0
    assert silence(sent, 15) == 1
    referral = Referral.objects.get()
    assert (referral.status, referral.expire_reason) == (Status.EXPIRED, ExpireReason.NO_ANSWER)
    assert waits(sent) == [(TaskKind.REFER_AGAIN, "Reintegration NGO")]
    assert facts(sent) == set()
    assert not AnswerLink.objects.filter(revoked_at=None).exists()
    with sent.cast.as_app(sent.cast.partner):
        assert queries.status_text(referral) == "Expired: The receiver did not answer"
        assert queries.in_vain_before(sent.case, str(referral.pk)) == referral


def test_nothing_expires_that_nobody_was_told_of(sent: Any) -> None:
    with sent.cast.as_app():
        assert jobs.expire_silent(at=sent.cast.now + timedelta(days=400)) == 0


def test_the_sender_s_silence_ends_it_under_its_own_reason(sent: Any) -> None:
    by_receiver(sent, actions.ask, "Can she read?")
    assert silence(sent, 8, 15) == 1
    assert Referral.objects.get().expire_reason == ExpireReason.NO_INFORMATION


def test_silence_ends_no_service_that_has_begun(sent: Any) -> None:
    accept(sent)
    by_receiver(sent, actions.start, on=sent.cast.now.date())
    assert silence(sent, 8, 30, 300) == 0
    assert Referral.objects.get().status == Status.STARTED


def test_nobody_but_the_job_lets_a_referral_expire(sent: Any) -> None:
    with (
        pytest.raises(DatabaseError, match="not its job"),
        sent.cast.as_app(sent.cast.partner),
        connection.cursor() as cursor,
    ):
        cursor.execute("select referrals_expire(now())")


def test_after_it_expired_it_is_referred_again_or_left(sent: Any) -> None:
    silence(sent, 8, 15)
    by_sender(sent, actions.leave)
    # What comes next is asked of the case.
    open_on_case = Task.objects.filter(case_id=sent.case.pk, done_at=None)
    assert TaskKind.REFER_AGAIN not in {one.kind for one in open_on_case}


@pytest.mark.parametrize(
    "status", [Status.SENT, Status.INFO_ASKED, Status.WAITING_LIST, Status.ACCEPTED, Status.STARTED]
)
def test_what_is_under_way_is_taken_back_in_any_state(sent: Any, status: Status) -> None:
    if status == Status.INFO_ASKED:
        by_receiver(sent, actions.ask, "Can she read?")
    if status == Status.WAITING_LIST:
        by_receiver(sent, actions.put_on_waiting_list, date(2999, 1, 1))
    if status in {Status.ACCEPTED, Status.STARTED}:
        accept(sent)
    if status == Status.STARTED:
        by_receiver(sent, actions.start, on=sent.cast.now.date())
    by_sender(sent, actions.withdraw, WithdrawReason.PERSON_WISH)
    assert waits(sent) == []
    assert facts(sent) == set()


def test_the_database_lets_no_referral_stand_without_holder_or_day(sent: Any) -> None:
    for change in ("done_at = now()", "due_on = null", "kind = 'read_outcome', due_on = due_on"):
        with connection.cursor() as cursor:
            cursor.execute("savepoint before")
            cursor.execute(
                f"update tasks_task set {change} where subject_id = %s", [sent.referral.pk]
            )
            if "kind" in change:
                cursor.execute("update referrals_referral set status = status")
            with pytest.raises(IntegrityError, match="nobody who holds it"):
                cursor.execute("set constraints all immediate")
            cursor.execute("rollback to savepoint before")


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "expired", "ended_on": date(2026, 1, 1)},
        {"status": "withdrawn", "ended_on": date(2026, 1, 1)},
        {"status": "confirmed", "ended_on": date(2026, 1, 1), "outcome": "finished"},
        {"status": "waiting_list"},
        {"status": "accepted", "ended_on": date(2026, 1, 1)},
        {"service": None},
    ],
)  # fmt: skip
def test_the_database_lets_no_end_stand_without_its_reason(
    sent: Any, fields: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError):
        Referral.objects.update(**fields)
