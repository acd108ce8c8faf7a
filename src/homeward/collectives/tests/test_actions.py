"""What a project's actions do, and each refusal."""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from PIL import Image

from homeward.access.choices import Role
from homeward.collectives import actions, queries
from homeward.collectives.book import Account
from homeward.collectives.choices import ContributionKind, EntryKind, ProjectStatus, Reason
from homeward.collectives.models import Asset, LogEntry, Membership, Photo
from homeward.core.refusals import Refused
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task


def refused(call: Any, *args: Any, **given: Any) -> list[Any]:
    with pytest.raises(Refused) as refusal:
        call(*args, **given)
    return refusal.value.reasons


def balance(group: Any, account: Account) -> Decimal:
    with group.cast.as_app(group.keeper):
        group.project.refresh_from_db()
        found = {b.account.code: b.amount for b in queries.trial_balance(group.project)}
    return found.get(account, Decimal(0))


def test_a_resident_is_recorded_only_after_agreeing(group: Any) -> None:
    assert refused(group.resident, agreed_on=None) == [Reason.NOT_AGREED]
    assert not Membership.objects.exists()
    assert group.resident().case is None


def test_somebody_is_a_member_once(group: Any) -> None:
    ama = group.returnee()
    again = (group.project, ama.case, ama.person, group.joining())
    assert refused(group.act, actions.admit, *again) == [Reason.MEMBER_ALREADY]
    group.leave(ama)
    second = group.act(actions.admit, *again)
    assert (second.number > ama.number, second.left_on) == (True, None)


def test_a_wrong_entry_is_cancelled_with_its_goods_and_money(group: Any) -> None:
    group.log(EntryKind.GRANT, "Support", amount=100)
    seed = group.log(EntryKind.PURCHASE, "Seed", quantity=5, unit="kg", price=10)
    group.log(EntryKind.DISTRIBUTION, "Seed", quantity=3, unit="kg")
    assert refused(group.act, actions.cancel, seed, why="Wrong") == [Reason.NOT_IN_STORE]
    out = LogEntry.objects.get(kind=EntryKind.DISTRIBUTION)
    group.act(actions.cancel, out, why="Not handed out")
    group.act(actions.cancel, seed, why="Wrong price")
    assert refused(group.act, actions.cancel, seed, why="Again") == [
        Reason.CANCELLED_ALREADY, Reason.NOT_IN_STORE,
    ]  # fmt: skip
    assert (balance(group, Account.CASH), balance(group, Account.INPUTS)) == (100, 0)
    assert group.project.cash == 100


def test_more_than_was_earned_or_is_there_is_not_paid_out(group: Any) -> None:
    group.returnee()
    group.log(EntryKind.GRANT, "Support", amount=500)
    assert refused(group.pay_out, 1) == [Reason.MORE_THAN_RESULT]
    group.log(EntryKind.HARVEST, "Maize", quantity=3, unit="bag")
    group.log(EntryKind.SALE, "Maize", quantity=3, unit="bag", price=10)
    group.pay_out(20)
    assert refused(group.pay_out, 10) == [Reason.PAID_ALREADY]
    assert refused(group.pay_out, 11, number=2) == [Reason.MORE_THAN_RESULT]


def test_parts_by_days_need_days(group: Any) -> None:
    group.project.payout_rule = "labour"
    group.project.save()
    group.returnee()
    group.log(EntryKind.HARVEST, "Maize", quantity=3, unit="bag")
    group.log(EntryKind.SALE, "Maize", quantity=3, unit="bag", price=10)
    assert refused(group.pay_out, 20) == [Reason.NO_WEIGHT]


def test_who_leaves_is_owed_and_the_keeper_waits_to_pay(group: Any) -> None:
    ama = group.returnee()
    group.put_in(ama, 40)
    gone = group.leave(ama, pay_by=group.cast.now.date() + timedelta(days=9))
    wait = Task.objects.get(kind=TaskKind.PAY_LEAVER)
    assert (wait.holder, wait.due_on, wait.case_id) == (group.keeper, gone.pay_by, ama.case_id)
    assert (balance(group, Account.OWED), balance(group, Account.CAPITAL)) == (-40, 0)
    assert refused(group.act, actions.move, group.project, ProjectStatus.ENDED) == [
        Reason.SEASON_OPEN, Reason.STILL_OWED,
    ]  # fmt: skip
    today = group.cast.now.date()
    group.act(actions.pay_leaver, gone, on=today)
    assert refused(group.act, actions.pay_leaver, gone, on=today)[0] == Reason.PAID_ALREADY
    assert balance(group, Account.OWED) == 0
    group.act(actions.close_season, group.season, on=today)
    group.act(actions.move, group.project, ProjectStatus.ENDED)
    assert not Task.objects.filter(done_at__isnull=True, kind=TaskKind.CLOSE_SEASON).exists()


