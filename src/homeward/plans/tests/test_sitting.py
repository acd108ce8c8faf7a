"""A commission with seats: who came, votes, stepping out, its agenda, appeals, the partner."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from homeward.access.choices import Purpose, Role
from homeward.core.refusals import Refused
from homeward.plans import actions, queries
from homeward.plans.choices import (
    AppealStatus,
    CommissionLevel,
    DecidesBy,
    DecisionReason,
    MoveReason,
    Outcome,
    PlanStatus,
    Reason,
    SeatKind,
    Voice,
)
from homeward.plans.models import Attendance, Decision, Member, Plan, Recusal, Seat, Session, Vote
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task


@dataclass
class Commission:
    """Three seats, of the institution, the donor and the municipality; two are a quorum."""

    table: Any
    seats: list[Seat]
    members: list[Member]
    voter: Any

    def act(self, user: Any = None) -> Any:
        cast = self.table.cast
        return cast.as_app(user or cast.secretary, Purpose.DECISION)

    def come(self, *numbers: int, session: Session | None = None) -> None:
        cast = self.table.cast
        with self.act():
            actions.attend(
                session or self.table.session, [self.members[n] for n in numbers],
                by=cast.secretary, at=cast.now,
            )  # fmt: skip

    def seat(self, number: int, session: Session | None = None) -> Attendance:
        return Attendance.objects.select_related("seat", "member").get(
            session=session or self.table.session, seat=self.seats[number]
        )

    def vote(
        self, plan: Plan, number: int, voice: Voice, *, by: Any = None, session: Any = None
    ) -> Vote:
        cast = self.table.cast
        by = by or (self.voter if number == 0 else cast.secretary)
        with self.act(by):
            return actions.vote(
                session or self.table.session, Plan.objects.get(pk=plan.pk),
                self.seat(number, session), voice, by=by, at=cast.now,
            )  # fmt: skip

    def step_out(self, plan: Plan, number: int, reason: str = "Works for the supplier") -> Recusal:
        cast = self.table.cast
        by = self.voter if number == 0 else cast.secretary
        with self.act(by):
            return actions.recuse(
                self.table.session, Plan.objects.get(pk=plan.pk), self.seat(number), reason,
                by=by, at=cast.now,
            )  # fmt: skip


@pytest.fixture
def commission(table: Any) -> Commission:
    cast = table.cast
    on = cast.now.date() - timedelta(days=30)
    voter = cast.user("voter", cast.commission, Role.COMMISSION_MEMBER)
    with cast.as_app(cast.secretary, Purpose.DECISION):
        actions.set_rules(
            valid_from=on, level=CommissionLevel.MUNICIPAL, decides_by=DecidesBy.VOTES,
            quorum_seats=2, most_files=1, appeal_days=30, source="Rules of procedure, 4",
            by=cast.secretary, at=cast.now,
        )  # fmt: skip
        seats, members = [], []
        for kind, name, user in (
            (SeatKind.INSTITUTION, "Labour office", voter),
            (SeatKind.DONOR, "Donor", None),
            (SeatKind.MUNICIPALITY, "Municipality", None),
        ):
            seat = actions.add_seat(
                institution=name, kind=kind, has_vote=True, is_mandatory=False, since=on,
                by=cast.secretary, at=cast.now,
            )  # fmt: skip
            seats.append(seat)
            members.append(
                actions.add_member(
                    seat,
                    name=f"{name}'s member",
                    user=user,
                    since=on,
                    by=cast.secretary,
                    at=cast.now,
                )
            )
    return Commission(table, seats, members, voter)


def test_below_the_quorum_the_commission_decides_nothing(commission: Commission) -> None:
    table = commission.table
    plan = table.submit(table.drafted())
    commission.come(0)
    with pytest.raises(Refused) as refused:
        table.decide(plan, Outcome.NO_SHOW, DecisionReason.ABSENT)
    assert refused.value.reasons == [Reason.NO_QUORUM]
    assert not Decision.objects.exists()


def test_the_votes_carry_an_approval_and_are_locked_with_it(commission: Commission) -> None:
    table = commission.table
    plan = table.submit(table.drafted())
    commission.come(0, 1)
    commission.vote(plan, 0, Voice.FOR)
    with pytest.raises(Refused) as refused:
        table.approve(plan)
    assert refused.value.reasons == [Reason.VOTES_MISSING]
    commission.vote(plan, 1, Voice.AGAINST)
    with pytest.raises(Refused) as refused:
        table.approve(plan)
    assert refused.value.reasons == [Reason.NO_MAJORITY]
    commission.vote(plan, 1, Voice.ABSTAIN)
    decision = table.approve(plan)
    assert (decision.decided_by, decision.seats_present, decision.seats_needed) == ("votes", 2, 2)
    with pytest.raises(Refused) as refused:
        commission.vote(plan, 1, Voice.AGAINST)
    assert refused.value.reasons == [Reason.DECIDED]
    # Also past the actions: the database holds it.
    with pytest.raises(IntegrityError), transaction.atomic():
        Vote.objects.filter(plan=plan).update(voice=Voice.AGAINST)
    with pytest.raises(IntegrityError), transaction.atomic():
        Vote.objects.filter(plan=plan).delete()


def test_who_steps_out_neither_counts_nor_votes(commission: Commission) -> None:
    table = commission.table
    plan = table.submit(table.drafted())
    commission.come(0, 1)
    commission.vote(plan, 1, Voice.FOR)
    with pytest.raises(Refused) as refused:
        commission.step_out(plan, 1, " ")
    assert refused.value.reasons == [Reason.WHY_RECUSED]
    commission.step_out(plan, 1)
    assert not Vote.objects.exists()
    with pytest.raises(Refused) as refused:
        commission.vote(plan, 1, Voice.FOR)
    assert Reason.RECUSED in refused.value.reasons
    with pytest.raises(Refused) as refused:
        table.approve(plan)
    assert Reason.NO_QUORUM in refused.value.reasons


def test_a_member_with_a_sign_in_votes_alone(commission: Commission) -> None:
    table = commission.table
    plan = table.submit(table.drafted())
    commission.come(0, 1)
    with pytest.raises(Refused) as refused:
        commission.vote(plan, 0, Voice.FOR, by=table.cast.secretary)
    assert refused.value.reasons == [Reason.NOT_OWN_VOTE]
    with pytest.raises(Refused) as refused:
        commission.vote(plan, 1, Voice.FOR, by=commission.voter)
    assert refused.value.reasons == [Reason.NOT_OWN_VOTE]


def test_one_comes_for_a_seat_and_whoever_voted_stays(commission: Commission) -> None:
    table = commission.table
    plan = table.submit(table.drafted())
    commission.come(0, 1)
    commission.vote(plan, 0, Voice.FOR)
    with pytest.raises(Refused) as refused:
        commission.come(1)
    assert refused.value.reasons == [Reason.DECIDED]
    commission.come(0, 2)
    assert Attendance.objects.filter(session=table.session).count() == 2


def test_a_full_session_takes_no_further_plan(commission: Commission) -> None:
    table = commission.table
    table.submit(table.drafted())
    assert not queries.has_room(table.session)


def test_the_secretary_moves_a_plan_with_a_reason(commission: Commission) -> None:
    table, cast = commission.table, commission.table.cast
    plan = table.submit(table.drafted())
    later = table.later_session()
    with commission.act():
        moved = actions.put_on_agenda(
            Plan.objects.get(pk=plan.pk), later, MoveReason.NO_QUORUM,
            by=cast.secretary, at=cast.now,
        )  # fmt: skip
        off = actions.put_on_agenda(
            moved, None, MoveReason.PAPERS, by=cast.secretary, at=cast.now
        )  # fmt: skip
    assert off.session is None
    assert [move.reason for move in queries.moves(plan)] == ["no_quorum", "papers"]
    wait = Task.objects.get(subject_id=plan.pk, kind=TaskKind.DECIDE_PLAN, done_at__isnull=True)
    assert wait.due_on == cast.now.date() + timedelta(days=30)
    with cast.as_app(cast.partner):
        assert [str(move.to_session or "") for move in queries.moves(plan)] == ["2", ""]


def rejected(commission: Commission) -> Plan:
    table = commission.table
    plan: Plan = table.submit(table.drafted())
    commission.come(0, 1)
    for number in (0, 1):
        commission.vote(plan, number, Voice.AGAINST)
    table.decide(plan, Outcome.REJECTED, DecisionReason.NOT_VIABLE)
    return plan


def test_an_appeal_is_heard_later_by_others(commission: Commission) -> None:
    table, cast = commission.table, commission.table.cast
    plan = rejected(commission)
    with cast.as_app(cast.partner):
        made = actions.appeal(plan, "There is a market", by=cast.partner, at=cast.now)
        with pytest.raises(Refused) as refused:
            actions.appeal(plan, "Again", by=cast.partner, at=cast.now)
    assert refused.value.reasons == [Reason.APPEALED]
    assert Task.objects.get(subject_id=made.pk).holder_org == cast.commission
    later = table.later_session()
    with commission.act():
        with pytest.raises(Refused) as refused:
            actions.hear(made, table.session, by=cast.secretary, at=cast.now)
        assert Reason.SAME_SESSION in refused.value.reasons
        actions.hear(made, later, by=cast.secretary, at=cast.now)
    commission.come(0, 1, session=later)
    for number in (0, 1):
        commission.vote(plan, number, Voice.FOR, session=later)
    with pytest.raises(Refused) as refused:
        table.approve(plan, session=later)
    assert refused.value.reasons == [Reason.SAME_PEOPLE]
    commission.come(0, 1, 2, session=later)
    commission.vote(plan, 2, Voice.FOR, session=later)
    decision = table.approve(plan, session=later)
    made.refresh_from_db()
    assert (made.status, decision.appeal_id) == (AppealStatus.GRANTED, made.pk)
    assert not Task.objects.filter(subject_id=made.pk, done_at__isnull=True).exists()


def test_an_appeal_has_its_time(commission: Commission) -> None:
    cast = commission.table.cast
    plan = rejected(commission)
    with cast.as_app(cast.partner), pytest.raises(Refused) as refused:
        actions.appeal(plan, "Late", by=cast.partner, at=cast.now + timedelta(days=60))
    assert refused.value.reasons == [Reason.TOO_LATE]


def test_a_consensus_decides_where_the_rules_say_so(commission: Commission) -> None:
    table, cast = commission.table, commission.table.cast
    with commission.act():
        actions.set_rules(
            valid_from=cast.now.date(), level=CommissionLevel.NATIONAL,
            decides_by=DecidesBy.CONSENSUS, quorum_share=60, by=cast.secretary, at=cast.now,
        )  # fmt: skip
    plan = table.submit(table.drafted())
    commission.come(0, 1)
    with pytest.raises(Refused) as refused:
        table.approve(plan)
    assert refused.value.reasons == [Reason.NO_CONSENSUS]
    assert table.approve(plan, has_consensus=True).decided_by == "consensus"


def test_the_named_partner_is_covered_and_takes_the_plan_over(table: Any) -> None:
    cast = table.cast
    plan = table.submit(table.drafted())
    with pytest.raises(Refused) as refused:
        table.approve(plan, implementer=cast.stranger_org)
    assert refused.value.reasons == [
        Reason.IMPLEMENTER_NO_AGREEMENT,
        Reason.IMPLEMENTER_NO_CONSENT,
    ]
    for owner in (cast.host, cast.partner_org, cast.commission):
        cast.agree(owner, cast.stranger_org)
    for person in table.people:
        cast.consent(person, cast.stranger_org)
    table.approve(plan, implementer=cast.stranger_org)
    wait = Task.objects.get(case_id=table.case.pk, kind=TaskKind.TAKE_OVER_PLAN)
    assert (wait.holder_org, wait.waiter) == (cast.stranger_org, cast.partner)
    with cast.as_app(cast.partner), pytest.raises(Refused) as refused:
        actions.take_over(plan, by=cast.partner, at=cast.now)
    assert refused.value.reasons == [Reason.NOT_NAMED]
    with cast.as_app(cast.stranger):
        found = Plan.objects.select_related("case", "drafted_by").get(pk=plan.pk)
        actions.take_over(found, by=cast.stranger, at=cast.now)
        with pytest.raises(Refused) as refused:
            actions.take_over(found, by=cast.stranger, at=cast.now)
    assert refused.value.reasons == [Reason.TAKEN_ALREADY]
    support = Task.objects.get(
        case_id=table.case.pk, kind=TaskKind.START_SUPPORT, done_at__isnull=True
    )
    assert support.holder == cast.stranger


def test_the_person_is_told_that_there_is_news_and_no_more(table: Any) -> None:
    from homeward.messages.models import Message  # noqa: PLC0415 - asked here alone

    cast = table.cast
    user = cast.user("efua", cast.host, Role.RETURNEE)
    user.person_id, user.organisation = table.people[0].pk, None
    user.save()
    plan = table.submit(table.drafted())
    Message.objects.all().delete()
    table.decide(plan, Outcome.REJECTED, DecisionReason.NOT_VIABLE)
    message = Message.objects.get()
    assert message.to == user.email
    assert "Efua" not in message.subject + message.body
    assert "plan" not in (message.subject + message.body).lower()


def test_another_commission_s_member_sees_nothing(commission: Commission) -> None:
    table, cast = commission.table, commission.table.cast
    plan = table.submit(table.drafted())
    commission.come(0, 1)
    commission.vote(plan, 1, Voice.FOR)
    other = cast.user("other", cast.stranger_org, Role.COMMISSION_MEMBER)
    with cast.as_app(other, Purpose.DECISION):
        for model in (Plan, Vote, Member, Attendance):
            assert model.objects.count() == 0, model
    with cast.as_app(commission.voter, Purpose.DECISION):
        assert (Plan.objects.count(), Vote.objects.count()) == (1, 1)
    assert Plan.objects.get().status == PlanStatus.SUBMITTED
