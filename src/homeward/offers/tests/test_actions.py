from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from homeward.access.choices import Role
from homeward.core import spreadsheets
from homeward.core.refusals import Refused
from homeward.offers import actions, jobs, queries, sheet
from homeward.offers.choices import Fault, OfferStatus, Reason, Side
from homeward.offers.filters import Asked
from homeward.offers.models import Offer, SeatContract
from homeward.offers.records import OfferRecord
from homeward.referrals.choices import Status
from homeward.referrals.models import Referral
from homeward.referrals.rules import HELD
from homeward.tasks.models import Task

from .conftest import Market


def waits(kind: str) -> list[Task]:
    return list(Task.objects.filter(kind=kind, done_at__isnull=True))


def test_a_draft_is_its_organisation_s_alone(market: Market) -> None:
    with market.as_app(market.trainer):
        record = OfferRecord(kind="training", title="Baking")
        actions.add(record, market.cast.provider, by=market.trainer, at=market.now)
    with market.as_app(market.cast.stranger):
        assert not Offer.objects.exists()
    with market.as_app(market.trainer):
        assert Offer.objects.count() == 1


def test_an_open_offer_is_found_by_its_words_and_by_who_can_take_it(market: Market) -> None:
    offer = market.offer(child_care=True, weekly_hours=20, intensity="light", transport="public")
    market.offer("Loading ships", intensity="heavy")
    with market.as_app(market.cast.stranger):
        asked = Asked(q="tailor train", child_care="1", hours="25", intensity="medium",
                      transport="reachable")  # fmt: skip
        assert list(queries.find(asked, on=market.today)) == [offer]
        assert queries.find(Asked(), on=market.today).count() == 2


def test_another_organisation_s_offer_can_t_be_changed(market: Market) -> None:
    offer = market.offer()
    with market.as_app(market.manager), pytest.raises(PermissionDenied):
        actions.move(offer, OfferStatus.CLOSED, by=market.manager, at=market.now)
    with (
        market.as_app(market.manager),
        pytest.raises(DatabaseError),
        transaction.atomic(),
    ):
        Offer.objects.filter(pk=offer.pk).update(places_free=0)
    with market.as_app(market.manager):
        assert Offer.objects.filter(pk=offer.pk).delete()[0] == 0


def test_where_nobody_keeps_them_a_programme_manager_does(market: Market) -> None:
    with market.as_app(market.manager):
        record = OfferRecord(kind="vacancy", title="Cook")
        offer = actions.add(record, market.cast.commission, by=market.manager, at=market.now)
        actions.move(offer, OfferStatus.OPEN, by=market.manager, at=market.now)
    market.cast.user("shop", market.cast.commission, Role.PROVIDER)
    with market.as_app(market.manager), pytest.raises(PermissionDenied):
        actions.confirm(offer, 1, by=market.manager, at=market.now)


def test_the_wrong_role_is_refused(market: Market) -> None:
    record = OfferRecord(kind="training", title="Baking")
    with market.as_app(market.cast.partner), pytest.raises(PermissionDenied):
        actions.add(record, market.cast.partner_org, by=market.cast.partner, at=market.now)


def test_a_second_click_on_close_is_refused(market: Market) -> None:
    offer = market.offer()
    with market.as_app(market.trainer):
        actions.move(offer, OfferStatus.CLOSED, by=market.trainer, at=market.now)
        with pytest.raises(Refused):
            actions.move(offer, OfferStatus.CLOSED, by=market.trainer, at=market.now)


def test_an_entry_becomes_an_offer_and_a_copy_begins_anew(market: Market) -> None:
    service = market.cast.service(category="training", places_total=9, valid_from=market.today)
    with market.as_app(market.trainer):
        offer = actions.from_service(service, by=market.trainer, at=market.now)
        assert (offer.kind, offer.needs, offer.places_free) == ("training", ["training"], 3)
        again = actions.copy(offer, by=market.trainer, at=market.now)
    assert (again.title, again.places_free, again.starts_on) == (offer.title, None, None)


