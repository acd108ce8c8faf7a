"""What a pool pays: the donors' procedures, the regional reserve, and all ledgers together."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from hypothesis import seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from homeward.access.choices import Purpose, Role
from homeward.core.refusals import Refused
from homeward.funds import actions as funds
from homeward.funds.choices import BudgetKind, InstalmentStatus, Need, Vulnerability
from homeward.funds.models import Budget, Instalment, Payment, Reservation, ReserveRequest
from homeward.pools import actions, queries
from homeward.pools.choices import Direction, Reason
from homeward.pools.models import CommitmentYear, DonorProcedure, Pool, Round
from homeward.pools.tests.conftest import LONG_AGO, Office
from homeward.pools.tests.test_actions import faults, refusal
from homeward.programmes.models import Programme

D = Decimal


@pytest.fixture
def region(table: Any, office: Office) -> Any:
    """A reserve of the other programme, filled by both donors; the family's programme may ask."""
    cast = table.cast
    cast.agree(cast.host, cast.fund, Purpose.FINANCE, may_write=False)
    cast.agree(cast.partner_org, cast.fund, Purpose.FINANCE)
    cast.agree(cast.fund, cast.partner_org)
    for person in table.people:
        cast.consent(person, cast.fund, Purpose.FINANCE)
    sources = {office.give(office.north, "600"): "600", office.give(office.south, "400"): "400"}
    line = office.line(office.other, {office.criterion(): "1"}, kind=BudgetKind.RESERVE)
    office.approve(office.draw(sources, [line]))
    reserve = Budget.objects.get(kind="reserve")
    for need in (Need.OVER_PACKAGE, Need.RETURN_JOURNEY):
        office.do(
            funds.set_reserve_rule, reserve, need, roles=[Role.CASE_MANAGER], ceiling=D(900),
            asks_vulnerability=True, valid_from=LONG_AGO, source="Charter, 6",
        )  # fmt: skip
    return reserve


def over(table: Any, cost: str) -> Any:
    """A plan above the package of 1,500 for two."""
    plan = table.draft()
    table.add(plan, cost)
    return plan


def ask(table: Any, plan: Any, reserve: Budget, amount: str, need: Need) -> ReserveRequest:
    cast = table.cast
    with cast.as_app(cast.partner):
        made: ReserveRequest = funds.ask_reserve(
            plan, reserve, need=need, vulnerability=Vulnerability.MET, amount=D(amount),
            reason="Cannot travel alone", by=cast.partner, at=cast.now,
        )  # fmt: skip
    return made


def test_the_regional_reserve_pays_a_journey_home_from_request_to_payment(
    table: Any, office: Office, region: Budget, client_of: Any
) -> None:
    """Its budget is another programme's; request, criteria, decision and payment on the pages."""
    cast, plan = table.cast, over(table, "1800")
    worker, officer = client_of(cast.partner), client_of(cast.finance)
    asking = reverse("funds:ask", args=[table.case.pk])
    assert region.name in worker.get(asking).content.decode()
    typed = {"budget": region.pk, "need": Need.RETURN_JOURNEY, "amount": "300",
             "reason": "A nurse has to travel along"}  # fmt: skip
    unknown = worker.post(asking, typed | {"vulnerability": Vulnerability.UNKNOWN})
    assert unknown.status_code == 409
    sent = worker.post(asking, typed | {"vulnerability": Vulnerability.MET})
    assert sent.status_code == 302
    request = ReserveRequest.objects.get()
    deciding = reverse("funds:decide", args=[request.pk])
    granted = officer.post(deciding, {"grant": "", "text": "The journey needs it"})
    assert "Granted" in granted.content.decode()
    table.approve(table.submit(plan))
    held = {r.budget.pk: r.amount for r in Reservation.objects.select_related("budget")}
    assert held[region.pk] == D(300)
    with cast.as_app(cast.partner):
        planned = funds.plan_instalments(
            plan.lines.get(), [(D(1500), None), (D(300), None)], by=cast.partner, at=cast.now
        )
    of_pool = next(i for i in planned if i.budget_id == region.pk)
    with cast.as_app(cast.partner):
        funds.bring_proof(of_pool, b"%PDF-1.4 bill", "bill.pdf", by=cast.partner, at=cast.now)
    paying = reverse("funds:payment", args=[of_pool.pk])
    on = cast.now.date()
    day = {"paid_on_day": on.day, "paid_on_month": on.month, "paid_on_year": on.year}
    assert officer.post(paying, day).status_code == 302
    assert officer.post(paying, day).status_code == 409
    sums = {s.donor.name: (s.paid, s.unspent) for s in said(office)}
    assert sums == {"North Donor": (D(180), D(420)), "South Donor": (D(120), D(280))}
    assert faults() == []


