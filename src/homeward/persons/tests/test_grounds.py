"""Other grounds, blocks and notices: as owner, recipient, stranger, blocked, and the person."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction

from homeward.access.choices import ActorKind, DataClass, Purpose, Role
from homeward.core.refusals import Refused
from homeward.persons import actions, ledger
from homeward.persons.actions import Asked, NoticeAnswered
from homeward.persons.choices import Ground, NoticeAnswer, Reason
from homeward.persons.models import Block, DeletionNotice, LegalBasis, Person
from homeward.places.models import Country
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task

IDENTITY = frozenset({DataClass.IDENTITY})


@pytest.fixture
def shared(cast: Any) -> Any:
    """A person under agreement and consent with the partner."""
    _case, people = cast.family()
    cast.agree(cast.host, cast.partner_org)
    cast.consent(people[0], cast.partner_org)
    cast.person = people[0]
    cast.focal = cast.user("focal", cast.host, Role.PROTECTION_FOCAL_POINT)
    cast.self = cast.user("self", cast.host, Role.RETURNEE)
    cast.self.person_id, cast.self.organisation = people[0].pk, None
    cast.self.save()
    return cast


def sees(cast: Any, user: Any) -> int:
    with cast.as_app(user):
        return Person.objects.count()


def block(cast: Any, by: Any = None, **whom: Any) -> Block:
    if by is cast.self:
        with cast.as_app(by, kind=ActorKind.PERSON):
            return actions.block(cast.person, by=by, at=cast.now, **whom)
    with cast.as_app(by or cast.owner):
        return actions.block(cast.person, by=by or cast.owner, at=cast.now, **whom)


@pytest.mark.parametrize("own", [True, False])
def test_a_block_closes_everything_and_lifting_opens_it_again(shared: Any, own: bool) -> None:
    assert sees(shared, shared.partner) == 1
    by = shared.self if own else shared.owner
    made = block(shared, by, organisation=shared.partner_org)
    assert sees(shared, shared.partner) == 0
    assert sees(shared, shared.owner) == 2
    kind = ActorKind.PERSON if own else ActorKind.USER
    with shared.as_app(by, kind=kind):
        actions.lift_block(made, by=by, at=shared.now)
        with pytest.raises(Refused):
            actions.lift_block(made, by=by, at=shared.now)
    assert sees(shared, shared.partner) == 1


def test_a_blocked_country_shuts_out_all_its_organisations(shared: Any) -> None:
    block(shared, country=Country.objects.get(pk="GH"))
    assert sees(shared, shared.partner) == 0


def blocks_seen(cast: Any, user: Any, **kind: Any) -> int:
    with cast.as_app(user, **kind), connection.cursor() as cursor:
        cursor.execute("select count(*) from persons_block")
        return int(cursor.fetchone()[0])


def test_a_block_is_hidden_from_whom_it_blocks_even_where_they_keep_the_file(shared: Any) -> None:
    block(shared, shared.self, organisation=shared.host)
    block(shared, shared.self, country=Country.objects.get(pk="BE"))
    assert blocks_seen(shared, shared.owner) == 0
    assert blocks_seen(shared, shared.stranger) == 0
    assert blocks_seen(shared, shared.self, kind=ActorKind.PERSON) == 2
    with shared.as_app(shared.owner):
        assert Person.objects.filter(pk=shared.person.pk).exists()
        assert not ledger.is_blocked(shared.person.pk, shared.host, None)


def test_a_co_worker_sees_a_block_that_does_not_concern_them(shared: Any) -> None:
    block(shared, organisation=shared.stranger_org)
    assert blocks_seen(shared, shared.partner) == 1
    assert blocks_seen(shared, shared.stranger) == 0


def test_nobody_sets_a_block_on_a_stranger_s_person(shared: Any) -> None:
    with (
        shared.as_app(shared.stranger),
        pytest.raises(DatabaseError),
        transaction.atomic(),
    ):
        actions.block(shared.person, organisation=shared.fund, by=shared.stranger, at=shared.now)
    with shared.as_app(shared.officer), pytest.raises(PermissionDenied):
        actions.block(shared.person, organisation=shared.fund, by=shared.officer, at=shared.now)


def test_a_block_is_against_one_or_the_other_and_once(shared: Any) -> None:
    with shared.as_app(shared.owner):
        with pytest.raises(Refused) as nobody:
            actions.block(shared.person, by=shared.owner, at=shared.now)
        assert nobody.value.reasons == [Reason.NOBODY_CHOSEN]
    block(shared, organisation=shared.fund)
    with pytest.raises(Refused) as twice:
        block(shared, organisation=shared.fund)
    assert twice.value.reasons == [Reason.BLOCKED_ALREADY]


def test_what_is_written_while_a_block_stands_stays_closed(shared: Any) -> None:
    block(shared, organisation=shared.partner_org)
    with shared.as_app(shared.owner):
        Person.objects.filter(pk=shared.person.pk).update(sex="other")
    shared.consent(shared.person, shared.partner_org)
    assert sees(shared, shared.partner) == 0


def gate_blocked(cast: Any, user: Any) -> bool:
    with cast.as_app(user), connection.cursor() as cursor:
        cursor.execute("select gate_blocked(%s)", [cast.person.pk])
        return bool(cursor.fetchone()[0])


def test_the_gate_is_told_who_is_blocked(shared: Any) -> None:
    block(shared, organisation=shared.partner_org)
    assert gate_blocked(shared, shared.partner)
    assert not gate_blocked(shared, shared.stranger)


# Other grounds


def ask(cast: Any, by: Any = None, **changed: Any) -> LegalBasis:
    by = by or cast.owner
    values: dict[str, Any] = {
        "ground": Ground.VITAL_INTEREST, "recipient": cast.commission,
        "purpose": Purpose.CASEWORK, "classes": IDENTITY, "reason": "In hospital",
        "until": cast.now.date() + timedelta(days=7),
    }  # fmt: skip
    with cast.as_app(by):
        return actions.request_basis(cast.person, Asked(**(values | changed)), by=by, at=cast.now)


@pytest.fixture
def agreed(shared: Any) -> Any:
    shared.agree(shared.host, shared.commission)
    return shared


def decide(cast: Any, basis: LegalBasis, by: Any, *, approve: bool = True, text: str = "") -> None:
    with cast.as_app(by):
        actions.decide_basis(basis, approve=approve, text=text, by=by, at=cast.now)


def test_another_ground_opens_only_after_a_second_person_approved_it(agreed: Any) -> None:
    basis = ask(agreed)
    assert sees(agreed, agreed.secretary) == 0
    assert Task.objects.get(kind=TaskKind.DECIDE_BASIS).due_on is not None
    decide(agreed, basis, agreed.focal)
    assert sees(agreed, agreed.secretary) == 1
    assert not Task.objects.filter(kind=TaskKind.DECIDE_BASIS, done_at__isnull=True).exists()


def test_nobody_approves_their_own_request(agreed: Any) -> None:
    basis = ask(agreed, agreed.focal)
    with pytest.raises(Refused) as refusal:
        decide(agreed, basis, agreed.focal)
    assert refusal.value.reasons == [Reason.SAME_PERSON]
    with pytest.raises(PermissionDenied):
        decide(agreed, ask(agreed), agreed.owner)


def test_the_database_refuses_a_first_person_s_approval(agreed: Any) -> None:
    basis = ask(agreed)
    for change in (
        f"decided_by_id = {agreed.owner.pk}",
        f"decided_by_id = {agreed.focal.pk}",
    ):
        with (
            agreed.as_app(agreed.owner),
            pytest.raises(IntegrityError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(
                f"update persons_legalbasis set status = 'approved', decided_at = now(), {change}"
                " where id = %s",
                [basis.pk],
            )


def test_a_refusal_stays_on_record_with_its_reason(agreed: Any) -> None:
    basis = ask(agreed)
    with pytest.raises(Refused) as refusal:
        decide(agreed, basis, agreed.focal, approve=False)
    assert refusal.value.reasons == [Reason.NO_REASON]
    decide(agreed, basis, agreed.focal, approve=False, text="Ask for consent")
    with agreed.as_app(agreed.owner):
        kept = LegalBasis.objects.get()
        assert (kept.status, kept.decision_text) == ("refused", "Ask for consent")
    with pytest.raises(Refused):
        decide(agreed, basis, agreed.focal)
    assert sees(agreed, agreed.secretary) == 0


def test_a_request_is_refused_with_all_reasons(shared: Any) -> None:
    with pytest.raises(Refused) as refusal:
        ask(
            shared, ground=Ground.PUBLIC_TASK, recipient=shared.desk, reason="", until=None,
            classes=frozenset({DataClass.ASYLUM}),
        )  # fmt: skip
    assert refusal.value.reasons == [
        Reason.NO_REASON, Reason.NO_END, Reason.GROUND_NOT_AGREED, Reason.NOT_COVERED,
        Reason.ASYLUM_NEVER,
    ]  # fmt: skip


def test_a_ground_that_an_agreement_names_falls_with_the_agreement(agreed: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "create or replace function agreements_names_ground(from_org bigint, to_org bigint,"
            " ground text) returns boolean language sql stable as"
            " $$ select exists (select 1 from public.agreements_agreement where title = 'named') $$"
        )
        cursor.execute("update agreements_agreement set title = 'named'")
        basis = ask(agreed, ground=Ground.PUBLIC_TASK)
        decide(agreed, basis, agreed.focal)
        assert sees(agreed, agreed.secretary) == 1
        cursor.execute("update agreements_agreement set title = 'other'")
    assert sees(agreed, agreed.secretary) == 0


def test_a_block_closes_what_another_ground_opens(agreed: Any) -> None:
    decide(agreed, ask(agreed), agreed.focal)
    block(agreed, agreed.self, organisation=agreed.commission)
    assert sees(agreed, agreed.secretary) == 0


def test_an_approved_ground_ends_before_its_day_and_the_recipient_is_told(agreed: Any) -> None:
    basis = ask(agreed)
    decide(agreed, basis, agreed.focal)
    with agreed.as_app(agreed.owner):
        actions.end_basis(basis, by=agreed.owner, at=agreed.now, reference="GH-1")
    assert sees(agreed, agreed.secretary) == 0
    with agreed.as_app(agreed.secretary):
        assert DeletionNotice.objects.get().reference == "GH-1"


def test_a_ground_past_its_day_opens_nothing(agreed: Any) -> None:
    basis = ask(agreed, until=agreed.now.date())
    decide(agreed, basis, agreed.focal)
    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        cursor.execute("update persons_legalbasis set until = current_date - 1")
        cursor.execute("set local session_replication_role = origin")
        cursor.execute("select count(*) from gate_recipients(%s, 1::smallint)", [agreed.person.pk])
        # The partner's consent is what is left.
        assert cursor.fetchone() == (1,)


# Notices


def withdraw_all(cast: Any) -> None:
    with cast.as_app(cast.owner):
        held = ledger.consents_as_known(
            [cast.person.pk], held_on=cast.now.date(), known_at=cast.now + timedelta(days=1)
        )
        actions.withdraw_consent(
            [one.pk for one in held], by=cast.owner, at=cast.now, reference="GH-7"
        )


def test_the_recipient_is_told_and_answers_once(shared: Any) -> None:
    withdraw_all(shared)
    said = NoticeAnswered(answer=NoticeAnswer.DELETED, done_on=shared.now.date())
    with shared.as_app(shared.partner):
        notice = DeletionNotice.objects.get()
        assert (notice.reference, notice.purposes) == ("GH-7", [Purpose.CASEWORK])
        assert notice.due_on is not None
        actions.answer_notice(notice, said, by=shared.partner, at=shared.now)
        with pytest.raises(Refused):
            actions.answer_notice(notice, said, by=shared.partner, at=shared.now)
    assert not Task.objects.filter(kind=TaskKind.ANSWER_NOTICE, done_at__isnull=True).exists()
    with shared.as_app(shared.owner):
        assert DeletionNotice.objects.get().answered_by == shared.partner


def test_a_stranger_sees_no_notice_and_the_recipient_does_not_rewrite_it(shared: Any) -> None:
    withdraw_all(shared)
    with shared.as_app(shared.stranger):
        assert not DeletionNotice.objects.exists()
    with (
        shared.as_app(shared.partner),
        pytest.raises(IntegrityError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("update persons_deletionnotice set classes = '{1}', answered_at = now()")


def test_the_sender_records_the_answer_of_a_recipient_without_an_account(shared: Any) -> None:
    withdraw_all(shared)
    with shared.as_app(shared.owner):
        notice = DeletionNotice.objects.get()
        with pytest.raises(Refused) as refusal:
            actions.answer_notice(
                notice, NoticeAnswered(answer=NoticeAnswer.MUST_KEEP, done_on=None),
                by=shared.owner, at=shared.now,
            )  # fmt: skip
        assert refusal.value.reasons == [Reason.NO_DAY, Reason.NO_REASON]
        actions.answer_notice(
            notice,
            NoticeAnswered(
                answer=NoticeAnswer.MUST_KEEP, done_on=shared.now.date(), text="Tax law, art. 4"
            ),
            by=shared.owner, at=shared.now,
        )  # fmt: skip


def test_what_another_ground_keeps_open_is_not_told_to_delete(shared: Any) -> None:
    shared.consent(shared.person, shared.partner_org)
    with shared.as_app(shared.owner):
        first = ledger.versions([shared.person.pk])
        ids = [one.pk for one in next(iter(first.values()))]
        actions.withdraw_consent(ids, by=shared.owner, at=shared.now)
        assert not DeletionNotice.objects.exists()
    assert sees(shared, shared.partner) == 1


def test_a_block_s_notice_reads_as_a_withdrawal_s(shared: Any) -> None:
    block(shared, shared.self, organisation=shared.partner_org)
    with shared.as_app(shared.partner):
        notice = DeletionNotice.objects.get()
        assert notice.classes
        task = Task.objects.get(subject_id=notice.pk)
        assert task.note == ""