def test_a_stale_offer_is_asked_about_once_and_a_confirmation_ends_it(market: Market) -> None:
    offer = market.offer(places_total=5)
    Offer.objects.update(last_confirmed_on=market.today - timedelta(days=200))
    jobs.ask_about_offers()
    jobs.ask_about_offers()
    [task] = waits("confirm_offer")
    assert task.holder_org_id == market.cast.provider.pk
    assert task.due_on is not None
    with market.as_app(market.trainer):
        with pytest.raises(Refused):
            actions.confirm(offer, 6, by=market.trainer, at=market.now)
        actions.confirm(offer, 2, by=market.trainer, at=market.now)
    assert not waits("confirm_offer")


# Sheets.

HEADER = ["number", "kind", "title", "weekly_hours", "starts_on", "child_care", "area"]


def load(market: Market, *rows: list[str], take: bool = True) -> Any:
    content = spreadsheets.xlsx("Offers", HEADER, rows)
    with market.as_app(market.trainer):
        return actions.load(content, name="a.xlsx", take=take, by=market.trainer, at=market.now)


GOOD = ["T1", "training", "Baking", "12,5", "2026-09-01", "yes", ""]


def test_a_sheet_read_in_again_doubles_nothing(market: Market) -> None:
    assert load(market, GOOD, take=False).new == 1
    assert not Offer.objects.exists()
    assert load(market, GOOD).new == 1
    assert load(market, GOOD).unchanged == 1
    changed = load(market, [*GOOD[:2], "Baking bread", *GOOD[3:]])
    assert (changed.new, changed.changed) == (0, 1)
    [offer] = Offer.objects.all()
    assert (offer.title, offer.weekly_hours, offer.child_care) == ("Baking bread", 12.5, True)


def test_every_fault_is_told_by_row_and_column_and_nothing_is_taken(market: Market) -> None:
    bad = ["T2", "cooking", "", "many", "1.9.2026", "perhaps", "Nowhere"]
    loaded = load(market, GOOD, bad, GOOD)
    assert {(line.row, line.column, line.fault) for line in loaded.faults} == {
        (3, "kind", Fault.NOT_A_CHOICE),
        (3, "title", Fault.EMPTY),
        (3, "weekly_hours", Fault.NOT_A_NUMBER),
        (3, "starts_on", Fault.NOT_A_DAY),
        (3, "child_care", Fault.NOT_YES_OR_NO),
        (3, "area", Fault.NO_SUCH_AREA),
        (4, "number", Fault.TWICE),
    }
    assert not Offer.objects.exists()


def test_a_row_that_contradicts_itself_stops_the_sheet(market: Market) -> None:
    header = ["number", "kind", "title", "places_total", "places_free"]
    content = spreadsheets.csv_table(header, [["1", "training", "Baking", "2", "3"]])
    with market.as_app(market.trainer):
        loaded = actions.load(content, name="a.csv", take=True, by=market.trainer, at=market.now)
    assert [line.fault for line in loaded.faults] == [Fault.DOES_NOT_FIT]
    assert not Offer.objects.exists()


def test_the_template_is_read_as_it_is_given_out(market: Market) -> None:
    row = [sheet.SAMPLE.get(name, "") for name in sheet.COLUMNS]
    content = spreadsheets.xlsx("Offers", sheet.COLUMNS, [row])
    with market.as_app(market.trainer):
        loaded = actions.load(content, name="a.xlsx", take=True, by=market.trainer, at=market.now)
    assert (loaded.faults, loaded.new) == ([], 1)


# Contracts for seats.


def test_a_contract_holds_once_both_have_signed(market: Market) -> None:
    held = market.contract()
    with market.as_app(market.trainer):
        assert not SeatContract.objects.exists()
    with market.as_app(market.manager):
        actions.send_to_sign(held, by=market.manager, at=market.now)
        held = actions.sign(held, by=market.manager, at=market.now)
        assert held.status == "signing"
        with pytest.raises(Refused) as refused:
            actions.sign(held, by=market.manager, at=market.now)
        assert refused.value.reasons == [Reason.SIGNED_ALREADY]
    with market.as_app(market.trainer):
        assert actions.sign(held, by=market.trainer, at=market.now).status == "in_force"
    assert [t.holder_org_id for t in waits("report_seats")] == [market.cast.provider.pk]
    with market.as_app(market.cast.stranger):
        assert not SeatContract.objects.exists()


