"""A pool on its pages: promised, confirmed, received, shared out, approved, reported."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse

from homeward.access.choices import Role
from homeward.committees.tests.stage import Stage
from homeward.pools.choices import Reason
from homeward.pools.models import (
    Commitment,
    CommitmentYear,
    DisbursementCriterion,
    DonorProcedure,
    Pool,
    PoolReport,
    Round,
)


def dated(name: str, day: date) -> dict[str, Any]:
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def said(url: str, client: Any, **data: Any) -> Any:
    answer = client.post(url, data)
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    return client.get(answer.url)


def test_a_pool_goes_from_its_first_promise_to_a_report_on_its_pages(
    office: Any, client_of: Any
) -> None:
    cast, today = office.cast, office.cast.now.date()
    first, second = client_of(cast.finance), client_of(office.second)
    said(
        reverse("pools:new"), first, name="Regional fund", kind="regional_reserve",
        currency="eur", programmes=[cast.programme.pk, office.other.pk], source="Charter",
    )  # fmt: skip
    pool = Pool.objects.get(name="Regional fund")
    page = said(
        reverse("pools:commit", args=[pool.pk]), first, donor=office.north.pk,
        agreement_number="N-7", currency="EUR", source="Annex 1",
        **{f"year_{today.year}": "1000", f"year_{today.year + 1}": "500"},
    )  # fmt: skip
    assert "North Donor" in page.content.decode()
    year = CommitmentYear.objects.get(year=today.year)
    refused = first.post(reverse("pools:receive", args=[year.pk]),
                         {"key": "k", "amount": "1000", **dated("on", today)})  # fmt: skip
    assert refused.status_code == 409
    assert str(Reason.NOT_CONFIRMED.label) in refused.content.decode()
    said(reverse("pools:confirm", args=[year.pk]), first, **dated("on", today))
    said(reverse("pools:receive", args=[year.pk]), first, key="k", amount="800",
         **dated("on", today))  # fmt: skip
    said(reverse("pools:move", args=[year.pk]), first, amount="200", to_year=today.year + 1,
         reason="Late")  # fmt: skip
    commitment = Commitment.objects.get(agreement_number="N-7")
    said(reverse("pools:earmark", args=[commitment.pk]), first, kind="programme",
         programme=office.other.pk, percent="25", source="Annex 2")  # fmt: skip
    said(reverse("pools:new_criterion", args=[pool.pk]), first, name="Returns", weight="1",
         direction="more", figure="stated", source="Minute 4",
         **dated("valid_from", today))  # fmt: skip
    criterion = DisbursementCriterion.objects.get(pool=pool)
    form = first.get(reverse("pools:new_round", args=[pool.pk])).content.decode()
    assert f"figure_1_{criterion.pk}" in form
    lines = {
        "programme_1": cast.programme.pk, "kind_1": "ordinary", f"figure_1_{criterion.pk}": "3",
        f"source_1_{criterion.pk}": "Ministry", "programme_2": office.other.pk,
        "kind_2": "reserve", f"figure_2_{criterion.pk}": "1",
        f"source_2_{criterion.pk}": "Ministry",
        f"from_{commitment.pk}": "800", "name": "Spring",
        **dated("budgets_until", date(today.year + 1, 12, 31)),
    }  # fmt: skip
    without = lines | {f"figure_2_{criterion.pk}": ""}
    answer = first.post(reverse("pools:new_round", args=[pool.pk]), without)
    assert answer.status_code == 409
    assert "A figure is unknown." in answer.content.decode()
    said(reverse("pools:new_round", args=[pool.pk]), first, **lines)
    round_ = Round.objects.get()
    url = reverse("pools:round", args=[round_.pk])
    read = second.get(url).content.decode()
    assert "75 %" in read
    assert "600" in read
    assert first.post(url, {"approve": "", "decision": "Mine"}).status_code == 409
    assert "Minute 9" in said(url, second, approve="", decision="Minute 9").content.decode()
    assert second.post(url, {"approve": "", "decision": "Again"}).status_code == 409
    assert second.get(reverse("pools:round_sheet", args=[round_.pk])).content[:2] == b"PK"
    said(reverse("pools:new_procedure", args=[pool.pk]), first, donor=office.north.pk,
         report_every_months="3", report_within_days="30", rounding="1", source="Annex 3",
         approval_above="400", **dated("valid_from", today))  # fmt: skip
    procedure = DonorProcedure.objects.get()
    asks = first.get(reverse("pools:procedure", args=[procedure.pk])).content.decode()
    assert "400" in asks
    said(reverse("pools:new_report", args=[pool.pk]), first, donor=office.north.pk,
         **dated("first", today), **dated("last", today))  # fmt: skip
    report = PoolReport.objects.get()
    assert "800" in first.get(reverse("pools:report", args=[report.pk])).content.decode()
    assert first.get(reverse("pools:report_sheet", args=[report.pk])).content[:2] == b"PK"
    said(reverse("pools:end_criterion", args=[criterion.pk]), first, **dated("on", today))
    said(reverse("pools:end_procedure", args=[procedure.pk]), first, **dated("on", today))
    shown = first.get(reverse("pools:pool", args=[pool.pk])).content.decode()
    assert "How long it lasts is unknown" in shown


def test_the_calculation_stands_on_the_page_with_each_figure_and_source(
    office: Any, client_of: Any
) -> None:
    north = office.give(office.north, "1000")
    returns = office.criterion()
    programmes = (office.cast.programme, office.other)
    lines = [office.line(p, {returns: n}) for p, n in zip(programmes, ("2", "1"), strict=True)]
    round_ = office.draw({north: "1000"}, lines)
    page = client_of(office.second).get(reverse("pools:round", args=[round_.pk])).content.decode()
    for text in ("Ministry, table 2", "66.6667 %", "33.3333 %", "666.67", "333.33",
                 "the same amounts"):  # fmt: skip
        assert text in page


def test_a_case_manager_has_no_verb_and_another_office_finds_no_pool(
    office: Any, client_of: Any
) -> None:
    cast = office.cast
    other = cast.user("other", cast.stranger_org, Role.FINANCE_OFFICER)
    url = reverse("pools:pool", args=[office.pool.pk])
    assert client_of(cast.partner).get(url).status_code == 403
    for name in ("pool", "commit", "new_criterion", "new_procedure", "new_round", "new_report"):
        address = reverse(f"pools:{name}", args=[office.pool.pk])
        assert client_of(other).get(address).status_code == 404


def test_a_round_rests_on_the_decision_of_a_committee_that_its_readers_open(
    office: Any, cast: Any, client_of: Any
) -> None:
    decision = Stage(cast).decided()
    line = office.line(cast.programme, {office.criterion(): "1"})
    round_ = office.draw({office.give(office.north, "100"): "100"}, [line])
    url = reverse("pools:round", args=[round_.pk])
    first, second = client_of(cast.finance), client_of(office.second)
    assert 'name="approve"' not in first.get(url).content.decode()
    said = {"approve": "", "decided_in": decision.pk, "decision": ""}
    assert second.post(url, said).status_code == 302
    round_.refresh_from_db()
    assert (round_.decided_in, round_.decision) == (decision, decision.reference)
    link = reverse("committees:decision", args=[decision.pk])
    assert link in second.get(url).content.decode()


def test_an_empty_list_says_why_and_where_to_begin(cast: Any, client_of: Any) -> None:
    page = client_of(cast.finance).get(reverse("pools:index")).content.decode()
    assert "No pool yet" in page
    assert reverse("pools:new") in page


def test_the_forecast_says_from_what_it_comes(office: Any, client_of: Any) -> None:
    office.give(office.north, "1000")
    page = client_of(office.cast.finance).get(reverse("pools:pool", args=[office.pool.pk]))
    assert "1,000" in page.content.decode()
    assert Commitment.objects.get().years.get().received == Decimal(1000)
