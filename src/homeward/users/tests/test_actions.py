from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from homeward.access.choices import Role
from homeward.access.models import User
from homeward.cases.models import Case
from homeward.core.refusals import Refused
from homeward.messages.models import Message
from homeward.tasks import queries as waits
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task
from homeward.users.actions import approving, as_owner, changing, inviting
from homeward.users.choices import ApprovalKind, Reason, What
from homeward.users.models import Approval, Change

AsApp = Callable[..., Any]
NOW = timezone.now()


def invite(office: Any, *roles: Role, email: str = "new@example.org") -> User:
    return inviting.invite(
        email=email, name="New Colleague", roles=[role.value for role in roles], language="fr",
        reason="starts in May", by=office.admin, at=timezone.now(),
    )  # fmt: skip


def token_of(message: Message) -> str:
    return message.body.split("/invitation/")[1].split("/")[0]


def test_an_invitation_opens_a_sign_in_once(office: Any, as_app: AsApp) -> None:
    with as_app(office.admin):
        user = invite(office, Role.CASE_MANAGER)
    assert not user.is_active
    token = token_of(Message.objects.get())
    with as_app():
        inviting.accept(token, "a long enough password")
        with pytest.raises(Refused) as refusal:
            inviting.accept(token, "another long password")
    assert refusal.value.reasons == [Reason.LINK_SPENT]
    user.refresh_from_db()
    assert user.is_active
    assert user.check_password("a long enough password")
    assert [c.what for c in Change.objects.all()] == [What.ACCEPTED, What.INVITED]


def test_an_invitation_sent_again_spends_the_one_before(office: Any, as_app: AsApp) -> None:
    with as_app(office.admin):
        user = invite(office, Role.CASE_MANAGER)
        inviting.invite_again(user, by=office.admin, at=timezone.now())
    first, second = (token_of(m) for m in Message.objects.order_by("queued_at"))
    with as_app():
        with pytest.raises(Refused):
            inviting.accept(first, "a long enough password")
        inviting.accept(second, "a long enough password")


def test_a_revoked_invitation_lets_nobody_in(office: Any, as_app: AsApp) -> None:
    with as_app(office.admin):
        user = invite(office, Role.CASE_MANAGER)
        inviting.revoke(user, reason="a wrong address", by=office.admin)
        with pytest.raises(Refused) as refusal:
            inviting.revoke(user, reason="again", by=office.admin)
    assert refusal.value.reasons == [Reason.NOT_INVITED]
    token = token_of(Message.objects.get())
    with as_app(), pytest.raises(Refused):
        inviting.accept(token, "a long enough password")


def test_an_invitation_that_ran_out_lets_nobody_in(office: Any, as_app: AsApp) -> None:
    with as_app(office.admin):
        user = invite(office, Role.CASE_MANAGER)
    user.invitations.update(expires_at=NOW - timedelta(days=1))
    token = token_of(Message.objects.get())
    with as_app(), pytest.raises(Refused):
        inviting.accept(token, "a long enough password")


def test_an_address_in_use_is_not_invited(office: Any, as_app: AsApp) -> None:
    with as_app(office.admin), pytest.raises(Refused) as refusal:
        invite(office, Role.CASE_MANAGER, email=office.worker.email)
    assert refusal.value.reasons == [Reason.ADDRESS_TAKEN]


def test_a_worker_invites_nobody(office: Any, as_app: AsApp) -> None:
    with as_app(office.worker), pytest.raises(PermissionDenied):
        changing.suspend(office.second, successor=None, reason="r", by=office.worker, at=NOW)


