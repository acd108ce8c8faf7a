"""What donors promise comes year by year, is shared out by two people, and is paid as ever."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction

from homeward.access.choices import Purpose, Role
from homeward.core.refusals import Refused
from homeward.funds import actions as funds
from homeward.funds.choices import BudgetKind
from homeward.funds.tests.test_books import faults as funds_faults
from homeward.pools import actions, queries
from homeward.pools.choices import EarmarkKind, Reason, RoundStatus
from homeward.pools.models import Commitment, CommitmentYear, Contribution, Pool, Round, RoundPart
from homeward.tasks.models import Task

D = Decimal


def faults() -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("select * from pools_faults()")
        found = [*cursor.fetchall(), *funds_faults()]
        # A machine of random steps posts on: its next transaction has no line at first.
        cursor.execute("set constraints all deferred")
    return found


def refusal(act: Any, *words: Any, **more: Any) -> list[Any]:
    with pytest.raises(Refused) as refused:
        act(*words, **more)
    return refused.value.reasons


def test_years_are_reserved_confirmed_received_rolled_over_and_released(office: Any) -> None:
    commitment = office.promise(office.north, "1000", "2000")
    book, year, today = office.pool.commitment_book, office.year(commitment), office.cast.now.date()
    assert office.balances(book) == {"pledged EUR": D(-3000), "reserved EUR": D(3000)}
    office.do(actions.confirm_year, year, on=today)
    office.do(actions.receive, year, D(400), on=today, key="one")
    office.do(actions.move_year, year, year.year + 1, D(500), reason="Late start")
    office.do(actions.release_year, year, D(100), reason="Exchange loss")
    assert office.balances(book) == {
        "pledged EUR": D(-2900), "reserved EUR": D(2500), "received EUR": D(400),
    }  # fmt: skip
    assert office.balances(office.pool.cash_book) == {"bank EUR": D(400), "held EUR": D(-400)}
    amounts = CommitmentYear.objects.order_by("year").values_list("amount", "received")
    assert list(amounts) == [(D(400), D(400)), (D(2500), D(0))]
    assert faults() == []


def test_a_year_that_was_rolled_over_is_confirmed_anew(office: Any) -> None:
    commitment = office.promise(office.north, "1000", "2000")
    later, today = office.year(commitment, 1), office.cast.now.date()
    office.do(actions.confirm_year, later, on=today)
    office.do(actions.move_year, office.year(commitment), later.year, D(1), reason="Late")
    reasons = refusal(office.do, actions.receive, later, D(1), on=today, key="x")
    assert reasons == [Reason.NOT_CONFIRMED]


def test_money_of_another_currency_is_counted_at_the_day_s_rate(office: Any) -> None:
    commitment, today = office.promise(office.north, "1000", currency="CHF"), office.cast.now.date()
    year = office.year(commitment)
    office.do(actions.confirm_year, year, on=today)
    reasons = refusal(office.do, actions.receive, year, D(1000), on=today, key="x")
    assert reasons == [Reason.NO_RATE]
    office.do(funds.enter_rate, "CHF", "EUR", D("1.0512"), on=today, source="Central bank")
    office.do(actions.receive, year, D(1000), on=today, key="x")
    assert office.balances(office.pool.cash_book) == {"bank EUR": D("1051.20"),
                                                      "held EUR": D("-1051.20")}  # fmt: skip
    assert office.balances(office.pool.commitment_book) == {"pledged CHF": D(-1000),
                                                            "received CHF": D(1000)}  # fmt: skip
    assert Contribution.objects.get().rate_source == "Central bank"
    assert faults() == []


def test_receiving_is_refused_with_all_reasons_and_a_second_click_posts_nothing(
    office: Any,
) -> None:
    year, today = office.year(office.promise(office.north, "1000")), office.cast.now.date()
    reasons = refusal(
        office.do, actions.receive, year, D(1001), on=today + timedelta(days=1), key="x"
    )
    assert reasons == [Reason.NOT_CONFIRMED, Reason.OVER_COMMITTED, Reason.IN_FUTURE]
    office.do(actions.confirm_year, year, on=today)
    office.do(actions.receive, year, D(600), on=today, key="x")
    assert refusal(office.do, actions.receive, year, D(400), on=today, key="x") == [
        Reason.RECEIVED_ALREADY
    ]
    assert refusal(office.do, actions.confirm_year, year, on=today) == [Reason.CONFIRMED_ALREADY]
    assert faults() == []


def test_a_promise_is_refused_with_all_its_reasons(office: Any) -> None:
    words = {"agreement_number": "A", "currency": "EUR"}
    assert refusal(
        office.do, actions.commit, office.pool, office.north, source=" ",
        years=[(2026, D(1)), (2026, D(0))], **words,
    ) == [Reason.YEAR_TWICE, Reason.NO_AMOUNT, Reason.NO_SOURCE]  # fmt: skip
    office.promise(office.north, "1")
    assert refusal(
        office.do, actions.commit, office.pool, office.north, source="S", years=[(2026, D(1))],
        agreement_number=f"A-{office.north.pk}", currency="EUR",
    ) == [Reason.COMMITTED_ALREADY]  # fmt: skip


def test_earmarks_are_no_more_than_what_is_promised(office: Any) -> None:
    commitment = office.promise(office.north, "1000")
    mark = {"source": "Grant agreement, 7"}
    programme = office.cast.programme
    office.do(actions.earmark, commitment, EarmarkKind.PROGRAMME, programme, percent=D(60),
              amount=None, **mark)  # fmt: skip
    assert refusal(
        office.do, actions.earmark, commitment, EarmarkKind.PROGRAMME, None, percent=None,
        amount=D(401), source="",
    ) == [Reason.OVER_WHOLE, Reason.NO_TARGET, Reason.NO_SOURCE]  # fmt: skip
    assert refusal(
        office.do, actions.earmark, commitment, EarmarkKind.PROGRAMME, programme, percent=D(1),
        amount=D(1), **mark,
    ) == [Reason.PART_OR_AMOUNT]  # fmt: skip


def test_two_donors_fill_budgets_by_criteria_and_earmarks(office: Any) -> None:
    """The round of the rules' own example, through the real actions and both ledgers."""
    north, south = office.give(office.north, "1000"), office.give(office.south, "600")
    office.do(
        actions.earmark, north, EarmarkKind.PROGRAMME, office.other, percent=D(40), amount=None,
        source="Grant agreement, 7",
    )  # fmt: skip
    returns = office.criterion("Returns", "2")
    capacity = office.criterion("Places", "1", direction="less")
    round_ = office.draw(
        {north: "1000", south: "600"},
        [office.line(office.cast.programme, {returns: "30", capacity: "50"}),
         office.line(office.other, {returns: "10", capacity: "150"})],
    )  # fmt: skip
    wait = Task.objects.get(kind="approve_round", done_at__isnull=True)
    assert wait.holder_org == office.cast.fund
    calculation = queries.calculation_of(round_)
    assert list(calculation.targets.values()) == [D(1200), D(400)]
    office.approve(round_)
    first, second = (line.budget for line in round_.lines.all())
    assert (first.amount, second.amount) == (D(1200), D(400))
    shares = {(s.budget_id, s.donor.name): s.percent for b in (first, second)
              for s in b.shares.select_related("donor")}  # fmt: skip
    assert shares == {
        (first.pk, "North Donor"): D(50), (first.pk, "South Donor"): D(50),
        (second.pk, "North Donor"): D(100),
    }  # fmt: skip
    assert office.balances(first.cash_book) == {"bank EUR": D(1200), "due EUR": D(-1200)}
    assert office.balances(office.pool.cash_book) == {}
    assert not Task.objects.filter(kind="approve_round", done_at__isnull=True).exists()
    assert faults() == []


