"""Who sees a member's rows and the project, as the app role."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from homeward.access.choices import ActorKind, Role
from homeward.agreements.models import Agreement
from homeward.collectives import actions, queries
from homeward.collectives.choices import EntryKind
from homeward.collectives.models import Contribution, LogEntry, Membership, Payout, Project
from homeward.seals import actions as seals

OF_PERSONS = (Membership, Contribution, Payout)
OF_PROJECT = (Project, LogEntry)


def seen(cast: Any, user: Any, models: Any = OF_PERSONS, **how: Any) -> list[int]:
    with cast.as_app(user, **how):
        return [model.objects.count() for model in models]


@pytest.fixture
def paid(group: Any) -> Any:
    group.ama, group.kofi = group.returnee(), group.resident()
    group.put_in(group.ama, 10)
    group.log(EntryKind.HARVEST, "Maize", quantity=10, unit="bag")
    group.log(EntryKind.SALE, "Maize", quantity=10, unit="bag", price=9)
    group.run = group.pay_out(90)
    return group


def test_without_an_actor_there_is_no_row(paid: Any) -> None:
    with paid.cast.as_app():
        assert [m.objects.count() for m in (*OF_PERSONS, *OF_PROJECT)] == [0] * 5


def test_the_keeper_sees_members_and_money(paid: Any) -> None:
    assert seen(paid.cast, paid.keeper) == [2, 1, 2]


def test_an_adviser_sees_who_is_a_member_and_no_money(paid: Any) -> None:
    adviser = paid.cast.user("adviser", paid.cast.partner_org, Role.EMPLOYMENT_ADVISER)
    assert seen(paid.cast, adviser) == [2, 0, 0]


def test_the_stranger_sees_neither_members_nor_project(paid: Any) -> None:
    assert seen(paid.cast, paid.cast.stranger) == [0, 0, 0]
    assert seen(paid.cast, paid.cast.stranger, OF_PROJECT) == [0, 0]


def test_a_partner_reads_the_project_while_an_agreement_is_in_force(paid: Any) -> None:
    cast = paid.cast
    agreement = cast.agree(cast.partner_org, cast.host)
    assert seen(cast, cast.owner, OF_PROJECT) == [0, 0]
    paid.act(actions.add_partner, paid.project, cast.host)
    assert seen(cast, cast.owner, OF_PROJECT) == [1, 2]
    # Whose members consented to nothing: numbers alone.
    assert seen(cast, cast.owner) == [0, 0, 0]
    Agreement.objects.filter(pk=agreement.pk).update(ends_on=date(2020, 1, 2))
    assert seen(cast, cast.owner, OF_PROJECT) == [0, 0]


def test_a_partner_writes_nothing_on_the_project(paid: Any) -> None:
    cast = paid.cast
    cast.agree(cast.partner_org, cast.host)
    paid.act(actions.add_partner, paid.project, cast.host)
    with cast.as_app(cast.owner):
        assert Project.objects.update(name="Taken") == 0
    with pytest.raises(DatabaseError), transaction.atomic(), cast.as_app(cast.owner):
        LogEntry.objects.create(
            season=paid.season, number=99, kind="cost", what="x", amount=1, on=paid.first,
            by=cast.owner, at=cast.now,
        )  # fmt: skip


def test_under_agreement_and_consent_the_member_s_row_and_the_group_s_name_are_seen(
    paid: Any,
) -> None:
    cast = paid.cast
    cast.agree(cast.partner_org, cast.host)
    cast.consent(paid.ama.person, cast.host, by=paid.keeper)
    # A counsellor is not cleared for money; the log of the group is no affair of theirs.
    assert seen(cast, cast.owner) == [1, 0, 0]
    assert seen(cast, cast.owner, OF_PROJECT) == [1, 0]


def test_the_person_sees_their_own_group_share_and_payout(paid: Any) -> None:
    cast = paid.cast
    user = cast.user("self", cast.host, Role.RETURNEE)
    user.person_id, user.organisation = paid.ama.person_id, None
    user.save()
    with cast.as_app(user, kind=ActorKind.PERSON):
        (row,) = queries.of_person(paid.ama.person_id)
        assert (row.membership.project.name, row.money, row.paid) == (paid.project.name, 10, 45)
        assert [Membership.objects.count(), LogEntry.objects.count()] == [1, 0]


def test_a_sealed_member_is_paid_by_somebody_who_does_not_see_them(paid: Any) -> None:
    cast = paid.cast
    focal = cast.user("focal", cast.partner_org, Role.PROTECTION_FOCAL_POINT)
    with cast.as_app(focal):
        seals.seal(paid.ama.case, [paid.ama.person], [], "Asked for", by=focal, at=cast.now)
    assert seen(cast, paid.keeper) == [1, 0, 1]
    with cast.as_app(paid.keeper):
        told = queries.figures([paid.project], paid.keeper)[paid.project.pk]
    assert (told.members, told.returnees) == ("1", "0")
    paid.log(EntryKind.HARVEST, "Maize", quantity=10, unit="bag")
    paid.log(EntryKind.SALE, "Maize", quantity=10, unit="bag", price=2)
    paid.pay_out(20, number=2)
    amounts = Payout.objects.filter(run__number=2).values_list("amount", flat=True)
    assert list(amounts) == [10, 10]
    assert seen(cast, paid.keeper) == [1, 0, 2]


def test_the_database_pays_the_actor_s_own_members_and_no_other_sum(paid: Any) -> None:
    cast = paid.cast
    written = f'[["{paid.ama.pk}", "1", "90"]]'
    for user in (cast.stranger, paid.keeper):
        with pytest.raises(DatabaseError), transaction.atomic(), cast.as_app(user):
            pay(paid.run.pk, written)
    Payout.objects.all().delete()
    short = f'[["{paid.ama.pk}", "1", "{Decimal(89)}"]]'
    with (
        pytest.raises(DatabaseError, match="add up"),
        transaction.atomic(),
        cast.as_app(paid.keeper),
    ):
        pay(paid.run.pk, short)


def pay(run: Any, parts: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select collectives_pay_out(%s, %s::jsonb)", [run, parts])