def test_a_closed_season_takes_nothing_more(group: Any) -> None:
    group.act(actions.close_season, group.season, on=group.cast.now.date())
    assert refused(group.log, EntryKind.GRANT, "Late", amount=1) == [Reason.SEASON_CLOSED]


def test_an_adviser_notes_days_and_no_money(group: Any) -> None:
    ama = group.returnee()
    group.keeper = group.cast.user("adviser", group.cast.partner_org, Role.EMPLOYMENT_ADVISER)
    assert group.put_in(ama, 3, ContributionKind.LABOUR).unit == "day"
    with pytest.raises(PermissionDenied):
        group.put_in(ama, 3)


def given_plough(group: Any, **more: Any) -> Asset:
    given = {"what": "Plough", "origin": "given", "value": Decimal(90), "kept_at": "the store",
             "acquired_on": group.first, **more}  # fmt: skip
    found: Asset = group.act(actions.acquire, group.project, actions.AssetGiven(**given))
    return found


def test_an_asset_comes_is_looked_at_and_is_sold(group: Any) -> None:
    assert refused(given_plough, group, origin="bought") == [Reason.NOT_IN_CASH]
    plough, today = given_plough(group), group.cast.now.date()
    group.act(actions.look_at, plough, condition="worn", kept_at="the chair", seen_on=today)
    group.act(actions.dispose, plough, how="sold", on=today, why="Worn", proceeds=Decimal(70))
    assert refused(group.act, actions.dispose, plough, how="lost", on=today) == [
        Reason.GONE_ALREADY
    ]
    found = [balance(group, a) for a in (Account.ASSETS, Account.CASH, Account.GONE)]
    assert found == [0, 70, 20]


def test_what_was_built_is_paid_for_beside_the_group_s_cash(group: Any) -> None:
    made = actions.OutputMade(
        what="Well", done_on=group.first, source="Hand-over sheet", cost=Decimal(900)
    )
    group.act(actions.record_output, group.project, made)
    assert (balance(group, Account.WORKS), balance(group, Account.CASH)) == (900, 0)
    programme_manager = group.cast.user("pm", group.cast.partner_org, Role.PROGRAMME_MANAGER)
    with pytest.raises(PermissionDenied), group.cast.as_app(programme_manager):
        actions.record_output(group.project, made, by=programme_manager, at=group.cast.now)


def test_places_for_training_and_what_they_cost(group: Any) -> None:
    made = actions.TrainingMade(
        centre="Harbour Road", trade="Welding", seats=24, for_returnees=30,
        opened_on=group.first, cost=Decimal(100),
    )  # fmt: skip
    assert refused(group.act, actions.record_training, group.project, made) == [Reason.NO_QUANTITY]
    made = actions.TrainingMade(
        centre="Harbour Road", trade="Welding", seats=24, for_returnees=10,
        opened_on=group.first, cost=Decimal(100),
    )  # fmt: skip
    training = group.act(actions.record_training, group.project, made)
    assert (training.seats, balance(group, Account.WORKS)) == (24, 100)


def test_a_meeting_has_no_more_votes_than_people(group: Any) -> None:
    held = {"kind": "members", "held_on": group.first, "came": 5, "text": "Prices"}
    many = actions.MeetingHeld(**held, in_favour=4, against=2)  # type: ignore[arg-type]
    assert refused(group.act, actions.hold_meeting, group.project, many) == [Reason.MORE_VOTES]
    group.act(actions.hold_meeting, group.project, actions.MeetingHeld(**held, in_favour=5))  # type: ignore[arg-type]
    assert queries.meetings(group.project).count() == 1


def test_a_photo_goes_in_with_nobody_who_did_not_agree(group: Any) -> None:
    out = BytesIO()
    Image.new("RGB", (4, 4)).save(out, "PNG")
    photo = {"caption": "The well", "taken_on": None}
    store = (actions.store_photo, group.project, out.getvalue(), "well.png")
    assert refused(group.act, *store, shows_nobody=False, **photo) == [Reason.SHOWS_SOMEBODY]
    group.act(*store, shows_nobody=True, **photo)
    assert Photo.objects.get().content_type == "image/png"
    text = (actions.store_photo, group.project, b"%PDF-1.4 no photo", "well.pdf")
    assert refused(group.act, *text, shows_nobody=True, **photo)