def test_a_round_is_decided_by_a_second_person_and_once(office: Any) -> None:
    north = office.give(office.north, "100")
    line = office.line(office.cast.programme, {office.criterion(): "1"})
    round_ = office.draw({north: "100"}, [line])
    assert refusal(office.do, actions.approve, round_, " ") == [
        Reason.SECOND_APPROVES, Reason.NO_REASON,
    ]  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.update(
            status="placed", decided_by=round_.drawn_by, decided_at=round_.drawn_at
        )
    assert refusal(office.draw, {north: "1"}, [line]) == [Reason.NOTHING_FREE]
    office.approve(round_)
    assert refusal(office.do, actions.approve, round_, "Again") == [Reason.DECIDED_ALREADY]
    assert Pool.objects.get().roundlines.count() == 1


def test_a_round_that_is_turned_down_frees_the_money(office: Any) -> None:
    north = office.give(office.north, "100")
    line = office.line(office.cast.programme, {office.criterion(): "1"})
    round_ = office.draw({north: "100"}, [line])
    office.do(actions.drop, round_, "The committee waits", by=office.second)
    assert Round.objects.get().status == RoundStatus.DROPPED
    office.approve(office.draw({north: "100"}, [line]))
    assert faults() == []


def test_a_round_is_not_approved_once_what_it_rests_on_changed(office: Any) -> None:
    north = office.give(office.north, "100")
    criterion = office.criterion()
    lines = [office.line(p, {criterion: "1"}) for p in (office.cast.programme, office.other)]
    round_ = office.draw({north: "100"}, lines)
    office.do(actions.earmark, north, EarmarkKind.PROGRAMME, office.other, percent=D(80),
              amount=None, source="Letter")  # fmt: skip
    assert refusal(office.approve, round_) == [Reason.ANOTHER_CALCULATION]