def said(office: Office) -> Any:
    cast = office.cast
    with cast.as_app(cast.finance, Purpose.FINANCE):
        return queries.by_donor(office.pool, until=cast.now.date())


def test_a_grant_hears_every_donor_s_reasons_at_once_with_those_of_the_fund(
    table: Any, office: Office, region: Budget
) -> None:
    for donor, asks in ((office.north, {"ceiling_per_case": D(250)}),
                        (office.south, {"approval_above": D(100)})):  # fmt: skip
        office.do(
            actions.state_procedure, office.pool, donor, valid_from=LONG_AGO, source="Annex",
            **asks,
        )  # fmt: skip
    plan = over(table, "1800")
    request = ask(table, plan, region, "300", Need.OVER_PACKAGE)
    assert refusal(office.do, funds.grant, request, " ") == [
        funds_reason("no_reason"), Reason.OVER_CASE_CEILING, Reason.NEEDS_APPROVAL,
    ]  # fmt: skip
    strict, letter = DonorProcedure.objects.order_by("donor__name")
    office.do(actions.end_procedure, strict, on=LONG_AGO)
    office.do(actions.approve_beforehand, letter, plan.pk, up_to=D(300), number="L-12",
              on=table.cast.now.date())  # fmt: skip
    office.do(funds.grant, request, "Plain need")
    assert ReserveRequest.objects.get().status == "granted"
    assert faults() == []


def funds_reason(code: str) -> Any:
    from homeward.funds.choices import Reason as FundsReason  # noqa: PLC0415 - two of one name

    return FundsReason(code)


def test_a_payment_is_held_against_the_procedures_of_its_donors(
    table: Any, office: Office, region: Budget
) -> None:
    plan = over(table, "1800")
    office.do(funds.grant, ask(table, plan, region, "300", Need.OVER_PACKAGE), "Plain need")
    table.approve(table.submit(plan))
    cast = table.cast
    with cast.as_app(cast.partner):
        planned = funds.plan_instalments(
            plan.lines.get(), [(D(1500), None), (D(300), None)], by=cast.partner, at=cast.now
        )
    instalment = next(i for i in planned if i.budget_id == region.pk)
    other = next(i for i in planned if i.budget_id != region.pk)
    office.do(
        actions.state_procedure, office.pool, office.north, valid_from=LONG_AGO, source="Annex",
        ceiling_per_case=D(299), ways=["cash"], dimensions=["social"], checks=["visit_done"],
    )  # fmt: skip
    for each in (instalment, other):
        with cast.as_app(cast.partner):
            funds.bring_proof(each, b"%PDF-1.4 bill", "bill.pdf", by=cast.partner, at=cast.now)
    assert refusal(office.do, funds.pay, instalment, cast.now.date()) == [
        Reason.OVER_CASE_CEILING, Reason.WAY_NOT_ELIGIBLE, Reason.COST_NOT_ELIGIBLE,
        Reason.EVIDENCE_MISSING,
    ]  # fmt: skip
    office.do(funds.pay, other, cast.now.date())
    office.do(actions.end_procedure, DonorProcedure.objects.get(), on=LONG_AGO)
    office.do(funds.pay, instalment, cast.now.date())
    again = refusal(office.do, funds.pay, instalment, cast.now.date())
    assert again == [funds_reason("paid_already")]
    assert faults() == []