def test_a_powerful_role_waits_for_a_second_person(office: Any, as_app: AsApp) -> None:
    with as_app(office.admin):
        user = invite(office, Role.CASE_MANAGER, Role.PROTECTION_FOCAL_POINT)
    user.refresh_from_db()
    assert user.roles == ["case_manager"]
    wait = Task.objects.get(kind=TaskKind.APPROVE_USER)
    assert wait.holder in {office.second, office.officer}
    assert wait.due_on
    with as_app(office.officer):
        approving.decide(Approval.objects.get(), approve=True, by=office.officer, at=NOW)
    user.refresh_from_db()
    assert set(user.roles) == {"case_manager", "protection_focal_point"}
    wait.refresh_from_db()
    assert wait.done_at
    change = Change.objects.filter(what=What.ROLES).get()
    assert (change.by, change.approved_by) == (office.admin, office.officer)


def test_a_refused_approval_changes_nothing(office: Any, as_app: AsApp) -> None:
    with as_app(office.admin):
        assert not changing.change_roles(
            office.worker, [Role.ADMINISTRATOR], reason="r", by=office.admin, at=NOW
        )
    with as_app(office.second):
        approving.decide(Approval.objects.get(), approve=False, by=office.second, at=NOW)
    office.worker.refresh_from_db()
    assert office.worker.roles == ["return_counsellor"]


def test_what_is_decided_is_not_decided_again(office: Any, as_app: AsApp) -> None:
    with as_app(office.admin):
        changing.change_roles(
            office.worker, [Role.ADMINISTRATOR], reason="r", by=office.admin, at=NOW
        )
    with as_app(office.second):
        approving.decide(Approval.objects.get(), approve=True, by=office.second, at=NOW)
    with as_app(office.officer), pytest.raises(Refused) as refusal:
        approving.decide(Approval.objects.get(), approve=True, by=office.officer, at=NOW)
    assert refusal.value.reasons == [Reason.DECIDED_ALREADY]
    assert Change.objects.filter(what=What.ROLES).count() == 1


def test_who_asked_must_still_be_an_administrator(office: Any, as_app: AsApp) -> None:
    with as_app(office.admin):
        changing.change_roles(
            office.worker, [Role.ADMINISTRATOR], reason="r", by=office.admin, at=NOW
        )
    User.objects.filter(pk=office.admin.pk).update(is_active=False)
    with as_app(office.second), pytest.raises(Refused) as refusal:
        approving.decide(Approval.objects.get(), approve=True, by=office.second, at=NOW)
    assert refusal.value.reasons == [Reason.DECIDED_ALREADY]


def test_the_same_is_asked_once(office: Any, as_app: AsApp) -> None:
    with as_app(office.admin):
        ask = lambda: changing.change_roles(  # noqa: E731
            office.worker, [Role.ADMINISTRATOR], reason="r", by=office.admin, at=NOW
        )
        ask()
        with pytest.raises(Refused) as refusal:
            ask()
    assert refusal.value.reasons == [Reason.ASKED_ALREADY]


def test_alone_an_organisation_s_lead_approves(cast: Any, office: Any, as_app: AsApp) -> None:
    """The partner has one administrator; the host leads the programme under their agreement."""
    cast.agree(cast.host, cast.partner_org)
    with as_app(office.elsewhere):
        changing.change_roles(
            cast.partner, [Role.PROTECTION_FOCAL_POINT], reason="r", by=office.elsewhere, at=NOW
        )
    wait = Task.objects.get(kind=TaskKind.APPROVE_USER)
    assert wait.holder in {office.admin, office.second}
    with as_app(wait.holder):
        approving.decide(Approval.objects.get(), approve=True, by=wait.holder, at=NOW)
    cast.partner.refresh_from_db()
    assert cast.partner.roles == ["protection_focal_point"]


def test_without_an_agreement_nobody_from_outside_approves(
    cast: Any, office: Any, as_app: AsApp
) -> None:
    with as_app(office.elsewhere):
        changing.change_roles(
            cast.partner, [Role.PROTECTION_FOCAL_POINT], reason="r", by=office.elsewhere, at=NOW
        )
    with as_app(office.admin):
        assert not Approval.objects.exists()
    wait = Task.objects.get(kind=TaskKind.APPROVE_USER)
    assert (wait.holder, wait.waiter) == (None, office.elsewhere)
    assert as_owner.approve(Approval.objects.get(), at=NOW)
    cast.partner.refresh_from_db()
    assert cast.partner.roles == ["protection_focal_point"]


