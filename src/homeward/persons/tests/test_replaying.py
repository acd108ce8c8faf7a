"""What was withdrawn and blocked after a backup is closed again in what was restored."""

from datetime import timedelta
from typing import Any

import psycopg
import pytest

from homeward.access.choices import Role
from homeward.access.keys import StoreUnreachable, closings, link
from homeward.core.tests.restoring import undone
from homeward.persons import actions
from homeward.persons.choices import BasisStatus
from homeward.persons.models import Block, Consent, DeletionNotice, LegalBasis, Person
from homeward.persons.tests.test_grounds import agreed, ask, decide, shared

__all__ = ["agreed", "shared"]


def held(cast: Any) -> list[Any]:
    return list(
        Consent.objects.filter(
            person=cast.person, recipient_org=cast.partner_org, known_until=None
        ).order_by("covers")
    )


def sees(cast: Any) -> int:
    with cast.as_app(cast.partner):
        return Person.objects.filter(pk=cast.person.pk).count()


def withdraw(cast: Any) -> None:
    ids = [one.pk for one in held(cast)]
    with cast.as_app(cast.owner):
        actions.withdraw_consent(ids, by=cast.owner, at=cast.now)


def later(cast: Any) -> Any:
    return cast.now + timedelta(hours=1)


def test_a_withdrawal_comes_true_again_with_all_that_follows_from_it(shared: Any) -> None:
    before = DeletionNotice.objects.count()
    with undone():
        withdraw(shared)
    assert sees(shared) == 1
    done = actions.replay(at=later(shared))
    assert sees(shared) == 0
    assert done.closed == len(held(shared))
    assert done.untold == 0
    assert {one.withdrawn_at for one in held(shared)} == {shared.now}
    assert DeletionNotice.objects.count() > before


def test_it_is_done_once(shared: Any) -> None:
    with undone():
        withdraw(shared)
    actions.replay(at=later(shared))
    versions = Consent.objects.count()
    assert actions.replay(at=later(shared)).closed == 0
    assert Consent.objects.count() == versions


def test_a_consent_narrowed_and_then_withdrawn_ends_withdrawn(shared: Any) -> None:
    with undone():
        ids = [one.pk for one in held(shared)]
        with shared.as_app(shared.owner):
            actions.narrow_consent(
                ids, until=shared.now.date() + timedelta(days=5), by=shared.owner, at=shared.now
            )
        withdraw(shared)
    actions.replay(at=later(shared))
    assert all(one.withdrawn_at and one.until for one in held(shared))


def test_a_consent_given_after_the_backup_is_left_alone(agreed: Any) -> None:
    with undone():
        agreed.consent(agreed.person, agreed.commission)
        new = list(Consent.objects.filter(recipient_org=agreed.commission))
        with agreed.as_app(agreed.owner):
            actions.withdraw_consent([one.pk for one in new], by=agreed.owner, at=agreed.now)
    assert actions.replay(at=later(agreed)).closed == 0
    assert not Consent.objects.filter(recipient_org=agreed.commission).exists()


def test_who_may_no_longer_does_not_keep_it_open(shared: Any) -> None:
    with undone():
        withdraw(shared)
    shared.owner.roles = [Role.FINANCE_OFFICER.value]
    shared.owner.organisation = shared.stranger_org
    shared.owner.save()
    done = actions.replay(at=later(shared))
    assert done.untold == done.closed > 0
    assert sees(shared) == 0


def test_a_block_stands_again_and_a_lifted_one_does_not(shared: Any) -> None:
    with undone(), shared.as_app(shared.owner):
        actions.block(
            shared.person, organisation=shared.partner_org, by=shared.owner, at=shared.now
        )
        lifted = actions.block(
            shared.person, organisation=shared.fund, by=shared.owner, at=shared.now
        )
        actions.lift_block(lifted, by=shared.owner, at=shared.now)
    assert not Block.objects.filter(person=shared.person).exists()
    actions.replay(at=later(shared))
    (standing,) = Block.objects.filter(person=shared.person, lifted_at=None)
    assert standing.organisation == shared.partner_org
    assert standing.set_at == shared.now
    assert sees(shared) == 0
    assert actions.replay(at=later(shared)).closed == 0


def test_a_block_by_somebody_who_is_not_there_yet_stands_all_the_same(shared: Any) -> None:
    with undone():
        newcomer = shared.user("newcomer", shared.host, Role.RETURN_COUNSELLOR)
        with shared.as_app(newcomer):
            actions.block(
                shared.person, organisation=shared.partner_org, by=newcomer, at=shared.now
            )
    assert actions.replay(at=later(shared)).untold == 1
    assert Block.objects.get(person=shared.person).set_by.organisation == shared.host
    assert sees(shared) == 0


def test_another_ground_that_was_ended_ends_again(agreed: Any) -> None:
    basis = ask(agreed)
    decide(agreed, basis, agreed.focal)
    with undone(), agreed.as_app(agreed.focal):
        actions.end_basis(LegalBasis.objects.get(pk=basis.pk), by=agreed.focal, at=agreed.now)
    actions.replay(at=later(agreed))
    assert LegalBasis.objects.get(pk=basis.pk).status == BasisStatus.ENDED


def test_the_application_only_appends_to_what_it_notes(shared: Any) -> None:
    with undone():
        withdraw(shared)
    assert shared.person.pk in {one.person for one in closings.noted()}
    for statement in ("delete from closing", "update closing set kind = 'lift'"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            link.ask(statement)


def test_what_can_t_be_noted_is_not_closed(shared: Any, monkeypatch: Any) -> None:
    def refuse(*_values: object) -> None:
        raise StoreUnreachable("The key store can't be reached.")

    monkeypatch.setattr(link, "ask", refuse)
    ids = [one.pk for one in held(shared)]
    with pytest.raises(StoreUnreachable), shared.as_app(shared.owner):
        actions.withdraw_consent(ids, by=shared.owner, at=shared.now)
    monkeypatch.undo()
    assert all(one.withdrawn_at is None for one in held(shared))