def test_an_unknown_figure_is_not_taken_for_nothing(office: Any) -> None:
    north = office.give(office.north, "100")
    criterion = office.criterion()
    line = office.line(office.cast.programme, {criterion: None})
    assert refusal(office.draw, {north: "100"}, [line]) == [Reason.FIGURE_UNKNOWN]
    ended = office.do(actions.end_criterion, criterion, on=office.cast.now.date())
    assert ended.valid_until == office.cast.now.date()


def test_what_was_counted_in_or_shared_out_is_not_changed(office: Any) -> None:
    office.placed()
    for model in (Contribution, RoundPart):
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.update(amount=1)
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.all().delete()


def test_a_donor_is_told_the_figures_of_the_day(office: Any) -> None:
    office.placed()
    today = office.cast.now.date()
    procedure = office.do(
        actions.state_procedure, office.pool, office.north, report_every_months=3,
        report_within_days=30, rounding="100", valid_from=today.replace(day=1), source="Annex 2",
    )  # fmt: skip
    due = Task.objects.get(kind="write_pool_report", done_at__isnull=True)
    assert due.subject_id == procedure.pk
    made = office.do(actions.report, office.pool, office.north, first=today, last=today)
    said = {key: made.figures[key] for key in ("opening", "received", "allocated", "closing",
                                               "paid", "unspent")}  # fmt: skip
    assert said == {"opening": "0", "received": "6000", "allocated": "6000", "closing": "0",
                    "paid": "0", "unspent": "6000"}  # fmt: skip
    again = Task.objects.get(kind="write_pool_report", done_at__isnull=True)
    assert again.due_on != due.due_on
    bad = {"first": today, "last": today + timedelta(days=1)}
    assert refusal(office.do, actions.report, office.pool, office.north, **bad) == [
        Reason.NO_PERIOD
    ]


def test_other_organisations_and_other_roles_keep_out(office: Any) -> None:
    commitment = office.promise(office.north, "1000")
    cast = office.cast
    other = cast.user("other", cast.stranger_org, Role.FINANCE_OFFICER)
    with cast.as_app(other, Purpose.FINANCE):
        assert not Pool.objects.exists()
        assert not Commitment.objects.exists()
    assert refusal(
        office.do, actions.confirm_year, office.year(commitment), on=cast.now.date(), by=other
    ) == [Reason.NOT_OURS]
    with pytest.raises(PermissionDenied):
        office.do(actions.confirm_year, office.year(commitment), on=cast.now.date(),
                  by=cast.partner)  # fmt: skip


def test_a_donor_that_works_here_reads_its_own_promise_alone(office: Any) -> None:
    office.promise(office.north, "1000")
    office.promise(office.south, "500")
    cast = office.cast
    office.north.organisation = cast.host
    office.north.save()
    manager = cast.user("manager", cast.host, Role.PROGRAMME_MANAGER)
    with cast.as_app(manager, Purpose.FINANCE):
        assert [str(c.donor) for c in Commitment.objects.all()] == ["North Donor"]
        assert CommitmentYear.objects.count() == 1
        assert Pool.objects.update(name="Ours") == 0


def test_a_reserve_of_two_donors_serves_both_programmes(office: Any) -> None:
    budget = office.placed(BudgetKind.RESERVE)
    assert budget.kind == BudgetKind.RESERVE
    assert [reach.programme for reach in budget.reaches.all()] == [office.other]