def test_a_suspended_colleague_s_work_goes_to_another(
    cast: Any, office: Any, as_app: AsApp
) -> None:
    case, _people = cast.family()
    heir = cast.user("heir", cast.host, Role.RETURN_COUNSELLOR)
    with as_app(office.admin):
        with pytest.raises(Refused) as refusal:
            changing.suspend(office.worker, successor=None, reason="r", by=office.admin, at=NOW)
        changing.suspend(office.worker, successor=heir, reason="leaves", by=office.admin, at=NOW)
    assert refusal.value.reasons == [Reason.NEEDS_COLLEAGUE]
    assert not Task.objects.filter(holder=office.worker, done_at__isnull=True).exists()
    assert Task.objects.filter(holder=heir, done_at__isnull=True).exists()
    assert Case.objects.get(pk=case.pk).worker == heir
    office.worker.refresh_from_db()
    assert not office.worker.is_active


def test_letting_in_again_needs_two_for_a_powerful_user(office: Any, as_app: AsApp) -> None:
    with as_app(office.admin):
        changing.suspend(office.officer, successor=None, reason="r", by=office.admin, at=NOW)
        officer = User.objects.get(pk=office.officer.pk)
        assert not changing.reactivate(officer, reason="r", by=office.admin, at=NOW)
    with as_app(office.second):
        approving.decide(Approval.objects.get(), approve=True, by=office.second, at=NOW)
    office.officer.refresh_from_db()
    assert office.officer.is_active


def test_letting_in_again_needs_one_for_others(office: Any, as_app: AsApp) -> None:
    with as_app(office.admin):
        changing.suspend(office.worker, successor=None, reason="r", by=office.admin, at=NOW)
        worker = User.objects.get(pk=office.worker.pk)
        assert changing.reactivate(worker, reason="r", by=office.admin, at=NOW)
    office.worker.refresh_from_db()
    assert office.worker.is_active


@pytest.mark.parametrize(("who", "alone"), [("worker", True), ("officer", False)])
def test_a_lost_second_factor_is_reset(who: str, alone: bool, office: Any, as_app: AsApp) -> None:
    user = getattr(office, who)
    Authenticator.objects.create(user=user, type="totp", data={})
    with as_app(office.admin):
        done = changing.reset_second_factor(
            user, identity_check="staff card", by=office.admin, at=NOW
        )
    assert done == alone
    assert Authenticator.objects.filter(user=user).exists() != alone
    if not alone:
        assert Approval.objects.get().kind == ApprovalKind.RESET


def test_nobody_changes_their_own(office: Any, as_app: AsApp) -> None:
    with as_app(office.admin), pytest.raises(Refused) as refusal:
        changing.change_roles(
            office.admin, [Role.CASE_MANAGER], reason="r", by=office.admin, at=NOW
        )
    assert refusal.value.reasons == [Reason.ONESELF]


def test_who_asks_waits_and_a_later_second_person_holds_it(
    cast: Any, office: Any, as_app: AsApp
) -> None:
    with as_app(office.elsewhere):
        changing.change_roles(
            cast.partner, [Role.PROTECTION_FOCAL_POINT], reason="r", by=office.elsewhere, at=NOW
        )
    later = cast.user("later", cast.partner_org, Role.ADMINISTRATOR)
    with as_app(office.elsewhere):
        assert not waits.named_to_nobody(office.elsewhere).exists()
        assert waits.count_held_by(office.elsewhere) == 0
        named, _outside = waits.waited_for(office.elsewhere)
        assert [task.kind for task in named] == [TaskKind.APPROVE_USER]
    with as_app(later):
        assert waits.named_to_nobody(later).get().waiter == office.elsewhere
        approving.decide(Approval.objects.get(), approve=True, by=later, at=NOW)
    assert Task.objects.get(kind=TaskKind.APPROVE_USER).done_at