def test_a_programme_that_the_reserve_does_not_reach_is_not_offered_it(
    table: Any, office: Office, region: Budget, client_of: Any
) -> None:
    region.reaches.all().delete()
    over(table, "1800")
    page = client_of(table.cast.partner).get(reverse("funds:ask", args=[table.case.pk]))
    assert region.name not in page.content.decode()


AMOUNTS = st.integers(1, 90_000_00).map(lambda cents: D(cents) / 100)
WHICH = st.integers(0, 10**6)


class Administration(RuleBasedStateMachine):
    """An office that promises, receives, moves, shares out and pays in whatever order comes."""

    office: Office
    done = refused = 0

    def __init__(self) -> None:
        super().__init__()
        self.keys = iter(range(10**6))

    def _do(self, act: Any, *words: Any, **more: Any) -> None:
        type(self).done += 1
        try:
            self.office.do(act, *words, **more)
        except Refused:
            type(self).refused += 1

    def _year(self, which: int) -> CommitmentYear | None:
        found = list(CommitmentYear.objects.order_by("commitment", "year"))
        return found[which % len(found)] if found else None

    @rule(amount=AMOUNTS, more=AMOUNTS, south=st.booleans())
    def promise(self, amount: Decimal, more: Decimal, south: bool) -> None:
        donor = self.office.south if south else self.office.north
        self._do(
            actions.commit, self.office.pool, donor, agreement_number=str(next(self.keys)),
            currency="EUR", years=[(2026, amount), (2027, more)], source="Annex",
        )  # fmt: skip

    @rule(which=WHICH, amount=AMOUNTS)
    def receive(self, which: int, amount: Decimal) -> None:
        if year := self._year(which):
            today = self.office.cast.now.date()
            self._do(actions.confirm_year, year, on=today)
            part = min(amount, year.amount - year.received)
            self._do(actions.receive, year, part, on=today, key=str(next(self.keys)))

    @rule(which=WHICH, amount=AMOUNTS, rolls=st.booleans())
    def move(self, which: int, amount: Decimal, rolls: bool) -> None:
        if year := self._year(which):
            if rolls:
                self._do(actions.move_year, year, year.year + 1, amount, reason="Late")
            else:
                self._do(actions.release_year, year, amount, reason="Less")

    @rule(figures=st.tuples(st.integers(0, 99), st.integers(0, 99)), part=st.integers(1, 100))
    def share_out(self, figures: tuple[int, int], part: int) -> None:
        office = self.office
        with office.cast.as_app(office.cast.finance, Purpose.FINANCE):
            free = {c: queries.free(c) for c in queries.commitments(office.pool)}
            (criterion,) = queries.criteria_on(office.pool, office.cast.now.date())
        lines = [
            office.line(programme, {criterion: str(figure)})
            for programme, figure in zip((office.cast.programme, office.other), figures,
                                         strict=True)
        ]  # fmt: skip
        self._do(
            actions.draw_up, office.pool, name="Round", lines=lines,
            sources={c: round(amount * part / 100, 2) for c, amount in free.items()},
            budgets_until=date(2090, 1, 1),
        )  # fmt: skip

    @rule(which=WHICH, yes=st.booleans())
    def decide(self, which: int, yes: bool) -> None:
        found = list(Round.objects.order_by("drawn_at", "pk"))
        if found:
            act = actions.approve if yes else actions.drop
            self._do(act, found[which % len(found)], "Minute 1", by=self.office.second)

    def teardown(self) -> None:
        assert faults() == []


def test_all_books_agree_whatever_an_office_does(office: Office) -> None:
    office.criterion(direction=Direction.MORE)

    class Played(Administration):
        pass

    Played.office = office
    run_state_machine_as_test(
        seed(9)(Played), settings=settings(max_examples=2, stateful_step_count=15, deadline=None)
    )
    assert Played.done > 0
    assert Played.refused > 0
    assert Pool.objects.count() == 1
    assert (
        Payment.objects.count() == Instalment.objects.filter(status=InstalmentStatus.PAID).count()
    )
    assert Programme.objects.count() == 2