def test_what_was_signed_stands_and_nobody_signs_for_the_other(market: Market) -> None:
    held = market.signed()
    for values in ({"seats": 99}, {"partner_signed_on": None}):
        with (
            market.as_app(market.manager),
            pytest.raises(DatabaseError),
            transaction.atomic(),
        ):
            SeatContract.objects.filter(pk=held.pk).update(**values)


def test_a_seat_needs_a_contract_in_force(market: Market) -> None:
    with pytest.raises(Refused):
        market.offer(kind="seat", contract=market.contract())
    held = market.signed(number="S2")
    assert market.offer(kind="seat", contract=held).contract == held


def test_the_partner_reports_figures_and_the_share_follows(market: Market) -> None:
    held = market.signed()
    first = held.starts_on
    period = {"from_on": first, "until_on": first + timedelta(days=89)}
    with market.as_app(market.manager), pytest.raises(PermissionDenied):
        actions.report(held, served=10, residents=2, by=market.manager, at=market.now, **period)
    with market.as_app(market.trainer):
        actions.report(held, served=10, residents=2, by=market.trainer, at=market.now, **period)
        with pytest.raises(Refused) as refused:
            actions.report(held, served=1, residents=2, by=market.trainer, at=market.now, **period)
    assert refused.value.reasons == [Reason.REPORTED_ALREADY, Reason.RESIDENTS_ABOVE_ALL]
    with market.as_app(market.manager):
        assert queries.figures(held).share == 20
    [task] = waits("report_seats")
    assert task.due_on is not None
    assert task.due_on > period["until_on"]


def test_seats_are_counted_from_referrals_and_both_sides_see_the_same(market: Market) -> None:
    held, cast = market.signed(), market.cast
    seat = market.offer(kind="seat", contract=held)
    for number, status in enumerate(["sent", "accepted", "started", "draft"]):
        case, people = cast.family()
        referral = Referral.objects.create(
            number=f"R{number}", case=case, person=people[0], programme=cast.programme,
            owner_org=cast.host, offer=seat, receiver_org=cast.provider, status=status,
            drafted_at=market.now, drafted_by=cast.owner,
        )  # fmt: skip
        Task.objects.create(
            kind=HELD[Status(status)].wait, subject_id=referral.pk, case_id=case.pk,
            person_id=people[0].pk, holder_org=cast.provider, waiter_org=cast.host,
            due_on=market.today,
            opened_at=market.now,
        )  # fmt: skip
    for user in (market.manager, market.trainer):
        with market.as_app(user):
            told = queries.figures(held)
        assert (told.asked, told.taken) == (1, 2)
    with market.as_app(cast.stranger):
        assert queries.figures(held).taken == 0


def test_a_visit_counts_once_the_other_side_confirms_it_and_findings_are_waits(
    market: Market,
) -> None:
    held = market.signed()
    with market.as_app(market.manager):
        visit = actions.plan_visit(
            held,
            "visit",
            market.today,
            by=market.manager,
            at=market.now,  # type: ignore[arg-type]
        )
        visit = actions.write_visit(
            visit, held_on=market.today, summary="Full", by=market.manager, at=market.now
        )
        finding = actions.add_finding(
            visit, "No women's toilet", Side.PARTNER, market.today + timedelta(days=30),
            by=market.manager, at=market.now,
        )  # fmt: skip
        with pytest.raises(Refused):
            actions.confirm_visit(visit, by=market.manager, at=market.now)
        with pytest.raises(PermissionDenied):
            actions.finish_finding(finding, "Done", by=market.manager, at=market.now)
    assert [t.holder_org_id for t in waits("follow_finding")] == [market.cast.provider.pk]
    with market.as_app(market.trainer):
        actions.confirm_visit(visit, by=market.trainer, at=market.now)
        actions.finish_finding(finding, "Built", by=market.trainer, at=market.now)
    assert not waits("follow_finding")
    assert not waits("confirm_visit")
