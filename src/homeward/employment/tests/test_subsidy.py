"""A subsidy is money of an approved plan: planned here, proven and paid by the funds' own steps."""

from decimal import Decimal
from typing import Any

import pytest

from homeward.access.choices import OrganisationKind
from homeward.core.refusals import Refused
from homeward.employment import actions
from homeward.employment.choices import Reason
from homeward.employment.models import Candidacy, Placement, Subsidy
from homeward.funds.models import Instalment
from homeward.funds.tests.conftest import bare, open_budget, table, till
from homeward.offers.models import Offer
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task

__all__ = ["bare", "open_budget", "table", "till"]


@pytest.fixture
def placement(till: Any) -> Placement:
    cast, case = till.cast, till.plan.case
    company = cast.organisation("Cocoa works", OrganisationKind.PROVIDER, "GH")
    offer = Offer.objects.create(organisation=company, kind="internship", title="Learn to roast")
    Subsidy.objects.create(
        offer=offer, kind="amount", amount=Decimal(100), currency=till.line.currency, months=3,
        ceiling=Decimal(250), source="Call", written_by=cast.partner, written_at=cast.now,
    )  # fmt: skip
    common = {
        "owner_org": cast.partner_org, "programme": cast.programme, "person_id": case.person_id,
    }  # fmt: skip
    candidacy = Candidacy.objects.create(
        number="K-1", case=case, offer=offer, employer_org=company, status="placed",
        person_wish="yes", employer_wish="yes", proposed_by=cast.partner, proposed_at=cast.now,
        **common,
    )  # fmt: skip
    return Placement.objects.create(
        case=case, candidacy=candidacy, employer_org=company, starts_on=cast.now.date(),
        contract="internship", recorded_by=cast.partner, recorded_at=cast.now, **common,
    )  # fmt: skip


def test_a_subsidy_is_planned_as_instalments_paid_on_proof(till: Any, placement: Any) -> None:
    assert till.partner(actions.plan_subsidy, placement, till.line) == 3
    planned = list(Instalment.objects.filter(line=till.line).order_by("number"))
    assert [part.amount for part in planned] == [100, 100, 50]
    waits = Task.objects.filter(subject_id__in=[part.pk for part in planned], done_at=None)
    assert set(waits.values_list("kind", flat=True)) == {TaskKind.BRING_PROOF}
    placement.refresh_from_db()
    assert placement.line == till.line


def test_it_is_planned_once(till: Any, placement: Any) -> None:
    till.partner(actions.plan_subsidy, placement, till.line)
    with pytest.raises(Refused) as refusal:
        till.partner(actions.plan_subsidy, placement, till.line)
    assert refusal.value.reasons == [Reason.PLANNED_ALREADY]


def test_a_share_of_an_unknown_wage_is_not_planned(till: Any, placement: Any) -> None:
    Subsidy.objects.update(kind="share", share=Decimal(50), amount=None)
    with pytest.raises(Refused) as refusal:
        till.partner(actions.plan_subsidy, placement, till.line)
    assert refusal.value.reasons == [Reason.WAGE_NOT_KNOWN]
